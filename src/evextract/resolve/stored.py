"""Polls as JSON, for a store that keeps them from one batch to the next."""

from __future__ import annotations

import json
from typing import Any

from evextract.resolve.poll import Order, Poll, Voter


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
