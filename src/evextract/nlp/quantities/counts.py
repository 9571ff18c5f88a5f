"""What a bare number counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from evextract.nlp.quantities.tokens import NOUNS, PLURALS, Tokens

_DESCRIBING = frozenset(("JJ", "JJR", "JJS", "VBN", "VBG", "RBR", "RBS", "CD", "HYPH", "POS", "RB", "AFX"))
_BEFORE = frozenset(("JJ", "JJR", "JJS", "VBN", "VBG"))
_NO_DESCRIPTION = frozenset(
    (
        "estimated",
        "additional",
        "total",
        "whole",
        "further",
        "other",
        "average",
        "mere",
        "combined",
        "first",
        "last",
        "next",
    )
)
_RATE = re.compile(
    r" (?:per|an?|each|every) (?P<per>day|week|month|quarter|year)\b(?! (?:ago|earlier|later|before|after|old))"
    r"|,? (?P<adverb>annually|yearly|monthly|weekly|daily|per annum)\b",
    re.IGNORECASE,
)
_ADVERBS = {
    "annually": "year",
    "yearly": "year",
    "per annum": "year",
    "monthly": "month",
    "weekly": "week",
    "daily": "day",
}
_OUTSIDE = frozenset(
    (
        "ago",
        "later",
        "earlier",
        "together",
        "away",
        "back",
        "now",
        "today",
        "thanks",
        "last",
        "next",
        "this",
        "each",
        "per",
    )
)
_PLACES = re.compile(r"seat\w*|rooms?|spaces?|places?", re.IGNORECASE)
_HOLDS = re.compile(r"(?:seat|sleep|carr|hold|held|fit|accommodat)\w*", re.IGNORECASE)
_ASIDE = re.compile(r" \([^()\d]{1,40}\)(?= [a-z])| [\"“‘'](?=[A-Za-z])")
"""What can stand between a number and its noun: "200 (mostly young) people", "300 'likes'"."""
_LIMIT = 9
_TIMES = frozenset(("month", "quarter", "half", "year", "period", "week"))
_MARKS = frozenset(("mark", "milestone", "threshold", "barrier"))
"""What a number reaches rather than counts: "sales passed the 10,000 mark"."""


@dataclass(frozen=True, slots=True)
class Counted:
    """The counted noun phrase without determiner and number, and the period of a rate."""

    noun: str
    per: str | None
    plural: bool = True


def counted(tokens: Tokens, start: int, end: int, taken: Sequence[tuple[int, int]] = ()) -> Counted | None:
    """What the number at ``start:end`` counts: the noun phrase behind it; None where there is none.

    ``taken``: the spans of the quantities that follow, which are left out ("two 14.3-inch displays").
    """
    text = tokens.text
    if aside := _ASIDE.match(text, end):
        end = aside.end()
    first = tokens.after(end)
    if first is None or (first.idx > end + 1 and first.tag_ != "HYPH"):
        return None
    if text[end : end + 1] == "-" or first.tag_ == "HYPH":
        thing = tokens.after(end + 1)
        if thing is None or not thing.is_alpha or thing.tag_ in ("IN", "CC", "TO"):
            return None
        return Counted(thing.text, None)
    if first.lower_ == "of":
        phrase = _phrase(tokens, _skip_determiners(tokens, first.i + 1), of=False)
        if phrase is not None and phrase[-1].lower_ in _TIMES:
            return None  # "than the 514,000 of the same month"
    else:
        phrase = _phrase(tokens, first.i, of=True)
    if phrase is None:
        return None
    stop = phrase[-1].idx + len(phrase[-1])
    for left, right in taken:
        if phrase and phrase[0].idx <= left < phrase[-1].idx:
            phrase = [token for token in phrase if token.idx >= right]
    while phrase and (phrase[0].tag_ in ("RBR", "RBS") or phrase[0].lower_ in ("more", "fewer", "less")):
        phrase = phrase[1:]
    if not phrase or phrase[-1].lower_ in ("one", "ones") or phrase[-1].lower_ in _MARKS:
        return None
    words = [*_describing_before(tokens, start, phrase[-1]), text[phrase[0].idx : stop]]
    rate = _RATE.match(text, stop)
    per = (rate["per"] or _ADVERBS[rate["adverb"].lower()]).lower() if rate else None
    return Counted(" ".join(words), per, phrase[-1].tag_ in PLURALS)


def shared(tokens: Tokens, start: int, end: int, taken: Sequence[tuple[int, int]] = ()) -> Counted | None:
    """What the share at ``start:end`` is a share of: a noun phrase like :func:`counted`, else a pronoun ("those")."""
    thing = counted(tokens, start, end, taken)
    of = tokens.after(end)
    if thing is None and of is not None and of.lower_ == "of" and (word := tokens.get(of.i + 1)) is not None:
        return Counted(word.text, None) if word.tag_ in ("DT", "PRP", "WDT", "WP") else None
    return thing


def _skip_determiners(tokens: Tokens, index: int) -> int:
    while (token := tokens.get(index)) is not None and (
        token.tag_ in ("DT", "PRP$", "CD", "PDT") or token.lower_ in ("all", "its", "these", "those")
    ):
        index += 1
    return index


def _phrase(tokens: Tokens, index: int, *, of: bool) -> list[Token] | None:
    """The tokens from ``index`` to the last noun of the phrase that begins there."""
    found: list[Token] = []
    length = 0
    while (token := tokens.get(index)) is not None and len(found) < _LIMIT:
        joins = token.lower_ in ("and", "or", "but", ",") and _goes_on(tokens, index)
        noun = token.tag_ in NOUNS or (not found and _is_verb_like_plural(token))
        inside = (
            token.lower_ == "all"
            or noun
            or _is_joined(tokens, token)
            or (
                token.tag_ in ("HYPH", "POS", "CD") or _is_amid_noun(found[-1], token)
                if length and found[-1].tag_ in NOUNS
                else token.tag_ in _DESCRIBING or joins
            )
        )
        if not inside or token.lower_ in _OUTSIDE:
            break
        found.append(token)
        if noun:
            length = len(found)
            after = tokens.get(index + 1)
            if token.tag_ == "NNS" and after is not None and after.tag_ in ("NNP", "NNPS", "CD"):
                break
            if (
                token.tag_ in PLURALS
                and after is not None
                and after.tag_ not in NOUNS
                and after.tag_ not in ("POS", "HYPH")
            ):
                break
        index += 1
    return found[:length] or None


def _is_amid_noun(before: Token, token: Token) -> bool:
    """Whether the adjective stands between two parts of one noun: "900 battery electric vehicles"."""
    noun = token.head
    return token.tag_ == "JJ" and before.dep_ == "compound" and before.head.i in (token.i, noun.i) and noun.i > token.i


def _is_verb_like_plural(token: Token) -> bool:
    """A plural that was tagged a verb: no third person singular follows a number above one."""
    return token.tag_ == "VBZ" and len(token) > 3 and token.lower_.endswith("s")


def _is_joined(tokens: Tokens, token: Token) -> bool:
    """Whether a hyphen joins the token to the next: "5 on-site chargers"."""
    after = tokens.get(token.i + 1)
    return after is not None and after.tag_ == "HYPH" and after.idx == token.idx + len(token) and token.is_alpha


def _goes_on(tokens: Tokens, index: int) -> bool:
    """Whether the conjunction at ``index`` joins two describing words of one noun: "new and facelifted models"."""
    before, after, last = tokens.get(index - 1), tokens.get(index + 1), tokens.get(index + 2)
    return (
        before is not None
        and after is not None
        and last is not None
        and before.tag_ in _BEFORE
        and after.tag_ in _BEFORE
        and (last.tag_ in NOUNS or last.tag_ in _BEFORE)
    )


def _describing_before(tokens: Tokens, start: int, head: Token) -> list[str]:
    """Describing words between the determiner and the number: "the previous two sessions"."""
    token = tokens.get(tokens.at(start) - 1)
    if token is not None and token.lower_ == "record":
        return [token.text]
    if token is None or token.tag_ not in _BEFORE or token.lower_ in _NO_DESCRIPTION or token.head.i != head.i:
        return []
    return [token.text]


def described(tokens: Tokens, start: int, end: int) -> str | None:
    """The describing words and the "and" or "or" that fill ``start:end``, without the latter: "13 old and 4 new"."""
    words: list[str] = []
    index = tokens.at(start + 1)
    while (token := tokens.get(index)) is not None and token.idx < end and len(words) < 3:
        if token.lower_ in ("and", "or") and words:
            return " ".join(words) if token.idx + len(token) + 1 == end else None
        if token.tag_ not in _BEFORE:
            return None
        words.append(token.text)
        index += 1
    return None


def elliptical(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a bare number stands for the things that it counts: "the first 35 were delivered", "it seats five"."""
    token = tokens.doc[tokens.at(end - 1)]
    if token.dep_ == "dobj":
        return token.text[0].isdigit() or _HOLDS.fullmatch(token.head.text) is not None
    if token.dep_ == "pobj" and token.head.lower_ == "for":
        return _PLACES.fullmatch(token.head.head.text) is not None  # "with room for five"
    return token.dep_ in ("nsubj", "nsubjpass")
