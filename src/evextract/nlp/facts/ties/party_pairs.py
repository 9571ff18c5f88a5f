"""Who is tied to whom at the cue of a tie: "between A and B", "A's partner B", "A works with B and C".

Every way of naming the parties is one small function from the cue to pairs; the first that applies wins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from evextract.domain.pack import AttributeDef
from evextract.nlp.facts.companies import Party, clause_subject, possessor
from evextract.nlp.facts.context import Context, Cue
from evextract.nlp.facts.ties.party_subjects import party_subject, subject_list, theirs
from evextract.nlp.lexicon import Hit, stem
from evextract.nlp.linking.link import Link
from evextract.nlp.page import Sentence
from evextract.nlp.syntax import SUBJECT_DEPS, is_verb

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
    r"(?:pair|unite|combine|link|team|bring|merge|merging|fold)(?:s|d|ed|ing)? (?:[\w’'-]+ ){0,2}|brought (?:[\w’'-]+ ){0,2}"
)
_TO_THE_OTHER = re.compile(r" (?:together )?(?:with|and|to|into) (?:[\w’'-]+ ){0,2}")
_AGAINST = re.compile(r"(?<!\w)(?:compet|rival|(?:vie|vies|vied|vying) )")
_OWNS = re.compile(r"[’']")
_VENTURE = re.compile(r"ventures?\Z")
_TIED = frozenset(map(stem, ["partner", "ally", "supplier"]))
_MOST_EQUALS = 5
"""In a longer list not everybody is tied to everybody."""
_WITH_CUE = re.compile(r"(?:with|alongside)\Z")


@dataclass(frozen=True, slots=True)
class Pair:
    """A firm, and one of the party that it is tied to: ``id``."""

    left: Link
    right: Party
    id: str


def pairs_at(ctx: Context, a: AttributeDef, sentence: Sentence, cue: Hit[Cue], named: Sequence[Party]) -> list[Pair]:
    """The pairs that the cue ties; ``named``: the companies of the sentence, lists as one."""
    text = ctx.page.text
    after = [p for p in named if p.start >= cue.end]
    before = [p for p in named if p.end <= cue.start]
    owner = _owner(ctx, sentence, cue)
    for p in named:
        if len(p.ids) < 2:
            continue
        behind = text[cue.end : p.start] if p.start >= cue.end else None
        if behind is not None and _BETWEEN_ITSELF.fullmatch(behind):
            return _with(party_subject(ctx, a, cue, p), p, before)
        if behind is not None and _takes_party(ctx, cue):
            continue  # "builds cars for B and C": the subject does, for each
        if behind is not None and _INVOLVING.fullmatch(behind):
            proposer = clause_subject(ctx, sentence, cue.start)
            return _with(proposer, p, before) if proposer is not None and proposer.id not in p.ids else _among(p)
        if behind is not None and owner is not None and owner.id not in p.ids and _MEMBERS.fullmatch(behind):
            return _with(owner, p, before)  # "Volkswagen's partners FAW and SAIC"
        if behind is not None and _OF.fullmatch(behind) and _is_one(ctx, cue):
            return _with(party_subject(ctx, a, cue, p), p, before)  # "A is a partner of B and C"
        pairs = _PAIRED.match(text[cue.start : cue.end] + " ") is not None
        if behind is not None and _is_verb(ctx, cue) and not pairs and _MEMBERS.fullmatch(behind):
            return _with(party_subject(ctx, a, cue, p), p, before)  # "A supplies B, C and D"
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
        several = subject_list(ctx, cue, before) if owner is None else None
        pointing = several is not None and ctx.page.root_of(several.start, several.end).dep_ in SUBJECT_DEPS
        if (
            several is not None
            and pointing
            and several.referent.how == "description"
            and not set(several.ids) & set(other.ids)
        ):
            # "The two work with B"
            return [Pair(Link(i, several.referent, 4.0), other, o) for i in several.ids for o in other.ids]
        left = owner if owner is not None and owner.id not in other.ids else party_subject(ctx, a, cue, other)
        return [] if left is not None and _is_in_its_name(ctx, cue, left) else _with(left, other, before)
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
    subject = subject_list(ctx, cue, before) or theirs(ctx, cue, before)
    if subject is not None:
        return _among(subject)
    return _under(ctx, sentence, cue, before)


def _owner(ctx: Context, sentence: Sentence, cue: Hit[Cue]) -> Link | None:
    """Whose partnership it is; "its" means the subject of its clause before anything else."""
    owner = possessor(ctx, sentence, cue.start)
    if owner is not None and owner.referent is not None and owner.referent.how == "pronoun":
        return clause_subject(ctx, sentence, cue.start) or owner
    return owner


def _is_in_its_name(ctx: Context, cue: Hit[Cue], link: Link) -> bool:
    """ "The C venture with B", "its C joint venture with B": C is what they have together, not who has it."""
    r, tie = link.referent, ctx.page.root_of(cue.start, cue.end)
    if r is None or r.how != "name" or is_verb(tie) or cue.thing.side == "after":
        return False
    return r.end <= cue.start and tie.left_edge.idx <= r.start and not _OWNS.match(ctx.page.text, r.end)


def _talked_with(ctx: Context, a: AttributeDef, cue: Hit[Cue], before: Sequence[Party]) -> list[Pair]:
    """ "In talks with B about a merger", "B, with which A works": the other party stands before the cue."""
    text = ctx.page.text
    for p in reversed(before):
        gap = text[p.end : cue.start]
        about = _ABOUT.fullmatch(gap) and _WITH_BEFORE.search(text, max(0, p.start - 40), p.start)
        if about or _WITH_WHICH.match(gap) or _AS_ONE.fullmatch(gap):
            return _with(party_subject(ctx, a, cue, p), p, before)
    return []


def _under(ctx: Context, sentence: Sentence, cue: Hit[Cue], before: Sequence[Party]) -> list[Pair]:
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


def _with(left: Link | None, other: Party, before: Sequence[Party]) -> list[Pair]:
    """The left party, and the others of its list, each with every right party."""
    if left is None:
        return []
    mates = [left]
    for p in before:
        if left.referent is not None and p.start <= left.referent.start < p.end and len(p.ids) > 1:
            mates = [replace(left, id=i) for i in p.ids]
    return [Pair(m, other, i) for m in mates for i in other.ids if i != m.id]


def _among(p: Party) -> list[Pair]:
    if len(p.ids) > _MOST_EQUALS:
        return []  # "A and B, C and D, E and F need a partner"
    return [Pair(Link(x, p.referent, 4.0), p, y) for x, y in combinations(p.ids, 2)]


def _apposed(
    ctx: Context, a: AttributeDef, sentence: Sentence, cue: Hit[Cue], named: Sequence[Party], owner: Link | None
) -> list[Pair]:
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
            return _with(party_subject(ctx, a, cue, p), p, [])  # "where partner B assembles the car"
    for p in named:
        if p.start >= cue.end and _OF.fullmatch(text[cue.end : p.start]) and not _modifies(ctx, p):
            return _with(party_subject(ctx, a, cue, p), p, named)
    return []


def _is_one(ctx: Context, cue: Hit[Cue]) -> bool:
    """Whether the noun means who is tied, and only one: "a partner of", not "a venture of"."""
    noun = ctx.page.root_of(cue.start, cue.end)
    return noun.tag_ == "NN" and stem(noun.lower_) in _TIED


def _is_verb(ctx: Context, cue: Hit[Cue]) -> bool:
    return is_verb(ctx.page.root_of(cue.start, cue.end))
