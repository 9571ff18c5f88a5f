"""One id for each thing, whatever a claim calls it."""

from __future__ import annotations

import re
import unicodedata

from evextract.domain.pack import DomainPack


class Canon:
    """Maps an id or a slug of any known name to the id that stands for the thing; unknown ids stand for themselves.

    Claims from elsewhere name things by slugs of their own ("ampr-medium"); where such a slug is the slug of exactly
    one thing's names, that thing is meant. A slug with the brand in front counts as the name alone does.
    """

    __slots__ = ("_known",)

    def __init__(self, pack: DomainPack) -> None:
        found: dict[str, set[str]] = {}
        for entity in pack.entities.values():
            home = pack.canonical(entity.id)
            names = {slug(name) for name in (entity.name, *entity.aliases)}
            if entity.brand:
                names |= {f"{entity.brand}-{slug(name)}" for name in (entity.name, *entity.aliases, *entity.ambiguous)}
            for name in names:
                found.setdefault(name, set()).add(home)
        known = {name: next(iter(homes)) for name, homes in found.items() if len(homes) == 1}
        known.update({entity_id: pack.canonical(entity_id) for entity_id in pack.entities})
        self._known = known

    def __call__(self, name: str) -> str:
        return self._known.get(name) or self._known.get(slug(name), name)


def slug(text: str) -> str:
    """Lower-case words without accents, joined by hyphens: ``"Renault 5 E-Tech"`` becomes ``renault-5-e-tech``."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[^a-z0-9]+", "-", "".join(c for c in plain if not unicodedata.combining(c))).strip("-")
