"""Evidence from the thing's other figures that a unit was taken for another one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import ClassVar

from evextract.records import Quantity
from evextract.resolve.questions.case import Case
from evextract.resolve.reading import Reach, Reading
from evextract.resolve.rule import Effect, Reason, Relation
from evextract.resolve.slips import mistaken_unit
from evextract.resolve.wording import said


@dataclass(frozen=True, slots=True)
class MistakenUnit:
    """Where two figures differ by a unit taken for another one, that which lies far from all other figures of the thing
    (of other versions, test cycles, markets) is doubtful if the other one doesn't; a conversion beside it proves nothing.
    """

    id: ClassVar[str] = "referee.unit"
    weight: float = 2.0
    near: float = 0.35
    """Logarithm by which figures of two versions or test cycles differ at most."""
    farther: float = 0.2

    def __call__(self, case: Case) -> list[Reason]:
        if len(case.answers) < 2:
            return []
        mixed = [reading for reading in case.readings if self.mixed_up(reading, case)]
        beside = self.others(case) if mixed else []
        found = []
        for reading in mixed:
            gap, other = self.gap(reading, beside)
            rivals = [self.gap(r, beside)[0] for r in mixed if r is not reading and not _one_answer(case, r, reading)]
            best = min(rivals, default=gap)
            if other is None or best > self.near or gap - best < self.farther:
                continue
            because = f"{said(reading)} is far from {said(other)}, a figure of another version or condition"
            found.append(Reason(self.id, reading.id, -self.weight, Effect.SLIP, (reading.id, other.id), because))
        return found

    @staticmethod
    def mixed_up(reading: Reading, case: Case) -> bool:
        value = reading.claim.value
        return isinstance(value, Quantity) and any(
            isinstance(other.claim.value, Quantity) and mistaken_unit(other.claim.value, value, case.pack) is not None
            for other in case.readings
            if not _one_answer(case, other, reading)
        )

    @staticmethod
    def others(case: Case) -> list[Reading]:
        mine = {r.id for r in case.readings}
        return [
            r
            for r in case.neighbours.get(case.question.attribute, ())
            if r.id not in mine
            and r.reach in (Reach.POINT, Reach.CEILING)
            and not r.denied
            and any(case.compare(r, own).relation is not Relation.UNRELATED for own in case.readings)
        ]

    @staticmethod
    def gap(reading: Reading, beside: Sequence[Reading]) -> tuple[float, Reading | None]:
        """How far, as a logarithm, the nearest of the other figures lies, and which it is."""
        mine = reading.measure
        gaps = [
            (abs(log(mine.middle / r.measure.middle)), r.id, r)
            for r in beside
            if mine is not None and r.measure is not None and mine.dimension == r.measure.dimension
            if mine.middle > 0 and r.measure.middle > 0
        ]
        nearest = min(gaps, default=None, key=lambda g: g[:2])
        return (nearest[0], nearest[2]) if nearest is not None else (0.0, None)


def _one_answer(case: Case, a: Reading, b: Reading) -> bool:
    return not case.fits[a.id].isdisjoint(case.fits[b.id])
