"""Every record that crosses a stage. Read this file first.

Records are frozen and carry no behaviour beyond derived properties::

    Article -> (nlp) -> Mention -> (claims) -> Claim -> (resolve) -> Fact, Conflict

Numbers are :class:`~decimal.Decimal` with the step they were printed with, so that rounding is decidable. Offsets are
Python string indices into ``Article.text``, the text exactly as it was read: ``article.text[e.start:e.end] == e.quote``
for every :class:`Evidence` ``e``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias


class Bound(StrEnum):
    """How a printed number relates to the true one."""

    EXACT = "="
    ABOUT = "~"
    BELOW = "<"
    """Less than, under, up to, as many as."""
    ABOVE = ">"
    """Over, more than, at least, starting at."""
    RANGE = "range"
    """Anything from ``low`` to ``high``."""


class Polarity(StrEnum):
    AFFIRMED = "+"
    DENIED = "-"


class Modality(StrEnum):
    ASSERTED = "asserted"
    PLANNED = "planned"
    SPECULATIVE = "speculative"


class Grain(StrEnum):
    """The calendar unit that the words of a date name."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    HALF = "half"
    YEAR = "year"
    SPAN = "span"
    """Several units, or a part of one: "early 2026", "the next two years"."""


LONGEST_ARTICLE = 250_000
"""Characters of an article that is read: a whole book's chapter, for which the language model takes 1 GB of memory."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it was read; ``text`` is never altered afterwards."""

    id: str
    text: str
    title: str | None = None
    outlet: str | None = None
    published: date | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """An input, or a possible fact, that was left out, and why. ``where`` is a path, or ``ARTICLE:START-END``."""

    where: str
    step: str
    because: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number or an interval with a unit of the pack (``units.csv``) or an ISO 4217 currency code.

    ``step`` is the printed precision: 1 for "635", 0.1 for "10.1", 1E9 for "7 billion". ``written`` holds the words.
    """

    low: Decimal
    high: Decimal
    unit: str
    bound: Bound = Bound.EXACT
    step: Decimal = Decimal(1)
    written: str = ""


@dataclass(frozen=True, slots=True)
class DateSpan:
    """All days that the words allow, both ends inclusive; None is an open end, two None an unresolved date."""

    start: date | None
    end: date | None
    grain: Grain = Grain.SPAN
    written: str = ""


@dataclass(frozen=True, slots=True)
class EntityRef:
    """A thing, by its slug (``nissan-leaf``), or a country by its ISO 3166 code (``CN``)."""

    id: str
    written: str = ""


@dataclass(frozen=True, slots=True)
class Category:
    """One of the words that the attribute allows (``LFP``, ``sedan``)."""

    id: str
    written: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """Free words: a person's title."""

    text: str


