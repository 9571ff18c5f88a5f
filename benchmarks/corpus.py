"""Invented articles about the pack's vehicles, as many as wanted: the same for the same number.

They are as long as the annotated ones, 1,550 characters, and say as much, 12 to 13 claims; most sentences of news say
nothing that a table could hold.
"""

from __future__ import annotations

import json
import random
from datetime import date, timedelta
from pathlib import Path

from evextract.domain.load import load_pack

OPENINGS = (
    "{name} orders open on {day}, the company said on Tuesday.",
    "The {name} was unveiled at a motor show on {day}.",
    "Deliveries of the {name} will begin in {month}, according to the carmaker.",
    "The {name} went on sale in {place} this week.",
)
SENTENCES = (
    "Prices start at {price:,} {money}, about {less:,} below those of its closest rival.",
    "The entry-level version costs {price:,} {money}.",
    "The {kwh} kWh battery gives it a range of up to {km} km under the WLTP.",
    "With the larger {kwh} kWh pack the car covers {km} kilometres on a charge.",
    "Its electric motor delivers {kw} kW and {nm} Nm.",
    "It accelerates from 0 to 100 km/h in {seconds} seconds and reaches {speed} km/h.",
    "The car is {mm:,} mm long and has a wheelbase of {base:,} mm.",
    "Charging from 10 to 80 per cent takes {minutes} minutes.",
    "The boot holds {litres} litres.",
    "It will be built at the plant in {place} from {month}.",
    "The company received {orders:,} orders within {hours} hours.",
    "Analysts expect that {sales:,} cars will be sold in the first year.",
    "The cabin has two screens and seats for {seats} people.",
    "Designers wanted a calm interior, and they kept the number of buttons low.",
    "Whether buyers follow is an open question, as the market has become crowded.",
    "A spokesman declined to comment on reports of a cheaper version.",
)
ASIDES = (
    "Whether buyers will follow is an open question, as the market has become crowded and discounts are common.",
    "Dealers say that many visitors still ask about charging at home before they ask about anything else.",
    "The interior follows the brand's latest style, with soft materials and few visible seams.",
    "A spokesman declined to comment on the plans of competitors or on the state of talks with suppliers.",
    "Early reviews praise the quiet ride, while some testers would have liked a clearer menu structure.",
    "Competition has grown since several newcomers entered the segment, and margins remain under pressure.",
    "Engineers worked with colleagues abroad so that the suspension copes with rough country roads.",
    "The design team took its cue from an earlier concept that was well received by the public.",
    "Customers may choose among several colours, some of which are reserved for the better equipped versions.",
    "Industry observers expect that softer demand will keep manufacturers cautious for some time.",
    "Navigation plans stops for charging on longer journeys and takes the weather into account.",
    "The company wants to attract families who have so far hesitated to leave the combustion engine behind.",
    "Assistance systems keep the distance to the car ahead and warn of vehicles in the blind spot.",
    "Union representatives welcomed the decision but asked for guarantees for the other sites.",
)
PLACES = ("Germany", "China", "the United States", "Spain", "Hungary", "Mexico", "Japan", "Thailand")
MONEY = ("euros", "dollars", "yuan")
OUTLETS = tuple(f"Motor Journal {number}" for number in range(40))


def write_articles(path: Path, count: int, *, first: int = 0) -> None:
    """JSON lines with ``id``, ``text``, ``title``, ``outlet``, ``published``; articles ``first`` and following."""
    names = sorted({e.name for e in load_pack("ev").entities.values() if e.type == "vehicle"})
    with path.open("w", encoding="utf-8") as file:
        for number in range(first, first + count):
            file.write(json.dumps(_article(number, names)) + "\n")


def _article(number: int, names: list[str]) -> dict[str, str]:
    draw = random.Random(number)
    name = draw.choice(names)
    day = date(2024, 1, 1) + timedelta(days=draw.randrange(700))
    lines = [*draw.sample(SENTENCES, 10), *draw.sample(ASIDES, 9)]
    draw.shuffle(lines)
    lines.insert(0, draw.choice(OPENINGS))
    words = [_filled(line, name, day, draw) for line in lines]
    text = "\n\n".join(" ".join(words[at : at + 3]) for at in range(0, len(words), 3))
    return {
        "id": f"article-{number:07d}",
        "title": f"{name}: what is known",
        "outlet": draw.choice(OUTLETS),
        "published": day.isoformat(),
        "text": text,
    }


def _filled(line: str, name: str, day: date, draw: random.Random) -> str:
    soon = day + timedelta(days=draw.randrange(10, 300))
    return line.format(
        name=name,
        day=f"{soon:%B} {soon.day}, {soon.year}",
        month=f"{soon:%B %Y}",
        place=draw.choice(PLACES),
        money=draw.choice(MONEY),
        price=draw.randrange(150, 900) * 100,
        less=draw.randrange(5, 40) * 100,
        kwh=draw.randrange(40, 110),
        km=draw.randrange(300, 800),
        kw=draw.randrange(90, 400),
        nm=draw.randrange(180, 700),
        seconds=draw.randrange(30, 99) / 10,
        speed=draw.randrange(140, 260),
        mm=draw.randrange(3900, 5200),
        base=draw.randrange(2500, 3200),
        minutes=draw.randrange(15, 45),
        litres=draw.randrange(280, 700),
        orders=draw.randrange(2, 90) * 1000,
        hours=draw.choice((24, 48, 72)),
        sales=draw.randrange(10, 200) * 1000,
        seats=draw.choice((4, 5, 7)),
    )
