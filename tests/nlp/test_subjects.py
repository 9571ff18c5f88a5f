"""Whose a value is where the text does not repeat the name: what is left of it, what is called after it, whose turn it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evextract.nlp.extract import Extractor
from evextract.nlp.facts.context import Context
from evextract.records import Article, EntityRef, Mention, Quantity

SHORT = [
    ("The Polestar 4 is new. The 4 has a boot of 526 litres.", ["polestar-4", "polestar-4"]),
    ("The Mazda 3 was shown. Of the 3 in the hall, two were red.", ["mazda-3"]),
    ("The Polestar 4 weighs less: the Polestar 2,584 kg in all.", ["polestar-4"]),
    ("The Renault 4 is here. Its sister, the 5, is older.", ["renault-4", "renault-5"]),
    ("Kia sold 500 cars. The 4 was one of 5.", []),
    ("The Chery Tarvo 7 is long. The Tarvo seats seven.", ["chery-tarvo-7", "chery-tarvo-7"]),
    ("The Tesla Model 3 came first. The Model was late.", ["tesla-model-3"]),
    (
        "Skoda unveiled a car called the Tarvo 5 in Spain. The Hyundai Ioniq 5 is older. The 5 has a boot of 527 litres.",
        ["skoda-tarvo-5", "hyundai-ioniq-5", "hyundai-ioniq-5"],
    ),
    ("Mazda will show a facelifted 6 in May. The 6 gets a new motor.", ["mazda-6", "mazda-6"]),
    (
        "Avatr is late. The 07 went on sale and its 12 will follow. Of the 11 shops, 6 are open.",
        ["avatr-07", "avatr-12"],
    ),
    (
        "Fiat said where its 600 will be built. Sales of the 500 rose, those of the 600 models fell.",
        ["fiat-600", "fiat-500"],
    ),
    ("Skoda is late. The 07 went on sale.", []),
    (
        "Jaecoo sold 31,200 of the 7. The 8, a seven-seater, and the Omoda 4 are new.",
        ["jaecoo-7", "jaecoo-8", "omoda-4"],
    ),
    ("Lynk & Co sells the 01 and 02. An all-electric 02 (66 kWh) is dear.", ["lynk-co-01", "lynk-co-02", "lynk-co-02"]),
    ("The Ora 5 has 45 kWh. Renault’s 5, built in Douai, has more.", ["ora-5", "renault-5"]),
]
SUBJECTS = {
    "Today Skoda unveiled the Peaq. Derived from the Vision 7S concept of 2022, the new SUV is 4,874 mm long. The wheelbase "
    "is 2,965 mm.": ["skoda-peaq length 4874", "skoda-peaq wheelbase 2965"],
    "The Kia EV5 SUV is 4,615 mm long. KG Mobility delivered 3,690 cars in May, including 1,100 of the Musso EV. The pickup "
    "is 5,160 mm long.": ["kia-ev5 length 4615", "kg-mobility-musso length 5160"],
    "Next year Kia expects to show the Tarvo 7, a compact crossover it aims to price between $25,000 and $35,000.": [
        "kia-tarvo-7 price 25000"
    ],
    "Renault Korea is late. The crossover, known internally as Tarvo 3, is 4,700 mm long.": [
        "renault-korea-tarvo-3 length 4700"
    ],
    "The Opel Mokka is 4,150 mm long. Audi had a poor spring. Its deliveries fell by a tenth to 371,000 cars.": [
        "opel-mokka length 4150",
        "audi deliveries 371000",
    ],
    "Audi showed the Q5. The Q5 is 4,717 mm long. Its deliveries came to 31,700 units.": [
        "audi-q5 length 4717",
        "audi-q5 deliveries 31700",
    ],
    "The Rivian R2 is 4,715 mm long. For next year it forecasts 71,000 deliveries.": [
        "rivian-r2 length 4715",
        "rivian deliveries 71000",
    ],
    "The Opel Mokka meets the Skoda Elroq. Skoda is working on an electric pickup for India. The Opel Mokka is 4,150 mm "
    "long. The Skoda measures 4,488 mm in length.": ["opel-mokka length 4150", "skoda-elroq length 4488"],
    "Renault has a stake in Solvo Motors. Geely sold 9,000 cars. Tesla sold 5,000 vehicles. "
    "The Chinese group delivered 7,000 vehicles in Norway.": ["geely deliveries 7000"],
    "Volkswagen will cut costs. Volkswagen has seven plants.\n\nAudi builds fewer cars. The group will cut 4,000 jobs.": [
        "volkswagen job_cuts 4000"
    ],
    "Volvo Cars is owned by Geely Holding. Volvo built a plant. The group employs 42,000 people.": [
        "volvo employees 42000"
    ],
    "Kia makes the EV4 at its plant in Zilina, Slovakia. The Slovakian site employs 3,800 people.": [
        "kia-zilina-plant employees 3800"
    ],
    "The Kia EV4 and the Kia EV5 were shown. Both have ports.\n\nThe former is 4,430 mm long.": ["kia-ev4 length 4430"],
    "The Kia EV4 and the Kia EV5 were shown.\n\nThe latter is 4,610 mm long.": ["kia-ev5 length 4610"],
    "The Opel Mokka has a new battery. The plant also builds the Corsa. It is 4,150 mm long.": [
        "opel-mokka length 4150"
    ],
    "Sales of the makers rose.\n\nSkoda\n\nRegistrations were up again. Deliveries rose to 31,700 vehicles.\n\nMore "
    "on that later.": ["skoda deliveries 31700"],
    "Two cars are new this autumn.\n\nKia EV4\n- Length: 4,430 mm\n- Boot: 435 litres\n\nSkoda Elroq\n- Length: 4,488 mm\n"
    "- Boot: 470 litres": [
        "kia-ev4 length 4430",
        "kia-ev4 cargo_volume 435",
        "skoda-elroq length 4488",
        "skoda-elroq cargo_volume 470",
    ],
    "The Kia EV4 is 4,430 mm long.\n\nThe Opel Mokka is 4,150 mm long.\n\nSkoda's stand in the largest hall of the show "
    "belonged to the Elroq. It is 4,488 mm long.": [
        "kia-ev4 length 4430",
        "opel-mokka length 4150",
        "skoda-elroq length 4488",
    ],
    "The Opel Mokka is 4,150 mm long. Skoda pulled the white sheet off the Elroq at noon on Tuesday. It measures 4,488 mm in length.": [
        "opel-mokka length 4150",
        "skoda-elroq length 4488",
    ],
    "The Kia EV4 is built in Zilina next to the EV2, which came in May. That car is 4,060 mm long.": [
        "kia-ev2 length 4060"
    ],
    "The Kia EV4 is larger than the EV2 from the same plant in Zilina. That one is 4,060 mm long.": [
        "kia-ev2 length 4060"
    ],
    "Kia still holds a stake in Solvo Motors. That company delivered 51,000 vehicles.": ["solvo deliveries 51000"],
    "Nobody knows the fate of the Ford Explorer and the Ford Capri. Both are 1,871 mm wide.": [
        "ford-capri width 1871",
        "ford-explorer width 1871",
    ],
    "Polestar sold more cars. The Nasdaq-listed company delivered 15,000 vehicles.": ["polestar deliveries 15000"],
    "The Kia EV4 is new. Skoda also has news. Then it took the wraps off a camouflaged Elroq at noon. The "
    "crossover is 4,488 mm long.": ["skoda-elroq length 4488"],
}


@pytest.mark.parametrize(("text", "vehicles"), SHORT)
def test_short_names(read: Callable[[str], Context], text: str, vehicles: list[str]) -> None:
    assert [t.id for t in read(text).page.things if t.type == "product" and t.inside is None] == vehicles


@pytest.mark.parametrize(("text", "facts"), SUBJECTS.items())
def test_whose_a_figure_is(mentions: Callable[[str], list[Mention]], text: str, facts: list[str]) -> None:
    attributes = {fact.split()[1] for fact in facts}
    found = [
        f"{m.subject} {m.attribute} {m.value.low:f}"
        for m in mentions(text)
        if isinstance(m.value, Quantity) and m.attribute in attributes
    ]
    assert found == facts


def test_no_car_is_spoken_of_before_the_text_leads_to_it(mentions: Callable[[str], list[Mention]]) -> None:
    lead = "Opel is building a plant in Tarvo. It will open in May. Work has begun. Roads are planned. Trees were cut. "
    places = [m for m in mentions(lead + "Later it may build the Mokka.") if isinstance(m.value, EntityRef)]
    assert [m for m in places if m.attribute == "assembly_location" and m.focus_start < len(lead)] == []


def test_a_headline_is_about_the_car_that_it_names_first(extractor: Extractor) -> None:
    text = (
        "The electric Ford Puma takes its motor from the E-Transit. The platform of the E-Transit is new, and so is that of "
        "the next E-Transit.\n\nThe crossover costs 29,000 pounds."
    )
    article = Article("a", text, title="Puma to borrow the E-Transit's motor")
    found = next(mentions for _, mentions in extractor.read([article]))
    assert {m.subject for m in found if m.attribute == "price"} == {"ford-puma"}


def test_what_stands_before_the_first_name_is_of_the_car_in_the_headline(extractor: Extractor) -> None:
    text = "Power: 254 kW\nBoot: 545 litres\nLength: 4,820 mm\nWheelbase: 2,848 mm\nWidth: 1,915 mm\n\nThe Avatr 06 is new."
    article = Article("a", text, title="In numbers: Avatr 06")
    found = next(mentions for _, mentions in extractor.read([article]))
    assert {m.subject for m in found if m.attribute in {"power", "length"}} == {"avatr-06"}


def test_a_car_that_only_the_headline_names_is_what_the_text_is_about(extractor: Extractor) -> None:
    text = "Power: 254 kW\n\nSkoda has one like it. Now Avatr builds the 06 in Solvena. The 06 weighs 2,015 kg."
    article = Article("a", text, title="In numbers: Avatr 06")
    found = [(m.subject, m.attribute) for _, mentions in extractor.read([article]) for m in mentions]
    assert {("avatr-06", "power"), ("avatr-06", "curb_weight")} <= set(found)
    unnamed = Article("a", "Power: 254 kW\n\nThe Polestar 4 has 400 kW.", title="In numbers: Avatr 06")
    found = [
        (m.subject, f"{m.value.low:f}") for _, ms in extractor.read([unnamed]) for m in ms if m.attribute == "power"
    ]
    assert found == [("avatr-06", "254"), ("polestar-4", "400")]


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        (
            "The Fiat Grande Panda, the Citroen e-C3 and the Opel Frontera are cheap. All three use the STLA Smart platform.",
            {"fiat-grande-panda", "citroen-e-c3", "opel-frontera"},
        ),
        (
            "The Smart #1 is made in Xi'an. The Volvo EX30 comes from Ghent. Both use the SEA2 platform.",
            {"smart-hashtag-1", "volvo-ex30"},
        ),
        ("The Kia EV2 and the Kia EV4 are cheap. The pair sits on the E-GMP platform.", {"kia-ev2", "kia-ev4"}),
    ],
)
def test_words_for_several_cars_stand_for_those_named_last(
    mentions: Callable[[str], list[Mention]], text: str, subjects: set[str]
) -> None:
    assert {m.subject for m in mentions(text) if m.attribute == "platform"} == subjects


def test_a_nameless_car_is_not_what_an_article_is_about_whose_headline_names_one(extractor: Extractor) -> None:
    text = (
        "A small sum used to get you a diesel hatchback. Now there are others.\n\nThe boot holds 470 litres.\n\n"
        "The Opel Mokka is 4,150 mm long. The Skoda Elroq has two motors. The Skoda is quick."
    )
    article = Article("a", text, title="Skoda Elroq v Opel Mokka")
    found = next(mentions for _, mentions in extractor.read([article]))
    assert not [m for m in found if "unnamed" in m.subject and m.attribute == "cargo_volume"]


def test_what_the_headline_names_is_the_topic_though_the_text_begins_with_another(extractor: Extractor) -> None:
    text = (
        "The Kia EV4 is well known. The EV4 is a hatch. Many people like hatches. Not all do. Some want more room.\n\n"
        "For them there will be the Skoda Elroq. Dealers await the Elroq."
    )
    page = extractor.page(Article("a", text, title="Skoda Elroq in detail"), extractor.parse(text))
    assert extractor.context(page).focus.topic == "skoda-elroq"


def test_what_a_maker_has_launched_right_below_a_headline_is_the_car_that_it_names(extractor: Extractor) -> None:
    text = "{}\nGeely has unveiled yet another electric SUV.\n\nIt costs 96,800 yuan."
    for title, subject in (
        ("Geely’s New Galaxy K3 Gets A Bigger Battery Than The Dongfeng Box", "geely-galaxy-k3"),
        ("The Dongfeng Box Is Cheaper", "geely-unnamed-electric-suv"),
    ):
        article = Article("a", text.format(title), title=title)
        found = next(mentions for _, mentions in extractor.read([article]))
        assert {m.subject for m in found if m.attribute == "powertrain"} == {subject}


def test_a_new_trim_makes_no_new_generation(mentions: Callable[[str], list[Mention]]) -> None:
    text = "The 2027 Subaru Uncharted is here.\nA new Premium Long Range trim offers 300 miles of range."
    assert {(m.scope.variant, m.scope.generation) for m in mentions(text) if m.attribute == "range"} == {
        ("Premium Long Range", None)
    }


def test_a_paragraph_about_another_maker_leaves_the_car_before_it(mentions: Callable[[str], list[Mention]]) -> None:
    text = (
        "The Kia EV5 sold well in June. It has a range of 530 km.\n\n"
        "Volvo, meanwhile, came to 1,200 cars, 400 of them of the EX30. The hatchback has a 69 kWh battery.\n\n"
        "Peugeot. A new two-seater is on its way. It is 2.79 metres long, and the battery holds 26 kWh."
    )
    found = {(m.subject, m.attribute) for m in mentions(text)}
    assert ("volvo-ex30", "battery_capacity") in found
    assert not {("kia-ev5", "battery_capacity"), ("kia-ev5", "length"), ("kia-ev5", "seats")} & found


def test_a_paragraph_about_its_own_maker_goes_on_about_the_car(mentions: Callable[[str], list[Mention]]) -> None:
    text = "The Kia EV5 has a range of 530 km.\n\nKia sells it from May. Power is 160 kW."
    assert ("kia-ev5", "power") in {(m.subject, m.attribute) for m in mentions(text)}


@pytest.mark.parametrize(
    ("text", "subject", "attribute", "values"),
    [
        # What is only told of the speaker owns no version.
        (
            "The Skoda Elroq is on sale. A dealer who has driven the Enyaq says the base car will get a 55 kWh pack.",
            "skoda-elroq",
            "battery_capacity",
            [55],
        ),
        # A version behind words for another car than the one in focus.
        (
            "The Kia EV5 is new. The EV5 is built in Gwangju together with the Kia Soul, which went on sale in March. "
            "That car starts at 26,000 euros with 85 kW, and at 33,600 euros as an Endurance with 155 kW.",
            "kia-soul",
            "price",
            [26000, 33600],
        ),
        # A price right behind a name.
        (
            "BYD mainly sells the Seal, whose prices begin at 40,000 euros, and the Dolphin, at 30,000 euros.",
            "byd-dolphin",
            "price",
            [30000],
        ),
    ],
)
def test_whose_value(
    mentions: Callable[[str], list[Mention]], text: str, subject: str, attribute: str, values: list[int]
) -> None:
    found = [m.value for m in mentions(text) if m.attribute == attribute and m.subject == subject]
    assert [v.low for v in found if isinstance(v, Quantity)] == values


def test_both_versions_are_no_two_cars(mentions: Callable[[str], list[Mention]]) -> None:
    text = "The Kia EV4 has a sister, the EV5. The EV4 comes as an Air and an Earth.\n\nBoth versions have a 81 kWh battery."
    assert {m.subject for m in mentions(text) if m.attribute == "battery_capacity"} == {"kia-ev4"}


@pytest.mark.parametrize(
    ("text", "prices"),
    [
        (
            "The Kia EV4 is outsold only by the Kia EV3. The EV4 starts at $38,995. Its smaller sibling costs $33,495.",
            {("kia-ev4", 38995), ("kia-ev3", 33495)},
        ),
        ("The Kia EV4 starts at $38,995. Its smaller sibling costs $33,495.", {("kia-ev4", 38995)}),
        (
            "The Kia EV4 starts at $38,995. Its smaller sibling, the EV3, costs $33,495.",
            {("kia-ev4", 38995), ("kia-ev3", 33495)},
        ),
    ],
)
def test_a_sibling_is_another_car(
    mentions: Callable[[str], list[Mention]], text: str, prices: set[tuple[str, int]]
) -> None:
    found = [m for m in mentions(text) if m.attribute == "price"]
    assert {(m.subject, m.value.low) for m in found if isinstance(m.value, Quantity)} == prices