Value: TypeAlias = Quantity | DateSpan | EntityRef | Category | Text


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where an article says it.

    ``quote`` is ``text[start:end]``. ``sentence`` is the wider passage that begins at ``sentence_start``; the value
    itself stands at ``focus_start``…``focus_end``. A claim from elsewhere that has no passage repeats its quote.
    """

    article_id: str
    start: int
    end: int
    quote: str
    sentence_start: int
    sentence: str
    focus_start: int
    focus_end: int


@dataclass(frozen=True, slots=True)
class Source:
    """Who published a claim and when. ``copy_of`` is the article that this one repeats; both are one voice."""

    article_id: str
    outlet: str | None = None
    published: date | None = None
    url: str | None = None
    title: str | None = None
    copy_of: str | None = None

    @property
    def voice(self) -> str:
        """The article whose text this is: a copy has no voice of its own."""
        return self.copy_of or self.article_id


@dataclass(frozen=True, slots=True)
class Scope:
    """What a claim is about beyond its subject. None means that the text does not say."""

    variant: str | None = None
    generation: str | None = None
    market: str | None = None
    test_cycle: str | None = None
    period: str | None = None
    object: str | None = None

    @property
    def stated(self) -> dict[str, str]:
        """The keys that the text does say."""
        return {key: value for key in SCOPE_KEYS if (value := getattr(self, key)) is not None}


SCOPE_KEYS = ("variant", "generation", "market", "test_cycle", "period", "object")


@dataclass(frozen=True, slots=True)
class Mention:
    """A value linked to its subject, as the annotators found it in one article; not yet checked nor normalised.

    ``start``…``end`` is the evidence, ``focus_start``…``focus_end`` the value's own words, ``sentence_start``…
    ``sentence_end`` the passage to show around them. All are offsets in the article's text.
    """

    subject: str
    attribute: str
    value: Value
    start: int
    end: int
    focus_start: int
    focus_end: int
    sentence_start: int
    sentence_end: int
    alternatives: tuple[Value, ...] = ()
    scope: Scope = Scope()
    polarity: Polarity = Polarity.AFFIRMED
    modality: Modality = Modality.ASSERTED
    attribution: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One article says this. ``alternatives`` are the conversions that the text itself adds."""

    id: str
    subject: str
    attribute: str
    value: Value
    source: Source
    evidence: Evidence
    alternatives: tuple[Value, ...] = ()
    scope: Scope = Scope()
    polarity: Polarity = Polarity.AFFIRMED
    modality: Modality = Modality.ASSERTED
    attribution: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule saw in some claims. ``claims`` are claim ids, ``because`` is one plain sentence that cites them."""

    rule: str
    claims: tuple[str, ...]
    because: str


class Status(StrEnum):
    """How a fact came to its value."""

    SINGLE = "single source"
    AGREED = "agreed"
    RESOLVED = "resolved"
    """Articles differ, and the evidence decides."""
    REVIEW = "needs review"
    """Articles differ, and the evidence does not decide: no value."""
    DECIDED = "decided by editor"
    REOPENED = "decision to look at again"
    """Decided by an editor; articles that came later say otherwise."""


@dataclass(frozen=True, slots=True)
class Term:
    """What one piece of evidence adds to a fact's confidence, in natural log-odds."""

    name: str
    log_odds: float


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of the fact table: the answer to one question (subject, attribute, scope, polarity).

    ``confidence`` is the estimated probability that ``value`` is right. ``supported_by`` and ``set_aside`` are claim
    ids; of a fact without a value, ``set_aside`` holds the claims that no conflict shows. ``because`` is made of the
    findings that decided.
    """

    id: str
    subject: str
    attribute: str
    scope: Scope
    polarity: Polarity
    modality: Modality
    value: Value | None
    alternatives: tuple[Value, ...]
    status: Status
    confidence: float
    supported_by: tuple[str, ...]
    set_aside: tuple[str, ...]
    because: str
    terms: tuple[Term, ...] = ()
    """What makes the confidence: their sum is its log-odds."""

    @property
    def is_plain(self) -> bool:
        """Whether it has a value that is neither denied nor only planned or rumoured."""
        asserted = self.polarity is not Polarity.DENIED and self.modality is Modality.ASSERTED
        return self.value is not None and asserted


class ConflictKind(StrEnum):
    CONTRADICTION = "contradiction"
    UPDATE = "update"
    """The later statement replaces the earlier one."""
    SLIP = "unit-or-typo"
    """One value is a slip of the pen or of the unit."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the competing answers and the claims that give it."""

    value: Value
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Articles give different answers to one question. ``resolved`` is None where the evidence does not decide."""

    id: str
    fact_id: str
    subject: str
    attribute: str
    scope: Scope
    kind: ConflictKind
    sides: tuple[Side, ...]
    resolved: Value | None
    confidence: float
    findings: tuple[Finding, ...]
    because: str


class Action(StrEnum):
    """What an editor can do. The trail is never edited: taking back a decision is a decision too."""

    ACCEPT = "accept"
    """The answer that stands is right."""
    CHOOSE = "choose"
    """Another answer of the articles is right."""
    ENTER = "enter"
    """A value that the editor knows is right."""
    REJECT = "reject"
    """The claims don't count."""
    MERGE = "merge"
    """Several things are one: the first."""
    SPLIT = "split"
    """The claims are about the second thing, not the first."""
    NO_CONFLICT = "no conflict"
    """All answers hold, of something that the articles don't tell apart."""
    CONFIRM = "confirm"
    """A thing that the pack doesn't have is one of its own."""
    COMMENT = "comment"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Decision:
    """One record of the editors' trail: who did what, when (UTC), about what, and why (``note``).

    ``claims`` are those accepted, chosen, rejected or split off; ``seen`` all that the editor had before them: later
    ones that say otherwise bring the decision back. ``value`` is what was accepted, chosen or entered. ``things`` are
    merged, split or confirmed. ``conflict_id`` is set where several facts can't all be so and one of them was chosen. ``undoes``
    is the ``id`` of the record taken back. ``subject`` and ``attribute`` say what the fact was about at that time.
    ``id`` counts from 1 in the order of the trail; 0 until it is written there.
    """

    action: Action
    editor: str
    at: datetime
    fact_id: str = ""
    conflict_id: str = ""
    claims: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()
    value: Value | None = None
    things: tuple[str, ...] = ()
    undoes: int | None = None
    note: str = ""
    subject: str = ""
    attribute: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class Resolution:
    """The outcome of one resolution over all claims."""

    claims: tuple[Claim, ...]
    facts: tuple[Fact, ...]
    conflicts: tuple[Conflict, ...]


class ChangeKind(StrEnum):
    NEW_FACT = "new fact"
    CHANGED_FACT = "changed fact"
    GONE_FACT = "gone fact"
    """No article says it any more."""
    NEW_CONFLICT = "new conflict"
    RESOLVED_CONFLICT = "resolved conflict"
    REOPENED_CONFLICT = "reopened conflict"


@dataclass(frozen=True, slots=True)
class Change:
    """How one fact or conflict, named by ``id``, differs from what stood there before a run or a batch.

    ``before`` and ``after`` are values in words; None where there was or is none.
    """

    kind: ChangeKind
    id: str
    subject: str
    attribute: str
    scope: Scope
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Changes:
    """What a run or a batch brought. ``since`` names what it is compared with: a time, or a batch."""

    since: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class FactState:
    """What a fact said at a time. ``value`` None: the evidence did not decide."""

    value: Value | None
    scope: Scope
    polarity: Polarity
    modality: Modality
    status: Status
    confidence: float
    because: str


@dataclass(frozen=True, slots=True)
class FactChange:
    """What one batch made of one fact: ``before`` None is a new fact, ``after`` None one that nothing supports any more.

    ``at`` is the batch's time in ISO 8601; ``articles`` are those of the batch that speak of the fact: none where it
    was decided by an editor, or by other articles' arrival.
    """

    batch: int
    at: str
    fact_id: str
    subject: str
    attribute: str
    before: FactState | None
    after: FactState | None
    articles: tuple[str, ...]
