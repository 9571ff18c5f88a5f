"""People and their posts: "Ford CEO Jim Farley", "Linda Jackson, head of the Peugeot brand"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from evextract.domain.pack import AttributeDef, ValueKind
from evextract.nlp.comparing import SUBJECT_DEPS
from evextract.nlp.facts.companies import possessor
from evextract.nlp.facts.context import Context
from evextract.nlp.facts.titles import Title, find_titles
from evextract.nlp.link import Link
from evextract.nlp.page import Sentence
from evextract.nlp.things import COMPANY_TYPES, PERSON, PLACE, Thing, slug
from evextract.records import Mention, Modality, Polarity, Scope, Text

_NAME = r"(?:[A-ZÀ-Þ][\w’'.-]*[\w.] ){1,2}(?:(?:de|da|von|van|di|del|bin|al) ){0,2}[A-ZÀ-Þ][\w’'-]+"
_NAME_AFTER = re.compile(rf"(?P<gap>,? (?:(?:Mr|Ms|Mrs|Dr)\.? )?)(?P<name>{_NAME})")
_NAME_BEFORE = re.compile(rf"(?<![\w.’'-])(?P<name>{_NAME})(?P<gap>, (?:(?:the|its|their|a|an) )?)\Z")
_BEHIND_TITLE = re.compile(r",? (?:(?:Mr|Ms|Mrs|Dr)\.? )?")
_OF_COMPANY = re.compile(r",? (?:of|at|for|with) (?:the )?(?:[\w-]+ ){0,3}")
_TO_TITLE = re.compile(
    r"(?:’s|'s)?(?:,? who)?"
    r"(?: (?:will |would |is to |has |had )?(?:step|steps|stepped|stepping|stand|stands|stood) down"
    r"|,? resign(?:s|ed)?| retires?d?| quits?)?"
    r"(?:,| is| was| as| became| becomes| will be| will become| has become| has been| had been"
    r"| took over| takes over|,? (?:who )?(?:will )?(?:succeed|replace|follow)(?:s|ed)? (?:him|her|them))?"
    r"(?: (?:the|a|an|its|their|his|her|new|current|also|now|appointment|promotion|move|named|appointed|elected|made"
    r"|again|to|top|senior|nomination|as|be|post|position|of|COMPANY|our))* ?"
)
_COPULA = re.compile(r"(?<!\w)(?:is|was|as|became|becomes|be|become|been|named|appointed|over)(?!\w)")
_SUCCEEDS = re.compile(r",?(?: [a-z]+){0,4} (?:succeed|replace|follow)(?:s|ed|ing)? ")
_NAMED = re.compile(r"(?<!\w)(?:name|appoint|elect|make|made|promote|hire)(?:s|d|ed)? (?:(?:former|ex-)[\w-]* )?\Z")
_PAST = re.compile(r"(?<!\w)(?:former|ex)[- ]\Z", re.IGNORECASE)
_BACK = 110
_WHO = re.compile(
    r", (?:who|whose|formerly|previously|currently) [^,;.]{1,100},(?= (?:will|is|was|became|has|takes|took)(?!\w))"
)
"""What is told of somebody in passing, before what he becomes."""
_HIS = re.compile(r"(?<!\w)(?:his|her) (?:[a-z]+ ){0,2}\Z")


@dataclass(frozen=True, slots=True)
class _Held:
    """Who holds a title; ``told``: by a verb, whose stance then counts ("will become CEO"), else by its place."""

    id: str
    start: int
    end: int
    told: bool = False


def find_role_facts(ctx: Context) -> Iterator[Mention]:
    attributes = [a for a in ctx.pack.attributes.values() if a.kind is ValueKind.TEXT]
    if not attributes:
        return
    titles = find_titles(ctx.page, firms=ctx.focus.nouns.companies)
    for a in attributes:
        last: tuple[Title, _Held] | None = None
        company: str | None = None
        for title in titles:
            sentence = ctx.page.sentence_at(title.start)
            held = _holder(ctx, sentence, title)
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
    ctx: Context, a: AttributeDef, sentence: Sentence, title: Title, held: _Held, of: str | None
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
        return f"former {words}" if past else words
    return words


def _holder(ctx: Context, sentence: Sentence, title: Title) -> _Held | None:
    text = ctx.page.text
    people = [t for t in ctx.page.things_in(sentence) if t.type == PERSON]
    companies = [t for t in ctx.page.things_in(sentence) if t.type in COMPANY_TYPES and t.inside is None]
    for p in people:
        if p.start >= title.end and _BEHIND_TITLE.fullmatch(_past_company(text, title.end, p.start, companies)):
            return _Held(p.id, p.start, p.end)
    for p in reversed(people):
        if p.end <= title.start and title.start - p.end < 2 * _BACK:
            gap = _WHO.sub("", _masked(text, p.end, title.start, companies))
            if len(gap) > _BACK:
                continue
            if gap == " " and _NAMED.search(text, max(0, p.start - 40), p.start):
                return _Held(p.id, p.start, p.end, told=True)  # "Ford named Jane Roe chief designer"
            if gap.strip() and _TO_TITLE.fullmatch(gap):
                left = re.search(r"(?:step|stand|stood|resign|retire|quit)", gap) is not None
                successor = next(
                    (s for s in people if s.end <= p.start and _SUCCEEDS.fullmatch(text[s.end : p.start])), None
                )
                p = successor or p
                return _Held(p.id, p.start, p.end, told=not left and bool(_COPULA.search(gap)))
    return _unknown_holder(ctx, sentence, title)


def _past_company(text: str, start: int, end: int, companies: Sequence[Thing]) -> str:
    """The text between, without "of COMPANY": "CEO of Ford, Jim Farley"."""
    for c in companies:
        if start <= c.start and c.end <= end and _OF_COMPANY.fullmatch(text[start : c.start]):
            return text[c.end : end]
    return text[start:end]


def _masked(text: str, start: int, end: int, companies: Sequence[Thing]) -> str:
    for c in companies:
        if start <= c.start and c.end <= end:
            return text[start : c.start] + re.sub(r"^(?:’s|'s|’)", "", "COMPANY" + text[c.end : end]).replace(
                "COMPANY’s", "COMPANY"
            ).replace("COMPANY's", "COMPANY")
    return text[start:end]


def _unknown_holder(ctx: Context, sentence: Sentence, title: Title) -> _Held | None:
    """A name that the language model has missed, told by its place beside the title."""
    text = ctx.page.text
    known = [
        t
        for t in ctx.page.things_in(sentence)
        if t.known or t.type == PERSON or (t.type in COMPANY_TYPES and t.start > title.start)
    ]
    after = _NAME_AFTER.match(text, title.end, sentence.end)
    before = _NAME_BEFORE.search(text, max(sentence.start, title.start - 60), title.start)
    for m in (after, before):
        if m is None or (m is after and m["gap"].startswith(",") and not _ends_apposition(text, m.end())):
            continue
        start, end = m.span("name")
        span = ctx.page.span(start, end)
        # A surname may be a known name too ("Emma Ford", "Clíodhna Lyons"), a first name may not.
        if (
            not any(t.start < end and start < t.end and t.start <= start + len(span[0]) for t in known)
            and {span[0].tag_, span[-1].tag_} <= {"NNP", "NNPS"}
            and not (m is after and any(t.start < end and start < t.end for t in known))
        ):
            return _Held(slug(text[start:end]), start, end)
    return None


def _ends_apposition(text: str, end: int) -> bool:
    return text[end : end + 1] in {",", ".", ""} or bool(
        re.match(r" (?:said|told|says|added|explained|and)(?!\w)", text[end : end + 12])
    )


def _company(ctx: Context, sentence: Sentence, title: Title, held: _Held) -> Thing | str | None:
    """The company before the title, behind "of" or "at", behind the name, or the one that the passage is about."""
    text = ctx.page.text
    companies = [t for t in ctx.page.things_in(sentence) if t.type in COMPANY_TYPES and t.inside is None]
    for c in reversed([c for c in companies if c.end <= title.start and title.start - c.end <= 40]):
        if re.fullmatch(r"(?:’s|'s|’)?(?: [\w-]+){0,3} ?", text[c.end : title.start]):
            return c
    for c in companies:
        if title.start < c.start and c.end <= title.end:
            return c
        if c.start >= title.end and c.start - title.end < 60 and _OF_COMPANY.fullmatch(text[title.end : c.start]):
            return c
        if c.start >= held.end and re.fullmatch(r",? (?:of|from|at) (?:the )?", text[held.end : c.start]):
            return c
    owner = possessor(ctx, sentence, title.start)
    if owner is not None:
        return owner.id
    subject = _subject(ctx, sentence, title)
    if subject is not None:
        return subject
    if ctx.focus.opens_paragraph(sentence) and ctx.focus.topic_company is not None and not companies:
        return ctx.focus.topic_company
    centre = ctx.focus.before(sentence, company=True)
    return centre[0] if centre else None


def _subject(ctx: Context, sentence: Sentence, title: Title) -> str | None:
    """ "Voyah will expand, general manager Lu Fang said": the company that the words before the title speak of."""
    for r in reversed(ctx.focus.referents(sentence)):
        if r.type in COMPANY_TYPES and r.how in {"name", "description"} and r.end <= title.start:
            root = ctx.focus.root(r)
            if root.dep_ in SUBJECT_DEPS or (root.dep_ == "poss" and root.head.dep_ in SUBJECT_DEPS):
                return r.ids[0]
    return None
