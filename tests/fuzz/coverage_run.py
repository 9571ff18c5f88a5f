"""Coverage-guided fuzzing of the parts that are plain Python and need no model: the second half of ``make fuzz``.

python tests/fuzz/coverage_run.py -runs=200000 -seed=1 -max_len=200
"""

from __future__ import annotations

import sys
import warnings

import atheris

PARTS = (
    "evextract.io.decode",
    "evextract.io.formats",
    "evextract.io.claims",
    "evextract.io.lines",
    "evextract.nlp.naming.names",
    "evextract.nlp.dates",
    "evextract.nlp.quantities",
)

with atheris.instrument_imports(include=list(PARTS)):
    import fuzz_plain as plain

    from evextract.io.formats import _read_markdown
    from evextract.nlp.tables import find_tables

CHECKS = (
    plain.bytes_of_a_file,
    plain.line_of_claims,
    lambda data: plain.split(as_text(data)),
    lambda data: plain.names(as_text(data)),
    lambda data: plain.numbers(as_text(data)),
    lambda data: plain.expressions(as_text(data)),
    lambda data: plain.published(as_text(data)),
    lambda data: list(find_tables(as_text(data))),
    lambda data: front_matter(as_text(data)),
)


def as_text(data: bytes) -> str:
    return data.decode("utf-8", "replace").replace("\0", "") or "x"


def front_matter(text: str) -> None:
    try:
        _read_markdown(f"---\n{text}\n---\nThe text.", "a.md")
    except ValueError as error:
        plain.told(error, "")


def check(data: bytes) -> None:
    """The first byte chooses what the others are fed to."""
    if data:
        CHECKS[data[0] % len(CHECKS)](data[1:])


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    atheris.Setup(sys.argv, check)
    atheris.Fuzz()
