"""Evidence from the other versions of a thing that a value is a slip."""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from statistics import median
from typing import ClassVar

from evextract.records import Bound, Modality
from evextract.resolve.questions.case import Case
from evextract.resolve.reading import Reach, Reading
from evextract.resolve.rule import Effect, Reason, Relation
from evextract.resolve.wording import said


@dataclass(frozen=True, slots=True)
class BrokenLadder:
    """A price that puts a trim above trims which other articles or its own equipment place above it is doubtful."""

    id: ClassVar[str] = "referee.ladder"
    weight: float = 2.0

    def __call__(self, case: Case) -> list[Reason]:
        attribute = case.question.attribute
        trim = dict(case.question.signature).get("variant")
        if trim is None or attribute != "price" or len(case.answers) < 2:
            return []
        found = []
        order = self.order(case, trim)
        for answer in case.answers:
            for reading in answer.readings:
                wrong = sorted(
                    {
                        other.scope.variant or ""
                        for other in case.neighbours.get(attribute, ())
                        if other.article == reading.article
                        and other.measure is not None
                        and reading.measure is not None
                        and other.measure.dimension == reading.measure.dimension
                        and self.trim_of(other, case) in order
                        and reading.measure.middle > other.measure.middle
                    }
                )
                if len(wrong) >= 2 or (wrong and len(order) <= 2):
                    names = ", ".join(wrong)
                    because = f"{said(reading)} would put the {reading.scope.variant} above the dearer {names}"
                    found.append(Reason(self.id, reading.id, -self.weight, Effect.SLIP, (reading.id,), because))
        return found

    @staticmethod
    def trim_of(reading: Reading, case: Case) -> str | None:
        return case.scheme.trim(reading)

    def order(self, case: Case, trim: str) -> set[str]:
        """The trims that cost more than ``trim`` in some article where nothing speaks against it."""
        attribute = case.question.attribute
        by_article: dict[str, dict[str, float]] = {}
        for reading in case.neighbours.get(attribute, ()):
            name = self.trim_of(reading, case)
            if name is not None and reading.measure is not None and reading.measure.reach is Reach.POINT:
                by_article.setdefault(reading.article, {})[name] = reading.measure.middle
        above: dict[str, int] = {}
        for prices in by_article.values():
            if trim in prices:
                for name, price in prices.items():
                    if name != trim:
                        above[name] = above.get(name, 0) + (1 if price > prices[trim] else -1)
        return {name for name, votes in above.items() if votes >= 0}


@dataclass(frozen=True, slots=True)
class OutOfProportion:
    """A figure out of proportion to the same trim's battery, when other trims of the model keep the proportion."""

    id: ClassVar[str] = "referee.proportion"
    weight: float = 1.5
    slack: float = 0.25

    def __call__(self, case: Case) -> list[Reason]:
        other = dict(case.policy.proportional).get(case.question.attribute)
        trim = case.question.variant
        if other is None or trim is None or "|" in trim:
            return []
        mine = self.figures(case, other).get(trim)
        if mine is None:
            return []
        base = self.figures(case, other)
        cycle = dict(case.question.signature).get("test_cycle")
        usual = [
            value / base[name]
            for name, value in self.figures(case, case.question.attribute, cycle).items()
            if name != trim and base.get(name)
        ]
        if not usual:
            return []
        expected = median(usual) * mine
        found = []
        for reading in case.readings:
            measure = reading.measure
            if measure is None or measure.middle <= 0 or abs(log(measure.middle / expected)) <= self.slack:
                continue
            because = (
                f"{said(reading)} is {measure.middle / expected:.0%} of what the other trims' "
                f"{other.replace('_', ' ')} lets expect"
            )
            found.append(Reason(self.id, reading.id, -self.weight, Effect.SLIP, (reading.id,), because))
        return found

    @staticmethod
    def figures(case: Case, attribute: str, cycle: str | None = None) -> dict[str, float]:
        """Trim -> the middle of what is said of it; only with that test cycle, where one is given."""
        said_of: dict[str, list[float]] = {}
        for reading in case.neighbours.get(attribute, ()):
            name = case.scheme.trim(reading)
            measure = reading.measure
            if name is None or measure is None or measure.reach is not Reach.POINT or measure.middle <= 0:
                continue
            if cycle is None or reading.scope.test_cycle is None or reading.scope.test_cycle.upper() == cycle:
                said_of.setdefault(name, []).append(measure.middle)
        return {name: median(values) for name, values in sorted(said_of.items())}


