"""Cars that one maker has from another: what is sold under another name, what is only called so, and who makes both."""

from __future__ import annotations

import pytest

from evextract.nlp.extract import Extractor
from evextract.records import Article, EntityRef

CASES = {
    # Sold as, or a version called
    "Vauxhall sells the Citroen e-Berlingo as the Combo Electric.": {"vauxhall-combo based_on citroen-e-berlingo"},
    "Subaru will offer its own version of the Toyota bZ4X, called the Solterra.": {"subaru-solterra based_on toyota-bz4x"},
    "The Fiat Topolino is a quadricycle. It is sold as the Opel Rocks Electric in Germany.": set(),
    "The Suzuki e Vitara is sold as the Toyota Urban Cruiser in Britain.": {
        "toyota-urban-cruiser based_on suzuki-e-vitara"
    },
    "Kia sells the EV5 as well as the Hyundai Ioniq 5 at one dealer.": set(),
    "Kia sells the EV4 as the Hyundai Ioniq 6 does not sell.": set(),
    # One base for each
    "Lancia showed the Ypsilon, a hatchback based on the Peugeot e-208, and the Delta, a saloon.": {
        "lancia-ypsilon based_on peugeot-e-208"
    },
    "The Ebro S700 is a rebadged Jaecoo 7 and the bigger S800 a Tiggo 8.": {
        "ebro-s700 based_on jaecoo-7", "ebro-s800 based_on chery-tiggo-8",
    },
    "Opel builds the Mokka and the Astra, twin of the Peugeot 308.": {"opel-astra based_on peugeot-308"},
    # What is called another car is built there
    "The Volkswagen Transporter is a reskinned Ford Transit Custom built in Turkey.": {
        "volkswagen-transporter based_on ford-transit-custom", "volkswagen-transporter assembly_location TR",
    },
    "Honda showed the Prologue, based on the Chevrolet Blazer EV built in Mexico.": {
        "honda-prologue based_on chevrolet-blazer-ev", "chevrolet-blazer-ev assembly_location MX",
    },
    # Who makes or engineers them
    "The Polestar 4 is a product of Renault Korea.": {"polestar-4 manufacturer renault-korea"},
    "Fisker planned the Ocean and the Pear. Magna engineered both.": {
        "fisker-ocean developer magna", "fisker-pear developer magna",
    },
    "Valmet builds the Lightyear 0 in Uusikaupunki, as well as the Mercedes-Benz GLC.": {
        "lightyear-0 manufacturer valmet-automotive", "mercedes-benz-glc manufacturer valmet-automotive",
        "lightyear-0 assembly_location valmet-automotive-uusikaupunki-plant",
        "mercedes-benz-glc assembly_location valmet-automotive-uusikaupunki-plant",
    },
    "The Toyota Proace is a rebadged Peugeot Expert that rolls off the line in Hordain.": {
        "toyota-proace based_on peugeot-expert", "toyota-proace assembly_location stellantis-hordain-plant",
        "peugeot-expert assembly_location stellantis-hordain-plant",
    },
    "The Smart #1 was praised. The Dacia Spring will be replaced by a sister model of the Renault Twingo.": set(),
    "In India, the same base carries the Citroen Basalt. The Citroen C3 is cheap.": set(),
    "Mazda, in which Toyota holds 5.1 percent, builds the Toyota Corolla Cross.": {"toyota-corolla-cross manufacturer mazda"},
    "Spotlight Automotive, a joint venture of BMW and Great Wall, builds the Mini Aceman.": {
        "mini-aceman manufacturer spotlight-automotive"
    },
    "Until now all models of the brand were made in China. The Polestar 7 is an SUV.": set(),
    # A car that the text has not named
    "The Ford Explorer is an SUV. Ford works on a cheap platform. The first model on it will be built in Louisville.": set(),
    "The Nissan Micra is built in Douai. The version for Mitsubishi is built in Flins.": {
        "nissan-micra assembly_location douai"
    },
}  # fmt: skip
_TIES = frozenset({"based_on", "manufacturer", "developer", "assembly_location"})


@pytest.mark.parametrize("text", CASES)
def test_whose_car_it_is(extractor: Extractor, text: str) -> None:
    [(_, mentions)] = extractor.read([Article("a", text)])
    ties = {
        f"{m.subject} {m.attribute} {m.value.id}"
        for m in mentions
        if m.attribute in _TIES and isinstance(m.value, EntityRef)
    }
    assert ties == CASES[text]


HEADLINES = {
    "Dacia Spring Gets A Renault Twin With Doors": {"dacia-spring"},
    "Polestar 5 Is No Volvo Underneath": {"polestar-5"},
    "Fisker Shows Its Magna-Built SUV": set(),
}


@pytest.mark.parametrize("text", HEADLINES)
def test_words_of_a_headline_are_no_names_of_cars(extractor: Extractor, text: str) -> None:
    [(_, mentions)] = extractor.read([Article("a", f"{text}\n\nThe carmaker told of it on Monday in Paris.")])
    named = {m.subject for m in mentions if "unnamed" not in m.subject}
    assert named <= HEADLINES[text]


PARTIES = {
    "Zeekr is to be merged. Geely will merge Zeekr into Geely Auto.": {"zeekr merger geely"},
    "Ford works with Renault. The two are also building a van with Iveco.": {
        "ford partner renault", "ford partner iveco", "renault partner iveco",
    },
    "The Baleno and the Glanza are alike. The pair is built by Toyota in India.": set(),
    "Avatr was founded with CATL.": {"avatr partner catl"},
    "Nissan developed the van with help from Renault.": {"nissan partner renault"},
    "The platform is being developed in Hiroshima with help from Toyota and Denso.": set(),
}  # fmt: skip


@pytest.mark.parametrize("text", PARTIES)
def test_who_works_with_whom(extractor: Extractor, text: str) -> None:
    [(_, mentions)] = extractor.read([Article("a", text)])
    ties = {
        f"{m.subject} {m.attribute} {m.value.id}"
        for m in mentions
        if m.attribute in {"partner", "merger"} and isinstance(m.value, EntityRef)
    }
    assert ties == PARTIES[text]


def test_a_share_is_of_the_firm_that_the_owner_is_said_to_own(extractor: Extractor) -> None:
    text = "Renault, which once owned 43 percent of Nissan, will cut its stake to 15 percent."
    [(_, mentions)] = extractor.read([Article("a", text)])
    assert {m.scope.object for m in mentions if m.attribute == "stake"} == {"nissan"}


def test_of_whom_a_share_is_where_the_clause_before_told_it(extractor: Extractor) -> None:
    text = "Ford owns 41 percent of Ford Otosan, Koc Holding has 39 percent. An American investor holds 5 percent of Lotus."
    [(_, mentions)] = extractor.read([Article("a", text)])
    assert {(m.subject, m.scope.object) for m in mentions if m.attribute == "stake"} == {
        ("ford", "ford-otosan"), ("koc-holding", "ford-otosan"),
    }  # fmt: skip
