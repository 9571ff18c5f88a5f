"""Texts that one thing is repeated in, and the stages that must not slow down over them; a long run of all of them.

``make fuzz`` ends with it. What takes text from outside gets a megabyte, the stages of the extractor the longest article
that is read; each has ten seconds of processor time for a megabyte, and as much for an article. What the language model
takes is not counted: the extractor's stages get a parse at random.

    python tests/fuzz/adversary.py [--size PART] [--atoms PART] [STAGE ...]
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
import time
from collections.abc import Callable, Iterable
from functools import cache, partial
from types import FrameType

import fuzz_targets as targets
from spacy.tokens import Doc

from evextract.claims.normalise import normalise
from evextract.io.claims import claim_from_json
from evextract.io.copies import Copies
from evextract.io.export import export
from evextract.io.split import split_dump
from evextract.nlp.dates import find_dates
from evextract.nlp.extract import FINDERS
from evextract.nlp.facts.context import Context
from evextract.nlp.model.bounded import bound_sentences
from evextract.nlp.naming.names import pieces
from evextract.nlp.naming.sites import find_sites
from evextract.nlp.naming.things import Thing
from evextract.nlp.page import Page
from evextract.nlp.quantities import find_quantities
from evextract.nlp.tables import find_tables
from evextract.records import LONGEST_ARTICLE, Article, Claim, Mention, Resolution
from evextract.report.html import render_report
from evextract.report.view import build_view
from evextract.resolve.judge import resolve

SECONDS = 10.0
ANYWAY = 1.0
"""Seconds that a stage may take of however short a text."""
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


@cache
def made(text: str) -> Page:
    return targets.extractor().page(Article("a", text, published=targets.TODAY), page(text)[0])


@cache
def context(text: str) -> Context:
    return targets.extractor().context(made(text))


@cache
def mentions(text: str) -> tuple[Mention, ...]:
    return tuple(targets.extractor().mentions(made(text)))


def facts(find: Callable[[Context], Iterable[Mention]], text: str) -> object:
    return list(find(context(text)))


@cache
def told(words: str) -> tuple[Claim, ...]:
    """Claims of which every word is ``words``: articles that say different things of one subject."""
    words = f"x{words}"  # blank ones are refused
    line = {
        "subject": words,
        "evidence": words,
        "sentence": words,
        "attribution": words,
        "outlet": words,
        "title": words,
    }
    scope = {"variant": words, "market": words, "period": words, "object": words, "url": words}
    values = (
        ("price", {"kind": "quantity", "op": "<", "low": 1, "high": 1, "unit": "EUR", "written": words}),
        ("price", {"kind": "quantity", "low": 2, "high": 2, "unit": "EUR", "written": words}),
        ("launch", {"kind": "date", "start": "2031-05-12", "end": None, "text": words}),
        ("maker", {"kind": "entity", "id": words, "written": words}),
        ("maker", {"kind": "entity", "id": f"{words}-x", "written": words}),
        ("title", {"kind": "text", "text": words}),
    )
    return tuple(
        claim_from_json({**line, **scope, "doc_id": str(number), "attribute": attribute, "value": value})
        for number, (attribute, value) in enumerate(values)
    )


@cache
def outcome(words: str) -> Resolution:
    return resolve(told(words), targets.extractor().pack)


def report(words: str) -> object:
    article = Article("0", words, title=words)
    return render_report(build_view(outcome(words), targets.extractor().pack, {"0": article}, run={"name": words}))


def tables(words: str) -> object:
    return [
        export(outcome(words), targets.extractor().pack, targets.folder() / "told", format=f) for f in ("csv", "wide")
    ]


READING: dict[str, Stage] = {
    "read .txt": read(".txt"),
    "read .md": read(".md", "---\ntitle: {}\n---\nx".format),
    "read .jsonl": read(".jsonl", lambda text: json.dumps({"text": text})),
    "split": split_dump,
    "copies": lambda text: Copies([Article("a", text), Article("b", f"{text} x")]).found(),
}
TELLING: dict[str, Stage] = {
    "claims": told,
    "resolve": outcome,
    "report": report,
    "tables": tables,
}
"""Claims from elsewhere, each of whose words has a share of the megabyte."""
WORDS = 14
EXTRACTING: dict[str, Stage] = {
    "pieces": pieces,
    "things": lambda text: targets.extractor().things.find(page(text)[0], pieces(text)),
    "sites": lambda text: find_sites(
        text,
        page(text)[1],
        known=targets.extractor()._plants,
        main_company="kia",
        countries=targets.extractor()._countries,
        names=targets.extractor()._country_names,
        parents=targets.extractor()._parents,
        at=targets.extractor()._known_plants.at,
    ),
    "kinds": lambda text: targets.extractor().kinds.find(text, page(text)[1]),
    "variants": lambda text: targets.extractor().variants.find(text, page(text)[1]),
    "tables": lambda text: list(find_tables(text)),
    "quantities": lambda text: find_quantities(page(text)[0], targets.extractor().units),
    "dates": lambda text: find_dates(page(text)[0], published=targets.TODAY),
    "page": made,
    "focus": context,
    **{find.__name__.removeprefix("find_").replace("_", " "): partial(facts, find) for find in FINDERS},
    "mentions": mentions,
    "normalise": lambda text: normalise(mentions(text), Article("a", text), targets.extractor().pack),
}
STAGES = {
    **{name: (stage, MEGABYTE) for name, stage in READING.items()},
    **{name: (stage, MEGABYTE // WORDS) for name, stage in TELLING.items()},
    **{name: (stage, LONGEST_ARTICLE) for name, stage in EXTRACTING.items()},
}
"""Each with the characters that it gets."""


def prepared(name: str, text: str) -> str:
    """What a stage starts from, made before its clock runs."""
    targets.extractor()
    if name in TELLING:
        told(text)
    elif name in EXTRACTING:
        page(text)
    return text


def forget() -> None:
    for made_before in (page, made, context, mentions, told, outcome):
        made_before.cache_clear()


class Hang(Exception):
    """A stage that got several times its seconds."""


def stop(signum: int, frame: FrameType | None) -> None:
    raise Hang


def spent(name: str, text: str) -> float:
    """Seconds of processor time that the stage takes for ``text``; a few times :data:`SECONDS` ends it."""
    STAGES[name][0](prepared(name, text[:200]))  # what is loaded at first use is not on the clock
    prepared(name, text)
    signal.signal(signal.SIGVTALRM, stop)
    start = time.process_time()
    signal.setitimer(signal.ITIMER_VIRTUAL, 3 * SECONDS)
    try:
        STAGES[name][0](text)
    except Hang:
        pass
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return time.process_time() - start


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=float, default=1.0, help="part of the characters, and of the seconds")
    parser.add_argument("--atoms", type=float, default=1.0, help="part of the texts, spread evenly")
    parser.add_argument("stages", nargs="*", choices=[[], *STAGES])
    asked = parser.parse_args()
    names = asked.stages or list(STAGES)
    most = SECONDS * asked.size + (ANYWAY if asked.size < 1 else 0)
    worst = dict.fromkeys(names, (0.0, ""))
    for atom in ATOMS[:: max(1, round(1 / asked.atoms))]:
        for name in names:
            text = repeated(atom, int(STAGES[name][1] * asked.size))
            seconds = spent(name, text)
            worst[name] = max(worst[name], (seconds, atom))
            if seconds > most:
                print(f"{name} of {atom!r}: {seconds:.1f} s", flush=True)
        forget()
    print("| stage | characters | worst CPU s | of |\n|---|---|---|---|")
    for name, (seconds, atom) in worst.items():
        print(f"| {name} | {int(STAGES[name][1] * asked.size):,} | {seconds:.1f} | `{atom!r}` |")
    return 1 if any(seconds > most for seconds, _ in worst.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
