"""Evidence inside the articles that a value is a slip of the pen or of the unit."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import ClassVar

from evextract.resolve.case import Case
from evextract.resolve.currency import implied_rate
from evextract.resolve.reading import Measure, Reach, Reading
from evextract.resolve.rule import Effect, Reason
from evextract.resolve.trims import fold
from evextract.resolve.wording import MONEY, MONEY_ONE, in_words, said


@dataclass(frozen=True, slots=True)
class OwnConversion:
    """A value that the conversion printed beside it contradicts is doubtful."""

    id: ClassVar[str] = "referee.conversion"
    money_slack: float = 0.08
    unit_slack: float = 0.02
    weight: float = 3.0

    def __call__(self, case: Case) -> list[Reason]:
        found = []
        for answer in case.answers:
            for reading in answer.readings:
                for conversion, value in zip(reading.conversions, reading.claim.alternatives, strict=False):
                    because = self.broken(reading, conversion, in_words(value), case)
                    if because:
                        found.append(Reason(self.id, reading.id, -self.weight, Effect.SLIP, (reading.id,), because))
        return found

    def broken(self, reading: Reading, conversion: Measure, words: str, case: Case) -> str:
        value = reading.measure
        if value is None:
            return ""
        rate = implied_rate(value, conversion)
        if rate is not None:
            return self._broken_rate(reading, conversion, rate, words, case)
        if value.dimension != conversion.dimension:
            return ""
        gap = abs(value.middle - conversion.middle)
        if gap <= (value.step + conversion.step) / 2 + self.unit_slack * abs(value.middle):
            return ""
        return f"the {words} beside {said(reading)} is not the same figure"

    def _broken_rate(self, reading: Reading, conversion: Measure, rate: float, words: str, case: Case) -> str:
        assert reading.measure is not None
        pair = reading.measure.unit, conversion.unit
        others = case.survey.rates.others(pair, reading.id)
        if len(others) >= 2:
            usual = median(others)
            if abs(rate / usual - 1) <= self.money_slack:
                return ""
            span = f"{min(others):.3g}–{max(others):.3g}" if max(others) / min(others) > 1.005 else f"{usual:.3g}"
            known = f"where {len(others)} other prices imply {span}"
        else:
            between = case.survey.rates.between(pair, reading.claim.source.published)
            if between is None or between[0] * (1 - self.money_slack) <= rate <= between[1] * (1 + self.money_slack):
                return ""
            span = f"{between[0]:.3g}–{between[1]:.3g}" if between[1] / between[0] > 1.005 else f"{between[0]:.3g}"
            known = f"where the European Central Bank's reference rate is {span}"
        one, many = MONEY_ONE.get(pair[1], f"a {pair[1]}"), MONEY.get(pair[0], pair[0])
        return f"the {words} beside {said(reading)} implies {rate:.3g} {many} for {one} {known}"


@dataclass(frozen=True, slots=True)
class BrokenLadder:
    """A price that puts a trim above trims which other articles or its own equipment place above it is doubtful."""

    id: ClassVar[str] = "referee.ladder"
    weight: float = 2.0

    def __call__(self, case: Case) -> list[Reason]:
        attribute = case.question.attribute
        trim = dict(case.question.signature).get("variant")
        if trim is None or attribute != "price":
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
        return case.trims.get(fold(reading.scope.variant)) if reading.scope.variant else None

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


REFEREES = (OwnConversion(), BrokenLadder())
