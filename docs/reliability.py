"""Draw how often facts are right that are given a confidence: python docs/reliability.py SHARED [WORK]

SHARED is a folder with ``gold`` and ``bench``; WORK keeps what was extracted and resolved, and is made where it is
missing. Fills the table in docs/quality.md and writes docs/reliability.svg.

A fact of the annotated articles is right when an annotator found the same value for the same thing in an article that
it rests on; facts without a value, and those that only match an optional one, are left out. A fact of the simulated set
is right when it is within the tolerance of its attribute.
"""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from tables import APART, ROOT, fill, table

EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.0)
Outcome = tuple[float, bool]
SIZE, EDGE = 360, 40
COLOURS = ("#1f6f8b", "#c8553d", "#8a8d91")


def main() -> int:
    shared = Path(sys.argv[1])
    work = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(tempfile.mkdtemp())
    sys.path.insert(0, str(shared / "bench"))
    found: dict[str, list[Outcome]] = {"annotated, fitted on": [], "annotated, kept apart": [], "evsim": []}
    for name in ("seeds", "restated"):
        for apart, outcome in of_articles(shared / "gold" / name, work):
            found["annotated, kept apart" if apart else "annotated, fitted on"].append(outcome)
    found["evsim"] = simulated(shared / "bench" / "fusion" / "evsim", work)
    fill(ROOT / "docs" / "quality.md", "reliability", rows(found))
    (ROOT / "docs" / "reliability.svg").write_text(chart(found), encoding="utf-8")
    return 0


def of_articles(gold_dir: Path, work: Path) -> Iterable[tuple[bool, Outcome]]:
    """For each fact, whether an article that is kept apart supports it, its confidence, and whether it is right."""
    from score_facts import load, same_value, slug, values  # type: ignore[import-not-found]

    claims_file, folder = work / f"{gold_dir.name}.jsonl", work / gold_dir.name
    if not claims_file.exists():
        evextract("extract", gold_dir, "--out", claims_file)
    if not folder.exists():
        evextract("resolve", claims_file, "--out", folder)
    gold, _, canon = load(gold_dir)
    claims = {c["id"]: c for c in map(json.loads, claims_file.read_text("utf-8").splitlines())}

    def same(a: Any, b: Any) -> bool:
        return bool(canon.get(slug(a), slug(a)) == canon.get(slug(b), slug(b)))

    def agrees(g: dict[str, Any], c: dict[str, Any]) -> bool:
        if g["attribute"] != c["attribute"] or (g.get("polarity") or "+") != c["polarity"]:
            return False
        turned = same(g["subject"], c["value"].get("id")) and same(g["value"].get("id"), c["subject"])
        same_thing = same(g["subject"], c["subject"]) and any(
            same_value(x, y, same) for x in values(g) for y in values(c)
        )
        return same_thing or (turned and g["attribute"] in ("partner", "merger"))

    for row in facts(folder):
        mine = [claims[i] for i in row["supported_by"].split("; ") if i in claims]
        matched = [g for c in mine for g in gold.get(c["doc_id"], ()) if agrees(g, c)]
        if mine and not (matched and all(g.get("optional") for g in matched)):
            apart = any(APART.holds(int(c["doc_id"].split("-")[0])) for c in mine)
            yield apart, (float(row["confidence"]), bool(matched))


def simulated(data: Path, work: Path) -> list[Outcome]:
    import score_fusion  # type: ignore[import-not-found]

    folder = work / "evsim"
    if not folder.exists():
        evextract("fuse", data / "claims.csv", "--out", folder)
    # The scorer reckons one figure from the pairs of confidence and outcome that are wanted here.
    score_fusion.calibration = lambda pairs, bins=10: pairs
    scores = score_fusion.score_facts(str(data), str(folder / "facts.csv"))
    return [(float(given), bool(right)) for given, right in scores["calibration_tolerant"]]


