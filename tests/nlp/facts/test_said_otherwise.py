"""Dates, places and ties of vehicles that are not told by a plain "X goes on sale in Y": one sentence for each way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import pytest

from evextract.domain.load import load_pack
from evextract.nlp.extract import Extractor
from evextract.records import Article, DateSpan, EntityRef, Mention, Polarity, Quantity

PUBLISHED = date(2025, 5, 15)
ATTRIBUTES = frozenset({
    "launch_date", "production_start", "discontinuation_date", "delivery_start", "market", "assembly_location",
    "manufacturer", "developer", "platform", "based_on", "partner", "stake",
})  # fmt: skip
CASES: Mapping[str, set[str]] = {
    "The Kia Stinger ended in March.": {"kia-stinger discontinuation_date 2025-03-01 2025-03-31"},
    "The Opel Corsa sedan ends in 2026.": {"opel-corsa discontinuation_date 2026-01-01 2026-12-31"},
    "The last Seat Ateca was completed on 4 April.": {"seat-ateca discontinuation_date 2025-04-04 2025-04-04"},
    "The Seat Ateca was completed with a roof rack on 4 April.": set(),
    "The Skoda Fabia carries on until 2027.": {"skoda-fabia discontinuation_date 2027-01-01 2027-12-31"},
    "The Kia Niro has been around since 2016.": {"kia-niro launch_date 2016-01-01 2016-12-31"},
    "The Kia EV4 is here from June.": {"kia-ev4 launch_date 2025-06-01 2025-06-30"},
    "Craiova will add the Ford Puma Gen-E in 2026.": {
        "ford-puma assembly_location ford-craiova-plant",
        "ford-puma production_start 2026-01-01 2026-12-31",
    },
    "The Opel Corsa moves to Eisenach in 2027.": {
        "opel-corsa assembly_location stellantis-eisenach-plant",
        "opel-corsa production_start 2027-01-01 2027-12-31",
    },
    "The Kia EV5 joined in March.": {"kia-ev5 launch_date 2025-03-01 2025-03-31"},
    "The plant in Zilina will get the Kia EV2 in 2026.": {
        "kia-ev2 assembly_location kia-zilina-plant",
        "kia-ev2 production_start 2026-01-01 2026-12-31",
    },
    "Fiat will keep the Panda in production until 2029.": {"fiat-panda discontinuation_date 2029-01-01 2029-12-31"},
    "The Togg T10F won't enter production until 2026.": {"togg-t10f production_start 2026-01-01 2026-12-31"},
    "Buyers can drive the Ora 03 from September.": {"ora-03 launch_date 2025-09-01 2025-09-30"},
    "Audi has delayed the new A3 until 2027.": {"audi-a3 launch_date 2027-01-01 2027-12-31"},
    "Lucid said on Tuesday that the Gravity will go on sale in Norway in June.": {
        "lucid-gravity launch_date 2025-06-01 2025-06-30",
        "lucid-gravity market NO",
    },
    "The Skoda Fabia arrives in 2027 and the Skoda Scala in 2028.": {
        "skoda-fabia launch_date 2027-01-01 2027-12-31",
        "skoda-scala launch_date 2028-01-01 2028-12-31",
    },
    "The Lotus Emeya was launched at the biggest Munich show since 2017.": set(),
    "Danes will have to do without the Geely EX2.": {"-geely-ex2 market DK"},
    "Hyundai was forced to shut another production facility in Brazil. The Hyundai Kona is old.": set(),
    "Slovakia is where Volvo will build the EX90.": {"volvo-ex90 assembly_location SK"},
    "The Smart #3 is built in Xi'an, the Volvo EX90 in Charleston.": {
        "smart-hashtag-3 assembly_location geely-xian-plant",
        "volvo-ex90 assembly_location volvo-ridgeville-plant",
    },
    "The Fisker Ocean comes from Magna's factory in Graz, Austria.": {
        "fisker-ocean assembly_location magna-steyr-graz-plant",
        "fisker-ocean manufacturer magna",
    },
    "The Omoda 5 will be made at a former Nissan plant in Barcelona.": {
        "omoda-5 assembly_location nissan-barcelona-plant",
    },
    "Sharing its underpinnings with the Hyundai Creta, the Kia Seltos is bigger.": {"kia-seltos based_on hyundai-creta"},
    "The Opel Grandland (based on the Peugeot 3008) and the Opel Mokka are new.": {
        "opel-grandland based_on peugeot-3008"
    },
    "The E-GMP architecture, developed with Rimac, is used by the Kia EV6.": {
        "kia-ev6 platform e-gmp",
    },
    "Honda and GAC parted ways in March.": {"-honda partner gac"},
    "Ford bought 10% of Rivian, leaving Amazon with 17%.": {
        "ford stake 10",
        "amazon stake 17",
    },
    "Valmet said it would build the Sono Sion.": {"sono-motors-sion manufacturer valmet-automotive"},
    "Valmet, which makes the Lynk & Co 08, is hiring.": {"lynk-co-08 manufacturer valmet-automotive"},
    "Porsche has hired Valmet to assemble the Cayman.": {"porsche-cayman manufacturer valmet-automotive"},
    "Opel will entrust production of the Frontera to Magna.": {"opel-frontera manufacturer magna"},
    "Assembly of the BMW Z4 was handled by Magna.": {"bmw-z4 manufacturer magna"},
    "Mazda imports the 6e from Changan.": {"mazda-6e manufacturer changan"},
    "Magna to build Togg T10X": {"togg-t10x manufacturer magna"},
    "Renault is developing a Dacia.": set(),
    "Audi said it would build the Skoda Elroq.": set(),
    "Hyundai assembles the Santro for Renault at its plant in Ulsan.": {
        "hyundai-santro assembly_location hyundai-ulsan-plant",
    },
    "Kia has four vans in the works. The first of them, the PV5, shares nothing with Iveco's Daily. It rides on E-GMP.S.": {
        "kia-pv5 platform e-gmp-s",
    },
    "Fiat will get its own version of the Leapmotor T03.": {"fiat-unnamed-t03-version based_on leapmotor-t03"},
    "Iveco plans a version of the Kia PV5 for Spain.": {
        "iveco-unnamed-pv5-version based_on kia-pv5",
        "iveco-unnamed-pv5-version market ES",
    },
    "An Opel-badged hatchback comes to Spain in 2028.": {
        "opel-unnamed-hatchback launch_date 2028-01-01 2028-12-31",
        "opel-unnamed-hatchback market ES",
    },
    "The Ford Tourneo Connect – a reskinned VW Caddy – is sold in Spain.": {
        "ford-tourneo-connect based_on volkswagen-caddy",
        "ford-tourneo-connect market ES",
    },
    "The Alpine A390 has slipped from 2025 to 2026.": {"alpine-a390 launch_date 2026-01-01 2026-12-31"},
    "Mini has brought the launch of the Aceman forward to October.": {"mini-aceman launch_date 2025-10-01 2025-10-31"},
    "The Mini Cooper, which had been due in 2024, is late.": {"-mini-cooper launch_date 2024-01-01 2024-12-31"},
    "Spotlight, the venture in which BMW holds half, is old. Audi FAW NEV, a firm in which Audi has 60 percent, is young.": {
        "audi stake 60",
    },
    "Toyota and Mazda own MTM. Toyota holds 51% of MTM. Mazda holds the remaining 49%.": {"toyota stake 51", "mazda stake 49"},
    "The Omoda 7 sits on Chery's iMAX platform.": {"omoda-7 platform imax"},
    "The Alpine A390 has slipped to 2026 from late 2025.": {"alpine-a390 launch_date 2026-01-01 2026-12-31"},
    "Peugeot would use a Leapmotor-owned factory in Hangzhou to make a small van.": {
        "peugeot-unnamed-van assembly_location leapmotor-hangzhou-plant",
        "peugeot-unnamed-van manufacturer leapmotor",
    },
    "The Skoda Epiq rolls off the line in Pamplona next to the VW ID. Cross, on which it is based.": {
        "skoda-epiq assembly_location volkswagen-pamplona-plant",
        "volkswagen-id-cross assembly_location volkswagen-pamplona-plant",
        "skoda-epiq based_on volkswagen-id-cross",
    },
    "The Fiat 600 is old. Fiat is thinking about selling cars in Japan.": set(),
    "The Fiat 600 is old. Fiat and Jeep plan a trio of crossovers. All three are built in Tychy.": set(),
    "Lotus will build the Emira with Alpine.": {"lotus partner alpine"},
    "Ford will bring back a legend. It will revive the Capri name in 2026.": {"ford-capri launch_date 2026-01-01 2026-12-31"},
    "Mazda will supply Isuzu with a small van. The first car of the deal, the Isuzu Como, is the Mazda CX-30 in a suit. The "
    "van will be built in Hofu.": {
        "mazda partner isuzu",
        "isuzu-unnamed-van assembly_location hofu",
    },
    "The Cupra Born uses Volkswagen's MEB kit.": {"cupra-born platform meb"},
    "The Opel Combo is mechanically identical to the Citroen Berlingo.": {"opel-combo based_on citroen-berlingo"},
}  # fmt: skip


@pytest.fixture(scope="module")
def told(extractor: Extractor) -> dict[str, set[str]]:
    articles = [Article(text, text, published=PUBLISHED) for text in CASES]
    return {
        a.id: {written(m) for m in mentions if m.attribute in ATTRIBUTES} for a, mentions in extractor.read(articles)
    }


def written(m: Mention) -> str:
    value = m.value
    if isinstance(value, DateSpan):
        said = f"{value.start or ''} {value.end or ''}"
    elif isinstance(value, Quantity):
        said = format(value.low.normalize(), "f")
    else:
        assert isinstance(value, EntityRef)
        said = value.id
    return f"{'-' if m.polarity is Polarity.DENIED else ''}{m.subject} {m.attribute} {said}"


@pytest.mark.parametrize("text", CASES)
def test_said_otherwise(told: Mapping[str, set[str]], text: str) -> None:
    assert told[text] == CASES[text]


def test_a_cue_may_ask_for_the_word_that_leads_in_its_date() -> None:
    cues = load_pack("ev").attributes["discontinuation_date"].cues
    assert any(c.phrase == "in production" and c.lead == ("until", "till", "through") for c in cues)


def test_what_a_bracket_says_a_car_is_made_from(mentions: Callable[[str], list[Mention]]) -> None:
    text = "The Toyota Urban Cruiser (née Suzuki e Vitara) and the Kia EV4 (from the Kia EV3) are here."
    found = {
        (m.subject, m.value.id) for m in mentions(text) if m.attribute == "based_on" and isinstance(m.value, EntityRef)
    }
    assert found == {("toyota-urban-cruiser", "suzuki-e-vitara")}
