"""Words that look like dates and are none: names, model years, plans, modal verbs, plain numbers."""

from __future__ import annotations

import re
from itertools import islice

from spacy.tokens import Token

from evextract.nlp.dates.calendar import Unit
from evextract.nlp.dates.grammar import Expression
from evextract.nlp.dates.lexicon import ABBREVIATIONS, words
from evextract.nlp.dates.nodes import (
    Bounded,
    Clock,
    DayNumber,
    Duration,
    Fixed,
    Range,
    Recurring,
    Repeated,
    Same,
    Weekday,
)
from evextract.nlp.dates.spots import Spots

_EVENTS = words(
    "show shows salon expo exhibition fair festival olympics olympic games cup championship championships season race "
    "rally prix election elections conference summit forum congress event edition war accord accords treaty agreement "
    "pact act law crisis recession budget report awards award convention census revolution coup earthquake tsunami "
    "campaign draft strike ces iaa session"
)
_PRODUCTS = words(
    "car cars model models version versions vehicle vehicles truck suv sedan hatchback ev lineup line-up range"
)
_YEAR_LEADS = words("in since by until till through from during before after of for around about circa to")
_COUNTED = words(
    "km kilometers kilometres miles mile units vehicles cars people employees workers jobs orders cycles stores "
    "dealers dealerships rpm pounds kg lb lbs hp kw kwh nm mm cm euros dollars yuan yen rupees points charging "
    "stations trucks models horsepower hours minutes seconds meters metres feet tons tonnes households customers "
    "pages members troops soldiers men women my model"
)
# "e-2008", "32-2015", "2015 - 32": a year that is no part of a known date or range stands in another sort of number.
_PAIR_BEFORE = re.compile(r"(?:\w-|[\d/][ ]?[-–/][ ]?)$")
_PAIR_AFTER = re.compile(r"[ ]?[-–/][ ]?\d")
# "model year 2028", "Chinese New Year"
_OTHER_NAME = re.compile(
    r"\bmodel[- ](?:year )?$|\b(?:chinese|lunar|korean|persian|vietnamese|jewish|islamic|thai|tibetan) new $",
    re.IGNORECASE,
)
_LABELS = words("page room number no no. section article chapter flight route item code version line highway total")
_QUANTIFIERS = words("over than nearly almost exactly least most")
_ALSO_WORDS = words("may march mar sat sun mon wed")
"""Months and weekdays that, in lower case and alone, are more often something else."""


def is_date(spots: Spots, expression: Expression) -> bool:
    """False where the words around, or their tags, say that the expression is something else."""
    node = expression.node.of if isinstance(expression.node, Bounded) else expression.node
    if isinstance(node, Duration | Clock | Repeated):
        return True
    last = expression.last
    if _OTHER_NAME.search(spots.text, max(0, expression.first.start - 12), last.start):
        return False
    if any(_is_verb(spots.at(token.start)) for token in (expression.first, last)):
        return False
    if isinstance(node, Same) and not node.that:
        return _is_current(spots, expression)
    if isinstance(node, Recurring) and node.unit == Unit.HALF:
        after = spots.after(spots.at(last.start))
        return after is None or after.lower_ != "of"  # "the first half of the race"
    if isinstance(node, DayNumber):
        after = spots.after(spots.at(last.start))
        return after is None or not after.tag_.startswith("NN")
    if isinstance(node, Range) and isinstance(node.end, Fixed) and node.end.interval.unit == Unit.YEAR:
        after, before = spots.after(spots.at(last.start)), spots.before(spots.at(expression.first.start))
        return (after is None or after.lower_ not in _COUNTED) and (before is None or before.lower_ not in _LABELS)
    if expression.first is not last:
        return True
    if isinstance(node, Fixed) and node.interval.unit == Unit.YEAR and last.number is not None:
        return _is_year(spots, expression, last.number)
    if isinstance(node, Recurring | Weekday):
        return _is_time(spots, expression, node)
    return True


def _is_verb(token: Token) -> bool:
    """ "they may 1 day", "this may be", "they march 20 miles"."""
    if token.lower_ == "may":
        return token.tag_ == "MD"
    return token.lower_ == "march" and token.text[0].islower() and token.tag_.startswith("VB")


