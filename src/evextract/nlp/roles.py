"""What a field sells, under one name, and the words that point back to things.

A pack may call its products vehicles or phones; the annotators know them as :data:`PRODUCT`. Which nouns stand for a
product, a maker or a plant is the pack's business too; here are only those that fit every field.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from evextract.domain.pack import DomainPack, TypeDef

PRODUCT = "product"
_ANY_PRODUCT = frozenset(
    ["model", "version", "variant", "newcomer", "nameplate", "flagship", "machine", "one", "edition", "trim"]
)
_ANY_COMPANY = frozenset(
    [
        "company",
        "brand",
        "manufacturer",
        "firm",
        "maker",
        "group",
        "giant",
        "startup",
        "start-up",
        "marque",
        "marques",
        "producer",
        "business",
        "subsidiary",
    ]
)


@dataclass(frozen=True, slots=True)
class Nouns:
    """Single words, lower case, singular. ``kinds`` tell one product from another; ``named``: what a new product is
    called that has no name yet ("a five-seat SUV").
    """

    products: frozenset[str]
    kinds: frozenset[str]
    named: frozenset[str]
    companies: frozenset[str]
    plants: frozenset[str]
    apart: tuple[frozenset[str], ...] = ()
    """Kinds that don't go together with those of the other groups."""


def with_roles(pack: DomainPack) -> DomainPack:
    """The pack as the annotators read it: every type of product is :data:`PRODUCT`."""
    products = [t for t in pack.types.values() if t.product]
    names = {t.id for t in products}

    def role(types: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(PRODUCT if t in names else t for t in types))

    def noun_or_role(word: str) -> str:
        return f"@{PRODUCT}" if word[0] == "@" and word[1:] in names else word

    merged = TypeDef(
        id=PRODUCT,
        label=PRODUCT,
        nouns=tuple(noun for t in products for noun in (*t.nouns, *t.kinds)),
        product=True,
        kinds=tuple(kind for t in products for kind in t.kinds),
        apart=tuple(group for t in products for group in t.apart),
    )
    return replace(
        pack,
        types={t.id: t for t in (merged, *(t for t in pack.types.values() if not t.product))},
        entities={e.id: replace(e, type=PRODUCT) if e.type in names else e for e in pack.entities.values()},
        attributes={
            a.id: replace(
                a,
                subjects=role(a.subjects),
                values=role(a.values),
                frames=tuple(
                    replace(f, object=tuple(map(noun_or_role, f.object)), subject=tuple(map(noun_or_role, f.subject)))
                    for f in a.frames
                ),
            )
            for a in pack.attributes.values()
        },
    )


def nouns_of(pack: DomainPack) -> Nouns:
    """The nouns of a pack from :func:`with_roles`."""
    product = pack.types[PRODUCT]
    named = _single(product.nouns) - _ANY_PRODUCT
    makers = _single(pack.types["brand"].nouns if "brand" in pack.types else ()) - _ANY_COMPANY
    return Nouns(
        products=named | _ANY_PRODUCT,
        kinds=_single(product.kinds),
        named=named,
        companies=_ANY_COMPANY | makers | {f"{noun}s" for noun in makers},
        plants=_single(pack.types["plant"].nouns if "plant" in pack.types else ()),
        apart=tuple(frozenset(group.split()) for group in product.apart),
    )


def _single(nouns: Iterable[str]) -> frozenset[str]:
    return frozenset(noun for noun in nouns if " " not in noun)
