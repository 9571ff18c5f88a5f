"""Who a value belongs to: sentences with more than one candidate."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evextract.records import Mention, Modality, Polarity, Quantity

Extract = Callable[[str], list[Mention]]


def owners(found: list[Mention], attribute: str) -> dict[str, list[str]]:
    """Value as written -> subjects (with version) that it was given to."""
    out: dict[str, list[str]] = {}
    for m in found:
        if m.attribute == attribute and isinstance(m.value, Quantity):
            out.setdefault(m.value.written, []).append("/".join(filter(None, (m.subject, m.scope.variant))))
    return out


@pytest.mark.parametrize(
    ("text", "attribute", "expected"),
    [
        ("The Kia EV3 is shorter than the EV6. It has a range of 605 km.", "range", {"605 km": ["kia-ev3"]}),
        (
            "Rivals are the Volvo EX30 and Smart #1. The Kia EV3 costs 35,990 euros.",
            "price",
            {"35,990 euros": ["kia-ev3"]},
        ),
        ("Unlike the BMW i4, the Polestar 2 has 299 hp.", "power", {"299 hp": ["polestar-2"]}),
        (
            "The motor of the Polestar 2 makes 299 hp, against 205 hp in the smaller Kia EV4.",
            "power",
            {"299 hp": ["polestar-2"], "205 hp": ["kia-ev4"]},
        ),
        (
            "The Polestar 2 came first. The boot of the Kia EV4 is large. Boot space: 405 litres in the Polestar, 435 in the Kia.",
            "cargo_volume",
            {"405 litres": ["polestar-2"], "435": ["kia-ev4"]},
        ),
        (
            "The Polestar 2 has a boot of 405 litres. Deliveries of the Kia EV4 began in August; boots hold 435 litres.",
            "cargo_volume",
            {"405 litres": ["polestar-2"], "435 litres": ["kia-ev4"]},
        ),
        (
            "The Skoda Elroq and the Cupra Born cost 33,900 euros and 36,500 euros, respectively.",
            "price",
            {"33,900 euros": ["skoda-elroq"], "36,500 euros": ["cupra-born"]},
        ),
        (
            "The Smart #5 arrives in May. Charging from 10 to 80 percent takes 24 minutes: a Kia EV4 does it in 31.",
            "charging_time",
            {"24 minutes": ["smart-hashtag-5"], "31": ["kia-ev4"]},
        ),
        (
            "The Smart #5 arrives in May. Charging takes 24 minutes, hardly Porsche-quick; the Kia EV4 needs 31 minutes.",
            "charging_time",
            {"24 minutes": ["smart-hashtag-5"], "31 minutes": ["kia-ev4"]},
        ),
        (
            "The Skoda Elroq has a range of 580 km, whereas the Kia EV4 manages 625.",
            "range",
            {"580 km": ["skoda-elroq"], "625": ["kia-ev4"]},
        ),
        (
            "The Smart #5 costs 45,900 euros. Dealers sold 38,200 last year.",
            "price",
            {"45,900 euros": ["smart-hashtag-5"]},
        ),
        (
            "The Leapmotor C10 covers 970 km, 145 of them on electricity.",
            "range",
            {"970 km": ["leapmotor-c10"], "145": ["leapmotor-c10"]},
        ),
        (
            "The XPeng G6 comes in three versions. The 580 Pro costs 199,900 yuan, the 755 Ultra 276,900 yuan.",
            "price",
            {"199,900 yuan": ["xpeng-g6/580 Pro"], "276,900 yuan": ["xpeng-g6/755 Ultra"]},
        ),
        (
            "The Opel Mokka has 54 kWh or 60 kWh. The bigger battery lasts for 410 km.",
            "range",
            {"410 km": ["opel-mokka/60 kWh"]},
        ),
        (
            "The Fiat 500e starts at 23,900 euros, 4,000 euros less than before.",
            "price",
            {"23,900 euros": ["fiat-500e"]},
        ),
    ],
)
def test_the_value_goes_to_its_car(
    mentions: Extract, text: str, attribute: str, expected: dict[str, list[str]]
) -> None:
    assert owners(mentions(text), attribute) == expected


def test_conversions_are_alternatives_of_one_value(mentions: Extract) -> None:
    (power,) = [m for m in mentions("The Alpine A290 has 220 PS (162 kW).") if m.attribute == "power"]
    assert [str(a.low) for a in power.alternatives if isinstance(a, Quantity)] == ["162"]


@pytest.mark.parametrize(
    ("text", "polarity", "modality"),
    [
        ("The Kia EV3 has a range of 605 km.", Polarity.AFFIRMED, Modality.ASSERTED),
        ("The Kia EV3 will have a range of 605 km.", Polarity.AFFIRMED, Modality.PLANNED),
        ("The Kia EV3 could have a range of 605 km.", Polarity.AFFIRMED, Modality.SPECULATIVE),
        ("The Kia EV3 does not have a range of 605 km.", Polarity.DENIED, Modality.ASSERTED),
        ("Prices are not known, but the Kia EV3 has a range of 605 km.", Polarity.AFFIRMED, Modality.ASSERTED),
    ],
)
def test_stance(mentions: Extract, text: str, polarity: Polarity, modality: Modality) -> None:
    (claim,) = [m for m in mentions(text) if m.attribute == "range"]
    assert (claim.polarity, claim.modality) == (polarity, modality)


def test_evidence_is_a_slice_that_holds_the_value(mentions: Extract) -> None:
    text = "Nobody knew.\nThe Kia EV3 – new – has a range of 605 km (376 miles), they said.\n"
    for m in mentions(text):
        assert m.sentence_start <= m.start <= m.focus_start < m.focus_end <= m.end <= m.sentence_end <= len(text)
        assert isinstance(m.value, Quantity)
        assert text[m.focus_start : m.focus_end] == m.value.written


def test_rows_of_a_table(mentions: Extract) -> None:
    text = "The Kia EV4 in figures:\nVersion | Battery | Range\nLight | 58 kWh | 410 km\nEarth | 81 kWh | 590 km\n"
    found = mentions(text)
    assert owners(found, "range") == {"410 km": ["kia-ev4/Light"], "590 km": ["kia-ev4/Earth"]}
    assert owners(found, "battery_capacity") == {"58 kWh": ["kia-ev4/Light"], "81 kWh": ["kia-ev4/Earth"]}
