"""The market of counts that a sentence ranks: "sold 912 in Norway, ahead of Kia (655)", "4,115 in Norway, of which 702 EV3s"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from evextract.nlp.facts.context import Context
from evextract.records import Mention

_RANKED = re.compile(
    r"(?<!\w)(?:ahead of|behind|followed by|(?:more|less|fewer) than|of which|of whom|including|among them)(?!\w)", re.I
)


def with_market_of_ranking(ctx: Context, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions, counts without a market with that of the count in their sentence that they are ranked by."""
    out: list[Mention] = []
    last: dict[tuple[str, int], Mention] = {}
    for m in sorted(mentions, key=lambda m: m.focus_start):
        if ctx.pack.attributes[m.attribute].dimension == "count":
            first = last.setdefault((m.attribute, m.sentence_start), m)
            market = first.scope.market
            lacks = market is not None and m.scope.market is None
            if lacks and _RANKED.search(ctx.page.text, first.focus_end, m.focus_start):
                m = replace(m, scope=replace(m.scope, market=market))
        out.append(m)
    return out
