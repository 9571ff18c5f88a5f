"""Evidence from the whole: no part of it is larger."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from evextract.resolve.questions.case import Case
from evextract.resolve.questions.period import period_of
from evextract.resolve.reading import Reach, Reading
from evextract.resolve.rule import Effect, Reason
from evextract.resolve.wording import said

PARTS = re.compile(
    r"\b(?:includ(?:es?|ing)|of (?:which|that|this|these|it|them)|among (?:them|these)|with|compris(?:es?|ing)|made up of"
    r"|consist(?:s|ing) of|split|divided|broken down)\b",
    re.I,
)
"""Words between a total and its parts."""


@dataclass(frozen=True, slots=True)
class MoreThanWhole:
    """Of two figures that which is larger than the whole of which it is a part is doubtful: more jobs cut than there are
    employees, more sold in one market than in all.
    """

    id: ClassVar[str] = "referee.whole"
    weight: float = 2.0
    slack: float = 0.02

    def __call__(self, case: Case) -> list[Reason]:
        found = []
        for reading in case.readings:
            measure = reading.measure
            if measure is None or reading.denied:
                continue
            wholes = [
                w
                for w in (*self.of_another_kind(case), *self.of_all_markets(reading, case))
                if w.measure is not None and w.measure.dimension == measure.dimension and w.measure.reach is Reach.POINT
            ]
            top = max(wholes, key=lambda w: (w.measure.high if w.measure else 0.0, w.id), default=None)
            if top is None or top.measure is None or measure.low <= top.measure.high * (1 + self.slack):
                continue
            whole = top.definition.label
            because = f"{said(reading)} would be more than the whole, {said(top)} {whole} in {top.article}"
            found.append(Reason(self.id, reading.id, -self.weight, Effect.SLIP, (reading.id, top.id), because))
        # Where all figures are larger, the whole is the one in doubt: a plant's employees taken for the firm's.
        return found if len({r.claim for r in found}) < len(case.readings) else []

    @staticmethod
    def of_another_kind(case: Case) -> list[Reading]:
        wholes = [whole for part, whole in case.policy.within if part == case.question.attribute]
        return [r for name in wholes for r in case.neighbours.get(name, ()) if not r.denied]

    @staticmethod
    def of_all_markets(reading: Reading, case: Case) -> list[Reading]:
        """Running totals of the same period over all markets."""
        if case.question.attribute not in case.policy.counters or not reading.scope.period:
            return []
        if reading.scope.market in (None, "global"):
            return []
        period = period_of(reading)
        return [
            r
            for r in case.neighbours.get(case.question.attribute, ())
            if r.scope.market in (None, "global")
            and not r.denied
            and r.scope.variant == reading.scope.variant
            and period_of(r) == period
        ]


@dataclass(frozen=True, slots=True)
class LessThanPart:
    """A total that is smaller than a part of it which the same sentence names is doubtful."""

    id: ClassVar[str] = "referee.part"
    weight: float = 2.0

    def __call__(self, case: Case) -> list[Reason]:
        if len(case.answers) < 2:
            return []
        found = []
        for reading in case.readings:
            larger = [part for part in self.parts(reading, case) if self.exceeds(part, reading)]
            if larger:
                because = f"{said(reading)} is less than its own part, {said(larger[0])}"
                cited = (reading.id, *(part.id for part in larger))
                found.append(Reason(self.id, reading.id, -self.weight, Effect.SLIP, cited, because))
        return found

    @staticmethod
    def parts(reading: Reading, case: Case) -> list[Reading]:
        """The figures that follow in the sentence as parts of this one, in their order."""
        whole = reading.claim.evidence
        beside = [
            r
            for r in case.neighbours.get(case.question.attribute, ())
            if r.article == reading.article
            and r.claim.evidence.sentence_start == whole.sentence_start
            and r.claim.evidence.focus_start >= whole.focus_end
            and r.scope.market in (reading.scope.market, None)
            and r.claim.polarity is reading.claim.polarity
        ]
        return sorted(
            (
                r
                for r in beside
                if PARTS.search(whole.sentence[whole.focus_end - whole.sentence_start :][: _between(reading, r)])
            ),
            key=lambda r: (r.claim.evidence.focus_start, r.id),
        )

    @staticmethod
    def exceeds(part: Reading, whole: Reading) -> bool:
        x, y = part.measure, whole.measure
        return x is not None and y is not None and x.dimension == y.dimension and x.low > y.high > 0


def _between(first: Reading, then: Reading) -> int:
    return then.claim.evidence.focus_start - first.claim.evidence.focus_end
