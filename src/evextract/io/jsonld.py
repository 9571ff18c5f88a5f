"""Facts as schema.org JSON-LD: a node a thing, a node of its own for each of its versions.

Asserted and decided facts only. What the pack gives no schema.org property goes, for products, under
``additionalProperty``. The articles behind a node are its ``subjectOf``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from evextract.domain.links import safe_url
from evextract.domain.pack import UNWRITTEN, DomainPack, is_currency
from evextract.domain.wording import label_of, name_of, say
from evextract.io.claims import number_to_json
from evextract.io.spans import calendar_unit
from evextract.records import (
    Bound,
    Category,
    Claim,
    DateSpan,
    EntityRef,
    Fact,
    Grain,
    Quantity,
    Resolution,
    Text,
    Value,
)

CONTEXT = "https://schema.org"
Node = dict[str, Any]


def jsonld(resolution: Resolution, pack: DomainPack) -> Node:
    """The document; nodes in the order of their ids. Versions lead to their model by ``isVariantOf``."""
    claims = {claim.id: claim for claim in resolution.claims}
    nodes: dict[str, Node] = {}
    for fact in resolution.facts:
        if fact.value is None or not fact.is_plain:
            continue
        types = _types(fact.subject, fact.attribute, pack)
        if types:
            node = _node(fact, types, nodes, pack)
            if _add(node, fact, fact.value, pack):
                _cite(node, (claims[i] for i in fact.supported_by if i in claims))
    models = {node["isVariantOf"]["@id"] for node in nodes.values() if "isVariantOf" in node}
    told = sorted(name for name, node in nodes.items() if "subjectOf" in node or name in models)
    return {"@context": CONTEXT, "@graph": [nodes[name] for name in told]}


def _types(subject: str, attribute: str, pack: DomainPack) -> tuple[str, ...]:
    """The types of a thing; of an unknown one, those of what its attribute can be of."""
    known, about = pack.entities.get(pack.canonical(subject)), pack.attributes.get(attribute)
    names = (known.type,) if known is not None else about.subjects[:1] if about is not None else ()
    found = [pack.types[name].schema_org for name in names if name in pack.types]
    return found[0] if found else ()


def _node(fact: Fact, types: tuple[str, ...], nodes: dict[str, Node], pack: DomainPack) -> Node:
    """The node that a fact belongs to, made where it isn't there yet."""
    identifier = f"urn:evextract:{fact.subject}"
    name = name_of(fact.subject, pack)
    model = nodes.setdefault(identifier, _named(identifier, types, name, fact.subject, pack))
    version = [part for part in (fact.scope.generation, fact.scope.variant) if part]
    if not version or "ProductModel" not in types:
        return model
    own = ":".join([identifier, *(_slug(part) for part in version)])
    if own not in nodes:
        nodes[own] = {
            "@id": own, "@type": list(types), "name": " ".join([name, *version]), "isVariantOf": {"@id": identifier},
        }  # fmt: skip
    return nodes[own]


def _named(identifier: str, types: Iterable[str], name: str, entity: str, pack: DomainPack) -> Node:
    node: Node = {"@id": identifier, "@type": list(types), "name": name}
    same = pack.identifiers.get(("entity", pack.canonical(entity)))
    if same is not None and same.wikidata:
        node["sameAs"] = f"http://www.wikidata.org/entity/{same.wikidata}"
    return node


def _slug(words: str) -> str:
    return "".join(ch if ch.isalnum() else "-" for ch in words.casefold())


