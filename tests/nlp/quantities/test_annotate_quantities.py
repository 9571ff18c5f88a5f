"""The dict form, determinism, hostile input."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from evextract.nlp.quantities import QuantityUnits, annotate_quantities, find_quantities

ROWS = [
    {"id": "a", "text": "About 60 fishermen caught 2 to 3 tonnes."},
    {"id": "b", "text": "Thousands of users pay $5 per share; it went up from 12 to 15 km."},
    {"id": "c", "text": "Nothing here."},
]


def test_dict_form(language: Language, units: QuantityUnits) -> None:
    found = list(annotate_quantities(ROWS, language, units))
    assert [row["id"] for row in found] == ["a", "b", "c"]
    plain = [[(q["value_low"], q["value_high"], q["unit"], q["op"]) for q in row["quantities"]] for row in found]
    assert plain == [
        [(60.0, 60.0, "fisherman", "~"), (2.0, 3.0, "t", "=")],
        [(1000.0, 10000.0, "user", "="), (5.0, 5.0, "USD/share", "="), (12.0, 15.0, "km", "=")],
        [],
    ]
    first = found[0]["quantities"][1]
    assert ROWS[0]["text"][first["start"] : first["end"]] == "2 to 3 tonnes"


PLAIN = {
    # what a bare number leaves unsaid
    "The dam had 15 leaks in May and 12 in June.": [(15, "leak", "="), (12, "leak", "=")],
    "It sold 500 tents, compared with 420 last spring.": [(500, "tent", "="), (420, "tent", "=")],
    "We own 90 boats, 20 of which leak.": [(90, "boat", "="), (20, "boat", "=")],
    "The north got 40 while the south had 35 bridges.": [(40, "bridge", "="), (35, "bridge", "=")],
    "The index gained 64 points to close at 4,577.": [(64, "point", "up"), (4577, "point", "=")],
    "He spent 5 days in Rome, and 300 at home.": [(5, "day", "="), (300, "-", "=")],
    "The lake holds 4 million fish, including 1.2 million in the bay.": [(4e6, "fish", "="), (1.2e6, "fish", "=")],
    "The stove used 18 kWh in summer and 23 last year.": [(18, "kWh", "="), (23, "kWh", "=")],
    "Mileage went from 20-25 mpg to 31 for vans.": [(20, "mpg", "="), (31, "mpg", "=")],
    "It spent 18 days in summer and 400 this year.": [(18, "day", "="), (400, "-", "=")],
    # bound and change
    "It takes about 20 to 30 minutes, and up to 3-4 hours.": [(20, "min", "~"), (3, "h", "<")],
    "Flats cost from $900 to $1,200.": [(900, "USD", "=")],
    "The share rose 3% to $3.40.": [(3, "%", "up"), (3.4, "USD", "=")],
    "Rents rose about 3%, and wages by more than 4%.": [(3, "%", "up"), (4, "%", ">")],
    "The share rose 12 cents to $3.40; the price fell to $2.": [
        (12, "cent", "up"),
        (3.4, "USD", "up"),
        (2, "USD", "="),
    ],
    # amounts apart, names spelled out
    "It took 2 hours 5 minutes at 30 knots.": [(2, "h", "="), (5, "min", "="), (30, "knot", "=")],
    "A current of 2 A/cm2": [(2, "A/square centimetre", "=")],
}


@pytest.mark.parametrize("text", PLAIN)
def test_one_form(language: Language, units: QuantityUnits, text: str) -> None:
    (row,) = annotate_quantities([{"id": "a", "text": text}], language, units)
    assert [(q["value_low"], q["unit"], q["op"]) for q in row["quantities"]] == PLAIN[text]


SCRIPT = """
import json, sys
from evextract.domain.load import load_pack
from evextract.nlp.model.build import load_language
from evextract.nlp.quantities import QuantityUnits, annotate_quantities
pack = load_pack(sys.argv[1])
rows = [{"text": "It makes 90 kW (121 hp / 122 PS), 58 and 73 kWh, $5 a share, 3 pounds, ¥4.9tn and 40 cars a year."}]
units = QuantityUnits(pack.units, pack.home_currencies)
print(json.dumps(list(annotate_quantities(rows, load_language(), units))))
"""


def test_does_not_depend_on_the_hash_seed(shared_pack: str) -> None:
    runs = [
        subprocess.run(
            [sys.executable, "-c", SCRIPT, shared_pack],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "4")
    ]
    assert runs[0] == runs[1]
    assert len(json.loads(runs[0])[0]["quantities"]) == 9


def test_takes_linear_time_on_hostile_input(language: Language, units: QuantityUnits) -> None:
    for unit in ("1 km (", "1, ", "one hundred ", "1-2-", "rose from 1 to "):
        words = unit.split(" ") * 2000
        doc = Doc(language.vocab, words=[w for w in words if w], tags=["NN"] * sum(map(bool, words)))
        began = time.process_time()
        find_quantities(doc, units)
        assert time.process_time() - began < 10
