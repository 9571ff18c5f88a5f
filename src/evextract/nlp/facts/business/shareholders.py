"""Whose the figures are behind a sentence about a shareholder: "Geely holds 16 percent. The net loss came to 2 billion" is the firm's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from evextract.nlp.facts.context import Context
from evextract.nlp.linking.link import Link
from evextract.nlp.naming.things import COMPANY_TYPES
from evextract.nlp.page import Sentence

_OF = re.compile(r" (?:of|in) (?:the )?\Z")
_BACK = 3
"""How many sentences a text goes on about a firm without naming one."""


def not_of_holders(ctx: Context, sentence: Sentence, links: Sequence[Link]) -> list[Link]:
    """The links, with the firm that is held in place of one that was only named for what it holds."""
    if len(links) != 1 or links[0].referent is not None:
        return list(links)
    return [replace(links[0], id=_behind(ctx, sentence, links[0].id))]


def _behind(ctx: Context, sentence: Sentence, firm: str) -> str:
    """Whom the text is about where it goes on about the firm: itself, unless the text has left it for its shareholders."""
    if firm == ctx.focus.topic_company:
        return firm
    for n in range(sentence.number - 1, max(-1, sentence.number - 1 - _BACK), -1):
        before = ctx.page.sentences[n]
        if any(r.type in COMPANY_TYPES and r.how == "name" for r in ctx.focus.referents(before)):
            held = _held_by(ctx, before, firm)
            return _behind(ctx, before, held) if held is not None else firm
    return firm


def was_told_to_hold(ctx: Context, sentence: Sentence, firm: str) -> bool:
    """Whether the sentence before is about the firm's share in another."""
    return bool(sentence.number) and _held_by(ctx, ctx.page.sentences[sentence.number - 1], firm) is not None


def _held_by(ctx: Context, sentence: Sentence, holder: str) -> str | None:
    """The firm of which the sentence says that the holder has a share: named in it, or what the text was about."""
    shares = [a for a in ctx.pack.attributes.values() if a.reader == "share"]
    measured = {ctx.pack.dimension(q.quantity.unit) for _, q in ctx.page.quantities_in(sentence)}
    cue = next((h for a in shares if a.dimension in measured for h in ctx.cues_in(sentence, a.id)), None)
    firms = [r for r in ctx.focus.referents(sentence) if r.type in COMPANY_TYPES]
    before = [r for r in firms if cue is not None and r.end <= cue.start]
    if cue is None or not before or before[-1].ids != (holder,):
        return None
    text = ctx.page.text
    named = (r.ids[0] for r in firms if r.how == "name" and r.start >= cue.end and _OF.search(text, cue.end, r.start))
    centre = ctx.focus.before(sentence, company=True)
    return next((i for i in (*named, *centre) if i != holder), None)
