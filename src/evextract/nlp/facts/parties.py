"""Ties between equals: "Ford and Volkswagen have teamed up", "the alliance between A and B", "its partner C".

Every way of naming the parties is one small function from the cue to pairs; the first that applies wins. A tie is
written once for each pair of the page. What undid it ("called off", "ended") makes it a denial.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, takewhile

from spacy.tokens import Token

from evextract.domain.pack import AttributeDef
from evextract.nlp.comparing import SUBJECT_DEPS
from evextract.nlp.facts.aftermath import came_to_nothing
from evextract.nlp.facts.companies import Party, clause_subject, parties, possessor
from evextract.nlp.facts.context import Context, Cue
from evextract.nlp.facts.joining import joined
from evextract.nlp.facts.undoing import undoing
from evextract.nlp.lexicon import Hit, longest, stem
from evextract.nlp.link import Link
from evextract.nlp.page import Sentence
from evextract.nlp.signs import Sign
from evextract.nlp.syntax import ancestors, is_verb
from evextract.records import EntityRef, Mention, Modality, Polarity

_WORD = r"(?: [\w’'%$€£-]+)"
_BETWEEN = re.compile(rf"(?:,)?{_WORD}{{0,6}}? (?:between|among|involving|uniting) (?:[\w-]+ ){{0,3}}")
_BETWEEN_ITSELF = re.compile(rf"{_WORD}{{0,6}}? (?:between|involving|uniting) itself(?:,| and) (?:[\w-]+ ){{0,3}}")
_INVOLVING = re.compile(
    rf"(?:{_WORD}{{0,4}}?(?:,|:|[ ]?[—–]))?[ ]?(?:[\w’'%$€£-]+ ){{0,6}}?"
    r"(?:involv(?:ing|es?)|includ(?:ing|es?)|compris(?:ing|es?)) (?:[\w-]+ ){0,3}"
)
_WITH = re.compile(rf"{_WORD}{{0,9}}? (?:with|alongside|under which|by which) (?:[\w’'-]+ ){{0,5}}?")
_STARTS_WITH = re.compile(r" (?:[\w’'-]+ ){0,5}?")
_OF = re.compile(rf"{_WORD}{{0,2}}? (?:of|by|from|for|to) (?:(?!(?:as|while|when|after|but)(?!\w))[a-z][\w-]* ){{0,3}}")
_APPOSED = re.compile(r"s?,? (?:the )?")
_MEMBERS = re.compile(r"s? (?:(?:partners|members|companies|firms) )?(?:the )?")
_ABOUT = re.compile(r" (?:about|on|over|regarding|for|concerning) (?:[a-z][\w-]* ){0,3}")
_WITH_BEFORE = re.compile(r"(?<!\w)with (?:[a-z][\w-]* ){0,3}\Z")
_WITH_WHICH = re.compile(r",? with (?:which|whom)(?!\w)")
_AS_ONE = re.compile(r" (?:as|among) (?:(?:a|an|its|their|the) )?(?:[\w-]+ ){0,3}")
_UNDER = re.compile(r" (?:under|in|through|within|as part of) (?:a|an|the|their|its) (?:[a-z][\w-]* ){0,2}\Z")
_BEFORE = re.compile(r"(?:’s|'s|’|')?(?: [\w-]+){0,3} ")
_PAIRED = re.compile(
    r"(?:pair|unite|combine|link|team|bring)(?:s|d|ed|ing)? (?:[\w’'-]+ ){0,2}|brought (?:[\w’'-]+ ){0,2}"
)
_TO_THE_OTHER = re.compile(r" (?:together )?(?:with|and|to) (?:[\w’'-]+ ){0,2}")
_AGAINST = re.compile(r"(?<!\w)(?:compet|rival|(?:vie|vies|vied|vying) )")
_LEFT_OUT = re.compile(
    r"(?<!\w)(?:(?:not|without) (?:even )?(?:including|counting)|excluding) (?:the|its|their|his) (?:[\w-]+ ){0,3}\Z"
)
_VENTURE = re.compile(r"ventures?\Z")
_TENTATIVE = frozenset({"potential", "possible", "prospective", "likely", "would-be"})
_TIED = frozenset(map(stem, ["partner", "ally", "supplier"]))
_WITH_CUE = re.compile(r"(?:with|alongside)\Z")


@dataclass(frozen=True, slots=True)
class _Pair:
    left: Link
    right: Party
    id: str


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
                if holds and (pair, mention.sentence_start) not in closer:
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
        for pair in _pairs(ctx, a, sentence, cue, named):
            mention = _mention(ctx, a, sentence, cue, pair)
            if mention is not None:
                yield mention


def _mention(ctx: Context, a: AttributeDef, sentence: Sentence, cue: Hit[Cue], pair: _Pair) -> Mention | None:
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


def _pairs(ctx: Context, a: AttributeDef, sentence: Sentence, cue: Hit[Cue], named: Sequence[Party]) -> list[_Pair]:
    text = ctx.page.text
    after = [p for p in named if p.start >= cue.end]
    before = [p for p in named if p.end <= cue.start]
    owner = _owner(ctx, sentence, cue)
    for p in named:
        if len(p.ids) < 2:
            continue
        behind = text[cue.end : p.start] if p.start >= cue.end else None
        if behind is not None and _BETWEEN_ITSELF.fullmatch(behind):
            return _with(_subject(ctx, a, cue, p), p, before)
        if behind is not None and _takes_party(ctx, cue):
            continue  # "builds cars for B and C": the subject does, for each
        if behind is not None and _INVOLVING.fullmatch(behind):
            proposer = clause_subject(ctx, sentence, cue.start)
            return _with(proposer, p, before) if proposer is not None and proposer.id not in p.ids else _among(p)
        if behind is not None and owner is not None and owner.id not in p.ids and _MEMBERS.fullmatch(behind):
            return _with(owner, p, before)  # "Volkswagen's partners FAW and SAIC"
        if behind is not None and _OF.fullmatch(behind) and _is_one(ctx, cue):
            return _with(_subject(ctx, a, cue, p), p, before)  # "A is a partner of B and C"
        pairs = _PAIRED.match(text[cue.start : cue.end] + " ") is not None
        if behind is not None and _is_verb(ctx, cue) and not pairs and _MEMBERS.fullmatch(behind):
            return _with(_subject(ctx, a, cue, p), p, before)  # "A supplies B, C and D"
        if behind is not None and (_BETWEEN.fullmatch(behind) or _OF.fullmatch(behind) or _MEMBERS.fullmatch(behind)):
            return _among(
                p
            )  # "a merger between A and B", "a joint venture of A and B", "the alliance partners A and B"
        if p.start <= cue.start and cue.end <= p.end and p.referent.how == "description":
            return _among(p)  # "The partners have …"
    if (
        len(after) > 1
        and _PAIRED.fullmatch(text[cue.start : after[0].start])
        and _TO_THE_OTHER.fullmatch(text[after[0].end : after[1].start])
    ):
        return _with(Link(after[0].ids[0], after[0].referent, 4.0), after[1], [])
    other = _other(ctx, cue, after)
    if other is not None:
        left = owner if owner is not None and owner.id not in other.ids else _subject(ctx, a, cue, other)
        return _with(left, other, before)
    if cue.thing.side == "after" and not is_verb(ctx.page.root_of(cue.start, cue.end)):
        return []  # "cells from its own plant"
    if before and (known := _talked_with(ctx, a, cue, before)):
        return known
    if (
        before
        and len(before[-1].ids) > 1
        and _BEFORE.fullmatch(text[before[-1].end : cue.start])
        and not _is_verb(ctx, cue)
    ):
        return _among(before[-1])  # "the Renault-Nissan alliance"
    if apposed := _apposed(ctx, a, sentence, cue, named, owner):
        return apposed
    subject = _subject_list(ctx, cue, before) or _theirs(ctx, cue, before)
    if subject is not None:
        return _among(subject)
    return _under(ctx, sentence, cue, before)


def _owner(ctx: Context, sentence: Sentence, cue: Hit[Cue]) -> Link | None:
    """Whose partnership it is; "its" means the subject of its clause before anything else."""
    owner = possessor(ctx, sentence, cue.start)
    if owner is not None and owner.referent is not None and owner.referent.how == "pronoun":
        return clause_subject(ctx, sentence, cue.start) or owner
    return owner


def _talked_with(ctx: Context, a: AttributeDef, cue: Hit[Cue], before: Sequence[Party]) -> list[_Pair]:
    """ "In talks with B about a merger", "B, with which A works": the other party stands before the cue."""
    text = ctx.page.text
    for p in reversed(before):
        gap = text[p.end : cue.start]
        about = _ABOUT.fullmatch(gap) and _WITH_BEFORE.search(text, max(0, p.start - 40), p.start)
        if about or _WITH_WHICH.match(gap) or _AS_ONE.fullmatch(gap):
            return _with(_subject(ctx, a, cue, p), p, before)
    return []


def _under(ctx: Context, sentence: Sentence, cue: Hit[Cue], before: Sequence[Party]) -> list[_Pair]:
    """ "Mazda builds the car for Toyota under a partnership": the subject and the only other company of the clause."""
    text = ctx.page.text
    if (
        not before
        or not _UNDER.search(text, before[-1].end, cue.start)
        or re.search(r"[,;:]", text[before[-1].end : cue.start])
    ):
        return []
    left = clause_subject(ctx, sentence, cue.start)
    others = [p for p in before if left is None or left.id not in p.ids]
    return _with(left, others[0], before) if left is not None and len(others) == 1 and len(before) == 2 else []


def _other(ctx: Context, cue: Hit[Cue], after: Sequence[Party]) -> Party | None:
    """The party that stands behind "with", or right behind a cue that takes one."""
    text = ctx.page.text
    for p in after[:2]:
        gap = text[cue.end : p.start]
        if "," in gap and not re.fullmatch(r"[^,]*, (?:together|jointly|along) with [^,]*", gap):
            break
        if (
            (_STARTS_WITH if _takes_party(ctx, cue) else _WITH).fullmatch(gap)
            and not _AGAINST.search(gap)
            and not (gap.endswith(" for ") and gap.count(" ") > 2)  # "chose a site for B"
            and not _modifies(ctx, p)
        ):
            return p
    return None


def _takes_party(ctx: Context, cue: Hit[Cue]) -> bool:
    """Whether the other party stands right behind the cue: "works with", "builds cars for", "licensed its software to"."""
    return bool(cue.thing.side == "after" or cue.thing.lead or _WITH_CUE.search(ctx.page.text[cue.start : cue.end]))


def _modifies(ctx: Context, p: Party) -> bool:
    """Whether the name only describes a thing: "with BYD batteries", "with Amazon's Alexa"."""
    token = ctx.page.root_of(p.referent.start, p.referent.end)
    behind = ctx.page.text[p.end : p.end + 3]
    return (
        token.dep_ in {"compound", "nmod", "amod"} and token.head.i > token.i and token.head.tag_ in {"NN", "NNS"}
    ) or behind[:2] in {"’s", "'s"}


def _subject(ctx: Context, a: AttributeDef, cue: Hit[Cue], other: Party) -> Link | None:
    own = clause_subject(ctx, ctx.page.sentence_at(cue.start), cue.start)
    if own is not None and own.id not in other.ids:
        return own
    links = ctx.linker.subjects(cue.start, cue.end, a.subjects, avoid=(other.start, other.end))
    if links and links[0].id not in other.ids:
        return links[0]
    centre = ctx.focus.before(ctx.page.sentence_at(cue.start), company=True)
    return Link(centre[0], None, 0.2) if centre else None


def _with(left: Link | None, other: Party, before: Sequence[Party]) -> list[_Pair]:
    """The left party, and the others of its list, each with every right party."""
    if left is None:
        return []
    mates = [left]
    for p in before:
        if left.referent is not None and p.start <= left.referent.start < p.end and len(p.ids) > 1:
            mates = [replace(left, id=i) for i in p.ids]
    return [_Pair(m, other, i) for m in mates for i in other.ids if i != m.id]


def _among(p: Party) -> list[_Pair]:
    return [_Pair(Link(x, p.referent, 4.0), p, y) for x, y in combinations(p.ids, 2)]


def _apposed(
    ctx: Context, a: AttributeDef, sentence: Sentence, cue: Hit[Cue], named: Sequence[Party], owner: Link | None
) -> list[_Pair]:
    """ "Its partner B", "B, a partner of A", "B is A's partner"."""
    text = ctx.page.text
    if _is_verb(ctx, cue) or _VENTURE.search(text, cue.start, cue.end):
        return []  # "their joint venture, C": C is what they have together
    if owner is not None and owner.referent is not None:
        for p in named:
            if owner.id in p.ids:
                continue
            if p.start >= cue.end and _APPOSED.fullmatch(text[cue.end : p.start]):
                return _with(owner, p, [])
            if p.end <= owner.referent.start and re.fullmatch(
                r", | (?:is|was|became|remains) ", text[p.end : owner.referent.start]
            ):
                return _with(owner, p, [])
    for p in named if owner is None else ():
        if p.start == cue.end + 1 and text[cue.end] == " " and not _modifies(ctx, p):
            return _with(_subject(ctx, a, cue, p), p, [])  # "where partner B assembles the car"
    for p in named:
        if p.start >= cue.end and _OF.fullmatch(text[cue.end : p.start]) and not _modifies(ctx, p):
            return _with(_subject(ctx, a, cue, p), p, named)
    return []


def _subject_list(ctx: Context, cue: Hit[Cue], before: Sequence[Party]) -> Party | None:
    """The list of companies that is the subject of the cue's verb: "A and B have signed a deal"."""
    for node in ancestors(ctx.page.root_of(cue.start, cue.end))[:7]:
        if not is_verb(node):
            continue
        for child in node.children:
            if child.dep_ in SUBJECT_DEPS:
                if child.left_edge.idx <= cue.start <= child.right_edge.idx:
                    return None  # the tie is itself what the clause speaks of
                if child.tag_ == "WDT" and node.dep_ == "relcl":
                    child = node.head  # "A and B, which signed a pact in May"
                for p in before:  # "A and B", "the boards of A and B"
                    if len(p.ids) > 1 and child.left_edge.idx <= p.start <= child.right_edge.idx:
                        return p if not _is_told_aside(ctx, p, child) else None
                if child.i < node.i and child.idx < cue.start and child.tag_ != "WDT":
                    return None
    return None


