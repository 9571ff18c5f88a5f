"""Shares told in words: "a 50-50 joint venture of LG and Honda", "Chery owns half of Caoa Chery"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from evextract.domain.pack import AttributeDef
from evextract.nlp.facts.business.share_owners import firm_shared
from evextract.nlp.facts.context import Context
from evextract.nlp.linking.link import Link
from evextract.nlp.naming.things import COMPANY_TYPES
from evextract.nlp.page import Sentence
from evextract.nlp.reference.discourse import Referent
from evextract.records import Mention, Quantity

_SURE = 4.0
_SPLIT = re.compile(
    r"(?<![\w-])(?P<share>(?P<one>\d{2})[-–:/](?P<other>\d{2})|fifty-fifty)"
    r" (?:owned )?(?:joint )?(?:venture|company|partnership|enterprise|business|affair|unit)"
    r"(?: (?:set up|founded|owned|held|run))? (?:of|between|by) (?:the )?"
)
_AND = re.compile(r"(?:’s|'s)?,? and (?:the )?")
_WHOLE = 100
_PARTS = {"half": Decimal(50), "a quarter": Decimal(25), "three quarters": Decimal(75), "three-quarters": Decimal(75)}
_PART = re.compile(
    r"(?<!\w)(?:owns?|owned|owning|holds?|held|holding|has|have|had|keeps?|kept|controls?|controlled|retains?|retained"
    rf"|acquires?|acquired|bought|buys?) (?P<share>{'|'.join(_PARTS)}) of (?:the )?"
)
_NOT_IT = re.compile(r"(?:’|'|-| (?!and |or |in |since |after |but |as |until |while |to |for |through |via )[\w(])")
"""Behind a name that only says whose something is: "half of Toyota's sales", "half of BYD cars"."""


def worded_shares(ctx: Context, a: AttributeDef, sentence: Sentence) -> Iterator[Mention]:
    firms = [r for r in ctx.focus.referents(sentence) if r.type in COMPANY_TYPES and r.how == "name"]
    if len(firms) > 1:
        yield from _of_pair(ctx, a, sentence, firms)
    if firms:
        yield from _of_one(ctx, a, sentence, firms)


def _of_pair(ctx: Context, a: AttributeDef, sentence: Sentence, firms: Sequence[Referent]) -> Iterator[Mention]:
    """ "The 51-49 venture of A and B": the parts in the order of their owners, of the firm that is told before."""
    text = ctx.page.text
    for m in _SPLIT.finditer(text, sentence.start, sentence.end):
        one = next((r for r in firms if r.start == m.end()), None)
        other = next((r for r in firms if one is not None and _AND.fullmatch(text, one.end, r.start)), None)
        shares = [Decimal(m["one"]), Decimal(m["other"])] if m["one"] else [Decimal(50), Decimal(50)]
        if one is None or other is None or sum(shares) != _WHOLE:
            continue
        firm = firm_shared(ctx, sentence, firms, {*one.ids, *other.ids}, m.start())
        for r, share in zip((one, other), shares, strict=True):
            if firm is not None:
                yield from _mentions(ctx, a, Link(r.ids[0], r, _SURE), share, m.span("share"), firm)


def _of_one(ctx: Context, a: AttributeDef, sentence: Sentence, firms: Sequence[Referent]) -> Iterator[Mention]:
    text = ctx.page.text
    for m in _PART.finditer(text, sentence.start, sentence.end):
        whole = next((r for r in firms if r.start == m.end()), None)
        if whole is None or _NOT_IT.match(text, whole.end):
            continue
        for link in ctx.linker.subjects(*m.span("share"), a.subjects, avoid=(whole.start, whole.end)):
            if link.id not in whole.ids:
                yield from _mentions(ctx, a, link, _PARTS[m["share"]], m.span("share"), whole.ids[0])


def _mentions(
    ctx: Context, a: AttributeDef, link: Link, share: Decimal, told: tuple[int, int], firm: str
) -> Iterator[Mention]:
    value = Quantity(share, share, a.unit or "", written=ctx.page.text[slice(*told)])
    mention = ctx.mention(link, a, value, told, cover=[told])
    if mention is not None:
        yield replace(mention, scope=replace(mention.scope, object=firm))
