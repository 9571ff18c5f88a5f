"""Articles that repeat another one have no voice of their own."""

from __future__ import annotations

from collections.abc import Sequence

from evextract.resolve.reading import Reading
from evextract.resolve.timing import Window, Windows
from evextract.resolve.weigh import source_of

WITHIN = 60
"""So many days after its model a copy may appear."""
MOST = 400
"""Beyond so many articles on one subject only what they say of their sources is looked at; the rest is quadratic."""


def find_copies(readings: Sequence[Reading], windows: Windows, *, least: int) -> dict[str, str]:
    """Article -> the article that it repeats, for one subject. Articles with fewer than ``least`` claims are left out.

    An article repeats an earlier one of another source when it says nothing about the subject that the earlier one
    doesn't say in the same form: attribute, number, unit, scope. What the reader of the articles found out about
    copies (``Source.copy_of``) stands besides.
    """
    by_article: dict[str, list[Reading]] = {}
    for reading in readings:
        by_article.setdefault(reading.article, []).append(reading)
    dated = sorted(
        (windows[a].first, a) for a in by_article if windows.get(a, Window()).known and len(by_article[a]) >= least
    )
    if not 1 < len(dated) <= MOST:
        return {}
    forms = {a: {_form(r) for r in by_article[a]} for _, a in dated}
    found: dict[str, str] = {}
    for i, (day, article) in enumerate(dated):
        source = source_of(by_article[article][0])
        for before, model in dated[:i]:
            if day - before > WITHIN or source_of(by_article[model][0]) == source:
                continue
            if forms[article] <= forms[model]:
                found[article] = found.get(model, model)
                break
    return found


def _form(reading: Reading) -> tuple[object, ...]:
    claim = reading.claim
    return claim.attribute, reading.key, claim.scope, claim.polarity