def _is_current(spots: Spots, expression: Expression) -> bool:
    """Whether "the year" is a date, and not "Car of the Year", "the day job", "the week that was"."""
    token = spots.at(expression.last.start)
    after = spots.after(token)
    if token.text[0].isupper() and token.text[1:].islower() and expression.leads:
        return False
    return after is None or not (after.tag_.startswith(("NN", "W")) or after.lower_ in ("of", "that"))


def _is_year(spots: Spots, expression: Expression, number: int) -> bool:
    start, end = expression.last.start, expression.last.end
    text, token = spots.text, spots.at(start)
    if _PAIR_BEFORE.search(text, max(start - 6, 0), start) or _PAIR_AFTER.match(text, end):
        return False
    lead = expression.leads[-1] if expression.leads else ""
    before, after = spots.before(token), spots.after(token)
    if after is not None and (after.lower_ in _COUNTED or (number % 100 == 0 and after.tag_ == "NNS")):
        return False
    if before is not None and before.lower_ in _LABELS:
        return False
    if not lead and after is not None and after.tag_ == "NNS" and before is not None and before.tag_.startswith("VB"):
        # "we counted 2015 items"
        return False
    if before is not None and before.lower_ in _QUANTIFIERS and not {"earlier", "later"} & set(expression.leads):
        return False
    if number < 1900 and lead not in _YEAR_LEADS:
        return False
    if before is not None and not lead and _is_name(before):
        return False
    return not _is_model_year(spots, token, lead)


def _is_name(before: Token) -> bool:
    """ "Vision 2030", "Peugeot 2008": a proper name directly before the number."""
    if not (before.text[0].isupper() or before.text[0].isdigit()) or any(
        token.lower_ in _EVENTS or token.lower_ in ("auto", "motor") for token in (before, *islice(before.lefts, 8))
    ):
        return False
    return before.tag_ in ("NNP", "NNPS") or (before.tag_ in ("CD", "NN") and not before.is_sent_start)


def _is_model_year(spots: Spots, year: Token, lead: str) -> bool:
    """ "the 2026 Golf", "the outgoing 2025 car": a year before a product that is no event, in a text about vehicles."""
    after, before = spots.after(year), spots.before(year)
    if after is None or not after.text[0].isalpha():
        return False
    led = before is not None and (before.tag_.startswith(("DT", "JJ", "PRP$")) or before.tag_ == "POS")
    if after.lower_ in _PRODUCTS:
        return led or not lead
    # "For 2026 Umbra plans" names the firm and not a car.
    if not any(map(str.isupper, after.text)) or after.lower_ in _EVENTS or (lead and not led):  # "the 2026 iX3"
        return False
    head = after
    while head.dep_ == "compound" and head.head.i > head.i:
        head = head.head
    return head.lower_ not in _EVENTS and spots.about_vehicles


def _begins_name(spots: Spots, season: Token) -> bool:
    """ "Spring Valley": with a capital before another name that it belongs to."""
    after = spots.after(season)
    return season.text[0].isupper() and season.dep_ == "compound" and after is not None and after.tag_ == "NNP"


def _is_time(spots: Spots, expression: Expression, node: Recurring | Weekday) -> bool:
    """Whether a bare month, weekday, season or holiday is one: not "Jun Seki", "sat", "fall by a tenth"."""
    token = spots.at(expression.last.start)
    led = bool(expression.leads)
    if isinstance(node, Recurring) and (node.unit == Unit.SEASON or node.name):
        return bool(node.name) or (led and token.tag_.startswith("NN") and not _begins_name(spots, token))
    if not led and token.lower_ in ABBREVIATIONS:
        # "Sat nav", "Jan Smith"; beside a number, months and weekdays never come here.
        return False
    if not token.text[0].isupper():
        return token.lower_ not in _ALSO_WORDS and not token.tag_.startswith(("VB", "MD"))
    if led:
        return True
    if token.ent_type_ in ("PERSON", "ORG", "PRODUCT", "WORK_OF_ART") or token.tag_.startswith("VB"):
        return False
    after, before = spots.after(token), spots.before(token)
    if token.lower_ == "march" and after is not None and after.tag_ == "IN":
        return False
    if after is not None and after.tag_ in ("NNP", "NNPS") and token.dep_ == "compound":
        return False
    return before is None or before.tag_ != "NNP" or before.head.i != token.i
