"""Vehicles that neither a list nor a rule knows: what learned models make of their names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evextract.domain.load import load_pack
from evextract.domain.weights import MAKER, NAMED, NOTHING, Weights
from evextract.nlp.extract import Extractor
from evextract.nlp.naming.names import pieces
from evextract.nlp.naming.new_names import MAKERS, NAMES
from evextract.nlp.naming.spans import unknown_names
from evextract.nlp.naming.things import Thing
from evextract.nlp.roles import PRODUCT

RIVALS = "Among its rivals are the Kia EV3, the Volvo EX30 and the Zorvia. Volvo wants 36,000 euros."
PRAGUE = (
    "Skoda presented two cars in Prague. The Zorvia rides on the same platform and goes 510 km, while the smaller Melka has "
    "a 52 kWh battery. Production of the Zorvia begins in May."
)
TARNOW = "Polestar has called off the Zorvia. Workers in the Tarnow plant had already built 40 of the Zorvias."


def found(extractor: Extractor, text: str) -> dict[str, str]:
    """What is written at each new vehicle -> its id."""
    things = extractor.things.find(extractor.parse(text), pieces(text))
    return {text[t.start : t.end]: t.id for t in things if t.type == PRODUCT and not t.known}


@pytest.mark.parametrize(
    ("text", "vehicles"),
    [
        (PRAGUE, {"Zorvia": "skoda-zorvia", "Melka": "skoda-melka"}),
        (TARNOW, {"Zorvia": "polestar-zorvia", "Zorvias": "polestar-zorvia"}),
        (
            "Peugeot sold 410 units of the Zorvia last year, and the Zorvia led its orders.",
            {"Zorvia": "peugeot-zorvia"},
        ),
        ("Ford offers the Explorer. The Torvan Package adds 900 euros; the Explorer Torvan has heated seats.", {}),
        (
            "Kia won the Golden Zorvia Wheel and joins the Clean Zorvia Coalition. Dorvel Capital told the Dorvel index that sales would rise.",
            {},
        ),
        ("Ford has rebuilt the Zorvia app. BYD shipped buses to the Zorvia, which paid for 20.", {}),
        ("A Second Try For The Zorvia\nKia sold 4,000 cars in Norway.", {}),
    ],
)
def test_names_that_are_used_like_those_of_vehicles(extractor: Extractor, text: str, vehicles: dict[str, str]) -> None:
    assert found(extractor, text) == vehicles


def with_models(names: dict[str, dict[str, float]], makers: dict[str, dict[str, float]]) -> Extractor:
    weights = {NAMES: Weights("", names), MAKERS: Weights("", makers)}
    return Extractor(replace(load_pack("ev"), weights=weights))


def test_the_likeliest_maker_is_taken() -> None:
    first = with_models({"always": {NAMED: 3.0}}, {"first 1. before": {MAKER: 3.0}})
    named = with_models(
        {"always": {NAMED: 3.0}}, {"first vehicle 0 sentences 0 lines away": {MAKER: 3.0}, "rank 0": {MAKER: 1.0}}
    )
    assert found(first, RIVALS) == found(named, RIVALS) == {"Zorvia": "volvo-zorvia"}


@pytest.mark.parametrize(
    ("names", "makers"),
    [
        ({"always": {NAMED: 0.5}}, {}),
        ({"always": {NAMED: 9.0}}, {"always": {MAKER: -9.0}}),
        ({"always": {NOTHING: 1.0}}, {}),
    ],
    ids=["hardly a vehicle", "of nobody", "none"],
)
def test_what_is_not_likely_is_no_vehicle(
    names: dict[str, dict[str, float]], makers: dict[str, dict[str, float]]
) -> None:
    assert found(with_models(names, makers), RIVALS) == {}


def test_a_pack_without_models_does_without() -> None:
    assert found(Extractor(replace(load_pack("ev"), weights={})), RIVALS) == {}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("He likes the Zorvia Touring, and the Zorvia too.", ["Zorvia"]),
        ("The smaller QX70 Pro and two Zorvias came, then the Zorvia.", ["QX70", "Zorvia"]),
        ("It saw the e:Zo and the #9 and an ID. Zorvia at 50 kWh.", ["e:Zo", "#9", "ID. Zorvia"]),
        ("The Zorvia Car School and the Clean Car Zorvia met.", []),
        ("Its NACS-compatible V8 runs in May on an iPad.", []),
    ],
)
def test_what_is_written_like_a_name(extractor: Extractor, text: str, names: list[str]) -> None:
    unknown = unknown_names(extractor.parse(text), text, [], never={"nacs", "kwh", "car"}, trims=["Pro", "Touring"])
    assert [one.name for one in unknown] == names


def test_what_stands_behind_a_vehicle_is_its_version(extractor: Extractor) -> None:
    text = "The Kia EV3 Zorvia is dear, and the Zorvia is slow."
    things = [Thing(4, 11, "kia-ev3", PRODUCT)]
    assert unknown_names(extractor.parse(text), text, things, never=(), trims=()) == []
