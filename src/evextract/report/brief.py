"""A resolution in a few lines of plain text, for the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from evextract.domain.pack import DomainPack
from evextract.records import Resolution
from evextract.report.material import Material
from evextract.report.model import ConflictView, Rank
from evextract.report.statements import conflict_views
from evextract.report.totals import Totals

MOST = 12
"""How many conflicts are listed; the report has all."""


def brief(resolution: Resolution, pack: DomainPack, *, articles: int) -> list[str]:
    """The counts, then the conflicts that weigh most, open ones first."""
    totals = Totals.of(resolution)
    conflicts = conflict_views(resolution, Material.of(resolution, pack), totals.counts.told)
    return brief_of(conflicts, totals, articles=articles)


def brief_of(conflicts: Sequence[ConflictView], totals: Totals, *, articles: int) -> list[str]:
    """The same of what a report shows; ``conflicts``: the most severe first."""
    counts = [
        counted(articles, "article"),
        counted(totals.counts.claims, "claim"),
        counted(totals.facts, "fact"),
        counted(totals.conflicts, "conflict") + (f" ({totals.open:,} open)" if conflicts else ""),
    ]
    lines = [", ".join(counts)]
    shown = sorted(conflicts, key=lambda c: c.verdict is not None)[:MOST]
    if shown:
        lines += ["", *(f"  {_line(c)}" for c in shown)]
    if totals.conflicts > len(shown):
        lines.append(f"  and {totals.conflicts - len(shown):,} more, in the report")
    return lines


def counted(number: int, noun: str) -> str:
    """``1 fact``, ``1,200 facts``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _line(conflict: ConflictView) -> str:
    scope = f" ({conflict.scope})" if conflict.scope else ""
    if conflict.verdict is None:
        state, answer = "open", " or ".join(dict.fromkeys(side.value for side in conflict.sides))
    else:
        others = [
            side.value for side in conflict.sides if side.rank is not Rank.KEPT and side.value != conflict.verdict
        ]
        state, answer = "settled", ", not ".join(dict.fromkeys([conflict.verdict, *others]))
    return f"{state:<8} {conflict.subject}, {conflict.attribute}{scope}: {answer}"
