"""Who takes what over: "Geely bought Volvo", "Lotus was taken over by Geely", "the sale of Opel to PSA".

A cue with the side ``before`` has what is taken before it and the taker behind it ("sold to"); any other cue has the
taker as its subject or owner and what is taken behind it. What is bought must be the thing itself: neither its cars nor
its shares, and not a car that somebody buys ("a Kia").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from evextract.domain.pack import AttributeDef
from evextract.nlp.facts.companies import Party, clause_subject, parties, possessor
from evextract.nlp.facts.context import Context, Cue
from evextract.nlp.facts.undoing import is_undone
from evextract.nlp.lexicon import Hit, longest
from evextract.nlp.linking.link import Link
from evextract.nlp.naming.things import COMPANY_TYPES, PLANT
from evextract.nlp.page import Sentence
from evextract.nlp.reference.discourse import Referent
from evextract.nlp.syntax import is_passive, is_verb
from evextract.records import EntityRef, Mention, Modality, Polarity

_TO_TARGET = re.compile(r" (?:(?!of |in |from |for |to |at |by |with |on |and |its )[a-z][\w’'-]* ){0,5}")
_OF_TARGET = re.compile(r" (?:of|for) (?:[a-z][\w’'-]* ){0,4}")
_TO_PLANT = re.compile(r" (?:of )?(?:its|their|the|[A-Z][\w-]*(?: [A-Z][\w-]*)?(?:’s|'s|’|')) (?:[a-z-]+ ){0,3}")
_BY_TAKER = re.compile(r"(?: [\w-]+){0,3} by (?:the |its )?(?:[A-Z]\w+(?:’s|'s)? )?(?:[a-z][\w’'-]* ){0,4}")
_TO_TAKER = re.compile(r" (?:(?:to|of|by) )?(?:[a-z][\w’'-]* ){0,4}")
_ARTICLE = re.compile(r"(?<!\w)(?:a|an|any|another|\d[\d,.]*|two|three|some|more|new) \Z")
_PART = re.compile(
    r"(?:’s|'s|’|')? (?:shares?|stock|stakes?|cars?|vehicles?|models?|evs?|batteries|cells"
    r"|technology|parts|bonds|trucks?|engines?|plants?|factory|sites?)(?!\w)",
    re.I,
)
_OWNED = re.compile(r"(?:’s|'s|’ |' (?=[\w]))")


def find_takeover_facts(ctx: Context) -> Iterator[Mention]:
    """Mentions of the attributes with the reader ``takeover``, each pair once."""
    for a in ctx.pack.attributes.values():
        if a.reader == "takeover":
            found: dict[tuple[str, str, Polarity], Mention] = {}
            for sentence in ctx.page.sentences:
                for mention in _in_sentence(ctx, a, sentence):
                    assert isinstance(mention.value, EntityRef)
                    found.setdefault((mention.subject, mention.value.id, mention.polarity), mention)
            for (taker, target, polarity), mention in found.items():
                if polarity is Polarity.DENIED or (taker, target, Polarity.DENIED) not in found:
                    yield mention


def _in_sentence(ctx: Context, a: AttributeDef, sentence: Sentence) -> Iterator[Mention]:
    hits = longest(ctx.cues_in(sentence, a.id))
    if not hits:
        return
    blocked = [b for b in ctx.blocker_hits.get(sentence.number, []) if b.thing == a.id]
    named = [*parties(ctx, sentence), *_other_targets(ctx, a, sentence)]
    for cue in hits:
        if any(b.start < cue.end and cue.start < b.end for b in blocked):
            continue
        for taker, target in _takes(ctx, a, sentence, cue, named):
            for id_, focus in target.spans.items():
                if id_ == taker.id:
                    continue
                mention = _mention(ctx, a, sentence, cue, taker, id_, focus)
                if mention is not None:
                    yield mention


def _other_targets(ctx: Context, a: AttributeDef, sentence: Sentence) -> list[Party]:
    """Plants and other things, besides companies, that the attribute allows."""
    types = set(a.values) - COMPANY_TYPES
    return [
        Party(r.start, r.end, r.ids, r, {r.ids[0]: (r.start, r.end)})
        for r in ctx.focus.referents(sentence)
        if r.type in types and r.how == "name"
    ]


def _mention(
    ctx: Context, a: AttributeDef, sentence: Sentence, cue: Hit[Cue], taker: Link, target: str, focus: tuple[int, int]
) -> Mention | None:
    cover = [(cue.start, cue.end)]
    undone = is_undone(ctx, a, sentence, cue)
    if undone is not None:
        cover.append((undone.start, undone.end))
    value = EntityRef(target, ctx.page.text[slice(*focus)])
    mention = ctx.mention(taker, a, value, focus, cover=cover, anchor=cue.start)
    if mention is None or undone is None:
        return mention
    return replace(mention, polarity=Polarity.DENIED, modality=Modality.ASSERTED)


def _takes(
    ctx: Context, a: AttributeDef, sentence: Sentence, cue: Hit[Cue], named: Sequence[Party]
) -> list[tuple[Link, Party]]:
    text = ctx.page.text
    after = [p for p in named if p.start >= cue.end]
    verb = ctx.page.root_of(cue.start, cue.end)
    if cue.thing.side == "before":
        takers = [p for p in after if p.referent.type in COMPANY_TYPES and _TO_TAKER.fullmatch(text[cue.end : p.start])]
        target = _given(ctx, sentence, cue, named)
        if target is None or _is_giver(ctx, cue, verb, target):
            return []
        return [(Link(i, p.referent, 3.0), target) for p in takers[:1] for i in p.ids]
    if verb.tag_ == "VBN" and (is_passive(verb) or verb.dep_ == "acl"):
        agent = next((p for p in after if _BY_TAKER.fullmatch(text[cue.end : p.start])), None)
        target = _given(ctx, sentence, cue, named)
        if agent is None or target is None:
            return []
        return [(Link(i, agent.referent, 3.0), target) for i in agent.ids]
    gap = _TO_TARGET if is_verb(verb) else _OF_TARGET
    target = _plant_behind(text, cue, after) or next((p for p in after if gap.fullmatch(text[cue.end : p.start])), None)
    if target is None or not _is_whole(ctx, target):
        return []
    agent = next((p for p in after if p.start > target.end and _BY_TAKER.fullmatch(text[target.end : p.start])), None)
    if agent is not None and not is_verb(verb):
        return [(Link(i, agent.referent, 3.0), target) for i in agent.ids]
    owner = possessor(ctx, sentence, cue.start) if not is_verb(verb) else None
    if owner is None or (owner.referent is not None and owner.referent.how == "pronoun"):
        owner = clause_subject(ctx, sentence, cue.start) or owner
    if owner is None:
        links = ctx.linker.subjects(cue.start, cue.end, a.subjects, avoid=(cue.end, target.end))
        owner = links[0] if links else None
    return [(owner, target)] if owner is not None else []


def _plant_behind(text: str, cue: Hit[Cue], after: Sequence[Party]) -> Party | None:
    """ "Bought its Ohio plant", "the purchase of B's factory in Ghent": whosever it was."""
    plants = (p for p in after if p.referent.type == PLANT)
    return next((p for p in plants if _TO_PLANT.fullmatch(text[cue.end : p.start])), None)


def _given(ctx: Context, sentence: Sentence, cue: Hit[Cue], named: Sequence[Party]) -> Party | None:
    """What is taken, where it stands before the cue: "turned Opel into a subsidiary of", "Lotus was bought by"."""
    text = ctx.page.text
    before = [p for p in named if p.end <= cue.start]
    if (
        before
        and re.fullmatch(r"(?: [a-z][\w’'-]*){0,4} (?:[a-z][\w’'-]* ){0,2}", text[before[-1].end : cue.start])
        and _is_whole(ctx, before[-1])
    ):
        return before[-1]
    own = clause_subject(ctx, sentence, cue.start)
    if own is None or own.referent is None:
        return None
    r: Referent = own.referent
    return Party(r.start, r.end, r.ids, r, {own.id: (r.start, r.end)})


def _is_giver(ctx: Context, cue: Hit[Cue], verb: Token, p: Party) -> bool:
    """ "The van that it sells to Amazon": who sells is not what is sold, nor is another thing the company."""
    if not ctx.page.text[cue.start : cue.end].endswith(" to") or verb.tag_ == "VBN":
        return False
    sold = verb.head if verb.dep_ == "relcl" else next((c for c in verb.children if c.dep_ == "nsubj"), None)
    return sold is not None and (verb.dep_ == "relcl") != (p.referent.start <= sold.idx < p.referent.end)


def _is_whole(ctx: Context, p: Party) -> bool:
    """Whether the name stands for the company itself, not for one of its cars, its shares or a part of it."""
    text = ctx.page.text
    if _ARTICLE.search(text, max(0, p.start - 12), p.start) or _PART.match(text, p.end) or _OWNED.match(text, p.end):
        return False
    written = text[p.start : p.end]
    return not (written.endswith("s") and p.referent.type in COMPANY_TYPES and written[:-1].lower() == p.ids[0])
