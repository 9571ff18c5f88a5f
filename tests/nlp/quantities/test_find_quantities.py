"""What is a quantity, and how much of what."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Read = Callable[[str], list[str]]

READ = {
    # numbers
    "The bridge is 1,250.5 m long.": ["1250.5 m"],
    "It cost 1 200 000 euros and 1'500 francs.": ["1200000 EUR", "1500 CHF"],
    "They handed over 70 buses, over 300 cars.": ["70 count buses", ">300 count cars"],
    "They hired two hundred and fifty nurses and half a million volunteers.": [
        "250 count nurses",
        "500000 count volunteers",
    ],
    "The dam holds 2.4 trillion litres, the canal 3½ km.": ["2400000000000 L", "3.5 km"],
    "The state spent 12,34,567 rupees, later 3.5 lakh rupees and ₹80 crore.": [
        "1234567 INR",
        "350000 INR",
        "800000000 INR",
    ],
    "A dozen eggs and half a mile of rope.": ["12 count eggs", "0.5 mi"],
    "One fourth of the crew and two ninths of the cargo": ["0.25 1 crew", "0.2222222222222222 1 cargo"],
    "A quarter of a million visitors, three quarters of a million dollars": ["250000 count visitors", "750000 USD"],
    "Rain fell by a third; the new roof is a quarter lighter.": ["down 0.3333333333333333 1", "0.25 1"],
    "It took an hour and a half, then two days and a half.": ["1.5 h", "2.5 day"],
    # amounts in a unit and its parts
    "The ride takes 1 hour 20 minutes, the walk 3 hours and 5 minutes.": ["80 min", "185 min"],
    "He is 6 feet 2 inches tall; the bun was two dollars and ten cents.": ["74 in", "2.1 USD"],
    "It took 2 hours, 30 minutes less than planned.": ["2 h", "30 min"],
    # money
    "The club paid US$4.5m, A$300, RM1,200 and £2.6bn.": ["4500000 USD", "300 AUD", "1200 MYR", "2600000000 GBP"],
    "Shares cost 85p, the ticket 1.5 billion won.": ["85 penny", "1500000000 KRW"],
    "The lottery paid out 3 million pounds; the parcel weighed 30 pounds.": ["3000000 GBP", "30 lb"],
    "The flat costs $950 a month, the land $40 per square foot.": [
        "950 USD/month per month",
        "40 USD/sq ft per square foot",
    ],
    "He earns $45,000 a year, up from $40,000 a year earlier.": ["45000 USD per year", "40000 USD"],
    "The tent is on sale from £200, or £9pm; the fund made £3 from £2.": [
        ">200 GBP",
        "9 GBP/month per month",
        "3 GBP",
        "2 GBP",
    ],
    "The Lark from €9k\nIts price was cut from €10k.": [">9000 EUR", "10000 EUR"],
    "It costs 29.990 euros, not $30-35,000 or 15.98 wan yuan; fuel is 1.459 euros.": [
        "29990 EUR",
        "30000..35000 USD",
        "159800 CNY",
        "1.459 EUR",
    ],
    "The Lark Pro costs 219,900 yuan and the Lark Max 239,900 yuan; Max. load is max 400 kg.": [
        "219900 CNY",
        "239900 CNY",
        "<400 kg",
    ],
    # units: case, hyphens, no space, after a bracket
    "A 12-V pump of 3 kW and 40 MW of wind": ["12 V", "3 kW", "40 MW"],
    "The drag coefficient is Cd 0.25, the old one 0.3.": ["0.25 1", "0.3 1"],
    "It weighs 2t and has 5 GHz radio": ["2 t", "5 GHz"],
    "Drinks were served at -4 °C, outside it was minus 10 degrees Celsius.": ["-4 degC", "-10 degC"],
    "Torque is 300lb ft; it burns 5.1 L/100 km.": ["300 lb-ft", "5.1 L/100 km"],
    "The pump has sold 12m units and is 12m tall.": ["12000000 count units", "12 m"],
    "The parcel service moved 35m of its parcels by rail.": ["35000000 count parcels"],
    "Drones fly at 12 m s-1, trams at 60 miles/hour; wells give 3 million bpd.": [
        "12 m/s per s",
        "60 mph",
        "3000000 bbl/day",
    ],
    "Exports of 1.2m were matched by a wall of 1.2m; a 5C battery holds 82 kWh (77 usable).": [
        "1200000 count",
        "1.2 m",
        "82 kWh",
        "77 kWh",
    ],
    "The pool is 50 by 25 metres, the door 80 x 200 cm.": ["50 m", "25 m", "80 cm", "200 cm"],
    'He said "the top 10", or "two-thirds", of a 32" screen.': ["10 count", "32 in"],
    "A 32-inch television, or 27″ with a stand": ["32 in", "27 in"],
    # lists share the unit, options stay apart
    "Choose 64, 128 or 256 GB.": ["64 GB", "128 GB", "256 GB"],
    "Pipes of 15 and 22 mm": ["15 mm", "22 mm"],
    "It comes with 19-, 20- or 21-inch tyres.": ["19 in", "20 in", "21 in"],
    "Buyers can choose between 2 litres and 3 litres.": ["2 L", "3 L"],
    "It has one or two pumps.": ["1 count pumps", "2 count pumps"],
    # what a comparison leaves out
    "The tank holds 460 litres against 318, the old one 2.6 m versus 2.5.": ["460 L", "318 L", "2.6 m", "2.5 m"],
    "The Tern needs 7.7 seconds and the Heron in turn 9 men.": ["7.7 s", "9 count men"],
    "The Tern does it in 7.7 seconds, the Heron in 5.3; the P30 153 kW.": ["7.7 s", "5.3 s", "153 kW"],
    # ranges
    "Between 20 and 30 per cent of it": ["20..30 %"],
    "The walk takes 40 to 50 minutes, the ride 5-7 min.": ["40..50 min", "5..7 min"],
    "Grants of £10-15m, or €1.5bn-€2bn": ["10000000..15000000 GBP", "1500000000..2000000000 EUR"],
    "A 250 to 300 mile trip by 88–108 MHz radio": ["250..300 mi", "88..108 MHz"],
    "Nights of -12 to -5 °C": ["-12..-5 degC"],
    "Between 30 and about 45 degrees": ["30..45 deg"],
    # bounds
    "Children under the age of 5 years ride free, as do 12-odd staff.": ["<5 year of age", "~12 count staff"],
    "The 3 million or so voters, 40 or more clerks": ["~3000000 count voters", ">40 count clerks"],
    "Over 300 people came, at least 20 of them children.": [">300 count people", ">20 1"],
    "It takes up to 5 kg, costs about $30 and lasts just under 6 hours.": ["<5 kg", "~30 USD", "<6 h"],
    "A $900-plus phone and a sub-3 kg laptop": [">900 USD", "<3 kg"],
    "Tickets start at €25; 300+ seats are left, or so they say.": [">25 EUR", ">300 count seats"],
    "The parts added up to 40 kg.": ["40 kg"],
    "Over the next three years, over 3 months, it took over 3 months.": ["3 year", "3 month", ">3 month"],
    "Tens of thousands of fans and several hundred police": [">10000 count fans", ">100 count police"],
    "It takes as little as 20 minutes, or perhaps 30; fees could top $5 million.": [">20 min", "~30 1", ">5000000 USD"],
    "Bring 3 litres at least, 40 kg at most, 9 m, give or take.": [">3 L", "<40 kg", "~9 m"],
    "It pulls at least 480 kW and 840 Nm, over 300 km and 4 hours.": [">480 kW", ">840 Nm", ">300 km", "4 h"],
    # counts
    "The ship has 12 decks, five-berth cabins and a pair of funnels.": [
        "12 count decks",
        "5 count berth",
        "2 count funnels",
    ],
    "It builds 90,000 bikes a year, and 40 new and smaller trams annually.": [
        "90000 count bikes per year",
        "40 count new and smaller trams per year",
    ],
    "Two 32-inch screens": ["2 count screens", "32 in"],
    "A dual-motor hoist with a single electric engine": ["2 count motor", "1 count electric engine"],
    "The cabin seats five; 0-60: 4.9 s; WEIGHT 900 LBS": ["5 count", "4.9 s", "900 lb"],
    "Of the parcels, 3,400 were lost.": ["3400 count"],
    "Nine in ten shops and a third of the stalls": ["0.9 1 shops", "0.3333333333333333 1 stalls"],
    "Seven buyers out of ten never owned one, and two cars in ten minutes passed": ["0.7 1", "2 count cars", "10 min"],
    "300 (mostly young) singers, 20 'likes', 3 in-house cooks, 9 second-hand boats": [
        "300 count singers",
        "20 count likes",
        "3 count in-house cooks",
        "9 count second-hand boats",
    ],
    "It has 13 new and 4 old barns, and three separate but related sheds.": [
        "13 count new barns",
        "4 count old barns",
        "3 count separate but related sheds",
    ],
    "The twins, aged 8 and 10, and two nurses, 31 and 40, left.": [
        "8 year of age",
        "10 year of age",
        "2 count nurses",
        "31 year of age",
        "40 year of age",
    ],
    # change
    "Rents rose 5%, or $40, and sales are down by 2.5 percent.": ["up 5 %", "up 40 USD", "down 2.5 %"],
    "The firm lost $3 million and will shed 400 jobs.": ["3000000 USD", "400 count jobs"],
    "The index gained 64 points to 4,577.": ["up 64 count points", "4577 count"],
    "Output fell 0.3 to 4.5.": ["down 0.3 1", "4.5 1"],
    "Tolls are down nearly a third and fell sharply, by 4 percent.": ["down ~0.3333333333333333 1", "down 4 %"],
    "Fares were lifted 12 percent to $9; the dam lost a 300-tonne gate.": ["up 12 %", "9 USD", "300 t"],
    "The zoo added a 40 kW pump, and a 9 km wall.": ["40 kW", "9 km"],
    "Rents rose between 2 and 3 percent, and fares fell anywhere from 5 to 8 percent.": ["up 2..3 %", "down 5..8 %"],
    "Flows were 12, 14 and 19 percent higher; the pound fell 3% and 5%.": [
        "up 12 %",
        "up 14 %",
        "up 19 %",
        "down 3 %",
        "down 5 %",
    ],
    # no list
    "The zoo sold 16,200, 9 per cent more than planned.": ["16200 count", "9 %"],
    # four digits that are no years
    "It weighs between 2000 and 2200 kg, the cart holds from 1900 to 2400 bricks.": [
        "2000..2200 kg",
        "1900..2400 count bricks",
    ],
    "The hall has from 1500 to 2000 seats and costs 1999 to 2499 euros.": [
        "1500..2000 count seats",
        "1999..2499 EUR",
    ],
    "Between 1700 and 1850 wages rose by 20 percent.": ["up 20 %"],
    # the speed only names the sprint
    "It does 0-60 mph in 4.5 seconds and reaches 100 km/h (62 mph) in 4.7 s.": ["4.5 s", "4.7 s"],
    "The 0-to-100 km/h sprint takes under five seconds.": ["<5 s"],
    "The 0 to 62 mph (100 km/h) time is 6.9 seconds.": ["6.9 s"],
    "From 20 to 80% in 18 minutes": ["20..80 %", "18 min"],
}


@pytest.mark.parametrize("text", READ)
def test_reads(read: Read, text: str) -> None:
    assert read(text) == READ[text]


NO_QUANTITY = [
    "On 12 May 2031, in March 2030 and since 1987",
    "Doors open at 10:30 and close at 5 p.m., on 12/05/2031.",
    "The 3rd, the 21st and her 20s in the 1990s",
    "The Pixel 9 Pro, a Boeing 787 Dreamliner, the ID.3, an e-208 and the F-150",
    "Windows 11, iOS 17.2, version 2.0, USB 3.1 and a Snapdragon 8155",
    "Call 555-010-7788 or use Type 2, Level 3 or Article 50.",
    "United won 3-1 and the 4-4-2 held.",
    "Agent 007 wrote 1,5 and 1.2.3.",
    "No one knows which one is the larger one.",
    "1. First\n2. Second",
    "A 2-in-1 tablet and a 4x4",
    "The Fourth of July, a third car and the first half",
    "From 2010 to 2015, and between 1720 and 1780 in Wales, since 1990 to 2004",
    "They met at 14 W 42nd St and 221 N Main Street.",
    "The Radio One crew moved to Site One.",
    "He watched 1080p video of Boeing 737s, the 5 millionth of them.",
]


@pytest.mark.parametrize("text", NO_QUANTITY)
def test_refuses(read: Read, text: str) -> None:
    assert read(text) == []
