"""From a file of claims to a run's folder, in memory while they are few, else subject by subject through temporary files."""

from __future__ import annotations

import tempfile
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby, islice
from pathlib import Path

from evextract.domain.newcomers import Newcomer, Trace, described, order, traces
from evextract.domain.pack import DomainPack
from evextract.domain.settled import Settled
from evextract.io.aside import Sorted
from evextract.io.claims import iter_claims
from evextract.io.decisions import read as read_decisions
from evextract.io.pieces import write_pieces, write_things_of
from evextract.io.whole import write_whole
from evextract.records import Claim, Decision
from evextract.report.brief import brief, brief_of
from evextract.report.excerpt import Excerpt
from evextract.report.html import render_report
from evextract.report.totals import Charts, Totals
from evextract.report.view import build_view
from evextract.resolve.editors.amend import Amendments, confirmed_things
from evextract.resolve.judge import resolve
from evextract.run.filed import Filed, seen
from evextract.run.pipeline import write_report, write_resolution
from evextract.run.uncollected import uncollected

IN_MEMORY = 150_000
"""So many claims are resolved together (100,000 take 0.57 GB); to go through files takes a seventh more time."""


def resolve_file(claims: str | Path, out: Path, pack: DomainPack) -> list[str]:
    """Write the tables and the report of what ``claims`` (JSON lines) come to into the folder ``out``; what to tell of it.

    What editors decided in that folder holds. Raises :class:`~evextract.errors.InputError` for a line that is no claim.
    """
    decisions, left = read_decisions(out), iter_claims(claims)
    first = deque(islice(left, IN_MEMORY + 1))
    if len(first) <= IN_MEMORY:
        resolution = resolve(first, pack, decisions=decisions)
        write_resolution(resolution, pack, out, decisions=decisions)
        write_report(resolution, pack, out, summary={"pack": pack.id})
        return brief(resolution, pack, articles=len({claim.source.article_id for claim in resolution.claims}))
    return _resolve_aside(chain(_emptied(first), left), out, pack, decisions)


def _emptied(first: deque[Claim]) -> Iterator[Claim]:
    """Each claim is let go when the next one is asked for."""
    while first:
        yield first.popleft()


def _resolve_aside(claims: Iterable[Claim], out: Path, pack: DomainPack, decisions: Sequence[Decision]) -> list[str]:
    with uncollected(), tempfile.TemporaryDirectory(prefix="evextract-") as folder:
        aside = Path(folder)
        filed = Filed(claims, pack, aside, decisions=decisions)
        totals, charts = Totals(filed.counts), Charts(pack)
        excerpt = Excerpt(pack, filed.counts.told, filed.shown)
        things = Things(pack, decisions, aside)
        write_pieces(
            seen(filed.settled(), totals.add, charts.add, excerpt.look, things.add),
            seen(filed.claims(), excerpt.note),
            pack, out, aside=aside,
        )  # fmt: skip
        write_things_of(things.found(), pack, out)
        for each in filed.settled():
            charts.place(each)
            excerpt.keep(each)
    view = build_view(excerpt.resolution, pack, run={"pack": pack.id}, overview=(totals, charts))
    write_whole(render_report(view), out / "report.html")
    return brief_of(view.conflicts, totals, articles=totals.counts.articles)


class Things:
    """The things that the pack lacks, of an outcome that comes in pieces: the same as
    :func:`~evextract.resolve.editors.amend.new_things` finds. In memory are the ids of all.
    """

    def __init__(self, pack: DomainPack, decisions: Sequence[Decision], aside: Path) -> None:
        self._pack = pack
        self._amend = Amendments.of(decisions, pack.canonical)
        self._confirmed = confirmed_things(decisions)
        self._aside = aside
        self._traces: Sorted[tuple[str, Trace]] = Sorted(aside / "traces")
        self._ids: set[str] = set()

    def add(self, settled: Settled) -> None:
        for id_, trace in traces(self._amend(settled.claims.values()), settled.facts, self._pack).items():
            self._traces.put(id_, (id_, trace), size=len(trace.sentences) + 1)
            if trace.first is not None:
                self._ids.add(id_)

    def found(self) -> Iterator[Newcomer]:
        ordered: Sorted[Newcomer] = Sorted(self._aside / "things")
        for each in described(self._joined(), self._ids, self._pack, confirmed=self._confirmed):
            ordered.put(order(each), each)
        return iter(ordered)

    def _joined(self) -> Iterator[tuple[str, Trace]]:
        for id_, parts in groupby(self._traces, key=lambda pair: pair[0]):
            joined = Trace()
            for _, trace in parts:
                joined.join(trace)
            yield id_, joined
