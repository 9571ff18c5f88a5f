"""Dates of events: launch, reveal, production start … A cue verb or noun, the date that hangs on it, and its subject."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from evextract.domain.pack import AttributeDef, ValueKind
from evextract.nlp.comparing import SUBJECT_DEPS
from evextract.nlp.dates import DateMention
from evextract.nlp.facts.context import Context, Cue
from evextract.nlp.facts.patient import spoken_of
from evextract.nlp.lexicon import Hit
from evextract.nlp.page import Sentence
from evextract.nlp.syntax import ancestors, attachment, is_verb
from evextract.records import DateSpan, Mention, Modality

_THRESHOLD = 0.28
_OWN_VERB = SUBJECT_DEPS | {"acomp", "attr", "dobj", "xcomp", "prep", "oprd"}
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
                if score >= _THRESHOLD and not _is_flow(ctx, hit) and not _blocked(ctx, a, hit, sentence):
                    scored.append((score, -hit.start, a, hit))
        # Of cues that fit as well as the best, the one that speaks of something: "ended production" may be of a car or plant.
        ranked = sorted(scored, key=lambda s: (s[0], s[1], s[2].id), reverse=True)
        for score, _, attribute, cue in ranked:
            if score < 0.95 * ranked[0][0] or attribute.reader:
                break
            found = list(_mentions(ctx, attribute, date, cue, sentence))
            if found:
                yield from found
                break


def _is_flow(ctx: Context, hit: Hit[Cue]) -> bool:
    """ "Delivered 103,000 cars in the second quarter": the date is the period of a count, not an event."""
    root = ctx.page.root_of(hit.start, hit.end)
    objects = {c.i for c in root.children if c.dep_ in {"dobj", "nsubjpass"}}
    if root.tag_.startswith("VB") and not objects:
        objects = {c.i for c in root.children if c.dep_ == "nsubj"}
    for q in ctx.page.quantities:
        if q.quantity.unit == "count" and q.quantity.high > 30:
            token = ctx.page.root_of(q.start, q.end)
            if token.i in objects or token.head.i in objects:
                return True
    return False


def _blocked(ctx: Context, a: AttributeDef, hit: Hit[Cue], sentence: Sentence) -> bool:
    return any(
        b.thing == a.id and b.start <= hit.end + 1 and hit.start <= b.end + 1
        for b in ctx.blocker_hits.get(sentence.number, [])
    )


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
    root = page.root_of(hit.start, hit.end)
    tie = attachment(root, page.root_of(date.start, date.end))
    if tie is None:
        return 0.0
    hops, verbs = tie
    if verbs and is_verb(root.head) and root.dep_ in _OWN_VERB:
        verbs -= 1  # "deliveries begin in December", "is available in June": the verb belongs to the cue
    score *= 1.3 if hops <= 2 else 1.0 if hops <= 4 else 0.7
    score *= 0.45**verbs
    between = [
        d
        for d in page.dates
        if d is not date
        and d.kind == "date"
        and sentence.start <= d.start < sentence.end
        and (hit.end <= d.start < date.start if before else date.end <= d.start < hit.start)
    ]
    return score * 0.5 ** len(between)


def _mentions(ctx: Context, a: AttributeDef, date: DateMention, cue: Hit[Cue], sentence: Sentence) -> Iterator[Mention]:
    # "On sale since 2024" tells a state by its beginning: the event itself lies within 2024.
    span = date.inner or date.span
    assert span is not None
    for link in spoken_of(ctx, a, cue.start, cue.end):
        mention = ctx.mention(
            link, a, span, (date.start, date.end), cover=[(cue.start, cue.end), (date.lead, date.end)], anchor=cue.start
        )
        if mention is None:
            continue
        if mention.modality is Modality.ASSERTED and _lies_ahead(ctx, cue, span):
            mention = replace(mention, modality=Modality.PLANNED)
        markets = ctx.scope.markets(sentence, cue.start) if "market" in a.scope else []
        if len(markets) > 1:
            yield from (replace(mention, scope=replace(mention.scope, market=m)) for m in markets)
        else:
            yield mention


def _lies_ahead(ctx: Context, cue: Hit[Cue], span: DateSpan) -> bool:
    """ "Goes on sale in spring 2027": the present tense of a date to come is a plan."""
    verb = next((t for t in ancestors(ctx.page.root_of(cue.start, cue.end)) if is_verb(t)), None)
    if verb is None or verb.tag_ in {"VBD", "VBN"} or any(c.tag_ == "VBD" for c in verb.children if c.dep_ == "aux"):
        return False
    if any(c.lower_ in {"has", "have", "’ve", "'ve", "been"} for c in verb.children if c.dep_ == "aux"):
        return False
    published = ctx.page.article.published
    return published is None or (span.end is not None and span.end >= published)
