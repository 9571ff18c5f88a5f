"""Whose event a cue tells of, where the parse alone would name too many or somebody else's."""

from __future__ import annotations

from evextract.domain.pack import AttributeDef
from evextract.nlp.comparing import SUBJECT_DEPS
from evextract.nlp.facts.context import Context, Cue
from evextract.nlp.facts.patient import spoken_of
from evextract.nlp.lexicon import Hit
from evextract.nlp.link import Link
from evextract.nlp.syntax import ancestors, clause

_ANOTHER = frozenset({"second", "third", "new", "another", "first", "a"})


def subjects_of_event(ctx: Context, a: AttributeDef, cue: Hit[Cue]) -> list[Link]:
    """What the cue speaks of; in brackets it is the thing that stands before them."""
    links = [x for x in spoken_of(ctx, a, cue.start, cue.end) if not _is_of_other_maker(ctx, cue, x)]
    if _is_of_plant(ctx, cue):
        links = [x for x in links if x.referent is not None]
    bracket = _opened(ctx, cue.start)
    before = [x for x in links if x.referent is not None and x.referent.end + 2 >= bracket >= x.referent.end]
    return before or links


def _opened(ctx: Context, at: int) -> int:
    """Where the bracket opens in which the character stands; 0 where it stands in none."""
    start = ctx.page.sentence_at(at).start
    opened = ctx.page.text.rfind("(", start, at)
    return 0 if opened < 0 or ")" in ctx.page.text[opened:at] else opened


def _is_of_other_maker(ctx: Context, cue: Hit[Cue], link: Link) -> bool:
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


def _is_of_plant(ctx: Context, cue: Hit[Cue]) -> bool:
    """ "Plans to begin production at its second factory": what begins there are not the cars of the sentence before."""
    for token in ctx.page.span(cue.start, cue.end):
        for preposition in token.children:
            if preposition.dep_ == "prep" and preposition.lower_ in {"at", "in"}:
                for noun in preposition.children:
                    words = {c.lower_ for c in noun.children}
                    if noun.lower_ in ctx.focus.nouns.plants and words & _ANOTHER:
                        return True
    return False
