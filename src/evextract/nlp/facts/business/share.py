"""Who owns which part of whom: "Geely raised its stake in Aston Martin from 7.6% to 17%".

A share needs its owner and, where the text tells, what it is a share of. Both ends of a change are facts: what was held
is asserted, what will be held has the stance of the sentence. Shares of a market, of buyers or of sales are none.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import permutations

from evextract.domain.pack import AttributeDef
from evextract.nlp.facts.business.figure_clauses import stranger_told
from evextract.nlp.facts.business.share_owners import (
    each_before,
    each_of,
    firm_in_which,
    held_by_person,
    held_by_stranger,
    in_brackets,
    is_rest,
    joined,
    lets_go,
    one_more,
    owner_in_which,
    pair_of,
    possesses,
)
from evextract.nlp.facts.business.wholes import (
    is_foreign,
    is_named_by_kind,
    is_some_firms,
    is_told_in,
    part_of_company,
    whole_meant,
    whole_of,
)
from evextract.nlp.facts.business.worded_shares import worded_shares
from evextract.nlp.facts.context import Context, Cue
from evextract.nlp.facts.figures.repeats import gapping_subject
from evextract.nlp.lexicon import Hit, stem
from evextract.nlp.linking.link import Link
from evextract.nlp.naming.things import COMPANY_TYPES
from evextract.nlp.page import Sentence
from evextract.nlp.quantities import QuantityMention
from evextract.nlp.syntax import is_verb
from evextract.records import Mention, Modality, Polarity

_REACH = 12
_SURE = 0.75
"""Weight of a cue that needs no company behind it: "stake", but not "take"."""
_BREAK = re.compile(r"[;:\n]|, (?:but|while|whereas|although|and)(?!\w)")
_BY = re.compile(r"(?: [a-z]+){0,3} by (?:(?![a-z]+ing )[a-z][a-z’'-]* ){0,4}(?:[A-Z]\w+(?:’s|'s) )?")
_BY_OTHERS = re.compile(r"(?:-| )(?:owned|held|controlled)(?: [a-z]+)? by (?:the |its |his |an? )?[a-z]")
_HAS = re.compile(r"(?:’s|'s|’|')?(?: (?:current|existing|entire|whole|remaining|own))? ")
_TO = re.compile(r"(?<!\w)to \Z")
_EACH_BY = re.compile(r"(?: [a-z]+)? each by ")
_CLOSED = re.compile(r", (?:in|of) which [^,]*\Z")
"""Before a share: the clause that tells of it ends with the next comma."""
_EACH_OTHER = re.compile(
    r"(?<!\w)each(?!\w)[^.;]{0,60}(?<!\w)(?:own|hold|owns|holds|stakes?|holding|shareholding|shares|percent|cent)(?!\w)"
    r"[^.;]{0,30} (?:of|in) (?:the other|each other|one another)(?!\w)"
    r"|(?<!\w)(?:stakes?|shareholdings?|holdings?|shares|\d%|percent|cent) (?:in|of) (?:each other|one another)(?!\w)"
)
_UNTIL_NOW = re.compile(r"(?<!\w)(?:from|current|currently|earlier|previous|previously|now|present)(?!\w)")
_BELONGING = stem("belong")
_TO_OWNER = re.compile(r" (?:entirely |now )?to (?:the )?")
_OF_ITS_OWN = re.compile(r"(?<!\w)(?:its|their) (?:remaining |entire |whole |own )?\Z")
"""Before a share that is let go: the seller has held just that."""
_LET_GO = re.compile(r"[^.;:]{0,40} (?:is|are|was|were|be|been) (?:sold|placed|offloaded|divested)(?!\w)")
_LEFT_WITH = re.compile(r" with (?:an? )?(?:about |around |just |some |roughly )?")
_STAKE_IN = re.compile(r"(?:stake|shares?|holding|shareholding|interest) in (?:the )?\Z")
_FROM = re.compile(r" from (?:the )?\Z")


@dataclass(frozen=True, slots=True)
class _Tie:
    """``held``: the share is told as what there is ("the 51% stake held by Ford"), whatever is planned with it."""

    owner: Link
    object: str | None
    held: bool = False


def find_share_facts(ctx: Context) -> Iterator[Mention]:
    """Mentions of the attributes with the reader ``share``."""
    for a in ctx.pack.attributes.values():
        if a.reader == "share":
            said: dict[int, list[_Tie]] = {}
            for sentence in ctx.page.sentences:
                yield from _in_sentence(ctx, a, sentence, said)
                yield from worded_shares(ctx, a, sentence)


def _in_sentence(ctx: Context, a: AttributeDef, sentence: Sentence, said: dict[int, list[_Tie]]) -> Iterator[Mention]:
    """``said``: the last ties of each sentence, which the next one may go on about without a name."""
    nameless = not any(r.type in COMPANY_TYPES and r.how == "name" for r in ctx.focus.referents(sentence))
    going_on = [replace(t, held=False) for t in said.get(sentence.number - 1, ())] if nameless else []
    quantities = ctx.page.quantities
    percent = {u.id for u in ctx.pack.units.values() if u.dimension == a.dimension}
    found = _in_brackets(ctx, a, sentence, percent)
    for n, q in ctx.page.quantities_in(sentence):
        if n in found:
            continue
        last = max((m for m in found if m < n), default=None)
        before, same = found[last] if last is not None else ([], None)
        whole = before[0].object if before else None
        other = one_more(ctx, sentence, quantities[last], q) if last is not None else None
        if other is not None and same is not None:
            found[n] = [_Tie(Link(i, other, 4.0), whole) for i in other.ids], same
        elif ctx.pack.dimension(q.quantity.unit) == a.dimension:
            cue = _cue(ctx, a, sentence, q)
            if q.converts is not None or q.change is not None or cue is None or _LET_GO.match(ctx.page.text, q.end):
                continue
            ties = _gapped(ctx, sentence, n, cue, found) or going_on
            ties = ties or _ties(ctx, a, sentence, q, cue, sure=bool(found))
            if ties and whole and ties[0].owner.id != whole and not is_told_in(ctx, sentence, ties[0].object):
                ties = [replace(t, object=whole) for t in ties]  # "A holds 53 percent of C, B has 34 percent"
            if ties and (earlier := said.get(sentence.number - 1)) and is_rest(ctx.page.text, q):
                ties = [replace(t, object=earlier[0].object) for t in ties]
            if ties and ties[0].object in {t.owner.id for t in before} and all(t.owner.id != whole for t in ties):
                # "A is 51 percent owned by B and 49 percent by C": of A, too
                ties = [replace(t, object=whole) for t in ties]
            if ties:
                said[sentence.number] = ties
                found[n] = ties, cue
    ctx.taken.update(quantities[n].start for n in found)
    replaced = {quantities[n].changed_from for n in found}
    for n, (ties, cue) in found.items():
        q = quantities[n]
        value = q.quantity if q.quantity.unit in percent else replace(q.quantity, unit=a.unit or "")
        for tie in ties:
            mention = ctx.mention(
                tie.owner,
                a,
                value,
                (q.start, q.end),
                cover=[(q.bound_start, q.end), (cue.start, cue.end)],
                anchor=cue.start,
            )
            if mention is None:
                continue
            if n in replaced or tie.held:
                mention = replace(mention, modality=Modality.ASSERTED, polarity=Polarity.AFFIRMED)
            yield replace(mention, scope=replace(mention.scope, object=tie.object))


def _in_brackets(
    ctx: Context, a: AttributeDef, sentence: Sentence, percent: Collection[str]
) -> dict[int, tuple[list[_Tie], Hit[Cue]]]:
    """The shares that stand in brackets behind their owners."""
    owners, firm = in_brackets(ctx, sentence, percent)
    return {
        n: ([_Tie(Link(i, r, 4.0), firm, held=True) for i in r.ids], Hit(r.start, r.end, Cue(a.id, "any", 1.0)))
        for n, r in owners
    }


def _cue(ctx: Context, a: AttributeDef, sentence: Sentence, q: QuantityMention) -> Hit[Cue] | None:
    """The word of owning that stands nearest, unless the figure is a share of something that nobody owns."""
    text = ctx.page.text
    if is_foreign(text, q) or re.match(r" (?:more|fewer|less|higher|lower)(?!\w)", text[q.end : q.end + 8]):
        return None
    best: tuple[float, Hit[Cue]] | None = None
    for hit in ctx.cues_in(sentence, a.id):
        before = hit.end <= q.start
        gap = text[hit.end : q.start] if before else text[q.end : hit.start]
        after = ctx.page.root_of(hit.start, hit.end)
        if (after.dep_ == "compound" and after.head.i > after.i) or after.dep_ in {"aux", "auxpass"}:
            continue  # "shareholding threshold", "stake sale"; "its stake has risen"
        if not before and gap.startswith(",") and hit.thing.weight < _SURE:
            continue  # "which cut its holding to 30%, took a loss": a verb of the clause around
        words = len(gap.split())
        if words > _REACH or _BREAK.search(gap):
            continue
        cost = words / hit.thing.weight
        if best is None or cost < best[0]:
            best = (cost, hit)
    if best is None:
        best = part_of_company(ctx, a, sentence, q)
    if best is None:
        return None
    blocked = [b for b in ctx.blocker_hits.get(sentence.number, []) if b.thing == a.id]
    low, high = min(best[1].start, q.start), max(best[1].end, q.end)
    if any(
        low - 25 <= b.start < high + 25
        and not _BREAK.search(text[min(b.end, low) : max(b.start, high)])
        and not (b.start >= high and _CLOSED.search(text, sentence.start, low) and "," in text[high : b.start])
        for b in blocked
    ):
        return None
    return best[1]


def _gapped(
    ctx: Context, sentence: Sentence, n: int, cue: Hit[Cue], found: dict[int, tuple[list[_Tie], Hit[Cue]]]
) -> list[_Tie]:
    """What the share before already says: the other end of a change, one more holding, or a list of owners."""
    earlier = [m for m in found if m < n]
    if not earlier:
        return []
    ties, same = found[earlier[-1]]
    text, q, before = ctx.page.text, ctx.page.quantities[n], ctx.page.quantities[earlier[-1]]
    if q.changed_from == earlier[-1]:
        return [replace(t, held=False) for t in ties]
    if stranger_told(ctx, q.start, q.end) is not None:
        return []
    if owners := gapping_subject(ctx, before, q):
        return [_Tie(Link(i, None, 1.0), ties[0].object) for i in owners]
    companies = [r for r in ctx.focus.referents(sentence) if r.type in COMPANY_TYPES]
    between = [
        r for r in companies if before.end <= r.start < q.start and r.how == "name" and r.ids != (ties[0].object,)
    ]
    if not between and _UNTIL_NOW.search(text, before.end, q.start):
        return [replace(t, held=True) for t in ties]
    if not between and cue == same and ctx.page.root_of(cue.start, cue.end).tag_.startswith("NN"):
        to_be = _TO.search(text, before.end, q.bound_start) is not None
        return [replace(t, held=t.held and not to_be) for t in ties]
    if not between and cue == same and cue.end <= before.start:
        whole = whole_of(text, companies, q, cue, behind=q.end)
        return [
            _Tie(t.owner, whole.ids[0] if whole else None, t.held)
            for t in ties
            if whole is None or t.owner.id not in whole.ids
        ]
    return []


def _ties(
    ctx: Context, a: AttributeDef, sentence: Sentence, q: QuantityMention, cue: Hit[Cue], *, sure: bool
) -> list[_Tie]:
    """The owners and what they own; ``sure``: the sentence speaks of shares already, so that a weak cue is enough."""
    text = ctx.page.text
    companies = [r for r in ctx.focus.referents(sentence) if r.type in COMPANY_TYPES]
    if is_some_firms(ctx, cue):
        return []
    if _EACH_OTHER.search(text, sentence.start, sentence.end):
        return [_Tie(Link(x, None, 1.0), y) for x, y in permutations(pair_of(ctx, sentence, companies), 2)]
    named = [r for r in companies if r.how == "name"]
    whole = whole_of(text, companies, q, cue)
    left = next((r for r in named if _LEFT_WITH.fullmatch(text[r.end : q.bound_start])), None)
    if left is not None:  # "sold its stake in Aston Martin, leaving Geely with 14%"
        of = whole or next((r for r in named if _STAKE_IN.search(text, sentence.start, r.start)), None)
        return [_Tie(Link(i, left, 3.0), of.ids[0] if of else None) for i in left.ids]
    whole = whole or firm_in_which(text, sentence.start, q.bound_start, named)
    if (holders := owner_in_which(ctx, sentence, q, whole.ids[0] if whole else None)) is not None:
        return [_Tie(link, whole.ids[0] if whole else None) for link in holders]
    if (stranger := held_by_stranger(ctx, q, sure=sure)) is not None:
        inner = [r for r in named if r.end <= q.start]
        return [_Tie(stranger, (whole or inner[-1]).ids[0] if whole or inner else None, held=True)]
    if not sure and whole is None and cue.thing.weight < _SURE and not is_named_by_kind(text, q):
        return []
    object_ = whole.ids[0] if whole is not None else None
    if several := each_before(text, named, q.bound_start):
        inner = [r for r in named if r.end <= cue.start and r not in several]
        shared = object_ or (inner[-1].ids[0] if inner else None)
        return [_Tie(Link(i, r, 4.0), shared) for r in several for i in r.ids]
    belonging = stem(text[cue.start : cue.end]) == _BELONGING
    by = _TO_OWNER if belonging else _BY
    agent = next(
        (r for r in companies if r.start >= max(cue.end, q.end) and by.fullmatch(text[max(cue.end, q.end) : r.start])),
        None,
    )
    if agent is not None:
        if whole is None:  # "Volvo Cars is 78.7% owned by Geely"
            inner = [r for r in companies if r.how != "pronoun" and r.end <= q.start and r.ids != agent.ids]
            object_ = inner[-1].ids[0] if inner else None
        held = not any(c.dep_ == "aux" for c in ctx.page.token_at(agent.start).head.head.children)
        agents = joined(text, named, agent) if _EACH_BY.match(text, q.end) else [agent]
        owners = [_Tie(Link(i, r, 3.0), object_, held) for r in agents for i in r.ids]
        # "Acquiring the 51% stake held by Ford": the one who buys is to have it too.
        noun = ctx.page.root_of(cue.start, cue.end).tag_.startswith("NN")
        buyer = ctx.linker.subjects(cue.start, cue.end, a.subjects, avoid=(agent.start, agent.end)) if noun else []
        return owners + [_Tie(b, object_) for b in buyer if b.id not in agent.ids]
    if _BY_OTHERS.match(text, q.end):
        return []  # "79.9 percent owned by the state"
    held = whole is not None and _OF_ITS_OWN.search(text, sentence.start, q.bound_start) is not None
    let_go = lets_go(text, sentence, q)
    if belonging or (let_go and not held):
        return []
    if (person := held_by_person(ctx, q)) is not None:
        return [_Tie(person, object_ or whole_meant(ctx, sentence, q, person))]
    if (owner := stranger_told(ctx, q.start, q.end)) is not None:
        link = Link(owner, None, 3.0)
        return [_Tie(link, object_ or whole_meant(ctx, sentence, q, link))]
    by_verb = is_verb(ctx.page.root_of(cue.start, cue.end))  # "wrote off its stake, as did A, which owned 19%"
    possessor = [
        r for r in companies if not by_verb and r.end <= cue.start and r is not whole and possesses(text, r, cue)
    ]
    # "Plans to cut its 27% stake", "will buy Daihatsu's 30% holding": that share is held already.
    possessed = bool(possessor) and _HAS.fullmatch(text, possessor[-1].end, q.bound_start) is not None
    links: Sequence[Link]
    if possessor and text[possessor[-1].start : possessor[-1].end].lower() != "it":
        links = [Link(i, possessor[-1], 3.0) for i in possessor[-1].ids]
    else:
        links = ctx.linker.subjects(
            q.start, q.end, a.subjects, avoid=(whole.start, whole.end) if whole is not None else None
        )
        if links and (seller := links[0].referent) is not None and _FROM.search(text, q.end, seller.start):
            # "By purchasing 51% from Proton"
            links = ctx.linker.subjects(q.start, q.end, a.subjects, avoid=(seller.start, seller.end))
    return [
        _Tie(link, object_ or whole_meant(ctx, sentence, q, link), held=let_go or possessed)
        for link in each_of(text, companies, links)
        if link.id != object_
    ]
