"""What descriptions of cars point to: "the crossover", "these versions", "the SUVs"."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from evextract.domain.identity import is_country
from evextract.nlp.naming.things import COMPANY_TYPES
from evextract.nlp.page import starting
from evextract.nlp.reference.discourse import Discourse, Referent, State
from evextract.nlp.reference.kinds_apart import exclude, other_of_last
from evextract.nlp.reference.last_named import counted_group, every_one, is_that, last_two, last_vehicle
from evextract.nlp.reference.named_later import name_at_last
from evextract.nlp.reference.nameless import DOING
from evextract.nlp.reference.other_makers import only_one_in_paragraph
from evextract.nlp.reference.other_names import (
    called,
    client_of,
    has_name_of_its_own,
    is_first_on_base,
    is_part_of_name,
    maker_since,
    somebodys,
)
from evextract.nlp.roles import PRODUCT
from evextract.nlp.syntax import SUBJECT_DEPS, verb_above, verb_group

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "all", "its", "each", "every"})
_NOVEL = frozenset({
    "next", "first", "new", "upcoming", "forthcoming", "future", "second", "third", "fourth", "planned", "other", "own",
    "smallest", "cheapest", "largest", "biggest", "only", "last", "promised", "coming",
})  # fmt: skip
_NAMELESS = frozenset({"unnamed", "yet-unnamed", "nameless"})
_REACH = 60
"""How many things named before a description it may point to."""
_FEW = 4
"""How many things named last it points to before others that were called so, too."""
_VERSIONS = frozenset({"version", "variant", "trim", "edition"})
_AT_LARGE = frozenset({"the", "all", "of", "those"})
_CONCERNED = frozenset({"concerned", "affected", "involved", "mentioned", "named", "tested", "recalled"})
_COUNTED = (("two", 2), ("three", 3), ("four", 4), ("five", 5))


def heads_description(d: Discourse, token: Token, explicit: Sequence[Referent]) -> bool:
    """Definite, and no name inside that already says what it is."""
    if token.dep_ == "compound" and token.head.i > token.i and token.head.lower_ in d.nouns.products:
        return False
    left = token.left_edge.i
    words = [t.lower_ for t in d.page.doc[left : token.i]]
    if token.i > left and token.nbor(-1).dep_ == "preconj":
        return False  # "with both PHEV and BEV powertrains"
    if "every" in words and token.lower_ not in _VERSIONS:
        return False  # "every new electric car" is none in particular
    inside = [r for r in explicit if r.type == PRODUCT and d.page.doc[left].idx <= r.start < token.idx]
    if _is_another_of_firm(d, token) or _is_picked_out(d, token, words):
        return False
    return (bool(_DEFINITE & set(words)) or _is_makers(d, token)) and not inside and not is_part_of_name(d, token)


def _is_picked_out(d: Discourse, token: Token, before: Sequence[str]) -> bool:
    """ "All the cars that it sells", "the models built in Kolin": several that their own clause picks out of all there are.

    Or that are all of a firm's: "all cars of the brand".
    """
    if token.tag_ not in {"NNS", "NNPS"} or not _AT_LARGE.issuperset(before):
        return False
    owners = [p for c in token.children if c.lower_ == "of" for p in c.children if p.dep_ == "pobj"]
    if "all" in before and any(p.lower_ in d.nouns.companies for p in owners):
        return True
    clauses = [c for c in token.children if c.dep_ in {"relcl", "acl"} and c.i > token.i and c.lower_ not in _CONCERNED]
    return any("," not in d.page.text[token.idx : d.page.doc[c.left_edge.i].idx] for c in clauses)


def _is_another_of_firm(d: Discourse, token: Token) -> bool:
    """ "The brand's first hybrid": that "the" is the brand's."""
    owner = next((c for c in token.children if c.dep_ == "poss" and c.lower_ in d.nouns.companies), None)
    return owner is not None and any(t.lower_ in _NOVEL for t in d.page.doc[owner.i + 1 : token.i])


def _is_makers(d: Discourse, token: Token) -> bool:
    """ "Nissan's third-generation crossover" is the one that the text is about; "Nissan's next crossover" is another."""
    left = d.page.doc[token.left_edge.i : token.i]
    if not any(t.tag_ == "POS" for t in left) or token.lower_ not in d.nouns.named:
        return False
    new = any(t.lower_ in _NOVEL and t.nbor(1).tag_ != "HYPH" for t in left)
    makers = starting(d.page.things, token.left_edge.idx, token.idx)
    return not new and any(t.type in COMPANY_TYPES for t in makers)


