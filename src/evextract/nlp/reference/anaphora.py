"""The words of a sentence that point back: pronouns, descriptions, versions and brands that stand for a car."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from evextract.nlp.naming.things import PLANT
from evextract.nlp.page import Page, Sentence, starting
from evextract.nlp.reference.centre import centre_within
from evextract.nlp.reference.clause_owners import antecedent, is_in_clause_of_another, of_clause_before, of_own_clause
from evextract.nlp.reference.described_firms import companies_described, venture_described
from evextract.nlp.reference.descriptions import car_of_brand, heads_description, vehicles_described, versions_meant
from evextract.nlp.reference.discourse import Discourse, Referent, State
from evextract.nlp.reference.kinds_apart import are_bodies
from evextract.nlp.reference.last_named import (
    all_before,
    group_before,
    group_size,
    is_group,
    is_that,
    last_vehicle,
    pair_of_last,
    plant_described,
    rival_meant,
    two_before,
)
from evextract.nlp.reference.pointing_versions import (
    in_lists,
    one_of_two,
    others,
    owner_after,
    two_versions,
)
from evextract.nlp.reference.pointing_words import (
    antecedent_beside,
    is_expletive,
    is_of,
    is_of_which,
    is_one_of,
    is_shared_by,
    is_this,
)
from evextract.nlp.reference.set_beside import not_beside_itself
from evextract.nlp.reference.unnamed import find_unnamed
from evextract.nlp.roles import PRODUCT
from evextract.nlp.syntax import SUBJECT_DEPS, is_any_one
from evextract.nlp.trims.variant import Variant, is_guise, joined_pair

_PRONOUNS = frozenset({"it", "its", "itself"})
_PLURALS = frozenset({"they", "their", "them"})
_OF_TWO = {"former": slice(1), "latter": slice(1, 2), "both": slice(2)}
_PAIR = frozenset({"both", "either", "neither", "each"})
_WE = frozenset({"we", "our"})
"""In a quote or an interview it is the speaker's company; where a journalist speaks, nothing of a company follows."""
_ENERGY = "kWh"
_MANY = 120
"""A sentence with more names than this is a list, in which nothing points back."""


def find_anaphors(
    d: Discourse, sentence: Sentence, explicit: Sequence[Referent], variants: Sequence[Variant], state: State
) -> list[Referent]:
    """``explicit``: the names in the sentence; ``variants``: the versions named in it.

    Vehicles without a name come with them; the names that these are made from are marked in ``d.bases``.
    """
    if len(explicit) > _MANY:
        return []
    new = find_unnamed(d, sentence, explicit, state)
    d.bases |= {n.base.start for n in new if n.base is not None}
    explicit = [r for r in explicit if r.start not in d.bases]
    out = [*_versions(d, sentence, explicit, variants, state, [n.referent for n in new]), *(n.referent for n in new)]
    for r in explicit:
        if r.type == "company" and (vehicle := car_of_brand(d, r, state)):
            out.append(Referent(r.start, r.end, (vehicle,), PRODUCT, "brand"))
    named = {i for r in (*explicit, *out) if r.how != "brand" for i in range(r.start, r.end)}
    for token in d.page.doc[sentence.first : sentence.last]:
        if token.idx not in named:
            before = [v for v in variants if v.end <= token.idx]
            here = [v.name for v in before]
            of_two = token.lower_ in {"former", "latter"}
            pair = (paired(d.page, before, token.idx) if before else state.pair) if of_two else ()
            out += _pointing(d, sentence, token, explicit, out, state, pair or here, paired=bool(pair))
    out = [_in_guise(d, _of_described(d, r, explicit, out), variants) for r in out]
    return [_in_apposition(d, r, out) for r in out]


def _in_guise(d: Discourse, r: Referent, variants: Sequence[Variant]) -> Referent:
    """ "The SUV in Sport trim" is that version."""
    if r.how != "description" or r.variants or len(r.ids) != 1:
        return r
    named = tuple(v.name for v in variants if is_guise(d.page.text, r.end, v))
    return replace(r, variants=named) if len(named) == 1 else r


def _in_apposition(d: Discourse, r: Referent, found: Sequence[Referent]) -> Referent:
    """ "The Air, a front-wheel-drive model with 150 kW": what the noun says is said of that version."""
    token = d.root(r)
    if r.how != "description" or r.variants or token.dep_ != "appos":
        return r
    version = next((o for o in found if o.how == "trim" and d.root(o).i == token.head.i and o.end <= r.start), None)
    return replace(r, ids=version.ids, variants=version.variants) if version is not None else r


def paired(page: Page, named: Sequence[Variant], end: int) -> tuple[str, ...]:
    """The two of the versions that "and" joins, unless a vehicle is named between them and ``end``."""
    pair = joined_pair(page.text, named)
    if not pair or any(t.type == PRODUCT for t in starting(page.things, pair[1].end, end)):
        return ()
    return pair[0].name, pair[1].name


