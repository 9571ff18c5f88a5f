"""Find cue phrases in a text, whatever the inflection: "goes on sale", "went on sale" and "going on sale" are one cue."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from evextract.nlp.naming.names import Piece, pieces

T = TypeVar("T", bound=Hashable)

# The irregular verbs that cues are made of. Everything else goes through the suffix rules of `stem`.
_IRREGULAR = {
    form: base
    for base, forms in {
        "be": "is are was were been being am 's 're",
        "become": "became",
        "begin": "began begun",
        "break": "broke broken",
        "bring": "brought",
        "build": "built",
        "buy": "bought",
        "choose": "chose chosen",
        "come": "came",
        "do": "did done does doing",
        "draw": "drew drawn",
        "drive": "drove driven",
        "fall": "fell fallen",
        "find": "found",
        "get": "got gotten",
        "give": "gave given",
        "go": "goes went gone going",
        "grow": "grew grown",
        "have": "has had",
        "hold": "held",
        "keep": "kept",
        "lay": "laid",
        "lead": "led",
        "leave": "left",
        "lose": "lost",
        "make": "made",
        "pay": "paid",
        "ride": "rode ridden",
        "rise": "rose risen",
        "run": "ran",
        "say": "said",
        "see": "saw seen",
        "sell": "sold",
        "send": "sent",
        "sit": "sat",
        "spend": "spent",
        "stand": "stood",
        "strike": "struck",
        "take": "took taken",
        "tell": "told",
        "think": "thought",
        "will": "'ll",
        "wind": "wound",
        "withdraw": "withdrew withdrawn",
    }.items()
    for form in forms.split()
}
_DOUBLED = frozenset("bdgklmnprt")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A crude common form for the inflections of one word; two different words may share it.

    After the inflectional steps (1a, 1b) of Porter, "An algorithm for suffix stripping", 1980.
    """
    word = _IRREGULAR.get(word, word)
    if len(word) > 3:
        if word.endswith("ies"):
            word = word[:-3] + "y"
        elif word.endswith(("sses", "shes", "ches", "xes")):
            word = word[:-2]
        elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
            word = word[:-1]
    for suffix in ("ing", "ed"):
        base = word[: -len(suffix)]
        if word.endswith(suffix) and len(base) > 2 and any(c in "aeiouy" for c in base):
            word = base
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] in _DOUBLED:
        word = word[:-1]  # "rolled" is "roll", "planned" is "plan"
    if len(word) > 3 and word.endswith("e"):
        word = word[:-1]
    if len(word) > 2 and word.endswith("i"):
        word = word[:-1] + "y"
    return word


@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
    """A phrase found at the characters ``start``…``end``; ``thing`` is what it was registered with."""

    start: int
    end: int
    thing: T


class Lexicon(Generic[T]):
    """Phrases and what they mean. ``find`` gives every phrase at every place, overlaps included, in text order."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        seen: set[tuple[tuple[str, ...], T]] = set()
        for phrase, thing in entries:
            key = tuple(stem(p.form) for p in pieces(phrase))
            if key and (key, thing) not in seen:
                seen.add((key, thing))
                self._by_first.setdefault(key[0], []).append((key, thing))
        for found in self._by_first.values():
            found.sort(key=lambda entry: -len(entry[0]))

    def find(self, parts: Sequence[Piece], stems: Sequence[str]) -> list[Hit[T]]:
        """``stems[i]`` is ``stem(parts[i].form)``: computed once for a text, used by all lexicons."""
        hits = []
        known = self._by_first
        for i in [i for i, first in enumerate(stems) if first in known]:
            for key, thing in known[stems[i]]:
                if len(key) == 1 or tuple(stems[i : i + len(key)]) == key:
                    hits.append(Hit(parts[i].start, parts[i + len(key) - 1].end, thing))
        return hits


def longest(hits: Iterable[Hit[T]]) -> list[Hit[T]]:
    """Without the hits that lie inside a longer one."""
    kept: list[Hit[T]] = []
    for hit in sorted(hits, key=lambda h: (h.start, -(h.end - h.start))):
        if not any(k.start <= hit.start and hit.end <= k.end and k.end - k.start > hit.end - hit.start for k in kept):
            kept.append(hit)
    return kept
