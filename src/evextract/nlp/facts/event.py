"""Dates of events: launch, reveal, production start … A cue verb or noun, the date that hangs on it, and its subject."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evextract.domain.pack import AttributeDef, ValueKind
from evextract.nlp.dates import DateMention
from evextract.nlp.facts.context import Context, Cue
from evextract.nlp.lexicon import Hit
from evextract.nlp.page import Sentence
from evextract.nlp.syntax import attachment
from evextract.records import Mention

_THRESHOLD = 0.28
_BREAK = re.compile(r"[;:\n]|, (?:but|while|whereas|although)(?!\w)")


def find_event_facts(ctx: Context) -> Iterator[Mention]:
    attributes = [a for a in ctx.pack.attributes.values() if a.kind is ValueKind.DATE]
    for date in ctx.page.dates:
        if date.kind != "date" or date.span is None or (date.span.start is None and date.span.end is None):
            continue
        sentence = ctx.page.sentence_at(date.start)
        scored = []
        for a in attributes:
            for hit in ctx.cues_in(sentence, a.id):
                score = _score(ctx, date, hit, sentence)
                if score >= _THRESHOLD:
                    scored.append((score, -hit.start, a, hit))
        if not scored:
            continue
        _, _, attribute, cue = max(scored, key=lambda s: (s[0], s[1], s[2].id))
        if not attribute.reader:
            yield from _mentions(ctx, attribute, date, cue)


def _score(ctx: Context, date: DateMention, hit: Hit[Cue], sentence: Sentence) -> float:
    """How well the date fits the cue: near in the tree and in the line, with no other date between."""
    page = ctx.page
    before = hit.end <= date.lead
    gap = page.text[hit.end : date.lead] if before else page.text[date.end : hit.start]
    if hit.start < date.end and date.lead < hit.end:
        return 0.0
    score = hit.thing.weight / (1 + gap.count(" ") / 8)
    if _BREAK.search(gap):
        score *= 0.4
    tie = attachment(page.root_of(hit.start, hit.end), page.root_of(date.start, date.end))
    if tie is None:
        return 0.0
    hops, verbs = tie
    score *= 1.3 if hops <= 2 else 1.0 if hops <= 4 else 0.7
    score *= 0.45**verbs
    between = [
        d
        for d in page.dates
        if d is not date and d.kind == "date" and sentence.start <= d.start < sentence.end
        and (hit.end <= d.start < date.start if before else date.end <= d.start < hit.start)
    ]
    return score * 0.5 ** len(between)


def _mentions(ctx: Context, a: AttributeDef, date: DateMention, cue: Hit[Cue]) -> Iterator[Mention]:
    assert date.span is not None
    for link in ctx.linker.subjects(cue.start, cue.end, a.subjects):
        mention = ctx.mention(
            link, a, date.span, (date.start, date.end), cover=[(cue.start, cue.end), (date.lead, date.end)], anchor=cue.start
        )
        if mention is not None:
            yield mention
