"""Claims as JSON lines: the form of the annotation guide, plus what a resolver needs to know about the article.

One claim a line: ``doc_id``, ``subject``, ``attribute``, ``value`` and ``alt`` (``{"kind": "quantity", "op", "low",
"high", "unit"}``, ``{"kind": "date", "start", "end", "text"}``, ``{"kind": "entity" | "category", "id"}``,
``{"kind": "text", "text"}``), the scope keys, ``polarity``, ``modality``, ``attribution``, ``evidence``, ``start``,
``end``; and ``id``, ``outlet``, ``published``, ``url``, ``title``, ``copy_of``, ``sentence``, ``sentence_start``,
``focus_start``, ``focus_end``. Only ``doc_id``, ``subject``, ``attribute`` and ``value`` must be there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from reprlib import repr as brief
from typing import Any

from evextract.domain.identity import claim_id
from evextract.domain.printed import numerals, printed_step
from evextract.errors import InputError
from evextract.io.jsonlines import read_objects
from evextract.io.whole import replacing
from evextract.records import (
    SCOPE_KEYS,
    Bound,
    Category,
    Claim,
    DateSpan,
    EntityRef,
    Evidence,
    Grain,
    Modality,
    Polarity,
    Quantity,
    Rejected,
    Scope,
    Source,
    Text,
    Value,
)

LONGEST_LINE = 5_000_000
"""Bytes of a line that is read."""
encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def read_claims(path: str | Path) -> list[Claim]:
    """All claims of a JSONL file. Raises :class:`InputError` with file, line and reason."""
    return list(iter_claims(path))


def iter_claims(path: str | Path) -> Iterator[Claim]:
    """The claims of a JSONL file one after another, in constant memory."""
    try:
        for number, row in read_objects(Path(path), str(path), max_bytes=LONGEST_LINE, parse_float=Decimal):
            try:
                if isinstance(row, Rejected):
                    raise InputError(row.because)
                yield claim_from_json(row)
            except InputError as problem:
                raise InputError(f"{path} line {number}: {problem}") from problem
    except OSError as problem:
        raise InputError(f"{path}: {problem.strerror or problem}") from problem


def write_claims(claims: Iterable[Claim], path: str | Path) -> int:
    """Write one claim a line, whole or not at all; returns how many."""
    return write_jsonl((claim_to_json(claim) for claim in claims), path)


def write_jsonl(records: Iterable[Mapping[str, Any]], path: str | Path) -> int:
    """Write JSON lines to ``path``, all of them or none; returns how many."""
    return write_lines((encode(record) + "\n" for record in records), path)


def write_lines(lines: Iterable[str], path: str | Path) -> int:
    """Write ``lines`` to ``path``, all of them or none; returns how many."""
    count = 0
    with replacing(Path(path)) as fresh, fresh.open("w", encoding="utf-8", newline="\n") as out:
        for line in lines:
            out.write(line)
            count += 1
    return count


def claim_to_json(claim: Claim) -> dict[str, Any]:
    source, evidence = claim.source, claim.evidence
    return {
        "doc_id": source.article_id,
        "id": claim.id,
        "subject": claim.subject,
        "attribute": claim.attribute,
        "value": value_to_json(claim.value),
        "alt": [value_to_json(value) for value in claim.alternatives],
        **scope_to_json(claim.scope),
        "polarity": claim.polarity.value,
        "modality": claim.modality.value,
        "attribution": claim.attribution,
        "evidence": evidence.quote,
        "start": evidence.start,
        "end": evidence.end,
        "sentence": evidence.sentence,
        "sentence_start": evidence.sentence_start,
        "focus_start": evidence.focus_start,
        "focus_end": evidence.focus_end,
        "outlet": source.outlet,
        "published": source.published.isoformat() if source.published else None,
        "url": source.url,
        "title": source.title,
        "copy_of": source.copy_of,
    }


def claim_from_json(record: Mapping[str, Any]) -> Claim:
    """A claim from anywhere; raises :class:`InputError` that names the key at fault."""
    article_id = _text(record, "doc_id")
    subject, attribute = _text(record, "subject"), _text(record, "attribute")
    quote = _optional(record, "evidence") or ""
    value = value_from_json(record.get("value"), key="value", words=quote)
    alternatives = tuple(
        value_from_json(other, key="alt", words=quote) for other in _list(record, "alt") if other is not None
    )
    scope = Scope(**{key: _optional(record, key) for key in SCOPE_KEYS})
    polarity = _one_of(Polarity, record.get("polarity") or "+", "polarity")
    start = _offset(record, "start", 0)
    end = _offset(record, "end", start + len(quote))
    sentence = quote if record.get("sentence") is None else _optional(record, "sentence") or ""
    told = record.get("focus_start") is not None and record.get("focus_end") is not None
    focus = _focus(value, quote, start, end) if isinstance(value, Quantity) and not told else (start, end)
    evidence = Evidence(
        article_id=article_id,
        start=start,
        end=end,
        quote=quote,
        sentence=sentence,
        sentence_start=start if record.get("sentence") is None else _offset(record, "sentence_start", start),
        focus_start=_offset(record, "focus_start", focus[0]),
        focus_end=_offset(record, "focus_end", focus[1]),
    )
    source = Source(
        article_id=article_id,
        outlet=_optional(record, "outlet"),
        published=_day(record.get("published"), "published"),
        url=_optional(record, "url"),
        title=_optional(record, "title"),
        copy_of=_optional(record, "copy_of"),
    )
    return Claim(
        id=_optional(record, "id")
        or claim_id(
            article_id=article_id,
            start=start,
            end=end,
            subject=subject,
            attribute=attribute,
            value=value,
            scope=scope,
            polarity=polarity,
        ),
        subject=subject,
        attribute=attribute,
        value=value,
        source=source,
        evidence=evidence,
        alternatives=alternatives,
        scope=scope,
        polarity=polarity,
        modality=_one_of(Modality, record.get("modality") or "asserted", "modality"),
        attribution=_optional(record, "attribution"),
    )


def _focus(value: Quantity, quote: str, start: int, end: int) -> tuple[int, int]:
    """Where the number stands in the quote; the whole quote where it isn't found exactly once."""
    spans = [span for number, _, span in numerals(quote) if number in (abs(value.low), abs(value.high))]
    if len(spans) != (1 if value.low == value.high else 2) or end - start != len(quote):
        return start, end
    return start + spans[0][0], start + spans[-1][1]


