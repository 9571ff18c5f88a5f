"""The period that an article reports on, for the amounts that come without one: "In May it sold 900. XPeng sold 700." """

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from evextract.domain.pack import MONEY
from evextract.nlp.dates import DateMention
from evextract.nlp.facts.context import Context
from evextract.nlp.page import starting
from evextract.nlp.scope.period_names import period_name
from evextract.nlp.scope.periods import is_perfect
from evextract.nlp.stance.governors import governors
from evextract.records import Mention, Modality

_YEAR = re.compile(r"(?:FY)?(?:19|20)\d\d")
_PART = re.compile(r"(?:[QH][1-4]|[A-Z][a-z]{2,8}(?:-[A-Z][a-z]{2,8})?)(?: (?:19|20)\d\d)?")
"""What an article can report on: a year, and a part of one; not "first 20 days"."""

_OPENING = 4
"""So many sentences from its beginning an article says which period it reports on."""


@dataclass(frozen=True, slots=True)
class _Report:
    """A period, where the sentence begins that tells something of it, and of whose money where it tells of that."""

    period: str
    sentence_start: int
    subject: str | None = None
    money: bool = False

    @property
    def is_news(self) -> bool:
        """Whether it is a month, a quarter or a half: a whole year and a sum since January are mostly told beside one."""
        return _YEAR.fullmatch(self.period) is None and not self.period.startswith("January-")


def with_reported_periods(ctx: Context, found: Sequence[Mention]) -> list[Mention]:
    """The mentions, those of flows with the period that the flows before them in the text are told of."""
    flows = {a.id for a in ctx.pack.attributes.values() if a.flow}
    mentions = sorted((m for m in found if m.attribute in flows), key=lambda m: m.focus_start)
    if not mentions:
        return list(found)
    told: dict[int, str] = {}
    money = {a.id for a in ctx.pack.attributes.values() if a.flow and a.dimension == MONEY}
    reports = list(_announced(ctx, flows, mentions[0].sentence_start))
    for m in mentions:
        of_money = m.attribute in money
        if m.scope.period:
            reports.extend(_report(ctx, m, of_money))
        elif not _is_of_a_report(ctx, m):
            continue
        elif of_money and (period := _of_results_before(ctx, m)) is not None:
            told[id(m)] = period
        elif report := _latest([r for r in reports if _fits(r, m, of_money)], m):
            told[id(m)] = report.period
    return [replace(m, scope=replace(m.scope, period=told[id(m)])) if id(m) in told else m for m in found]


def _announced(ctx: Context, flows: set[str], end: int) -> Iterator[_Report]:
    """Parts of a year that stand beside words for flows before the first amount: "November sales: BYD slips again"."""
    for d in ctx.page.dates:
        if d.start >= end:
            return
        sentence = ctx.page.sentence_at(d.start)
        if sentence.number >= _OPENING:
            return
        spoken_of = any(hit.thing.attribute in flows for hit in ctx.cue_hits.get(sentence.number, ()))
        if d.kind != "date" or not spoken_of or ctx.scope.periods.is_comparison(d) or _lies_ahead(ctx, d):
            continue
        if (name := period_name(d, ctx.page.text)) and _PART.fullmatch(name):
            yield _Report(name, sentence.start)


def _lies_ahead(ctx: Context, d: DateMention) -> bool:
    published = ctx.page.article.published
    return published is not None and d.span is not None and d.span.start is not None and d.span.start > published


def _of_results_before(ctx: Context, m: Mention) -> str | None:
    """ "The operating profit was 2 billion euros in the first quarter. Revenue rose to 9 billion": the period of the sum before."""
    here = ctx.page.sentence_at(m.focus_start)
    before = ctx.page.sentences[here.number - 1] if here.number else None
    if before is None or "\n" in ctx.page.text[before.start : here.start].strip(" "):
        return None
    sums = [q for _, q in ctx.page.quantities_in(before) if ctx.pack.dimension(q.quantity.unit) == MONEY]
    names = {
        name
        for d in starting(ctx.page.dates, before.start, before.end)
        if d.kind == "date" and not ctx.scope.periods.is_comparison(d) and not _lies_ahead(ctx, d)
        if (name := period_name(d, ctx.page.text)) and _PART.fullmatch(name) and not _is_month(name)
    }
    return names.pop() if sums and len(names) == 1 else None


def _fits(report: _Report, m: Mention, money: bool) -> bool:
    """Whether the period can be that of the figure: sums are not told of a month, and one firm's results say nothing of others' sales."""
    if report.subject is None or report.money == money:
        return True
    return report.subject == m.subject and not (money and _is_month(report.period))


def _is_month(period: str) -> bool:
    return period[:1].isalpha() and not period.startswith(("Q", "H", "FY")) and "-" not in period


def _report(ctx: Context, m: Mention, money: bool) -> Iterator[_Report]:
    period = m.scope.period or ""
    if not (_YEAR.fullmatch(period) or _PART.fullmatch(period)) or m.modality is not Modality.ASSERTED:
        return
    if not ctx.scope.periods.is_compared((m.focus_start, m.focus_end)):
        yield _Report(period, m.sentence_start, m.subject, money)


def _latest(reports: Sequence[_Report], m: Mention) -> _Report | None:
    """The last one; what is told beside the news goes for its own sentence only."""
    news = [r for r in reports if r.is_news]
    quarters = [r for r in news if r.period.startswith("Q")]
    if quarters and news[-1].period.startswith(("H", "January")) and news[-1].money:
        # "Revenue was 9 billion; for the January-June period it was 17 billion": the quarter is the news.
        news = quarters
    if not reports or reports[-1].sentence_start == m.sentence_start or not news:
        return reports[-1] if reports else None
    return news[-1]


def _is_of_a_report(ctx: Context, m: Mention) -> bool:
    """Whether it is what happened in the period: no plan, nothing that it is compared with or that was there before, no sum up to today."""
    focus = (m.focus_start, m.focus_end)
    if m.modality is not Modality.ASSERTED or m.scope.generation == "previous" or ctx.scope.periods.is_compared(focus):
        return False
    return not any(is_perfect(verb) for verb in governors(ctx.page.root_of(*focus)))
