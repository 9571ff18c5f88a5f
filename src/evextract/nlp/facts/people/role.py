"""People and their posts: "Ford CEO Jim Farley", "Linda Jackson, head of the Peugeot brand"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace

from evextract.domain.pack import AttributeDef, ValueKind
from evextract.nlp.facts.companies import possessor
from evextract.nlp.facts.context import Context
from evextract.nlp.facts.people.holders import OF_COMPANY, Held, companies_of, holder, masked
from evextract.nlp.facts.people.successions import successors
from evextract.nlp.facts.people.titles import Title, find_titles
from evextract.nlp.linking.link import Link
from evextract.nlp.naming.things import COMPANY_TYPES, PERSON, PLACE, Thing, slug
from evextract.nlp.page import Sentence
from evextract.nlp.reference.centre import is_of_subject
from evextract.records import Mention, Modality, Polarity, Scope, Text

_PAST = re.compile(r"(?<!\w)(?:former|ex)[- ]\Z", re.IGNORECASE)
_NEXT_POST = re.compile(
    r"(?: (?:of|at) (?:[A-Z][\w-]*(?: |(?=,))){1,3})?"
    r"(?:,? ?(?:on|in|from|at the end of|next|this) [\w ,]{1,25}?)?,? ?and (?:then )?(?:to |will )?"
    r"(?:becomes?|became|be named|be appointed|be made|(?:serve|return|stay|remain)s? as) (?:its |the |an? )?"
)
_ONCE = re.compile(
    r"(?: (?:of|at|for) (?:the )?COMPANY)?,? and (?:formerly|previously|once|before that|until recently|earlier)"
    r"(?: (?:the|a|an|its|COMPANY))? "
)
"""From a post to one that the same person had before: "chief executive of A and formerly B's boss"."""
_WHO = re.compile(r", (?:who|formerly|previously)(?: [a-z]+){0,6} ")
_HIS = re.compile(r"(?<!\w)(?:his|her) (?:[a-z]+ ){0,2}\Z")


_HEADING = re.compile(
    r"(?<!\w)(?:president|CEO|C[FOTSMI]O|chief|chair(?:man|woman|person)?|managing director)(?!\w)", re.IGNORECASE
)
"""What one is of a whole firm, "president of Ford Europe"; a field's title is held in the region: "director of design at Ford Europe"."""


_REGION = re.compile(
    r"(?: (?:Group|Auto|Motors?|Cars|Automobiles?|Automotive))? (?P<where>[A-ZÀ-Þ][\w-]+(?: (?:Americas?|Asia|Africa|Kingdom|States))?)(?![\w’'])"
)
_WORLDWIDE = frozenset({"International", "Americas", "Overseas"})
_OF_KIND = re.compile(r",? (?:of|for|at)(?: the)? (?P<noun>[a-z-]+) ?\Z")
_FIRMS = frozenset(
    {"consultancy", "agency", "association", "union", "institute", "broker", "bank", "lobby", "retailer"}
)
_PART = re.compile(
    r"(?:’s|'s|’|') (?:(?!(?:and|or) )[\w&-]+ ){0,3}(?:(?:and|or) [\w-]+ )?(?:division|business|unit|arm|department|operations)(?!\w)"
)
"""What of a firm somebody is in charge of: "of Ford's van division"."""
_PARTS = frozenset(
    {"division", "business", "unit", "arm", "department", "operations", "design", "engineering", "production"}
)
_IN_CHARGE = re.compile(
    r", who (?P<text>(?:heads|leads|runs|oversees) (?:up )?(?:the|its|their|[A-Z])[^,.;:()\n]{3,60})(?=[,.;])"
)


def find_role_facts(ctx: Context) -> Iterator[Mention]:
    attributes = [a for a in ctx.pack.attributes.values() if a.kind is ValueKind.TEXT]
    if not attributes:
        return
    titles = find_titles(ctx.page, firms=ctx.focus.nouns.companies)
    for a in attributes:
        last: tuple[Title, Held] | None = None
        company: str | None = None
        posts: list[tuple[str, Mention]] = []
        for title in titles:
            sentence = ctx.page.sentence_at(title.start)
            held = holder(ctx, sentence, title)
            if held is None and last is not None:
                between = ctx.page.text[last[0].end : title.start]
                if re.fullmatch(r",? and (?:the |its )?", between):
                    held = last[1]  # "the current chief planner and future CEO"
                elif _ONCE.fullmatch(masked(ctx.page.text, last[0].end, title.start, companies_of(ctx, sentence))):
                    held = last[1]
                elif _NEXT_POST.fullmatch(between):
                    held = replace(last[1], told=True)  # "will step down as president and become chairman"
            if held is None:
                continue
            his = last is not None and _HIS.search(ctx.page.text, max(0, title.start - 40), title.start)
            of = company if his else None  # "the chief and his finance director" are of one company
            last = (title, held)
            mention = _mention(ctx, a, sentence, title, held, of)
            if mention is not None:
                company = mention.scope.object
                posts.append((held.id, mention))
                yield mention
        yield from successors(ctx, a, posts)
        yield from _in_charge(ctx, a)


