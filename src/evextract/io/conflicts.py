"""Facts and conflicts as JSON lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from evextract.io.claims import scope_to_json, value_to_json, write_jsonl
from evextract.records import Claim, Conflict, EntityRef, Fact, Polarity, Resolution, Value


def conflict_to_json(conflict: Conflict, claims: Mapping[str, Claim]) -> dict[str, Any]:
    """One conflict with the value of every claim on its sides; ``claims`` maps ids to claims.

    ``values`` holds what each article says, in its own unit; ``resolved_value`` is null where the evidence does not
    decide.
    """
    return {
        "id": conflict.id,
        "fact_id": conflict.fact_id,
        "subject": conflict.subject,
        "attribute": conflict.attribute,
        **scope_to_json(conflict.scope),
        "kind": conflict.kind.value,
        "values": [
            {
                "doc_id": (claim := claims[claim_id]).source.article_id,
                "value": value_to_json(_answer(claim, conflict.subject)),
                "claim_id": claim_id,
                "side": number,
                "evidence": claim.evidence.quote,
                "start": claim.evidence.start,
                "end": claim.evidence.end,
            }
            for number, side in enumerate(conflict.sides)
            for claim_id in side.claims
        ],
        "resolved_value": value_to_json(conflict.resolved) if conflict.resolved is not None else None,
        "resolved_polarity": _polarity(conflict, claims),
        "confidence": round(conflict.confidence, 4),
        "findings": [{"rule": f.rule, "claims": list(f.claims), "because": f.because} for f in conflict.findings],
        "because": conflict.because,
    }


def _answer(claim: Claim, subject: str) -> Value:
    """The claim's value; of a tie between equals that it tells from the other side, the thing it is about."""
    turned = isinstance(claim.value, EntityRef) and claim.value.id == subject != claim.subject
    return EntityRef(claim.subject) if turned else claim.value


def _polarity(conflict: Conflict, claims: Mapping[str, Claim]) -> str | None:
    """``-`` where the decided answer is that the value does not hold."""
    if conflict.resolved is None:
        return None
    denied = all(claims[i].polarity is Polarity.DENIED for i in conflict.sides[0].claims)
    return (Polarity.DENIED if denied else Polarity.AFFIRMED).value


def fact_to_json(fact: Fact) -> dict[str, Any]:
    return {
        "id": fact.id,
        "subject": fact.subject,
        "attribute": fact.attribute,
        "value": value_to_json(fact.value) if fact.value is not None else None,
        "alt": [value_to_json(value) for value in fact.alternatives],
        **scope_to_json(fact.scope),
        "polarity": fact.polarity.value,
        "modality": fact.modality.value,
        "status": fact.status.value,
        "confidence": round(fact.confidence, 4),
        "supported_by": list(fact.supported_by),
        "set_aside": list(fact.set_aside),
        "because": fact.because,
        "terms": [{"name": term.name, "log_odds": round(term.log_odds, 3)} for term in fact.terms],
    }


def write_conflicts(resolution: Resolution, path: str | Path) -> int:
    claims = {claim.id: claim for claim in resolution.claims}
    return write_jsonl((conflict_to_json(conflict, claims) for conflict in resolution.conflicts), path)


def write_facts(facts: Iterable[Fact], path: str | Path) -> int:
    return write_jsonl((fact_to_json(fact) for fact in facts), path)
