"""What a share is a part of: a company by name, the one "in which" points to, or the one that the text was about before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from evextract.domain.pack import AttributeDef
from evextract.nlp.facts.business.figure_clauses import told_subject
from evextract.nlp.facts.context import Context, Cue
from evextract.nlp.lexicon import Hit
from evextract.nlp.linking.link import Link
from evextract.nlp.naming.things import COMPANY_TYPES
from evextract.nlp.page import Sentence, starting
from evextract.nlp.quantities import QuantityMention
from evextract.nlp.reference.discourse import Referent
from evextract.nlp.syntax import is_any_one

_TO_OBJECT = re.compile(
    r"(?: each)?(?: (?:stake|share|shares|shareholding|holding|interest|ownership|equity))?,?"
    r" (?:of|in|at) (?!which)(?:(?!and |it )[a-z][a-z’'-]* ){0,4}(?:[A-Z][a-z]+(?:’s|'s) )?"
)
_APPOSED = re.compile(
    r" (?:of|in) (?:[a-z][a-z’'-]* ){0,4}(?:venture|subsidiary|affiliate|arm|unit|company|firm|supplier|start-?up), "
)
_OWN_SHARE = re.compile(r"(?: [a-z]+){0,2} \d")
_IN_WHICH = re.compile(r",? (?:in|of) which ")
_SHAREHOLDER = re.compile(r"(?<!\w)(?:shareholders?|investors?|owners?) (?:in|of|at) (?:[a-z]+ ){0,3}\Z")
_WITH_HOLDER = re.compile(
    r"(?:’s|'s|’|') (?:[\w-]+ ){0,3}(?:shareholder|stakeholder|investor|owner|parent)(?: company)?(?!\w)"
)
_PART_OF = re.compile(
    r" of (?:(?:the|its|their|all|our|his) )?(?!(?:it|which|whom|them)(?!\w))(?P<words>[a-z][\w-]*(?: [a-z][\w-]*){0,2})"
)
_OF_WHICH = re.compile(r" of (?:which|whom)(?!\w)")
_OF_NATION = re.compile(r" of (?:the|its) [A-Z][a-z]+ (?P<word>[a-z-]+)")
_WHICH_BEFORE = re.compile(r"(?<!\w)(?:in|of) which(?!\w)|(?<!\w)where(?!\w)")
_OWNING = re.compile(
    r", which (?:[a-z]+ ){0,4}?(?:owns?|owned|holds?|held|controls?|controlled|has|had|bought|acquired|took)(?!\w)"
    r"[^,;:]{1,50} (?:of|in) (?:the )?(?:[a-z-]+ )?"
)
"""From an owner to the firm of which it is told in passing that it has a part: "A, which used to own half of B"."""
_OF_IT = re.compile(r" (?:of|in) (?:the |this |that )?")
_OF_NAME = re.compile(r" of (?:the )?")
_OF_COUNT = re.compile(r"(?<!\w)(?:correspond\w*|equivalent|equat\w+|translat\w+) to (?:an? )?(?:market )?share of \Z")
"""Before a share that says over again what a count comes to: "sold 900 of them, corresponding to a share of 20 percent"."""
_HOLDERS = frozenset({"investor", "shareholder", "fund", "buyer"})
# What a company can own a part of, where it is not named.
_WHOLES = frozenset(
    {
        "company", "venture", "firm", "business", "unit", "subsidiary", "carmaker", "automaker",
        "manufacturer", "supplier", "shares", "stock", "equity", "capital", "startup", "start-up", "group",
        "operation", "operations", "entity", "maker", "remainder", "rest",
    }
)  # fmt: skip


def whole_of(
    text: str, companies: Sequence[Referent], q: QuantityMention, cue: Hit[Cue], *, behind: int | None = None
) -> Referent | None:
    """What the share is of: behind the figure, behind the cue, or what "in which" points to."""
    for start in (max(q.end, cue.end), cue.end, q.end) if behind is None else (behind,):
        for r in companies:
            if r.start < start or r.how != "name":
                continue
            if _TO_OBJECT.fullmatch(text, start, r.start):
                return r
            if _APPOSED.fullmatch(text, start, r.start) and not _OWN_SHARE.match(text, r.end):
                return r  # "51% of their venture, C", but not "51% of the venture, C 49%"
    for r in reversed([r for r in companies if r.end <= q.start]):
        if _OF_WHICH.match(text, q.end) and text[r.end : q.bound_start] == ", ":
            return r
        if _SHAREHOLDER.search(text, max(0, r.start - 50), r.start) or _WITH_HOLDER.match(text, r.end):
            return r
        if _IN_WHICH.match(text, r.end):
            return r
    return None


def whole_meant(ctx: Context, sentence: Sentence, q: QuantityMention, owner: Link) -> str | None:
    """ "Owns 17 percent", "holds 60 percent of the company": of the one that the text was about before."""
    text = ctx.page.text
    if _WHICH_BEFORE.search(text, sentence.start, q.start):
        return None  # of what "in which" points to, which has no name that is known
    for r in ctx.focus.referents(sentence):
        other = r.type in COMPANY_TYPES and r.how != "name" and r.ids[0] != owner.id
        if other and r.start > q.end and _OF_IT.fullmatch(text, q.end, r.start):
            return r.ids[0]
    named = [r for r in ctx.focus.referents(sentence) if r.how == "name"]
    firms = [r for r in named if r.type in COMPANY_TYPES and r.end <= q.start]
    for told, r in pairwise(firms):
        if owner.id in told.ids and _OWNING.fullmatch(text, told.end, r.start):
            return r.ids[0]
    here = {i for r in named for i in r.ids}
    centre = [*ctx.focus.before(sentence, company=True), ctx.focus.topic_company]
    return next((i for i in centre if i is not None and i != owner.id and i not in here), None)


def is_told_in(ctx: Context, sentence: Sentence, firm: str | None) -> bool:
    """Whether a word of the sentence stands for the firm: "A holds 53 percent of C, B has 34 percent" is not of another."""
    return any(firm in r.ids for r in ctx.focus.referents(sentence))


def is_some_firms(ctx: Context, cue: Hit[Cue]) -> bool:
    """ "A Chinese investor holds 15 percent": nobody who is named; not "is a carmaker owned 45 percent by B"."""
    subject = told_subject(ctx, cue.start, cue.end)
    if subject is None or subject.lower_ not in ctx.focus.nouns.companies | _HOLDERS:
        return False
    first, last = subject.left_edge.idx, subject.right_edge.idx
    named = any(t.type in COMPANY_TYPES for t in starting(ctx.page.things, first, last + 1))
    if named or " by " in ctx.page.text[cue.end : ctx.page.sentence_at(cue.start).end]:
        return False
    return is_any_one(subject)


def is_named_by_kind(text: str, q: QuantityMention) -> bool:
    """ "60% of the venture": a firm without its name."""
    nation = _OF_NATION.match(text, q.end)
    if nation is not None:
        return nation["word"] in _WHOLES
    return _PART_OF.match(text, q.end) is not None and not is_foreign(text, q)


def is_foreign(text: str, q: QuantityMention) -> bool:
    """ "30% of buyers": a share of things that are no firm."""
    if _OF_COUNT.search(text, max(0, q.bound_start - 50), q.bound_start):
        return True
    nation = _OF_NATION.match(text, q.end)
    if nation is not None:
        return nation["word"] not in _WHOLES
    m = _PART_OF.match(text, q.end)
    words = m["words"].split() if m else []
    return bool(words) and not any(w in _WHOLES or w.removesuffix("s") in _WHOLES for w in words)


def part_of_company(
    ctx: Context, a: AttributeDef, sentence: Sentence, q: QuantityMention
) -> tuple[float, Hit[Cue]] | None:
    """ "Paid 200 million for 10 percent of A": a share of a company by name needs no word of owning."""
    text = ctx.page.text
    for r in ctx.focus.referents(sentence):
        if r.type in COMPANY_TYPES and r.how == "name" and r.start > q.end and _OF_NAME.fullmatch(text, q.end, r.start):
            name = ctx.page.root_of(r.start, r.end)
            if text[r.end : r.end + 1] not in {"’", "'"} and (name.dep_ == "pobj" or name.head.i < name.i):
                return 0.0, Hit(q.end, r.start, Cue(a.id, "any", 1.0))
    return None
