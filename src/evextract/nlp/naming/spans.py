"""What is written like a name and no list has: runs of words with a capital or a digit, each with all its mentions.

A learned model says which of them are vehicles (:mod:`evextract.nlp.naming.new_names`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from spacy.lang.en.stop_words import STOP_WORDS
from spacy.tokens import Doc, Span

from evextract.nlp.cover import Cover
from evextract.nlp.naming.names import fold
from evextract.nlp.naming.things import Thing, slug
from evextract.nlp.roles import PRODUCT

_PART = re.compile(
    r"(?<![\w.,/+-])(?:#\d{1,2}"
    r"|(?!i[A-Z][a-z]{2})[a-zë]{1,2}[-‑:]?[A-Z][\w-]*"
    r"|[A-Z]{2}\.(?= [A-Z])"
    r"|[A-Z]\w*(?:[-‑.:][A-Za-z0-9]\w*)*"
    r"|\d{1,3}[A-Z]{1,3}\w*)\+?(?![\w%])"
)
"""The beginning of a name: "Zentra", "QX70", "e:Zo", "#9", "9Z"; "iPad" and "iDrive" are what electronics are called."""
_COMPOUND = re.compile(r"-[a-z]{3,}$|^V-?\d{1,2}$")
"""What is written with a capital and is no name: "NACS-compatible", "V8"."""
_MORE = re.compile(r" (?:\d{1,3}(?![\w%-]|[.,]\d)|e-[a-z]+)(?!\w)")
"""What a name may go on with, but not begin with."""
_CODE = re.compile(r"[#A-Za-z]{0,3}-?\d")
_LINE, _WORD = re.compile(r"[^\n]+"), re.compile(r"[^\W\d_][\w’'-]*")
_HEADING = 120
"""Characters of a heading, at most."""
_KIND = r"(?:Electric|Hybrid|Concept|Prototype)s?(?![\w-])"
_BEHIND = re.compile(rf" (?:of (?:the )?)?(?!{_KIND})(?P<word>[A-Z][a-z]+)")
_BEFORE = re.compile(r"(?<![\w’'-])(?P<word>[A-Z][a-z]+) \Z")
_LONGEST = 3
_MOST = 200
"""Names of one article that are looked at."""
_LEADS = frozenset({"DT", "IN", "PRP", "PRP$", "WDT", "WP", "WRB", "CC", "MD", "RB", "EX", "TO", "PDT", "UH"})


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that no list has, and where it stands."""

    name: str
    spans: tuple[tuple[int, int], ...]

    @property
    def slug(self) -> str:
        return slug(self.name)


def unknown_names(
    doc: Doc, text: str, things: Sequence[Thing], *, never: Collection[str], trims: Collection[str]
) -> list[Unknown]:
    """The names outside of ``things``, in the order of first mention.

    ``never``: folded words that are part of no name; ``trims``: what makers call versions, which is not part of one either.
    """
    taken = Cover(things)
    runs = [run for run in _runs(doc, text, taken, never) if not _is_part_of_title(text, run, taken)]
    # "Zentra X9 Flair": what a name goes on with is a version's, wherever else it stands.
    ends = {t.end for t in things if t.type == PRODUCT}
    behind = {text[run[0][0] : end] for run in runs if run[0][0] - 1 in ends for _, end in run}
    named = [_cut(text, run, trims) for run in runs]
    whole = {text[run[0][0] : run[-1][1]] for run in named}
    places: dict[str, list[tuple[int, int]]] = {}
    for run in named:
        start, end = run[0][0], _end(text, run, whole)
        name = text[start:end]
        single = name[:-1] if name.endswith("s") and name[:-1] in whole else name
        if single in behind:
            continue
        if len(places) < _MOST or single in places:
            places.setdefault(single, []).append((start, end))
    return [Unknown(name, tuple(spans)) for name, spans in places.items()]


def _runs(doc: Doc, text: str, taken: Cover, never: Collection[str]) -> list[list[tuple[int, int]]]:
    runs: list[list[tuple[int, int]]] = []
    end = -1
    headings = Cover(_Line(*m.span()) for m in _LINE.finditer(text) if _is_title(m[0]))
    for m in _PART.finditer(text):
        if m.start() < end or headings.touches(*m.span()):
            continue
        span = doc.char_span(m.start(), m.end(), alignment_mode="expand")
        if span is None or taken.touches(m.start(), m.end()) or not _is_part(span, m[0], never):
            continue
        # "ID. Zentra": what looks like the end of a sentence is part of the name.
        goes_on = not span[0].is_sent_start or text[end - 1] == "."
        follows = runs and m.start() == end + 1 and text[end] == " " and goes_on
        if follows and len(runs[-1]) < _LONGEST:
            runs[-1].append(m.span())
        else:
            runs.append([m.span()])
        end = m.end()
        more = _MORE.match(text, end)
        if more is not None and len(runs[-1]) < _LONGEST and not taken.touches(*more.span()):
            after = doc.char_span(more.start() + 1, more.end(), alignment_mode="expand")
            if after is not None and not _counts(after):
                runs[-1].append((more.start() + 1, more.end()))
                end = more.end()
    return runs


def _is_part_of_title(text: str, run: Sequence[tuple[int, int]], taken: Cover) -> bool:
    """Whether words with a capital go on that are no name's: "the Clean Air Alliance", "the Zorvia School of Art"."""
    behind = _BEHIND.match(text, run[-1][1])
    if behind is not None and not taken.touches(behind.start("word"), behind.end()):
        return True
    before = _BEFORE.search(text, max(0, run[0][0] - 30), run[0][0])
    return before is not None and not taken.touches(*before.span("word")) and before["word"].lower() not in STOP_WORDS


def _is_title(line: str) -> bool:
    """Whether a heading gives all its words capitals: "A Second Try for the Zentra"."""
    words = [w for w in _WORD.findall(line) if len(w) > 3]
    return len(line) < _HEADING and line[-1] not in ".!?" and len(words) > 2 and all(w[0].isupper() for w in words)


def _is_part(span: Span, word: str, never: Collection[str]) -> bool:
    if (
        _COMPOUND.search(word)
        or fold(word) in never
        or fold(word).removesuffix("s") in never
        or span[0].ent_type_ in {"DATE", "TIME"}
    ):
        return False
    return len(word) > 1 and not (span[0].tag_ in _LEADS and word[1:].islower() and span[0].is_stop)


def _counts(span: Span) -> bool:
    """Whether the number counts or measures what follows."""
    following = span[-1].nbor(1) if span[-1].i + 1 < len(span.doc) else None
    return following is not None and (
        following.tag_ == "NNS" or following.text in {"%", "$", "€", "£"} or following.lower_ in {"percent", "per"}
    )


def _cut(text: str, run: list[tuple[int, int]], trims: Collection[str]) -> list[tuple[int, int]]:
    """The run without the version at its end: a code needs nothing behind it, and trims are known by name."""
    if _CODE.match(text, run[0][0]):
        keep = 2 if len(run) > 1 and text[run[1][0]].islower() else 1
        return run[:keep]
    for n in range(1, len(run)):
        if any(text[run[n][0] : run[k][1]] in trims for k in range(n, len(run))):
            return run[:n]
    return run


def _end(text: str, run: Sequence[tuple[int, int]], whole: Collection[str]) -> int:
    """Where the name ends: "Zentra Touring" is a Zentra where the text also speaks of the Zentra."""
    for n in range(1, len(run)):
        if text[run[0][0] : run[n - 1][1]] in whole and not any(c.isdigit() for c in text[run[n][0] : run[n][1]]):
            return run[n - 1][1]
    return run[-1][1]
