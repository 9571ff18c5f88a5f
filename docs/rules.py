"""Write the catalogue of the resolver's rules: python docs/rules.py

What a rule sees, what it counts and where it stands come from the code; the examples, all invented, stand here.
tests/contracts/test_rules_catalogue.py fails where docs/resolver.md is not what this writes, or a rule has no example.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Sequence
from math import exp
from pathlib import Path

from tables import ROOT, fill, table

from evextract.domain.load import load_pack
from evextract.resolve.agreement.agree import rules
from evextract.resolve.policy import Policy, read_policy
from evextract.resolve.referees.referee import REFEREES
from evextract.resolve.survey import Survey

PAGE = ROOT / "docs" / "resolver.md"
EXAMPLES = {
    "agree.equal": "“410 km” and “410 km”; “Acme EV base” and “AEB”, if the pack has both as names of one platform",
    "agree.condition": "11 kW “on alternating current” and 150 kW “fast charging”; $31,400 “delivered” and $29,900",
    "agree.currency": "$30,000 and 215,000 yuan on a day when a dollar costs 7.17 yuan",
    "agree.dimension": "300 orders and 30 per cent: nothing to compare; 150 kW and 150 kWh of charging power: a slip",
    "agree.rounding": "410 km and 255 miles; 412.7 and 412.6 billion yen",
    "agree.horsepower": "201 hp and 204 hp, both 150 kW",
    "agree.round-figure": "400 km and 404 km",
    "agree.about": "around 400 km and 411 km",
    "agree.bound": "more than 400 km allows 440 km; under seven seconds excludes under eight",
    "agree.part": "2,400,000 cars sold and 430,000 electric cars sold in a year",
    "agree.outlook": "revenue of 5.3 trillion yen expected in May 2024, of 4.9 trillion yen in August 2025",
    "agree.generation": "“on sale in 2016” and “arrives in 2027”",
    "agree.date": "4 March 2026 and March 2026",
    "agree.place": "“in Germany” and “in the Zwickau plant”; “in its Slovak plant” and “in the Žilina plant”",
    "agree.country": "“made in Hungary” and “assembled in Brazil since May”",
    "agree.name": "“zephyr-one” and “zephyr-one-electric” as the car that another one is based on",
    "agree.group": "“built by Acme” and “built by Acme Iberia”, which the pack lists under Acme",
    "agree.unnamed": "“an unnamed partner” and “Acme”",
    "agree.alike": "an SUV to one article, a crossover to the other",
    "agree.otherwise": "4,415 mm and 4,465 mm",
    "referee.conversion": "“410 km (186 miles)”: 186 miles are 299 km",
    "referee.confirmed": "“410 km (255 miles)” against “401 km”",
    "referee.dimension": "“charges at 150 kWh”",
    "referee.plausible": "a top speed of 1,800 km/h against one of 180 km/h",
    "referee.currency": "30,000 dollars in China against 30,000 yuan",
    "referee.date": "an article of June 2025 that announces a launch for late 2024",
    "referee.round": "500 km against 478 km",
    "referee.unit": "“450 km (280 miles)” against “450 miles”, where a better version goes 748 km in another cycle",
    "referee.ladder": "the City at 194,900 yuan, where the better Tour costs 124,900 in the same article",
    "referee.proportion": "204 km with 50 kWh, where the Tour goes 640 km with 80 kWh",
    "referee.whole": "30,000 jobs cut of 18,000, against 3,000",
    "referee.part": "“$2.6 billion, with $8.6 billion for plants” against “$26 billion”",
    "referee.other-figure": "640 km for the City, which other articles give for the Tour, against 420 km",
    "prefer.cycle": "“410 km (WLTP)” against “417 km”",
    "referee.stranger": "“1,500 km” beside versions with 400, 500 and 640 km",
    "prefer.correction": "“Correction: its top speed is 185 km/h”; “an earlier version wrongly gave 158 km/h”",
    "prefer.launched": "185 km/h from a road test against 180 km/h from the preview",
}
ACROSS = (
    ("prefer.outcome", "sequence.py", "A forecast and the outcome of the same period, told by different articles, are an "
     "update.", "40,000 cars expected for 2025, 31,000 sold"),
    ("prefer.seat", "seats.py", "Two people in one seat of one company followed one another; the one of the later "
     "articles holds it.", "A is chief executive in January, B in May"),
    ("referee.sequence", "sequence.py", "Events that can't follow in that order, less than three years apart: no value.",
     "on sale in 2024, production from the summer of 2025"),
    ("referee.milestone", "sequence.py", "One count that two articles reach at quite different times: no value.",
     "10,000 orders “in the first day”, 10,000 orders “in the first month”"),
    ("referee.name", "labels.py", "One trim under two names that exclude one another, though all its figures agree.",
     "the 410 Plus of one article is the 420 Plus of the other"),
)  # fmt: skip
"""Rules that judge whole facts, after the votes are counted."""


def main() -> int:
    policy = read_policy(load_pack("ev"))
    fill(PAGE, "agree", agreeing(policy))
    fill(PAGE, "referees", referees(policy))
    fill(PAGE, "across", table(("rule", "sees", "example", "where"), across()))
    return 0


def agreeing(policy: Policy) -> str:
    found = [(code(r.id), seen(r), EXAMPLES[r.id], where(r)) for r in rules(load_pack("ev"), Survey(), policy)]
    return table(("rule", "sees", "example", "where"), found)


def referees(policy: Policy) -> str:
    found = []
    for rule in REFEREES:
        weight = getattr(rule, "weight", policy.roundness)
        odds = f"{weight:g}: odds × {exp(weight):.1f}"
        found.append((code(rule.id), seen(rule), odds, EXAMPLES[rule.id], where(rule)))
    return table(("rule", "sees", "weight", "example", "where"), found)


def across() -> list[Sequence[str]]:
    return [(code(rule), sees, example, code(file)) for rule, file, sees, example in ACROSS]


def seen(rule: object) -> str:
    return " ".join((inspect.getdoc(type(rule)) or "").split("\n\n")[0].split())


def where(rule: object) -> str:
    return code(Path(inspect.getfile(type(rule))).name)


def code(text: str) -> str:
    return f"`{text}`"


if __name__ == "__main__":
    sys.exit(main())
