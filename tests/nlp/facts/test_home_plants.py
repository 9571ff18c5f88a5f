"""Where cars are built that a text tells beside a plant of their maker without a word of making."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evextract.records import EntityRef, Mention

Read = Callable[[str], list[Mention]]
CASES = {
    "BMW had a bad week when a strike stopped the Munich plant and the BMW i4 was being changed over.": set(),
    "Munich gets by on the BMW i4.": {("bmw-i4", "bmw-munich-plant")},
    "The Hyundai Kona Electric ends in Ulsan in May.": {("hyundai-kona", "hyundai-ulsan-plant")},
    "Of the Ford Puma Gen-E, Craiova turned out 900 a week.": {("ford-puma", "ford-craiova-plant")},
    "Solihull depends on the Range Rover; the Discovery Sport is hard to find.": {
        ("land-rover-range-rover", "jlr-solihull-plant")
    },
    "In Martorell, 300 people were hired for the Cupra Born and the Seat Leon.": {
        ("cupra-born", "seat-martorell-plant"),
        ("seat-leon", "seat-martorell-plant"),
    },
    "The Kia EV9, Kia said in Hwaseong, has sold well.": set(),
    "The Munich firm has cut the price of the BMW i4.": set(),
    "Munich-based engineers tuned the BMW i4.": set(),
    "Cologne will get a car that is shorter than the Ford Explorer.": set(),
    "In Munich the BMW i4 costs 57,000 euros.": set(),
    "Munich unveiled the BMW i4.": set(),
    "The Ford Puma is dear for as long as the plant that Ford is building in Craiova stays shut.": set(),
}


@pytest.mark.parametrize(("text", "expected"), CASES.items())
def test_plants_of_the_maker(mentions: Read, text: str, expected: set[tuple[str, str]]) -> None:
    found = [(m.subject, m.value) for m in mentions(text) if m.attribute == "assembly_location"]
    assert {(subject, value.id) for subject, value in found if isinstance(value, EntityRef)} == expected


MADE = {
    "Skoda employs 9,000 people in Kvasiny. The plant, which was enlarged in May and also builds the Superb, is full.": {
        ("skoda-superb", "skoda-kvasiny-plant")
    },
    "The Volkswagen ID.3 and the ID.7 are built in Zwickau, Saxony, and Emden, respectively.": {
        ("volkswagen-id-3", "volkswagen-zwickau-plant"),
        ("volkswagen-id-7", "volkswagen-emden-plant"),
    },
    "The Kia EV4, built in Zilina, will be joined by the EV5, until now imported from South Korea.": {
        ("kia-ev4", "kia-zilina-plant"),
        ("kia-ev5", "KR"),
    },
    "Nissan's Yokosuka factory, opened in 1961, was the birthplace of the Leaf.": {
        ("nissan-leaf", "nissan-yokosuka-plant")
    },
    "The Skoda works in Vrchlabi closed in May, with production of the Skoda Fabia and Scala consolidated at Kvasiny.": {
        ("skoda-fabia", "skoda-kvasiny-plant"),
        ("skoda-scala", "skoda-kvasiny-plant"),
    },
    "Hyundai opened a plant in Florence, South Carolina, that makes the Ioniq 5.": {
        ("hyundai-ioniq-5", "hyundai-florence-plant")
    },
    # A plant and the place that it lies in, and places with dates between them.
    "The Chevrolet Bolt is made at Fairfax Assembly in Kansas City, Kansas.": {
        ("chevrolet-bolt", "general-motors-fairfax-plant")
    },
    "The Skoda Enyaq, made in Zhangjiakou, China, since 2023 and in Ghent, Belgium, since May 2025, is new.": {
        ("skoda-enyaq", "zhangjiakou"),
        ("skoda-enyaq", "ghent"),
    },
    "Skoda's older factories in Kvasiny and Vrchlabi continue to build the Superb.": {
        ("skoda-superb", "skoda-kvasiny-plant"),
        ("skoda-superb", "skoda-vrchlabi-plant"),
    },
    "The Mazda6e has been assembled at Magna's Graz plant since May, followed in June by the CX-6e.": {
        ("mazda-6e", "magna-steyr-graz-plant"),
        ("mazda-cx-6e", "magna-steyr-graz-plant"),
    },
    "BMW's plant in Dingolfing is full. In Leipzig, by contrast, there is room. The plant will make the BMW iX3.": {
        ("bmw-ix3", "bmw-leipzig-plant")
    },
    "BMW's Spartanburg, S.C., factory builds the X5.": {("bmw-x5", "bmw-spartanburg-plant")},
    "BMW's Spartanburg, South Carolina, plant builds the X5.": {("bmw-x5", "bmw-spartanburg-plant")},
    "The Kia EV9 comes from West Point. The Kia EV4 is made in Zilina, far away from West Point, alongside the Kia Sportage, which "
    "has been built there since 2016.": {
        ("kia-ev9", "kia-west-point-plant"),
        ("kia-ev4", "kia-zilina-plant"),
        ("kia-sportage", "kia-zilina-plant"),
    },
    # Neither of what another maker builds, nor of what the plant makes at large.
    "The BMW i4 sedan and the BMW iX3 SUV are built in Munich. Mazda wants to make its electric SUVs in Hofu.": {
        ("bmw-i4", "bmw-munich-plant"),
        ("bmw-ix3", "bmw-munich-plant"),
    },
    "Nissan sells the Leaf. Nissan will end vehicle production at its Oppama plant in May 2028.": set(),
}


@pytest.mark.parametrize(("text", "expected"), MADE.items())
def test_what_is_made_where(mentions: Read, text: str, expected: set[tuple[str, str]]) -> None:
    found = [(m.subject, m.value) for m in mentions(text) if m.attribute == "assembly_location"]
    assert {(subject, value.id) for subject, value in found if isinstance(value, EntityRef)} == expected
