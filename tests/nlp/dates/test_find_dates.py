"""What the date annotator finds, through its public functions only."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest
from spacy.language import Language

from evextract.nlp.dates import DateMention, annotate_dates, find_dates
from evextract.nlp.model.build import load_language

TODAY = date(2031, 3, 12)
"""A Wednesday."""


@cache
def language() -> Language:
    return load_language()


def dates(text: str, published: date | None = TODAY, **fiscal: int) -> list[DateMention]:
    return find_dates(language()(text), published=published, fiscal_year_start=fiscal)


def days(mention: DateMention) -> str:
    """The interval as "start..end", an open end empty, "-" for none."""
    if mention.span is None:
        return "-"
    return "..".join("" if end is None else end.isoformat() for end in (mention.span.start, mention.span.end))


def proper(text: str, published: date | None = TODAY, **fiscal: int) -> list[str]:
    return [days(m) for m in dates(text, published, **fiscal) if m.kind == "date"]


ABSOLUTE = [
    ("It opened on 14 May 2029.", "2029-05-14..2029-05-14"),
    ("It opened on Monday, May 14th, 2029.", "2029-05-14..2029-05-14"),
    ("It opened on 2029-05-14.", "2029-05-14..2029-05-14"),
    ("It opened on the fourteenth of May, 2029.", "2029-05-14..2029-05-14"),
    ("It opened on 14. Mai 2029 or 16. Nov. 2029.", "2029-11-16..2029-11-16"),
    ("It opened in June 2029.", "2029-06-01..2029-06-30"),
    ("It opened in Q3 2029.", "2029-07-01..2029-09-30"),
    ("It opened in the second half of 2029.", "2029-07-01..2029-12-31"),
    ("It opened in the first and second quarters of 2029.", "2029-01-01..2029-06-30"),
    ("It opened in 4Q29.", "2029-10-01..2029-12-31"),
    ("It opened in the winter of 2029-30.", "2029-12-21..2030-03-20"),
    ("It opened in early 2029.", "2029-01-01..2029-03-31"),
    ("It opened in mid-2029.", "2029-05-01..2029-08-31"),
    ("It opened in late October 2029.", "2029-10-21..2029-10-31"),
    ("It opened in the first week of 2029.", "2029-01-01..2029-01-07"),
    ("It opened in the last three months of 2029.", "2029-10-01..2029-12-31"),
    ("It opened on the last Friday of May 2029.", "2029-05-25..2029-05-25"),
    ("It opened in the 1990s.", "1990-01-01..1999-12-31"),
    ("It opened in the 19th century.", "1800-01-01..1899-12-31"),
    ("It opened on Good Friday 2029.", "2029-03-30..2029-03-30"),
    ("It earned more in the year to June 2029.", "2028-07-01..2029-06-30"),
    ("It will be shut for two weeks starting 9 June 2031.", "2031-06-09..2031-06-22"),
]

RELATIVE = [
    ("It opened last year.", "2030-01-01..2030-12-31"),
    ("It opened in May of last year.", "2030-05-01..2030-05-31"),
    ("It opened in last year's third quarter.", "2030-07-01..2030-09-30"),
    ("It opened last week.", "2031-03-03..2031-03-09"),
    ("It opened two years ago.", "2029-01-01..2029-12-31"),
    ("It opened a year and a half ago.", "2029-09-01..2029-09-30"),
    ("It opened last autumn.", "2030-09-23..2030-12-20"),
    ("It opened earlier this month.", "2031-03-01..2031-03-12"),
    ("It opens later this year.", "2031-03-12..2031-12-31"),
    ("It opens within the next two years.", "2031-03-12..2033-03-12"),
    ("It opens in the coming weeks.", "2031-03-12..2031-05-07"),
    ("It opens in two years' time.", "2033-01-01..2033-12-31"),
    ("It opened that summer.", "-"),
    ("It was open on Easter weekend 2029.", "2029-03-31..2029-04-01"),
    ("It opens in three weeks.", "2031-03-31..2031-04-06"),
    ("It opens at the end of next year.", "2032-10-01..2032-12-31"),
    ("It opened the day before yesterday.", "2031-03-10..2031-03-10"),
    ("It opens on the 20th of next month.", "2031-04-20..2031-04-20"),
    ("It opens the week after next.", "2031-03-24..2031-03-30"),
    ("It opened three weeks after Christmas.", "2031-01-15..2031-01-15"),
    ("It opened two Sundays ago.", "2031-03-02..2031-03-02"),
]

BOUNDED = [
    ("It will open by 2033.", "..2033-12-31"),
    ("It has been open since 2028.", "2028-01-01.."),
    ("It will stay open until the end of May.", "..2031-05-31"),
    ("It must close before the end of 2033.", "..2033-12-31"),
    ("It will open after June 2033.", "2033-07-01.."),
    ("It will open no later than March 2033.", "..2033-03-31"),
    ("It will open no earlier than 2033.", "2033-01-01.."),
    ("It applies from 2033 onwards.", "2033-01-01.."),
    ("It applies on or after 1 July 2033.", "2033-07-01.."),
    ("It stays open through 2033.", "..2033-12-31"),
]

RANGES = [
    ("It is built from 2033 to 2036.", "2033-01-01..2036-12-31"),
    ("It was built in 2024-26.", "2024-01-01..2026-12-31"),
    ("It closes between May and July 2033.", "2033-05-01..2033-07-31"),
    ("It ran from 13 to 15 July 2029.", "2029-07-13..2029-07-15"),
    ("It ran July 13-15.", "2030-07-13..2030-07-15"),
    ("It was open from November to February.", "2030-11-01..2031-02-28"),
    ("It arrives in mid-to-late 2033.", "2033-05-01..2033-12-31"),
]


@pytest.mark.parametrize(("text", "expected"), [*ABSOLUTE, *RELATIVE, *BOUNDED, *RANGES])
def test_interval(text: str, expected: str) -> None:
    assert expected in proper(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The firm opened the plant in January.", "2031-01-01..2031-01-31"),
        ("The firm will open the plant in January.", "2032-01-01..2032-01-31"),
        ("The plant is due to open in January.", "2032-01-01..2032-01-31"),
        ("The firm said it would open the plant in January.", "2032-01-01..2032-01-31"),
        ("The firm managed to open the plant in May.", "2030-05-01..2030-05-31"),
        ("The firm had to make do with 900 sales in May.", "2030-05-01..2030-05-31"),
        ("The firm was forced to close the plant in May.", "2030-05-01..2030-05-31"),
        ("It built 900 units of the Umbra 4 last year.", "2030-01-01..2030-12-31"),
        ("The plant opened on Thursday.", "2031-03-06..2031-03-06"),
        ("The plant will open on Thursday.", "2031-03-13..2031-03-13"),
        ("The plant opened on Wednesday.", "2031-03-12..2031-03-12"),
        ("The firm said Tuesday it will close the plant.", "2031-03-11..2031-03-11"),
        ("The plant has been closed until Friday.", "..2031-03-14"),
        ("Profit rose in the first quarter.", "2030-01-01..2030-03-31"),
        ("Since going on sale in May it has sold well.", "2030-05-01..2030-05-31"),
    ],
)
def test_the_verb_tells_past_from_future(text: str, expected: str) -> None:
    assert proper(text) == [expected]


NEWS: list[tuple[str, list[str]]] = [
    ("The ferry operator expects a loss for the fiscal year ending June 2031.", ["2030-07-01..2031-06-30"]),
    ("Over the first nine months, exports doubled.", ["2030-01-01..2030-09-30"]),
    ("In the first two months, exports doubled.", ["2031-01-01..2031-02-28"]),
    ("It reported results for the first three quarters.", ["2030-01-01..2030-09-30"]),
    ("The first six months of ownership were free.", []),
    ("In the first three months after launch it sold 50.", []),
    ("Exports rose in the first half.", ["2030-01-01..2030-06-30"]),
    ("He led for the first half of the race.", []),
    ("Shipments begin in calendar Q4.", ["2031-10-01..2031-12-31"]),
    ("Shipments begin in Q1/2033.", ["2033-01-01..2033-03-31"]),
    ("Shipments begin in the latter half of 2032.", ["2032-07-01..2032-12-31"]),
    ("Shipments begin in the back half of 2032.", ["2032-07-01..2032-12-31"]),
    ("Shipments begin in 2033 at the earliest.", ["2033-01-01.."]),
    ("It shipped 5 tons in the September quarter.", ["2030-07-01..2030-09-30"]),
    ("The June quarter of 2030 was quiet.", ["2030-04-01..2030-06-30"]),
    ("The January-March quarter will be better.", ["2031-01-01..2031-03-31"]),
    ("It will be open from March to May.", ["2031-03-01..2031-05-31"]),
    ("It earned more in the October-December quarter.", ["2030-10-01..2030-12-31"]),
    ("Model year 2034 boats will be white.", []),
    ("Boats of the 2034 model year are white.", []),
    ("It rains before Chinese New Year.", []),
    ("It must be ready by end-April.", ["..2031-04-30"]),
    ("It was painted back in autumn.", ["2030-09-23..2030-12-20"]),
    ("Prices fell over the past 18 months.", ["2029-09-12..2031-03-11"]),
    ("The owner said on Monday that it would close.", ["2031-03-10..2031-03-10"]),
    ("The owner will speak on Friday.", ["2031-03-14..2031-03-14"]),
    ("The hall opens this fall.", ["2031-09-23..2031-12-20"]),
    ("Profit rose in H1 2030.", ["2030-01-01..2030-06-30"]),
    ("Sales in 1Q31 were flat.", ["2031-01-01..2031-03-31"]),
    ("It plays the hits of the '90s.", ["1990-01-01..1999-12-31"]),
    ("It opens as soon as next summer.", ["2031-06-21..2031-09-22"]),
    ("The firm will hire 50 people over the next two years.", ["2031-03-12..2033-03-12"]),
    ("It has made boats since 2019.", ["2019-01-01.."]),
    ("Work stops at the end of next month.", ["2031-04-21..2031-04-30"]),
    ("It was shown earlier this month.", ["2031-03-01..2031-03-12"]),
    ("Work starts later this year.", ["2031-03-12..2031-12-31"]),
    ("The plant opens in the second half of next year.", ["2032-07-01..2032-12-31"]),
    ("The plant runs through 2036.", ["..2036-12-31"]),
    ("The brand will be gone by the end of the decade.", ["..2039-12-31"]),
    ("Exports rose in the three months to January.", ["2030-11-01..2031-01-31"]),
    ("It was made from 1998 through 2006.", ["1998-01-01..2006-12-31"]),
    ("It was due at the start of 2030.", ["2030-01-01..2030-03-31"]),
    ("A vote is due in the first quarter of 2032.", ["2032-01-01..2032-03-31"]),
    ("A vote is due around the middle of 2032.", ["2032-05-01..2032-08-31"]),
    ("A vote is due in mid to late 2032.", ["2032-05-01..2032-12-31"]),
    ("The bill takes effect on Jan. 1, 2032.", ["2032-01-01..2032-01-01"]),
    ("So far this year it sold 50 boats.", ["2031-01-01..2031-03-12"]),
    ("As of February 28, 2031, it had 30 boats.", ["2031-02-28..2031-02-28"]),
    ("By the mid-2030s, all will be electric.", ["..2036-12-31"]),
    ("From 2034 onwards it will use sails.", ["2034-01-01.."]),
    ("In the twelve months through February, exports fell.", ["2030-03-01..2031-02-28"]),
    ("In the year ended March 31, 2030, it lost money.", ["2029-04-01..2030-03-31"]),
    ("It opens on April 5.", ["2031-04-05..2031-04-05"]),
    ("It opened Oct. 3.", ["2030-10-03..2030-10-03"]),
    ("It closes tomorrow.", ["2031-03-13..2031-03-13"]),
    ("Early next week, it opens.", ["2031-03-17..2031-03-19"]),
    ("Earlier this week, it opened.", ["2031-03-10..2031-03-12"]),
    ("Last week it said so.", ["2031-03-03..2031-03-09"]),
    ("The rule binds boats built on or after January 1, 2032.", ["2032-01-01.."]),
    ("Exports rose in FY31 in India.", ["2030-04-01..2031-03-31"]),
    ("In India, Q2 FY31 was weak.", ["2030-07-01..2030-09-30"]),
    ("In India exports rose in FY2030-31.", ["2030-04-01..2031-03-31"]),
    ("In Japan exports rose in FY2030.", ["2030-04-01..2031-03-31"]),
    ("In Australia exports rose in FY2030-31.", ["2030-07-01..2031-06-30"]),
]
"""How news writes about periods, firms' years and plans."""


