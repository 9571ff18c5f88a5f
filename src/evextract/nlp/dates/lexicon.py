"""The words that temporal expressions are made of, in lower case."""

from __future__ import annotations

from evextract.nlp.dates.calendar import Unit
from evextract.nlp.dates.holidays import HOLIDAY_STARTS, HOLIDAYS
from evextract.nlp.dates.nodes import Bound, Part


def words(listed: str) -> frozenset[str]:
    """The words of a line."""
    return frozenset(listed.split())


def numbered(listed: str, *, first: int = 0, step: int = 1) -> dict[str, int]:
    """The words of a line with their numbers."""
    return {word: first + step * k for k, word in enumerate(listed.split())}


MONTH_NAMES = (
    "january jan",
    "february feb febr",
    "march mar",
    "april apr",
    "may",
    "june jun",
    "july jul",
    "august aug",
    "september sep sept",
    "october oct",
    "november nov",
    "december dec",
)
MONTHS = {name: number for number, names in enumerate(MONTH_NAMES, 1) for name in names.split()}

WEEKDAY_NAMES = (
    "monday mon",
    "tuesday tue tues",
    "wednesday wed weds",
    "thursday thu thur thurs",
    "friday fri",
    "saturday sat",
    "sunday sun",
)
WEEKDAYS = {name: number for number, names in enumerate(WEEKDAY_NAMES) for name in names.split()}
ABBREVIATIONS = frozenset(
    name for name in (*MONTHS, *WEEKDAYS) if len(name) <= 5 and name not in ("march", "april", "may", "june", "july")
)

SEASONS = {
    "spring": 0,
    "springtime": 0,
    "summer": 1,
    "summertime": 1,
    "fall": 2,
    "autumn": 2,
    "winter": 3,
    "wintertime": 3,
}

UNITS = {
    "day": Unit.DAY,
    "days": Unit.DAY,
    "weekend": Unit.WEEKEND,
    "weekends": Unit.WEEKEND,
    "week": Unit.WEEK,
    "weeks": Unit.WEEK,
    "wk": Unit.WEEK,
    "wks": Unit.WEEK,
    "fortnight": Unit.FORTNIGHT,
    "fortnights": Unit.FORTNIGHT,
    "month": Unit.MONTH,
    "months": Unit.MONTH,
    "quarter": Unit.QUARTER,
    "quarters": Unit.QUARTER,
    "qtr": Unit.QUARTER,
    "year": Unit.YEAR,
    "years": Unit.YEAR,
    "yr": Unit.YEAR,
    "yrs": Unit.YEAR,
    "decade": Unit.DECADE,
    "decades": Unit.DECADE,
    "century": Unit.CENTURY,
    "centuries": Unit.CENTURY,
}
PLURAL_UNITS = frozenset(word for word in UNITS if word.endswith("s") or word == "centuries")
CLOCK_UNITS = words("second seconds sec secs minute minutes min mins hour hours hr hrs")
PARTS_OF_DAY = words("morning afternoon evening night midday noon midnight nighttime")

