"""How easily a claim is misread, and what that makes of the confidence."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from math import log

import pytest
from handmade import PACK, claim, within

from evextract.records import Claim
from evextract.resolve.judge import resolve
from evextract.resolve.names import Canon
from evextract.resolve.policy import read_policy
from evextract.resolve.reading import read
from evextract.resolve.votes.misread import misread

WEIGHTS = {"base": -2.5, "category": 1.0, "speculative": 1.5, "particular": -1.0, "elsewhere": 1.0, "unnamed": 1.5}
DOUBTING = replace(PACK, resolution={"misread": WEIGHTS})


PLAIN = within(claim("a", "length", "4415 mm"), "The Zephyr One is 4415 mm long.")


def chance(made: Claim) -> float:
    return misread(read(made, DOUBTING, Canon(DOUBTING)), read_policy(DOUBTING))


def test_what_was_given_was_not_misread() -> None:
    assert chance(claim("a", "length", "4415 mm")) == 0.0


@pytest.mark.parametrize(
    "surer",
    [
        within(claim("a", "length", "4415 mm", variant="City"), "The Zephyr One City is 4415 mm long."),
        within(claim("a", "length", "4415 mm", alt="4.415 m"), "The Zephyr One is 4415 mm (4.415 m) long."),
    ],
)
def test_a_version_or_a_conversion_beside_it_makes_a_claim_surer(surer: Claim) -> None:
    assert chance(surer) < chance(PLAIN)


@pytest.mark.parametrize(
    "doubtful",
    [
        within(claim("a", "length", "4415 mm", modality="speculative"), "The Zephyr One may be 4415 mm long."),
        within(claim("a", "length", "4415 mm"), "It is 4415 mm long."),
        within(claim("a", "length", "4415 mm", subject="acme-unnamed-ev"), "The EV is 4415 mm long."),
        within(claim("a", "body_style", "SUV"), "The Zephyr One is an SUV."),
    ],
)
def test_words_far_from_the_thing_and_guesses_make_it_doubtful(doubtful: Claim) -> None:
    assert chance(doubtful) > chance(PLAIN)


def test_the_order_of_the_signs_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    policy = replace(read_policy(DOUBTING), misread={"a": 1e16, "b": 1.0, "c": -1e16})
    found = set()
    for order in permutations("abc"):
        monkeypatch.setattr("evextract.resolve.votes.misread.signs", lambda *_, order=order: order)
        found.add(misread(read(PLAIN, DOUBTING, Canon(DOUBTING)), policy))
    assert len(found) == 1


def test_two_voices_are_rarely_both_misread_and_a_copy_is_no_second_one() -> None:
    def confidence(*claims: Claim) -> float:
        (fact,) = resolve(claims, DOUBTING).facts
        assert sum(term.log_odds for term in fact.terms) == pytest.approx(_log_odds(fact.confidence))
        return fact.confidence

    second = within(claim("b", "length", "4415 mm"), "The Zephyr One is 4415 mm long.")
    copied = replace(second, source=replace(second.source, copy_of="a"))
    assert confidence(PLAIN) < 0.95 < confidence(PLAIN, second)
    assert confidence(PLAIN, copied) < 0.95


def test_what_was_likely_misread_is_no_disagreement() -> None:
    guesses = [
        within(claim("a", "length", "4415 mm", modality="speculative"), "It may well be 4415 mm long."),
        within(claim("b", "length", "4465 mm", modality="speculative"), "It could become 4465 mm long."),
    ]
    outcome = resolve(guesses, DOUBTING)
    assert not outcome.conflicts
    assert all("doubtful reading" in fact.because for fact in outcome.facts)
    assert resolve(guesses, PACK).conflicts
    other = within(claim("b", "length", "4465 mm"), "The Zephyr One is 4465 mm long.")
    assert resolve([PLAIN, other], DOUBTING).conflicts


def _log_odds(p: float) -> float:
    return log(p / (1 - p))
