"""Whose figure it is by the words of its own clause: "of which Kolin makes 900", "900 Ford workers", "Uber ordered 900"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from evextract.domain.pack import AttributeDef
from evextract.nlp.facts.business.shareholders import was_told_to_hold
from evextract.nlp.facts.context import Context, Cue
from evextract.nlp.facts.figures.fitting import counts_such
from evextract.nlp.facts.figures.nouns import noun_span
from evextract.nlp.lexicon import Hit, stem
from evextract.nlp.linking.link import Link
from evextract.nlp.naming.things import COMPANY_TYPES, PERSON, PLACE, slug
from evextract.nlp.page import starting
from evextract.nlp.quantities import QuantityMention
from evextract.nlp.roles import PRODUCT
from evextract.nlp.syntax import SUBJECT_DEPS, ancestors, is_verb, subject_of, verb_above

_SURE = 5.0
SAYING = frozenset({"name", "trim", "description", "unnamed"})
_OF_THEM = re.compile(
    r" of (?P<word>them|these|those|it|the (?:crossovers|suvs|sedans|saloons|hatchbacks|vans|pickups|trucks|cars|roadsters|minivans))(?!\w)"
    r"(?! [a-z]+s(?!\w))"
)
_OF_WHICH = re.compile(r",?(?: and)? of which (?P<told>[^;:]*)\Z")
_SELLER = re.compile(r"(?: [\w-]+){0,5}? (?:from|with|at) (?:the |its )?")
_NO_NAMES = frozenset({"PERSON", "GPE", "NORP", "DATE", "LOC"})
"""What the language model takes for a name, though not of a firm."""
_PUBLIC = frozenset({
    "state", "states", "government", "governments", "province", "county", "municipality", "ministry", "taxpayer",
    "taxpayers", "authorities", "lawmakers",
})  # fmt: skip
_PARTS = frozenset({"venture", "subsidiary", "affiliate"})
_DEFINITE = frozenset({"the", "this", "their", "its"})
_PASSING_ON = frozenset(
    {"xcomp", "conj", "pcomp", "acl", "prep", "pobj", "dobj", "nummod", "quantmod", "npadvmod", "attr"}
)


def of_which(ctx: Context, q: QuantityMention) -> Link | None:
    """The vehicle that "of which" points back to, whoever is said to build or sell so many."""
    text, sentence = ctx.page.text, ctx.page.sentence_at(q.start)
    for r in reversed(ctx.focus.referents(sentence)):
        if r.type == PRODUCT and r.end <= q.start and r.how in {"name", "trim"} and len(r.ids) == 1:
            m = _OF_WHICH.fullmatch(text, r.end, q.bound_start)
            return Link(r.ids[0], r, _SURE) if m is not None else None
    return None


def of_them(ctx: Context, quantities: Sequence[QuantityMention], n: int, a: AttributeDef | None = None) -> Link | None:
    """The one vehicle of "BMW sold 18,200 of them", unless the cars were counted right before.

    ``a``: the attribute, where that is known already.
    """
    q, text = quantities[n], ctx.page.text
    m = _OF_THEM.match(text, q.end)
    if m is None or is_of_product(ctx, q):
        return None
    sentence = ctx.page.sentence_at(q.start)
    since = ctx.page.sentences[max(0, sentence.number - 1)].start
    counted = (o for o in starting(quantities, since, q.start) if o.noun is not None)
    if any(counts_such(a, o) if a is not None else _counts_products(ctx, o) for o in counted):
        return None
    start = m.start("word")
    for r in ctx.focus.referents(sentence):
        if r.start == start and r.type == PRODUCT and len(r.ids) == 1:
            return Link(r.ids[0], r, 4.0)
    before = ctx.focus.before(sentence, company=False)
    named = any(r.type == PRODUCT and r.how == "name" for r in ctx.focus.referents(sentence))
    return Link(before[0], None, 4.0) if m["word"] != "it" and len(before) == 1 and not named else None


def _counts_products(ctx: Context, q: QuantityMention) -> bool:
    return q.noun is not None and q.noun.split()[-1].lower().removesuffix("s") in ctx.focus.nouns.products | {"unit"}


def of_shared_object(ctx: Context, q: QuantityMention) -> Link | None:
    """The vehicle that the clause before acts on: "Renault built it in Flins and sold 8,860 in the first year"."""
    verb = verb_above(ctx.page.root_of(q.start, q.end))
    if q.noun is not None or verb is None or verb.dep_ != "conj" or subject_of(verb) is not None:
        return None
    objects = {c.i for c in verb.head.children if c.dep_ == "dobj"}
    for r in ctx.focus.referents(ctx.page.sentence_at(q.start)) if objects else ():
        if r.type == PRODUCT and len(r.ids) == 1 and r.how != "brand" and ctx.focus.root(r).i in objects:
            return Link(r.ids[0], r, 4.0)
    return None


def is_of_product(ctx: Context, q: QuantityMention) -> bool:
    """Whether a vehicle is the subject of the figure's verb: "the Elroq accounted for 23,100 of them"."""
    verb = verb_above(ctx.page.root_of(q.start, q.end))
    return verb is not None and any(c.dep_ in SUBJECT_DEPS and is_product(ctx, c) for c in verb.children)


