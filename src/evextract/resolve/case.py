"""What a judge has before him: one question, its possible answers, and what else is known of the thing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from evextract.domain.pack import DomainPack
from evextract.resolve.answers import Answer
from evextract.resolve.group import Question
from evextract.resolve.policy import Policy
from evextract.resolve.reading import Reading
from evextract.resolve.rule import Compare, Reason
from evextract.resolve.survey import Survey


@dataclass(frozen=True, slots=True)
class Case:
    """Answers of which at most one holds at a time.

    ``fits``: claim id -> the answers that it gives. ``neighbours``: all claims about the same thing, by attribute.
    ``trims``: folded names -> trims. ``copies``: articles -> the articles that they repeat. ``option``: what tells this case from others of the same question, else "".
    """

    question: Question
    answers: tuple[Answer, ...]
    fits: Mapping[str, frozenset[int]]
    neighbours: Mapping[str, Sequence[Reading]]
    trims: Mapping[str, str]
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

    @property
    def readings(self) -> list[Reading]:
        return [r for r in self.question.readings if r.id in self.fits]


RefereeRule = Callable[[Case], Sequence[Reason]]