def _theirs(ctx: Context, cue: Hit[Cue], before: Sequence[Party]) -> Party | None:
    """ "A and B said their joint venture, C, would build cars": of those that are the subject."""
    tie = ctx.page.root_of(cue.start, cue.end)
    if not any(c.lower_ == "their" for c in tie.children):
        return None
    several = [p for p in before if len(p.ids) > 1 and ctx.focus.root(p.referent).dep_ in SUBJECT_DEPS]
    return several[-1] if several else None


def _is_told_aside(ctx: Context, p: Party, subject: Token) -> bool:
    """Whether the list only stands in a relative clause about the subject: "C, which counts A and B among its customers"."""
    above = ancestors(ctx.page.root_of(p.referent.start, p.referent.end))
    return any(t.dep_ == "relcl" for t in takewhile(lambda t: t.i != subject.i, above))


def _is_one(ctx: Context, cue: Hit[Cue]) -> bool:
    """Whether the noun means who is tied, and only one: "a partner of", not "a venture of"."""
    noun = ctx.page.root_of(cue.start, cue.end)
    return noun.tag_ == "NN" and stem(noun.lower_) in _TIED


def _is_verb(ctx: Context, cue: Hit[Cue]) -> bool:
    return is_verb(ctx.page.root_of(cue.start, cue.end))
