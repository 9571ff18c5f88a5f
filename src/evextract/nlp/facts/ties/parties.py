"""Ties between equals: "Ford and Volkswagen have teamed up", "the alliance between A and B", "its partner C".

Who is tied to whom: :mod:`evextract.nlp.facts.ties.party_pairs`. A tie is written once for each pair of the page. What undid it
("called off", "ended") makes it a denial.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from evextract.domain.pack import AttributeDef
from evextract.nlp.facts.companies import parties
from evextract.nlp.facts.context import Context, Cue
from evextract.nlp.facts.ties.aftermath import came_to_nothing
from evextract.nlp.facts.ties.joining import joined
from evextract.nlp.facts.ties.negotiating import is_about_owning, is_talking
from evextract.nlp.facts.ties.party_pairs import Pair, pairs_at
from evextract.nlp.facts.undoing import undoing
from evextract.nlp.lexicon import Hit, longest
from evextract.nlp.page import Sentence
from evextract.nlp.stance.signs import Sign
from evextract.nlp.syntax import SUBJECT_DEPS
from evextract.records import EntityRef, Mention, Modality, Polarity

_LEFT_OUT = re.compile(
    r"(?<!\w)(?:(?:not|without) (?:even )?(?:including|counting)|excluding) (?:the|its|their|his) (?:[\w-]+ ){0,3}\Z"
)
_USED_TO = re.compile(r"(?<!\w)used to (?:[a-z]+ ){0,3}\Z")
_TENTATIVE = frozenset({"potential", "possible", "prospective", "likely", "would-be"})


def find_party_facts(ctx: Context) -> Iterator[Mention]:
    """Mentions of the attributes with the reader ``parties``.

    A sentence that ties two by several of them means the last in the pack: a memorandum on a merger is no partnership.
    """
    closer: set[tuple[frozenset[str], int]] = set()
    for a in reversed(list(ctx.pack.attributes.values())):
        if a.reader == "parties":
            told = [m for sentence in ctx.page.sentences for m in _in_sentence(ctx, a, sentence)]
            told = sorted([*told, *joined(ctx, a, told)], key=lambda m: m.sentence_start)
            # A brand and its own group are one.
            paired = [(pair, m) for m in told if len(pair := _pair_of(m)) == 2]
            ties = list({(pair, m.polarity): m for pair, m in reversed(paired)}.values())
            found: dict[tuple[frozenset[str], Polarity], Mention] = {}
            sure = {pair: m for pair, m in reversed(paired) if _stands(m)}
            ends = [(pair, m, _with_its_end(ctx, m, ties)) for pair, m in paired]
            standing = {pair for pair, m, end in ends if end is m and _stands(m)}
            for pair, mention, end in ends:
                if end is mention or pair not in standing:  # What is there is not undone with what was only proposed.
                    # What is told once as what there is, is no guess, whatever else is said of it.
                    found.setdefault((pair, end.polarity), sure.get(pair, end) if _is_hoped(end) else end)
            for (pair, polarity), mention in found.items():
                # What is told as planned and as undone is undone.
                holds = polarity is Polarity.DENIED or (pair, Polarity.DENIED) not in found
                # Two that may merge talk about that, wherever the text says only that they talk.
                guessed = mention.modality is Modality.SPECULATIVE and any(pair == p for p, _ in closer)
                if holds and not guessed and (pair, mention.sentence_start) not in closer:
                    yield mention
            closer |= {(pair, mention.sentence_start) for (pair, _), mention in found.items()}


def _pair_of(mention: Mention) -> frozenset[str]:
    assert isinstance(mention.value, EntityRef)
    return frozenset(i.removesuffix("-group") for i in (mention.subject, mention.value.id))


def _stands(mention: Mention) -> bool:
    return mention.polarity is Polarity.AFFIRMED and mention.modality is Modality.ASSERTED


def _is_hoped(mention: Mention) -> bool:
    return mention.polarity is Polarity.AFFIRMED and mention.modality is not Modality.ASSERTED


def _with_its_end(ctx: Context, mention: Mention, all_told: list[Mention]) -> Mention:
    """Denied, where a later sentence tells that nothing came of it."""
    if mention.polarity is Polarity.DENIED:
        return mention
    end = came_to_nothing(ctx.page, mention, all_told)
    if end is None:
        return mention
    return replace(mention, polarity=Polarity.DENIED, modality=Modality.ASSERTED, sentence_end=end.end)


def _in_sentence(ctx: Context, a: AttributeDef, sentence: Sentence) -> Iterator[Mention]:
    hits = longest(ctx.cues_in(sentence, a.id))
    if not hits:
        return
    blocked = [b for b in ctx.blocker_hits.get(sentence.number, []) if b.thing == a.id]
    named = parties(ctx, sentence)
    for cue in hits:
        if any(b.start <= cue.start and cue.end <= b.end for b in blocked):
            continue
        if is_talking(ctx, cue) and is_about_owning(ctx, sentence, cue):
            continue
        if ctx.page.text[cue.start : cue.end].lower() == "pair" and ctx.page.root_of(cue.start, cue.end).tag_ == "NN":
            continue  # "the pair is built by B"
        if _USED_TO.search(ctx.page.text, max(0, cue.start - 40), cue.start):
            continue  # "used to supply B": neither a tie nor the news of its end
        for pair in pairs_at(ctx, a, sentence, cue, named):
            mention = _mention(ctx, a, sentence, cue, pair)
            if mention is not None:
                yield mention


def _mention(ctx: Context, a: AttributeDef, sentence: Sentence, cue: Hit[Cue], pair: Pair) -> Mention | None:
    focus = pair.right.spans[pair.id]
    value = EntityRef(pair.id, ctx.page.text[slice(*focus)])
    cover = [(cue.start, cue.end)]
    end = undoing(ctx, a, sentence, cue)
    undone = end.word if end is not None else None
    if undone is not None:
        cover.append((undone.start, undone.end))
    # The tie is as sure as its own words, whatever the partner is said to do.
    mention = ctx.mention(pair.left, a, value, focus, cover=cover, told=(cue.start, cue.end))
    denied = mention is not None and undone is None and mention.polarity is Polarity.DENIED
    if mention is not None and denied and (end is not None or _is_presupposed(ctx, cue)):
        mention = replace(mention, polarity=Polarity.AFFIRMED, modality=Modality.ASSERTED)
    if mention is not None and undone is None and mention.modality is not Modality.ASSERTED and _is_known(ctx, cue):
        mention = replace(mention, modality=Modality.ASSERTED)
    if mention is not None and undone is None and _is_tentative(ctx, cue):
        mention = replace(mention, modality=Modality.SPECULATIVE)
    if mention is not None and undone is None and is_talking(ctx, cue):
        if mention.polarity is Polarity.DENIED:
            return None  # who does not talk may be tied all the same
        mention = replace(mention, modality=Modality.SPECULATIVE)
    if mention is not None and undone is not None:
        hedged = mention.modality is Modality.SPECULATIVE and Sign.HEDGED in ctx.stance.signs_between(
            sentence.start, cue.start
        )
        mention = replace(
            mention, polarity=Polarity.DENIED, modality=Modality.SPECULATIVE if hedged else Modality.ASSERTED
        )
    return mention


def _is_presupposed(ctx: Context, cue: Hit[Cue]) -> bool:
    """ "Not by its partner A", "not including the venture with A": what is denied is something else of one that is there."""
    tie = ctx.page.root_of(cue.start, cue.end)
    if tie.dep_ in {"compound", "nmod"} and tie.head.tag_.startswith("NNP"):
        return True
    return _LEFT_OUT.search(ctx.page.text, max(0, cue.start - 60), cue.start) is not None


def _is_tentative(ctx: Context, cue: Hit[Cue]) -> bool:
    """ "A potential partner" is none yet."""
    return any(c.dep_ == "amod" and c.lower_ in _TENTATIVE for c in ctx.page.root_of(cue.start, cue.end).children)


def _is_known(ctx: Context, cue: Hit[Cue]) -> bool:
    """ "Their partnership will be extended": the tie of a definite noun is there, whatever is to become of it."""
    tie = ctx.page.root_of(cue.start, cue.end)
    if tie.dep_ in {"compound", "nmod"} and tie.head.tag_.startswith("NN"):
        tie = tie.head  # "their joint venture plant", "its partner Geely"
    first = tie.left_edge
    if tie.dep_ == "appos" and tie.head.dep_ in SUBJECT_DEPS:
        return True  # "C, a joint venture of A and B, will build"
    if not tie.tag_.startswith("NN") or not (
        first.lower_ in {"the", "this"} or first.tag_ == "PRP$" or any(c.dep_ == "poss" for c in tie.children)
    ):
        return False
    return not ctx.stance.signs_between(first.idx, cue.start) & {Sign.PLANNED, Sign.HEDGED}
