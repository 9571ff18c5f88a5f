"""Same answer? An ordered list of rules, closed by "otherwise they differ"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol

from evextract.domain.pack import DomainPack
from evextract.resolve.agreement.agree_numbers import (
    About,
    AtRate,
    Bounds,
    MetricHorsepower,
    OtherDimension,
    RoundFigure,
    WithinRounding,
)
from evextract.resolve.agreement.agree_places import PlacesInside, SeveralCountries
from evextract.resolve.agreement.agree_times import DatesInside, TwoGenerations, TwoOutlooks
from evextract.resolve.agreement.agree_words import Alike, Conditions, Equal, LongerName, OneGroup, PartOfWhole, Unnamed
from evextract.resolve.policy import Policy
from evextract.resolve.reading import Reading
from evextract.resolve.rule import Likeness, Relation
from evextract.resolve.survey import Survey
from evextract.resolve.wording import said


class AgreeRule(Protocol):
    id: ClassVar[str]

    def __call__(self, a: Reading, b: Reading) -> Likeness | None: ...


@dataclass(frozen=True, slots=True)
class Otherwise:
    """Whatever no rule above brings together differs."""

    id: ClassVar[str] = "agree.otherwise"

    def __call__(self, a: Reading, b: Reading) -> Likeness:
        return Likeness(Relation.DIFFERENT, self.id, f"{said(a)} against {said(b)}")


def rules(pack: DomainPack, survey: Survey, policy: Policy) -> tuple[AgreeRule, ...]:
    return (
        Equal(),
        Conditions.of(policy),
        PartOfWhole.of(policy),
        AtRate(survey.rates, policy.money_slack),
        OtherDimension(),
        TwoOutlooks(frozenset(filter(policy.is_flow, policy.forecasts))),
        WithinRounding(),
        MetricHorsepower(),
        RoundFigure(),
        About(),
        Bounds(),
        TwoGenerations(),
        DatesInside(),
        PlacesInside.of(pack),
        SeveralCountries.of(pack, policy),
        LongerName(),
        OneGroup.of(pack),
        Unnamed.of(pack, policy),
        Alike.of(policy),
        Otherwise(),
    )


def compare(a: Reading, b: Reading, ordered: Sequence[AgreeRule]) -> Likeness:
    """The first rule that knows decides; the last one always does."""
    for rule in ordered:
        found = rule(a, b)
        if found is not None:
            return found
    raise AssertionError("the last rule decides every pair")
