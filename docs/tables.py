"""Fill the tables of README.md and docs/quality.md: python docs/tables.py [FIGURES.json]

The fact table comes from outputs/seeds/facts.csv (``make run``), the figures from
``tests/scores.py SHARED --json FIGURES.json``.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from evextract.run.gold import Fold

ROOT = Path(__file__).resolve().parents[1]
APART = Fold(2, 6)
"""The annotated articles whose mistakes nobody reads."""
SUBJECT, ATTRIBUTES = "nissan-n7", ("price", "range", "battery_capacity")
COLUMNS = ("subject_name", "attribute_label", "variant", "market", "value", "status", "outlets")
FACTS = re.compile(r"facts (\w+)( \((?:tuned|apart)\))?: (.+)")


def main() -> int:
    fill(ROOT / "README.md", "facts", fact_table(ROOT / "outputs" / "seeds" / "facts.csv"))
    if len(sys.argv) > 1:
        figures: dict[str, float] = json.loads(Path(sys.argv[1]).read_text("utf-8"))
        fill(ROOT / "docs" / "quality.md", "facts", extraction(figures))
        others = ((name, f"{value:g}") for name, value in figures.items() if not FACTS.fullmatch(name))
        fill(ROOT / "docs" / "quality.md", "others", table(("figure", "measured"), others))
    return 0


def fact_table(path: Path) -> str:
    if not path.is_file():
        sys.exit(f"{path} is not there; run `make run` first")
    with open(path, newline="", encoding="utf-8-sig") as lines:
        rows = [row for row in csv.DictReader(lines) if row["subject"] == SUBJECT and row["attribute"] in ATTRIBUTES]
    heads = [column.removesuffix("_name").removesuffix("_label") for column in COLUMNS]
    return table(heads, ([row[column] for column in COLUMNS] for row in rows))


def extraction(figures: dict[str, float]) -> str:
    """A row a set and measure: all articles, those tuned to, those kept apart, and the gap between the two."""
    found: dict[tuple[str, str], dict[str, float]] = {}
    for name, value in figures.items():
        if told := FACTS.fullmatch(name):
            found.setdefault((told[1], told[3]), {})[(told[2] or "all").strip(" ()")] = value
    rows = []
    for (of, measure), parts in found.items():
        if len(parts) == 3:
            shown = [parts["all"], parts["tuned"], parts["apart"], parts["tuned"] - parts["apart"]]
            rows.append((of, measure, *(f"{value:.3f}" for value in shown)))
    return table(("articles", "measure", "all", "tuned", "kept apart", "gap"), rows)


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


def fill(page: Path, name: str, content: str) -> None:
    """Replace what stands between ``<!-- NAME -->`` and ``<!-- /NAME -->``."""
    begin, end = f"<!-- {name} -->\n", f"<!-- /{name} -->"
    before, _, rest = page.read_text("utf-8").partition(begin)
    _, found, after = rest.partition(end)
    if not found:
        sys.exit(f"{page}: no {begin.strip()} … {end} in it")
    page.write_text(f"{before}{begin}{content}{end}{after}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
