"""Whose event a cue tells of, where the parse alone would name too many or somebody else's."""

from __future__ import annotations

from spacy.tokens import Token

from evextract.domain.pack import AttributeDef
from evextract.nlp.facts.context import Context, Cue
from evextract.nlp.facts.patient import spoken_of
from evextract.nlp.lexicon import Hit, stem
from evextract.nlp.linking.link import Link
from evextract.nlp.naming.things import COMPANY_TYPES, PERSON
from evextract.nlp.roles import PRODUCT
from evextract.nlp.syntax import SUBJECT_DEPS, ancestors, clause, is_verb, sharing_verb, subject_of, verb_above

_SINCE = frozenset({"since", "after"})
_HANDING = frozenset(map(stem, ["hand", "deliver"]))
_GOING_ON = frozenset(map(stem, ["run", "continue", "stay", "remain", "go", "last"]))
_PLANS = frozenset({
    "plan", "strategy", "roadmap", "deal", "contract", "agreement", "offer", "program", "programme", "campaign", "promotion",
    "discount", "incentive", "lease", "warranty", "partnership", "alliance", "study", "test", "trial", "talk", "scheme",
})  # fmt: skip
_ANOTHER = frozenset({"second", "third", "new", "another", "first", "a"})
_OF_PARTS = frozenset({"cell", "battery", "engine", "motor"})


def subjects_of_event(ctx: Context, a: AttributeDef, cue: Hit[Cue]) -> list[Link]:
    """What the cue speaks of; in brackets it is the thing that stands before them."""
    links = [x for x in spoken_of(ctx, a, cue.start, cue.end) if not is_of_other_maker(ctx, cue, x)]
    if _is_of_person(ctx, cue) or _is_of_plan(ctx, cue):
        return []
    if _is_of_firm(ctx, cue):
        links = [x for x in links if x.referent is not None and x.referent.how == "name"]
    if _is_of_plant(ctx, cue):
        links = [x for x in links if x.referent is not None]
    opened = ctx.page.bracket_around(cue.start, cue.start)
    if opened is None:
        return links
    return [x for x in links if x.referent is not None and 0 <= opened - x.referent.end <= 2] or links


def _is_of_person(ctx: Context, cue: Hit[Cue]) -> bool:
    """ "She will hand over to Jane Roe in May": who leaves a post delivers no car."""
    verb = ctx.page.root_of(cue.start, cue.end)
    if stem(verb.lower_) not in _HANDING or any(c.dep_ == "dobj" for c in verb.children):
        return False
    subject = subject_of(sharing_verb(verb))
    if subject is None or subject.dep_ != "nsubj":
        return False
    return subject.lower_ in {"he", "she"} or any(t.type == PERSON for t in ctx.page.things_over(subject))


def is_of_other_maker(ctx: Context, cue: Hit[Cue], link: Link) -> bool:
    """ "BYD says trial production started in January" is not of the Xpeng that the sentence before was about."""
    brand = ctx.focus.brand_of(link.id)
    if brand is None or (link.referent is not None and not _is_its(ctx, link) and not _is_outside(ctx, cue, link)):
        return False
    roots = {c.i for t in ancestors(ctx.page.root_of(cue.start, cue.end)) for c in t.children if c.dep_ in SUBJECT_DEPS}
    names = {
        t.id
        for r in ctx.focus.referents(ctx.page.sentence_at(cue.start))
        if r.how == "name" and ctx.focus.root(r).i in roots
        for t in ctx.page.things_at(r.start)
        if t.type == "brand"
    }
    return bool(names) and brand not in names and not ctx.focus.related(brand, names)


def _is_its(ctx: Context, link: Link) -> bool:
    r = link.referent
    return r is not None and r.how == "pronoun" and ctx.page.text[r.start : r.end].lower() == "its"


def _is_outside(ctx: Context, cue: Hit[Cue], link: Link) -> bool:
    """Whether the name stands in a clause that the cue's is only put beside."""
    here = clause(ctx.page.root_of(cue.start, cue.end))
    if link.referent is None or here is None:
        return False
    there = clause(ctx.focus.root(link.referent))
    return there is not None and there.i != here.i and not there.is_ancestor(here) and not here.is_ancestor(there)


def _is_of_plan(ctx: Context, cue: Hit[Cue]) -> bool:
    """ "Has shown a plan that runs until 2031", "the offer continues through May": what goes on so long is no car."""
    verb = ctx.page.root_of(cue.start, cue.end)
    if stem(verb.lower_) not in _GOING_ON or not is_verb(verb):
        return False
    subject = subject_of(verb)
    noun = verb.head if verb.dep_ == "relcl" and subject is not None and subject.tag_ in {"WDT", "WP"} else subject
    return noun is not None and noun.lower_.removesuffix("s") in _PLANS


def _is_of_firm(ctx: Context, cue: Hit[Cue]) -> bool:
    """ "BYD has sold 9,000 cars since it launched here in 2022", "since entering the market": it is BYD that came then."""
    verb = verb_above(ctx.page.root_of(cue.start, cue.end))
    if verb is None or verb.dep_ not in {"advcl", "pcomp"}:
        return False
    since = verb.head if verb.dep_ == "pcomp" else next((c for c in verb.children if c.dep_ == "mark"), None)
    own = subject_of(verb)
    if since is None or since.lower_ not in _SINCE or (own is not None and own.tag_ != "PRP"):
        return False
    referents = ctx.focus.referents(ctx.page.sentence_at(cue.start))
    if any(r.type == PRODUCT and r.how != "pronoun" for r in referents):
        return False
    told = since.head if verb.dep_ == "pcomp" else verb.head
    while told.dep_ == "ccomp" and is_verb(told.head):
        told = told.head  # "says that it has sold"
    subjects = [c for c in told.children if c.dep_ in SUBJECT_DEPS]
    named = [r for r in referents if r.type in COMPANY_TYPES and r.how != "pronoun"]
    return any(t.left_edge.idx <= r.start and r.end <= t.idx + len(t) for t in subjects for r in named)


def _beginner(cue: Token) -> Token | None:
    """The subject of the verb that the cue stands by, or of the one that it is joined to."""
    for verb in filter(is_verb, ancestors(cue)):
        subject = subject_of(verb)
        if subject is not None or verb.dep_ not in {"conj", "xcomp"}:
            return subject
    return None


def _is_of_plant(ctx: Context, cue: Hit[Cue]) -> bool:
    """ "Plans to begin production at its second factory": what begins there are not the cars of the sentence before.

    Nor are they where such a factory is what begins it: "a second factory will start production in May", "the cell factory,
    which starts production in May".
    """
    children = [c for t in ctx.page.span(cue.start, cue.end) for c in t.children]
    nouns = [n for p in children if p.dep_ == "prep" and p.lower_ in {"at", "in"} for n in p.children]
    nouns += [t for t in [_beginner(ctx.page.root_of(cue.start, cue.end))] if t is not None]
    nouns += [n.head.head for n in nouns if n.tag_ == "WDT" and n.head.dep_ == "relcl"]
    plants = ctx.focus.nouns.plants
    return any(n.lower_ in plants and any(c.lower_ in _ANOTHER | _OF_PARTS for c in n.children) for n in nouns)
