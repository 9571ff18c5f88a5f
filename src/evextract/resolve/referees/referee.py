"""Evidence inside the articles that a value is a slip of the pen or of the unit."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import ClassVar

from evextract.domain.pack import is_currency
from evextract.records import Modality
from evextract.resolve.currency import implied_rate
from evextract.resolve.questions.case import Case
from evextract.resolve.questions.comparable import YEAR
from evextract.resolve.reading import CALENDAR, Measure, Reach, Reading
from evextract.resolve.referees.ladder import BrokenLadder, NamesCycle, OtherFigure, OutOfProportion, Stranger
from evextract.resolve.referees.mixup import MistakenUnit
from evextract.resolve.referees.prefer import Corrected, Launched
from evextract.resolve.referees.whole import LessThanPart, MoreThanWhole
from evextract.resolve.rule import Effect, Reason
from evextract.resolve.slips import twins
from evextract.resolve.timing import RANK
from evextract.resolve.wording import MONEY, MONEY_ONE, in_words, said


@dataclass(frozen=True, slots=True)
class OwnConversion:
    """A value that the conversion printed beside it contradicts is doubtful."""

    id: ClassVar[str] = "referee.conversion"
    money_slack: float = 0.08
    unit_slack: float = 0.02
    weight: float = 3.0

    def __call__(self, case: Case) -> list[Reason]:
        found = []
        for answer in case.answers:
            for reading in answer.readings:
                for conversion, value in zip(reading.conversions, reading.claim.alternatives, strict=False):
                    because = self.broken(reading, conversion, in_words(value), case)
                    if because:
                        found.append(Reason(self.id, reading.id, -self.weight, Effect.SLIP, (reading.id,), because))
        return found

    def broken(self, reading: Reading, conversion: Measure, words: str, case: Case) -> str:
        value = reading.measure
        if value is None:
            return ""
        rate = implied_rate(value, conversion)
        if rate is not None:
            return self._broken_rate(reading, conversion, rate, words, case)
        if value.dimension != conversion.dimension:
            return ""
        gap = abs(value.middle - conversion.middle)
        if gap <= (value.step + conversion.step) / 2 + self.unit_slack * abs(value.middle):
            return ""
        return f"the {words} beside {said(reading)} is not the same figure"

    def _broken_rate(self, reading: Reading, conversion: Measure, rate: float, words: str, case: Case) -> str:
        assert reading.measure is not None
        pair = reading.measure.unit, conversion.unit
        others = case.survey.rates.others(pair, reading.id)
        if len(others) >= 2:
            usual = median(others)
            if abs(rate / usual - 1) <= self.money_slack:
                return ""
            span = f"{min(others):.3g}–{max(others):.3g}" if max(others) / min(others) > 1.005 else f"{usual:.3g}"
            known = f"where other prices imply {span}"
        else:
            between = case.survey.rates.between(pair, reading.claim.source.published)
            if between is None or between[0] * (1 - self.money_slack) <= rate <= between[1] * (1 + self.money_slack):
                return ""
            span = f"{between[0]:.3g}–{between[1]:.3g}" if between[1] / between[0] > 1.005 else f"{between[0]:.3g}"
            known = f"where the European Central Bank's reference rate is {span}"
        one, many = MONEY_ONE.get(pair[1], f"a {pair[1]}"), MONEY.get(pair[0], pair[0])
        return f"the {words.removeprefix('about ')} beside {said(reading)} implies {rate:.3g} {many} for {one} {known}"


@dataclass(frozen=True, slots=True)
class WrongDimension:
    """A unit that can't measure the attribute is a slip: kilowatt-hours of charging power."""

    id: ClassVar[str] = "referee.dimension"
    weight: float = 4.0

    def __call__(self, case: Case) -> list[Reason]:
        found = []
        for reading in case.readings:
            measure, wanted = reading.measure, reading.definition.dimension
            if measure is None or wanted is None or measure.dimension in (wanted, "date") or is_currency(measure.unit):
                continue
            also = measure.dimension in reading.definition.other_dimensions
            if also and not twins(measure.unit, wanted, case.pack):
                # Measured in another way: a consumption in miles per kWh.
                continue
            because = f"{said(reading)} can't be a {reading.definition.label}: {measure.unit} measures something else"
            found.append(Reason(self.id, reading.id, -self.weight, Effect.SLIP, (reading.id,), because))
        return found


@dataclass(frozen=True, slots=True)
class Implausible:
    """A figure outside the range that the pack calls plausible is doubtful where another one lies inside."""

    id: ClassVar[str] = "referee.plausible"
    weight: float = 2.5
    few: float = 1.5
    """The same of a count that is low: some cars hardly sell."""

    def __call__(self, case: Case) -> list[Reason]:
        found = []
        for reading in case.readings:
            definition, value = reading.definition, reading.measure
            if definition.plausible is None or definition.unit is None or value is None:
                continue
            ends = [case.pack.to_base(end, definition.unit) for end in definition.plausible]
            if any(end is None or end[1] != value.dimension for end in ends):
                continue
            low, high = (float(end[0]) for end in ends if end is not None)
            if not low <= value.middle <= high:
                because = f"{said(reading)} is outside what is plausible for a {definition.label}"
                weight = self.few if value.dimension == "count" and value.middle < low else self.weight
                found.append(Reason(self.id, reading.id, -weight, Effect.SLIP, (reading.id,), because))
        return found


