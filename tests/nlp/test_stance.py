"""How sure a statement is: one sentence for each way of setting a plan, a denial or a bound apart from what is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evextract.records import Mention, Polarity, Quantity

CASES = {
    # What somebody is looking into is a guess; what is only open is no statement.
    "Kia is studying whether it could build the EV4 in Spain.": {"assembly_location speculative"},
    "It is unclear whether Kia could build the EV4 in Spain.": set(),
    # What a figure is set against, what a change starts from and what a bracket or apposition adds is there already.
    "The Rivian R2 will have 450 hp against 402 hp for the R1S.": {"power 450 planned", "power 402 asserted"},
    "Kia plans to raise capacity in Zilina from 350,000 to 410,000 cars a year.": {
        "production_capacity 350000 asserted",
        "production_capacity 410000 planned",
    },
    "The Kia EV9 (5.01 m, 99 kWh) reaches dealers only in January.": {
        "length 5.01 asserted",
        "battery_capacity 99 asserted",
        "launch_date planned",
    },
    "Mazda targets sales of 7,000 cars, compared with 4,500 at present.": {"sales 7000 planned", "sales 4500 asserted"},
    "The Kia EV9, a 5.01-metre SUV, will go on sale in January.": {"length 5.01 asserted", "launch_date planned"},
    # What a definite subject is like it is already; what is new is as sure as its verb, and so is the figure that is told.
    "The 299-hp Skoda Epiq RS follows in May 2027.": {"power 299 asserted", "launch_date planned"},
    "The Kia EV9, with 99 kWh and 384 hp, isn't coming to India.": {
        "battery_capacity 99 asserted",
        "power 384 asserted",
        "-market planned",
    },
    "A Skoda Epiq with 299 hp will follow.": {"power 299 planned"},
    "The price of 37,990 euros for the Kia EV4 will rise.": {"price 37990 planned"},
    "Ford says that the 1,200 jobs will go by 2028.": {"job_cuts 1200 planned"},
    # Participles behind a plan go with it, those before another word do not.
    "Kia will offer the EV3 in Korea, using 81.4 kWh.": {"market planned", "battery_capacity 81.4 planned"},
    # A model year is no timetable.
    "For 2027, the Kia EV6 gets a 90 kWh battery.": {"battery_capacity 90 asserted"},
    # People without a name, and what authors guess.
    "Insiders say that the Kia EV7 will have 96 kWh.": {"battery_capacity 96 speculative"},
    "Two suppliers speak of a range of 560 km for the Kia EV7.": {"range 560 speculative"},
    "The supplier said that it will build the Kia EV7 in Zilina.": {"assembly_location planned"},
    "A Kia Picanto for 18,000 euros seems a fair guess.": {"price 18000 speculative"},
    "Kia is even weighing an electric Picanto.": {"powertrain speculative"},
    "Sales of the Kia EV6, which opened to buyers in May, reached 900.": {"sales 900 asserted", "launch_date asserted"},
    # What somebody is chosen for is still to come.
    "Volvo has chosen Ghent to build the EX20.": {"assembly_location planned"},
    # Two statements that a comma splices.
    "Opel sells the Frontera for 29,000 euros, Renault brings the Twingo in 2027.": {
        "price 29000 asserted",
        "launch_date planned",
    },
    # What has been done is no plan, whatever is to follow.
    "Kia will launch the EV2 in May and has invested 500 million euros in Zilina.": {
        "investment 500000000 asserted",
        "launch_date planned",
    },
    # What is aimed at may be moved.
    "BYD raised its goal to 1.5 million sales from 1.3 million.": {"sales 1500000 planned", "sales 1300000 planned"},
    "Ford cuts 1,000 jobs in Cologne.": {"job_cuts 1000 planned"},
    "Ford has cut 1,000 jobs in Cologne.": {"job_cuts 1000 asserted"},
    "Xpeng guides for deliveries of 125,000 cars.": {"deliveries 125000 planned"},
    # "Will" of what goes on or of what a car is able to do.
    "Volkswagen will keep making the ID.3 in Zwickau.": {"assembly_location asserted"},
    "The BMW iX3 will tow 2,000 kg.": {"towing_capacity 2000 asserted"},
    # Other sentences in the sentence.
    "The Audi A2 will be built in Ingolstadt, where the Audi Q6 is made.": {
        "assembly_location asserted",
        "assembly_location planned",
    },
    "BMW wants €69,000 for the iX3, and the Mercedes GLC will follow.": {"price 69000 asserted"},
    "Toyota's partnership with Stellantis will be extended.": {"partner asserted"},
    "The joint venture of Stellantis and Leapmotor gave up its office.": {"partner asserted"},
    "The launch of the Rivian R2 in March 2025 will be followed by the R3.": {"launch_date asserted"},
    "The Kia EV9 has a range of 563 km, so the EV9 GT should land at some 500.": {
        "range 563 asserted",
        "range ~500 planned",
    },
    "Honda will not replace the Prologue, and sold 2,641 cars in May.": {"sales 2641 asserted"},
    "Turin will get a new line at the Fiat plant in Mirafiori, where the Fiat 500e is built.": {
        "assembly_location asserted"
    },
    "The Kia EV2 will be built in Zilina alongside the Kia EV4.": {
        "assembly_location planned",
        "assembly_location asserted",
    },
    "The Zeekr X is supposed to cost 29,000 euros.": {"price 29000 planned"},
    "Toyota's joint venture with Idemitsu is supposed to begin next year.": {"partner asserted"},
    "Primearth, a joint venture of Toyota and Panasonic, will double its output.": {"partner asserted"},
    "The Audi Q6 is being developed with Huawei.": {"developer asserted"},
    "The Audi Q6, developed in China by SAIC, might be sold in Spain.": {"developer asserted", "market speculative"},
    "Skoda is in early talks with Ford about a joint venture.": {"partner speculative"},
    "Skoda might build a van with the help of its partner Ford.": {"partner asserted"},
    "Volvo and Scania are nearing an agreement on axles.": {"partner speculative"},
    # Headlines have no "will".
    "Togg T10F to be made in Turkey": {"assembly_location planned"},
    "The first Togg to be made in Turkey": set(),
    # What is set against the past.
    "Rivian plans to deliver 62,000 cars, up from 42,247.": {"deliveries 62000 planned", "deliveries 42247 asserted"},
    "Lucid will cut its range after a net loss of $978 million.": {"net_income -978000000 asserted"},
    # A timetable, and what holds up to a day.
    "The Polestar 5 goes into production in Chongqing before the end of the year.": {"assembly_location planned", "production_start planned"},
    "Until the end of the year, the Polestar 5 costs 119,900 euros.": {"price 119900 asserted"},
    # Got and done already.
    "With the Kia EV9 you're getting 384 hp.": {"power 384 asserted"},
    "The Volvo EX30 and the Zeekr X are developed with Geely.": {"developer asserted"},
    "Kia is developing the EV2 with a 42 kWh battery.": {"battery_capacity 42 planned"},
    "Mini said that Oxford would keep making the Mini Cooper.": {"assembly_location asserted"},
    "Kia said that the EV2 would come soon and that it would have a 42 kWh battery.": {
        "battery_capacity 42 planned",
    },
    "Geely agreed on a deal that would lift its stake in Polestar to 31%.": {"stake 31 planned"},
    # Guesses, and what only looks like one.
    "According to two suppliers, the VinFast VF 8 will come with 60 kWh.": {"battery_capacity 60 speculative"},
    "According to Kia, the EV2 will come with 42 kWh.": {"battery_capacity 42 planned"},
    "Unofficially, the Kia EV2 has a battery of 35 kWh.": {"battery_capacity 35 speculative"},
    "Dealers expect the Kia EV2 to cost 28,000 euros.": {"price 28000 speculative"},
    "It is possible to charge the Kia EV9 at 180 kW.": {"charging_power 180 asserted"},
    "It is possible that the Kia EV2 will cost 30,000 euros.": {"price 30000 speculative"},
    # What came otherwise, or is not planned.
    "There are no plans for an electric Mazda MX-5.": {"-powertrain asserted"},
    "The Omoda 5 was to have been built in Barcelona.": {"-assembly_location asserted"},
    "The Nio L60 had been pencilled in for early 2027.": {"-launch_date asserted"},
    "Kia axed the EV4 Cross, a wagon that was to be built in Zilina.": {"-assembly_location asserted"},
    "Kia showed the EV4 Cross, a wagon that was to be built in Zilina.": {"assembly_location planned"},
    "Kia scrapped a van that was to be built alongside the EV4 in Zilina.": {
        "-assembly_location asserted",
        "assembly_location asserted",
    },
    "Kia had planned to build the EV4 from May, with the EV5 to follow in June.": {"-production_start asserted"},
    "Kia will build the EV4 from May, with the EV5 to follow in June.": {"production_start planned"},
    # A forecast, and what a headline tells of what is.
    "Mazda kept its forecast, which calls for sales of 1.2 million cars.": {"sales 1200000 planned"},
    "Mazda now sees a net loss of 9 billion yen this year.": {"net_income -9000000000 planned"},
    # A definite subject is what it is, whatever is denied of it.
    "The Xiaomi SU7 Ultra, with 1,548 hp, does not appear in the filing.": {"power 1548 asserted"},
    "With 205 kWh, the Kia EV9 doesn't leave people stranded.": {"battery_capacity 205 asserted"},
    "No longer than a Mini, the Telo MT1 seats five.": {"seats 5 asserted"},
    "The Mahindra XUV400 can be had as AX5 at Rs 13.89 lakh.": {"price 1389000 asserted"},
    "The Skoda Elroq puts out 210 kW instead of 150.": {"power 210 asserted", "power 150 asserted"},
    # Limits that are told by a denial.
    "The Isuzu D-Max can't charge with more than 50 kW.": {"charging_power <50 asserted"},
    # Bounds.
    "The Kia EV2 tops out at 100 mph.": {"top_speed 100 asserted"},
    "The Kia EV2 charges with 118 kW at best.": {"charging_power <118 asserted"},
    "The Kia EV3 starts at 36,000 euros, the EV4 at 38,000 euros.": {"price >36000 asserted", "price >38000 asserted"},
    "The Rolls-Royce Spectre starts at about $400,000.": {"price ~400000 asserted"},
    "The Leapmotor D19 began at 219,900 yuan.": {"price >219900 asserted"},
}  # fmt: skip


@pytest.mark.parametrize("text", CASES)
def test_stance(text: str, mentions: Callable[[str], list[Mention]]) -> None:
    kinds = {case.split()[0].lstrip("-") for case in CASES[text]}
    assert {told(m) for m in mentions(text) if m.attribute in kinds} == CASES[text]


def told(mention: Mention) -> str:
    sign = "-" if mention.polarity is Polarity.DENIED else ""
    value = mention.value
    if isinstance(value, Quantity):
        bound = value.bound.value if value.bound.value in "<>~" else ""
        return f"{sign}{mention.attribute} {bound}{value.low:f} {mention.modality.value}"
    return f"{sign}{mention.attribute} {mention.modality.value}"
