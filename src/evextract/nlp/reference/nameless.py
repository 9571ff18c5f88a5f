"""The noun phrase of a vehicle without a name: whose it is, what it is made from, and what it is to be called.

An id is made of maker, ``unnamed`` and the words that say what it is: ``ford-unnamed-three-row-suv``,
``mazda-unnamed-bz4x-based-crossover``, ``jaguar-unnamed-i-pace-successor``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from spacy.tokens import Token

from evextract.domain.identity import UNNAMED
from evextract.nlp.lexicon import stem
from evextract.nlp.naming.plain_words import DONE_BY
from evextract.nlp.naming.things import COMPANY_TYPES
from evextract.nlp.reference.discourse import Discourse, Nameless, Referent, State
from evextract.nlp.roles import PRODUCT
from evextract.nlp.syntax import SUBJECT_DEPS

VERSIONS = frozenset({"version", "variant", "derivative", "counterpart", "twin", "sibling", "edition", "take"})
HEIRS = frozenset({"successor", "replacement"})
SIBLINGS = frozenset({"sibling", "brother", "sister", "cousin", "stablemate", "companion"})
OTHER = frozenset({"another", "second", "third", "separate", "different", "other"})
ORDINALS = frozenset({"first", "second", "third", "fourth", "fifth", "sixth", "last", "final"})
NEXT = frozenset({"next", "upcoming", "forthcoming"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "each", "every", "both", "all", "any", "no"})
BASED = re.compile(r"[-‑](?:based|derived|inspired|like|sourced|related)(?!\w)", re.I)
_BASED_ON = re.compile(
    r"[,]? (?:that (?:is|will be) |to be )?(?:(?:heavily|closely|largely|loosely) )?"
    r"(?:based (?:up)?on|derived from|inspired by|related to|spun off from|modelled on|modeled on)"
    r" (?:the |its |an? )?(?:[a-z-]+ ){0,2}\Z"
)
AS_NAMED = re.compile(
    r"(?: (?:for|in) (?:the )?[A-Z][\w-]+(?: [A-Z][\w-]+)?)?"
    r"(?:,? (?:to be |which (?:it|they) (?:calls?|named?) |which (?:is|will be) )?(?:sold as|called|named|dubbed|badged(?: as)?|christened)| as|,)"
    r" (?:the |its )?(?:new )?[“\"']?"
)
"""From a car to the name of a version of it: "its version of the X, called the Y"."""
_OF = re.compile(r" (?:of|to|for) (?:the |its |an? |this )?(?:[\w-]+ ){0,2}\Z")
_NOVELTY = frozenset({
    "new", "all-new", "upcoming", "forthcoming", "next", "second", "third", "first", "another", "small", "smaller",
    "even", "affordable", "budget-friendly", "facelifted", "cheap", "cheaper", "separate", "different", "future",
    "additional", "own", "mystery", "dedicated", "mass-market", "stylish", "two", "three", "four", "five",
    "several", "other", "brand-new", "promising", "so-called", "more", "most", "less", "least", "its", "their",
    "yet-unnamed", "unnamed", "yet", "entry-level", "just", "still", "nameless", "as-yet-unnamed", "planned", "few",
    "up", "to", "latest", "further", "one", "possible", "potential", "rumoured", "rumored", "series-production", "production",
})  # fmt: skip
_HELPING = frozenset(
    stem(w) for w in ["build", "make", "produce", "assemble", "manufacture", "supply", "engineer", "develop"]
)
_CLIENTS = frozenset(stem(w) for w in ["supply", "provide", "help", "equip", "furnish", "give", "hand", "deliver"])


def id_of(maker: str, words: Iterable[str], noun: str) -> str:
    """The id of a vehicle without a name: ``ford-unnamed-three-row-suv``."""
    return "-".join([maker, UNNAMED, *words, noun])


def nameless(maker: str, words: Collection[str], noun: str, base: Referent | None = None) -> Nameless:
    """A vehicle without a name; ``base``: the one that it is made from."""
    return Nameless(id_of(maker, words, noun), maker, noun, frozenset(words), base.ids[0] if base is not None else None)


def words_before(token: Token) -> list[Token]:
    """The words of the phrase before its head, from its article on."""
    left = list(token.doc[token.left_edge.i : token.i])
    for n in range(len(left) - 1, -1, -1):
        if left[n].lower_ in {"a", "an", "the"} or left[n].tag_ in {"POS", "PRP$"}:
            return left[n:]
    return left


def noun_of(d: Discourse, token: Token, *, any_product: bool = False) -> str | None:
    """What the head calls a vehicle, in the singular; None where it is no noun for one.

    ``any_product``: nouns for every product, such as "model", will do.
    """
    nouns = d.nouns.products if any_product else d.nouns.named
    word = token.lower_ if token.lower_ in nouns else token.lower_.removesuffix("s")
    return word if word in nouns and token.tag_.startswith(("NN", "JJ")) else None


def base_of(d: Discourse, token: Token, names: Sequence[Referent]) -> Referent | None:
    """The vehicle that the phrase is made from: "the Niro-based crossover", "a crossover based on the Niro"."""
    text = d.page.text
    first = words_before(token)
    start = first[0].idx if first else token.idx
    end = token.idx + len(token)
    for r in names:
        if r.type == PRODUCT and r.how == "name":
            if start <= r.start < token.idx and BASED.match(text, r.end):
                return r
            if end < r.start < end + 90 and _BASED_ON.fullmatch(text, end, r.start):
                return r
    return None


def other_of(d: Discourse, token: Token, names: Sequence[Referent]) -> Referent | None:
    """The vehicle that "a version of", "the successor to", "the X's replacement" is about."""
    end = token.idx + len(token)
    for r in names:
        if r.type == PRODUCT and r.how == "name":
            if end < r.start < end + 60 and _OF.fullmatch(d.page.text, end, r.start):
                return r
            if token.left_edge.idx <= r.start < token.idx and r.end + 3 >= token.idx - 1:
                return r
    return None


def maker_of(d: Discourse, token: Token, known: Sequence[Referent], state: State) -> tuple[str | None, bool]:
    """Whose it is, and whether the phrase itself says so."""
    left = words_before(token)
    start = left[0].idx if left else token.idx
    companies = [r for r in known if r.type in COMPANY_TYPES and r.how != "pronoun"]
    inside = [r for r in companies if start <= r.start < token.idx and not DOING.match(d.page.text, r.end)]
    if inside:
        return inside[-1].ids[0], True
    owner = next((c for c in token.children if c.dep_ == "poss"), None)
    if owner is not None and (owned := [r for r in companies if r.start <= owner.idx < r.end]):
        return owned[0].ids[0], True
    verb = token.head
    while verb.dep_ in {"pobj", "prep", "conj", "dobj"} and not verb.tag_.startswith("VB") and verb.head.i != verb.i:
        verb = verb.head
    for client in _clients(token, verb):
        if found := [r for r in companies if r.start <= client.idx < r.end]:
            return found[0].ids[0], False
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    while subject is None and verb.dep_ in {"xcomp", "advcl"} and any(c.tag_ == "TO" for c in verb.children):
        verb = verb.head  # "would use a Geely plant to make an SUV"
        subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is not None and (found := [r for r in companies if d.root(r).i == subject.i]):
        return found[0].ids[0], False
    before = [r.ids[0] for r in companies if r.start < token.idx and not _only_helps(d, r)]
    opening = "\n" in d.page.text[max(0, token.sent.start_char - 1) : token.sent.start_char + 1]
    own = token.dep_ in SUBJECT_DEPS and not before and not state.of_company
    if own and state.vehicles and (brand := d.brands.get(state.vehicles[0])):
        return brand, False  # "The sedan arrives in 2028. A wagon is also planned."
    held = [d.topic_company] if opening and d.topic_company and not state.headed else state.companies
    return next(iter(before or held), None), False


def _only_helps(d: Discourse, company: Referent) -> bool:
    """ "It works with Magna on a van", "a crossover built by Suzuki": not the one whose van it is."""
    preposition = d.root(company).head
    helping = preposition.lower_ == "with" and preposition.dep_ == "prep" and preposition.head.tag_.startswith("VB")
    making = preposition.lower_ == "by" and preposition.head.dep_ == "acl" and stem(preposition.head.lower_) in _HELPING
    return helping or making or DOING.match(d.page.text, company.end) is not None


DOING = re.compile(rf"[-‑](?:{DONE_BY}|produced|supplied)(?!\w)", re.I)
"""Behind the name of a firm: what it has to do with a car that bears another's name: "the Magna-built van"."""


