"""One question with its evidence: what an editor looks at before deciding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evextract.domain.pack import DomainPack
from evextract.domain.wording import percent, shown
from evextract.records import Action, Claim, Conflict, Decision, Modality, Polarity, Side, Status, Value
from evextract.report.advice import advice
from evextract.report.material import Material, voices
from evextract.report.model import QuoteView, Rank, SideView, SourceView
from evextract.report.passages import around_value
from evextract.report.statements import ranks
from evextract.review.desk import State
from evextract.review.items import Item, Standing, all_denied, claims_of
from evextract.review.values import hint
from evextract.review.wording import Entry, entries

MOST_QUOTES = 30
"""Quotes an answer on one page; further ones are counted."""
MOST_BESIDE = 12


@dataclass(frozen=True, slots=True)
class Quote:
    """A claim as its article words it; ``said`` where its value is put otherwise than the answer's."""

    claim: str
    source: SourceView
    said: str
    stance: str
    before: str
    focus: str
    after: str
    attribution: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the competing answers. ``claims`` are all that give it, ``value`` is what choosing it decides."""

    said: str
    rank: Rank
    voices: int
    quotes: tuple[Quote, ...]
    more: int
    claims: tuple[str, ...]
    value: Value


@dataclass(frozen=True, slots=True)
class Case:
    """An item with its answers, the one that stands first, and all that was decided about it."""

    item: Item
    answers: tuple[Answer, ...]
    standing_answer: Answer | None
    verdict: str | None
    sure: str
    chain: tuple[str, ...]
    advice: tuple[str, ...]
    hint: str
    beside: tuple[Item, ...]
    """The same asked of other versions, markets or times: what may have been mixed up."""
    history: tuple[Entry, ...]
    seen: tuple[str, ...]

    @property
    def is_disputed(self) -> bool:
        return len(self.answers) > 1


def build_case(item: Item, state: State, pack: DomainPack) -> Case:
    """Everything on the page of ``item``."""
    material = state.inbox.material
    answers = tuple(_answers(item, material))
    kept = next((answer for answer in answers if answer.rank is Rank.KEPT), None)
    seen = tuple(claims_of(item.fact, item.conflicts))
    return Case(
        item=item,
        answers=answers,
        standing_answer=kept,
        verdict=_verdict(item, kept, material),
        sure=_sure(item),
        chain=tuple(_chain(item, material)),
        advice=tuple(_advice(item, answers, pack)),
        hint=hint(item.fact.attribute, pack),
        beside=tuple(i for i in state.inbox.items if _is_beside(i, item))[:MOST_BESIDE],
        history=tuple(e for e in entries(state, pack) if _concerns(e.source, item, seen)),
        seen=seen,
    )


def _is_beside(other: Item, item: Item) -> bool:
    return other.id != item.id and (other.subject, other.attribute) == (item.subject, item.attribute)


def _answers(item: Item, material: Material) -> Iterator[Answer]:
    """Each distinct side once; the one that stands first, then those with more voices."""
    sides: list[tuple[Side, Rank]] = []
    if not item.conflicts and item.fact.value is not None:
        sides.append((Side(item.fact.value, item.fact.supported_by), Rank.KEPT))
    for conflict in item.conflicts:
        for side, rank in zip(conflict.sides, _ranks(item, conflict), strict=True):
            if not any(set(side.claims) == set(known.claims) for known, _ in sides):
                sides.append((side, rank))
    listed = {claim for side, _ in sides for claim in side.claims}
    rest = [claim for claim in item.fact.set_aside if claim not in listed and item.id == item.fact.id]
    sides += [(Side(claim.value, (claim.id,)), Rank.ASIDE) for claim in material.known(rest)]
    made = [_answer(side, rank, material) for side, rank in sides]
    yield from sorted(made, key=lambda answer: (answer.rank is not Rank.KEPT, -answer.voices, answer.said))


def _ranks(item: Item, conflict: Conflict) -> Sequence[Rank]:
    return ranks(conflict, item.fact if item.id == item.fact.id else None)


def _answer(side: Side, rank: Rank, material: Material) -> Answer:
    claims = material.known(side.claims)
    said = material.say(side.value, denied=all_denied(claims))
    quotes = tuple(_quote(claim, said, material) for claim in claims[:MOST_QUOTES])
    ids = tuple(claim.id for claim in sorted(claims, key=lambda c: c.value != side.value))
    return Answer(said, rank, voices(claims), quotes, max(len(claims) - MOST_QUOTES, 0), ids, side.value)


def _quote(claim: Claim, answer: str, material: Material) -> Quote:
    said = material.say(claim.value, denied=claim.polarity is Polarity.DENIED)
    scope = material.scope(claim.scope)
    return Quote(
        claim.id,
        material.source(claim.source),
        said if said != answer else "",
        " · ".join(filter(None, (scope, claim.modality.value if claim.modality is not Modality.ASSERTED else ""))),
        *around_value(claim.evidence),
        shown(claim.attribution or ""),
    )


def _verdict(item: Item, kept: Answer | None, material: Material) -> str | None:
    if item.standing is Standing.OPEN:
        return None
    if item.id != item.fact.id:
        return kept.said if kept is not None else material.say(item.conflicts[0].resolved)
    return material.say(item.fact.value, denied=item.fact.polarity is Polarity.DENIED)


def _sure(item: Item) -> str:
    if item.standing in (Standing.OPEN, Standing.DECIDED, Standing.AGAIN):
        return ""
    return f"{percent(item.conflicts[0].confidence if item.conflicts else item.fact.confidence)} sure"


def _chain(item: Item, material: Material) -> Iterator[str]:
    """The reasons: an editor's word alone, or what the rules found."""
    decided = item.standing in (Standing.DECIDED, Standing.AGAIN)
    told = [f.because for c in item.conflicts for f in c.findings] if not decided else []
    whole = item.conflicts[0].because if item.conflicts else item.fact.because
    for reason in dict.fromkeys(told or [whole]):
        if reason:
            yield material.plain(reason[:1].upper() + reason[1:].rstrip(".") + ".")


def _advice(item: Item, answers: Sequence[Answer], pack: DomainPack) -> Sequence[str]:
    if not item.conflicts or item.fact.status in (Status.DECIDED, Status.REOPENED):
        return ()
    sides = [SideView(a.said, a.rank, a.voices, tuple(map(_as_view, a.quotes)), a.more) for a in answers]
    return advice(item.conflicts[0], sides, pack)


def _as_view(quote: Quote) -> QuoteView:
    parts = quote.before, quote.focus, quote.after
    return QuoteView(quote.claim, quote.source, quote.said, *parts, quote.attribution or None)


def _concerns(decision: Decision, item: Item, seen: Sequence[str]) -> bool:
    if decision.action in (Action.MERGE, Action.SPLIT) and item.fact.subject in decision.things:
        return True
    mine = {*decision.claims, *decision.seen}
    return decision.fact_id == item.fact.id or not mine.isdisjoint(seen)
