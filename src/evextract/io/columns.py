"""The columns of the exported tables: name, type, meaning, and how each is taken from the records.

One list a table is the contract with analysts: the Parquet schema, the CSV header, the SQLite columns and the data
dictionary are all made from it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from evextract.domain.pack import DomainPack
from evextract.domain.wording import label_of, name_of, say, stated
from evextract.io.tables import COUNT, DAY, LIST, NUMBER, TEXT, Column, Context
from evextract.records import (
    SCOPE_KEYS,
    Bound,
    Category,
    Claim,
    Conflict,
    DateSpan,
    EntityRef,
    Fact,
    Polarity,
    Quantity,
    Text,
    Value,
)

# Words rather than the signs of the JSON form: a lone "=" or "-" in a cell is a formula to a spreadsheet.
BOUND_WORDS = {
    Bound.EXACT: "exact",
    Bound.ABOUT: "about",
    Bound.BELOW: "up to",
    Bound.ABOVE: "at least",
    Bound.RANGE: "range",
}
POLARITY_WORDS = {Polarity.AFFIRMED: "affirmed", Polarity.DENIED: "denied"}


def _of_scope(key: str) -> Callable[[Fact | Claim | Conflict, Context], Any]:
    return lambda record, _: getattr(record.scope, key)


def _value_kind(value: Value | None) -> str | None:
    kinds = {Quantity: "quantity", DateSpan: "date", EntityRef: "entity", Category: "category", Text: "text"}
    return None if value is None else kinds[type(value)]


def _quantity(part: str) -> Callable[[Fact | Claim, Context], Any]:
    return lambda record, _: getattr(record.value, part) if isinstance(record.value, Quantity) else None


def _day(part: str) -> Callable[[Fact | Claim, Context], Any]:
    return lambda record, _: getattr(record.value, part) if isinstance(record.value, DateSpan) else None


def _value_id(record: Fact | Claim, _: Context) -> str | None:
    return record.value.id if isinstance(record.value, EntityRef | Category) else None


def _bound(record: Fact | Claim, _: Context) -> str | None:
    return BOUND_WORDS[record.value.bound] if isinstance(record.value, Quantity) else None


def standard(value: Value | None, attribute: str, pack: DomainPack) -> tuple[Decimal, Decimal, str] | None:
    """``value`` in the attribute's own unit (``range`` in km, say); None for money, words and unknown units."""
    known = pack.attributes.get(attribute)
    if not isinstance(value, Quantity) or known is None or known.unit is None:
        return None
    low, high = (pack.convert(end, value.unit, known.unit) for end in (value.low, value.high))
    return None if low is None or high is None else (low, high, known.unit)


def _standard(part: int) -> Callable[[Fact | Claim, Context], Any]:
    def of(record: Fact | Claim, where: Context) -> Any:
        converted = standard(record.value, record.attribute, where.pack)
        return None if converted is None else converted[part]

    return of


_SCOPE_MEANING = {
    "variant": "Trim, battery or drivetrain version, as the text names it.",
    "generation": "Generation of the model, where the text sets several apart.",
    "market": "ISO 3166 country code or region that the value is tied to.",
    "test_cycle": "Test cycle of a range or consumption (CLTC, WLTP, EPA, NEDC).",
    "period": "Time that a flow belongs to (FY2024, per year).",
    "object": "The other party: target of an investment or stake, company of a role.",
}


def _scope_columns() -> list[Column[Any]]:
    return [Column(key, TEXT, _SCOPE_MEANING[key] + " Empty: not stated.", _of_scope(key)) for key in SCOPE_KEYS]


def _naming_columns() -> list[Column[Any]]:
    return [
        Column("subject", TEXT, "Slug of the thing that the statement is about.", lambda r, _: r.subject),
        Column("subject_name", TEXT, "Its readable name.", lambda r, c: name_of(r.subject, c.pack)),
        Column("attribute", TEXT, "Id of the attribute (see below).", lambda r, _: r.attribute),
        Column("attribute_label", TEXT, "Its readable label.", lambda r, c: label_of(r.attribute, c.pack)),
    ]


