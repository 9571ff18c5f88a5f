"""Who owns a share where the words around it say it: "in which it holds 5 percent", "A (45 percent) and B (30)", "B owns 25"."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from evextract.domain.pack import UNWRITTEN
from evextract.nlp.facts.business.figure_clauses import told_subject
from evextract.nlp.facts.context import Context, Cue
from evextract.nlp.lexicon import Hit
from evextract.nlp.linking.link import Link
from evextract.nlp.naming.things import COMPANY_TYPES, PERSON, PLACE, slug
from evextract.nlp.page import Sentence, starting
from evextract.nlp.quantities import QuantityMention
from evextract.nlp.reference.discourse import Referent

_SURE = 4.0
_WHOLE = 100
_IN_WHICH = re.compile(
    r"(?<!\w)(?:in|of) (?:which |whose (?:[\w-]+ ){1,3}?)(?P<owner>[^,;:]{1,60}?)(?: (?:now|also|already|still|itself|currently|together))?"
    r" (?:has|have|had|holds?|held|owns?|owned|controls?|controlled|keeps?|kept|acquired|bought|took)(?: [a-z]+){0,3} \Z"
)
_NAME = re.compile(r"(?:the )?(?P<name>[A-ZÀ-Þ][\w&.’'-]*(?: (?:of |de |do )?[A-ZÀ-Þ][\w&.’'-]*){0,4})")
_BY_STRANGER = re.compile(
    rf"(?P<told> owned| held| controlled)? by (?:[A-Z]\w+(?:’s|'s) )?{_NAME.pattern}(?: (?:state|government))?"
)
_SHARED = re.compile(
    r"(?<!\w)(?:venture|consortium|owned|held|shareholders?|owners?|partners?|belongs?|belonged|divided|shared|split)(?!\w)"
)
_ONE_MORE = re.compile(
    r"(?: (?:of|in) (?:it|the [a-z]+|[A-Z][\w-]*(?: [A-Z][\w-]*)?))?,?(?: and| while| with)?(?: the)? \|"
    r"(?: (?:has|holds|held|owns|owned|had))?(?: the (?:other|remaining))? (?:about |around |just )?"
)
_TO_ONE_MORE = re.compile(r" (?:to|by) (?:the )?")
_SAID_TO_BE = re.compile(r", (?:an?|the|its|their) (?:[\w-]+ ){1,5}")
_REST = re.compile(r"(?<!\w)the (?:remaining|other|remainder,?) \Z")
_EACH_WITH = re.compile(
    r",? (?:each (?:with|holding|owning|has|have|hold|holds|own|owns)|(?:who|which) each (?:own|hold|have))(?: an?)?"
    r"(?: (?:stake|share|interest) of)? (?:about |around |just )?"
)
_LISTED = re.compile(r"(?:, [A-Z][\w&-]+)*(?:,? and |, )(?:the )?")
_EACH = re.compile(r"(?: will| would| to| now)? each(?!\w)")
_OPEN = " ("


_POSSESSING = re.compile(r"(?:’s|'s|’|')?(?: [\w%.,-]+){0,6} ")
_LETTING_GO = re.compile(
    r"(?<!\w)(?:sell|sells|sold|selling|offload|offloads|offloaded|divest|divests|divested)"
    r"(?: off)? (?:a|an|another|its|their|the)(?!\w)"
)


def owner_in_which(ctx: Context, sentence: Sentence, q: QuantityMention, whole: str | None) -> list[Link] | None:
    """Who holds the share in what "in which" points back to; None where that is not said by a name or a pronoun."""
    m = _IN_WHICH.search(ctx.page.text, sentence.start, q.bound_start)
    if m is None:
        return None
    start, end = m.span("owner")
    inside = [r for r in ctx.focus.referents(sentence) if r.type in COMPANY_TYPES and start <= r.start and r.end <= end]
    named = [r for r in inside if r.how == "name"]
    if named:
        return [Link(i, r, _SURE) for r in named for i in r.ids]
    if inside:  # "it" is not the one in which it holds a share.
        centre = [*ctx.focus.before(sentence, company=True), ctx.focus.topic_company]
        owner = next((i for i in (*inside[0].ids, *centre) if i is not None and i != whole), None)
        return [Link(owner, inside[0], _SURE)] if owner is not None else []
    told = _NAME.fullmatch(m["owner"])
    return [Link(slug(told["name"]), None, _SURE)] if told is not None else None


def firm_in_which(text: str, start: int, end: int, named: Sequence[Referent]) -> Referent | None:
    """ "B, a joint venture in which A holds 75 percent": the firm of which that is said, B."""
    m = _IN_WHICH.search(text, start, end)
    return next((r for r in reversed(named) if m is not None and _SAID_TO_BE.fullmatch(text, r.end, m.start())), None)


def held_by_person(ctx: Context, q: QuantityMention) -> Link | None:
    """ "Jane Roe holds 44% of the company": hers, and of no firm that the text is about."""
    subject = told_subject(ctx, q.start, q.end)
    people = (t for t in ctx.page.things_in(ctx.page.sentence_at(q.start)) if t.type == PERSON and t.inside is None)
    person = next((t for t in people if subject is not None and t.start <= subject.idx < t.end), None)
    return Link(person.id, None, _SURE) if person is not None else None


def each_before(text: str, named: Sequence[Referent], at: int) -> list[Referent]:
    """ "Owned by A, B and C, each with 23%": all of the list that ends before the share at the character."""
    out: list[Referent] = []
    for r in reversed(named):
        gap = _EACH_WITH.fullmatch(text, r.end, at) if not out else _LISTED.fullmatch(text, r.end, out[0].start)
        if gap:
            out.insert(0, r)
        elif out:
            break
    return out if len(out) > 1 else []


def is_rest(text: str, q: QuantityMention) -> bool:
    """ "The remaining 10 percent": of what the shares before are of."""
    return _REST.search(text, max(0, q.bound_start - 20), q.bound_start) is not None


def held_by_stranger(ctx: Context, q: QuantityMention, *, sure: bool) -> Link | None:
    """ "49 percent held by Etika", whom nobody knows; ``sure``: the sentence speaks of shares already."""
    m = _BY_STRANGER.match(ctx.page.text, q.end)
    if m is None or not (sure or m["told"]) or starting(ctx.page.dates, m.start("name"), m.end()):
        return None
    if any(t.type in COMPANY_TYPES for t in starting(ctx.page.things, q.end, m.end())):
        return None
    state = m.end() > m.end("name")  # "held by the Finnish state"
    nation = any(t.type == PLACE and t.end == m.end("name") for t in ctx.page.things_at(m.start("name")))
    if nation and not state and ctx.page.text[m.end() : m.end() + 1] == " ":
        return None  # "owned by the Japanese company"
    return Link(slug(ctx.page.text[m.start("name") : m.end()] if state else m["name"]), None, _SURE)


def one_more(ctx: Context, sentence: Sentence, before: QuantityMention, q: QuantityMention) -> Referent | None:
    """Whose the bare number is that goes on about the share before it: "A has 75 percent of the firm, B owns 25"."""
    if not is_bare_share(q) or before.quantity.high + q.quantity.high > _WHOLE:
        return None
    text = ctx.page.text
    firms = [r for r in ctx.focus.referents(sentence) if r.type in COMPANY_TYPES and r.how == "name"]
    for r in firms:
        if before.end <= r.start and r.end <= q.bound_start:
            if _ONE_MORE.fullmatch(f"{text[before.end : r.start]}|{text[r.end : q.bound_start]}"):
                return r
        elif r.start >= q.end and _TO_ONE_MORE.fullmatch(text, q.end, r.start):
            return r
    return None


def is_bare_share(q: QuantityMention) -> bool:
    return (
        q.quantity.unit in UNWRITTEN and q.noun is None and q.converts is None and 0 < q.quantity.low <= _WHOLE
        and not q.vague and q.quantity.written[:1].isdigit()
    )  # fmt: skip


def in_brackets(
    ctx: Context, sentence: Sentence, percent: Collection[str]
) -> tuple[list[tuple[int, Referent]], str | None]:
    """The holders of a firm with the numbers of their shares in the page's quantities, and the firm.

    "The joint venture of A (45 percent), B (30) and C (25)"; ``percent``: the units of shares.
    """
    text = ctx.page.text
    firms = [r for r in ctx.focus.referents(sentence) if r.type in COMPANY_TYPES and r.how == "name"]
    found: list[tuple[int, Referent]] = []
    for n, q in ctx.page.quantities_in(sentence):
        r = next((r for r in firms if text[r.end : q.bound_start] == _OPEN), None)
        share = q.quantity.unit in percent and q.change is None
        if r is not None and (share or (found and is_bare_share(q))):
            found.append((n, r))
    total = sum(ctx.page.quantities[n].quantity.high for n, _ in found)
    if len(found) < 2 or total > _WHOLE or not _SHARED.search(text, sentence.start, found[0][1].start):
        return [], None
    owners = {i for _, r in found for i in r.ids}
    return found, firm_shared(ctx, sentence, firms, owners, found[0][1].start)


def firm_shared(
    ctx: Context, sentence: Sentence, firms: Sequence[Referent], owners: Collection[str], before: int
) -> str | None:
    """The firm that the owners share: the one that the sentence names before them, else the one that the text is about."""
    named = [r.ids[0] for r in firms if r.end <= before and r.ids[0] not in owners]
    centre = [*ctx.focus.before(sentence, company=True), ctx.focus.topic_company]
    return next((i for i in (*named, *centre) if i is not None and i not in owners), None)


def each_of(text: str, companies: Sequence[Referent], links: Sequence[Link]) -> list[Link]:
    """ "A and B will each hold 50 percent": both, whatever the parser makes of it."""
    out = list(links)
    members = [r for r in companies if r.how == "name"]
    for link in links:
        if link.referent in members and _EACH.match(text, link.referent.end):
            for r in reversed(members[: members.index(link.referent)]):
                if not re.fullmatch(r",? and |, ", text[r.end : members[members.index(r) + 1].start]):
                    break
                out += [Link(i, r, link.score) for i in r.ids if all(i != x.id for x in out)]
    return out


def joined(text: str, named: Sequence[Referent], first: Referent) -> list[Referent]:
    """ "45% each by A and B": all who are listed from the first on."""
    out = [first]
    for r in named:
        if r.start > out[-1].end and re.fullmatch(r",? and |, ", text[out[-1].end : r.start]):
            out.append(r)
    return out


def lets_go(text: str, sentence: Sentence, q: QuantityMention) -> bool:
    """ "Sold another 10 percent", "sells its 5 percent": a share that the seller does not keep."""
    return _LETTING_GO.search(text, sentence.start, min(q.start, sentence.end)) is not None


def pair_of(ctx: Context, sentence: Sentence, companies: Sequence[Referent]) -> list[str]:
    """The two that hold shares in each other: of the sentence, else the last two that the text has named."""
    ids = list(dict.fromkeys(i for r in companies if r.how == "name" for i in r.ids))
    if len(ids) < 2:
        for t in reversed(starting(ctx.page.things, 0, sentence.start)):
            if t.type in COMPANY_TYPES and t.inside is None and t.end <= sentence.start and t.id not in ids:
                ids.append(t.id)
            if len(ids) == 2:
                break
    return ids[:2]


def possesses(text: str, r: Referent, cue: Hit[Cue]) -> bool:
    """ "Renault's stake", "its 51% stake"."""
    owning = r.how == "pronoun" or text[r.end : r.end + 1] in {"’", "'"}
    return owning and _POSSESSING.fullmatch(text[r.end : cue.start]) is not None
