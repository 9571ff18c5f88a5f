"""People and their posts: "Ford CEO Jim Farley", "Linda Jackson, head of the Peugeot brand"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from evextract.domain.pack import AttributeDef, ValueKind
from evextract.nlp.centre import is_of_subject
from evextract.nlp.facts.companies import possessor
from evextract.nlp.facts.context import Context
from evextract.nlp.facts.holders import OF_COMPANY, Held, companies_of, holder
from evextract.nlp.facts.titles import Title, find_titles
from evextract.nlp.link import Link
from evextract.nlp.page import Sentence
from evextract.nlp.things import COMPANY_TYPES, PLACE, Thing
from evextract.records import Mention, Modality, Polarity, Scope, Text

_PAST = re.compile(r"(?<!\w)(?:former|ex)[- ]\Z", re.IGNORECASE)
_HIS = re.compile(r"(?<!\w)(?:his|her) (?:[a-z]+ ){0,2}\Z")


def find_role_facts(ctx: Context) -> Iterator[Mention]:
    attributes = [a for a in ctx.pack.attributes.values() if a.kind is ValueKind.TEXT]
    if not attributes:
        return
    titles = find_titles(ctx.page, firms=ctx.focus.nouns.companies)
    for a in attributes:
        last: tuple[Title, Held] | None = None
        company: str | None = None
        for title in titles:
            sentence = ctx.page.sentence_at(title.start)
            held = holder(ctx, sentence, title)
            if (
                held is None
                and last is not None
                and re.fullmatch(r",? and (?:the |its )?", ctx.page.text[last[0].end : title.start])
            ):
                held = last[1]  # "the current chief planner and future CEO"
            if held is None:
                continue
            his = last is not None and _HIS.search(ctx.page.text, max(0, title.start - 40), title.start)
            of = company if his else None  # "the chief and his finance director" are of one company
            last = (title, held)
            mention = _mention(ctx, a, sentence, title, held, of)
            if mention is not None:
                company = mention.scope.object
                yield mention


def _mention(
    ctx: Context, a: AttributeDef, sentence: Sentence, title: Title, held: Held, of: str | None
) -> Mention | None:
    company = of or _company(ctx, sentence, title, held)
    spans = [(held.start, held.end)] + ([(company.start, company.end)] if isinstance(company, Thing) else [])
    scope = Scope(object=company.id if isinstance(company, Thing) else company)
    text = Text(_words(ctx, title, company))
    mention = ctx.mention(Link(held.id, None, 1.0), a, text, (title.start, title.end), cover=spans, scope=scope)
    if mention is None or held.told:
        return mention
    return replace(mention, polarity=Polarity.AFFIRMED, modality=Modality.PLANNED if title.ahead else Modality.ASSERTED)


def _words(ctx: Context, title: Title, company: Thing | str | None) -> str:
    """The title as a reader would write it: with "former" from before the company, with a region from behind it."""
    text = ctx.page.text
    words = text[title.start : title.end]
    if isinstance(company, Thing) and title.start < company.start < title.end:
        return re.sub(r",? (?:of|for|at)(?: the)? ?\Z", "", text[title.start : company.start])
    if isinstance(company, Thing) and company.start >= title.end:
        region = next((t for t in ctx.page.things_at(company.end + 1) if t.type == PLACE), None)
        return text[title.start : region.end] if region is not None else words
    if isinstance(company, Thing) and company.end <= title.start:
        past = _PAST.search(text, max(0, company.start - 20), company.start)
        if past is not None and past.group().endswith("-"):
            return text[past.start() : title.end]  # "ex-Ford manager" has no shorter form
        return f"former {words}" if past else words
    return words


def _company(ctx: Context, sentence: Sentence, title: Title, held: Held) -> Thing | str | None:
    """The company before the title, behind "of" or "at", behind the name, or the one that the passage is about."""
    text = ctx.page.text
    companies = companies_of(ctx, sentence)
    misread = {c.id for c in companies if c.start < held.end and held.start < c.end}  # a surname taken for a firm
    companies = [c for c in companies if c.id not in misread]
    for c in reversed([c for c in companies if c.end <= title.start and title.start - c.end <= 40]):
        if re.fullmatch(r"(?:’s|'s|’)?(?: [\w-]+){0,3} ?", text[c.end : title.start]):
            return c
    for c in companies:
        if title.start < c.start and c.end <= title.end:
            return c
        if c.start >= title.end and c.start - title.end < 60 and OF_COMPANY.fullmatch(text[title.end : c.start]):
            return c
        if c.start >= held.end and re.fullmatch(r",? (?:of|from|at) (?:the )?", text[held.end : c.start]):
            return c
    owner = possessor(ctx, sentence, title.start)
    if owner is not None and owner.id not in misread:
        return owner.id
    subject = _subject(ctx, sentence, title)
    if subject is not None and subject not in misread:
        return subject
    if ctx.focus.opens_paragraph(sentence) and ctx.focus.topic_company is not None and not companies:
        return ctx.focus.topic_company
    centre = ctx.focus.before(sentence, company=True)
    return centre[0] if centre else None


def _subject(ctx: Context, sentence: Sentence, title: Title) -> str | None:
    """ "Ford will expand, general manager Jane Roe said": the company that the words before the title speak of."""
    for r in reversed(ctx.focus.referents(sentence)):
        named = r.type in COMPANY_TYPES and r.how in {"name", "description"}
        if named and r.end <= title.start and is_of_subject(ctx.focus.root(r)):
            return r.ids[0]
    return None