def _of_described(d: Discourse, r: Referent, explicit: Sequence[Referent], found: Sequence[Referent]) -> Referent:
    """``r``, but for a version behind words for another car than the one in focus: "that car costs 33,000 euros as an Air"."""
    if r.how != "trim" or any(o.type == PRODUCT and o.start < r.end for o in explicit):
        return r
    cars = [o for o in found if o.type == PRODUCT and o.how in {"description", "brand"} and o.end <= r.start]
    last = max((o for o in cars if d.root(o).dep_ in SUBJECT_DEPS), key=lambda o: o.end, default=None)
    return replace(r, ids=last.ids) if last is not None and len(last.ids) == 1 else r


def _versions(
    d: Discourse,
    sentence: Sentence,
    explicit: Sequence[Referent],
    variants: Sequence[Variant],
    state: State,
    new: Sequence[Referent],
) -> list[Referent]:
    out: list[Referent] = []
    for v in variants:
        after = owner_after(d, v, explicit)
        if v.vehicle is None or after == (v.vehicle,):
            token = d.page.token_at(v.start)
            named = [r for r in explicit if not is_in_clause_of_another(d, r, token)]
            owners = (
                after
                or antecedent(token, explicit)
                or of_clause_before(token, [*explicit, *out], state.vehicles[:1])
                or _last_before(v, named)
                or centre_within(d, sentence, named, token, PRODUCT)
                or _last_before(v, new)  # "the next SUV, a three-row model"
                or state.vehicles
            )
            if owners:
                out.append(Referent(v.start, v.end, owners[:1], PRODUCT, "trim", (v.name,)))
    return list(in_lists(d.page.text, out))


def _last_before(variant: Variant, explicit: Sequence[Referent]) -> tuple[str, ...]:
    """The vehicle that its sentence names last before the version: "… the larger Elroq, at 30,000 euros for the Air"."""
    return next((r.ids for r in reversed(explicit) if r.type == PRODUCT and r.end <= variant.start), ())


