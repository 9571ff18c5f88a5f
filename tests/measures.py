"""What ``scores.py`` measures: the project's own commands, scored by the scripts beside the annotated articles.

Every measure is a function from the folder with ``gold``, ``bench`` and ``corpus``, and a folder to work in, to figures
by name. A name ends with the measure; those of :data:`LOWER_IS_BETTER` are better when they are lower.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

Figures = dict[str, float]
LOWER_IS_BETTER = frozenset({"look-alikes flagged", "false dates", "ECE", "false flags"})
APART = 3
"""Every third article (the second of each three) is kept apart from tuning."""
GOLD_SETS = ("seeds", "restated")
DATE_SETS = {"meantime": "MEANTIME", "wikiwars": "WikiWars", "ms-recognizers": "Recognizers", "seed": "seeds"}
QUANTITY_LEVELS = {
    "value": "value",
    "value_unit": "value+unit",
    "value_change": "value+change",
    "value_unit_change": "value+unit+change",
    "measured_value_unit": "measured value+unit",
}


def evextract(*arguments: object) -> str:
    """Run the command; its standard output. Code 1 (something left out) is a failure here too."""
    return _run(sys.executable, "-m", "evextract", *arguments)


def facts(shared: Path, work: Path) -> Figures:
    """Facts against the gold, all articles and the two parts of them."""
    found: Figures = {}
    for name in GOLD_SETS:
        gold = shared / "gold" / name
        claims = _claims(gold, work)
        for part, folder in (("", gold), *_parts(gold, work)):
            scores = _score(shared, "score_facts.py", folder, _only(claims, folder, work), "--json")
            head = f"facts {name}{f' ({part})' if part else ''}: "
            for level, measure in (("fact", "precision"), ("fact", "recall"), ("fact", "f1"), ("full", "f1")):
                found[f"{head}{level} {measure.replace('f1', 'F1')}"] = scores[level][measure]
            if not part:
                found[f"{head}value F1"] = scores["value"]["f1"]
                found[f"{head}grounded"] = scores["grounded"]
    return found


def conflicts(shared: Path, work: Path) -> Figures:
    """Conflicts by the resolver alone (from the gold's facts) and end to end."""
    found: Figures = {}
    for name in GOLD_SETS:
        gold = shared / "gold" / name
        from_gold = work / f"gold-claims-{name}.jsonl"
        from_gold.write_text(_run(sys.executable, shared / "bench" / "gold_to_claims.py", gold), encoding="utf-8")
        for way, claims in (("from gold facts", from_gold), ("from texts", _claims(gold, work))):
            folder = work / f"{name} {way}"
            evextract("resolve", claims, "--out", folder)
            scores = _score(shared, "score_conflicts.py", gold, folder / "conflicts.jsonl", "--json")
            for measure, value in scores.items():
                if isinstance(value, int | float):
                    label = measure.replace("look_alikes", "look-alikes").replace("_", " ")
                    found[f"conflicts {name} {way}: {label}"] = value
    return found


def _claims(gold: Path, work: Path) -> Path:
    """What the articles say; they are read once, whichever measure comes first."""
    claims = work / f"claims-{gold.name}.jsonl"
    if not claims.exists():
        evextract("extract", gold, "--out", claims)
    return claims


def quantities(shared: Path, work: Path) -> Figures:
    found: Figures = {}
    for name, file in (("NewsQuant", "quantities-dev.jsonl"), ("R-Text", "quantities-rtext-dev.jsonl")):
        gold, annotated = shared / "bench" / file, work / file
        evextract("annotate", "quantities", gold, annotated)
        scores = _score(shared, "score_quantities.py", "--gold", gold, "--pred", annotated)["settings"]
        for level, label in QUANTITY_LEVELS.items():
            # The gold of R-Text has no changes.
            if name == "NewsQuant" or "change" not in level:
                found[f"quantities {name}: {label} F1"] = round(scores[level]["F1"] / 100, 4)
    return found


def dates(shared: Path, work: Path) -> Figures:
    gold, annotated = shared / "bench" / "dates-dev.jsonl", work / "dates.jsonl"
    evextract("annotate", "dates", gold, annotated)
    scores = _score(shared, "score_dates.py", gold, annotated, "--by-source", "--json")
    found = {f"dates {name}: value F1": round(scores[key]["value_exact"][2], 4) for key, name in DATE_SETS.items()}
    seeds = scores["seed"]
    found["dates seeds: right"] = round(seeds["acc_exact"] * seeds["found"])
    found["dates seeds: false dates"] = seeds["false"]
    return found


def fusion(shared: Path, work: Path) -> Figures:
    """Public fusion sets and a simulated one, all with the same setting."""
    found: Figures = {}
    for name in ("population", "flight", "evsim"):
        data, folder = shared / "bench" / "fusion" / name, work / f"fusion-{name}"
        evextract("fuse", data / "claims.csv", "--out", folder)
        scores = _fusion_scores(shared, "facts", data, folder)
        found[f"fusion {name}: exact"] = round(scores["exact"], 4)
        found[f"fusion {name}: tolerant"] = round(scores["tolerant"], 4)
        found[f"fusion {name}: ECE"] = round(scores["calibration_tolerant"]["ece10"], 4)
    verdicts = _fusion_scores(shared, "verdicts", data, folder)
    false = verdicts["false_flags_by_kind"]
    return found | {
        "verdicts: wrong claims F1": round(verdicts["wrong_claims"]["f1"], 4),
        "verdicts: superseded or rumour F1": round(verdicts["superseded_or_rumour"]["f1"], 4),
        "verdicts: right side wins": round(verdicts["right_side_wins"], 4),
        "verdicts: ECE": round(verdicts["calibration_p_ok"]["ece10"], 4),
        "verdicts, partial scope: false flags": round(false["scope partial"]["flagged"], 4),
        "verdicts, rounded: false flags": round(false["correct:rounded"]["flagged"], 4),
    }


def _fusion_scores(shared: Path, what: str, data: Path, folder: Path) -> dict[str, Any]:
    written = folder / f"{what}.json"
    script = shared / "bench" / "score_fusion.py"
    _run(sys.executable, script, what, "--data", data, f"--{what}", folder / f"{what}.csv", "--json", written)
    return json.loads(written.read_text("utf-8"))  # type: ignore[no-any-return]


def dump(shared: Path, work: Path) -> Figures:
    """The raw dump splits into its 16 articles, and the entry price that it gives twice is settled with both quotes."""
    folder = work / "dump"
    evextract("run", shared / "corpus", "--out", folder)
    articles = json.loads((folder / "run.json").read_text("utf-8"))["counts"]["articles"]
    split = {claim["doc_id"] for claim in _lines(folder / "claims.jsonl")}
    single = sum("#" not in article for article in split)
    entry_price = any(
        (c["subject"], c["attribute"]) == ("nissan-n7", "price")
        and {(119_900, "CNY"), (199_900, "CNY")} <= {_amount(side["value"]) for side in c["values"]}
        and _amount(c.get("resolved_value")) == (119_900, "CNY")
        for c in _lines(folder / "conflicts.jsonl")
    )
    split_right = (articles, single) == (17, 1)
    return {"dump: split into 16": float(split_right), "dump: entry price settled": float(entry_price)}


MEASURES: tuple[Callable[[Path, Path], Figures], ...] = (facts, conflicts, quantities, dates, fusion, dump)
"""In this order: later ones read what earlier ones left in the work folder."""


def _parts(gold: Path, work: Path) -> Iterator[tuple[str, Path]]:
    """The articles that may be tuned to, and those kept apart, as folders of their own."""
    files = sorted(p for p in gold.glob("*.json") if p.with_suffix(".txt").exists())
    for part in ("tuned", "apart"):
        folder = work / f"{gold.name}-{part}"
        folder.mkdir()
        shutil.copy(gold / "entities.json", folder)
        for place, path in enumerate(files, start=1):
            if (place % APART == 2) == (part == "apart"):
                shutil.copy(path, folder)
                shutil.copy(path.with_suffix(".txt"), folder)
        yield part, folder


def _only(claims: Path, gold: Path, work: Path) -> Path:
    """The claims about the articles in ``gold``."""
    kept = work / f"{gold.name}.jsonl"
    rows = (line for line in claims.read_text("utf-8").splitlines() if line)
    chosen = [row for row in rows if (gold / f"{json.loads(row)['doc_id']}.json").exists()]
    kept.write_text("".join(f"{row}\n" for row in chosen), encoding="utf-8")
    return kept


def _amount(value: Any) -> tuple[float, str] | None:
    return (value["low"], value["unit"]) if isinstance(value, dict) and value.get("kind") == "quantity" else None


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _score(shared: Path, script: str, *arguments: object) -> dict[str, Any]:
    return json.loads(_run(sys.executable, shared / "bench" / script, *arguments))  # type: ignore[no-any-return]


def _run(*command: object) -> str:
    done = subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}\nexit code {done.returncode}\n{done.stderr[-2000:]}")
    return done.stdout
