"""The inputs of a subject and what verdicts rest on as JSON, for a store that keeps them from one batch to the next."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import astuple
from typing import Any

from evextract.resolve.inputs import Inputs
from evextract.resolve.votes.basis import Basis, Ground
from evextract.resolve.votes.confidence import Doubts
from evextract.resolve.votes.poll import Order, Poll, Voter


def inputs_to_json(inputs: Inputs) -> str:
    return _dump(astuple(inputs))


def inputs_from_json(text: str) -> Inputs:
    claims, size, money, sources, undated, alone, spoken = json.loads(text)
    return Inputs(claims, size, tuple(money), tuple(sources), tuple(undated), alone, spoken)


def polls_to_json(bases: Iterable[Basis]) -> str:
    """Those of ``bases`` that teach trust: they are read apart, since most batches need no others."""
    return _dump([_poll(basis.poll) for basis in bases if basis.poll.contested])


def polls_from_json(text: str) -> list[Poll]:
    return [_to_poll(*row) for row in json.loads(text)]


def bases_to_json(bases: Iterable[Basis]) -> str:
    """In place of one that stands there already, its number: facts of one article mostly rest on the same. In place of a
    contested poll, its number among those of :func:`polls_to_json`.
    """
    first: dict[str, int] = {}
    rows = []
    contested = 0
    for place, basis in enumerate(bases):
        text = _dump(_basis(basis, contested))
        contested += basis.poll.contested
        known = first.setdefault(text, place)
        rows.append(text if known == place else str(known))
    return f"[{','.join(rows)}]"


def bases_from_json(text: str, polls: Sequence[Poll]) -> list[Basis]:
    """``polls``: the contested ones. Bases that are equal are mostly the same object."""
    found: list[Basis] = []
    for row in json.loads(text):
        found.append(found[row] if isinstance(row, int) else _to_basis(polls, *row))
    return found


def _basis(basis: Basis, contested: int) -> list[Any]:
    return [
        contested if basis.poll.contested else _poll(basis.poll),
        [basis.doubts.unseen, basis.doubts.misread],
        [[ground.voter, ground.where, ground.reasons] for ground in basis.grounds],
        [basis.top, basis.level, basis.passed, basis.settled, basis.sure],
    ]


def _to_basis(
    polls: Sequence[Poll], poll: list[Any] | int, doubts: list[Any], grounds: list[Any], chosen: list[Any]
) -> Basis:
    unseen, misread = doubts
    top, level, passed, settled, sure = chosen
    return Basis(
        poll=polls[poll] if isinstance(poll, int) else _to_poll(*poll),
        doubts=Doubts(tuple(unseen), tuple(misread)),
        grounds=tuple(Ground(voter, where, tuple((why, n) for why, n in reasons)) for voter, where, reasons in grounds),
        top=top,
        level=tuple(level),
        passed=tuple(passed),
        settled=settled,
        sure=sure,
    )


def _poll(poll: Poll) -> list[Any]:
    return [
        [[v.source, v.voice, sorted(v.answers), v.extra, v.least, v.most, v.repeats] for v in poll.voters],
        poll.answers,
        [[*pair, gain] for pair, gain in sorted(poll.slip.items())],
        [[*pair, gain] for pair, gain in sorted(poll.near.items())],
        [[order.at, order.bias, order.changes] for order in poll.orders],
    ]


def _to_poll(voters: list[Any], answers: int, slip: list[Any], near: list[Any], orders: list[Any]) -> Poll:
    return Poll(
        voters=tuple(Voter(source, voice, frozenset(given), *rest) for source, voice, given, *rest in voters),
        answers=answers,
        slip={(a, b): gain for a, b, gain in slip},
        near={(a, b): gain for a, b, gain in near},
        orders=tuple(Order(tuple(at), bias, changes) for at, bias, changes in orders),
    )


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