def _in_charge(ctx: Context, a: AttributeDef) -> Iterator[Mention]:
    """Those of whom only a verb says what they are: "Jane Roe, who heads the brand in China"."""
    text = ctx.page.text
    for p in ctx.page.things:
        m = _IN_CHARGE.match(text, p.end) if p.type == PERSON else None
        if m is None:
            continue
        start, end = m.span("text")
        sentence = ctx.page.sentence_at(start)
        inside = [c for c in companies_of(ctx, sentence) if start <= c.start and c.end <= end]
        centre = ctx.focus.before(sentence, company=True)
        of = inside[0].id if inside else centre[0] if centre else None
        words = {w.strip("’'").removesuffix("’s").removesuffix("'s") for w in m["text"].lower().split()}
        if of is None or not (inside or any(_is_firm(ctx, w) for w in words) or words & _PARTS):
            continue
        found = ctx.mention(
            Link(p.id, None, 1.0), a, Text(m["text"]), (start, end), scope=Scope(object=of), cover=[(p.start, p.end)]
        )
        if found is not None:
            yield replace(found, polarity=Polarity.AFFIRMED, modality=Modality.ASSERTED)


def _is_firm(ctx: Context, noun: str) -> bool:
    return noun in _FIRMS or noun in ctx.focus.nouns.companies


def _mention(
    ctx: Context, a: AttributeDef, sentence: Sentence, title: Title, held: Held, of: str | None
) -> Mention | None:
    company = of or _company(ctx, sentence, title, held)
    spans = [(held.start, held.end)] + ([(company.start, company.end)] if isinstance(company, Thing) else [])
    scope = Scope(object=_headed(ctx, title, company) if isinstance(company, Thing) else company)
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
        before = re.sub(r",? (?:of|for|at)(?: the)? ?\Z", "", text[title.start : company.start])
        kind = _OF_KIND.search(before)
        return before[: kind.start()] if kind is not None and _is_firm(ctx, kind["noun"]) else before
    if isinstance(company, Thing) and company.start >= title.end and (part := _PART.match(text, company.end)):
        return text[title.start : part.end()]
    if isinstance(company, Thing) and company.start >= title.end and not _HEADING.search(words):
        region = next((t for t in ctx.page.things_at(company.end + 1) if t.type == PLACE), None)
        return text[title.start : region.end] if region is not None else words
    if isinstance(company, Thing) and company.end <= title.start:
        past = _PAST.search(text, max(0, company.start - 20), company.start)
        if past is not None and past.group().endswith("-"):
            return text[past.start() : title.end]  # "ex-Ford manager" has no shorter form
        return f"former {words}" if past else words
    return words


def _headed(ctx: Context, title: Title, company: Thing) -> str:
    """What is headed: the firm, or its arm in a region, "CEO of Kia Australia"."""
    text = ctx.page.text
    m = _REGION.match(text, company.end) if _HEADING.search(text, title.start, title.end) else None
    if m is None:
        return company.id
    region = next((t for t in ctx.page.things_at(m.start("where")) if t.type == PLACE), None)
    if region is None and m["where"] not in _WORLDWIDE:
        return company.id
    return slug(text[company.start : max(region.end if region else 0, m.end("where"))])


def _company(ctx: Context, sentence: Sentence, title: Title, held: Held) -> Thing | str | None:
    """The company before the title, behind "of" or "at", behind the name, or the one that the passage is about."""
    text = ctx.page.text
    companies = companies_of(ctx, sentence)
    misread = {c.id for c in companies if c.start < held.end and held.start < c.end}  # a surname taken for a firm
    companies = [c for c in companies if c.id not in misread]
    for c in reversed([c for c in companies if c.end <= title.start and title.start - c.end <= 40]):
        gap = text[c.end : title.start]
        if re.fullmatch(r"(?:’s|'s|’)?(?: [\w-]+){0,3} ?", gap) and not _ONCE.match(gap):
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
        # "Jane Roe, who came from B, is its finance chief": of the firm that the text was about.
        its = owner.referent is not None and owner.referent.how == "pronoun"
        aside = its and any(c.id == owner.id and _WHO.fullmatch(text, held.end, c.start) for c in companies)
        return None if aside else owner.id
    meant = _meant(ctx, sentence, title, companies, misread)
    known, firm = ctx.pack.entities.get(held.id), ctx.pack.entities.get(meant or "")
    own = known.parent if known is not None else None
    if own is None or (firm is not None and firm.parent == own) or all(t.id != own for t in ctx.page.things):
        return meant
    return own  # whose post it is, of the firms that the text names


def _meant(
    ctx: Context, sentence: Sentence, title: Title, companies: list[Thing], misread: Collection[str]
) -> str | None:
    """The company that the sentence, or the passage, is about."""
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
