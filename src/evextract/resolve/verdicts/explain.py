"""The chain from a fact to every quote."""

from __future__ import annotations

from evextract.errors import InputError
from evextract.records import Claim, Fact, Resolution
from evextract.resolve.wording import in_words

LEAST_SHOWN = 0.005
"""Terms nearer to nothing aren't printed."""


def explain(fact_id: str, resolution: Resolution) -> str:
    """Plain text; raises :class:`InputError` for an id that the resolution doesn't have."""
    fact = next((f for f in resolution.facts if f.id == fact_id), None)
    if fact is None:
        raise InputError(f"no fact {fact_id!r}; the ids stand in the first column of facts.csv")
    claims = {claim.id: claim for claim in resolution.claims}
    lines = [headline(fact), f"  {fact.status.value}, confidence {fact.confidence:.2f}: {fact.because}"]
    told = [f"    {term.log_odds:+.2f}  {term.name}" for term in fact.terms if abs(term.log_odds) >= LEAST_SHOWN]
    if told:
        lines += [f"  what makes the confidence{_of_likeliest(fact, resolution)}, in log-odds", *told]
    for title, ids in (("supported by", fact.supported_by), ("set aside", fact.set_aside)):
        if ids:
            lines.append(f"  {title}")
            lines += [f"    {line(claims[i])}" for i in ids]
    for conflict in resolution.conflicts:
        if conflict.fact_id == fact_id:
            lines.append(f"  conflict {conflict.id}: {conflict.kind.value}; {conflict.because}")
            for side in conflict.sides:
                lines += [f"    {in_words(side.value)}: {line(claims[i])}" for i in side.claims]
            lines += dict.fromkeys(f"    {finding.rule}: {finding.because}" for finding in conflict.findings)
    return "\n".join(lines)


def _of_likeliest(fact: Fact, resolution: Resolution) -> str:
    """Of which answer, where none was given."""
    first = next((c.sides[0].value for c in resolution.conflicts if c.fact_id == fact.id), None)
    return f" in {in_words(first)}" if fact.value is None and first is not None else ""


def headline(fact: Fact) -> str:
    scope = ", ".join(f"{key.replace('_', ' ')} {value}" for key, value in fact.scope.stated.items())
    value = in_words(fact.value) if fact.value is not None else "no value"
    denied = " (denied)" if fact.polarity.value == "-" else ""
    return f"{fact.id}  {fact.subject} {fact.attribute}{f' [{scope}]' if scope else ''}: {value}{denied}"


def line(claim: Claim) -> str:
    source = claim.source
    where = ", ".join(str(x) for x in (source.outlet, source.published) if x) or "no outlet named"
    return f"{source.article_id} ({where}), {claim.evidence.start}–{claim.evidence.end}: “{claim.evidence.quote}”"
