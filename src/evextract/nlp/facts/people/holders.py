"""Who holds a post, told by the place of the name beside the title or by a verb between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from evextract.nlp.facts.context import Context
from evextract.nlp.facts.people.titles import Title
from evextract.nlp.naming.things import COMPANY_TYPES, ORGANISATION, PERSON, PLACE, Thing, slug
from evextract.nlp.page import Sentence

_NAME = r"(?:[A-ZÀ-Þ](?:[\w’'.-]*[\w.])? ){1,2}(?:(?:de|da|von|van|di|del|bin|al) ){0,2}[A-ZÀ-Þ][\w’'-]+"
_NAME_AFTER = re.compile(rf"(?P<gap>,? (?:(?:Mr|Ms|Mrs|Dr)\.? )?)(?P<name>{_NAME})")
_NAME_BEFORE = re.compile(
    rf"(?<![\w.’'-])(?P<name>{_NAME})(?P<gap>, (?:(?:the|its|their|a|an)(?: [a-z-]+(?:’s|'s))? )?)\Z"
)
_BEHIND_TITLE = re.compile(r",? (?:(?:Mr|Ms|Mrs|Dr)\.? )?")
OF_COMPANY = re.compile(r",? (?:of|at|for|with) (?:the )?(?:[\w-]+ ){0,3}")
_TO_TITLE = re.compile(
    r"(?:’s|'s)?(?:,? who)?"
    r"(?: (?:will |would |is to |has |had )?(?:step|steps|stepped|stepping|stand|stands|stood) down"
    r"|,? resign(?:s|ed)?| retires?d?| quits?|(?: will| is to| has)? (?:gives?|gave|given|giving) up)?"
    r"(?:,|—| –| is| was| as| became| becomes| will be| will become| has become| has been| had been"
    r"| took over| takes over|(?: will| would| has| had| is to)? (?:take|taken|remain|remains|remained|stay|stays|stayed"
    r"|return|returns|returned|serve|serves|served|continue|continues)(?: over| on)?|,? (?:who )?(?:will )?(?:succeed|replace|follow)(?:s|ed)? (?:him|her|them))?"
    r"(?:,? (?:until (?:now|recently)|hitherto|formerly|previously))?"
    r"(?: (?:(?:the|this) [a-z-]+(?:’s|'s)|the|a|an|its|their|his|her|own|new|current|also|now|then|next|appointment|promotion|move|named|appointed|elected|made|promoted"
    r"|again|to|top|senior|nomination|as|be|post|position|of|former|(?:ex-)?COMPANY|our))* ?"
)
_COPULA = re.compile(r"(?<!\w)(?:is|was|as|remains?|became|becomes|be|become|been|named|appointed|over)(?!\w)")
_SUCCEEDS = re.compile(r",?(?: [a-z]+){0,4} (?:(?:succeed|follow)(?:s|ed|ing)?|replac(?:es?|ed|ing)) ")
_NAMED = re.compile(r"(?<!\w)(?:name|appoint|elect|make|made|promote|hire)(?:s|d|ed)? (?:(?:former|ex-)[\w-]* )?\Z")
_BACK = 110
_WHO = re.compile(
    r", [^,;.]{1,100},"
    r"(?= (?:will|is|was|became|has|had|takes|took|returned|succeed|succeeded|replaced)(?!\w))"
)
"""What is told of somebody in passing, before what he becomes."""


@dataclass(frozen=True, slots=True)
class Held:
    """Who holds a title; ``told``: by a verb, whose stance then counts ("will become CEO"), else by its place."""

    id: str
    start: int
    end: int
    told: bool = False


def holder(ctx: Context, sentence: Sentence, title: Title) -> Held | None:
    text = ctx.page.text
    people = [t for t in ctx.page.things_in(sentence) if t.type == PERSON]
    companies = companies_of(ctx, sentence)
    for p in people:
        if p.start >= title.end and _BEHIND_TITLE.fullmatch(_past_company(text, title.end, p.start, companies)):
            return Held(p.id, p.start, p.end)
    for p in reversed(people):
        if p.end <= title.start and title.start - p.end < 2 * _BACK:
            gap = _WHO.sub("", masked(text, p.end, title.start, companies))
            if len(gap) > _BACK:
                continue
            if gap == " " and _NAMED.search(text, max(0, p.start - 40), p.start):
                return Held(p.id, p.start, p.end, told=True)  # "Ford named Jane Roe chief designer"
            if gap.strip() and _TO_TITLE.fullmatch(gap.replace("—", "— ")):
                left = re.search(r"(?:step|stand|stood|resign|retire|quit| up )", gap) is not None
                successor = next(
                    (s for s in people if s.end <= p.start and _SUCCEEDS.fullmatch(text[s.end : p.start])), None
                )
                p = successor or p
                return Held(p.id, p.start, p.end, told=not left and bool(_COPULA.search(gap)))
    return _unknown_holder(ctx, sentence, title)


def companies_of(ctx: Context, sentence: Sentence) -> list[Thing]:
    """The companies and organisations of the sentence, by name or by description ("the brand")."""
    firms = COMPANY_TYPES | {ORGANISATION}
    named = [t for t in ctx.page.things_in(sentence) if t.type in firms and t.inside is None]
    meant = [r for r in ctx.focus.referents(sentence) if r.type in COMPANY_TYPES and r.how == "description"]
    return sorted([*named, *(Thing(r.start, r.end, r.ids[0], "company") for r in meant)], key=lambda t: t.start)


def _past_company(text: str, start: int, end: int, companies: Sequence[Thing]) -> str:
    """The text between, without "of COMPANY": "CEO of Ford, Jim Farley"."""
    for c in companies:
        if start <= c.start and c.end <= end and OF_COMPANY.fullmatch(text[start : c.start]):
            return text[c.end : end]
    return text[start:end]


def masked(text: str, start: int, end: int, companies: Sequence[Thing]) -> str:
    """The text between with COMPANY for each of them: ", the former head of COMPANY, has been COMPANY "."""
    out, at = "", start
    for c in companies:
        if at <= c.start and c.end <= end:
            out, at = out + text[at : c.start] + "COMPANY", c.end
    return re.sub(r"COMPANY(?:’s|'s|’|')", "COMPANY", out + text[at:end])


def _unknown_holder(ctx: Context, sentence: Sentence, title: Title) -> Held | None:
    """A name that the language model has missed, told by its place beside the title."""
    text = ctx.page.text
    known = [t for t in ctx.page.things_in(sentence) if t.known or t.type == PERSON]
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
            and not (m is after and any(t.start < end and start < t.end for t in known if t.type != PLACE))
        ):
            return Held(slug(text[start:end]), start, end)
    return None


def _ends_apposition(text: str, end: int) -> bool:
    return text[end : end + 1] in {",", ".", ""} or bool(
        re.match(r" (?:said|told|says|added|explained|and)(?!\w)", text[end : end + 12])
    )
