"""What a report shows, as frozen records. Their text is ready to be read but not escaped: the renderer does that."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

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


@dataclass(frozen=True, slots=True)
class QuoteView:
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
    """One of the competing answers. ``voices`` counts independent articles; ``quotes`` holds their sentences."""

    value: str
    rank: Rank
    voices: int
    quotes: tuple[QuoteView, ...]
    more: int
    """How many further quotes give the same value."""


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


@dataclass(frozen=True, slots=True)
class FactView:
    """One row. ``supports`` and ``aside`` index :attr:`ReportView.quotes`; ``number`` sorts values of one attribute."""

    id: str
    subject: str
    subject_name: str
    attribute: str
    scope: str
    value: str
    number: float | None
    modality: str
    status: Status
    confidence: float | None
    voices: int
    outlets: tuple[str, ...]
    supports: tuple[int, ...]
    aside: tuple[int, ...]
    because: str
    conflict_id: str | None


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of an article. ``claims`` index the article's notes; ``ends`` are those that end with it.

    ``focus``: it is a value.
    """

    text: str
    claims: tuple[int, ...] = ()
    focus: bool = False
    ends: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
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
    """One dot. ``x_said`` and ``y_said`` are the numbers as a reader writes them."""

    label: str
    x: float
    y: float
    x_said: str
    y_said: str
    rank: Rank = Rank.OPEN


@dataclass(frozen=True, slots=True)
class Series:
    """Dots on two axes. ``unit`` of an axis is empty for days (proleptic ordinals), which are labelled as dates."""

    title: str
    note: str
    x_label: str
    y_label: str
    points: tuple[Point, ...]
    x_days: bool = False
    y_days: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """``parts`` are counts in the order of the chart's legend."""

    label: str
    parts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """Stacked horizontal bars of counts. ``legend``: name and style of each part."""

    title: str
    note: str
    legend: tuple[tuple[str, str], ...]
    bars: tuple[Bar, ...]


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
class ReportView:
    """Everything on the page, in its order."""

    title: str
    span: str
    counts: tuple[Count, ...]
    changes: tuple[tuple[str, int], ...]
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
