"""The market that a price has from the price before: "In France, the Allure costs €43,950. The GT is €46,450", "prices for Spain: the
Allure costs €41,950, the GT €44,450"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from evextract.domain.pack import is_currency
from evextract.nlp.facts.context import Context
from evextract.nlp.naming.things import PLACE
from evextract.nlp.page import starting
from evextract.records import Mention, Quantity

_REACH = 2
"""How many sentences before may have named the market."""


def with_carried_markets(ctx: Context, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, prices of a car with the market of the one before, in the same currency and paragraph, where nothing in
    between names another place.
    """
    out: list[Mention] = []
    last: dict[tuple[str, str], Mention] = {}
    for m in sorted(mentions, key=lambda m: m.focus_start):
        if (
            isinstance(m.value, Quantity)
            and is_currency(m.value.unit)
            and "market" in ctx.pack.attributes[m.attribute].scope
        ):
            key = (m.subject, m.attribute)
            before = last.get(key)
            if m.scope.market is None and before is not None and _goes_on(ctx, before, m):
                m = replace(m, scope=replace(m.scope, market=before.scope.market))
            last[key] = m
        out.append(m)
    return out


def _goes_on(ctx: Context, before: Mention, m: Mention) -> bool:
    assert isinstance(before.value, Quantity)
    assert isinstance(m.value, Quantity)
    here, there = ctx.page.sentence_at(m.focus_start), ctx.page.sentence_at(before.focus_start)
    if before.scope.market is None or before.value.unit != m.value.unit or here.number - there.number > _REACH:
        return False
    if "\n" in ctx.page.text[there.end : here.start].rstrip() or ctx.focus.opens_paragraph(here):
        return False
    named = starting(ctx.page.things, before.focus_end, here.end)
    return not any(t.type == PLACE and t.inside is None for t in named)