def vehicles_described(
    d: Discourse, token: Token, centre: tuple[str, ...], named: Sequence[Referent]
) -> tuple[str, ...]:
    """The vehicles that the noun stands for, among those ``named`` in the sentence and the ``centre``."""
    word = token.lower_.removesuffix("s")
    plural = token.tag_ in {"NNS", "NNPS"}
    if of := _of_whom(token, named):
        return of
    if centre and is_first_on_base(d, token):
        return somebodys(d, token, d.brands.get(centre[0], ""))
    if centre and word in _VERSIONS and (client := client_of(d, token)) not in {None, d.brands.get(centre[0])}:
        return _only_one_of(d, [client or ""], word) or somebodys(d, token, client or "")
    if name := called(d, token, named):
        name_at_last(d, token, centre, name[0])
        return name
    if has_name_of_its_own(d, token):
        return ()
    if is_that(token) and (last := last_vehicle(d, token, named)):
        return last
    if plural and (group := counted_group(d, token) or every_one(d, token)):
        return group
    left = {t.lower_ for t in d.page.doc[token.left_edge.i : token.i]}
    owners = _owners(d, token, named) if left & {"its", "their"} else []
    if word in d.nouns.kinds:
        # Of the vehicles named so far, the latest that was called this.
        seen: list[str] = [i for r in named if r.type == PRODUCT and r.start < token.idx for i in reversed(r.ids)]
        for vehicle in [*reversed(seen), *centre]:
            if word in d.traits.get(vehicle, ()) and (not owners or d.brands.get(vehicle) in owners):
                return (vehicle,)
        if centre and d.traits.get(centre[0]) and word not in d.traits[centre[0]]:
            known = [v for v, traits in d.traits.items() if word in traits]
            latest = next((v for v in reversed(d.seen[-_FEW:]) if v in known and not plural), None)
            if known and not owners and (len(known) == 1 or latest is not None):
                return (latest or known[0],)
            if not known and (other := other_of_last(d, token, word, centre[0])) is not None:
                return (other,)
            if not known and _is_of_another_maker(d, token, centre[0], named):
                return ()
        if (
            not plural
            and centre
            and centre[0] in d.nameless
            and _is_another_kind(d, token, word, d.nameless[centre[0]].noun)
        ):
            return ()
    if left & _NAMELESS and (told := next((v for v in reversed(d.seen) if v in d.nameless), None)):
        return (told,)
    if plural and left & {"both", "two"} and len(centre) < 2 and word not in _VERSIONS:
        # "The A and the B, both SUVs", "180 km/h for both cars": the two that are set against each other.
        here = [i for r in named if r.type == PRODUCT and r.how == "name" for i in r.ids]
        pair = last_two([*d.seen, *here])
        fitting = all(word in d.traits.get(v, {word}) for v in pair)
        if len(set(here)) == 2 or word not in d.nouns.kinds or (fitting and "both" in left):
            return pair or centre
        if "two" in left:
            return ()  # one car is no two of them
    if local := _of_country(d, token, named, centre):
        return local
    firms = [t for t in starting(d.page.things, token.left_edge.idx, token.idx) if t.type in COMPANY_TYPES]
    if any(DOING.match(d.page.text, t.end) for t in firms):
        return ()
    makers = [*(t.id for t in firms), *owners]
    if makers:
        own = [v for v in centre if d.brands.get(v) in makers] or [
            r.ids[0] for r in named if r.type == PRODUCT and d.brands.get(r.ids[0]) in makers
        ]
        return tuple(own[:1]) or _only_one_of(d, makers, word)
    if centre and (maker := maker_since(d, token, centre[0])) is not None:
        return somebodys(d, token, maker)
    if plural and not left & {"these", "both", "two", "three", "all"}:
        return centre if len(centre) > 1 else ()
    return centre if plural else centre[:1] or only_one_in_paragraph(d, token.idx)


def _is_another_kind(d: Discourse, token: Token, word: str, noun: str) -> bool:
    """ "Kia's wagon", "the pickup" are no crossover without a name; "the SUV" may be one."""
    owned = any(c.dep_ == "poss" and c.tag_ != "PRP$" for c in token.children)
    return noun in d.nouns.kinds and noun != word and (owned or exclude(d, word, noun))


def _of_country(d: Discourse, token: Token, named: Sequence[Referent], centre: tuple[str, ...]) -> tuple[str, ...]:
    """ "The Czech car" is the only one of a maker from there that the text has named last, if it names cars from elsewhere."""
    places = {c.idx for c in token.children if c.dep_ == "amod"}
    country = next((t.id for t in starting(d.page.things, token.left_edge.idx, token.idx) if t.start in places), None)
    if country is None or not is_country(country) or token.tag_ != "NN":
        return ()
    here = [i for r in named if r.type == PRODUCT and r.end <= token.idx for i in r.ids]
    told = list(dict.fromkeys(reversed([*d.seen[-_REACH:], *here, *centre])))
    homes = {v: d.countries.get(d.brands.get(v, "")) for v in told}
    own = [v for v in told if homes[v] == country]
    return (own[0],) if own and any(home not in {country, None} for home in homes.values()) else ()


