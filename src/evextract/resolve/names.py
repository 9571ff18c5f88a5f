"""One id for each thing, whatever a claim calls it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from evextract.domain.pack import DomainPack

NOISE = frozenset(
    ("trim", "version", "variant", "model", "grade", "edition", "spec", "the", "battery", "pack", "level", "of", "line")
)
SPACED_UNIT = re.compile(r"(?<=\d) (?=(?:wh|kwh|kw|km|mi|hp|ps|gb|tb|mm|cm|in|nm|l)\b)")

LOOKS = re.compile(r"(?<!\bthe) line\b")
"""A GT-Line is no GT: one word with that before it. "Top of the line" has none."""


class Canon:
    """Maps an id or a slug of any known name to the id that stands for the thing; unknown ids stand for themselves.

    Claims from elsewhere name things by slugs of their own ("ampr-medium"); where such a slug is the slug of exactly
    one thing's names, that thing is meant. A slug with the brand in front counts as the name alone does.
    """

    __slots__ = ("_known", "_words")

    def __init__(self, pack: DomainPack, variant_words: Mapping[str, tuple[str, ...]] | None = None) -> None:
        homes: dict[str, str | None] = {}  # None: several things go by that name.
        for entity in pack.entities.values():
            home = pack.canonical(entity.id)
            names = {slug(name) for name in (entity.name, *entity.aliases)}
            if entity.brand:
                names |= {f"{entity.brand}-{slug(name)}" for name in (entity.name, *entity.aliases, *entity.ambiguous)}
            for name in names:
                if homes.setdefault(name, home) != home:
                    homes[name] = None
        known = {name: home for name, home in homes.items() if home is not None}
        known.update({entity_id: pack.canonical(entity_id) for entity_id in pack.entities})
        self._known = known
        self._words = {word: name for name, words in (variant_words or {}).items() for word in words}

    def __call__(self, name: str) -> str:
        return self._known.get(name) or self._known.get(slug(name), name)

    def variant(self, name: str) -> str:
        """``"58kWh battery"`` and ``"58 kWh"`` become ``"58kwh"``, ``"SV+"`` becomes ``"sv plus"``; noise words go, and
        words that mean the same version become one.
        """
        text = name.casefold().replace("-level", "").replace("+", " plus ").replace("-", " ")
        text = LOOKS.sub("line", SPACED_UNIT.sub("", " ".join(text.split())))
        kept = " ".join(word for word in text.split() if word not in NOISE) or text
        return self._words.get(text) or self._words.get(kept, kept)


@lru_cache(maxsize=1 << 16)
def slug(text: str) -> str:
    """Lower-case words without accents, joined by hyphens: ``"Renault 5 E-Tech"`` becomes ``renault-5-e-tech``."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[^a-z0-9]+", "-", "".join(c for c in plain if not unicodedata.combining(c))).strip("-")
