"""Plants that a place stands for: "in Cologne", where the text has named the Cologne plant before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from evextract.nlp.sites import PLANT
from evextract.nlp.things import PLACE, Thing, slug

_SUFFIX = "-plant"


class Plants:
    """The plants of a page. ``things`` are all of its things, in text order."""

    def __init__(self, text: str, things: Iterable[Thing]) -> None:
        self._text = text
        self._told: dict[str, dict[str, int]] = {}
        """Place, as ids are made of it, -> the plants there, each with the end of its first mention."""
        things = list(things)
        for t in things:
            if t.type == PLANT and t.id.endswith(_SUFFIX):
                words = t.id.removesuffix(_SUFFIX).split("-")
                for n in range(1, len(words)):
                    first = self._told.setdefault("-".join(words[n:]), {})
                    first[t.id] = min(t.end, first.get(t.id, t.end))
        self._meant = [(t.start, t.end, id_) for t in things if (id_ := self.meant(t)) is not None]

    def meant(self, thing: Thing) -> str | None:
        """The plant that the thing is, or that stands at the place it is, where the text has named that one before."""
        if thing.type == PLANT:
            return thing.id
        if thing.type != PLACE or thing.inside is not None:
            return None
        there = self._told.get(slug(self._text[thing.start : thing.end]), {})
        told = [id_ for id_, end in there.items() if end <= thing.start]
        return told[0] if len(told) == 1 else None

    def last(self, before: int) -> str | None:
        """The plant that was named, or meant, last before the character."""
        for n in range(bisect_left(self._meant, (before,)) - 1, -1, -1):
            _, end, id_ = self._meant[n]
            if end <= before:
                return id_
        return None
