"""What editors decided stands above what the evidence says, and is looked at again when new claims contradict it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from evextract.domain.identity import value_key
from evextract.records import Claim, Conflict, Decision, Fact, Status, Term


def apply_decisions(
    facts: Iterable[Fact], conflicts: Iterable[Conflict], claims: Mapping[str, Claim], decisions: Sequence[Decision]
) -> tuple[list[Fact], list[Conflict]]:
    """Facts and conflicts with the editors' answers; of several decisions on a fact the last one counts.

    A decision whose fact has another id by now, since its scope is known better, follows the claim that it chose. It
    survives new claims; where they contradict it, the reason says so.
    """
    facts, conflicts = list(facts), list(conflicts)
    if not decisions:
        return facts, conflicts
    home = {claim: f.id for f in facts for claim in (*f.set_aside, *f.supported_by)}
    home.update({i: c.fact_id for c in conflicts for side in c.sides for i in side.claims if i not in home})
    known = {fact.id for fact in facts}
    decided: dict[str, Decision] = {}
    for decision in sorted(decisions, key=lambda d: d.at):
        fact_id = decision.fact_id if decision.fact_id in known else home.get(decision.claim_id or "", "")
        if fact_id:
            decided[fact_id] = decision
    said = {f.id: [*f.supported_by, *f.set_aside] for f in facts}
    for conflict in conflicts:
        mine = said.setdefault(conflict.fact_id, [])
        mine += [i for side in conflict.sides for i in side.claims if i not in mine]
    settled = {
        fact.id: _decide(fact, decided[fact.id], [claims[i] for i in said[fact.id] if i in claims], claims)
        for fact in facts
        if fact.id in decided
    }
    return (
        [settled.get(fact.id, fact) for fact in facts],
        [
            replace(c, resolved=settled[c.fact_id].value, confidence=1.0, because=settled[c.fact_id].because)
            if c.fact_id in settled
            else c
            for c in conflicts
        ],
    )


def _decide(fact: Fact, decision: Decision, mine: Sequence[Claim], claims: Mapping[str, Claim]) -> Fact:
    chosen = claims.get(decision.claim_id) if decision.claim_id else None
    value = decision.value if decision.value is not None else chosen.value if chosen is not None else None
    key = value_key(value) if value is not None else ""
    backing = sorted(c.id for c in mine if value_key(c.value) == key)
    since = [
        c
        for c in mine
        if value_key(c.value) != key and c.source.published and c.source.published.isoformat() > decision.at[:10]
    ]
    because = f"decided by {decision.editor} on {decision.at[:10]}" + (f": {decision.note}" if decision.note else "")
    if value is None:
        because += "; no answer was accepted"
    if since:
        articles = ", ".join(sorted({c.source.article_id for c in since}))
        because += f"; {articles} said otherwise since: look again"
    return replace(
        fact,
        value=value,
        alternatives=chosen.alternatives if chosen is not None else (),
        polarity=chosen.polarity if chosen is not None else fact.polarity,
        status=Status.DECIDED,
        confidence=1.0,
        supported_by=tuple(backing),
        set_aside=tuple(sorted(c.id for c in mine if c.id not in backing)),
        because=because,
        terms=(Term(f"decision of {decision.editor}", float("inf")),),
    )
