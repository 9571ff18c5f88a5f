"""What others call the things and units of a pack: for hand-over to them, never for reading texts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IdentifierDef:
    """What others call a thing (``of`` "entity") or a unit or currency (``of`` "unit"), and where that was looked up.

    ``wikidata``: an item; ``unece``: the common code of UN/ECE recommendation 20, which schema.org uses.
    """

    of: str
    id: str
    wikidata: str | None = None
    unece: str | None = None
    source: str = ""