def is_product(ctx: Context, subject: Token) -> bool:
    """Whether the subject, or what its relative clause is about, is a vehicle by name."""
    if subject.tag_ in {"WDT", "WP"} and subject.head.dep_ == "relcl":
        subject = subject.head.head
    return any(
        r.type == PRODUCT and r.how in SAYING and ctx.focus.root(r).i == subject.i
        for r in ctx.focus.referents(ctx.page.sentence_at(subject.idx))
    )


def counted_firm(ctx: Context, q: QuantityMention) -> Link | None:
    """The firm in the counted noun: "900 Ford workers"."""
    named = [t for t in starting(ctx.page.things, q.end, noun_span(ctx.page.text, q)[1]) if t.type in COMPANY_TYPES]
    for r in ctx.focus.referents(ctx.page.sentence_at(q.start)) if named else ():
        if r.start == named[0].start and r.how == "name":
            return Link(r.ids[0], r, _SURE)
    return None


def is_done_by_others(ctx: Context, a: AttributeDef, cue: Hit[Cue]) -> bool:
    """Whether the cue is an active verb whose subject is another than the one that has the figure."""
    verb = ctx.page.root_of(cue.start, cue.end)
    if not a.done_by_others or not is_verb(verb) or stem(verb.lower_) not in {stem(w) for w in a.done_by_others}:
        return False
    return any(c.dep_ == "nsubj" for c in verb.children) or verb.dep_ in {"xcomp", "conj"}


def receiver(ctx: Context, q: QuantityMention) -> Link | None:
    """Who is named as the one that it is done with: "ordered 900 vans from Ford"."""
    end = noun_span(ctx.page.text, q)[1]
    for r in ctx.focus.referents(ctx.page.sentence_at(q.start)):
        if r.type in COMPANY_TYPES and r.start >= end and _SELLER.fullmatch(ctx.page.text, end, r.start):
            return Link(r.ids[0], r, _SURE)
    return None


def told_subject(ctx: Context, start: int, end: int) -> Token | None:
    """The subject of the verb that the figure stands by; of a relative clause what it is about."""
    for node in ancestors(ctx.page.root_of(start, end)):
        if node.dep_ in SUBJECT_DEPS:
            return node
        if is_verb(node):
            subject = subject_of(node)
            if subject is not None:
                return node.head if subject.tag_ in {"WDT", "WP"} and node.dep_ == "relcl" else subject
        if node.dep_ not in _PASSING_ON:
            return None
    return None


