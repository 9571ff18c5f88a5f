"""Evidence in the words of an article that its figure is the better one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from evextract.records import Modality
from evextract.resolve.questions.case import Case
from evextract.resolve.reading import Reading
from evextract.resolve.rule import Effect, Reason
from evextract.resolve.timing import Window
from evextract.resolve.wording import said

CORRECTS = re.compile(
    r"\bcorrections?\b|\bcorrected\b|\bclarifi(?:ed|cation)\b|\ban earlier version\b|\bmisstated\b|\bmisprint\w*"
    r"|\berroneously\b|\bby mistake\b|\b(?:wrongly|incorrectly|mistakenly) (?:\w+ )?(?:\w+ed|gave|said|put|given)\b",
    re.I,
)
WRONG_BEFORE = re.compile(
    r"(?:\ban earlier version\b|\bmisstated\b|\berroneously\b|\bby mistake\b|\bwrongly\b|\bincorrectly\b|\bmistakenly\b"
    r"|\bnot\b|\binstead of\b|\brather than\b)[^.;:]{0,70}$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Corrected:
    """A figure given as a correction is believed, and the one that it corrects is not."""

    id: ClassVar[str] = "prefer.correction"
    weight: float = 3.0

    def __call__(self, case: Case) -> list[Reason]:
        found = []
        for reading in case.readings:
            right = corrects(reading)
            if right is None or reading.denied:
                continue
            if right:
                because = f"{reading.article} gives {said(reading)} as a correction"
                found.append(Reason(self.id, reading.id, self.weight, Effect.WEAK, (reading.id,), because))
            else:
                because = f"{reading.article} says that {said(reading)} was a mistake"
                found.append(Reason(self.id, reading.id, -self.weight, Effect.SLIP, (reading.id,), because))
        return found


def corrects(reading: Reading) -> bool | None:
    """True for the corrected value, False for the mistaken one, None where the sentence corrects nothing."""
    evidence = reading.claim.evidence
    if not CORRECTS.search(evidence.sentence):
        return None
    return WRONG_BEFORE.search(evidence.sentence[: evidence.focus_start - evidence.sentence_start]) is None


@dataclass(frozen=True, slots=True)
class Launched:
    """What is written of a thing once it is on the market is better known than what was written before."""

    id: ClassVar[str] = "prefer.launched"
    weight: float = 0.8

    def __call__(self, case: Case) -> list[Reason]:
        if len(case.answers) < 2 or case.question.readings[0].definition.changes:
            return []
        if case.question.attribute not in case.policy.by_trim:
            return []
        told = [r for name in case.policy.arrival for r in case.neighbours.get(name, ()) if not r.denied]
        arrived = [r for r in told if r.claim.modality is Modality.ASSERTED]
        places = {place(r) for r in arrived}
        ahead = {r.article for r in told if r.claim.modality is not Modality.ASSERTED and {place(r), ""} & places}
        since = {r.article for r in arrived} & {r.article for r in case.readings}
        before = (ahead - {r.article for r in arrived}) & {r.article for r in case.readings}
        if not since or not before or self.unordered(before, since, case):
            return []
        return [
            Reason(self.id, r.id, self.weight, Effect.WEAK, (r.id,), f"{said(r)} was written after the launch")
            for r in case.readings
            if r.article in since
        ]

    @staticmethod
    def unordered(before: set[str], since: set[str], case: Case) -> bool:
        """Whether an article that plans the launch was written later than one that tells of it: of another market's."""
        windows = case.survey.windows
        return any(windows.get(a, Window()).first > windows.get(b, Window()).last for a in before for b in since)


def place(reading: Reading) -> str:
    """The market that the claim is about, "" where it names none."""
    return (reading.scope.market or "").casefold()
