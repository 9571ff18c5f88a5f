"""Products and places that a sentence tells in pairs: "the A and the B are built at X, the C at Y", "X builds the A, Y the B".

The parse of such rows is seldom right, their order always is: between a product and its place, and between a pair and
the next, stand only words that say nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product

from spacy.tokens import Token

from evextract.domain.pack import AttributeDef
from evextract.nlp.facts.context import Context, Cue
from evextract.nlp.facts.production.sited import place_of
from evextract.nlp.facts.value_lists import is_one_place
from evextract.nlp.lexicon import Hit, stem
from evextract.nlp.linking.link import Link
from evextract.nlp.naming.things import Thing
from evextract.nlp.page import Sentence
from evextract.nlp.reference.discourse import Referent
from evextract.nlp.roles import PRODUCT
from evextract.nlp.syntax import TOLD_IN_ORDER
from evextract.records import EntityRef, Mention

_SURE = 5.0
_FEWEST = 2
"""Pairs that make a row."""
_LONGEST = 12
"""Tokens between two members of a row."""
_LIST = frozenset({",", "and", "or", "&", "/", "the", "its", "as", "well", "plus", "both"})
_GLUE = _LIST | frozenset({
    "in", "at", "from", "near", "out", "of", "to", "by", "on", "a", "an", "while", "whereas", "but", "with", "is", "are", "was", "were",
    "be", "been", "being", "will", "has", "have", "which", "that", "where", "it", "'s", "’s", "now", "too", "also", "then", "off", "line",
    "lines", "come", "comes", "coming", "home", "there", "their", "new", ";", "together", "put", "alongside", "those", "one",
})  # fmt: skip
_GLUE_TAGS = frozenset({"JJ", "JJR", "RB", "POS"})


def paired(
    ctx: Context, a: AttributeDef, sentence: Sentence, cues: Sequence[Hit[Cue]], places: Sequence[Thing]
) -> list[Mention]:
    """What the rows of the sentence tell, where a cue stands before the end of their first pair."""
    found = []
    for row in _rows_of(ctx, a, sentence, places):
        before = [c for c in cues if c.start < max(item.end for item in row[0])]
        for made, sites in row if before else ():
            cue = before[-1]
            for r, t in product(made.products, sites.places):
                link, span = Link(r.ids[0], r, _SURE), (t.start, t.end)
                value = EntityRef(place_of(ctx, a, t, link.id), ctx.page.text[slice(*span)])
                told = (cue.start, cue.end)
                mention = ctx.mention(link, a, value, span, cover=[told], anchor=cue.start, told=told)
                found += [mention] if mention is not None else []
    return found


@dataclass(frozen=True, slots=True)
class _Item:
    """A product or a place, or a list of either."""

    start: int
    end: int
    products: tuple[Referent, ...] = ()
    places: tuple[Thing, ...] = ()


def _rows_of(
    ctx: Context, a: AttributeDef, sentence: Sentence, places: Sequence[Thing]
) -> Iterator[list[tuple[_Item, _Item]]]:
    """The rows of the sentence, each as pairs of products and places; ``places``: what can be a value of ``a`` in it."""
    told = [r for r in ctx.focus.referents(sentence) if r.type == PRODUCT]
    products = [r for r in told if r.how in {"name", "brand", "unnamed"}]
    made = [_Item(r.start, r.end, (r,)) for r in products]
    if not products and TOLD_IN_ORDER.search(ctx.page.text, sentence.start, sentence.end):
        several = (r for r in told if len(r.ids) >= _FEWEST)  # "they are built at X and Y, respectively"
        made = [_Item(r.start, r.end, tuple(replace(r, ids=(i,)) for i in r.ids)) for r in list(several)[:1]]
    if len(places) < _FEWEST or len({r.ids for item in made for r in item.products}) < _FEWEST:
        return
    items = [*made, *(_Item(t.start, t.end, (), (t,)) for t in places)]
    items.sort(key=lambda i: (i.start, i.end))
    for row in _rows(ctx, a, _merged(ctx, items)):
        if row[0].places and not row[-1].places:
            ordered = list(zip(row[1::2], row[::2], strict=False))  # "X builds the A, Y the B"
        else:
            own = row[1:] if row[0].places else row
            ordered = list(zip(own[::2], own[1::2], strict=False))
        if len(ordered) == 1 and TOLD_IN_ORDER.search(ctx.page.text, sentence.start, sentence.end):
            ordered = _in_order(*ordered[0])
        if len(ordered) >= _FEWEST:
            yield ordered


def _in_order(made: _Item, sites: _Item) -> list[tuple[_Item, _Item]]:
    """ "The A and the B are built at X and Y, respectively": the first at the first."""
    if len(made.products) != len(sites.places):
        return []
    return [
        (_Item(made.start, made.end, (r,)), _Item(sites.start, sites.end, (), (t,)))
        for r, t in zip(made.products, sites.places, strict=True)
    ]


def _rows(ctx: Context, a: AttributeDef, items: Sequence[_Item]) -> Iterator[list[_Item]]:
    """Runs of products and places in turn with nothing but glue between them."""
    row: list[_Item] = list(items[:1])
    for before, item in pairwise(items):
        if bool(before.places) == bool(item.places) or not _is_glue(ctx, a, before.end, item.start):
            yield row
            row = []
        row.append(item)
    yield row


def _merged(ctx: Context, items: Sequence[_Item]) -> list[_Item]:
    """Lists of products and of places as one item each; of "Graz, Austria" the town."""
    out: list[_Item] = []
    places = [i.places[0] for i in items if i.places]
    for item in items:
        last = out[-1] if out else None
        if last is None or bool(last.places) != bool(item.places) or item.start < last.end:
            out.append(item)
            continue
        if item.places and is_one_place(ctx, last.places[-1], item.places[0], places):
            out[-1] = _Item(last.start, item.end, (), last.places)
        elif item.start - last.end < 25 and _is_words(ctx, last.end, item.start, _LIST):
            out[-1] = _Item(last.start, item.end, last.products + item.products, last.places + item.places)
        else:
            out.append(item)
    return out


def _is_glue(ctx: Context, a: AttributeDef, start: int, end: int) -> bool:
    """Whether only words of little meaning stand between, and those of the attribute itself: "built in", ", home of"."""
    return _is_words(ctx, start, end, _GLUE, stems=ctx.cue_stems[a.id], tags=_GLUE_TAGS)


def _is_words(
    ctx: Context,
    start: int,
    end: int,
    words: frozenset[str],
    *,
    stems: frozenset[str] = frozenset(),
    tags: frozenset[str] = frozenset(),
) -> bool:
    between = list(_tokens(ctx, start, end))
    return len(between) <= _LONGEST and all(
        t.lower_ in words or t.tag_ in tags or stem(t.lower_) in stems for t in between
    )


def _tokens(ctx: Context, start: int, end: int) -> Iterator[Token]:
    if not ctx.page.text[start:end].strip():
        return
    for t in ctx.page.span(start, end):
        if start <= t.idx < end and not t.is_space:
            yield t
