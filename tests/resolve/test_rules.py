"""Each rule on invented claims: once where it speaks, once where it keeps silent."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from handmade import ATTRIBUTES, PACK, UNITS, VEHICLE, claim, within

from evextract.domain.pack import AttributeDef, UnitDef, ValueKind
from evextract.records import Claim, ConflictKind, Modality, Polarity, Status
from evextract.resolve.agreement.agree import compare, rules
from evextract.resolve.judge import resolve
from evextract.resolve.names import Canon
from evextract.resolve.policy import read_policy
from evextract.resolve.reading import read
from evextract.resolve.resolver import Resolver
from evextract.resolve.rule import Relation
from evextract.resolve.survey import Census, Survey


def attribute(name: str, dimension: str, unit: str, scope: tuple[str, ...] = VEHICLE, **more: object) -> AttributeDef:
    return AttributeDef(
        id=name, label=name, kind=ValueKind.QUANTITY, subjects=("vehicle",), scope=scope, dimension=dimension,
        unit=unit, **more,  # type: ignore[arg-type]
    )  # fmt: skip


def words(name: str, kind: ValueKind, **more: object) -> AttributeDef:
    return AttributeDef(id=name, label=name, kind=kind, subjects=("vehicle",), scope=VEHICLE, **more)  # type: ignore[arg-type]


ATTRIBUTES.update(
    {
        a.id: a
        for a in (
            attribute("top_speed", "speed", "km/h", plausible=(Decimal(60), Decimal(450))),
            attribute("acceleration", "time", "s"),
            attribute("job_cuts", "count", "count", ("period", "market"), changes=True),
            attribute("employees", "count", "count", ("period", "market"), changes=True),
            attribute("sales", "count", "count", ("market", "period"), changes=True),
            attribute("investment", "money", "USD", ("market",), changes=True),
            words("manufacturer", ValueKind.ENTITY),
            words("production_start", ValueKind.DATE, changes=True),
        )
    }
)
FIELD = replace(
    PACK,
    attributes=ATTRIBUTES,
    units={
        **UNITS,
        "km/h": UnitDef("km/h", "speed", Decimal(1) / Decimal("3.6")),
        "mph": UnitDef("mph", "speed", Decimal("0.44704")),
        "s": UnitDef("s", "time", Decimal(1)),
    },
    resolution={
        "by_trim": ["price", "range", "battery_capacity", "power", "top_speed", "acceleration"],
        "counters": ["orders", "sales"],
        "forecasts": ["net_income", "sales"],
        "standing": ["job_cuts", "employees", "investment"],
        "within": [["job_cuts", "employees"]],
        "arrival": ["launch_date", "market"],
        "order": [["production_start", "launch_date"]],
        "proportional": {"range": "battery_capacity"},
        "home_market": {"CNY": "CN", "USD": "US"},
        "special": {"price": [["delivered", "destination"]], "range": [["motorway"]]},
        "conditions": {"power": [["front motor"], ["combined"]]},
    },
)


def spoken(claims: list[Claim]) -> dict[str, list[str]]:
    """Rule -> the values that it speaks of."""
    values = {c.id: str(getattr(c.value, "written", "") or getattr(c.value, "id", "")) for c in claims}
    found: dict[str, list[str]] = {}
    resolver, census = Resolver(FIELD), Census()
    for group in resolver.groups(list(resolver.waiting(claims, census)), census):
        for ballot in resolver.hear(group, census).ballots:
            for reason in ballot.reasons:
                found.setdefault(reason.rule, []).append(values[reason.claim])
    return {rule: sorted(those) for rule, those in found.items()}


TWO_TRIMS = [
    claim("a", "range", "400 km", variant="City"),
    claim("a", "battery_capacity", "50 kWh", variant="City"),
    claim("a", "range", "640 km", variant="Tour"),
    claim("a", "battery_capacity", "80 kWh", variant="Tour"),
]
STATED = [
    claim("a", "launch_date", "2026-03-01/2026-03-31", modality="planned", published="2026-01-10"),
    claim("b", "launch_date", "2026-03-04", published="2026-03-20"),
]
SPLIT = "It will invest 2.6 billion dollars, {word} 8.6 billion dollars for plants."


def whole(value: str, word: str) -> Claim:
    return within(claim("a", "investment", value, subject="acme"), SPLIT.format(word=word), "2.6 billion")


def part(word: str) -> Claim:
    return within(claim("a", "investment", "8600000000 USD", subject="acme"), SPLIT.format(word=word), "8.6 billion")


SPEED = [claim("a", "top_speed", "180 km/h"), claim("b", "top_speed", "185 km/h")]

REFEREES = {
    "referee.conversion": (
        [claim("a", "range", "410 km", alt="186 mi", variant="City")],
        [claim("a", "range", "410 km", alt="255 mi", variant="City")],
        ["410 km"],
    ),
    "referee.confirmed": (
        [claim("a", "range", "410 km", alt="255 mi", variant="City")],
        [claim("a", "range", "410 km", variant="City")],
        ["410 km"],
    ),
    "referee.dimension": (
        [claim("a", "power", "150 kWh")],
        [claim("a", "power", "150 kW")],
        ["150 kWh"],
    ),
    "referee.plausible": (
        [claim("a", "top_speed", "1800 km/h"), claim("b", "top_speed", "180 km/h")],
        SPEED,
        ["1800 km/h"],
    ),
    "referee.currency": (
        [
            claim("a", "price", "30,000 CNY", variant="City", market="CN"),
            claim("b", "price", "30,000 USD", variant="City", market="CN"),
        ],
        [
            claim("a", "price", "30,000 CNY", variant="City", market="CN"),
            claim("b", "price", "31,000 CNY", variant="City", market="CN"),
        ],
        ["30,000 USD"],
    ),
    "referee.date": (
        [claim("a", "launch_date", "2024-10-01/2024-12-31", modality="planned", published="2025-06-01", quote="2024")],
        [claim("a", "launch_date", "2025-10-01/2025-12-31", modality="planned", published="2025-06-01", quote="2025")],
        ["2024-10-01/2024-12-31"],
    ),
    "referee.round": (
        [claim("a", "range", "500 km", variant="City"), claim("b", "range", "478 km", variant="City")],
        [claim("a", "range", "487 km", variant="City"), claim("b", "range", "478 km", variant="City")],
        ["500 km"],
    ),
    "referee.ladder": (
        [
            claim("a", "price", "104,900 CNY", variant="City", market="CN"),
            claim("a", "price", "124,900 CNY", variant="Tour", market="CN"),
            claim("b", "price", "194,900 CNY", variant="City", market="CN"),
            claim("b", "price", "124,900 CNY", variant="Tour", market="CN"),
        ],
        [
            claim("a", "price", "104,900 CNY", variant="City", market="CN"),
            claim("a", "price", "124,900 CNY", variant="Tour", market="CN"),
            claim("b", "price", "109,900 CNY", variant="City", market="CN"),
            claim("b", "price", "124,900 CNY", variant="Tour", market="CN"),
        ],
        ["194,900 CNY"],
    ),
    "referee.proportion": (
        [*TWO_TRIMS, claim("b", "range", "404 km", variant="City"), claim("c", "range", "204 km", variant="City")],
        [*TWO_TRIMS, claim("b", "range", "412 km", variant="City")],
        ["204 km"],
    ),
    "referee.whole": (
        [
            claim("a", "employees", "18,000 count", subject="acme"),
            claim("b", "job_cuts", "30,000 count", subject="acme"),
            claim("c", "job_cuts", "3,000 count", subject="acme"),
        ],
        [
            claim("a", "employees", "18,000 count", subject="acme"),
            claim("b", "job_cuts", "4,000 count", subject="acme"),
            claim("c", "job_cuts", "3,000 count", subject="acme"),
        ],
        ["30,000 count"],
    ),
    "referee.unit": (
        [*TWO_TRIMS, claim("a", "range", "250 km", test_cycle="EPA"), claim("b", "range", "250 mi", test_cycle="EPA")],
        [claim("a", "range", "250 km", test_cycle="EPA"), claim("b", "range", "250 mi", test_cycle="EPA")],
        ["250 km"],
    ),
    "referee.part": (
        [whole("2600000000 USD", "with"), part("with"), claim("b", "investment", "26000000000 USD", subject="acme")],
        [whole("2600000000 USD", "after"), part("after"), claim("b", "investment", "26000000000 USD", subject="acme")],
        ["2600000000 USD"],
    ),
    "referee.other-figure": (
        [*TWO_TRIMS, claim("b", "range", "640 km", variant="City")],
        [*TWO_TRIMS, claim("b", "range", "420 km", variant="City")],
        ["640 km"],
    ),
    "prefer.cycle": (
        [
            claim("a", "range", "410 km", variant="City", test_cycle="WLTP"),
            claim("b", "range", "417 km", variant="City"),
            claim("b", "range", "640 km", variant="Tour"),
            claim("a", "range", "640 km", variant="Tour", test_cycle="WLTP"),
        ],
        SPEED,
        ["410 km"],
    ),
    "referee.stranger": (
        [
            *TWO_TRIMS,
            claim("a", "range", "500 km", variant="Sport", test_cycle="WLTP"),
            claim("b", "range", "1500 km"),
        ],
        [*TWO_TRIMS, claim("b", "range", "400 km")],
        ["1500 km"],
    ),
    "prefer.correction": (
        [
            claim("a", "top_speed", "185 km/h", quote="Correction: its top speed is 185 km/h"),
            claim("b", "top_speed", "158 km/h"),
        ],
        SPEED,
        ["185 km/h"],
    ),
    "prefer.launched": (
        [
            *STATED,
            claim("a", "top_speed", "180 km/h", published="2026-01-10"),
            claim("b", "top_speed", "185 km/h", published="2026-03-20"),
        ],
        SPEED,
        ["185 km/h"],
    ),
}


@pytest.mark.parametrize("rule", REFEREES)
def test_a_rule_speaks_where_it_should_and_only_there(rule: str) -> None:
    fires, silent, of = REFEREES[rule]
    assert spoken(fires).get(rule) == of
    assert rule not in spoken(silent)


def test_the_mistaken_value_of_a_correction_is_a_slip() -> None:
    quote = "An earlier version of this article wrongly gave 158 km/h"
    wrong = claim("a", "top_speed", "158 km/h", quote=quote)
    wrong = replace(wrong, evidence=replace(wrong.evidence, focus_start=len(quote) - len("158 km/h")))
    claims = [wrong, claim("b", "top_speed", "185 km/h")]
    (conflict,) = resolve(claims, FIELD).conflicts
    assert conflict.kind is ConflictKind.SLIP
    assert conflict.resolved == claims[1].value


def relation(a: Claim, b: Claim) -> tuple[Relation, str]:
    canon = Canon(FIELD)
    policy = read_policy(FIELD)
    readings = [read(c, FIELD, canon) for c in (a, b)]
    found = compare(*readings, rules(FIELD, Survey(), policy))
    turned = compare(*reversed(readings), rules(FIELD, Survey(), policy))
    assert turned.relation is found.relation
    return found.relation, found.rule


SAME, COMPATIBLE, DIFFERENT, UNRELATED = Relation.SAME, Relation.COMPATIBLE, Relation.DIFFERENT, Relation.UNRELATED


@pytest.mark.parametrize(
    ("attribute", "one", "other", "expected", "rule"),
    [
        ("range", "410 km", "255 mi", SAME, "agree.rounding"),
        ("range", "410 km", "261 mi", DIFFERENT, "agree.otherwise"),
        ("range", "400 km", "404 km", SAME, "agree.round-figure"),
        ("battery_capacity", "50 kWh", "51 kWh", DIFFERENT, "agree.otherwise"),
        ("range", "~400 km", "411 km", SAME, "agree.about"),
        ("range", "~400 km", "440 km", DIFFERENT, "agree.otherwise"),
        ("range", ">400 km", "440 km", COMPATIBLE, "agree.bound"),
        ("range", ">400 km", "340 km", DIFFERENT, "agree.otherwise"),
        ("acceleration", "<7 s", "<8 s", DIFFERENT, "agree.otherwise"),
        ("acceleration", "<7.4 s", "<8 s", COMPATIBLE, "agree.bound"),
        ("orders", ">10,000 count", ">12,000 count", COMPATIBLE, "agree.bound"),
        ("power", "118 hp", "120 PS", SAME, "agree.rounding"),
        ("power", "118 hp", "120 hp", SAME, "agree.horsepower"),
        ("power", "118 hp", "128 hp", DIFFERENT, "agree.otherwise"),
        ("power", "120 hp", "88 kW", SAME, "agree.horsepower"),
        ("power", "120 hp", "92 kW", DIFFERENT, "agree.otherwise"),
        ("power", "150 kW", "150 kWh", DIFFERENT, "agree.dimension"),
        ("orders", "300 count", "30 %", UNRELATED, "agree.dimension"),
        ("net_income", "4.13e9 JPY", "4.12e9 JPY", DIFFERENT, "agree.otherwise"),
        ("length", "4715 mm", "4716 mm", DIFFERENT, "agree.otherwise"),
        ("launch_date", "2026-03-04", "2026-03-01/2026-03-31", SAME, "agree.date"),
        ("launch_date", "2026-03-04", "2026-05-01/2026-05-31", DIFFERENT, "agree.otherwise"),
        ("launch_date", "2016-01-01/2016-12-31", "2027-01-01/2027-12-31", UNRELATED, "agree.generation"),
        ("launch_date", "2024-01-01/2024-12-31", "2026-01-01/2026-12-31", DIFFERENT, "agree.otherwise"),
        ("platform", "unnamed-platform", "zeta-base", COMPATIBLE, "agree.unnamed"),
        ("manufacturer", "acme-works", "acme-works-south", SAME, "agree.name"),
    ],
)
def test_whether_two_values_are_one_answer(attribute: str, one: str, other: str, expected: Relation, rule: str) -> None:
    assert relation(claim("a", attribute, one), claim("b", attribute, other)) == (expected, rule)


def test_a_rounded_figure_may_be_cut_off() -> None:
    cut, rounded = (claim(a, "net_income", f"{v} JPY") for a, v in (("a", "412700000000"), ("b", "412600000000")))
    step = Decimal(100_000_000)
    pair = [replace(c, value=replace(c.value, step=step)) for c in (cut, rounded)]  # type: ignore[type-var]
    assert relation(*pair) == (SAME, "agree.rounding")


def test_a_price_delivered_is_not_the_list_price() -> None:
    delivered = claim("a", "price", "31,400 USD", quote="31,400 dollars delivered", variant="City")
    listed = claim("b", "price", "29,900 USD", quote="29,900 dollars", variant="City")
    assert relation(delivered, listed)[0] is UNRELATED
    assert not resolve([delivered, listed], FIELD).conflicts


def test_the_front_motor_is_not_the_whole() -> None:
    front = claim("a", "power", "80 kW", quote="the front motor has 80 kW")
    whole = claim("b", "power", "230 kW", quote="230 kW combined")
    assert relation(front, whole) == (UNRELATED, "agree.condition")


def kinds(claims: list[Claim]) -> list[ConflictKind]:
    return sorted(c.kind for c in resolve(claims, FIELD).conflicts)


def test_only_what_changes_is_superseded() -> None:
    dates = {"a": "2026-01-10", "b": "2026-04-10"}
    price = [
        claim(x, "price", v, variant="City", published=dates[x]) for x, v in (("a", "30,900 USD"), ("b", "32,400 USD"))
    ]
    length = [claim(x, "length", v, published=dates[x]) for x, v in (("a", "4415 mm"), ("b", "4465 mm"))]
    assert kinds(price) == [ConflictKind.UPDATE]
    assert kinds(length) == [ConflictKind.CONTRADICTION]
    (later,) = resolve(price, FIELD).conflicts
    assert later.resolved == price[1].value
    assert all(c.resolved is None for c in resolve(length, FIELD).conflicts)


def test_a_stale_figure_in_a_late_article_does_not_win() -> None:
    told = [("a", "30,900 USD", "2026-01-10"), ("b", "32,400 USD", "2026-03-10"), ("c", "32,400 USD", "2026-03-11"),
            ("d", "32,400 USD", "2026-03-12"), ("e", "30,900 USD", "2026-03-13")]  # fmt: skip
    claims = [claim(x, "price", v, variant="City", published=day) for x, v, day in told]
    fact = next(f for f in resolve(claims, FIELD).facts if f.attribute == "price")
    assert fact.value == claims[1].value


def test_the_official_figure_beats_the_rumour() -> None:
    rumour = claim("a", "top_speed", "170 km/h", modality="speculative")
    official = claim("b", "top_speed", "185 km/h", attribution="Zephyr")
    (conflict,) = resolve([rumour, official], FIELD).conflicts
    assert conflict.resolved == official.value
    assert "170 km/h is only a rumour" in conflict.because
    assert "185 km/h is Zephyr's own word" in conflict.because


def test_the_outcome_replaces_the_forecast() -> None:
    forecast = claim(
        "a", "sales", "40,000 count", period="2025", modality="planned", published="2025-03-01", subject="acme"
    )
    outcome = claim("b", "sales", "31,000 count", period="2025", published="2026-01-20", subject="acme")
    (conflict,) = resolve([forecast, outcome], FIELD).conflicts
    assert (conflict.kind, conflict.resolved) == (ConflictKind.UPDATE, outcome.value)
    together = [replace(c, source=forecast.source) for c in (forecast, outcome)]
    assert not resolve(together, FIELD).conflicts


def test_a_copy_counts_once() -> None:
    claims = [
        claim("a", "top_speed", "185 km/h"),
        claim("b", "top_speed", "185 km/h", copy_of="a"),
        claim("c", "top_speed", "185 km/h", copy_of="a"),
    ]
    (fact,) = resolve(claims, FIELD).facts
    assert fact.status is Status.SINGLE
    (alone,) = resolve(claims[:1], FIELD).facts
    assert fact.confidence - alone.confidence < 0.02


def test_a_sum_with_its_point_mistaken_is_found_among_the_parts() -> None:
    whole, part = "24,000,000,000 USD", "7,100,000,000 USD"
    claims = [
        claim("a", "investment", whole, subject="acme", market="US"),
        claim("a", "investment", part, subject="acme", market="US"),
        claim("b", "investment", "2,400,000,000 USD", subject="acme", market="US"),
        claim("b", "investment", part, subject="acme", market="US"),
    ]
    single = replace(FIELD, attributes={**ATTRIBUTES, "investment": replace(ATTRIBUTES["investment"], single=True)})
    (conflict,) = resolve(claims, single).conflicts
    assert conflict.kind is ConflictKind.SLIP
    assert {claims[0].value, claims[2].value} == {side.value for side in conflict.sides}


def test_what_one_article_says_of_today_and_of_later_is_no_conflict() -> None:
    claims = [
        claim("a", "manufacturer", "acme-works", variant="City"),
        claim("a", "manufacturer", "zeta-works", variant="City", modality="planned"),
    ]
    assert not resolve(claims, FIELD).conflicts


def test_a_version_named_by_its_battery_is_the_one_named_by_its_power() -> None:
    claims = [
        claim("a", "acceleration", "<7 s", variant="52kWh"),
        claim("a", "power", "148 hp", variant="52kWh"),
        claim("b", "acceleration", "<8 s", variant="150 hp"),
    ]
    (conflict,) = resolve(claims, FIELD).conflicts
    assert conflict.attribute == "acceleration"


def test_a_deal_that_is_signed_replaces_the_talks() -> None:
    talks = claim("a", "manufacturer", "acme-works", modality="planned", quote="is in talks with Acme to build it")
    signed = claim("b", "manufacturer", "zeta-works", modality="planned", quote="will be built by Zeta")
    (conflict,) = resolve([talks, signed], FIELD).conflicts
    assert (conflict.kind, conflict.resolved) == (ConflictKind.UPDATE, signed.value)


def test_a_denial_in_the_same_article_is_of_something_else_unless_it_denies_a_rumour() -> None:
    def both(modality: str) -> list[Claim]:
        return [
            claim("a", "market", "FR", modality=modality),
            claim("a", "market", "FR", polarity="-", modality="planned", quote="not France"),
        ]

    assert not resolve(both("planned"), FIELD).conflicts
    (conflict,) = resolve(both("speculative"), FIELD).conflicts
    fact = next(f for f in resolve(both("speculative"), FIELD).facts if f.id == conflict.fact_id)
    assert (fact.polarity, fact.modality) == (Polarity.DENIED, Modality.PLANNED)


def test_the_records_of_the_sources_alone_decide_only_when_they_are_clear() -> None:
    disputed = [claim("a", "top_speed", "180 km/h"), claim("b", "top_speed", "187 km/h")]

    def verdict(checked: int) -> Status:
        known = [claim(x, "length", f"{4000 + i} mm", subject=f"car-{i}") for i in range(checked) for x in ("a", "c")]
        return next(f for f in resolve([*known, *disputed], FIELD).facts if f.attribute == "top_speed").status

    assert verdict(2) is Status.REVIEW
    assert verdict(20) is Status.RESOLVED
