"""Whose event a cue tells of, where the parse alone would name too many or somebody else's."""

from __future__ import annotations

from evextract.domain.pack import AttributeDef
from evextract.nlp.comparing import SUBJECT_DEPS
from evextract.nlp.facts.context import Context, Cue
from evextract.nlp.facts.patient import spoken_of
from evextract.nlp.lexicon import Hit
from evextract.nlp.link import Link
from evextract.nlp.syntax import ancestors


def subjects_of_event(ctx: Context, a: AttributeDef, cue: Hit[Cue]) -> list[Link]:
    """What the cue speaks of; in brackets it is the thing that stands before them."""
    links = [x for x in spoken_of(ctx, a, cue.start, cue.end) if not _is_of_other_maker(ctx, cue, x)]
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
    if brand is None or (link.referent is not None and not _is_its(ctx, link)):
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
