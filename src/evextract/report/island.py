"""The data island of the page: its fact table, quotes and articles' texts as JSON, from which the script makes rows.

What is not in the document when it opens costs nothing to lay out, so that a report of 10,000 facts opens like one of ten.
Every text stands once: quotes of an article that is shown are places in its text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Generic, TypeVar

from markupsafe import Markup

from evextract.domain.wording import utf16_units
from evextract.records import Status
from evextract.report.model import ArticleView, FactView, QuoteView, Rank, ReportView, SourceView

Item = TypeVar("Item", bound=Hashable)

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_STATUSES = tuple(status.value for status in Status)
_RANKS = tuple(rank.value for rank in Rank)
_CHANGES = ("", "new", "changed")


def embedded(view: ReportView) -> Markup:
    """JSON that can stand inside ``<script>``: no character that HTML reads."""
    plain = json.dumps(_data(view), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return Markup(plain.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))


class _Numbered(Generic[Item]):
    """Items in the order of their first appearance, each with its number: a table that rows refer to."""

    def __init__(self, items: Iterable[Item] = ()) -> None:
        self._numbers: dict[Item, int] = {}
        for item in items:
            self.number(item)

    def number(self, item: Item) -> int:
        return self._numbers.setdefault(item, len(self._numbers))

    def __iter__(self) -> Iterator[Item]:
        return iter(self._numbers)


def _data(view: ReportView) -> dict[str, object]:
    """Rows that ``report.js`` names (``COLUMNS`` there)."""
    subjects: _Numbered[tuple[str, str]] = _Numbered()
    attributes: _Numbered[str] = _Numbered()
    outlets: _Numbered[str] = _Numbered()
    sources: _Numbered[SourceView] = _Numbered(article.source for article in view.articles)
    conflicts = {conflict.id: number for number, conflict in enumerate(view.conflicts, start=1)}

    def row(fact: FactView) -> list[object]:
        return [
            fact.id,
            subjects.number((fact.subject, fact.subject_name)),
            attributes.number(fact.attribute),
            fact.scope,
            fact.value,
            fact.number,
            fact.stance,
            _STATUSES.index(fact.status.value),
            None if fact.confidence is None else round(fact.confidence, 4),
            fact.voices,
            [outlets.number(outlet) for outlet in fact.outlets],
            fact.supports,
            fact.aside,
            fact.because,
            conflicts.get(fact.conflict_id or "", 0),
            _CHANGES.index(fact.change),
            fact.was,
        ]

    facts = [row(fact) for fact in view.facts]
    texts = _Texts(view.articles)
    quotes = [[sources.number(q.source), *texts.place(q), q.value, q.attribution] for q in view.quotes]
    rows = {fact.id: number for number, fact in enumerate(view.facts)}
    return {
        "facts": facts,
        "subjects": [name for _, name in subjects],
        "attributes": list(attributes),
        "outlets": list(outlets),
        "statuses": _STATUSES,
        "ranks": _RANKS,
        "quotes": quotes,
        "sentences": list(texts.others),
        "sources": [[s.id, s.title, s.outlet, s.published, s.url, s.copy_of] for s in sources],
        "articles": [_article(article, rows) for article in view.articles],
        "compared": view.news is not None,
    }


def _article(article: ArticleView, rows: dict[str, int]) -> dict[str, object]:
    notes = [
        [n.subject, n.attribute, n.value, rows.get(n.fact_id or ""), None if n.rank is None else _RANKS.index(n.rank.value)]
        for n in article.notes
    ]  # fmt: skip
    segments = [
        [segment.text, segment.claims, int(segment.focus), segment.ends] if segment.claims else segment.text
        for segment in article.segments
    ]
    return {"notes": notes, "segments": segments}


class _Texts:
    """Where quotes stand: in the text of an article on the page, else among the sentences of ``others``."""

    def __init__(self, articles: Iterable[ArticleView]) -> None:
        self._texts = {article.source.id: "".join(s.text for s in article.segments) for article in articles}
        self._units = {id_: _units(text) for id_, text in self._texts.items()}
        self.others: _Numbered[str] = _Numbered()

    def place(self, quote: QuoteView) -> tuple[int, int, int, int]:
        """Begin, begin of the value, end of the value, end, in UTF-16 units as JavaScript counts them.

        A negative begin is a sentence of its own: number ``-1 - begin`` of ``others``, and the others count from 0.
        """
        sentence = quote.before + quote.focus + quote.after
        text = self._texts.get(quote.source.id, "")
        at = text.find(sentence)
        units = self._units[quote.source.id] if at >= 0 else _units(sentence)
        begin = units(text[:at]) if at >= 0 else 0
        first = begin + units(quote.before)
        last = first + units(quote.focus)
        end = last + units(quote.after)
        return (begin if at >= 0 else -1 - self.others.number(sentence)), first, last, end


def _units(text: str) -> Callable[[str], int]:
    """What counts the UTF-16 units of parts of ``text``: there are as many as characters, but for rare ones."""
    return utf16_units if _ASTRAL.search(text) else len
