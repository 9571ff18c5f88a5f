"""Read words at a position of an island: what all grammar modules share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from evextract.nlp.dates.lexicon import MONTHS, NUMBERS, ORDINALS, SEASONS, TENS, words
from evextract.nlp.dates.nodes import Node
from evextract.nlp.dates.tokens import Token

Parsed: TypeAlias = tuple[Node, int] | None
"""A node and the position after it, or None where the words say something else."""
Rule: TypeAlias = "Callable[[Island, int], Parsed]"

NOTHING = Token("", -1, -1, "", False)


@dataclass(frozen=True, slots=True)
class Island:
    """A run of tokens; every grammar rule takes an island and a position in it.

    ``point`` is the rule that reads any one time; rules that are built around another expression call it through
    :meth:`read`, so that no grammar module needs to know the one above it.
    """

    tokens: list[Token]
    point: Rule
    _read: dict[int, Parsed] = field(default_factory=dict)

    def read(self, i: int) -> Parsed:
        """Any one time at ``i``; remembered, so that nested expressions cost no more than flat ones."""
        if i not in self._read:
            self._read[i] = self.point(self, i)
        return self._read[i]

    def apostrophe(self, i: int) -> bool:
        """Whether an apostrophe, which the scanner drops, stands before the number at ``i``: "June '25"."""
        token, before = self.at(i), self.at(i - 1)
        return token.glued and token.number is not None and before.end == token.start - 1

    def at(self, i: int) -> Token:
        """The token at ``i``; beyond the ends an empty one."""
        return self.tokens[i] if 0 <= i < len(self.tokens) else NOTHING

    def low(self, i: int) -> str:
        return self.tokens[i].low if 0 <= i < len(self.tokens) else ""

    def goes_on(self, i: int) -> bool:
        """Whether a word or number follows at ``i``, known or not."""
        return 0 <= i < len(self.tokens) and self.tokens[i].kind != "mark"

    def skip(self, i: int, *words: str) -> int:
        """The position after any of ``words`` at ``i``, or ``i``."""
        return i + 1 if self.low(i) in words else i

    def starts(self, i: int, *words: str) -> bool:
        return all(self.low(i + k) == word for k, word in enumerate(words))


def integer(island: Island, i: int) -> tuple[int, int] | None:
    """A whole number in digits or words below a hundred ("27", "twenty-seven", "a couple of", "a dozen")."""
    token = island.at(i)
    if token.number is not None:
        return token.number, i + 1
    if island.low(i + 1) in ("thousand", "hundred"):
        return None
    if token.low in NUMBERS:
        return NUMBERS[token.low], i + 1
    if token.low in TENS:
        j = island.skip(i + 1, "-")
        if 0 < NUMBERS.get(island.low(j), 0) < 10:
            return TENS[token.low] + NUMBERS[island.low(j)], j + 1
        return TENS[token.low], i + 1
    j = island.skip(i, "a")
    if island.low(j) == "couple":
        return 2, island.skip(j + 1, "of")
    if island.low(j) == "dozen":
        return 12, j + 1
    return None


def ordinal(island: Island, i: int) -> tuple[int, int] | None:
    """ "3rd", "third", "twenty-third"."""
    token = island.at(i)
    if token.ordinal is not None:
        return token.ordinal, i + 1
    if token.low in ORDINALS:
        return ORDINALS[token.low], i + 1
    if token.low in TENS:
        j = island.skip(i + 1, "-")
        if 0 < ORDINALS.get(island.low(j), 0) < 10:
            return TENS[token.low] + ORDINALS[island.low(j)], j + 1
    return None


def year_number(island: Island, i: int, *, short: bool = False) -> tuple[int, int] | None:
    """A calendar year in digits or words; with ``short`` two digits will do ("FY 25", "June '25")."""
    token = island.at(i)
    if token.kind == "short" and island.low(i - 1) in _BEFORE_SHORT:
        return full_year(int(token.low[1:])), i + 1
    if token.number is not None:
        if len(token.low) == 4 and 1000 <= token.number <= 2199:
            return token.number, i + 1
        if short and len(token.low) == 2:
            return full_year(token.number), i + 1
        return None
    return _spoken_year(island, i)


_BEFORE_SHORT = (
    frozenset(MONTHS) | frozenset(SEASONS) | words("in of since by until from to through during early mid late -")
)


def full_year(two_digits: int) -> int:
    """25 is 2025 and 98 is 1998; the pivot is POSIX's (69)."""
    return two_digits + (2000 if two_digits < 69 else 1900)


def _spoken_year(island: Island, i: int) -> tuple[int, int] | None:
    """ "nineteen eighty-six", "two thousand and five", "twenty twenty-six"."""
    if island.starts(i, "two", "thousand"):
        rest = integer(island, island.skip(i + 2, "and"))
        if rest is not None and 0 < rest[0] < 100 and island.at(rest[1] - 1).kind == "word":
            return 2000 + rest[0], rest[1]
        return 2000, i + 2
    first = NUMBERS.get(island.low(i), 0) or TENS.get(island.low(i), 0)
    if first not in (16, 17, 18, 19, 20) or island.at(i).kind != "word":
        return None
    rest = integer(island, i + 1)
    if rest is None or not 10 <= rest[0] < 100 or island.at(i + 1).kind != "word":
        return None
    return 100 * first + rest[0], rest[1]
