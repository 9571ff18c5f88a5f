"""What a judge has before him: one question, its possible answers, and what else is known of the thing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from evextract.domain.pack import DomainPack
from evextract.records import Modality
from evextract.resolve.answers import Answer
from evextract.resolve.policy import Policy
from evextract.resolve.questions.comparable import scopes_fit
from evextract.resolve.questions.group import Question
from evextract.resolve.questions.period import last_day
from evextract.resolve.questions.scheme import Scheme
from evextract.resolve.reading import Reading
from evextract.resolve.rule import Compare
from evextract.resolve.survey import Survey
from evextract.resolve.timing import day_of


@dataclass(frozen=True, slots=True)
class Case:
    """Answers of which at most one holds at a time.

    ``fits``: claim id -> the answers that it gives. ``neighbours``: all claims about the same thing, by attribute.
    ``scheme``: how its versions are told apart. ``copies``: articles -> the articles that they
    repeat. ``option``: what tells this case from others of the same question, else "".
    """

    question: Question
    answers: tuple[Answer, ...]
    fits: Mapping[str, frozenset[int]]
    neighbours: Mapping[str, Sequence[Reading]]
    scheme: Scheme
    survey: Survey
    pack: DomainPack
    policy: Policy
    compare: Compare
    option: str = ""
    copies: Mapping[str, str] = field(default_factory=dict)

    def voice(self, reading: Reading) -> str:
        """The article whose word this is."""
        own = reading.claim.source.voice
        return self.copies.get(own, own)

    def repeats(self, reading: Reading) -> bool:
        """Whether the claim stands in an article that repeats another one of the corpus."""
        return self.voice(reading) != reading.claim.source.voice

    def completing(self) -> list[Reading]:
        """The claims on the attribute whose scope says all that this question's says, and more."""
        mine = dict(self.question.signature)
        found = []
        for reading in self.neighbours.get(self.question.attribute, ()):
            theirs = dict(self.scheme.signature(reading))
            same_kind = reading.measure is None or reading.measure.dimension == self._dimension
            if mine.keys() < theirs.keys() and same_kind and not reading.denied and scopes_fit(mine, theirs, self.pack):
                found.append(reading)
        return found

    @property
    def changes(self) -> bool:
        """Whether the true answer changes in time; not where all claims tell what a period brought that was over by then."""
        if not self.question.readings[0].definition.changes:
            return False
        flow = self.policy.is_flow(self.question.attribute)
        end = last_day(dict(self.question.signature).get("period", "")) if flow else None
        days = [day_of(r.claim.source) for r in self.readings if r.claim.modality is Modality.ASSERTED]
        over = end is not None and len(days) == len(self.readings) and all(d and d > end.toordinal() for d in days)
        return not over

    @property
    def _dimension(self) -> str:
        measure = self.answers[0].best.measure
        return measure.dimension if measure is not None else ""

    @property
    def readings(self) -> list[Reading]:
        return [r for r in self.question.readings if r.id in self.fits]
