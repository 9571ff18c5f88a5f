"""When was it said? Articles by their date, else by what they tell as past and as still to come; claims by slices."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from evextract.records import Claim, DateSpan, EntityRef, Modality, Polarity, Source
from evextract.resolve.reading import INFINITY, Reading

EXPECTED = (
    "planned|expected|predicted|projected|forecast|targeted|hoped|thought|assumed|believed|estimated|guessed|guided"
)
OLD_BEFORE = re.compile(
    r"\b(?:original(?:ly)?|initial(?:ly)?|previous(?:ly)?|earlier|at first|formerly|prior|used to|no longer|until now"
    rf"|had (?:been )?(?:{EXPECTED})|so far"
    r"|(?:down|up|raised|cut|lowered|increased|reduced|revised|jump|drop|rise|fall) from|instead of|rather than"
    r")\b",
    re.I,
)
OLD_AFTER = re.compile(
    r"\b(?:original(?:ly)?|initial(?:ly)?|previous(?:ly)?|earlier (?:forecast|estimate|plan|target|guidance)|at first"
    rf"|(?:had|were|was) (?:been )?(?:{EXPECTED})|down to)\b",
    re.I,
)
HAD_EXPECTED = re.compile(rf"\bhad (?:been )?(?:{EXPECTED})\b[^,;.:\d]*$", re.I)
""" "Analysts had thought that the firm would put in 800 million": no other figure stands between."""
STAGE = re.compile(
    r"\b(?:at first|initial(?:ly)?)\b(?![^.;]*\b(?:plan|forecast|target|estimat|expect|announc|schedul|guidance|budget))",
    re.I,
)
""" "Will build 150,000 cars a year at first" names the first stage of a plan, "initially planned" the old one."""
OTHER_FIGURE = re.compile(r"\b(?:from|than|against|versus|compared)\b.*", re.I | re.S)
"""Behind a value, what another one is called: "22,000, down from a previous forecast of 25,000"."""
FROM = re.compile(r"\bfrom\b[^.;]{0,12}$", re.I)
ON_TO = re.compile(r"^[^.;]{0,30}\bto\b", re.I)
TO_FROM = re.compile(r"\bto\b[^.;]{1,30}\bfrom\b[^.;]{0,12}$", re.I)
""" "From 5.5 million cars to 4.6 million", "to 4.6 million from 5.5 million"; "from 30,000 dollars" alone names the cheapest
version."""
ONCE = re.compile(r"\b(?:was|were|had|could|would|should)\b", re.I)
NOW = re.compile(r"\b(?:now|instead)\b", re.I)
REACH_BEFORE, REACH_AFTER = 30, 45
"""So many characters before and after a value may hold the words that make it the old one."""
EARLY = 0.35
"""Half the log-odds that an undated article which plans for a day precedes another."""
URL_DATE = re.compile(r"/(20\d\d)[/-](\d{1,2})[/-](\d{1,2})(?:/|-|$)")
UNSIGNED = re.compile(
    r"\b(?:in talks|talks|negotiat\w+|discuss\w+|consider\w*|finali[sz]ing|exploring|weighing|mulling|interest(?:ed)? in"
    r"|approached|hopes? to|seeks? to|seeking)\b",
    re.I,
)
"""Words of a deal that isn't done yet."""
LIFE = 3 * 365
"""Events so many days apart, or more, are those of two generations."""
OUTLOOK_DAYS = 300
"""Forecasts told so many days apart, or more, are those of two years."""
RANK = {Modality.SPECULATIVE: 0, Modality.PLANNED: 1, Modality.ASSERTED: 2}


@dataclass(frozen=True, slots=True)
class Window:
    """The days (ordinals) between which an article must have been written."""

    first: float = -INFINITY
    last: float = INFINITY

    @property
    def known(self) -> bool:
        return self.last - self.first <= 400

    def meet(self, other: Window) -> Window:
        return Window(max(self.first, other.first), min(self.last, other.last))


Windows = Mapping[str, Window]


def article_windows(readings: Iterable[Reading], narrowed: Windows) -> dict[str, Window]:
    """A dated article was written that day. Another was written after the events that it tells as past, and before
    those that it tells as planned (``narrowed``); where the two exclude one another, the past is believed.
    """
    found: dict[str, Window] = {}
    for reading in readings:
        if (day := day_of(reading.claim.source)) is not None:
            found[reading.article] = Window(day, day)
        elif reading.article not in found:
            window = narrowed.get(reading.article, Window())
            found[reading.article] = window if window.first <= window.last else Window(window.first)
    return found


def narrowing(claim: Claim) -> Window | None:
    """What a claim tells of the time when its article was written, if that has no date."""
    value = claim.value
    if not isinstance(value, DateSpan) or claim.polarity is Polarity.DENIED or day_of(claim.source) is not None:
        return None
    if claim.modality is Modality.ASSERTED:
        return Window(first=float(value.start.toordinal())) if value.start else None
    return Window(last=float(value.end.toordinal())) if value.end else None


def day_of(source: Source) -> float | None:
    """The ordinal of the day on which the article appeared."""
    published = source.published or url_date(source.url)
    return float(published.toordinal()) if published is not None else None


def days_between(a: Reading, b: Reading) -> float | None:
    """How many days lie between the articles of two claims; None where one has no date."""
    first, then = day_of(a.claim.source), day_of(b.claim.source)
    return abs(first - then) if first is not None and then is not None else None