@dataclass(frozen=True, slots=True)
class RoundBesideExact:
    """A figure that ends in zeros is more likely an estimate than the odd figure beside it."""

    id: ClassVar[str] = "referee.round"

    def __call__(self, case: Case) -> list[Reason]:
        if len(case.answers) < 2:
            return []
        rough = [self.rough(answer.best) for answer in case.answers]
        firm = [max(RANK[r.claim.modality] for r in answer.readings) for answer in case.answers]
        # A fact isn't doubted for a rumour's sake.
        firmest = max((rank for rank, is_rough in zip(firm, rough, strict=True) if not is_rough), default=-1)
        return [
            Reason(self.id, r.id, -case.policy.roundness, Effect.WEAK, (r.id,), f"{said(r)} is a round figure")
            for answer, rank, is_rough in zip(case.answers, firm, rough, strict=True)
            if is_rough and rank <= firmest
            for r in answer.readings
        ]

    @staticmethod
    def rough(reading: Reading) -> bool:
        measure = reading.measure
        if measure is None or measure.dimension in CALENDAR or measure.reach is Reach.BOUND:
            return False
        return measure.loose >= 100 * measure.step and abs(measure.middle) < 1000 * measure.loose


@dataclass(frozen=True, slots=True)
class ConfirmedByConversion:
    """A value that agrees with the conversion beside it was hardly mistyped."""

    id: ClassVar[str] = "referee.confirmed"
    weight: float = 0.5
    conversion: OwnConversion = OwnConversion()

    def __call__(self, case: Case) -> list[Reason]:
        found = []
        for reading in case.readings:
            pairs = list(zip(reading.conversions, reading.claim.alternatives, strict=False))
            if pairs and not any(self.conversion.broken(reading, c, in_words(v), case) for c, v in pairs):
                because = f"{said(reading)} agrees with the {in_words(pairs[0][1]).removeprefix('about ')} beside it"
                found.append(Reason(self.id, reading.id, self.weight, Effect.WEAK, (reading.id,), because))
        return found


@dataclass(frozen=True, slots=True)
class ForeignCurrency:
    """A price in a currency that isn't the market's, against one that is, may have lost its right unit."""

    id: ClassVar[str] = "referee.currency"
    weight: float = 1.5

    def __call__(self, case: Case) -> list[Reason]:
        market = dict(case.question.signature).get("market")
        at_home = {r.id: self.fits(r, market, case) for r in case.readings}
        if market is None or not any(at_home.values()):
            return []
        return [
            Reason(
                self.id, r.id, -self.weight, Effect.SLIP, (r.id,), f"{said(r)} is in another currency than the market's"
            )
            for r in case.readings
            if not at_home[r.id]
        ]

    @staticmethod
    def fits(reading: Reading, market: str | None, case: Case) -> bool:
        unit = reading.measure.unit if reading.measure is not None else ""
        home = case.policy.home_market.get(unit)
        return home is None or home.casefold() == market


@dataclass(frozen=True, slots=True)
class OutOfTime:
    """A plan for a day that lies before the article, or a past event that lies after it, is a slip."""

    id: ClassVar[str] = "referee.date"
    weight: float = 2.5
    slack: int = 7

    def __call__(self, case: Case) -> list[Reason]:
        found = []
        for reading in case.readings:
            window = case.survey.windows.get(reading.article)
            measure = reading.measure
            if window is None or measure is None or measure.dimension != "date" or reading.denied:
                continue
            if not YEAR.search(f"{getattr(reading.claim.value, 'written', '')} {reading.claim.evidence.quote}"):
                # Whose year the article leaves open was reckoned by its reader.
                continue
            told = reading.claim.modality is Modality.ASSERTED
            if not told and measure.high < window.first - self.slack:
                because = f"{said(reading)} is told as still to come, but lies before the article"
            elif told and measure.low > window.last + self.slack:
                because = f"{said(reading)} is told as past, but lies after the article"
            else:
                continue
            found.append(Reason(self.id, reading.id, -self.weight, Effect.SLIP, (reading.id,), because))
        return found


REFEREES = (
    OwnConversion(), ConfirmedByConversion(), WrongDimension(), Implausible(), ForeignCurrency(), OutOfTime(),
    RoundBesideExact(),
    MistakenUnit(), BrokenLadder(), OutOfProportion(), MoreThanWhole(), LessThanPart(), OtherFigure(), NamesCycle(), Stranger(), Corrected(), Launched(),
)  # fmt: skip
