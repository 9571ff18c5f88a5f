"""What one currency is worth in another: by the articles' own conversions, else by the ECB's reference rates."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from statistics import median

from evextract.domain.identity import digest
from evextract.domain.pack import is_currency
from evextract.resolve.reading import Measure, Reach, Reading

Pair = tuple[str, str]
"""The currency of a value and that of its conversion."""
MANY = 30
"""Beyond so many implied rates a few round figures stand for all of them, so that further articles rarely move them."""
SAMPLE = 1000
"""So many rates of a pair are kept: those whose claims have the lowest digests, which no order of claims changes."""
TAIL = 0.1


@dataclass(frozen=True, slots=True)
class ImpliedRate:
    """One article's conversion: a unit of the second currency costs ``rate`` units of the first."""

    rate: float
    claim: str
    article: str


@dataclass(frozen=True, slots=True)
class Rates:
    """``implied`` maps pairs to what the articles imply, sorted."""

    implied: Mapping[Pair, tuple[ImpliedRate, ...]] = field(default_factory=dict)

    def others(self, pair: Pair, claim: str) -> list[float]:
        """The rates that claims other than this one imply, each article's distinct rates once."""
        seen = {(r.article, round(r.rate, 3)): r.rate for r in self.implied.get(pair, ()) if r.claim != claim}
        return sorted(seen.values())

    def between(self, pair: Pair, day: date | None) -> tuple[float, float] | None:
        """The lowest and highest rate to reckon with: the ECB's on the day, else what most articles imply."""
        if day is not None and (known := reference_rate(*pair, day)) is not None:
            return known, known
        implied = [r.rate for r in self.implied.get(pair, ())]
        if len(implied) >= 3:
            middle = median(implied)
            return middle, middle
        return reference_span(*pair)


def implied_rates(reading: Reading) -> Iterator[tuple[Pair, ImpliedRate]]:
    for conversion in reading.conversions:
        rate = implied_rate(reading.measure, conversion)
        if rate is not None and reading.measure is not None:
            yield (reading.measure.unit, conversion.unit), ImpliedRate(rate, reading.id, reading.article)


def sampled(rates: Collection[ImpliedRate]) -> set[ImpliedRate]:
    """At most :data:`SAMPLE` of the rates. Of samples of parts, the sample is that of the whole."""
    return set(sorted(rates, key=lambda r: (digest((r.claim,), 16), r.rate))[:SAMPLE])


def summarised(rates: Collection[ImpliedRate]) -> tuple[ImpliedRate, ...]:
    """All rates, sorted, where they are few; else their lower tail, median and upper tail to two digits."""
    ordered = sorted(rates, key=lambda r: (r.rate, r.claim))
    if len(ordered) <= MANY:
        return tuple(ordered)
    ordered = sorted(sampled(rates), key=lambda r: (r.rate, r.claim))
    places = {"low": int(len(ordered) * TAIL), "middle": len(ordered) // 2, "high": int(len(ordered) * (1 - TAIL))}
    return tuple(ImpliedRate(float(f"{ordered[at].rate:.2g}"), "", name) for name, at in places.items())


def implied_rate(value: Measure | None, conversion: Measure) -> float | None:
    if value is None or not (is_currency(value.unit) and is_currency(conversion.unit)) or value.unit == conversion.unit:
        return None
    ends = (
        (value.low, conversion.low)
        if Reach.SPREAD in (value.reach, conversion.reach)
        else (value.high, conversion.high)
    )
    return abs(ends[0] / ends[1]) if ends[0] and ends[1] else None


@lru_cache(maxsize=1)
def _reference():  # type: ignore[no-untyped-def]
    # Reading the ECB's history takes a third of a second; corpora without money never pay for it.
    from currency_converter import CurrencyConverter

    return CurrencyConverter(fallback_on_wrong_date=True, fallback_on_missing_rate=True)


@lru_cache(maxsize=4096)
def reference_rate(first: str, second: str, day: date) -> float | None:
    """Units of ``first`` for one unit of ``second`` on ``day``; None for a currency or a time that the ECB lacks."""
    converter = _reference()
    for code in (first, second):
        bounds = converter.bounds.get(code)
        if code != "EUR" and (bounds is None or not _near(bounds, day)):
            return None
    return float(converter.convert(1, second, first, date=day))


def _near(bounds: tuple[date, date], day: date) -> bool:
    # A currency whose last rate is recent is still quoted; the file is simply older than the article.
    return bounds[0] <= day and (day - bounds[1]).days <= 400


@lru_cache(maxsize=256)
def reference_span(first: str, second: str, *, years: int = 10) -> tuple[float, float] | None:
    """Lowest and highest rate at the month ends of the ``years`` before the last rate known."""
    bounds = _reference().bounds.get("USD")
    last: date = bounds[1]
    rates = [
        rate
        for back in range(years * 12)
        if (rate := reference_rate(first, second, date.fromordinal(last.toordinal() - 30 * back))) is not None
    ]
    return (min(rates), max(rates)) if rates else None
