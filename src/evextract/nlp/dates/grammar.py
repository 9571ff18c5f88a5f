"""The grammar's upper part: points in time made of others, ranges, open bounds.

:func:`expressions` reads an island from left to right and takes the longest expression at each position.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from evextract.nlp.dates import absolute, calendar, durations, relative
from evextract.nlp.dates.calendar import Unit
from evextract.nlp.dates.lexicon import (
    BOUNDS,
    DIRECT_PARTS,
    LAST_ORDINALS,
    MONTHS,
    PARTS,
    PREPOSITIONS,
    UNITS,
    WEEKDAYS,
    words,
)
from evextract.nlp.dates.nodes import (
    Away,
    Bound,
    Bounded,
    DayNumber,
    Duration,
    Fiscal,
    Fixed,
    Inside,
    Node,
    Nth,
    NthWeekday,
    PartOf,
    Range,
    Recurring,
    Rest,
    Same,
    Shift,
    Vague,
    Weekday,
    WeekOf,
    Which,
    YearTo,
)
from evextract.nlp.dates.reader import Island, Parsed, Rule, integer, ordinal, year_number
from evextract.nlp.dates.tokens import Token

_ATOMS: tuple[Rule, ...] = (
    absolute.numeric,
    absolute.month_based,
    absolute.quarter_or_half,
    absolute.season,
    absolute.fiscal_year,
    absolute.decade,
    absolute.century,
    absolute.holiday,
    absolute.year,
    absolute.weekday,
    relative.deictic,
    relative.stepped,
    relative.rest,
    relative.same,
)
_JOINS = words("to through thru until till and - – —")
_LEADS = (
    PREPOSITIONS | frozenset(BOUNDS) | {"early", "up", "to", "as", "of", "sometime", "no", "later", "earlier", "than"}
)


@dataclass(frozen=True, slots=True)
class Expression:
    """A node with the tokens it was read from: ``first`` to ``last``, and ``lead`` with the words before it."""

    node: Node
    lead: Token
    first: Token
    last: Token
    leads: tuple[str, ...]
    parts: tuple[Expression, ...] = ()
    joined: bool = False
    """Only a comma, "and" or "or" stands between this expression and the one before it."""


def expressions(tokens: list[Token]) -> Iterator[Expression]:
    """The expressions of an island, left to right, without overlap."""
    island = Island(tokens)
    i, last_end = 0, -1
    while i < len(tokens):
        found = _range(island, i) or _simple(island, i)
        if found is None:
            i += 1
            continue
        expression, end = found
        joined = last_end >= 0 and all(
            island.low(k) in (",", "and", "or", "&", "the", "in") for k in range(last_end, i)
        )
        yield replace(_with_lead(island, i, expression, max(last_end, 0)), joined=joined)
        i = last_end = max(end, i + 1)


def _simple(island: Island, i: int) -> tuple[Expression, int] | None:
    found = point(island, i) or _bare_day(island, i)
    if found is None:
        for rule in (relative.vague, durations.repeated, durations.clock_amount, durations.clock):
            found = rule(island, i)
            if found is not None:
                break
    if found is None:
        return None
    node, end = found
    first, last = island.at(i), island.at(end - 1)
    if (
        island.low(end) in ("onwards", "onward")
        or island.starts(end, "or", "later")
        or island.starts(end, "and", "later")
    ):
        node, end = Bounded(Bound.SINCE, node), end + (1 if island.low(end).startswith("onward") else 2)
    elif island.starts(end, "or", "earlier") or island.starts(end, "at", "the", "latest"):
        node, end = Bounded(Bound.BY, node), end + (2 if island.low(end) == "or" else 3)
    return Expression(node, first, first, last, ()), end


def _bare_day(island: Island, i: int) -> Parsed:
    """ "on the 14th", "May 6 and 7th", "the 20th of next month"."""
    found = absolute.day_number(island, i)
    if found is None:
        return None
    narrowed = _narrowed(island, *found)
    if narrowed is not None and narrowed[1] > found[1]:
        return narrowed
    before = island.low(i - 1)
    after_day = before in ("and", "or", ",") and (island.at(i - 2).ordinal or island.at(i - 2).number)
    return found if before == "on" or (after_day and island.low(found[1]) not in UNITS) else None


def _with_lead(island: Island, i: int, expression: Expression, floor: int) -> Expression:
    """Take in the prepositions before ``i``, and apply the bound that they set."""
    k = i
    while k > floor and island.low(k - 1) in _LEADS and k - 1 >= i - 4:
        k -= 1
    leads = tuple(island.low(j) for j in range(k, i))
    node = expression.node
    if not isinstance(node, Range | Bounded | Duration):
        bound = next((BOUNDS[word] for word in reversed(leads) if word in BOUNDS), None)
        if leads[-2:] == ("later", "than") or leads[-3:] == ("as", "late", "as"):
            bound = Bound.BY if "no" in leads else Bound.AFTER
        if leads[-2:] == ("earlier", "than"):
            bound = Bound.SINCE if "no" in leads else Bound.BEFORE
        if bound is not None:
            node = Bounded(bound, node)
    return replace(expression, node=node, lead=island.at(k), leads=leads)


def point(island: Island, i: int) -> Parsed:
    """One time: the longest of all forms at ``i``, with what narrows it down ("of last year") after it."""
    best: Parsed = None
    for rule in _ATOMS:
        found = rule(island, i)
        if found is not None and (best is None or found[1] > best[1]):
            best = found
    for compound in (_part, _nth, _year_to, _week_of):
        found = compound(island, i)
        if found is not None and (best is None or found[1] > best[1]):
            best = found
    found = durations.counted(island, i, point)
    if found is not None and (best is None or found[1] > best[1]):
        best = found
    return None if best is None else _narrowed(island, *best)


def _narrowed(island: Island, node: Node, i: int) -> Parsed:
    """Close with "of last year", "last year", "a year ago", "that year" where the node leaves its year or week open."""
    open_ended = isinstance(node, Recurring | Weekday | DayNumber) or (
        isinstance(node, PartOf | Nth | NthWeekday) and _is_open(node)
    )
    if isinstance(node, Shift | Same | Which) or (isinstance(node, Away) and not isinstance(node.anchor, Fixed)):
        # "this year's second half", "last year's third quarter", "next year's January"
        if isinstance(node, Shift | Same) and node.unit in (Unit.YEAR, Unit.WEEK):
            inner = absolute.quarter_or_half(island, i) or absolute.weekday(island, i)
            if inner is not None and isinstance(inner[0], Recurring | Weekday):
                return Inside(inner[0], node), inner[1]
        if isinstance(node, Same) and (outer := _container(island, i)) is not None:
            return Inside(node, outer[0]), outer[1]
        return node, i
    if isinstance(node, Fixed) and node.interval.unit in (Unit.YEAR, Unit.DECADE):
        inner = absolute.quarter_or_half(island, i)
        if inner is not None and isinstance(inner[0], Recurring) and not island.at(i).low.isdigit():
            return Inside(inner[0], node), inner[1]
    if not open_ended:
        return node, i
    outer = _container(island, i)
    if outer is None:
        return node, i
    return Inside(node, outer[0]), outer[1]


def _is_open(node: Node) -> bool:
    if isinstance(node, PartOf):
        return _is_open(node.of)
    if isinstance(node, Nth | NthWeekday):
        return node.of is None or _is_open(node.of)
    return isinstance(node, Recurring | Weekday | DayNumber)


def _container(island: Island, i: int) -> Parsed:
    """The year, month or week that follows: "of last year", "next month", ", a year ago"."""
    j = island.skip(island.skip(i, ","), "of", "in", "from")
    outer = relative.stepped(island, j) or relative.same(island, j) or durations.counted(island, j, absolute.year)
    if outer is None and j > i:
        outer = absolute.fiscal_year(island, j)
    if outer is None or (island.low(i) == "," and j == i + 1 and isinstance(outer[0], Same)):
        return None
    node = outer[0]
    if isinstance(node, Same) and j == i and island.low(j) != "that":
        return None
    if isinstance(node, Shift | Same | Fiscal):
        return outer
    if isinstance(node, Away) and node.anchor is None and node.amounts[0].unit >= Unit.WEEK:
        return outer
    if isinstance(node, Which) and isinstance(node.what, Recurring):
        return outer
    return None


def _part(island: Island, i: int) -> Parsed:
    """ "early 2026", "mid-June", "the end of next year", "late in the year", "year-end", "EOY"."""
    word = island.low(i)
    short = {
        "eoy": (PARTS["end"], Unit.YEAR),
        "boy": (PARTS["start"], Unit.YEAR),
        "eom": (PARTS["end"], Unit.MONTH),
        "bom": (PARTS["start"], Unit.MONTH),
    }.get(word)
    if short is not None:
        return PartOf(short[0], Shift(short[1], 0)), i + 1
    if island.low(i) in ("year", "month", "quarter") and island.low(island.skip(i + 1, "-")) == "end":
        j = island.skip(i + 1, "-") + 1
        found = year_number(island, j)
        if found is not None:
            return PartOf(PARTS["end"], Fixed(calendar.year(found[0]))), found[1]
        return PartOf(PARTS["end"], Shift(UNITS[island.low(i)], 0)), j
    j = island.skip(i, "the")
    j = island.skip(j, "very")
    word = island.low(j)
    if word not in PARTS:
        return None
    k = j + 1
    if word in DIRECT_PARTS:
        k = island.skip(island.skip(k, "-", "–"), "in", "on")
        k = island.skip(k, "to") if island.low(k) == "to" and island.low(k + 1) in PARTS else k
        if island.low(k) in PARTS and word != island.low(k):
            # "mid to late 2026": the later part is the safer reading of the two only together; take both.
            inner = _part(island, k)
            if inner is not None and isinstance(inner[0], PartOf):
                return Range(PartOf(PARTS[word], inner[0].of), inner[0]), inner[1]
    else:
        k = island.skip(k, "-")
        k = island.skip(k, "of", "to")
    whole = _point_for_part(island, k)
    if whole is None:
        return None
    return PartOf(PARTS[word], whole[0]), whole[1]


def _point_for_part(island: Island, i: int) -> Parsed:
    found = point(island, i)
    if found is None and island.low(i) in ("month", "year", "week"):
        found = Same(UNITS[island.low(i)], that=False), i + 1
    if found is None or isinstance(found[0], Duration | Vague | Rest | PartOf):
        return None
    return found


def _nth(island: Island, i: int) -> Parsed:
    """ "the first week of May", "the last Friday in June", "the first nine months of 2026", "the 5th last day of May"."""
    j = island.skip(i, "the")
    found = ordinal(island, j)
    if found is not None:
        number, k = found
        if island.low(k) in ("last", "to") and UNITS.get(island.low(island.skip(k, "to") + 1)):
            k = island.skip(k, "to")
            number, k = -number, k + 1
    elif island.low(j) in LAST_ORDINALS:
        number, k = LAST_ORDINALS[island.low(j)], j + 1
    else:
        return None
    count = integer(island, k)
    k_count = count[1] if count else k
    k_count = island.skip(k_count, "-", "full")
    unit = UNITS.get(island.low(k_count))
    weekday = WEEKDAYS.get(island.low(k_count))
    if unit is None and weekday is None:
        return None
    end = k_count + 1
    m = island.skip(end, "of", "in", ",")
    outer = point(island, m)
    if outer is not None and isinstance(outer[0], Duration | Vague | Rest):
        outer = None
    if outer is None and island.low(m) in ("year", "month") and m > end:
        outer = Same(UNITS[island.low(m)], that=False), m + 1
    if island.low(j) in LAST_ORDINALS and outer is None:
        return None
    if m == end and outer is not None and not isinstance(outer[0], Shift | Away | Fixed | Same):
        outer = None
    inside, end = outer if outer is not None else (None, end)
    if weekday is not None:
        if count is not None or not 1 <= abs(number) <= 5:
            return None
        return NthWeekday(number, weekday, inside), end
    assert unit is not None
    if count is not None and inside is None:
        return None
    if inside is None and unit not in (Unit.WEEK, Unit.DAY):
        return None
    return Nth(number, unit, inside, count[0] if count else 1), end


def _year_to(island: Island, i: int) -> Parsed:
    """ "the fiscal year that ended in March", "the year to June 2026", "the nine months ended September 30"."""
    j = island.skip(i, "the")
    months_count = 12
    count = integer(island, j)
    if count is not None and island.low(count[1]) in ("months", "month"):
        months_count, j = count[0], count[1] + 1
    else:
        j = island.skip(island.skip(j, "full"), "fiscal", "financial", "business")
        if island.low(j) == "quarter":
            months_count = 3
        elif island.low(j) == "half":
            months_count = 6
        elif island.low(j) != "year":
            return None
        j += 1
    k = island.skip(j, ",")
    k = island.skip(k, "that", "which")
    ended = island.low(k) == "ended"
    if island.low(k) in ("ended", "ending", "ends", "end"):
        k = island.skip(k + 1, "in", "on", "at")
    elif island.low(k) in ("to", "through"):
        k += 1
    else:
        return None
    k = island.skip(k, "the", "end")
    end = absolute.numeric(island, k) or absolute.month_based(island, k)
    if end is None:
        return None
    narrowed = _narrowed(island, *end)
    assert narrowed is not None
    return YearTo(narrowed[0], months_count, ended), narrowed[1]


def _week_of(island: Island, i: int) -> Parsed:
    """ "the week of June 9", "the week commencing 9 June", "week 23 of 2027"."""
    j = island.skip(i, "the")
    if island.starts(j, "w", "/", "c"):
        j += 3
    elif island.low(j) == "week":
        j += 1
        number = integer(island, island.skip(j, "number"))
        if number is not None and 1 <= number[0] <= 53 and island.at(number[1] - 1).kind == "number":
            outer = _container(island, number[1])
            found = year_number(island, island.skip(number[1], "of", "in", ","))
            if found is not None:
                return absolute.made(calendar.iso_week, found[0], number[0]), found[1]
            if outer is not None:
                return Nth(number[0], Unit.WEEK, outer[0]), outer[1]
            return Nth(number[0], Unit.WEEK, Shift(Unit.YEAR, 0)), number[1]
        if island.low(j) not in ("of", "commencing", "beginning", "starting", "ending", "ended"):
            return None
        j += 1
    else:
        return None
    day = absolute.month_based(island, island.skip(j, "on")) or absolute.day_number(island, island.skip(j, "on"))
    if day is None or (isinstance(day[0], Recurring) and day[0].day is None):
        return None
    return WeekOf(day[0]), day[1]


def _range(island: Island, i: int) -> tuple[Expression, int] | None:
    """ "from May to July", "between 2026 and 2028", "2024-26", "July 13-15", "13 to 15 July"."""
    opener = island.low(i) if island.low(i) in ("from", "between") else ""
    j = i + 1 if opener else i
    days = _days_in_month(island, j, opener)
    if days is not None:
        node, end = days
        return Expression(node, island.at(i), island.at(i), island.at(end - 1), ()), end
    start = point(island, j)
    if start is None or isinstance(start[0], Duration | Vague):
        return None
    k = start[1]
    join = island.low(k)
    if (
        join not in _JOINS
        or (join == "and" and opener != "between")
        or (join == "to" and not opener and _plain(start[0]))
    ):
        return None
    if (
        join in ("-", "–", "—")
        and not opener
        and not (island.at(k).glued and island.at(k + 1).glued)
        and _plain(start[0])
    ):
        # A dash between blanks is punctuation more often than "to".
        return None
    end_point = _short_end(island, k + 1, start[0]) or point(island, k + 1)
    if end_point is None or isinstance(end_point[0], Duration | Vague):
        return None
    parts = (
        Expression(start[0], island.at(j), island.at(j), island.at(start[1] - 1), ()),
        Expression(end_point[0], island.at(k + 1), island.at(k + 1), island.at(end_point[1] - 1), ()),
    )
    node = Range(start[0], end_point[0])
    return Expression(node, island.at(i), island.at(i), island.at(end_point[1] - 1), (), parts), end_point[1]


def _plain(node: Node) -> bool:
    return isinstance(node, Same | Vague)


def _short_end(island: Island, i: int, start: Node) -> Parsed:
    """The 26 of "2024-26", the 15th of "July 13 to 15th"."""
    token = island.at(i)
    if isinstance(start, Fixed) and start.interval.unit == Unit.YEAR and start.interval.start is not None:
        if token.number is not None and len(token.low) == 2 and token.glued:
            year = start.interval.start.year // 100 * 100 + token.number
            return (absolute.made(calendar.year, year), i + 1) if year > start.interval.start.year else None
        return None
    day = ordinal(island, island.skip(i, "the")) or integer(island, i)
    if day is None or not 1 <= day[0] <= 31 or island.low(day[1]) in MONTHS or island.low(day[1]) in UNITS:
        return None
    if isinstance(start, Recurring) and start.day is not None:
        found = year_number(island, island.skip(day[1], ","))
        if found is not None:
            return absolute.made(absolute.exact_day, found[0], start.number, day[0]), found[1]
        return DayNumber(day[0]), day[1]
    return None


def _days_in_month(island: Island, i: int, opener: str) -> Parsed:
    """ "13-15 July", "13th to the 15th of July, 2026", "4 to 22 this month", "July between 13 and 15"."""
    if MONTHS.get(island.low(i)) and island.low(i + 1) in ("between", "from"):
        inner = _day_pair(island, i + 2, "between")
        if inner is None:
            return None
        (first, last), end = inner
        month = MONTHS[island.low(i)]
        return Range(Recurring(Unit.MONTH, month, first), Recurring(Unit.MONTH, month, last)), end
    pair = _day_pair(island, i, opener)
    if pair is None:
        return None
    (first, last), j = pair
    k = island.skip(island.skip(j, "of", "in"), "-")
    month = MONTHS.get(island.low(k))
    if month is not None:
        year = year_number(island, island.skip(k + 1, ",", "of"))
        if year is not None:
            ends = [absolute.made(absolute.exact_day, year[0], month, d) for d in pair[0]]
            return Range(*ends), year[1]
        return Range(Recurring(Unit.MONTH, month, first), Recurring(Unit.MONTH, month, last)), k + 1
    whole = relative.stepped(island, k) or relative.same(island, k)
    if whole is not None and isinstance(whole[0], Shift | Same) and whole[0].unit == Unit.MONTH:
        return Range(Inside(DayNumber(first), whole[0]), Inside(DayNumber(last), whole[0])), whole[1]
    return None


def _day_pair(island: Island, i: int, opener: str) -> tuple[tuple[int, int], int] | None:
    first = ordinal(island, island.skip(i, "the")) or integer(island, i)
    if first is None or not 1 <= first[0] <= 31:
        return None
    join = island.low(first[1])
    if join not in _JOINS or (join == "and" and opener != "between"):
        return None
    j = island.skip(first[1] + 1, "the")
    last = ordinal(island, j) or integer(island, j)
    if last is None or not first[0] < last[0] <= 31:
        return None
    return (first[0], last[0]), last[1]
