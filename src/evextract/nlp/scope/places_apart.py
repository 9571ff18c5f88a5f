"""Places that a clause tells of another figure than the one asked for: of a part of it, of the figure before or the next one."""

from __future__ import annotations

import re

from spacy.tokens import Token

from evextract.domain.pack import DomainPack
from evextract.nlp.naming.things import Thing
from evextract.nlp.page import Page, starting
from evextract.nlp.syntax import INDEFINITE

LED_IN = re.compile(r" (?:in|for|across|throughout) (?:the )?")
"""Between a figure and the place that is told of it."""
_OF_A_PART = re.compile(
    r"[^.;:]{0,30}, (?:with |including )?(?:about |around |nearly |roughly |some )?(?:half|\d[\d,.]*|most|many|some|all but|a (?:third|quarter|fifth)|two[- ]thirds|three[- ]quarters|the (?:bulk|majority|rest))"
    r" of (?:them|these|those|which|that) (?:[a-z]+ )?(?:in|at|from|to|for) (?:the )?"
)
"""Behind a figure: the place is only told of a part of it."""
_OPENS_NEXT = re.compile(
    r"(?: (?!and |but |while )[a-z]+){0,2}(?:[,;]|,? (?:and|but|while|against|versus)|, (?:and|but|while|with))"
    r" (?:in|to|at|for|across) (?:the )?"
)
"""Between a figure and the place of the next one: "rose to 3,000 and in Norway to 900"."""
_BEHIND = 40
"""Characters before a place in which the figure that it is told of begins."""


def only_meant_for(place: Token) -> Token | None:
    """ "An SUV for Asia and a pickup for Latin America": which of the list the place is told of."""
    noun = place.head.head
    if place.dep_ != "pobj" or place.head.lower_ != "for" or noun.tag_ not in {"NN", "NNP"}:
        return None
    # The parser may hang the next of the list on the place.
    listed = noun.dep_ == "conj" or any(t.left_edge.lower_ in INDEFINITE for t in (*noun.conjuncts, *place.conjuncts))
    return noun if listed and noun.left_edge.lower_ in INDEFINITE else None


def is_of_another(page: Page, pack: DomainPack, place: Thing, focus: tuple[int, int]) -> bool:
    """ "It costs 30,000 euros in Spain and goes 400 km": right behind a figure, a place is told of that figure alone."""
    if _OF_A_PART.fullmatch(page.text, focus[1], place.start):
        return True  # "will cut 9,000 jobs, half of them in Spain"
    if _opens_next(page, pack, place, focus):
        return True
    figures = starting(page.quantities, max(0, place.start - _BEHIND), place.start)
    told = next((q for q in reversed(figures) if q.end < place.start), None)
    if told is None or not LED_IN.fullmatch(page.text, told.end, place.start):
        return False
    own = starting(page.quantities, *focus)
    measured, *other = (pack.dimension(q.quantity.unit) for q in (told, *own[:1]))
    return other != [measured]


def _opens_next(page: Page, pack: DomainPack, place: Thing, focus: tuple[int, int]) -> bool:
    """ "Sales in Spain rose to 3,000 and in Norway to 900": the place opens what is told of the next figure of the kind."""
    if not _OPENS_NEXT.fullmatch(page.text, focus[1], place.start):
        return False
    own = starting(page.quantities, *focus)
    behind = starting(page.quantities, place.start, page.sentence_at(place.start).end)
    kinds = {pack.dimension(q.quantity.unit) for q in own[:1]}
    return any(pack.dimension(q.quantity.unit) in kinds for q in behind if not q.change)
