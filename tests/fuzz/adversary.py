"""Texts that one thing is repeated in, and the stages that must not slow down over them; a long run of all of them.

``make fuzz`` ends with it. Readers and splitter get a megabyte, the stages of the extractor the longest article that is
read; each has ten seconds of processor time. What the language model takes is not counted.

    python tests/fuzz/adversary.py [STAGE ...]
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from functools import cache

import fuzz_targets as targets
from spacy.tokens import Doc

from evextract.claims.normalise import normalise
from evextract.io.copies import find_copies
from evextract.io.split import split_dump
from evextract.nlp.bounded import bound_sentences
from evextract.nlp.dates import find_dates
from evextract.nlp.names import pieces
from evextract.nlp.page import Page
from evextract.nlp.quantities import find_quantities
from evextract.nlp.sites import find_sites
from evextract.nlp.tables import find_tables
from evextract.nlp.things import Thing
from evextract.records import LONGEST_ARTICLE, Article

SECONDS = 10.0
MEGABYTE = 1_000_000

ATOMS = (
    "1", " ", '"', "A", ",", "(", ")", "\n", "a ", "1,", "1 ", "A ", "Abc ", ".", "-", "a-", "1.", "1/", "1-", "$", "\r\n", "\t",
    "| ", " / ", "a\n", "one ", " 000", "million ", "May ", "May 1, ", "and ", "’", "the ", "Kia ", "Kia EV3 ", "Leaf, ", "Kia EV3 S ",
    "China plant ", "in China, ", "Pro, ", "Max version ", "<", "&amp;", "<div>", "5 kWh ", "5 to ", "$5 (", "of ", "the Pro ",
    "Hyper platform ", "from May to ", "between 5 and ", "A. ", '." A', "a.A ", "Abc def\n", "By John Doe ", "code-named X1 ", "Q1 ",
    "early ", "first ", "last year’s ", "a\u0301", "\u200d", "١", "１", "\u00a0", "---\n", "Ab-", "a's ", "10m-", "1 1/2 ",
    "2031-01-", "12:", "1x", "Abc.", "A-A-", ". A", "The cat sat on a mat. ", "a | b | 1\n", "[", "{", "_", "#", "+", "Kia said ",
    "John Smith ", "rose from ", "chief executive ", "it ", "Kia’s ", "China, ", "Kia and ", "denied ", "1 car ", "10% of ",
)  # fmt: skip

Stage = Callable[[str], object]


def repeated(atom: str, length: int) -> str:
    return (atom * (length // len(atom) + 1))[:length]


@cache
def page(text: str) -> tuple[Doc, list[Thing]]:
    """Tokens with any parse, and the things; what most stages start from. Not on the clock."""
    doc = bound_sentences(targets.annotate_at_random(targets.extractor(), text, 1))
    return doc, targets.extractor().things.find(doc, pieces(text))


def read(suffix: str, wrap: Callable[[str], str] = str) -> Stage:
    return lambda text: targets.read_bytes(wrap(text).encode(), suffix)


def whole(text: str) -> object:
    """All that follows the model: things, quantities, dates, focus, facts, claims."""
    reader, article = targets.extractor(), Article("a", text)
    made: Page = reader.page(article, page(text)[0])
    return normalise(reader.mentions(made), article, reader.pack)


READING: dict[str, Stage] = {
    "read .txt": read(".txt"),
    "read .md": read(".md", "---\ntitle: {}\n---\nx".format),
    "read .jsonl": read(".jsonl", lambda text: json.dumps({"text": text})),
    "split": split_dump,
    "copies": lambda text: find_copies([Article("a", text), Article("b", f"{text} x")]),
}
EXTRACTING: dict[str, Stage] = {
    "pieces": pieces,
    "things": lambda text: targets.extractor().things.find(page(text)[0], pieces(text)),
    "sites": lambda text: find_sites(text, page(text)[1], known=targets.extractor()._types, main_company="kia"),
    "kinds": lambda text: targets.extractor().kinds.find(text, page(text)[1]),
    "variants": lambda text: targets.extractor().variants.find(text, page(text)[1]),
    "tables": lambda text: list(find_tables(text)),
    "quantities": lambda text: find_quantities(page(text)[0], targets.extractor().units),
    "dates": lambda text: find_dates(page(text)[0], published=targets.TODAY),
}


def main(asked: list[str]) -> int:
    stages = {name: (stage, MEGABYTE) for name, stage in READING.items()}
    stages |= {name: (stage, LONGEST_ARTICLE) for name, stage in EXTRACTING.items()}
    slow = 0
    worst = dict.fromkeys(stages, (0.0, ""))
    for atom in ATOMS:
        for name, (stage, length) in stages.items():
            if asked and name not in asked:
                continue
            text = repeated(atom, length)
            if name in EXTRACTING:
                page(text)
            start = time.process_time()
            stage(text)
            spent = time.process_time() - start
            worst[name] = max(worst[name], (spent, atom))
            if spent > SECONDS:
                slow += 1
                print(f"{name} of {atom!r}: {spent:.1f} s", flush=True)
        page.cache_clear()
    print("| stage | characters | worst CPU s | of |\n|---|---|---|---|")
    for name, (spent, atom) in worst.items():
        print(f"| {name} | {stages[name][1]:,} | {spent:.1f} | `{atom!r}` |")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