def url_date(url: str | None) -> date | None:
    """The day that many sites put into an article's address: ``…/2025/04/23/…``."""
    found = URL_DATE.search(url or "")
    if not found:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def told_as_old(reading: Reading) -> bool:
    """Whether the words around the value say that it no longer holds: "up from", "had originally predicted"."""
    if HAD_EXPECTED.search(_sides(reading)[0]):
        return True
    before, after = _around(reading)
    if reading.claim.modality is not Modality.ASSERTED:
        before, after = STAGE.sub("", before), STAGE.sub("", after)
    changed = TO_FROM.search(before) or (FROM.search(before) and ON_TO.search(after))
    return bool(OLD_BEFORE.search(before) or OLD_AFTER.search(OTHER_FIGURE.sub("", after)) or changed)


def old_ones(readings: Iterable[Reading]) -> frozenset[str]:
    """The ids of the claims that are told as old, by the words around them or by a sentence that says what was and what
    is now: "could be ordered at 30,000 euros in March, and now costs 28,000".
    """
    found = set()
    by_sentence: dict[tuple[str, int], list[Reading]] = {}
    for reading in readings:
        if told_as_old(reading):
            found.add(reading.id)
        by_sentence.setdefault((reading.article, reading.claim.evidence.sentence_start), []).append(reading)
    for beside in by_sentence.values():
        now = [r.claim.evidence.focus_start for r in beside if NOW.search(_around(r)[0])]
        found |= {
            r.id for r in beside if now and r.claim.evidence.focus_start < max(now) and ONCE.search(_around(r)[0])
        }
    return frozenset(found)


def _around(reading: Reading) -> tuple[str, str]:
    """The words before and after the value, as far as they tell of its time."""
    before, after = _sides(reading)
    return before[-REACH_BEFORE:], after[:REACH_AFTER]


def _sides(reading: Reading) -> tuple[str, str]:
    """The sentence up to the value, and from there."""
    evidence = reading.claim.evidence
    at = evidence.focus_start - evidence.sentence_start
    end = evidence.focus_end - evidence.sentence_start
    if not 0 <= at <= end <= len(evidence.sentence):
        return "", ""
    return evidence.sentence[:at], evidence.sentence[end:]


@dataclass(frozen=True, slots=True)
class Placing:
    """Time slice of each claim by id, from 0. ``bias``: log-odds of this order of the undated claims."""

    at: Mapping[str, int]
    bias: float = 0.0


def placings(
    readings: Sequence[Reading], fits: Mapping[str, frozenset[int]], windows: Windows, *, ahead: bool = False
) -> list[Placing]:
    """The orders in which the claims may have been made: one, or two where undated claims give answers of their own.

    The day orders; on one day, and where nothing is dated, what is told as old comes before what is told as valid, and
    rumour before plan before fact. An undated claim stands beside a dated one with its answer, else as early or as
    late as its article's window allows. ``ahead``: plans tell of a state to come, so they follow the present one.
    """
    days = {r.id: day for r in readings if (day := _day(r, readings, windows)) is not None}
    placed = [r for r in readings if r.id in days] or list(readings)
    old = old_ones(placed) if placed[0].definition.changes else frozenset()
    keys = {r.id: (days.get(r.id, 0.0), *_standing(r, ahead, old=r.id in old)) for r in placed}
    order = sorted(set(keys.values()))
    slots = {r.id: float(order.index(keys[r.id])) for r in placed}
    floating = [r for r in readings if r.id not in slots]
    if not floating:
        return [Placing({i: int(slot) for i, slot in slots.items()})]
    rank = max(RANK[r.claim.modality] for r in placed)
    found: list[Placing] = []
    for early in (True, False):
        trial = dict(slots)
        bias = 0.0
        for reading in floating:
            window = windows.get(reading.article, Window())
            first = sum(key[0] < window.first for key in order) - 0.5
            last = next((i for i, key in enumerate(order) if key[0] > window.last), len(order)) - 0.5
            beside = [slots[r.id] for r in placed if fits[r.id] & fits[reading.id] and first < slots[r.id] < last]
            mine = RANK[reading.claim.modality]
            if beside:
                trial[reading.id] = max(beside)
            elif mine != rank:
                trial[reading.id] = first if mine < rank else last
            else:
                trial[reading.id] = first if early else last
                if first != last and window.last < INFINITY:
                    # Plans are made well ahead: an article that plans for a day was rarely written just before it.
                    bias = EARLY if early else -EARLY
        steps = {slot: i for i, slot in enumerate(sorted(set(trial.values())))}
        found.append(Placing({i: steps[slot] for i, slot in trial.items()}, bias))
    return found[:1] if found[0].at == found[1].at else found


def _day(reading: Reading, readings: Sequence[Reading], windows: Windows) -> float | None:
    """The day of writing, or a bound of it that sets the article apart from another one in time."""
    window = windows.get(reading.article, Window())
    if window.known:
        return (window.first + window.last) / 2
    others = [w for r in readings if not (w := windows.get(r.article, Window())).known]
    if any(window.last < other.first for other in others):
        return window.last
    return window.first if any(other.last < window.first for other in others) else None


def _standing(reading: Reading, ahead: bool, *, old: bool) -> tuple[int, int, int]:
    rank = RANK[reading.claim.modality]
    # A deal is talked over before it is signed.
    signed = not (isinstance(reading.claim.value, EntityRef) and UNSIGNED.search(reading.claim.evidence.quote))
    if ahead and reading.claim.modality is Modality.PLANNED:
        rank = 3
    elif ahead and reading.denied:
        rank = 4
    return 0 if old else 1, rank, int(signed)
