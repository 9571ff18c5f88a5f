"""What only sounds like a vehicle without a name: one more body or drive of the car that the text is about."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from evextract.nlp.reference.discourse import Discourse, Referent, State
from evextract.nlp.reference.nameless import kind_words, maker_of, words_before
from evextract.nlp.reference.presented import is_brought_about, stands_alone
from evextract.nlp.roles import PRODUCT

_BODIES = frozenset({"wagon", "estate", "roadster", "convertible", "cabriolet", "coupe", "coupé"})
"""Bodies in which a car comes beside its first one."""
_DRIVES = frozenset({"hybrid", "plug-in", "phev"})
"""Nouns for a drive rather than for a kind of car."""
_ARTICLES = frozenset({"a", "an"})


def one_more_body(d: Discourse, token: Token, known: Sequence[Referent], state: State) -> Referent | None:
    """ "An estate will follow": another body of the car in focus, as long as nothing but its article stands before it.

    Or, where it does something, another drive: "a plug-in hybrid follows".
    """
    word = token.lower_
    if word not in _BODIES and word not in _DRIVES:
        return None
    left = words_before(token)
    if not left or left[0].lower_ not in _ARTICLES:
        return None
    drive = word in _DRIVES and token.dep_ == "nsubj" and all(t.lower_ in _ARTICLES | _DRIVES for t in left)
    if not drive and (word not in _BODIES or kind_words(left, [])):
        return None
    vehicle = _centre_of_maker(d, token, known, state)
    if vehicle is None or vehicle in d.nameless or word in d.traits.get(vehicle, ()):
        return None
    if not stands_alone(d, token, known) or not is_brought_about(token, kind=True):
        return None
    start = left[1].idx if drive and len(left) > 1 else token.idx
    end = token.idx + len(token)
    return Referent(start, end, (vehicle,), PRODUCT, "description", (d.page.text[start:end],))


def is_drive_of_centre(d: Discourse, token: Token, known: Sequence[Referent], state: State) -> bool:
    """ "There's a 40 kW hybrid, too": a version of the car in focus, unless a maker stands before it ("a Kia hybrid")."""
    if token.lower_ not in _DRIVES:
        return False
    left = words_before(token)
    return bool(left) and left[0].lower_ in _ARTICLES and _centre_of_maker(d, token, known, state) is not None


def _centre_of_maker(d: Discourse, token: Token, known: Sequence[Referent], state: State) -> str | None:
    """The one vehicle in focus, where the phrase is of its maker and does not say so."""
    if len(state.vehicles) != 1:
        return None
    maker, told = maker_of(d, token, known, state)
    return state.vehicles[0] if not told and maker in {None, d.brands.get(state.vehicles[0])} else None