def is_of_stranger(ctx: Context, start: int, end: int) -> bool:
    """Whether the subject of its clause is a name that nobody knows, so that the figure is nobody's who is known.

    Nor is it anybody's who is known where a state gives it: "the government has put 300 million into the works".
    """
    subject = told_subject(ctx, start, end)
    if subject is not None and (
        subject.lower_ in _PUBLIC or _is_place_giving(ctx, start, subject) or is_part_untold(ctx, subject)
    ):
        return True
    return subject is not None and subject.tag_.startswith("NNP") and stranger_told(ctx, start, end) is not None


def is_part_untold(ctx: Context, subject: Token) -> bool:
    """ "The venture employs 900": another firm than those that have it, where the text does not name it."""
    if subject.lower_ not in _PARTS or not any(c.lower_ in _DEFINITE for c in subject.children):
        return False
    here = ctx.focus.referents(ctx.page.sentence_at(subject.idx))
    if any(r.type in COMPANY_TYPES and subject.left_edge.idx <= r.start <= subject.right_edge.idx for r in here):
        return False
    centre = ctx.focus.before(ctx.page.sentence_at(subject.idx), company=True)
    known = ctx.pack.entities.get(centre[0]) if centre else None
    # "GAC Toyota sold 900 cars. The venture employs": what has no brands of its own can be the venture.
    if known is None or known.type == "brand" or was_told_to_hold(ctx, ctx.page.sentence_at(subject.idx), known.id):
        return True
    return any(e.type == "brand" and e.parent == known.id for e in ctx.pack.entities.values())


def _is_place_giving(ctx: Context, start: int, subject: Token) -> bool:
    """ "Georgia has promised 1.5 billion", "for which Berlin had given 600 million": the money of a place is no firm's."""
    q = next(iter(starting(ctx.page.quantities, start, start + 1)), None)
    money = q is not None and ctx.pack.dimension(q.quantity.unit) == "money"
    here = [t for t in ctx.page.things_at(subject.idx) if t.inside is None]
    return money and any(t.type == PLACE and not ctx.page.plants.stands_at(t) for t in here)


def _is_name(ctx: Context, first: Token) -> bool:
    """Whether the first word of a sentence has its capital amid another sentence too."""
    for m in re.finditer(rf"(?<=[a-z,] ){re.escape(first.text)}(?!\w)", ctx.page.text):
        token = ctx.page.token_at(m.start())
        if token.tag_ == "NNP" and not ctx.page.sentence_at(m.start()).heading:
            return True
    return False


def stranger_told(ctx: Context, start: int, end: int) -> str | None:
    """The id of the name that nobody knows and that is the subject of the figure's clause; "the Yew consortium" is Yew."""
    subject = told_subject(ctx, start, end)
    names = (
        [c for c in subject.lefts if c.dep_ == "compound" and c.tag_.startswith("NNP")] if subject is not None else []
    )
    if (
        subject is None
        or any(t.ent_type_ in _NO_NAMES for t in (subject, *names))
        or not (subject.tag_.startswith("NNP") or names)
    ):
        return None
    if subject.tag_.startswith("NNP"):
        names.append(subject)
    first, last = names[0].idx, subject.idx + len(subject)
    sentence = ctx.page.sentence_at(start)
    if len(names) == 1 and first == sentence.start and subject.ent_type_ != "ORG" and not _is_name(ctx, subject):
        return None  # "Wholesales came to 900": a capital as any first word has
    if any(h.start < last and first < h.end for h in ctx.cue_hits.get(sentence.number, ())):
        return None
    # The Korea of the Korea Development Bank is part of another's name.
    known = [r for r in ctx.focus.referents(sentence) if r.start < last and first < r.end]
    if any(r.type != PLACE or r.start <= subject.idx < r.end or not subject.tag_.startswith("NNP") for r in known):
        return None
    if any(t.type not in {PERSON, PLACE} for t in starting(ctx.page.things, first, last)):
        return None
    return slug(ctx.page.text[first : names[-1].idx + len(names[-1])])
