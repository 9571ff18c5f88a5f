"""What comes to an end, and when: "Audi closed its plant in Brussels in February 2025", "Ford is to shut Saarlouis".

The end counts without a date too; its two ends then stay open. What only pauses ("for two weeks", "temporarily") has
not ended.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from evextract.domain.pack import AttributeDef
from evextract.nlp.dates import DateMention
from evextract.nlp.facts.context import Context, Cue
from evextract.nlp.facts.production.sited import makers_near, plant_in
from evextract.nlp.facts.undoing import PAUSE, is_undone
from evextract.nlp.lexicon import Hit, longest
from evextract.nlp.linking.link import Link
from evextract.nlp.naming.things import PLACE, PLANT
from evextract.nlp.page import Sentence, starting
from evextract.nlp.reference.discourse import Referent
from evextract.nlp.syntax import attachment, is_verb
from evextract.records import DateSpan, Mention, Polarity

_MAX_HOPS = 4
_ACTIVITIES = frozenset({"operations", "production", "operating", "doors", "work", "manufacturing", "assembly"})
"""What a plant ends when it closes."""
_ASIDE = re.compile(r", (?:where|which|who) [^,;:]{1,80}, ")
_BREAK = re.compile(r"[;:\n]|, (?:but|while|whereas|although|and|where)(?!\w)")


def find_ending_facts(ctx: Context) -> Iterator[Mention]:
    """Mentions of the attributes with the reader ``ending``: the fullest for each subject and date."""
    for a in ctx.pack.attributes.values():
        if a.reader == "ending":
            for sentence in ctx.page.sentences:
                yield from _in_sentence(ctx, a, sentence)


def _in_sentence(ctx: Context, a: AttributeDef, sentence: Sentence) -> Iterator[Mention]:
    hits = longest(ctx.cues_in(sentence, a.id))
    if not hits or PAUSE.search(ctx.page.text, sentence.start, sentence.end):
        return
    blocked = [b for b in ctx.blocker_hits.get(sentence.number, []) if b.thing == a.id]
    done: set[str] = set()
    for cue in hits:
        if any(b.start <= cue.start < b.end or 0 <= b.start - cue.end <= 12 for b in blocked):
            continue
        for r in _subjects(ctx, a, sentence, cue):
            if r.ids[0] in done:
                continue
            done.add(r.ids[0])
            mention = _mention(ctx, a, sentence, cue, r)
            if mention is not None:
                yield mention


def _subjects(ctx: Context, a: AttributeDef, sentence: Sentence, cue: Hit[Cue]) -> list[Referent]:
    """The thing that hangs on the cue, with the others of its list."""
    page = ctx.page
    word = page.root_of(cue.start, cue.end)
    near: list[tuple[int, int, Referent]] = []
    fitting = [r for r in ctx.focus.referents(sentence) if r.type in a.subjects]
    if PLANT in a.subjects and not fitting:
        fitting = list(_towns(ctx, sentence, word))
    ended = next((c for c in word.children if c.dep_ == "dobj"), None)
    if ended is not None and ended.lower_ not in _ACTIVITIES:
        # "It shut nine shops", "one of three plants", "closed its gates to new orders": no plant that is named.
        fitting = [r for r in fitting if r.start <= ended.idx < r.end]
    for r in fitting:
        gap = page.text[cue.end : r.start] if r.start >= cue.end else page.text[r.end : cue.start]
        tie = attachment(word, page.root_of(r.start, r.end))
        if tie is not None and tie[0] <= _MAX_HOPS and tie[1] <= 1 and not _BREAK.search(gap):
            near.append((tie[0] + 2 * tie[1], abs(r.start - cue.start), r))
    if not near:
        return []
    best = min(near, key=lambda n: n[:2])[2]
    mates = {t.i for t in page.root_of(best.start, best.end).conjuncts}
    return [best, *(r for r in fitting if r is not best and page.root_of(r.start, r.end).i in mates)]


def _towns(ctx: Context, sentence: Sentence, word: Token) -> Iterator[Referent]:
    """The towns of the sentence that stand for a plant which ends: "is to shut Saarlouis", "the closure of Oppama"."""
    makers: list[str] | None = None
    for t in (t for t in ctx.page.things_in(sentence) if t.type == PLACE and t.inside is None):
        token = ctx.page.root_of(t.start, t.end)
        ends = token.dep_ in {"dobj", "nsubjpass"} and token.head.i == word.i
        activity = is_verb(word) and any(c.dep_ == "dobj" and c.lower_ in _ACTIVITIES for c in word.children)
        at = token.head if token.dep_ == "pobj" else None
        held = at is not None and (
            (at.lower_ == "of" and at.head.i == word.i)
            or (at.lower_ in {"at", "in"} and activity and (at.head.i == word.i or at.head.head.i == word.i))
        )
        if ends or held:
            makers = makers_near(ctx, sentence) if makers is None else makers
            plant = plant_in(ctx, t, makers)
            if plant is not None:
                yield Referent(t.start, t.end, (plant,), PLANT, "name")


def _mention(ctx: Context, a: AttributeDef, sentence: Sentence, cue: Hit[Cue], r: Referent) -> Mention | None:
    date = _date(ctx, sentence, cue)
    cover = [(cue.start, cue.end)]
    if date is None:
        value, focus = DateSpan(None, None, written=ctx.page.text[cue.start : cue.end]), (cue.start, cue.end)
    else:
        value, focus = (
            date.span or DateSpan(None, None, written=ctx.page.text[date.lead : date.end]),
            (date.start, date.end),
        )
        cover.append((date.lead, date.end))
    mention = ctx.mention(Link(r.ids[0], r, 4.0), a, value, focus, cover=cover, anchor=cue.start)
    if mention is None or (date is None and mention.polarity is Polarity.AFFIRMED and is_undone(ctx, a, sentence, cue)):
        return None
    return mention


def _date(ctx: Context, sentence: Sentence, cue: Hit[Cue]) -> DateMention | None:
    """The date of the cue's clause that stands nearest."""
    page = ctx.page
    word = page.root_of(cue.start, cue.end)
    near: list[tuple[int, int, DateMention]] = []
    for d in starting(page.dates, sentence.start, sentence.end):
        if d.kind != "date":
            continue
        gap = _ASIDE.sub(" ", page.text[cue.end : d.lead] if d.start >= cue.end else page.text[d.end : cue.start])
        tie = attachment(word, page.root_of(d.start, d.end))
        if tie is not None and tie[0] <= 5 and tie[1] <= 1 and not _BREAK.search(gap):
            near.append((tie[1], abs(d.start - cue.start), d))
    return min(near, key=lambda n: n[:2])[2] if near else None
