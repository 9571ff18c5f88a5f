"""Find known names in a text: longest match first, blind to case, accents, hyphens and spacing inside a name.

"ID.3", "ID 3" and "ID3" are one name, and so are "Citroën ë-C4" and "Citroen e-C4". A name is matched as a sequence of
pieces (runs of letters, runs of digits, symbols that names are made of), so that "N7" is never found in "N70".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

# Symbols that tell names apart ("S+", "#1", "C&C") are pieces of their own; all others only separate pieces.
_PIECE = re.compile(r"[^\W\d_]+|\d+|[+#&%×]")
_GAP = re.compile(r"[\s.\-‐-―/’'_°º]{0,2}|:")
"""A colon stands inside a name only without a space ("e:Ny1")."""
_FIGURE = re.compile(r"[.,]\d")
_IN_FIGURE = re.compile(r"\d[.,]\Z")
_GOES_ON = re.compile(r"(?<=[a-z]):[A-Z]")
_STICKY = frozenset("+#&%")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a text: its folded form and its offsets."""

    form: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class NameMatch(Generic[T]):
    """A name found at ``start``…``end``, with everything that carries this name, in the order of registration."""

    start: int
    end: int
    things: tuple[T, ...]


_HISSING = ("s", "x", "z", "ch", "sh")
_KIND = "ev"
"""What ends many a name: "the Equinox EV"."""


def fold(text: str) -> str:
    """Case and accents away, for comparison."""
    if text.isascii():
        return text.lower()
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


def pieces(text: str) -> list[Piece]:
    return [Piece(fold(m.group()), m.start(), m.end()) for m in _PIECE.finditer(text)]


def _spells(parts: list[Piece], i: int, key: tuple[str, ...]) -> bool:
    """Whether the pieces from ``i`` on are ``key``, or its plural ("two Leafs", "Model Ys")."""
    last = len(key) - 1
    if any(parts[i + k].form != key[k] for k in range(last)):
        return False
    form = parts[i + last].form
    return form == key[last] or (_has_plural(key) and form in _plurals(key[last]))


def _plurals(piece: str) -> tuple[str, ...]:
    """ "Lightnings"; "Lexuses", and "ZDXs" of what is spelt out."""
    return (piece + "s", piece + "es") if piece.endswith(_HISSING) else (piece + "s",)


def _has_plural(key: tuple[str, ...]) -> bool:
    """Whether the last piece of the name takes an "s": a word does, and so do the letters of a longer name ("two Mach-Es")."""
    return len(key[-1]) > 2 or (len(key) > 1 and (key[-1] == _KIND or (len(key[-1]) == 1 and key[-1].isalpha())))


def _is_gap(text: str, a: Piece, b: Piece) -> bool:
    """Whether only what names are written with stands between; the "s" of a genitive is no model ("Aion's")."""
    if not _GAP.fullmatch(text, a.end, b.start):
        return False
    if b.form == "a" and text[a.end : b.start] == ". ":
        return False  # "sold in the U.S. A cheaper one": the next sentence
    return b.form != "s" or text[a.end : b.start] not in {"'", "’"}


class NameIndex(Generic[T]):
    """Names and what they stand for, looked up in texts.

    ``NameIndex([("Nissan Leaf", "nissan-leaf"), ...]).find(text)`` gives non-overlapping matches in text order.
    """

    def __init__(self, names: Iterable[tuple[str, T]]) -> None:
        # By the first piece and the second, "" where there is none: hundreds of names begin with their brand's.
        self._starting: dict[tuple[str, str], list[tuple[tuple[str, ...], list[T]]]] = {}
        table: dict[tuple[str, ...], list[T]] = {}
        for name, thing in names:
            key = tuple(p.form for p in pieces(name))
            if key and thing not in table.setdefault(key, []):
                table[key].append(thing)
        for key, things in table.items():
            first, second = key[0], key[1] if len(key) > 1 else ""
            self._starting.setdefault((first, second), []).append((key, things))
            if len(key) < 3 and _has_plural(key):
                for last in _plurals(second or first):
                    plural = (first, last) if second else (last, "")
                    self._starting.setdefault(plural, []).append((key, things))
        for entries in self._starting.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def find(self, text: str, parts: list[Piece] | None = None) -> list[NameMatch[T]]:
        """All matches, leftmost first, longest at each place. ``parts`` are ``pieces(text)`` where known already."""
        parts = pieces(text) if parts is None else parts
        found: list[NameMatch[T]] = []
        i = 0
        while i < len(parts):
            match = self._at(text, parts, i)
            if match is None:
                i += 1
                continue
            length, things = match
            found.append(NameMatch(parts[i].start, parts[i + length - 1].end, tuple(things)))
            i += length
        return found

    def _at(self, text: str, parts: list[Piece], i: int) -> tuple[int, list[T]] | None:
        if i and parts[i - 1].end == parts[i].start and parts[i].form not in _STICKY:
            return None  # in the middle of a word such as "x7" of "ix7"
        if parts[i].form.isdigit() and _IN_FIGURE.search(text, max(0, parts[i].start - 2), parts[i].start):
            return None  # "500 Electric" of "the £2,500 Electric Car Bonus"
        first, second = parts[i].form, parts[i + 1].form if i + 1 < len(parts) else ""
        longer = self._starting.get((first, second), ()) if second else ()
        for key, things in (*longer, *self._starting.get((first, ""), ())):
            n = len(key)
            if i + n > len(parts) or not _spells(parts, i, key):
                continue
            if (
                i + n < len(parts)
                and parts[i + n].start == parts[i + n - 1].end
                and not self._ends_well(text, parts, i + n)
            ):
                continue  # "N7" of "N7X"
            last = parts[i + n - 1]
            if last.form.isdigit() and _FIGURE.match(text, last.end):
                continue  # "Polestar 2" of "the Polestar 2,584 kg"
            if len(last.form) == 2 and last.form != key[-1] and not text[last.start : last.end].istitle():
                continue  # "Model YS" is not more than one Model Y
            if _GOES_ON.match(text, last.end):
                continue  # "Honda e" of "Honda e:NP9"
            if all(_is_gap(text, parts[j], parts[j + 1]) for j in range(i, i + n - 1)):
                return n, things
        return None

    @staticmethod
    def _ends_well(text: str, parts: list[Piece], following: int) -> bool:
        """Whether the piece glued to the name leaves it whole: "S+", "two EV9s"."""
        piece = parts[following]
        plural = text[piece.start : piece.end] == "s" and not text[piece.end : piece.end + 1].isalnum()
        return plural or piece.form in _STICKY


def alternation(words: Iterable[str]) -> str:
    """A pattern for any of the words, of which the longest that fits is taken."""
    return "|".join(re.escape(w) for w in sorted(set(words), key=lambda w: (-len(w), w)))