@pytest.mark.parametrize(("text", "expected"), NEWS)
def test_how_news_puts_it(text: str, expected: list[str]) -> None:
    assert proper(text) == expected


def test_a_year_earlier_means_the_same_months() -> None:
    text = "Profit rose to 4 million euros in the fourth quarter of 2030 from 3 million a year earlier."
    assert proper(text) == ["2030-10-01..2030-12-31", "2029-10-01..2029-12-31"]
    text = "Profit rose in the latest quarter from the prior-year quarter."
    assert proper(text) == ["2030-10-01..2030-12-31", "2029-10-01..2029-12-31"]
    text = "Sales fell in February. They had been better in the same month last year."
    assert proper(text) == ["2031-02-01..2031-02-28", "2030-02-01..2030-02-28"]


def test_nothing_is_counted_from_a_time_that_is_unknown() -> None:
    assert proper("By 2033 it will sell more. It rose by half on the month before.") == ["..2033-12-31", "-"]
    assert proper("It was closed. Ten years later it opened again.") == ["-"]


def test_a_list_shares_its_year() -> None:
    assert proper("It was shown in May and June 2029.") == ["2029-05-01..2029-05-31", "2029-06-01..2029-06-30"]
    assert proper("It was shown on May 6 and 7, 2029.") == ["2029-05-06..2029-05-06", "2029-05-07..2029-05-07"]


