"""The long fuzzing run: ``make fuzz``. Every input comes from a number, so that a failure can be repeated by it.

Prints a line a target and exits with 1 where an input raised what is not named, broke an offset, or took more than a
second of processor time for each kilobyte.

    python tests/fuzz/long_run.py --inputs 1000000
    python tests/fuzz/long_run.py --only dates --from 4711 --inputs 1
"""

from __future__ import annotations

import argparse
import contextlib
import random
import sys
import time
import traceback
import warnings
from collections.abc import Callable
from pathlib import Path

import fuzz_inputs as inputs
import fuzz_plain as plain
import fuzz_targets as targets

from evextract.domain.load import load_pack

SECONDS_A_KILOBYTE = 1.0
PACK = Path(__file__).parents[1] / "packs" / "phones"
Target = Callable[[int], int]
"""Takes the number of the input; returns its size in characters or bytes."""


def all_targets() -> dict[str, tuple[float, Target]]:
    """Each with its share of the inputs: the slow ones, which parse or write tables, get fewer."""
    ev = load_pack("ev")
    words = inputs.words_of(ev)
    sound = {file.name: file.read_bytes() for file in PACK.iterdir()}

    def text(check: Callable[[str], None], most: int = 60) -> Target:
        def run(seed: int) -> int:
            made = inputs.make_text(seed, words, most=most)
            check(made)
            return len(made)

        return run

    def parsed(check: Callable[[str, int], None]) -> Target:
        def run(seed: int) -> int:
            made = inputs.make_text(seed, words)
            check(made, seed)
            return len(made)

        return run

    def data(check: Callable[[bytes], None], make: Callable[[int], bytes]) -> Target:
        def run(seed: int) -> int:
            made = make(seed)
            check(made)
            return len(made)

        return run

    def one_claim(seed: int) -> int:
        lines = inputs.make_claims(seed, ev).split(b"\n")
        for line in lines:
            plain.line_of_claims(line)
        return sum(map(len, lines))

    def value(check: Callable[[object], None]) -> Target:
        def run(seed: int) -> int:
            check(inputs.make_json(random.Random(seed), 3))
            return 1000

        return run

    def pack(seed: int) -> int:
        files = inputs.make_pack(seed, sound)
        targets.pack_files(files)
        return sum(map(len, files.values()))

    return {
        "article files .txt": (0.02, data(lambda d: targets.read_bytes(d, ".txt"), lambda s: inputs.make_file(s, ".txt", words))),
        "article files .md": (0.02, data(lambda d: targets.read_bytes(d, ".md"), lambda s: inputs.make_file(s, ".md", words))),
        "article files .jsonl": (0.03, data(lambda d: targets.read_bytes(d, ".jsonl"), lambda s: inputs.make_file(s, ".jsonl", words))),
        "article files .html": (0.004, data(lambda d: targets.read_bytes(d, ".html"), lambda s: inputs.make_file(s, ".html", words))),
        "index.jsonl": (0.02, data(targets.read_index, lambda s: inputs.make_file(s, ".jsonl", words))),
        "dates of publication": (0.25, value(plain.published)),
        "splitter": (0.02, text(plain.split, 200)),
        "names": (0.22, text(plain.names)),
        "numbers and units": (0.04, text(plain.numbers)),
        "date expressions": (0.05, text(plain.expressions)),
        "quantities of any parse": (0.008, parsed(targets.quantities)),
        "dates of any parse": (0.008, parsed(targets.dates)),
        "claims of any parse": (0.008, parsed(targets.mentions)),
        "single claims": (0.28, one_claim),
        "claims files, resolved": (0.015, data(lambda d: targets.claims(d, ev, tables=False), lambda s: inputs.make_claims(s, ev))),
        "claims files, exported": (0.001, data(lambda d: targets.claims(d, ev, tables=True), lambda s: inputs.make_claims(s, ev))),
        "packs": (0.003, pack),
    }  # fmt: skip


def feed(name: str, target: Target, first: int, count: int) -> int:
    """Run ``count`` inputs; returns how many failed."""
    with contextlib.suppress(Exception):
        target(first)  # what is loaded at first use is not on the clock
    failed, worst, begin = 0, 0.0, time.process_time()
    for number in range(first, first + count):
        start = time.process_time()
        try:
            size = target(number)
        except Exception:
            failed += 1
            print(f"{name} {number}:\n{traceback.format_exc()}", flush=True)
            continue
        rate = (time.process_time() - start) / max(1.0, size / 1000)
        worst = max(worst, rate)
        if rate > SECONDS_A_KILOBYTE:
            failed += 1
            print(f"{name} {number}: {rate:.1f} s a kilobyte", flush=True)
    spent = time.process_time() - begin
    print(f"| {name} | {count:,} | {failed} | {worst:.2f} | {spent:.0f} |", flush=True)
    return failed


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=1_000_000)
    parser.add_argument("--from", type=int, default=0, dest="first")
    parser.add_argument("--only")
    asked = parser.parse_args()
    warnings.simplefilter("ignore")
    chosen = {n: t for n, t in all_targets().items() if asked.only in (None, n)}
    if not chosen:
        parser.error(f"--only is one of {', '.join(all_targets())}")
    whole = sum(share for share, _ in chosen.values())
    targets.extractor()  # not on the clock of the first input
    print("| target | inputs | failures | worst s/kB | CPU s |\n|---|---|---|---|---|", flush=True)
    failed = sum(
        feed(name, target, asked.first, max(1, round(asked.inputs * share / whole)))
        for name, (share, target) in chosen.items()
    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
