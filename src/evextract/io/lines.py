"""The lines of a text and what each looks like: a headline, a byline, a teaser, a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise


class Kind(StrEnum):
    HEADING = "heading"
    """Short and unfinished: a headline, a heading in between, a caption."""
    BYLINE = "byline"
    DATE = "date"
    CLOSING = "closing"
    """What stands below an article: credits, copyright, an invitation to comment."""
    POINTER = "pointer"
    """A line that leads elsewhere or names the source of a picture: "Also read: ..."."""
    TEASER = "teaser"
    """One short sentence."""
    BODY = "body"


FURNITURE = frozenset({Kind.HEADING, Kind.BYLINE, Kind.DATE})


@dataclass(frozen=True, slots=True)
class Line:
    """``text[start:end]`` of the whole text; ``apart`` tells that a blank line stands before it."""

    start: int
    end: int
    text: str
    words: int
    kind: Kind
    apart: bool
    listed: bool
    """Begins with a bullet or a number."""
    timed: bool
    """Begins with a time of day, as the posts of a live blog do."""
    inner: bool = False
    """A sentence inside a long line."""
    glued: bool = False
    """Follows a full stop without a space, as where files without a last line end were joined."""


WORD = re.compile(r"[^\W\d_][\w’'&-]*|\d[\d.,]*\d|\d")
FINISHED = re.compile(r"[.!?…:;][\"”’')\]]?\s*$")
SENTENCE_END = re.compile(r"(?:(?<=[a-z\d%)][.!?])|(?<=[.!?][\"”’')]))\s+(?=[\"“'‘(]?[A-Z\d])")
_GLUED = re.compile(r"(?:(?<=[a-z\d)%][.!?])|(?<=[.!?][\"”’')]))(?=[A-Z][a-z’' ])")
_INNER_STOP = re.compile(r"[.!?][\"”’')]?\s+[\"“(]?[A-Z]")
_NONBLANK = re.compile(r"[^\r\n]+")
_NAME = r"[A-Z][\w.’'-]{0,30}(?: [A-Z][\w.’'-]{0,30}){0,3}"
_BYLINE = re.compile(
    r"(?:(?:written |words |story |text |report(?:ing)? )?[Bb]y:? "
    rf"{_NAME}(?:,? (?:and|&) {_NAME})?(?:[,|–—-].{{0,60}})?"
    r"|[A-Z][\w ]{2,30} [Ss]taff(?: [Ww]riters?)?)$"
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_DATE = re.compile(
    r"(?:(?:first published|published|posted|updated|last updated|date)\b[: on]{0,5})?"
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\.? {_MONTH}\.?,? \d{{4}}|{_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}"
    r"|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})(?:[ ,T|•·-].{0,40})?$",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"\b(?:let us know|tell us|share your thoughts|what do you think|sound off|in the comments"
    r"|comments (?:below|section)|all rights reserved|reporting by|editing by|additional reporting"
    r"|contributed (?:reporting|to this)"
    r"|this (?:story|article|report) (?:was|has been) (?:updated|corrected|amended|first)"
    r"|appeared first on|originally (?:published|appeared))\b|©",
    re.IGNORECASE,
)
_CLOSING_WITHIN = 160
_POINTER = re.compile(
    r"(?:also read|read also|read more|read next|see also|more on|related(?: (?:stories|articles|reading))?|sources?"
    r"|photos?|images?|pictures?|illustrations?|(?:image |photo )?credits?|via|tags?|filed under)\b ?[:|–-]",
    re.IGNORECASE,
)
_LISTED = re.compile(r"(?:[-*•·–—▪]|\(?\d{1,2}[.)])\s")
_TIMED = re.compile(r"\(?\d{1,2}[:.]\d{2}(?:\b|\s?[ap]\.?m)")
_HEADING_WORDS = 18
_TEASER_WORDS = range(5, 29)
_LONG_LINE = 200
_WRAPPED_SHARE = 0.25
_WRAPPED_LEAST = 8


def read_lines(text: str) -> list[Line]:
    """The lines of ``text`` that aren't blank.

    Lines that were broken to a width are joined into paragraphs, and lines of over 200 words are cut into sentences,
    since a boundary may lie inside.
    """
    spans = list(_spans(text))
    if _is_wrapped(text, spans):
        spans = _joined(text, spans)
    lines: list[Line] = []
    for start, end, apart in spans:
        seams = [start, *(m.start() for m in _GLUED.finditer(text, start, end)), end]
        for a, b in pairwise(seams):
            lines += _cut_long(text, a, b, apart and a == start, a > start)
    return lines


def _cut_long(text: str, start: int, end: int, apart: bool, glued: bool) -> Iterator[Line]:
    words = len(WORD.findall(text, start, end))
    if words <= _LONG_LINE:
        yield _line(text, start, end, words, apart=apart, glued=glued)
        return
    ends = [start, *(m.end() for m in SENTENCE_END.finditer(text, start, end)), end]
    for a, b in pairwise(ends):
        if b > a:
            words = len(WORD.findall(text, a, b))
            first = a == start
            yield _line(
                text, a, b, words, apart=apart and first, glued=glued and first, kind=Kind.BODY, inner=not first
            )


def _line(
    text: str,
    start: int,
    end: int,
    words: int,
    *,
    apart: bool,
    glued: bool,
    kind: Kind | None = None,
    inner: bool = False,
) -> Line:
    content = text[start:end].rstrip()
    listed, timed = _LISTED.match(content) is not None, _TIMED.match(content) is not None
    return Line(start, end, content, words, kind or _kind(content, words), apart, listed, timed, inner, glued)


def _kind(content: str, words: int) -> Kind:
    if _BYLINE.match(content):
        return Kind.BYLINE
    if _DATE.match(content):
        return Kind.DATE
    if _POINTER.match(content):
        return Kind.POINTER
    if _CLOSING.search(content[-_CLOSING_WITHIN:]):
        return Kind.CLOSING
    finished = FINISHED.search(content[-8:]) is not None
    if not finished and words <= _HEADING_WORDS:
        return Kind.HEADING
    if finished and words in _TEASER_WORDS and not _INNER_STOP.search(content):
        return Kind.TEASER
    return Kind.BODY


def _spans(text: str) -> Iterator[tuple[int, int, bool]]:
    before = 0
    for match in _NONBLANK.finditer(text):
        start, end = match.span()
        while start < end and text[start].isspace():
            start += 1
        if start < end:
            gap = text[before:start]
            yield start, end, max(gap.count("\n"), gap.count("\r")) > 1
            before = end


def _is_wrapped(text: str, spans: list[tuple[int, int, bool]]) -> bool:
    """Whether many lines run on in the next, which then begins with a small letter."""
    pairs = [(a, b) for a, b in pairwise(spans) if not b[2]]
    runs_on = sum(text[b[0]].islower() and FINISHED.search(text[a[1] - 8 : a[1]]) is None for a, b in pairs)
    return len(pairs) >= _WRAPPED_LEAST and runs_on >= _WRAPPED_SHARE * len(pairs)


def _joined(text: str, spans: list[tuple[int, int, bool]]) -> list[tuple[int, int, bool]]:
    """Paragraphs: a line goes on where the next line's first word would not have fitted in."""
    lengths = sorted(end - start for start, end, _ in spans)
    width = lengths[len(lengths) * 19 // 20]
    blocks: list[tuple[int, int, bool]] = []
    length = 0
    for start, end, apart in spans:
        first_word = len(text[start:end].split(maxsplit=1)[0])
        if blocks and not apart and length + 1 + first_word > width:
            blocks[-1] = (blocks[-1][0], end, blocks[-1][2])
        else:
            blocks.append((start, end, apart))
        length = end - start
    return blocks