def test_without_a_reference_date_relative_dates_are_kept_unresolved() -> None:
    found = dates("The plant opened last year and closes in May; it was founded in 1998.", published=None)
    assert [(m.relative, m.span is None) for m in found] == [(True, True), (True, True), (False, False)]


def test_a_story_of_the_past_carries_its_own_reference_date() -> None:
    text = (
        "The siege began on 3 October 1702. On 5 October the town burned. In December the army left. "
        "On 7 December it came back. Four days later it won. The next year it was beaten. "
        "A treaty was made on 4 May 1704 and signed on 1 June 1704."
    )
    assert proper(text) == [
        "1702-10-03..1702-10-03",
        "1702-10-05..1702-10-05",
        "1702-12-01..1702-12-31",
        "1702-12-07..1702-12-07",
        "1702-12-11..1702-12-11",
        "1703-01-01..1703-12-31",
        "1704-05-04..1704-05-04",
        "1704-06-01..1704-06-01",
    ]


@pytest.mark.parametrize(
    ("text", "fiscal", "expected"),
    [
        ("The Japanese firm plans it for fiscal 2033.", {}, "2033-04-01..2034-03-31"),
        ("Umbra plans it for the first half of FY2033.", {"umbra": 10}, "2032-10-01..2033-03-31"),
        ("Umbra, which also sells in Japan, plans it for fiscal 2033.", {"umbra": 1}, "2033-01-01..2033-12-31"),
        ("Umbra plans it for this fiscal year.", {"umbra": 4}, "2030-04-01..2031-03-31"),
        ("Umbra plans it for fiscal 2033.", {}, "-"),
        ("Umbra lost money in the fiscal year that ended in February.", {}, "2030-03-01..2031-02-28"),
    ],
)
def test_fiscal_years_follow_the_company_or_country(text: str, fiscal: dict[str, int], expected: str) -> None:
    assert proper(text, **fiscal) == [expected]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("It takes three weeks.", "duration"),
        ("It sold 400 cars in the 25 days since its launch.", "duration"),
        ("It came five months after the launch.", "duration"),
        ("It came three days later than planned.", "duration"),
        ("It can build 4,000 cars a year.", "set"),
        ("It is built every Monday.", "set"),
        ("It starts at 5:30 pm.", "time"),
    ],
)
def test_lengths_sets_and_times_are_no_dates(text: str, kind: str) -> None:
    (found,) = dates(text)
    assert (found.kind, found.span) == (kind, None)


