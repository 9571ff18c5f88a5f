"""The data dictionary, made from the columns of the tables and the attributes of a pack.

``python -m evextract.io.dictionary > docs/data-dictionary.md`` writes it anew.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import Any

import pyarrow as pa

from evextract.domain.load import load_pack
from evextract.domain.pack import AttributeDef, DomainPack, ValueKind
from evextract.io.columns import CLAIMS, CONFLICTS, FACTS
from evextract.io.decision_columns import DECISIONS
from evextract.io.tables import COUNT, DAY, LIST, NUMBER, TEXT, Column
from evextract.io.things import THINGS

_TYPE_WORDS: dict[pa.DataType, str] = {
    TEXT: "text", NUMBER: "double", DAY: "date32", COUNT: "int32", LIST: "list of text",
}  # fmt: skip

_HEAD = """# Data dictionary

Made by `python -m evextract.io.dictionary`; a test fails when it no longer fits the code or the pack.

## The tables

| table | a row is | files |
|---|---|---|
| facts | the answer to one question: a subject, an attribute, a scope | `facts.csv`, `facts.parquet` |
| claims | what one article says, with its words and their place | `claims.parquet`, `claims.jsonl` |
| conflicts | a question to which articles give different answers | `conflicts.csv`, `conflicts.jsonl` |
| things | a thing that articles tell of and the pack doesn't have | `things.csv` |
| decisions | what an editor did, in the order of the trail | `decisions.csv`, `decisions.jsonl`, on request |

`facts.supported_by` and `facts.set_aside_claims` hold `claims.claim_id`; `claims.fact_id` leads back.
`conflicts.fact_id` is a `facts.fact_id`. An empty cell means that the articles do not say.

- **Parquet** has the types below; `pandas.read_parquet(path, dtype_backend="pyarrow")` keeps them. Numbers are doubles,
  exact to 15 digits; `value` has every digit as printed. Partitioned facts are a folder of `column=value` parts.
- **CSV** is UTF-8 with a byte order mark (so that Excel reads accents), lines end with CR LF, lists are joined by `; `,
  line breaks inside a cell are blanks. A cell that a spreadsheet would run as a formula is led by an apostrophe. Read
  it with `encoding="utf-8-sig"`.
- **SQLite** (`evextract.sqlite`) has the tables with the same columns, lists as JSON text, dates as ISO text.
- **JSON lines** are the records that evextract itself reads back, values in the form of the annotation guide.
- **The spec sheet** (`spec-sheet.csv`) is wide: a row a model, generation and variant, a column an attribute, with its
  unit in the header. Numbers are in that unit (converted ones to four significant digits), money has a column a currency.

[exports.md](exports.md) shows every format, also those for Label Studio, Wikidata and schema.org.
"""


def data_dictionary(pack: DomainPack) -> str:
    """The dictionary as Markdown: the columns of each table, then the pack's attributes and units."""
    sections = [
        _HEAD,
        _columns("facts", FACTS),
        _columns("claims", CLAIMS),
        _columns("conflicts", CONFLICTS),
        _columns("things", THINGS),
        _columns("decisions", DECISIONS),
        _attributes(pack),
        _units(pack),
    ]
    return "\n".join(sections)


def _columns(name: str, columns: Sequence[Column[Any]]) -> str:
    rows = ((f"`{column.name}`", _TYPE_WORDS[column.type], column.meaning) for column in columns)
    return f"## Columns of {name}\n\n" + _table(("column", "type", "meaning"), rows)


def _attributes(pack: DomainPack) -> str:
    heads = ("attribute", "label", "of", "value", "depends on", "answers", "schema.org", "Wikidata", "meaning")
    rows = (
        (
            f"`{attribute.id}`", attribute.label, ", ".join(attribute.subjects), _value_words(attribute),
            ", ".join(attribute.scope), _answers(attribute), attribute.schema_org or "", attribute.wikidata or "",
            attribute.description,
        )
        for attribute in pack.attributes.values()
    )  # fmt: skip
    return f"## Attributes of the pack “{pack.title}”\n\n" + _table(heads, rows)


def _value_words(attribute: AttributeDef) -> str:
    if attribute.kind is ValueKind.QUANTITY:
        bounds = attribute.plausible
        span = f", plausible {bounds[0]:,f} to {bounds[1]:,f}" if bounds else ""
        return f"{attribute.unit or 'number'}{span}"
    if attribute.kind is ValueKind.CATEGORY:
        return "one of " + ", ".join(attribute.categories)
    if attribute.kind is ValueKind.ENTITY:
        return f"id of a {' or '.join(attribute.values) or 'thing'}"
    return attribute.kind.value


def _answers(attribute: AttributeDef) -> str:
    return ("one" if attribute.single else "many") + (", changes with time" if attribute.changes else "")


def _units(pack: DomainPack) -> str:
    """A row a dimension, each unit with its factor to the dimension's base unit."""
    by_dimension: dict[str, list[str]] = {}
    for unit in pack.units.values():
        offset = f" + {unit.offset.normalize():f}" if unit.offset else ""
        factor = "" if unit.factor is None else f" × {unit.factor.normalize():f}{offset}"
        by_dimension.setdefault(unit.dimension, []).append(f"`{unit.id}`{factor}")
    rows = ((dimension, ", ".join(units)) for dimension, units in sorted(by_dimension.items()))
    note = "Factors lead to the dimension's base unit. Currencies have none: the tables never convert money.\n\n"
    return "## Units\n\n" + note + _table(("dimension", "units"), rows)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(data_dictionary(load_pack("ev")))
