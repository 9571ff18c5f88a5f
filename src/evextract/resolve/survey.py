"""What the corpus as a whole tells: exchange rates, when undated articles were written, how far to trust a source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from evextract.resolve.currency import Rates, survey_rates
from evextract.resolve.reading import Reading
from evextract.resolve.timing import Window, survey_windows


@dataclass(frozen=True, slots=True)
class Survey:
    rates: Rates = field(default_factory=Rates)
    windows: Mapping[str, Window] = field(default_factory=dict)


def survey(readings: Iterable[Reading]) -> Survey:
    kept = list(readings)
    return Survey(rates=survey_rates(kept), windows=survey_windows(kept))
