"""Same answer? An ordered list of rules, closed by "otherwise they differ"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol

from evextract.domain.pack import DomainPack
from evextract.records import Bound, EntityRef, Quantity
from evextract.resolve.currency import Rates, is_currency
from evextract.resolve.policy import Policy
from evextract.resolve.reading import CALENDAR, INFINITY, Measure, Reach, Reading
from evextract.resolve.rule import Likeness, Relation
from evextract.resolve.survey import Survey
from evextract.resolve.wording import said

TINY = 1e-9
DESCRIBED = re.compile(r"(?:^|-)(?:unnamed|unknown|unspecified|undisclosed)(?:-|$)|-platform$|-(?:plant|factory)-site$")


class AgreeRule(Protocol):
    id: ClassVar[str]

    def __call__(self, a: Reading, b: Reading) -> Likeness | None: ...


@dataclass(frozen=True, slots=True)
class Equal:
    """Two claims agree when they give the same number, day or thing, under whatever name."""

    id: ClassVar[str] = "agree.equal"

    def __call__(self, a: Reading, b: Reading) -> Likeness | None:
        if a.key == b.key or (a.word and a.word == b.word):
            return Likeness(Relation.SAME, self.id, f"both say {said(a)}")
        return None


@dataclass(frozen=True, slots=True)
class Conditions:
    """Claims whose sentences name different conditions (AC and DC, net and gross) answer different questions."""

    groups: Mapping[str, tuple[re.Pattern[str], ...]]
    id: ClassVar[str] = "agree.condition"

    @classmethod
    def of(cls, policy: Policy) -> Conditions:
        return cls({attribute: tuple(map(either, groups)) for attribute, groups in policy.conditions.items()})

    def __call__(self, a: Reading, b: Reading) -> Likeness | None:
        groups = self.groups.get(a.claim.attribute)
        if groups is None:
            return None
        mine, theirs = ({i for i, g in enumerate(groups) if g.search(clause(r))} for r in (a, b))
        if mine and theirs and not mine & theirs:
            return Likeness(Relation.UNRELATED, self.id, f"{said(a)} and {said(b)} hold under different conditions")
        return None


@dataclass(frozen=True, slots=True)
class AtRate:
    """Sums in two currencies agree when one is the other at the reference rate of the day, or as other articles convert."""

    rates: Rates
    slack: float
    id: ClassVar[str] = "agree.currency"

    def __call__(self, a: Reading, b: Reading) -> Likeness | None:
        x, y = a.measure, b.measure
        if x is None or y is None or x.dimension == y.dimension or not (is_currency(x.unit) and is_currency(y.unit)):
            return None
        if common(a, b) is not None:
            return None
        day = a.claim.source.published or b.claim.source.published
        rate = self.rates.between((x.unit, y.unit), day)
        if rate is None:
            return None
        if _misread_currency(x, y, rate):
            return Likeness(Relation.DIFFERENT, self.id, f"{said(a)} against {said(b)}")
        low, high = y.low * rate[0] * (1 - self.slack), y.high * rate[1] * (1 + self.slack)
        low, high = min(low, high), max(low, high)
        if low <= x.high and x.low <= high:
            return Likeness(Relation.SAME, self.id, f"{said(a)} and {said(b)} are one sum")
        # A price in another currency is another market's; a company's result has one value in all of them.
        relation = Relation.UNRELATED if "variant" in a.definition.scope else Relation.DIFFERENT
        return Likeness(relation, self.id, f"{said(a)} against {said(b)}")


def _misread_currency(x: Measure, y: Measure, rate: tuple[float, float]) -> bool:
    """Figures of one size in two currencies of quite different worth: one currency is a slip."""
    if x.middle == y.middle and x.high == y.high:
        return True
    alike = 2 / 3 <= abs(x.middle / y.middle) <= 3 / 2 if x.middle and y.middle else False
    return alike and (rate[0] > 2.5 or rate[1] < 0.4)


@dataclass(frozen=True, slots=True)
class OtherDimension:
    """Numbers of different kinds (a count and a share, two currencies without a rate) answer different questions."""

    id: ClassVar[str] = "agree.dimension"

    def __call__(self, a: Reading, b: Reading) -> Likeness | None:
        if (a.measure is None) != (b.measure is None):
            return Likeness(Relation.UNRELATED, self.id)
        if a.measure is None or b.measure is None or common(a, b) is not None:
            return None
        if misread_unit(a, b):
            return Likeness(Relation.DIFFERENT, self.id, f"{said(a)} against {said(b)}")
        return Likeness(Relation.UNRELATED, self.id)


@dataclass(frozen=True, slots=True)
class WithinRounding:
    """Two numbers agree when the coarser is the finer one rounded as printed, also after a conversion of units."""

    id: ClassVar[str] = "agree.rounding"
    factor_slack: float = 0.001

    def __call__(self, a: Reading, b: Reading) -> Likeness | None:
        pair = numbers(a, b)
        if pair is None or not all(is_point(m) for m in pair):
            return None
        x, y = pair
        if abs(x.middle - y.middle) <= rounding(x, y, self.factor_slack):
            return Likeness(Relation.SAME, self.id, f"{said(a)} and {said(b)} are one figure, rounded")
        return None


@dataclass(frozen=True, slots=True)
class MetricHorsepower:
    """Power in "hp" may be metric: 118 hp and 120 hp are both 88 kW."""

    id: ClassVar[str] = "agree.horsepower"
    ratio: float = 745.69987158227022 / 735.49875

    def __call__(self, a: Reading, b: Reading) -> Likeness | None:
        pair = numbers(a, b)
        if pair is None or not all(is_point(m) and m.unit in ("hp", "PS") for m in pair):
            return None
        x, y = pair
        for p, q in ((x, y), (y, x)):
            if p.unit == "hp" and abs(p.middle / self.ratio - q.middle) <= (p.step + q.step) / 2 + 0.001 * p.middle:
                return Likeness(
                    Relation.SAME, self.id, f"{said(a)} and {said(b)} are one figure, one in metric horsepower"
                )
        return None


@dataclass(frozen=True, slots=True)
class RoundFigure:
    """A figure that ends in zeros may be the finer one rounded to its first two or three digits."""

    id: ClassVar[str] = "agree.round-figure"
    within: float = 0.025

    def __call__(self, a: Reading, b: Reading) -> Likeness | None:
        pair = numbers(a, b)
        if pair is None or not all(is_point(m) for m in pair):
            return None
        x, y = sorted(pair, key=lambda m: -m.loose)
        gap = abs(x.middle - y.middle)
        few = abs(x.middle) < 1000 * x.loose * (1 + TINY)
        if few and x.loose > y.loose and gap <= x.loose / 2 * (1 + TINY) and gap <= self.within * abs(y.middle):
            return Likeness(Relation.SAME, self.id, f"{said(a)} and {said(b)} are one figure, rounded")
        return None


@dataclass(frozen=True, slots=True)
class About:
    """ "Around" agrees with what lies within a few per cent, fewer the more digits are given."""

    id: ClassVar[str] = "agree.about"
    within: float = 0.05
    least: float = 0.01

    def __call__(self, a: Reading, b: Reading) -> Likeness | None:
        pair = numbers(a, b)
        if pair is None or Bound.ABOUT not in (pair[0].bound, pair[1].bound):
            return None
        vague, other = sorted(pair, key=lambda m: m.bound is not Bound.ABOUT)
        slack = min(max(self.least * abs(vague.middle), vague.loose / 2), self.within * abs(vague.middle))
        if other.low - slack <= vague.high and vague.low <= other.high + slack:
            return Likeness(Relation.SAME, self.id, f"{said(a)} is near {said(b)}")
        return None


@dataclass(frozen=True, slots=True)
class Bounds:
    """A limit agrees with every figure on its allowed side; "up to" and "from" name an end of the range itself."""

    id: ClassVar[str] = "agree.bound"
    slack: float = 0.02

    def __call__(self, a: Reading, b: Reading) -> Likeness | None:
        pair = numbers(a, b)
        if pair is None or all(is_point(m) for m in pair):
            return None
        x, y = pair
        if same_end(x, y):
            return Likeness(Relation.SAME, self.id, f"{said(a)} and {said(b)} name the same end")
        if rival_ends(x, y):
            return None
        if is_point(x) != is_point(y) and any(abs(e - p.middle) <= rounding(x, y) for e, p in end_and_point(x, y)):
            return Likeness(Relation.SAME, self.id, f"{said(a)} is the end that {said(b)} names")
        (low_x, high_x), (low_y, high_y) = allowed(x), allowed(y)
        # "Up to" and "from" give the end itself; a mere limit may be rounded.
        named = ends(x) or ends(y)
        room = rounding(x, y) if named else self.slack * max(abs(v) for v in (x.middle, y.middle))
        if low_x - room <= high_y and low_y - room <= high_x:
            return Likeness(Relation.COMPATIBLE, self.id, f"{said(a)} allows {said(b)}")
        return None


@dataclass(frozen=True, slots=True)
class DatesInside:
    """A day inside a wider span of days agrees with it: May 2025 and 2025."""

    id: ClassVar[str] = "agree.date"
    shared: float = 0.5

    def __call__(self, a: Reading, b: Reading) -> Likeness | None:
        x, y = a.measure, b.measure
        if x is None or y is None or x.dimension != "date" or y.dimension != "date":
            return None
        overlap = min(x.high, y.high) - max(x.low, y.low) + 1
        shorter = min(x.high - x.low, y.high - y.low) + 1
        if overlap <= 0:
            return None
        if shorter == INFINITY or overlap >= self.shared * shorter:
            return Likeness(Relation.SAME, self.id, f"{said(a)} and {said(b)} overlap")
        return None


@dataclass(frozen=True, slots=True)
class LongerName:
    """A name that only adds words to another one names the same thing more fully: "renault-5" and "renault-5-e-tech"."""

    id: ClassVar[str] = "agree.name"

    def __call__(self, a: Reading, b: Reading) -> Likeness | None:
        if not (isinstance(a.claim.value, EntityRef) and isinstance(b.claim.value, EntityRef)):
            return None
        x, y = a.word.split("-"), b.word.split("-")
        shorter = min(len(x), len(y))
        if shorter >= 2 and x[:shorter] == y[:shorter]:
            return Likeness(Relation.SAME, self.id, f"{said(a)} and {said(b)} are one name, one of them shortened")
        return None


@dataclass(frozen=True, slots=True)
class Unnamed:
    """A thing that an article only describes ("its platform", "an unnamed partner") may be any that others name."""

    id: ClassVar[str] = "agree.unnamed"

    def __call__(self, a: Reading, b: Reading) -> Likeness | None:
        if isinstance(a.claim.value, EntityRef) and any(DESCRIBED.search(r.word) for r in (a, b)):
            return Likeness(Relation.COMPATIBLE, self.id, f"{said(a)} may be {said(b)}")
        return None


@dataclass(frozen=True, slots=True)
class Alike:
    """Words that are used for one thing don't exclude one another: a crossover is an SUV to some."""

    pairs: Mapping[str, frozenset[frozenset[str]]]
    id: ClassVar[str] = "agree.alike"

    @classmethod
    def of(cls, policy: Policy) -> Alike:
        return cls({attribute: frozenset(map(frozenset, pairs)) for attribute, pairs in policy.alike.items()})

    def __call__(self, a: Reading, b: Reading) -> Likeness | None:
        if frozenset((a.word, b.word)) in self.pairs.get(a.claim.attribute, ()):
            return Likeness(Relation.COMPATIBLE, self.id, f"{said(a)} and {said(b)} may be one thing")
        return None