def _clients(token: Token, verb: Token) -> list[Token]:
    """For whom: "supplies Mazda with a van", "a pickup for Mazda"."""
    found = [
        p
        for c in (*token.children, *(c for c in verb.children if c.i > token.i))
        if c.dep_ == "prep" and c.lower_ == "for"
        for p in c.children
    ]
    if stem(verb.lower_) in _CLIENTS:
        found += [c for c in verb.children if c.dep_ in {"dobj", "dative"} and c.i != token.i]
        found += [p for c in verb.children if c.lower_ in {"to", "for"} for p in c.children]
    return found


def kind_words(left: Sequence[Token], skipped: Sequence[Referent]) -> list[str]:
    """The modifiers that tell what kind it is: hyphenated or technical words, not praise or novelty."""
    own = [t for t in left if t.tag_ != "POS" and not any(r.start <= t.idx < r.end for r in skipped)]
    own = [t for t in own if t.tag_ != "HYPH" or not any(r.end == t.idx for r in skipped)]  # "an | Opel | -branded SUV"
    text = "".join(t.text_with_ws for t in own).lower()
    words = re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.sub(r"\s*[-‑]\s*", "-", text))
    plain = {t.lower_ for t in own if t.tag_ in {"DT", "RB", "CC", "IN", "VBN", "JJR", "JJS", "PRP$", "POS", "RBR"}}
    told = " ".join(w for w in words if w not in plain | _NOVELTY and not w.isdecimal())
    return told.replace("plug-in hybrid", "phev").replace("plug-in-hybrid", "phev").split()[-3:]


def called_so(d: Discourse, maker: str, noun: str, kind: Sequence[str], *, vague: bool = False) -> Nameless | None:
    """The vehicle that was introduced with the same words, or with more of them."""
    for n in reversed(d.nameless.values()):
        if n.vague == vague and n.maker == maker and n.noun == noun and set(kind) <= n.words:
            return n
    return None


def model_of(d: Discourse, vehicle: str) -> str:
    """``i-pace`` of ``jaguar-i-pace``, ``doblo-successor`` of one without a name."""
    return vehicle.removeprefix(f"{d.brands.get(vehicle, '')}-").removeprefix(f"{UNNAMED}-")
