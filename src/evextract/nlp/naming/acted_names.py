"""Vehicles that no list has, by what their maker does with them: "Hyundai will import the Inster", "sales of the Inster".

A name behind an article, in a sentence with a brand before it, that is the object of what carmakers do with cars, or
behind a noun for it. What follows must not be a noun: "launched the Solvo app" speaks of an app.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection

from spacy.tokens import Doc

from evextract.nlp.cover import Cover
from evextract.nlp.naming.coded_vehicles import DRIVEN
from evextract.nlp.naming.names import fold
from evextract.nlp.naming.new_vehicles import every_mention, is_treated, noun_follows
from evextract.nlp.naming.things import Thing, slug

_MOST = 40
"""Each is looked for in the whole article."""
_REACH = 160
_NO_PREPOSITION = r"(?!(?:in|at|from|to|for|near|of|on|with|by|and|or|under|into|through|via|as)(?!\w))"
_ADJECTIVES = rf"(?: {_NO_PREPOSITION}(?:[a-z]+-)*[a-z]+){{0,3}}"
"""No preposition among them: "builds its cars in Kolin"."""
_WORD = r"[A-Z][a-zé]{2,}"
_LEADING = r"(?:Vision|Concept|Project)"
"""What many makers put before the name of a study."""
_IS_STUDY = re.compile(rf"{_LEADING} ")
_NUMBERED = r"(?:[A-Z][a-zé]{2,}|[A-Z]{3,}) \d{1,2}(?![.,]\d)"
_ACTED = re.compile(
    r"(?<!\w)(?:(?:launch|import|export|build|sell|unveil|reveal|introduc|assembl|deliver|discontinu|replac|releas"
    r"|facelift|produc|revis|updat|show|offer|axe?|dropp?|tak)(?:e|es|ed|s|ing)?|built|sold|shown|keeps?|kept|hand(?:ing|ed)? over"
    r"|(?:took|tak(?:es?|ing)|(?:pull|lift)(?:s|ed|ing)?) (?:the )?(?:wraps|covers|veil|sheets?) (?:off|from)"
    r"|(?:[Pp]roduction|[Dd]eliver(?:y|ies)|[Ss]ales|[Ll]aunch|[Vv]ersions?|[Dd]erivatives?|[Oo]rders|[Pp]rices?) (?:of|for)"
    r"|[Ss]iblings? (?:of|for|to))"
    rf"(?: ?(?:the|its|their|a){_ADJECTIVES} (?P<plain>(?:{_LEADING} )?{_WORD}(?: (?:EV|EUV|Electric|Hybrid|[A-Z]))?)"
    rf"| ?(?:(?:the|its){_ADJECTIVES} )?(?P<numbered>{_NUMBERED}))(?![\w-])"
)
_OWNED = re.compile(
    rf"[’']s?{_ADJECTIVES} (?:(?P<numbered>{_NUMBERED})|(?P<plain>{_WORD}(?: (?:EV|EUV|[A-Z]|[A-Z][a-z]+-[A-Z]))?))(?![\w-])"
)
_SENTENCE_END = re.compile(r"[.!?;]\s|\n")
_NO_CARS = frozenset({"DATE", "LAW", "EVENT", "NORP", "LOC", "LANGUAGE", "TIME"})


def acted_names(
    doc: Doc,
    text: str,
    things: list[Thing],
    *,
    makers: Collection[str],
    called: Collection[str],
    never: Collection[str],
) -> list[Thing]:
    """Every mention of such vehicles.

    ``makers``: ids of brands; ``called``: the nouns for vehicles; ``never``: folded words that are no name.
    """
    brands = sorted((t for t in things if t.id in makers and t.inside is None), key=lambda t: t.start)
    if not brands:
        return []
    starts = [t.start for t in brands]
    taken = Cover(things)
    vehicles: dict[str, str] = {}
    for pattern in (_ACTED, _OWNED):
        for m in pattern.finditer(text):
            name = m["plain"] or m["numbered"]
            start = m.end() - len(name)
            if len(vehicles) >= _MOST or taken.touches(start, m.end()) or fold(name.split()[0]) in never:
                continue
            before = bisect_left(starts, start)
            near = brands[before - 1] if before else None
            if near is None or near.end < start - _REACH:
                continue
            if _SENTENCE_END.search(text, near.end, start) and not _IS_STUDY.match(name):
                continue
            if pattern is _OWNED and near.end != m.start():
                continue
            if pattern is _OWNED and not (noun_follows(text, m.end(), called) or DRIVEN.match(text, m.end())):
                continue
            if is_treated(text, m.end(), called) and _is_name(doc, start, m.end()):
                vehicles.setdefault(name, f"{near.id}-{slug(name)}")
                if leading := _IS_STUDY.match(name):
                    vehicles.setdefault(name[leading.end() :], f"{near.id}-{slug(name)}")
    return every_mention(text, vehicles, taken)


def _is_name(doc: Doc, start: int, end: int) -> bool:
    span = doc.char_span(start, end, alignment_mode="expand")
    return span is not None and span[0].tag_ in {"NNP", "NNPS"} and span[0].ent_type_ not in _NO_CARS