def _add(node: Node, fact: Fact, value: Value, pack: DomainPack) -> bool:
    """Write the fact into its node; False where schema.org has no place for it."""
    attribute = pack.attributes.get(fact.attribute)
    if attribute is None:
        return False
    if attribute.schema_org is None:
        if "ProductModel" not in node["@type"]:
            return False
        label = label_of(fact.attribute, pack)
        described = _described(value, pack)
        if not isinstance(described, dict) or "@id" in described:
            described = {"value": described}
        extra = {**described, "@type": "PropertyValue", "propertyID": fact.attribute, "name": label}
        _append(node, "additionalProperty", extra)
        return True
    *between, leaf = attribute.schema_org.split(".")
    said = _price(value) if leaf == "priceSpecification" else _described(value, pack)
    if said is None:
        return False
    if isinstance(said, dict) and fact.scope.test_cycle:
        said["valueReference"] = {"@type": "PropertyValue", "name": "test cycle", "value": fact.scope.test_cycle}
    if between:
        _nest(node, between[0], between[1], leaf, said, market=fact.scope.market, several=not attribute.single)
    else:
        _append(node, leaf, said)
    return True


def _nest(node: Node, key: str, kind: str, leaf: str, said: object, *, market: str | None, several: bool) -> None:
    """Put a property into a node in between: the power and the torque of one engine, but two prices in two offers."""
    inner = node.get(key, [])
    for other in inner if isinstance(inner, list) else [inner]:
        if leaf not in other and not several and not market and other["@type"] == kind:
            other[leaf] = said
            return
    region = {"eligibleRegion": market} if market and leaf != "eligibleRegion" else {}
    _append(node, key, {"@type": kind, leaf: said, **region})


def _append(node: Node, key: str, said: object) -> None:
    """One value as it is, several as a list."""
    if key not in node:
        node[key] = said
    elif isinstance(node[key], list):
        node[key].append(said)
    else:
        node[key] = [node[key], said]


def _described(value: Value, pack: DomainPack) -> Any:
    match value:
        case Quantity():
            return _quantity(value, pack)
        case DateSpan():
            return _date(value) or say(value, pack)
        case EntityRef():
            types = _types(value.id, "", pack)
            return _named(f"urn:evextract:{value.id}", types or ("Thing",), name_of(value.id, pack), value.id, pack)
        case Category():
            return value.id
        case Text():
            return value.text


def _quantity(value: Quantity, pack: DomainPack) -> Node:
    if is_currency(value.unit):
        return {"@type": "MonetaryAmount", **_ends(value, "value", "minValue", "maxValue"), "currency": value.unit}
    unit = pack.identifiers.get(("unit", value.unit))
    node: Node = {"@type": "QuantitativeValue", **_ends(value, "value", "minValue", "maxValue")}
    if value.unit not in UNWRITTEN:
        code = {"unitCode": unit.unece} if unit is not None and unit.unece else {}
        node |= {**code, "unitText": value.unit}
    return node


def _price(value: Value) -> Node | None:
    if not isinstance(value, Quantity) or not is_currency(value.unit):
        return None
    ends = _ends(value, "price", "minPrice", "maxPrice")
    return {"@type": "PriceSpecification", **ends, "priceCurrency": value.unit}


def _ends(value: Quantity, one: str, least: str, most: str) -> dict[str, int | float]:
    low, high = number_to_json(value.low), number_to_json(value.high)
    match value.bound:
        case Bound.BELOW:
            return {most: high}
        case Bound.ABOVE:
            return {least: low}
    return {one: low} if value.low == value.high else {least: low, most: high}


def _date(span: DateSpan) -> str | None:
    """An ISO 8601 day, month or year; None for other spans."""
    if span.start is None:
        return None
    lengths = {Grain.DAY: 10, Grain.MONTH: 7, Grain.YEAR: 4}
    grain = calendar_unit(span)
    return None if grain is None else span.start.isoformat()[: lengths[grain]]


def _cite(node: Node, claims: Iterable[Claim]) -> None:
    """The articles that say so, each once."""
    told = node.setdefault("subjectOf", [])
    for source in (claim.source for claim in claims):
        article = {
            "@type": "NewsArticle", "identifier": source.article_id, "url": safe_url(source.url),
            "headline": source.title, "datePublished": source.published.isoformat() if source.published else None,
            "publisher": {"@type": "Organization", "name": source.outlet} if source.outlet else None,
        }  # fmt: skip
        article = {key: said for key, said in article.items() if said is not None}
        if article not in told:
            told.append(article)
