"""What a judge has before him: one question, its possible answers, and what else is known of the thing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from evextract.domain.pack import DomainPack
from evextract.resolve.currency import Rates
from evextract.resolve.group import Question
from evextract.resolve.reading import Reading
from evextract.resolve.rule import Likeness, Reason

Compare = Callable[[Reading, Reading], Likeness]


@dataclass(frozen=True, slots=True)
class Answer:
    """Claims that give one answer. ``best`` is the most precise of them."""

    best: Reading
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """``neighbours`` are all claims about the same thing, by attribute; ``trims`` maps folded names to trims."""

    question: Question
    answers: tuple[Answer, ...]
    neighbours: Mapping[str, Sequence[Reading]]
    trims: Mapping[str, str]
    rates: Rates
    pack: DomainPack
    compare: Compare

    def rivals(self, reading: Reading) -> list[Reading]:
        """The claims of the other answers."""
        return [r for answer in self.answers if reading not in answer.readings for r in answer.readings]


RefereeRule = Callable[[Case], Sequence[Reason]]