def _pointing(
    d: Discourse,
    sentence: Sentence,
    token: Token,
    explicit: Sequence[Referent],
    found: Sequence[Referent],
    state: State,
    versions: Sequence[str],
    *,
    paired: bool = False,
) -> list[Referent]:
    """What the token stands for: a pronoun may be of a vehicle and of a company; the linker chooses.

    ``versions``: those named in the sentence before it; ``paired``: they are two that "and" joins, named last of all.
    """
    word, start, end = token.lower_, token.idx, token.idx + len(token)

    def vehicles() -> tuple[str, ...]:
        if word in _PRONOUNS and (own := of_own_clause(token, explicit)):
            return own
        told_of = antecedent_beside(token)
        others = [r for r in (*explicit, *found) if told_of is None or d.root(r).i != told_of.i]
        return centre_within(d, sentence, others, token, PRODUCT) or state.vehicles

    def companies() -> tuple[str, ...]:
        return centre_within(d, sentence, [*explicit, *found], token, "company") or state.companies

    out = []
    if word in _PRONOUNS and not is_expletive(token):
        if state.plant and not _is_new_plant_told(d, sentence, token):
            out.append(Referent(start, end, (state.plant,), PLANT, "pronoun"))
        of_maker = word == "its" and token.head.lower_.removesuffix("s") in d.nouns.products  # a car has no car
        if not of_maker and (ids := vehicles()):
            out.append(Referent(start, end, ids[:1], PRODUCT, "pronoun"))
        if ids := companies():
            out.append(Referent(start, end, ids[:1], "company", "pronoun"))
    elif (
        one := one_of_two(
            token, versions, state.variants, vehicles=lambda: 1 if paired else _vehicles_before(d, sentence, token)
        )
    ) and (ids := vehicles()):
        if not _are_batteries(d, sentence, token, versions or state.variants):
            out.append(Referent(start, end, ids[:1], PRODUCT, "description", one))
    elif (
        word in {"other", "others", "rest", "one"}
        and _vehicles_before(d, sentence, token) < 2
        and (ids := vehicles())
        and (left := others(token, versions, state.variants, d.trims.get(ids[0], ()))) is not None
    ):
        out.append(Referent(start, end, ids[:1], PRODUCT, "description", left))
    elif (
        word in _OF_TWO
        and (_vehicles_before(d, sentence, token) > 1 or not _are_batteries(d, sentence, token, ()))
        and (pair := two_before(d, token, explicit))
    ):
        out.append(Referent(start, end, pair[_OF_TWO[word]], PRODUCT, "description"))
    elif word == "one" and is_that(token) and token.i + 1 < len(d.page.doc) and not token.nbor(1).tag_.startswith("NN"):
        if ids := last_vehicle(d, token, [*explicit, *found]):
            variants = versions_meant(token, state.variants, ()) if ids == state.vehicles else ()
            out.append(Referent(start, end, ids, PRODUCT, "description", variants))
    elif is_group(token) and (not (versions or state.variants[1:]) or group_size(token) == len(state.variants)):
        variants = () if versions else state.variants[: group_size(token)]
        if ids := vehicles()[:1] if variants[1:] else group_before(d, sentence, token):
            out.append(Referent(start, end, ids, PRODUCT, "pronoun", variants if variants[1:] else ()))
    elif not (versions or state.variants[1:]) and (ids := all_before(d, sentence, token)):
        out.append(Referent(start, end, ids, PRODUCT, "pronoun"))
        if word != "all" and (ids := companies()):
            out.append(Referent(start, end, ids, "company", "pronoun"))
    elif rival := rival_meant(d, token, explicit, vehicles):
        out.append(Referent(start, end, rival, PRODUCT, "description"))
    elif word in _WE:
        if ids := state.companies:
            out.append(Referent(start, end, ids[:1], "company", "pronoun"))
    elif (
        word in _PLURALS
        or (word in {"these", *_PAIR} and token.dep_ in SUBJECT_DEPS and not is_of_which(token))
        or (word == "both" and token.dep_ == "dobj" and not is_of(token))
        or is_shared_by(token)
    ):
        variants = state.variants if len(state.variants) > 1 and not is_one_of(token) else ()
        if word in _PAIR and _vehicles_before(d, sentence, token) < 2:
            variants = two_versions(versions, state.variants) or variants or _last_two(d, vehicles())
        if word in _PAIR and not versions and are_bodies(d, sentence, token):
            variants = ()
        pair = pair_of_last(d, sentence) if word in _PAIR and not variants else ()
        if word in _PAIR and not (pair or variants or versions or state.variants) and not is_of(token):
            pair = group_before(d, sentence, token)
        if ids := pair or vehicles():
            out.append(Referent(start, end, ids, PRODUCT, "pronoun", variants if len(ids) == 1 else ()))
        if ids := companies():
            out.append(Referent(start, end, ids, "company", "pronoun"))
    elif word.removesuffix("s") in d.nouns.products and heads_description(d, token, explicit):
        # One of several that were just listed would not be called "this".
        listed = {i for r in explicit if r.type == PRODUCT and r.end <= start for i in r.ids} if is_this(token) else ()
        # "The Y is 4.9 m long; the newcomer will be shorter": what the text is about rather than the Y.
        near = state.vehicles if len(listed) > 1 or (word == "newcomer" and state.vehicles) else vehicles()
        ids = vehicles_described(d, token, near, [*explicit, *found])
        ids = not_beside_itself(d, token, ids, explicit)
        if ids and not any(r.how == "trim" and token.left_edge.idx <= r.start < start for r in found):
            variants = versions_meant(token, state.variants, d.trims.get(ids[0], ()))
            if word.removesuffix("s") in d.nouns.kinds and len(ids) == 1:
                d.traits.setdefault(ids[0], set()).add(word.removesuffix("s"))
            out.append(Referent(start, end, ids, PRODUCT, "description", variants))
    elif word in d.nouns.companies and heads_description(d, token, explicit):
        if ids := companies_described(d, token, companies(), state):
            out.append(Referent(start, end, ids, "company", "description"))
    elif word == "venture" and heads_description(d, token, explicit):
        if (venture := venture_described(d, token)) is not None:
            out.append(Referent(start, end, (venture,), "company", "description"))
    elif word in d.nouns.plants and (plant := plant_described(d, token)):
        out.append(Referent(start, end, (plant,), PLANT, "description"))
    return out


def _is_new_plant_told(d: Discourse, sentence: Sentence, token: Token) -> bool:
    """ "It opened a new plant in May; it is to employ 300": a plant that the sentence itself brings up, not the one told before."""
    before = d.page.doc[sentence.first : token.i]
    return any(t.lower_ in d.nouns.plants and is_any_one(t) for t in before)


def _are_batteries(d: Discourse, sentence: Sentence, token: Token, versions: Sequence[str]) -> bool:
    """ "There are two batteries, of 52 and 64 kWh. The former lasts for 390 km": what was told last rather than the trims before."""
    last = d.page.sentences[max(0, sentence.number - 1)]
    sizes = [q for q in starting(d.page.quantities, last.start, token.idx) if q.quantity.unit == _ENERGY]
    return len(sizes) == 2 and not any(name in d.page.text[last.start : token.idx] for name in versions)


def _last_two(d: Discourse, vehicles: Sequence[str]) -> tuple[str, ...]:
    """The two versions of the vehicle that the text named last, in whatever sentences."""
    last = d.trims.get(vehicles[0], ())[-2:] if len(vehicles) == 1 else ()
    return last if len(last) == 2 else ()


def _vehicles_before(d: Discourse, sentence: Sentence, token: Token) -> int:
    """How many the sentence names before the token or, where it names none, the one before it."""
    here = set(d.told_in(sentence.start, token.idx))
    last = d.page.sentences[max(0, sentence.number - 1)]
    return len(here or set(d.told_in(last.start, last.end)))
