"""What a report shows, as frozen records. Their text is ready to be read but not escaped: the renderer does that.

Those of which a report has thousands are named tuples, which are made in a fraction of the time.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from evextract.records import ConflictKind, Status


class Rank(StrEnum):
    """Where an answer stands, as Wikidata ranks statements: nothing that was said is dropped."""

    KEPT = "kept"
    ASIDE = "set aside"
    EARLIER = "superseded"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class SourceView:
    """An article as a reference. ``url`` is http(s) or None; ``published`` is an ISO day; ``copy_of`` an article id."""

    id: str
    title: str
    outlet: str
    published: str | None
    url: str | None
    copy_of: str | None


class QuoteView(NamedTuple):
    """One claim as its article words it: the sentence cut into what stands before, in and after the value."""

    claim_id: str
    source: SourceView
    value: str
    before: str
    focus: str
    after: str
    attribution: str | None = None


@dataclass(frozen=True, slots=True)
class SideView:
    """One of the competing answers, from ``voices`` independent articles; ``more`` quotes than ``quotes`` give it."""

    value: str
    rank: Rank
    voices: int
    quotes: tuple[QuoteView, ...]
    more: int


@dataclass(frozen=True, slots=True)
class ConflictView:
    """``verdict`` is None where the evidence does not decide. ``order`` says why the conflict stands where it does."""

    id: str
    fact_id: str
    subject: str
    attribute: str
    scope: str
    kind: ConflictKind
    sides: tuple[SideView, ...]
    verdict: str | None
    confidence: float
    chain: tuple[str, ...]
    advice: tuple[str, ...]
    severity: float
    order: tuple[str, ...]
    chart: Series | None = None


class FactView(NamedTuple):
    """One row. ``supports`` and ``aside`` index :attr:`ReportView.quotes`; ``number`` sorts values of one attribute."""

    id: str
    subject: str
    subject_name: str
    attribute: str
    scope: str
    value: str
    number: float | None
    stance: str
    """asserted, planned, speculative or denied."""
    status: Status
    confidence: float | None
    voices: int
    outlets: tuple[str, ...]
    supports: tuple[int, ...]
    aside: tuple[int, ...]
    because: str
    conflict_id: str | None
    change: str = ""
    """``new``, or ``changed`` from the value ``was``, since the run or batch before; else empty."""
    was: str | None = None


class Segment(NamedTuple):
    """A stretch of an article. ``claims`` index the article's notes; ``ends`` are those that end with it.

    ``focus``: it is a value.
    """

    text: str
    claims: tuple[int, ...] = ()
    focus: bool = False
    ends: tuple[int, ...] = ()


class Note(NamedTuple):
    """What was taken from an article, as a note in its margin."""

    subject: str
    attribute: str
    value: str
    fact_id: str | None
    rank: Rank | None


@dataclass(frozen=True, slots=True)
class ArticleView:
    """``segments`` is empty where the article's text was not at hand."""

    source: SourceView
    notes: tuple[Note, ...]
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """One dot. ``x_said`` and ``y_said`` are the numbers as a reader writes them.

    ``low`` and ``high`` are the ends of a range that ``y`` is the middle of; dots of one ``line`` are joined.
    """

    label: str
    x: float
    y: float
    x_said: str
    y_said: str
    rank: Rank = Rank.OPEN
    low: float | None = None
    high: float | None = None
    line: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """Dots on two axes, whose labels name the units; days are proleptic ordinals, labelled as dates."""

    title: str
    note: str
    x_label: str
    y_label: str
    points: tuple[Point, ...]
    x_days: bool = False
    y_days: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """``parts`` are counts in the order of the chart's legend. ``said`` stands at the bar's end; empty: their sum."""

    label: str
    parts: tuple[int, ...]
    said: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """Stacked horizontal bars of counts. ``legend``: name and style of each part."""

    title: str
    note: str
    legend: tuple[tuple[str, str], ...]
    bars: tuple[Bar, ...]
    axis: str = ""
    """What is counted."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that was left out."""

    where: str
    step: str
    because: str


@dataclass(frozen=True, slots=True)
class Count:
    """A number of the page's head, with what it is made of ("6 open, 11 settled")."""

    label: str
    number: int
    made_of: str


@dataclass(frozen=True, slots=True)
class NewsItem:
    """One change in words. ``link`` leads to the conflict or the fact, where it is on the page."""

    subject: str
    attribute: str
    scope: str
    what: str
    link: str | None


@dataclass(frozen=True, slots=True)
class NewsGroup:
    """The changes of one kind: how many, and the first of them."""

    title: str
    count: int
    items: tuple[NewsItem, ...]


@dataclass(frozen=True, slots=True)
class NewsView:
    """What is new since an earlier run or batch."""

    since: str
    groups: tuple[NewsGroup, ...]


@dataclass(frozen=True, slots=True)
class ReportView:
    """Everything on the page, in its order."""

    title: str
    span: str
    counts: tuple[Count, ...]
    news: NewsView | None
    conflicts: tuple[ConflictView, ...]
    conflicts_left_out: int
    facts: tuple[FactView, ...]
    facts_left_out: int
    quotes: tuple[QuoteView, ...]
    articles: tuple[ArticleView, ...]
    articles_left_out: int
    charts: tuple[Bars | Series, ...]
    rejected: tuple[Skipped, ...]
    run: tuple[tuple[str, str], ...]