NUMBERS = numbered(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
TENS = numbered("twenty thirty forty fifty sixty seventy eighty ninety", first=20, step=10)
ORDINALS = numbered(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth",
    first=1,
) | {"thirtieth": 30}
LAST_ORDINALS = {"last": -1, "final": -1, "closing": -1, "opening": 1, "initial": 1}
DECADES = numbered("twenties thirties forties fifties sixties seventies eighties nineties", first=20, step=10)
FEW = words("few several many some numerous")

STEPS = {
    "this": 0,
    "current": 0,
    "present": 0,
    "ongoing": 0,
    "last": -1,
    "past": -1,
    "previous": -1,
    "preceding": -1,
    "prior": -1,
    "latest": -1,
    "recent": -1,
    "next": 1,
    "coming": 1,
    "upcoming": 1,
    "following": 1,
    "forthcoming": 1,
    "subsequent": 1,
}
TOLD_STEPS = words("previous preceding prior following subsequent")
"""Steps that count from the time the text speaks of, where it speaks of one."""

PARTS = {
    "early": Part.EARLY,
    "beginning": Part.EARLY,
    "start": Part.EARLY,
    "outset": Part.EARLY,
    "mid": Part.MIDDLE,
    "middle": Part.MIDDLE,
    "late": Part.LATE,
    "end": Part.END,
    "close": Part.END,
}
ABBREVIATED = {
    "eoy": (Part.END, Unit.YEAR),
    "boy": (Part.EARLY, Unit.YEAR),
    "eom": (Part.END, Unit.MONTH),
    "bom": (Part.EARLY, Unit.MONTH),
}
"""End or beginning of the year or month; in capitals only."""
DIRECT_PARTS = words("early mid late")
"""Parts that stand before the expression without "of"."""

TODAY = {"today": 0, "yesterday": -1, "tomorrow": 1, "tmrw": 1, "tmr": 1}
VAGUE = (
    "now",
    "right now",
    "for now",
    "currently",
    "recently",
    "more recently",
    "most recently",
    "lately",
    "soon",
    "very soon",
    "shortly",
    "at the moment",
    "at present",
    "presently",
    "nowadays",
    "these days",
    "back then",
    "at the time",
    "the future",
    "the near future",
    "the foreseeable future",
    "the past",
    "the recent past",
    "the near term thousands tens",
    "this time",
    "the same time",
    "in due course",
)
VAGUE_PHRASES = {tuple(phrase.split()): True for phrase in VAGUE}

BOUNDS = {
    "by": Bound.BY,
    "until": Bound.BY,
    "till": Bound.BY,
    "through": Bound.BY,
    "thru": Bound.BY,
    "til": Bound.BY,
    "since": Bound.SINCE,
    "starting": Bound.SINCE,
    "beginning": Bound.SINCE,
    "commencing": Bound.SINCE,
    "before": Bound.BEFORE,
    "after": Bound.AFTER,
}
PREPOSITIONS = words(
    "in on at of for from during within over throughout across around about circa approximately roughly"
)
APPROXIMATE = words("around about circa approximately roughly some sometime")
ADJUSTED = words("fiscal financial business working calendar trading model academic school")
SETS = words("daily weekly monthly quarterly yearly annual annually biweekly biannually everyday")
SMALL = words(
    "a an the of to and or in on at that which ended ending ends end to through each every per once twice "
    "times time ago earlier later before after from now hence back since same rest remainder most more less "
    "than almost nearly just only over under so far other half couple old long not no at latest or onwards "
    "onward up as if it its within following year-end eoy eom boy bom eod fy cy my between into well some few "
    "several starting commencing beginning w c number ad bc ce bce late hundred thousand dozen date exactly "
    "least earliest latter all period timeframe corresponding comparable like halves whole full entire anytime very"
)

CODES = words("q1 q2 q3 q4 1q 2q 3q 4q h1 h2 1h 2h") | frozenset(
    code + f"{number:02}" for code in ("fy", "cy", "my") for number in (*range(100), *range(1950, 2100))
)
"""Abbreviated quarters, halves, fiscal, calendar and model years, written as one word."""

_TRIGGERS = (MONTHS, WEEKDAYS, SEASONS, UNITS, DECADES, TODAY, SETS, PARTS_OF_DAY, CLOCK_UNITS)
TRIGGERS = frozenset(word for table in _TRIGGERS for word in table) | words(
    "tonight now currently recently lately soon shortly presently nowadays future past time moment then "
    "present weekdays eoy eom boy eod mornings evenings afternoons nights mondays tuesdays wednesdays "
    "thursdays fridays saturdays sundays fiscal financial q1 q2 q3 q4 h1 h2 term thousands tens half"
)
"""An expression has at least one of these, a holiday, or a number that can be a date or year."""

HOT = TRIGGERS | CODES | HOLIDAY_STARTS

HOLIDAY_WORDS = frozenset(word for name in HOLIDAYS for word in name.split())
VOCABULARY = (
    TRIGGERS
    | HOLIDAY_WORDS
    | SMALL
    | PREPOSITIONS
    | ADJUSTED
    | FEW
    | APPROXIMATE
    | frozenset(word for table in (NUMBERS, TENS, ORDINALS, LAST_ORDINALS, STEPS, PARTS, BOUNDS) for word in table)
    | frozenset(word for phrase in VAGUE_PHRASES for word in phrase)
)
