"""Read annotated articles that are written in TOML: an article and its facts side by side, a fact a line.

A file holds ``[[passage]]`` tables with ``text``, optionally ``id``, ``published`` and ``title``, and ``facts``; ``[names]``
leads from an id to others that stand for the same thing. A fact is::

    SUBJECT | ATTRIBUTE | VALUE | planned, denied, market=CA, variant=Long Range, by=Kia, optional

VALUE is ``~450 km`` or ``range 94..148 hp`` for quantities (``=``, the default, ``~ < > range``; what the text adds as a
conversion behind `` = ``), ``2026-03``, ``2026-01-15..2026-02-15`` or ``..2027`` for dates, otherwise an id or words. A town
and a plant that is named after it are the same value: of "built in Bremen" some annotators note one, some the other.
"""

from __future__ import annotations

import calendar
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from evextract.domain.pack import DomainPack, ValueKind
from evextract.nlp.naming.plants import towns_of
from evextract.records import (
    SCOPE_KEYS,
    Article,
    Bound,
    Category,
    Claim,
    DateSpan,
    EntityRef,
    Evidence,
    Modality,
    Polarity,
    Quantity,
    Scope,
    Source,
    Text,
    Value,
)
from evextract.run.gold import Gold, GoldArticle, GoldFact


def read_toml(paths: Iterable[Path], pack: DomainPack) -> Gold:
    """The articles of the files in their order; an article's id is ``file-id``, or ``file-number``.

    Raises :class:`ValueError` with article and line for a fact with notes that nothing reads.
    """
    articles = []
    names = _plants_by_other_towns(pack)
    for path in paths:
        file = tomllib.loads(path.read_text("utf-8"))
        for id_, others in file.get("names", {}).items():
            for other in others:
                one, two = _first(names, id_), _first(names, other)
                if one != two:
                    names[two] = one
        for number, told in enumerate(file["passage"], start=1):
            id_ = f"{path.stem}-{told.get('id', number)}"
            article = Article(id_, told["text"].strip(), title=told.get("title"), published=told.get("published"))
            facts = tuple(read_fact(line, article, pack) for line in told["facts"])
            articles.append(GoldArticle(article, facts))
    return Gold(tuple(articles), {id_: _first(names, id_) for id_ in names})


def _plants_by_other_towns(pack: DomainPack) -> dict[str, str]:
    """Plants as an article may call them -> the ids under which the pack knows them: "stellantis-figueruelas-plant"."""
    parents = {e.id: e.parent for e in pack.entities.values()}
    there = ((town, owner, id_) for town, of in towns_of(pack.entities.values()).items() for owner, id_ in of.items())
    called: dict[str, str] = {}
    for town, owner, id_ in there:
        for firm in filter(None, (owner, parents.get(owner))):
            called.setdefault(f"{firm}-{town}-plant", id_)
    return {plant: id_ for plant, id_ in called.items() if plant not in pack.entities}


def _first(names: Mapping[str, str], id_: str) -> str:
    """The id to which all ids of a thing lead, in whatever direction the files name them."""
    while id_ in names:
        id_ = names[id_]
    return id_


def read_fact(line: str, article: Article, pack: DomainPack) -> GoldFact:
    subject, attribute, value, *rest = (part.strip() for part in line.split("|"))
    notes = [note.strip() for note in rest[0].split(",")] if rest else []
    given = dict(note.split("=", 1) for note in notes if "=" in note)
    flags = {note for note in notes if "=" not in note}
    if flags - {"", "planned", "speculative", "denied", "optional"} or given.keys() - set(SCOPE_KEYS) - {"by"}:
        raise ValueError(f"{article.id}: {line}")
    first, *others = (read_value(part, pack.attributes[attribute].kind) for part in value.split(" = "))
    if attribute == "assembly_location":
        others += town_or_plants(value, pack)
    quote = Evidence(article.id, 0, len(article.text), article.text, 0, article.text, 0, len(article.text))
    claim = Claim(
        "",
        subject,
        attribute,
        first,
        Source(article.id),
        quote,
        tuple(others),
        replace(Scope(), **{key: text for key, text in given.items() if key in SCOPE_KEYS}),
        Polarity.DENIED if "denied" in flags else Polarity.AFFIRMED,
        next((m for m in Modality if m.value in flags), Modality.ASSERTED),
        given.get("by"),
    )
    return GoldFact(claim, optional="optional" in flags)


def read_value(text: str, kind: ValueKind) -> Value:
    if kind == ValueKind.QUANTITY:
        number, unit = text.removeprefix("range").lstrip("=~<> ").split(" ", 1)
        low, _, high = number.partition("..")
        bound = Bound.RANGE if high else next((b for b in Bound if text.startswith(b.value)), Bound.EXACT)
        return Quantity(Decimal(low), Decimal(high or low), unit, bound)
    if kind == ValueKind.DATE:
        low, dots, high = text.partition("..")
        return DateSpan(read_days(low)[0], read_days(high if dots else low)[1], written=text)
    if kind == ValueKind.ENTITY:
        return EntityRef(text)
    return Category(text) if kind == ValueKind.CATEGORY else Text(text)


def town_or_plants(id_: str, pack: DomainPack) -> list[Value]:
    """The towns that a plant is named after, or the plants of a town that the pack knows."""
    towns = towns_of(pack.entities.values())
    if not id_.endswith("-plant"):
        return [EntityRef(plant) for plant in sorted(set(towns.get(id_, {}).values()))]
    named = sorted(town for town, plants in towns.items() if id_ in plants.values())
    words = id_.removesuffix("-plant").split("-")
    return [EntityRef(town) for town in named or sorted("-".join(words[n:]) for n in range(1, len(words)))]


def read_days(text: str) -> tuple[date | None, date | None]:
    """First and last day of ``2026``, ``2026-03``, ``2026-03-05``; nothing for nothing."""
    if not text:
        return None, None
    year, month, day = ([int(part) for part in text.split("-")] + [0, 0])[:3]
    last = day or calendar.monthrange(year, month or 12)[1]
    return date(year, month or 1, day or 1), date(year, month or 12, last)
