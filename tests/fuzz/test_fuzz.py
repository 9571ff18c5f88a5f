"""No input makes a reader, the splitter, a finder or the pack loader raise what it does not name, or break an offset.

A few hundred inputs a run; ``make fuzz`` feeds a million (docs/reliability.md).
"""

from __future__ import annotations

import random
from pathlib import Path

import fuzz_inputs as inputs
import fuzz_plain as plain
import fuzz_targets as targets
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evextract.domain.load import load_pack

SEEDS = st.integers(0, 2**64 - 1)
TEXTS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), min_size=1, max_size=80)
PACK = Path(__file__).parents[1] / "packs" / "phones"
EV = load_pack("ev")
WORDS = inputs.words_of(EV)


def some(count: int) -> settings:
    return settings(max_examples=count, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("suffix", targets.SUFFIXES)
@some(10)
@given(seed=SEEDS, raw=st.binary(max_size=60))
def test_any_file_is_read_or_rejected(suffix: str, seed: int, raw: bytes) -> None:
    targets.read_bytes(raw, suffix)
    targets.read_bytes(inputs.make_file(seed, suffix, WORDS), suffix)


@some(20)
@given(SEEDS)
def test_any_index_leaves_its_articles_alive(seed: int) -> None:
    targets.read_index(inputs.make_file(seed, ".jsonl", WORDS))


@some(33)
@given(
    st.one_of(
        st.text(max_size=30), st.none(), st.integers(), st.datetimes(), st.floats(), st.sampled_from(inputs.TIMES)
    )
)
def test_any_date_of_publication_is_a_day_or_refused(written: object) -> None:
    plain.published(written)


@some(26)
@given(st.one_of(TEXTS, SEEDS.map(lambda seed: inputs.make_text(seed, WORDS, most=200))))
def test_parts_of_a_dump_lose_nothing(text: str) -> None:
    plain.split(text)


@some(26)
@given(st.one_of(TEXTS, SEEDS.map(lambda seed: inputs.make_text(seed, WORDS))))
def test_pieces_of_names_stand_where_they_say(text: str) -> None:
    plain.names(text)


@some(26)
@given(SEEDS)
def test_quantities_stand_where_they_say(seed: int) -> None:
    targets.quantities(inputs.make_text(seed, WORDS), seed)


@some(26)
@given(SEEDS)
def test_dates_stand_where_they_say(seed: int) -> None:
    targets.dates(inputs.make_text(seed, WORDS), seed)


@some(26)
@given(SEEDS)
def test_claims_of_any_parse_quote_the_article(seed: int) -> None:
    targets.mentions(inputs.make_text(seed, WORDS), seed)


@some(20)
@given(SEEDS)
def test_claims_from_elsewhere_are_resolved_or_refused(seed: int) -> None:
    targets.claims(inputs.make_claims(seed, EV), EV, tables=seed % 8 == 0)


@some(10)
@given(SEEDS)
def test_any_pack_loads_or_names_its_problems(seed: int) -> None:
    targets.pack_files(inputs.make_pack(seed, {file.name: file.read_bytes() for file in PACK.iterdir()}))


@some(20)
@given(SEEDS)
def test_any_value_is_no_claim(seed: int) -> None:
    plain.one_claim(inputs.make_json(random.Random(seed), 3))


@pytest.mark.parametrize(
    "text",
    [
        "sold 200144,2 of them",
        "€ " + "9" * 30,
        "0." + "0" * 40 + "1 km",
        "12:12:12:12",
        "Q3Q3 2025-13",
        "from May to June 12. Nov. 2031",
    ],
)
def test_what_fuzzing_found_stays_mended(text: str) -> None:
    plain.numbers(text)
    plain.expressions(text)
    for seed in range(3):
        targets.mentions(text, seed)
