from __future__ import annotations

from collections.abc import Callable

import pytest

from evextract.nlp.facts.context import Context


def ids(ctx: Context, type_: str) -> list[str]:
    return [t.id for t in ctx.page.things if t.type == type_ and t.inside is None]


@pytest.mark.parametrize(
    ("text", "vehicles"),
    [
        ("The Kia EV4 is smaller than the EV6.", ["kia-ev4", "kia-ev6"]),
        ("Two of the cars were shown. Every visitor saw one.", []),
        ("The seal of approval came in March.", []),
        ("BYD has shortened the Seal.", ["byd-seal"]),
        ("Ford builds the Mustang Mach-E. The GT costs 40,000 pounds.", ["ford-mustang-mach-e"]),
        ("Ford showed the GT in Munich.", ["ford-gt"]),
        ("Ford is here. Kia sells the EV4. The GT costs 40,000 pounds.", ["kia-ev4"]),
        ("The Zeekr 8Q was shown in Munich. The 8Q seats seven.", ["zeekr-8q", "zeekr-8q"]),
        ("The Volvo-based sedan and Volvo Cars itself are Swedish.", []),
        ("Kia’s next city car will be called the Zentra. The Zentra is small.", ["kia-zentra"] * 2),
        ("Avatr’s 09 costs more.", ["avatr-09"]),
        ("Renault will export the Solvena to Brazil. The Solvena seats five.", ["renault-solvena"] * 2),
        ("Kia’s Tarvo arrived in showrooms in 2021.", ["kia-tarvo"]),
        ("Production of the Opel Solvo 3 begins in May. The Solvo 3 is small.", ["opel-solvo-3"] * 2),
        ("Honda began handing over the VQ 6 to customers.", ["honda-vq-6"]),
        ("The electric Solvo T10 costs less than other cars. Solvo is new.", ["solvo-t10"]),
        ("Tarvena delivered 9,412 vehicles in May. The Tarvena 8X leads.", ["tarvena-8x"]),
        ("Ford will build the Gigafactory in Kent and launched the Solvo app.", []),
        ("Toyota sold 9 cars in Solvo 12 days ago.", []),
        ("Ford’s 12 plants and Tesla’s 4680 cells were praised.", []),
        ("Volvo has shown the EX15, a small crossover.", ["volvo-ex15"]),
        ("The Solvo T10 is a crossover.", ["solvo-t10"]),
        ("The Samsung S95 sold well.", []),
        ("Kia has shown a sibling to the Tarvo. The Tarvo is small.", ["kia-tarvo"] * 2),
        ("Ford began deliveries to the Pentagon, which ordered 500 vans.", []),
        ("Aion’s sales fell.", []),
        ("Nissan sells the Leaf. The Leaf 05 has a range of 521 km.", ["nissan-leaf"] * 2),
        ("Nissan sells the Ariya 05 and, from May 07, the Leaf.", ["nissan-ariya-05", "nissan-leaf"]),
        ("Kia’s third model will come soon. The Zentra, a five-door hatchback, costs more.", ["kia-zentra"]),
        (
            "Kia was founded in 1944. Now its smaller Zentra 8X van is late. In May the Zentra 8X arrives.",
            ["kia-zentra-8x"] * 2,
        ),
        ("Kia will build cars for the union UDEM, a former car maker.", []),
        ("Kia has three cars with the Zentra hybrid system.", []),
        ("Voyah sold more of the Passion sedan. The passion is gone. Passion sells.", ["voyah-passion"]),
        ("Voyah sold more cars. Passion is a word.", []),
        ("Scout has a new plant. Buyers await the Terra pickup.", ["scout-terra"]),
        ("Kia’s Small Electric SUV Just Got Spied In Spain\n\nThe car is new.", []),
        ("The MG5 EV and the MG4 EV are cheap.", ["mg-5", "mg-4"]),
        ("DS has priced the N°8. The DS N°8 seats five.", ["ds-8"] * 2),
        ("A scout was sent out. Terra is Latin for earth.", []),
        ("Hyundai’s next saloon, codenamed the QX9E, is late. The QX9E was to come in May.", ["hyundai-qx9e"] * 2),
        ("Lexus RZ Is A Bargain. Ix weeks later.", ["lexus-rz"]),
        ("Kia’s New Solvo T3 Undercuts Rivals.", ["kia-solvo-t3"]),
        ("Kia’s new Solvo T3 platform is cheap.", []),
        ("Renault is proud. Buyers await the Solvena SUV later this year.", ["renault-solvena"]),
        ("A smart #3 and a smart fortwo were parked, and a smart move it was.", ["smart-hashtag-3", "smart-fortwo"]),
        ("Honda sells the e:NS1, not the Honda e:NZ9.", ["honda-e-ns1", "honda-e-nz9"]),
        ("The Audi Q4 is old, and the Q4 costs more. Audi sold fewer cars in Q4.", ["audi-q4-e-tron"] * 2),
        ("The 5 E-Tech has a new motor.", ["renault-5"]),
        ("Ebro has news: the s800 is a seven-seater.", ["ebro-s800"]),
        (
            "The rest were Model Ys and the last of the Model S and X.",
            ["tesla-model-y", "tesla-model-s", "tesla-model-x"],
        ),
        ("GM built the BrightDrop 400 and 600 vans.", ["chevrolet-brightdrop-400", "chevrolet-brightdrop-600"]),
        ("The Polestar 2 and 3 others were there.", ["polestar-2"]),
        ("BMW sells the iX3. Lucid has a drive unit called Atlas, VW is silent.", ["bmw-ix3"]),
        ("Kia pulled the wraps off the Vision Tarvo in May. Will the Tarvo be built?", ["kia-vision-tarvo"] * 2),
        ("The Smart #1 is new, and the last fortwos were sold.", ["smart-hashtag-1", "smart-fortwo"]),
    ],
)
def test_vehicles(read: Callable[[str], Context], text: str, vehicles: list[str]) -> None:
    assert ids(read(text), "product") == vehicles


