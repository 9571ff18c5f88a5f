"""Names of versions that no list has, told by where a text puts them, and the values that are theirs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evextract.records import Bound, Mention, Modality, Quantity


@pytest.mark.parametrize(
    ("text", "attribute", "versions"),
    [
        # A code that the language model takes for a firm.
        (
            "The Volvo EX90 is on sale. The T6 has a 74 kWh battery. The four-wheel-drive T10 (503 hp, 91 kWh) costs more.",
            "power",
            ["T10"],
        ),
        # A kind that stands for a version where the text tells of another one.
        (
            "The Exlantix ES8 is new. The EREV has 200 kW, while the BEV makes 230 kW.",
            "power",
            ["EREV", "BEV"],
        ),
        ("The Exlantix ES8 EREV is new. The EREV has 200 kW.", "power", [None]),
        ("The Kia EV2 is Kia's most affordable model. It makes 108 kW.", "power", [None]),
        # "As a" before a figure as well as behind one; a list goes on behind "and".
        ("The Audi A6 e-tron is here, as a 300x for €59,995.", "price", ["300x"]),
        ("The Skoda Elroq starts at £24,950 as a 35 and £27,650 as a 65.", "price", ["35", "65"]),
        ("The BYD Seal is sold at €43,990 for the 4WD Ultra, and it seats five.", "price", ["Ultra"]),
        ("The Jeep Recon costs £62,500 in P7 form.", "price", ["P7"]),
        ("The Jeep Recon costs £62,500 in production form.", "price", [None]),
        # A drive's name behind the number of a badge; verbs behind a badge that stands alone.
        ("The Mercedes GLC 420 4Matic counters with 360 kW.", "power", ["420 4Matic"]),
        ("In the BYD Seal 430 it produces 120 kW, in the Seal 560 it's 165 kW.", "power", ["430", "560"]),
        # A number that only the pack's longer name of the vehicle has.
        ("The Mercedes eActros 400 covers 380 km.", "range", ["400"]),
        ("Of the Hyundai Ioniq 5 there is only the 641-hp N left.", "power", ["N"]),
        ("The Kia PV5 Cargo has a range of 416 km.", "range", ["Cargo"]),
        ("The Kia EV5 is a family car. The launch edition costs $57,990.", "price", ["launch"]),
        # Written like a name where an article leads it in.
        (
            "The Polestar 2 has changed. The Long range Single motor makes 170 kW, the Standard range Single motor 165 kW.",
            "power",
            ["Long range Single motor", "Standard range Single motor"],
        ),
        # What the battery belongs to has a name.
        (
            "The Kia EV2 has 61 kWh. In May it is joined by an Air trim with a 42-kWh battery, which is good for about 310 km.",
            "range",
            ["Air"],
        ),
        # The lines of a list; those of a specification name no versions.
        (
            "Here is what the Ford Mustang Mach-E offers:\n- GT: 480 hp, 280 miles\n- Vesna: 470 hp, 265 miles\n",
            "range",
            ["GT", "Vesna"],
        ),
        ("Volvo EX90\n\nBattery: 91 kWh\nUltra: 111 kWh\nPower: 300 kW\nRange: 400 km\n", "range", [None]),
        # What one steps up to, whose cars they are, what a price is said of; a list behind the noun; the last of three.
        (
            "The Cupra Born is on sale. Upgrade to Edition One and you get 18-inch wheels.",
            "wheel_size",
            ["Edition One"],
        ),
        ("The MG S5 is cheap. Excellence cars get an electric tailgate and cost £31,000.", "price", ["Excellence"]),
        ("The Ford Explorer is here. ST-Line, expected to be popular, is priced from £41,000.", "price", ["ST-Line"]),
        ("The Ford Explorer is here. Style is a matter of taste. It costs £41,000.", "price", [None]),
        (
            "The Fiat Grande Panda has two trim levels: Rosso and Bianco. The Rosso makes 83 kW. Only Bianco seats five.",
            "power",
            ["Rosso"],
        ),
        (
            "The Opel Frontera comes in Edition, GS and Ultimate trims, the latter with 18-inch wheels.",
            "wheel_size",
            ["Ultimate"],
        ),
        # The subject of a clause about the car; what is a name of the words before the noun.
        ("Its rivals are the Zeekr X, whose entry-level Core version has 200 kW, and the Smart #1.", "power", ["Core"]),
        ("The Cupra Raval is here. A quicker VZ2 version will arrive in 2031.", "launch_date", ["VZ2"]),
        # Listed: counted, sold as, or each in brackets behind its own figure.
        (
            "The Jaecoo 5 is here. Two grades are on sale, Dynamo and Luna. They cost 31,000 and 34,000 euros.",
            "price",
            ["Dynamo", "Luna"],
        ),
        (
            "The Volvo EX90 comes as T6, T8 and T12. The ranges are 520, 560 and 610 km respectively.",
            "range",
            ["T6", "T8", "T12"],
        ),
        ("Lynk & Co 02\n\nRange: 445 km (Sole), 430 km (Brio)\n", "range", ["Sole", "Brio"]),
        ("The Lynk & Co 02 has a range of 445 km (WLTP), 520 km (CLTC).", "range", [None, None]),
        (
            "The Deepal S07 comes with rear-wheel drive (160 kW, 475 km) or all-wheel drive (280 kW, 440 km).",
            "power",
            ["rear-wheel drive", "all-wheel drive"],
        ),
        # In the order in which the text has named them, as far as the values tell versions apart.
        (
            "The Kia EV2 is sold as an Air and an Earth. Prices are 27,000 and 30,500 euros.",
            "price",
            ["Air", "Earth"],
        ),
        (
            "The Kia EV2 is sold as an Air and an Earth. It has screens of 8 and 12 inches.",
            "display_size",
            [None, None],
        ),
        # What is not of the version that was told, and what is of both.
        (
            "The Opel Frontera comes in Core and GS trims. Only the GS has 125 kW; the rest make 83 kW.",
            "power",
            ["GS", "Core"],
        ),
        (
            "The Opel Frontera comes in Core and GS trims. It's fair at $28,995 for the former and $32,000 for the latter.",
            "price",
            ["Core", "GS"],
        ),
        (
            "The Ford Explorer is here. Both the Select, with 125 kW, and the Premium, with 210 kW, use a 77 kWh battery.",
            "battery_capacity",
            ["Premium", "Select"],
        ),
        (
            "The Ford Explorer is here. It makes 125 kW and 310 Nm in the Select and 210 kW and 545 Nm in the Premium.",
            "power",
            ["Select", "Premium"],
        ),
        ("The Kia EV2 comes as an Air and an Earth. Each has 108 kW.", "power", ["Air", "Earth"]),
        # Sizes in a list are no versions of each other.
        (
            "The Maxus eDeliver 7 can be had with 57kWh, 75kWh or 98kWh; DHL picked the 57kWh one.",
            "battery_capacity",
            [None, None, None, None],
        ),
        # Behind the figure, by its size; as it is called where the text gives no sizes.
        (
            "The Kia EV2 comes with 42 kWh or 61 kWh. Front-drive models make 108 kW, or 99 kW with the smaller pack.",
            "power",
            ["Front-drive", "42 kWh"],
        ),
        (
            "The Opel Frontera covers 305 km with the small battery and 400 km with the large one.",
            "range",
            ["small battery", "large"],
        ),
        ("The MG S5 costs €33,000 for the small battery, €38,000 for the large.", "price", ["small battery", "large"]),
        # What has a value of its own, and what stands in another clause.
        (
            "The Kia EV2 is here. Expect it to kick off at around £25,000, with the GT-Line at about £31,000.",
            "price",
            [None, "GT-Line"],
        ),
        (
            "The Ford Explorer is here. All have a 210 kW motor; the smaller-battery version makes do with 125 kW.",
            "power",
            [None, "smaller-battery"],
        ),
        (
            "The Toyota bZ is here. Opt for all-wheel drive and the range drops to 288 miles. The top-of-the-line Limited goes "
            "278 miles.",
            "range",
            ["all-wheel drive", "Limited"],
        ),
        ("The Ford Explorer is here. It needs 5.3 sec to 62mph for the Premium.", "acceleration", ["Premium"]),
        # Words for versions in brackets, before a figure and behind the name with a capital; the van of a size; a code.
        (
            "The Volvo EX90 is here. It costs 84,000 euros (Single motor) and 92,000 euros (Twin motor).",
            "price",
            ["Single motor", "Twin motor"],
        ),
        (
            "The Ford Explorer is here. The base model is $46,400 and the dual-motor $52,900.",
            "price",
            ["base", "dual-motor"],
        ),
        ("The Polestar 3 Long range Dual motor makes 360 kW.", "power", ["Long range Dual motor"]),
        (
            "The Maxus eDeliver 7 comes with 77 kWh and 88 kWh. It makes 150 kW in the 77 kWh van.",
            "power",
            ["77 kWh"],
        ),
        (
            "The Tata Harrier is priced at Rs 21.49 lakh for the FX3 and Rs 24.99 lakh for the FX5.",
            "price",
            ["FX3", "FX5"],
        ),
        # A battery on the other side of a contrast; batteries in the sentence rather than versions named before.
        (
            "The MG S5 has 47 kWh and 62 kWh. It goes 340 km, while the 62 kWh battery offers 480 km.",
            "range",
            [None, "62 kWh"],
        ),
        (
            "The Omoda 9 is sold as a BEV and as an EREV. The Omoda 9 has 61 and 75 kWh packs, for 530 and 725 km respectively.",
            "range",
            ["61 kWh", "75 kWh"],
        ),
        (
            "The MG S5 comes with 47 kWh or 62 kWh. The smaller one makes do with 125 kW; the larger has 170 kW.",
            "power",
            ["47 kWh", "62 kWh"],
        ),
        (
            "The BMW i5 is here. It costs 68,300 euros for the eDrive40. The eDrive40 goes 580 km.",
            "range",
            ["eDrive40"],
        ),
        # A sentence that a line break has cut.
        ("The Kia EV2 starts at £25,000. Step up to the GT-Line\nand you pay £31,000.", "price", [None, "GT-Line"]),
        # Of the version that the figure hangs together with, not of the nearest.
        (
            "Kia takes orders for the EV2 in two grades: the front-drive model at 27,000 euros and the AWD at 30,000 euros.",
            "price",
            ["front-drive", "AWD"],
        ),
        ("The Volvo EX90 costs:\n\n91 kWh RWD: $41,990\n111 kWh AWD: $49,990\n", "drivetrain", []),
    ],
)
def test_names_of_versions(
    mentions: Callable[[str], list[Mention]], text: str, attribute: str, versions: list[str | None]
) -> None:
    assert [m.scope.variant for m in mentions(text) if m.attribute == attribute] == versions


def test_versions_by_how_many_motors_they_have(mentions: Callable[[str], list[Mention]]) -> None:
    found = mentions(
        "The Xpeng G9 is here. The two-motor version has 400 kW, while the three-motor version has 640 kW."
    )
    assert [m.scope.variant for m in found if m.attribute == "power"] == ["two-motor", "three-motor"]


def test_a_sentence_ends_behind_a_code_or_a_unit(mentions: Callable[[str], list[Mention]]) -> None:
    for text in (
        "The Kia EV9 is longer than the XPeng G9X. It seats seven.",
        "The Kia EV9 charges at 240 kW. Drivers get seven seats.",
        "The Kia EV9 is longer than the Tesla Model S. It has seven seats.",
    ):
        found = {(m.subject, m.attribute) for m in mentions(text)}
        assert ("kia-ev9", "seats") in found, text


def test_a_single_motor_is_counted_before_its_power(mentions: Callable[[str], list[Mention]]) -> None:
    found = mentions("The Ford Explorer has a single 282bhp rear motor, and it steps up to 335 hp later.")
    counts = [m.value.low for m in found if m.attribute == "motor_count" and isinstance(m.value, Quantity)]
    assert counts == [1]


def test_the_number_of_a_version_is_no_size(mentions: Callable[[str], list[Mention]]) -> None:
    found = mentions("The Skoda Elroq has 52 kWh in the Elroq 50, 59 kWh in the 60 and 77 kWh in the 85.")
    sizes = [m.value.high for m in found if m.attribute == "battery_capacity" and isinstance(m.value, Quantity)]
    assert sizes == [52, 59, 77]


@pytest.mark.parametrize(
    ("text", "attribute", "versions"),
    [
        # Behind the figure: the battery, or the version that leaves out its noun.
        (
            "The MG S5 has a 47 kWh or a 62 kWh battery. It charges at 120 kW with the smaller battery and 154 kW with the larger one.",
            "charging_power",
            ["47 kWh", "62 kWh"],
        ),
        (
            "The MG S5 has a 47 kWh or a 62 kWh battery. It charges at 120 kW in the 47 kWh car, 154 kW in the 62 kWh one.",
            "charging_power",
            ["47 kWh", "62 kWh"],
        ),
        (
            "The MG S5 is here. It costs €33,000 for the standard-range car and €38,000 for the long-range.",
            "price",
            ["standard-range", "long-range"],
        ),
        # Two batteries told before.
        (
            "The MG S5 comes with an LFP battery of 47 kWh and an NMC one of 62 kWh. The former has 125 kW, the latter 170 kW.",
            "power",
            ["47 kWh", "62 kWh"],
        ),
        ("The MG S5 comes with a 47 kWh LFP pack and a 62 kWh NMC one.", "battery_chemistry", ["47 kWh", "62 kWh"]),
        # Two versions, all versions, two bodies.
        (
            "The MG S5 comes in Core and Max trims. Neither goes faster than 170 km/h. Both have 125 kW.",
            "power",
            ["Core", "Max"],
        ),
        ("The MG S5 comes in Core and Max trims. All versions have 125 kW.", "power", [None]),
        ("The MG S5 comes in Core and Max trims. All three versions have 125 kW.", "power", [None]),
        (
            "The MG S5 costs €33,000 as a Core. The Max comes to €36,000. Both versions have 47 and 62 kWh, respectively.",
            "battery_capacity",
            ["Core", "Max"],
        ),
        (
            "The MG 5 comes in Core and Max trims. MG sells it as a hatchback and an estate. Both are 4.6 m long.",
            "length",
            [None],
        ),
        # What a part goes with; a version of a version; what is no version but the plain car.
        (
            "The Ford Explorer is here. 19-inch wheels are standard on the Select, 21-inch ones are reserved for the Premium.",
            "wheel_size",
            ["Select", "Premium"],
        ),
        (
            "The Ford Explorer is here. An entry-level version of the Select will cost £35,000.",
            "price",
            ["entry-level"],
        ),
        ("The Ford Explorer is here. The standard Explorer costs £39,000.", "price", ["standard"]),
        # A noun for a drive is a version where another drive's is one; one battery is no version of the other drive's.
        (
            "The Opel Mokka comes as an electric version and with a petrol engine. The hybrid has 136 hp and a 0.9 kWh battery.",
            "power",
            ["hybrid"],
        ),
        ("The Opel Mokka is a hybrid. The hybrid has 136 hp.", "power", [None]),
        (
            "The Omoda 9 is sold as a plug-in hybrid and as an EV. Deliveries of the EV begin in May 2031.",
            "delivery_start",
            ["EV"],
        ),
        # What is set against a version is of another one, and leaves the text with the first.
        (
            "The MG S5 gets a long-range version. Its 64 kWh battery, up from 49 kWh in the entry car, is new, and it has 170 kW.",
            "power",
            ["long-range"],
        ),
        ("The MG S5 Trophy sprints to 100 km/h in 6.3 seconds rather than 8.0.", "acceleration", ["Trophy", None]),
        (
            "The MG S5 is here. Core and Max specifications are offered. Max cars have 19-inch wheels.",
            "wheel_size",
            ["Max"],
        ),
        # Whose production it is.
        (
            "The MG S5 is here. Production of the long-range version starts in June 2031.",
            "production_start",
            ["long-range"],
        ),
    ],
)
def test_values_of_versions(
    mentions: Callable[[str], list[Mention]], text: str, attribute: str, versions: list[str | None]
) -> None:
    assert [m.scope.variant for m in mentions(text) if m.attribute == attribute] == versions


def test_the_figure_of_what_is_compared_with_is_no_plan(mentions: Callable[[str], list[Mention]]) -> None:
    found = mentions("The Ford Explorer will undercut the $68,000 Volvo EX90. It will have seats for five.")
    assert {(m.subject, m.attribute, m.modality) for m in found if isinstance(m.value, Quantity)} == {
        ("volvo-ex90", "price", Modality.ASSERTED),
        ("ford-explorer", "seats", Modality.PLANNED),
    }


def test_a_price_beyond_a_sum_is_no_starting_price(mentions: Callable[[str], list[Mention]]) -> None:
    text = "The Lucid Gravity is here. The Touring starts from $80,000, with the Dream Edition topping $140,000."
    bounds = {m.scope.variant: m.value.bound for m in mentions(text) if isinstance(m.value, Quantity)}
    assert bounds == {"Touring": Bound.EXACT, "Dream Edition": Bound.ABOVE}


def test_a_price_goes_on_in_the_market_of_the_last_one(mentions: Callable[[str], list[Mention]]) -> None:
    text = "In Italy, the Fiat 600 costs €35,950. The La Prima is €38,950.\n\nThe Jeep Avenger Summit is €41,000."
    markets = [(m.subject, m.scope.market) for m in mentions(text) if m.attribute == "price"]
    assert markets == [("fiat-600", "IT"), ("fiat-600", "IT"), ("jeep-avenger", None)]


def test_versions_in_the_order_of_their_prices(mentions: Callable[[str], list[Mention]]) -> None:
    text = (
        "The Kia EV5 is new. The base 400 km Explore costs 149,800 yuan, followed by the Voyage at 159,800 yuan and "
        "the flagship Starship at 179,800 yuan."
    )
    prices = [(m.scope.variant, m.modality.value) for m in mentions(text) if m.attribute == "price"]
    assert prices == [("Explore", "asserted"), ("Voyage", "asserted"), ("Starship", "asserted")]


def test_a_row_of_codes_are_versions(mentions: Callable[[str], list[Mention]]) -> None:
    text = (
        "The Volvo EX60 is new. The P6 has 275 kW. The P10 has 375 kW. The P12 tops the range with 500 kW, more than any "
        "other Volvo."
    )
    found = {(m.subject, m.attribute, m.scope.variant) for m in mentions(text) if isinstance(m.value, Quantity)}
    assert found == {("volvo-ex60", "power", version) for version in ("P6", "P10", "P12")}


def test_the_best_of_several_versions_is_one_that_is_not_named(mentions: Callable[[str], list[Mention]]) -> None:
    text = "Two versions are planned: the Kia EV5 60 with 150 kW and the EV5 90 with 210 kW. The most efficient of them covers 600 km."
    assert [m.scope.variant for m in mentions(text) if m.attribute == "range"] == [None]


def test_values_of_further_versions_are_not_of_those_told_before(mentions: Callable[[str], list[Mention]]) -> None:
    text = "The Kia EV2 is sold as an Air and an Earth. Two more versions are on their way, priced at 29,000 and 32,500 euros."
    assert {m.scope.variant for m in mentions(text) if m.attribute == "price"} == {None}


def test_the_standard_battery_names_no_version_of_another_one(mentions: Callable[[str], list[Mention]]) -> None:
    text = "The Slate Truck is new. The standard 52.7 kWh battery is good for 150 miles, and an 84.3 kWh pack would raise that to 240 miles."
    found = {
        (str(m.value.low), m.scope.variant)
        for m in mentions(text)
        if isinstance(m.value, Quantity) and m.attribute == "range"
    }
    assert found == {("150", "52.7 kWh"), ("240", "84.3 kWh")}