def facts(folder: Path) -> list[dict[str, str]]:
    with open(folder / "facts.csv", newline="", encoding="utf-8-sig") as lines:
        return list(csv.DictReader(lines))


def evextract(*arguments: object) -> None:
    subprocess.run([sys.executable, "-m", "evextract", *map(str, arguments)], check=True, stdout=subprocess.DEVNULL)


def binned(outcomes: Sequence[Outcome]) -> list[tuple[int, float, float]]:
    """For each bin: how many facts, their mean confidence, the share of them that is right."""
    found = []
    for low, high in pairwise(EDGES):
        inside = [o for o in outcomes if low <= o[0] < high or (high == 1.0 and o[0] == 1.0)]
        n = len(inside)
        found.append((n, sum(o[0] for o in inside) / n, sum(o[1] for o in inside) / n) if n else (0, 0.0, 0.0))
    return found


def rows(found: dict[str, list[Outcome]]) -> str:
    bins = {name: binned(outcomes) for name, outcomes in found.items()}
    lines = [
        (
            f"{low:.2f}–{high:.2f}",
            *(f"{b[i][0]}: {b[i][1]:.2f} / {b[i][2]:.2f}" if b[i][0] else "–" for b in bins.values()),
        )
        for i, (low, high) in enumerate(pairwise(EDGES))
    ]
    ends = [
        ("all", *(f"{len(o)}: {mean(c for c, _ in o):.2f} / {mean(r for _, r in o):.2f}" for o in found.values())),
        ("expected calibration error", *(f"{error(o):.3f}" for o in found.values())),
    ]
    return table(("confidence", *found), [*lines, *ends])


def error(outcomes: Sequence[Outcome]) -> float:
    """Expected calibration error over these bins (Naeini, Cooper and Hauskrecht, 2015)."""
    return sum(n * abs(given - right) for n, given, right in binned(outcomes)) / len(outcomes)


def mean(numbers: Iterable[float]) -> float:
    kept = list(numbers)
    return sum(kept) / len(kept)


def chart(found: dict[str, list[Outcome]]) -> str:
    """A reliability diagram: the share that is right over the confidence given; a bigger dot is more facts."""

    def x(value: float) -> float:
        return round(EDGE + value * SIZE, 1)

    def y(value: float) -> float:
        return round(EDGE + (1 - value) * SIZE, 1)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE + 2 * EDGE} {SIZE + 2 * EDGE + 60}" '
        'font-family="sans-serif" font-size="12" role="img" aria-label="Reliability of confidence">',
        f'<path d="M{x(0)} {y(0)}H{x(1)}M{x(0)} {y(0)}V{y(1)}" stroke="#444" fill="none"/>',
        f'<path d="M{x(0)} {y(0)}L{x(1)} {y(1)}" stroke="#bbb" stroke-dasharray="4 4"/>',
    ]
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        parts.append(f'<text x="{x(tick)}" y="{y(0) + 16}" text-anchor="middle">{tick:g}</text>')
        parts.append(f'<text x="{x(0) - 6}" y="{y(tick) + 4}" text-anchor="end">{tick:g}</text>')
    for n, ((name, outcomes), colour) in enumerate(zip(found.items(), COLOURS, strict=True)):
        points = [(count, x(given), y(right)) for count, given, right in binned(outcomes) if count]
        line = " ".join(f"{px},{py}" for _, px, py in points)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="1.5"/>')
        for count, px, py in points:
            radius = round(2 + 6 * (count / len(outcomes)) ** 0.5, 1)
            parts.append(
                f'<circle cx="{px}" cy="{py}" r="{radius}" fill="{colour}"><title>{count} facts</title></circle>'
            )
        parts.append(f'<text x="{EDGE}" y="{y(0) + 50 + 16 * n}" fill="{colour}">{name}: {len(outcomes)} facts</text>')
    parts.append(f'<text x="{x(0.5)}" y="{y(0) + 32}" text-anchor="middle">confidence given</text></svg>')
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    sys.exit(main())