def _value_columns() -> list[Column[Any]]:
    return [
        Column("value", TEXT, "The value in words, exact: “119,900 CNY”. “≤” and “≥” are bounds, “~” is about.",
               lambda r, c: None if r.value is None else say(r.value, c.pack)),
        Column("value_kind", TEXT, "quantity, date, entity, category or text.", lambda r, _: _value_kind(r.value)),
        Column("value_id", TEXT, "Slug, country code or category word of an entity or category.", _value_id),
        Column("low", NUMBER, "Lower end of a quantity, in `unit`; a single number fills both ends.", _quantity("low")),
        Column("high", NUMBER, "Upper end of a quantity, in `unit`.", _quantity("high")),
        Column("unit", TEXT, "Unit or ISO 4217 currency code as printed; nothing is converted here.",
               _quantity("unit")),
        Column("op", TEXT, "How the printed number relates to the true one: exact, about, up to, at least, range.",
               _bound),
        Column("standard_low", NUMBER, "`low` converted to the attribute's own unit; empty for money.", _standard(0)),
        Column("standard_high", NUMBER, "`high` converted likewise.", _standard(1)),
        Column("standard_unit", TEXT, "The attribute's own unit.", _standard(2)),
        Column("date_start", DAY, "First day that the words allow; empty with `date_end` set: open.", _day("start")),
        Column("date_end", DAY, "Last day that the words allow.", _day("end")),
    ]  # fmt: skip


def _stance_columns() -> list[Column[Any]]:
    return [
        Column("polarity", TEXT, "affirmed, or denied (“won't come to the US”).",
               lambda r, _: POLARITY_WORDS[r.polarity]),
        Column("modality", TEXT, "asserted, planned (an official plan) or speculative (a rumour, a guess).",
               lambda r, _: r.modality.value),
    ]  # fmt: skip


def outlet_of(claim: Claim) -> str:
    """Who said it: the outlet, or the article's id where no outlet is known."""
    return claim.source.outlet or claim.source.article_id


def cited(claim: Claim, pack: DomainPack) -> str:
    """A claim's value with its source: ``199,900 CNY (The Ledger, 2025-05-15)``."""
    day = f", {claim.source.published.isoformat()}" if claim.source.published else ""
    said = stated(say(claim.value, pack), denied=claim.polarity is Polarity.DENIED)
    return f"{said} ({outlet_of(claim)}{day})"


def _outlets(fact: Fact, where: Context) -> tuple[str, ...]:
    return tuple(dict.fromkeys(outlet_of(claim) for claim in where.support[fact.id]))


def _voices(fact: Fact, where: Context) -> int:
    return len({claim.source.voice for claim in where.support[fact.id]})


def _best(part: Callable[[Claim], Any]) -> Callable[[Fact, Context], Any]:
    def of(fact: Fact, where: Context) -> Any:
        best = where.support[fact.id][:1]
        return part(best[0]) if best else None

    return of


def _set_aside(fact: Fact, where: Context) -> tuple[str, ...]:
    return tuple(cited(where.claims[claim], where.pack) for claim in _others(fact, where) if claim in where.claims)


def _others(fact: Fact, where: Context) -> tuple[str, ...]:
    return where.disputed.get(fact.id, fact.set_aside)


def _answers(conflict: Conflict, where: Context) -> tuple[str, ...]:
    """Each side's value with those who give it."""
    sides = []
    for side in conflict.sides:
        claims = [where.claims[claim] for claim in side.claims if claim in where.claims]
        denied = bool(claims) and all(claim.polarity is Polarity.DENIED for claim in claims)
        sources = ", ".join(dict.fromkeys(outlet_of(claim) for claim in claims))
        sides.append(f"{stated(say(side.value, where.pack), denied=denied)} ({sources or 'no source'})")
    return tuple(sides)


_CERTAINTY = "Estimated probability, 0 to 1, that the value is right."

