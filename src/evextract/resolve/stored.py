"""Census and polls as JSON, for a store that keeps them from one batch to the next."""

from __future__ import annotations

import json
from typing import Any

from evextract.resolve.currency import ImpliedRate
from evextract.resolve.poll import Order, Poll, Voter
from evextract.resolve.survey import Census
from evextract.resolve.timing import Window


def census_to_json(census: Census) -> str:
    """Equal for equal counts."""
    return _dump(
        {
            "rates": [
                [*pair, sorted([r.rate, r.claim, r.article] for r in rates)]
                for pair, rates in sorted(census.rates.items())
            ],
            # JSON has no infinity.
            "windows": {a: [_finite(w.first), _finite(w.last)] for a, w in sorted(census.windows.items())},
            "volumes": dict(sorted(census.volumes.items())),
            "ties": [[*tie, times] for tie, times in sorted(census.ties.items())],
        }
    )


def census_from_json(text: str) -> Census:
    found = json.loads(text)
    open_window = Window()
    return Census(
        rates={(a, b): {ImpliedRate(*rate) for rate in rates} for a, b, rates in found["rates"]},
        windows={
            article: Window(open_window.first if first is None else first, open_window.last if last is None else last)
            for article, (first, last) in found["windows"].items()
        },
        volumes=found["volumes"],
        ties={(a, b): times for a, b, times in found["ties"]},
    )


def _finite(day: float) -> float | None:
    return day if abs(day) != float("inf") else None


def polls_to_json(polls: list[Poll]) -> str:
    return _dump([_poll(poll) for poll in polls])


def _poll(poll: Poll) -> list[Any]:
    return [
        [[v.source, v.voice, sorted(v.answers), v.extra, v.least, v.most, v.repeats] for v in poll.voters],
        poll.answers,
        [[*pair, gain] for pair, gain in sorted(poll.slip.items())],
        [[*pair, gain] for pair, gain in sorted(poll.near.items())],
        [[order.at, order.bias, order.changes] for order in poll.orders],
    ]


def polls_from_json(text: str) -> list[Poll]:
    return [
        Poll(
            voters=tuple(Voter(source, voice, frozenset(answers), *rest) for source, voice, answers, *rest in voters),
            answers=answers,
            slip={(a, b): gain for a, b, gain in slip},
            near={(a, b): gain for a, b, gain in near},
            orders=tuple(Order(tuple(at), bias, changes) for at, bias, changes in orders),
        )
        for voters, answers, slip, near, orders in json.loads(text)
    ]


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
