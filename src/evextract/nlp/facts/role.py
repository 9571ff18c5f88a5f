"""People and their posts: "Nissan CEO Makoto Uchida", "Jun Seki, Foxconn's chief strategy officer"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evextract.domain.pack import AttributeDef, ValueKind
from evextract.nlp.facts.context import Context
from evextract.nlp.link import Link
from evextract.nlp.things import COMPANY_TYPES, PERSON, Thing
from evextract.records import Mention, Scope, Text

_ADJ = r"(?:(?:senior|executive|global|deputy|corporate|managing|group|regional|interim|acting|founding|general|chief|vice) )*"
_AREA = r"(?: (?:of|for) (?!the company)[\w&]+(?:(?:,? and |, | )[A-Za-z][\w&]*){0,5}?)?"
_TITLE = re.compile(
    r"(?<![\w-])(?P<title>(?:(?:co-)?founder and )?(?:"
    r"(?:C[EFOTSM]O|CIO|CPO)"
    rf"|{_ADJ}(?:chief (?:\w+ ){{1,3}}officer|chief executive(?: officer)?|vice president|president|chair(?:man|woman|person)?"
    r"|director|engineering director|general manager|manager|head|spokes(?:man|woman|person)|(?:chief )?(?:designer|engineer)"
    r"|boss|(?:co-)?founder|executive|analyst))"
    r"(?:(?:,| and|,? &) (?:C[EFOTSM]O|(?:chief|senior|executive|vice|managing) (?:\w+ ){0,3}(?:officer|president|director)"
    r"|president|chair(?:man|woman|person)?|representative director))*"
    r")(?![\w-])",
    re.I,
)
_FORMER = re.compile(r"\b(?:former|ex|then|outgoing|ousted|previous|late)[- ](?:\w+ ){0,2}\Z", re.I)
_GAP_BEFORE_NAME = re.compile(r"(?:,? (?:Mr|Ms|Mrs|Dr)\.?)?,? \Z|, ")
_APPOSITION = re.compile(r",? (?:who is |is |was |as |becomes |became |has been named |will become )?(?:the |a |an |its |their |now )*")


def find_role_facts(ctx: Context) -> Iterator[Mention]:
    for a in ctx.pack.attributes.values():
        if a.kind is ValueKind.TEXT:
            for m in _TITLE.finditer(ctx.page.text):
                mention = _role(ctx, a, m)
                if mention is not None:
                    yield mention


def _role(ctx: Context, a: AttributeDef, m: re.Match[str]) -> Mention | None:
    text = ctx.page.text
    start, end = m.span("title")
    sentence = ctx.page.sentence_at(start)
    people = [t for t in ctx.page.things_in(sentence) if t.type == PERSON]
    companies = [t for t in ctx.page.things_in(sentence) if t.type in COMPANY_TYPES and t.inside is None]
    person: Thing | None = next((p for p in people if p.start >= end and _joins_name(text[end : p.start])), None)
    if person is None:
        person = next(
            (p for p in reversed(people) if p.end <= start and _joins_title(text[p.end : start], companies, p.end)), None
        )
    if person is None:
        return None
    company = _company(ctx, text, start, end, person, companies)
    link = Link(person.id, None, 1.0)
    spans = [(person.start, person.end)] + ([(company.start, company.end)] if isinstance(company, Thing) else [])
    scope = Scope(object=company.id if isinstance(company, Thing) else company)
    return ctx.mention(link, a, Text(text[start:end]), (start, end), cover=spans, scope=scope)


def _joins_name(gap: str) -> bool:
    return bool(re.fullmatch(r",? (?:(?:for|of|at) [\w .&’'-]{1,40}?,? )?(?:(?:Mr|Ms|Mrs|Dr)\.? )?", gap))


def _joins_title(gap: str, companies: list[Thing], offset: int) -> bool:
    for c in companies:
        if offset <= c.start and c.end <= offset + len(gap):
            gap = gap[: c.start - offset] + "the" + gap[c.end - offset :]
            gap = re.sub(r"the(?:’s|'s)?(?=\W)", "the", gap)
            break
    return bool(
        re.fullmatch(
            r"(?:’s|'s)?(?:, | is | was |, who is | as | became | becomes |\Z)?(?: ?(?:the|a|an|its|their|new|current|also|"
            r"appointment|named|appointed))* ?",
            gap,
        )
    ) and bool(gap.strip())


def _company(
    ctx: Context, text: str, start: int, end: int, person: Thing, companies: list[Thing]
) -> Thing | str | None:
    """The company right before the title, behind "of"/"at", or the one the passage is about."""
    before = [c for c in companies if c.end <= start and start - c.end <= 30]
    for c in reversed(before):
        if re.fullmatch(r"(?:’s|'s)?(?: [\w-]+){0,3} ?", text[c.end : start]):
            return c
    for c in companies:
        if c.start >= end and re.fullmatch(r",?(?: [\w-]+){0,4} (?:of|at|for|with) (?:the )?", text[end : c.start]):
            return c
    centre = ctx.focus.before(ctx.page.sentence_at(start), company=True)
    return centre[0] if centre else None
