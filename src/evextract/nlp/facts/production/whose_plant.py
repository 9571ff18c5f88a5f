"""Whose product is meant where only its plant is named: "it is built in Kosai" speaks of a Suzuki, not of the rival named last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from evextract.domain.identity import is_country, is_unnamed
from evextract.nlp.facts.context import Context
from evextract.nlp.facts.production.sited import names_of
from evextract.nlp.linking.link import Link
from evextract.nlp.naming.things import COMPANY_TYPES, PLANT, Thing
from evextract.nlp.reference.discourse import Referent
from evextract.nlp.roles import PRODUCT

_POINTING = frozenset({"pronoun", "description"})
_NAMED = frozenset({"name", "unnamed"})
_BACK = 3
"""How many sentences before the plant the product may be named."""


def of_its_maker(ctx: Context, links: list[Link], site: Thing) -> list[Link]:
    """The links; where they lead from a word that names nothing to a product of another maker than the plant's, the plant's own
    that was named last instead, if there is one.
    """
    if len(links) != 1 or not _is_open(links[0]) or is_unnamed(links[0].id):
        return links
    owners = _owners(ctx, site)
    if not owners or _is_of(ctx, links[0].id, owners):
        return links
    sentence = ctx.page.sentence_at(site.start)
    if any(t.type in COMPANY_TYPES and t.inside is None for t in ctx.page.things_in(sentence)):
        return links  # "it is built by Magna in Graz"
    for r in _products_before(ctx, sentence.number, site.start):
        if _is_of(ctx, r.ids[0], owners):
            return [replace(links[0], id=r.ids[0], variant=None)]
    return links


def _is_open(link: Link) -> bool:
    return link.referent is None or (link.referent.how in _POINTING and len(link.referent.ids) == 1)


def _owners(ctx: Context, site: Thing) -> Sequence[str]:
    """Who owns the plant, or has one in the town."""
    if site.type == PLANT:
        known = ctx.pack.entities.get(site.id)
        return [known.parent] if known is not None and known.parent is not None else []
    return [] if is_country(site.id) else sorted(ctx.known_plants.owners(names_of(ctx, site)))


def _is_of(ctx: Context, product: str, owners: Sequence[str]) -> bool:
    brand = ctx.focus.brand_of(product)
    return brand is not None and any(
        o == brand or ctx.focus.related(brand, {o}) or ctx.focus.siblings(brand, o) for o in owners
    )


def _products_before(ctx: Context, number: int, end: int) -> Iterator[Referent]:
    """The products that the last sentences name, the last first."""
    for n in range(number, max(-1, number - _BACK - 1), -1):
        named = (r for r in ctx.focus.referents(ctx.page.sentences[n]) if r.type == PRODUCT and r.how in _NAMED)
        yield from (r for r in sorted(named, key=lambda r: -r.start) if r.end <= end and len(r.ids) == 1)
