"""Words that stand for several versions of a vehicle: "the former", "both", "the Light and Earth versions"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from evextract.nlp.reference.discourse import Discourse, Referent
from evextract.nlp.roles import PRODUCT
from evextract.nlp.trims.variant import Variant

_OF_TWO = {"former": slice(1), "latter": slice(1, 2)}
_OF = re.compile(r"[^.;:]*? of (?:[\w’'-]+ ){0,3}")
_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
"""Tags of verbs that stand between a version and what is told of another car: "the Air will get the motor of the X"."""
_OTHERS = frozenset({"other", "others", "rest"})
_LIST = re.compile(r"(?:, |,? (?:and|or) )(?:the )?")
_NOUNS = r" (?:[a-z-]+ )?(?:versions|variants|trims|trim levels|models|editions|grades|derivatives)"
_PLURAL = re.compile(rf"{_NOUNS}(?!\w)")
_PLURAL_OF = re.compile(rf"{_NOUNS} of (?:the |its )?(?:new )?")


def in_lists(text: str, versions: Sequence[Referent]) -> Iterator[Referent]:
    """``versions``, in text order, but those of a list before a plural noun as one: "the Light and Earth versions"."""
    row: list[Referent] = []
    for n, r in enumerate(versions):
        row.append(r)
        following = versions[n + 1] if n + 1 < len(versions) else None
        if following is not None and following.ids == r.ids and _LIST.fullmatch(text, r.end, following.start):
            continue
        if len(row) > 1 and _PLURAL.match(text, r.end):
            names = dict.fromkeys(name for version in row for name in version.variants)
            yield replace(row[0], end=r.end, variants=tuple(names))
        else:
            yield from row
        row = []


def owner_after(d: Discourse, variant: Variant, explicit: Sequence[Referent]) -> tuple[str, ...]:
    """ "Light and Earth versions of the EV4": the vehicle that follows."""
    later = [r for r in explicit if r.type == PRODUCT and variant.end < r.start < variant.end + 60]
    if not later or not _OF.fullmatch(d.page.text[variant.end : later[0].start]):
        return ()
    between = d.page.span(variant.end, later[0].start)
    return later[0].ids if not any(t.tag_ in _FINITE for t in between) else ()


def list_before(text: str, name: Referent, referents: Sequence[Referent]) -> Referent:
    """The list of versions that is told of the vehicle, in its place: "the Light and Earth versions of the EV4"."""
    for r in referents:
        listed = r.how == "trim" and len(r.variants) > 1 and r.ids == name.ids and r.end < name.start
        if listed and _PLURAL_OF.fullmatch(text, r.end, name.start):
            return r
    return name


def one_of_two(
    token: Token, here: Sequence[str], last: Sequence[str], *, vehicles: Callable[[], int]
) -> tuple[str, ...]:
    """What "the former" and "the latter" stand for, where the last things told apart are two versions.

    ``here``: the versions named in the sentence before the word; ``last``: those that the text named last; ``vehicles`` tells
    how many were named with them, which would then be the two.
    """
    part = _OF_TWO.get(token.lower_)
    if part is None or vehicles() > 1 or token.i == 0 or token.nbor(-1).lower_ != "the" or _is_adjective(token):
        return ()
    if token.lower_ == "latter" and len(set(here)) > 2:
        return tuple(here[-1:])  # "in Alba, Duna and Costa trims, the latter with 20-inch wheels": the last of them
    return two_versions(here, last)[part]


def _is_adjective(token: Token) -> bool:
    """ "The former boss", "the latter two"; not "the latter 30,000 euros"."""
    if token.i + 1 == len(token.doc):
        return False
    following = token.nbor(1)
    return following.tag_.startswith(("NN", "JJ", "CD", "VBG")) and not following.text[0].isdigit()


def others(token: Token, here: Sequence[str], last: Sequence[str], all_: Sequence[str]) -> tuple[str, ...] | None:
    """What "the other", "the rest" and, before these, "one" stand for of the versions told apart; empty where nobody knows.

    ``here``: the versions named in the sentence before the word; ``last``: those named last; ``all_``: all so far. None where
    the word is another one.
    """
    if token.lower_ == "one":
        second = any(t.lower_ == "other" and t.nbor(-1).lower_ == "the" for t in token.sent if t.i > token.i + 1)
        return two_versions(here, last)[:1] or None if second and token.dep_ in {"pobj", "nsubj"} else None
    if token.lower_ not in _OTHERS or token.i == 0 or token.nbor(-1).lower_ != "the" or _goes_on(token):
        return None
    told = tuple(dict.fromkeys(here))
    known = tuple(dict.fromkeys([*(all_ or last), *told]))
    rest = tuple(v for v in known if v not in told)
    if not told and token.lower_ == "other":
        return two_versions(here, last)[1:]
    return rest if told and (len(rest) == 1 or (token.lower_ != "other" and rest)) else ()


def _goes_on(token: Token) -> bool:
    """ "The other car", "the rest of the world"."""
    if token.i + 1 == len(token.doc):
        return False
    following = token.nbor(1)
    return following.lower_ == "of" or following.tag_.startswith(("NN", "JJ", "CD", "VBG"))


def two_versions(here: Sequence[str], last: Sequence[str]) -> tuple[str, ...]:
    """The two that are spoken of, if it is two: those of the sentence rather than those before."""
    for names in (here, last):
        if len(different := tuple(dict.fromkeys(names))) > 1:
            return different if len(different) == 2 else ()
    return ()