def test_one_short_name_of_two_cars_means_the_one_whose_maker_is_named(read: Callable[[str], Context]) -> None:
    assert ids(read("Luxgen has sold 9,000 cars. The N7 leads."), "product") == ["luxgen-n7"]
    assert ids(read("Dongfeng Nissan has sold 9,000 cars. The N7 leads."), "product") == ["nissan-n7"]


def test_a_short_code_is_no_car_of_a_maker_that_is_not_named_where_others_are(read: Callable[[str], Context]) -> None:
    assert ids(read("Buick has news. The L7 is a sedan."), "product") == ["buick-electra-l7"]
    assert "im-motors-ls7" not in ids(read("Kia has news. The LS7 is a sedan."), "product")
    assert ids(read("Dongfeng Nissan and BYD were there. The N7, a sedan, won."), "product") == ["nissan-n7"]


def test_a_brand_whose_name_is_a_word_is_told_by_its_vehicles(read: Callable[[str], Context]) -> None:
    assert ids(read("The Freelander 8 seats six. Freelander will open 20 shops."), "brand") == ["freelander"]


def test_plants_are_company_and_place(read: Callable[[str], Context]) -> None:
    ctx = read("Ford will expand its plant in Valencia, Spain, and close the Cologne factory.")
    assert ids(ctx, "plant") == ["ford-valencia-plant", "ford-cologne-plant"]


@pytest.mark.parametrize(
    ("text", "plants"),
    [
        ("PowerCo’s Salzgitter plant is new.", ["powerco-salzgitter-plant"]),
        ("Audi’s Brussels plant is closed.", ["audi-brussels-plant"]),
        (
            "Honda opened a plant in Marysville, Ohio. Kia’s U.S. plant is older.",
            ["honda-marysville-plant", "kia-west-point-plant"],
        ),
        (
            "A contract manufacturer will assemble a Kia model at its plant in Uusikaupunki.",
            ["valmet-automotive-uusikaupunki-plant"],
        ),
        ("Magna Steyr builds cars for Kia and Opel at its plant in Graz.", ["magna-steyr-graz-plant"]),
        ("LG Energy Solution’s Holland plant makes cells.", ["lg-energy-solution-holland-plant"]),
    ],
)
def test_whose_a_plant_is(read: Callable[[str], Context], text: str, plants: list[str]) -> None:
    assert ids(read(text), "plant") == plants


def test_test_cycles_and_sockets_are_no_companies(read: Callable[[str], Context]) -> None:
    ctx = read("The EPA rating of the Lucid Air is 500 miles, and NACS is standard.")
    assert ids(ctx, "company") == []


@pytest.mark.parametrize(
    ("text", "firms"),
    [
        ("The start-up Lumora hired 40 people. Lumora is young.", ["lumora", "lumora"]),
        ("Qingtian Auto, a new brand, has opened shops. Qingtian is based in Hefei.", ["qingtian", "qingtian"]),
        ("Axle maker Brennhof AG has cut jobs.", ["brennhof"]),
        ("The Shanghai Auto Show opens on Monday.", []),
    ],
)
def test_firms_that_no_list_has(read: Callable[[str], Context], text: str, firms: list[str]) -> None:
    found = [t.id for t in read(text).page.things if t.type in {"brand", "company"} and t.inside is None]
    assert found == firms
