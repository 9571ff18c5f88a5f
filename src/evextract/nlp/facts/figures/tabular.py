"""Values in the cells of a table: the header says which attribute, the row's first cell says whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evextract.domain.pack import AttributeDef, is_currency
from evextract.nlp.facts.context import Context
from evextract.nlp.facts.figures.fitting import quantity_attributes
from evextract.nlp.naming.things import PLACE
from evextract.nlp.page import Page, starting
from evextract.nlp.quantities import QuantityMention
from evextract.nlp.roles import PRODUCT
from evextract.nlp.tables import Cell, Table
from evextract.records import Mention, Scope

_YEAR = re.compile(r"(?<!\d)20[0-4]\d(?!\d)")


def find_tabular_facts(ctx: Context) -> Iterator[Mention]:
    for table in ctx.tables:
        for row in table.rows:
            yield from _row(ctx, table, row)


def _row(ctx: Context, table: Table, row: tuple[Cell, ...]) -> Iterator[Mention]:
    named = next((t for t in starting(ctx.page.things, row[0].start, row[0].end) if t.type == PRODUCT), None)
    before = ctx.focus.before(ctx.page.sentence_at(table.start), company=False)
    subject = named.id if named else before[0] if before else ctx.focus.topic
    if subject is None:
        return
    label = ctx.page.text[named.end if named else row[0].start : row[0].end].strip(" :") or None
    for head, cell in zip(table.header[1:], row[1:], strict=False):
        found = starting(ctx.page.quantities, cell.start, cell.end)
        values = [q for q in found if q.converts is None]
        if len(values) != 1:
            continue
        q = values[0]
        attribute = _attribute(ctx, table, head, q)
        if attribute is None:
            continue
        year = _YEAR.search(ctx.page.text, head.start, head.end)
        yield Mention(
            subject=subject,
            attribute=attribute.id,
            value=q.quantity,
            start=row[0].start,
            end=max(q.end, *(c.end for c in found)),
            focus_start=q.start,
            focus_end=q.end,
            sentence_start=row[0].start,
            sentence_end=row[-1].end,
            alternatives=tuple(c.quantity for c in found if c is not q),
            scope=Scope(
                variant=label if "variant" in attribute.scope else None,
                generation=year.group() if year and "generation" in attribute.scope else None,
                market=_market(ctx, table, head, money=is_currency(q.quantity.unit))
                if "market" in attribute.scope
                else None,
                test_cycle=_cycle(ctx, table, head) if "test_cycle" in attribute.scope else None,
            ),
        )


def _market(ctx: Context, table: Table, head: Cell, *, money: bool) -> str | None:
    """The only one in the column's head; for a price, also in what leads the table in."""
    for passage in (head, *(table.lead if money else ())):
        places = [t for t in starting(ctx.page.things, passage.start, passage.end) if t.type == PLACE]
        markets = {t.id for t in places if ctx.scope.is_market(t) or (passage is head and ctx.scope.is_region(t))}
        if markets:
            return markets.pop() if len(markets) == 1 else None
    return None


def _cycle(ctx: Context, table: Table, head: Cell) -> str | None:
    """The only one in the column's head, or in what leads the table in."""
    found = (ctx.scope.cycles.only_one(passage.start, passage.end) for passage in (head, *table.lead))
    return next((cycle for cycle in found if cycle is not None), None)


def row_labels(page: Page, tables: list[Table]) -> list[str]:
    """What the first cells of the rows call the versions, without the vehicle's name."""
    labels = []
    for table in tables:
        for row in table.rows:
            named = next((t for t in starting(page.things, row[0].start, row[0].end) if t.type == PRODUCT), None)
            label = page.text[named.end if named else row[0].start : row[0].end].strip(" :")
            if label[:1].isupper() and len(label) < 30:
                labels.append(label)
    return labels


def _attribute(ctx: Context, table: Table, head: Cell, q: QuantityMention) -> AttributeDef | None:
    """The fitting attribute that the column's header names, else the table's caption, else the only one that fits."""
    fitting = quantity_attributes(ctx, q)
    for span in (head, table.caption, Cell(table.start, table.header[-1].end)):
        if span is None:
            continue
        weights: dict[str, float] = {}
        first, last = (ctx.page.sentence_at(at).number for at in (span.start, span.end))
        for number in range(first, last + 1):
            for hit in ctx.cue_hits.get(number, ()):
                if span.start <= hit.start < span.end:
                    length = hit.end - hit.start
                    weights[hit.thing.attribute] = max(weights.get(hit.thing.attribute, 0), hit.thing.weight * length)
        named = [a for a in fitting if a.id in weights]
        if named:
            return max(named, key=lambda a: (weights[a.id], a.id))
    certain = [a for a in fitting if not a.needs_cue]
    return certain[0] if len(certain) == 1 else None