@dataclass(frozen=True, slots=True)
class PlacesInside:
    """A plant or city agrees with the country or region that it lies in."""

    pack: DomainPack
    id: ClassVar[str] = "agree.place"

    def __call__(self, a: Reading, b: Reading) -> Likeness | None:
        if not a.word or not b.word:
            return None
        if b.word in self.around(a.word) or a.word in self.around(b.word):
            return Likeness(Relation.SAME, self.id, f"{said(a)} and {said(b)}: one lies in the other")
        return None

    def around(self, place: str) -> set[str]:
        found: set[str] = set()
        todo = [place]
        while todo:
            entity = self.pack.entities.get(todo.pop())
            for outer in (entity.parent, entity.country) if entity is not None else ():
                if outer and outer not in found:
                    found.add(outer)
                    todo.append(outer)
        return found


@dataclass(frozen=True, slots=True)
class Otherwise:
    """Whatever no rule above brings together differs."""

    id: ClassVar[str] = "agree.otherwise"

    def __call__(self, a: Reading, b: Reading) -> Likeness:
        return Likeness(Relation.DIFFERENT, self.id, f"{said(a)} against {said(b)}")


def either(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the words, at the beginning of a word; capitals count where all letters are capitals ("AC")."""
    return re.compile("|".join(map(_word, words)))


def _word(word: str) -> str:
    # Short words are meant whole ("net"), longer ones may go on ("rapid charg").
    end = r"(?!\w)" if len(word) <= 5 else ""
    return rf"(?<!\w){re.escape(word)}{end}" if word.isupper() else rf"(?i:(?<!\w){re.escape(word)}{end})"


def clause(reading: Reading) -> str:
    """The words around the value: the quote, and what stands near it in its sentence."""
    evidence = reading.claim.evidence
    at, end = evidence.focus_start - evidence.sentence_start, evidence.focus_end - evidence.sentence_start
    if not 0 <= at <= end <= len(evidence.sentence):
        return evidence.quote
    return f"{evidence.quote} {evidence.sentence[max(0, at - 40) : end + 40]}"


def common(a: Reading, b: Reading) -> tuple[Measure, Measure] | None:
    """The two claims in one dimension: as first given, else through a conversion that a text itself adds."""
    for x in a.measures:
        for y in b.measures:
            if x.dimension == y.dimension:
                return x, y
    return None


def misread_unit(a: Reading, b: Reading) -> bool:
    """One number with two units, of which one can't measure the attribute: 150 kWh of charging power."""
    x, y = a.claim.value, b.claim.value
    if not (isinstance(x, Quantity) and isinstance(y, Quantity)) or (x.low, x.high) != (y.low, y.high):
        return False
    fitting = [m is not None and m.dimension == r.definition.dimension for r, m in ((a, a.measure), (b, b.measure))]
    return fitting[0] != fitting[1] and x.unit != y.unit


def numbers(a: Reading, b: Reading) -> tuple[Measure, Measure] | None:
    """As :func:`common`, but not for days: calendars don't round."""
    pair = common(a, b)
    return None if pair is None or pair[0].dimension in CALENDAR else pair


def is_point(measure: Measure) -> bool:
    return measure.low == measure.high and measure.reach is Reach.POINT


def rounding(x: Measure, y: Measure, factor_slack: float = 0.001) -> float:
    """How far apart two printed numbers may lie and still be one."""
    slack = TINY * max(abs(x.middle), abs(y.middle))
    if x.unit != y.unit:
        return (x.step + y.step) / 2 + factor_slack * abs(x.middle) + slack
    return slack if x.step == y.step else max(x.step, y.step) / 2 + slack


def ends(measure: Measure) -> dict[str, float]:
    """Which ends of the versions' range a number names."""
    match measure.reach:
        case Reach.CEILING:
            return {"high": measure.high}
        case Reach.FLOOR:
            return {"low": measure.low}
        case Reach.SPREAD:
            return {"low": measure.low, "high": measure.high}
    return {}


def same_end(x: Measure, y: Measure) -> bool:
    a, b = ends(x), ends(y)
    shared = a.keys() & b.keys()
    if shared:
        return all(abs(a[end] - b[end]) <= rounding(x, y) for end in shared)
    if x.reach is y.reach is Reach.BOUND:
        return x.bound is y.bound and abs(x.middle - y.middle) <= rounding(x, y)
    return False


def end_and_point(x: Measure, y: Measure) -> list[tuple[float, Measure]]:
    """The named ends of one, each with the other where that is a plain figure."""
    limit, point = (y, x) if is_point(x) else (x, y)
    return [(end, point) for end in ends(limit).values()] if limit.reach is not Reach.SPREAD else []


def rival_ends(x: Measure, y: Measure) -> bool:
    """Both name the same end, and put it elsewhere."""
    return bool(ends(x).keys() & ends(y).keys()) and not same_end(x, y)


def allowed(measure: Measure) -> tuple[float, float]:
    match measure.bound:
        case Bound.BELOW:
            return -INFINITY, measure.high
        case Bound.ABOVE:
            return measure.low, INFINITY
    if measure.reach is Reach.CEILING:
        return -INFINITY, measure.high
    return measure.low, measure.high


def rules(pack: DomainPack, survey: Survey, policy: Policy) -> tuple[AgreeRule, ...]:
    return (
        Equal(), Conditions.of(policy), AtRate(survey.rates, policy.money_slack), OtherDimension(), WithinRounding(), MetricHorsepower(), RoundFigure(), About(), Bounds(), DatesInside(),
        PlacesInside(pack), LongerName(), Unnamed(), Alike.of(policy), Otherwise(),
    )  # fmt: skip


def compare(a: Reading, b: Reading, ordered: Sequence[AgreeRule]) -> Likeness:
    """The first rule that knows decides; the last one always does."""
    for rule in ordered:
        found = rule(a, b)
        if found is not None:
            return found
    raise AssertionError("the last rule decides every pair")