@pytest.mark.parametrize(
    "text",
    [
        "The 2033 Umbra Solano is a car with seven seats.",
        "The outgoing 2030 car was cheaper than the 2033 model.",
        "The new car is a 2033MY and not an MY2032.",
        "The plan is called Horizon 2033.",
        "The Solano 2008 is an SUV, the e-2008 another.",
        "Jun Tanaka met April Jones and May Chen.",
        "The price may fall, and prices may rise again.",
        "The Umbra C-HR weighs 900 kg.",
        "He sat down and they march on.",
        "It seats 5, weighs 1,900 kg and costs $2,033 or 2033 euros.",
        "It was the second car, and the third came first.",
        "Prices fall by a tenth, and hopes spring up.",
        "More than 2030 people and over 2000 workers came.",
        "Version 10.1.10.1 of the code 2031-33 is here.",
        "It was the Car of the Year.",
    ],
)
def test_no_date_where_there_is_none(text: str) -> None:
    assert [text[m.start : m.end] for m in dates(text) if m.span is not None] == []


def test_offsets_bound_and_parts() -> None:
    text = "It will be sold by the end of 2033, and built from May to July 2032."
    by, between = dates(text)
    assert text[by.start : by.end] == "the end of 2033"
    assert text[by.lead : by.end] == "by the end of 2033"
    assert by.bound == "by"
    assert by.inner is not None
    assert by.inner.start == by.inner.end == date(2033, 12, 31)
    assert [text[p.start : p.end] for p in between.parts] == ["May", "July 2032"]
    assert [days(p) for p in between.parts] == ["2032-05-01..2032-05-31", "2032-07-01..2032-07-31"]


def test_a_bound_before_a_noun_belongs_to_the_noun() -> None:
    assert proper("After the May 2029 election it closed.") == ["2029-05-01..2029-05-31"]


def test_as_dictionaries() -> None:
    doc = language()("It was sold in 2029 for two years.")
    assert annotate_dates(doc, published=None) == [
        {
            "surface": "2029",
            "start": 15,
            "end": 19,
            "from": "2029-01-01",
            "to": "2029-12-31",
            "kind": "range",
            "type": "DATE",
            "gran": "year",
        },
        {
            "surface": "two years",
            "start": 24,
            "end": 33,
            "from": None,
            "to": None,
            "kind": "duration",
            "type": "DURATION",
            "gran": None,
        },
    ]