@dataclass(frozen=True, slots=True)
class OtherFigure:
    """A figure that articles give for another trim, test cycle or period may have been taken over for this one."""

    id: ClassVar[str] = "referee.other-figure"
    weight: float = 1.0

    def __call__(self, case: Case) -> list[Reason]:
        if len(case.answers) < 2:
            return []
        elsewhere = {answer.best.id: self.other(case, answer.best) for answer in case.answers}
        if all(elsewhere.values()):
            return []
        found = []
        for answer in case.answers:
            other = elsewhere[answer.best.id]
            if other is None:
                continue
            for reading in answer.readings:
                because = f"{said(reading)} is given for {self.named(other)} in {other.article}"
                found.append(Reason(self.id, reading.id, -self.weight, Effect.WEAK, (reading.id, other.id), because))
        return found

    @staticmethod
    def named(reading: Reading) -> str:
        return ", ".join(reading.scope.stated.values()) or reading.claim.attribute.replace("_", " ")

    def other(self, case: Case, reading: Reading) -> Reading | None:
        """A claim with the same figure on another question, of an article that doesn't give it for both."""
        measure = reading.measure
        if measure is None or reading.scope.variant is None or measure.reach is not Reach.POINT:
            # A limit is that of many versions.
            return None
        here = {r.article for r in case.readings if r.key == reading.key}
        mine = case.scheme.trim(reading)
        same = [
            r
            for r in case.neighbours.get(case.question.attribute, ())
            if r.key == reading.key and r.scope.variant and case.scheme.trim(r) != mine
        ]
        if any(r.article in here for r in same):
            return None
        return min(same, key=lambda r: r.id, default=None)


@dataclass(frozen=True, slots=True)
class NamesCycle:
    """Who names the test cycle of a figure has it from the specification."""

    id: ClassVar[str] = "prefer.cycle"
    weight: float = 1.7

    def __call__(self, case: Case) -> list[Reason]:
        naming = [{r.scope.test_cycle is not None for r in answer.readings} for answer in case.answers]
        if len(naming) < 2 or not any(n == {True} for n in naming) or not any(n == {False} for n in naming):
            return []
        return [
            Reason(self.id, r.id, self.weight, Effect.WEAK, (r.id,), f"{said(r)} is given with its test cycle")
            for r in case.readings
            if r.scope.test_cycle is not None
        ]


@dataclass(frozen=True, slots=True)
class Stranger:
    """A plain figure that names no version and is none of the known versions' figures is doubtful."""

    id: ClassVar[str] = "referee.stranger"
    weight: float = 3.0
    far: float = 0.4
    many: int = 3

    def __call__(self, case: Case) -> list[Reason]:
        if len(case.answers) > 1 or len({case.voice(r) for r in case.readings}) > 1:
            return []
        reading = case.answers[0].best
        measure = reading.measure
        if measure is None or measure.bound is not Bound.EXACT or measure.middle <= 0:
            return []
        if reading.claim.modality is not Modality.ASSERTED or reading.denied:
            return []
        known = [
            r
            for r in case.completing()
            if r.claim.modality is Modality.ASSERTED and case.compare(reading, r).relation is not Relation.UNRELATED
        ]
        gaps = [abs(log(measure.middle / r.measure.middle)) for r in known if r.measure and r.measure.middle > 0]
        if not gaps:
            return []
        versions = {r.scope.variant for r in known}
        if min(gaps) < self.far and not self.telling(case, len(versions)):
            return []
        because = f"{said(reading)} leaves open which version is meant, and is the figure of none that is known"
        return [Reason(self.id, r.id, -self.weight, Effect.WEAK, (r.id,), because) for r in case.readings]

    def telling(self, case: Case, versions: int) -> bool:
        """Whether enough versions are known, of a figure that doesn't change."""
        definition = case.question.readings[0].definition
        return not definition.changes and (versions >= self.many or "test_cycle" in definition.scope)