def _is_of_another_maker(d: Discourse, token: Token, vehicle: str, named: Sequence[Referent]) -> bool:
    """Whether the last company before the noun, in its sentence, is another than the vehicle's brand and its owners."""
    makers = [r.ids[0] for r in named if r.type == "company" and r.how == "name" and r.end <= token.idx]
    brand = d.brands.get(vehicle)
    if not makers or brand is None:
        return False
    return brand != makers[-1] and makers[-1] not in {d.parents.get(brand), *brand.split("-")}


def _only_one_of(d: Discourse, makers: Sequence[str], word: str) -> tuple[str, ...]:
    """The one vehicle of the makers that the text has named so far, or has called so."""
    seen = list(dict.fromkeys(v for v in d.seen if d.brands.get(v) in makers))
    called = [v for v in seen if word in d.traits.get(v, ())]
    return tuple(called if len(called) == 1 else seen if len(seen) == 1 else ())


def _owners(d: Discourse, token: Token, named: Sequence[Referent]) -> list[str]:
    """The maker that is the subject of the clause, of which "its van" is: "Canoo promises its van in May"."""
    verb = verb_above(token)
    verbs = verb_group(verb) if verb is not None else []  # "plans to build its SUVs"
    subjects = {c.i for v in verbs for c in v.children if c.dep_ in SUBJECT_DEPS and c.i < token.i}

    def is_brand(r: Referent) -> bool:
        return any(t.type == "brand" for t in d.page.things_at(r.start))

    owners = [r.ids[0] for r in named if is_brand(r) and r.how == "name" and d.root(r).i in subjects]
    return owners or [d.page.doc[i].lower_ for i in sorted(subjects) if _is_unknown_firm(d, d.page.doc[i])]


def _is_unknown_firm(d: Discourse, subject: Token) -> bool:
    """ "Bollinger has 500 orders for its van": the car of a firm that no list has is none that the text has named."""
    return (
        subject.tag_ in {"NNP", "NNPS"} and subject.ent_type_ in {"ORG", "PERSON"} and not d.page.things_at(subject.idx)
    )


def _of_whom(token: Token, named: Sequence[Referent]) -> tuple[str, ...]:
    """ "The electric versions of the A and the B" are those two, whatever the sentence is about."""
    owners = [
        p for c in token.children if c.dep_ == "prep" and c.lower_ == "of" for p in c.children if p.dep_ == "pobj"
    ]
    owners += [mate for p in owners for mate in p.conjuncts]
    found = [i for p in owners for r in named if r.type == PRODUCT and r.start <= p.idx < r.end for i in r.ids]
    return tuple(dict.fromkeys(found))


def car_of_brand(d: Discourse, brand: Referent, state: State) -> str | None:
    """ "The single-motor Smart has 272 hp": a brand with an article is one of its cars."""
    token = d.page.token_at(max(brand.start, brand.end - 1))
    if not _has_article(d, d.page.token_at(brand.start)):
        return None
    after = token.nbor(1) if token.i + 1 < len(d.page.doc) else None
    misread = after is not None and after.tag_ == "NNS" and after.dep_ == "ROOT"  # "the Kia sprints to 100 km/h"
    measured = (
        after is not None and after.text[0].isdigit()
    )  # "the boot of the A holds 401 litres, that of the Kia 594"
    if not (misread or measured) and (token.dep_ == "compound" or (after is not None and after.tag_.startswith("NN"))):
        return None
    # Of those before, one with a name rather than one without.
    before = [d.topic, *sorted(d.seen[: -_REACH - 1 : -1], key=d.nameless.__contains__)]
    return next((v for v in [*state.vehicles, *before] if v and d.brands.get(v) == brand.ids[0]), None)


def _has_article(d: Discourse, token: Token) -> bool:
    """ "The Smart", "the base Smart", whatever the parser makes of the words between; not "over the first quarter Smart sold"."""
    i = token.i - 1
    while i > max(0, token.i - 4) and d.page.doc[i].tag_ in {"JJ", "JJR", "JJS", "NN", "VBN", "CD", "HYPH"}:
        if d.page.doc[i].ent_type_ == "DATE":
            return False
        i -= 1
    return i >= 0 and d.page.doc[i].lower_ in {"the", "this"}


def versions_meant(token: Token, last: Sequence[str], seen: Sequence[str]) -> tuple[str, ...]:
    """What "these versions", "this model", "all three trims" point back to: the versions just named, or all so far."""
    if token.lower_.rstrip("s") not in {"version", "variant", "trim", "edition", "model", "one"}:
        return ()
    left = {t.lower_ for t in token.lefts}
    counted = next((n for word, n in _COUNTED if word in left), None)
    if counted is None and left & {"all", "every", "each"}:
        return ()  # what all of them have is the model's
    if left & {"all", "both", "these", "every", "each"}:
        counted = 2 if "both" in left else counted
        if counted is None or len(last) == counted:
            return tuple(last) if len(last) > 1 else ()
        return tuple(seen[-counted:]) if len(seen) >= counted else ()
    return tuple(last) if left & {"this", "that"} and token.tag_ in {"NN", "CD"} and len(last) == 1 else ()