def value_to_json(value: Value) -> dict[str, Any]:
    match value:
        case Quantity():
            return {
                "kind": "quantity",
                "op": value.bound.value,
                "low": number_to_json(value.low),
                "high": number_to_json(value.high),
                "unit": value.unit,
                "step": number_to_json(value.step),
                "written": value.written,
            }
        case DateSpan():
            return {
                "kind": "date",
                "start": value.start.isoformat() if value.start else None,
                "end": value.end.isoformat() if value.end else None,
                "text": value.written,
                "grain": value.grain.value,
            }
        case EntityRef():
            return {"kind": "entity", "id": value.id, "written": value.written}
        case Category():
            return {"kind": "category", "id": value.id, "written": value.written}
        case Text():
            return {"kind": "text", "text": value.text}


def value_from_json(value: object, *, key: str = "value", words: str = "") -> Value:
    """``words`` is the evidence, from which the printed precision is read where ``step`` is missing."""
    if not isinstance(value, Mapping):
        raise InputError(f"{key} must be an object with a kind, not {brief(value)}")
    match value.get("kind"):
        case "quantity":
            low, high = _decimal(value, "low", key), _decimal(value, "high", key)
            if low > high:
                raise InputError(f"{key}: low {low} is above high {high}")
            step, written = value.get("step"), _optional(value, "written") or ""
            return Quantity(
                low=low,
                high=high,
                unit=str(value.get("unit") or "1"),
                bound=_one_of(Bound, value.get("op") or "=", f"{key}.op"),
                step=_decimal(value, "step", key)
                if step is not None
                else min(printed_step(end, written or words) for end in (low, high)),
                written=written,
            )
        case "date":
            start, end = (_day(value.get(name), f"{key}.{name}") for name in ("start", "end"))
            if start and end and start > end:
                raise InputError(f"{key}: start {start} is after end {end}")
            return DateSpan(
                start=start,
                end=end,
                grain=_one_of(Grain, value.get("grain") or "span", f"{key}.grain"),
                written=_optional(value, "text") or "",
            )
        case "entity":
            return EntityRef(_text(value, "id"), _optional(value, "written") or "")
        case "category":
            return Category(_text(value, "id"), _optional(value, "written") or "")
        case "text":
            return Text(_text(value, "text"))
        case other:
            raise InputError(f"{key}.kind is {brief(other)}; it must be quantity, date, entity, category or text")


def scope_to_json(scope: Scope) -> dict[str, str | None]:
    return {key: getattr(scope, key) for key in SCOPE_KEYS}


def scope_from_json(record: Mapping[str, Any]) -> Scope:
    """The scope in a record that evextract wrote: :func:`scope_to_json` backwards."""
    return Scope(**{key: record[key] for key in SCOPE_KEYS})


def number_to_json(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)


def _decimal(record: Mapping[str, Any], name: str, key: str) -> Decimal:
    number = record.get(name)
    if isinstance(number, bool) or not isinstance(number, int | float | Decimal):
        raise InputError(f"{key}.{name} must be a number, not {brief(number)}")
    number = Decimal(str(number)) if isinstance(number, float) else Decimal(number)
    if not number.is_finite() or abs(number.adjusted()) > 30 or (name == "step" and number <= 0):
        raise InputError(f"{key}.{name} is no usable number: {number}")
    return number


def _text(record: Mapping[str, Any], key: str) -> str:
    value = record.get(key)
    if not isinstance(value, str) or not value.strip():
        raise InputError(f"{key} must be a non-blank string, not {brief(value)}")
    return value


def _list(record: Mapping[str, Any], key: str) -> list[Any]:
    value = record.get(key)
    if value is not None and not isinstance(value, list):
        raise InputError(f"{key} must be a list or null, not {brief(value)}")
    return value or []


def _optional(record: Mapping[str, Any], key: str) -> str | None:
    value = record.get(key)
    if value is not None and not isinstance(value, str):
        raise InputError(f"{key} must be a string or null, not {brief(value)}")
    return value or None


def _offset(record: Mapping[str, Any], key: str, default: int) -> int:
    value = record.get(key)
    if value is None:
        return default
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise InputError(f"{key} must be a character offset, not {brief(value)}")
    return value


def _day(value: object, key: str) -> date | None:
    if value is None or value == "":
        return None
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        raise InputError(f"{key} must be a day as YYYY-MM-DD, not {brief(value)}") from None


def _one_of(kind: Any, value: object, key: str) -> Any:
    try:
        return kind(value)
    except ValueError:
        raise InputError(f"{key} is {brief(value)}; it must be one of {', '.join(map(str, kind))}") from None
