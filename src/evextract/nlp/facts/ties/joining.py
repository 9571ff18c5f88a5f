"""A firm that joins a tie of others: "Mitsubishi could join the merger", "Suzuki joins the alliance of Toyota and Subaru"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from evextract.domain.pack import AttributeDef
from evextract.nlp.facts.companies import clause_subject, parties
from evextract.nlp.facts.context import Context
from evextract.nlp.lexicon import stem
from evextract.records import EntityRef, Mention, Polarity

_JOIN = stem("join")


def joined(ctx: Context, a: AttributeDef, told: Sequence[Mention]) -> Iterator[Mention]:
    """What ties the joining firm to each of those that the tie is told of there, or else last (``told``, in text order)."""
    if _JOIN not in ctx.page.text:
        return
    nouns = {
        stem(ctx.page.root_of(hit.start, hit.end).lower_) for s in ctx.page.sentences for hit in ctx.cues_in(s, a.id)
    }
    for tie in ctx.page.doc:
        if tie.dep_ != "dobj" or tie.tag_ != "NN" or stem(tie.head.lower_) != _JOIN or stem(tie.lower_) not in nouns:
            continue
        sentence = ctx.page.sentence_at(tie.idx)
        firm = clause_subject(ctx, sentence, tie.head.idx)
        if firm is None:
            continue
        span = (tie.idx, tie.idx + len(tie))
        for member in _members(ctx, tie, told):
            value = EntityRef(member, ctx.page.text[slice(*span)])
            words = (tie.head.idx, span[1])
            mention = None if member == firm.id else ctx.mention(firm, a, value, span, cover=[words], told=words)
            if mention is not None:
                yield mention


def _members(ctx: Context, tie: Token, told: Sequence[Mention]) -> list[str]:
    """The firms named with the tie ("the Toyota-Subaru alliance"), or those of the one told last."""
    first, end = tie.left_edge.idx, tie.right_edge.idx + len(tie.right_edge)
    named = [i for p in parties(ctx, ctx.page.sentence_at(tie.idx)) if first <= p.start and p.end <= end for i in p.ids]
    if named:
        return named
    before = [m for m in told if m.sentence_start <= tie.idx and m.polarity is Polarity.AFFIRMED]
    if not before:
        return []
    last = [m for m in before if m.sentence_start == before[-1].sentence_start]
    return list(dict.fromkeys(i for m in last for i in (m.subject, getattr(m.value, "id", "")) if i))