FACTS: Sequence[Column[Fact]] = (
    Column("fact_id", TEXT, "Key of the row; stays the same from run to run.", lambda r, _: r.id),
    *_naming_columns(),
    *_scope_columns(),
    *_stance_columns(),
    *_value_columns(),
    Column("status", TEXT, "single source, agreed, resolved, needs review (no value yet), "
           "decided by editor, or decision to look at again (later articles say otherwise).",
           lambda r, _: r.status.value),
    Column("confidence", NUMBER, _CERTAINTY, lambda r, _: None if r.value is None else round(r.confidence, 4)),
    Column("sources", COUNT, "Independent voices that give the value; an article and its copies are one voice.",
           _voices),
    Column("outlets", LIST, "Who gives the value, best evidence first.", _outlets),
    Column("evidence", TEXT, "The best quote for the value.", _best(lambda c: c.evidence.quote)),
    Column("evidence_article", TEXT, "Id of the article that the quote is taken from.",
           _best(lambda c: c.evidence.article_id)),
    Column("evidence_start", COUNT, "Where the quote begins: a Python string index into the article's text.",
           _best(lambda c: c.evidence.start)),
    Column("evidence_end", COUNT, "Where the quote ends: `text[evidence_start:evidence_end] == evidence`.",
           _best(lambda c: c.evidence.end)),
    Column("evidence_url", TEXT, "Address of that article.", _best(lambda c: c.source.url)),
    Column("because", TEXT, "Why this value, in plain words.", lambda r, _: r.because or None),
    Column("set_aside", LIST, "Other values that articles give, with their sources; all of them where none is chosen.",
           _set_aside),
    Column("alternatives", LIST, "The same value in the other units that the articles print.",
           lambda r, c: tuple(say(value, c.pack) for value in r.alternatives)),
    Column("supported_by", LIST, "Ids of the claims that give the value (claims table).", lambda r, _: r.supported_by),
    Column("set_aside_claims", LIST, "Ids of the claims behind `set_aside` (claims table).", _others),
)  # fmt: skip

CLAIMS: Sequence[Column[Claim]] = (
    Column("claim_id", TEXT, "Key of the row; a rerun over the same text gives the same id.", lambda r, _: r.id),
    Column("doc_id", TEXT, "Id of the article.", lambda r, _: r.source.article_id),
    Column("outlet", TEXT, "Who published it.", lambda r, _: r.source.outlet),
    Column("published", DAY, "When.", lambda r, _: r.source.published),
    Column("title", TEXT, "The article's title.", lambda r, _: r.source.title),
    Column("url", TEXT, "The article's address.", lambda r, _: r.source.url),
    Column("copy_of", TEXT, "Id of the article that this one repeats; the two are one voice.",
           lambda r, _: r.source.copy_of),
    *_naming_columns(),
    *_scope_columns(),
    *_stance_columns(),
    *_value_columns(),
    Column("alternatives", LIST, "Conversions that the text itself adds.",
           lambda r, c: tuple(say(value, c.pack) for value in r.alternatives)),
    Column("attribution", TEXT, "Whom the text names as the source of the statement.", lambda r, _: r.attribution),
    Column("quote", TEXT, "The words that say it: `text[start:end]`.", lambda r, _: r.evidence.quote),
    Column("start", COUNT, "Python string index into the article's text.", lambda r, _: r.evidence.start),
    Column("end", COUNT, "Likewise; the quote ends before it.", lambda r, _: r.evidence.end),
    Column("sentence", TEXT, "The passage around the quote.", lambda r, _: r.evidence.sentence),
    Column("fact_id", TEXT, "The fact that the claim bears on (facts table).",
           lambda r, c: c.facts_of.get(r.id, (None, None))[0]),
    Column("role", TEXT, "supports, set aside, or disputed (no value is chosen yet); empty: no fact was made of it.",
           lambda r, c: c.facts_of.get(r.id, (None, None))[1]),
)  # fmt: skip

CONFLICTS: Sequence[Column[Conflict]] = (
    Column("conflict_id", TEXT, "Key of the row.", lambda r, _: r.id),
    Column("fact_id", TEXT, "The fact in question (facts table).", lambda r, _: r.fact_id),
    *_naming_columns(),
    *_scope_columns(),
    Column("kind", TEXT, "contradiction, update (a later statement replaces it) or unit-or-typo (a slip).",
           lambda r, _: r.kind.value),
    Column("answers", LIST, "The competing values with those who give them.", _answers),
    Column("resolved", TEXT, "The value chosen; empty: the evidence does not decide.",
           lambda r, c: None if r.resolved is None
           else stated(say(r.resolved, c.pack), denied=r.fact_id in c.denied)),
    Column("confidence", NUMBER, _CERTAINTY, lambda r, _: None if r.resolved is None else round(r.confidence, 4)),
    Column("because", TEXT, "Why, in plain words that cite the evidence.", lambda r, _: r.because or None),
)  # fmt: skip
