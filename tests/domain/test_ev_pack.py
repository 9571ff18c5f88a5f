"""The EV pack that comes with evextract: complete, large enough, and right in a few places that matter."""

from __future__ import annotations

from collections import Counter

import pytest

from evextract.domain.load import load_pack
from evextract.domain.pack import DomainPack, ValueKind

QUANTITIES = """price range battery_capacity power torque drag_coefficient length width height wheelbase curb_weight
    cargo_volume towing_capacity voltage display_size wheel_size seats motor_count acceleration top_speed charging_power
    charging_time consumption orders deliveries sales production_volume production_capacity job_cuts models_planned
    employees net_income revenue investment stake debt"""
CATEGORIES = "battery_chemistry drivetrain charging_port body_style powertrain"
ENTITIES = "platform manufacturer developer based_on assembly_location market partner acquisition merger"
DATES = "reveal_date production_start launch_date delivery_start discontinuation_date plant_closure"


@pytest.fixture(scope="module")
def ev() -> DomainPack:
    return load_pack("ev")


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        (ValueKind.QUANTITY, QUANTITIES),
        (ValueKind.CATEGORY, CATEGORIES),
        (ValueKind.ENTITY, ENTITIES),
        (ValueKind.DATE, DATES),
        (ValueKind.TEXT, "role"),
    ],
)
def test_every_attribute_is_there(ev: DomainPack, kind: ValueKind, names: str) -> None:
    assert {a.id for a in ev.attributes.values() if a.kind == kind} == set(names.split())


def test_categories_are_the_closed_lists(ev: DomainPack) -> None:
    assert list(ev.attributes["battery_chemistry"].categories) == ["LFP", "NMC", "NCA", "solid-state", "sodium-ion"]
    assert list(ev.attributes["drivetrain"].categories) == ["FWD", "RWD", "AWD"]
    assert list(ev.attributes["charging_port"].categories) == ["NACS", "CCS", "CHAdeMO", "GB/T"]
    assert list(ev.attributes["powertrain"].categories) == ["BEV", "PHEV", "EREV", "HEV", "ICE"]
    assert len(ev.attributes["body_style"].categories) == 10


def test_a_value_depends_on_what_it_should(ev: DomainPack) -> None:
    assert {a.id for a in ev.attributes.values() if "test_cycle" in a.scope} == {"range", "consumption"}
    assert {a.id for a in ev.attributes.values() if "object" in a.scope} == {"investment", "stake", "role"}
    flows = {"orders", "deliveries", "sales", "production_volume", "net_income", "revenue"}
    assert all("period" in ev.attributes[a].scope and ev.attributes[a].changes for a in flows)


def test_the_lists_are_long_enough(ev: DomainPack) -> None:
    types = Counter(e.type for e in ev.entities.values())
    assert types["brand"] >= 130
    assert types["vehicle"] >= 600
    assert types["plant"] >= 120
    assert types["platform"] >= 60
    assert types["person"] >= 36
    assert len([e for e in ev.entities.values() if e.type == "place" and len(e.id) == 2]) >= 249
    assert len(ev.outlets) >= 60


def test_look_alikes_and_market_names(ev: DomainPack) -> None:
    assert ev.canonical("nissan-rogue") == "nissan-x-trail"
    assert ev.canonical("ampr-medium") == "cmf-ev"
    assert "N7" in ev.entities["nissan-n7"].ambiguous
    assert "N7" in ev.entities["luxgen-n7"].ambiguous
    for vehicle, word in (("nissan-leaf", "Leaf"), ("byd-seal", "Seal"), ("lucid-air", "Air"), ("tesla-semi", "Semi")):
        assert word in ev.entities[vehicle].ambiguous
        assert word not in ev.entities[vehicle].sure_names
    for vehicle in ("nissan-march", "renault-5", "polestar-4", "peugeot-partner"):
        assert ev.entities[vehicle].full_name_only
    assert ev.entities["BR"].parent == "south-america"
    assert ev.entities["nissan-sunderland-plant"].country == "GB"


@pytest.mark.parametrize(
    ("name", "entity"),
    [
        ("LG Chem", "lg-chem"),
        ("SK Innovation", "sk-innovation"),
        ("Hella", "hella"),
        ("Vitesco Technologies", "vitesco"),
        ("PSA Group", "psa"),
        ("LiveWire", "livewire"),
        ("VE Commercial Vehicles", "vecv"),
        ("Porsche SE", "porsche-se"),
        ("Enel", "enel"),
        ("Toyota Crown Signia", "toyota-crown-signia"),
        ("Volkswagen Tavendor", "volkswagen-tavendor"),
        ("Temsa", "temsa"),
        ("Olinia", "olinia"),
    ],
)
def test_whom_a_name_means(ev: DomainPack, name: str, entity: str) -> None:
    """Firms of one group are told apart, and so are models that begin with another's name."""
    assert [e.id for e in ev.entities.values() if name in e.sure_names] == [entity]


@pytest.mark.parametrize(
    ("entity", "word"),
    [("chevrolet-orlando", "Orlando"), ("rolls-royce-boat-tail", "Boat Tail"), ("honda-element", "Element")],
)
def test_words_among_the_names_of_models(ev: DomainPack, entity: str, word: str) -> None:
    assert word in ev.entities[entity].ambiguous
    assert word not in ev.entities[entity].sure_names


def test_names_hold_only_what_articles_write(ev: DomainPack) -> None:
    names = {n for e in ev.entities.values() for n in (e.name, *e.aliases, *e.ambiguous)}
    assert [n for n in sorted(names) if set(n) & set("~;|*{}<>=") or "  " in n] == []


def test_no_sure_name_is_a_number_or_a_lone_letter(ev: DomainPack) -> None:
    bad = [n for e in ev.entities.values() for n in e.sure_names if n.isdigit() or len(n) < 2]
    assert bad == []


def test_cues_expand_to_english(ev: DomainPack) -> None:
    """ "80 percent|per cent" would stand for "80 percent cent": "|" parts words, not phrases."""
    phrases = [f"{cue.phrase} " for attribute in ev.attributes.values() for cue in attribute.cues]
    assert [p for p in phrases if " cent " in p and " per cent " not in f" {p}"] == []
