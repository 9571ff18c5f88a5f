"""How the facts of a store changed."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

from evextract.domain.pack import DomainPack
from evextract.domain.wording import name_of
from evextract.errors import InputError
from evextract.io.store.base import reading
from evextract.io.store.facts import history, subjects
from evextract.report.chronicle import chronicle


def history_of(subject: str, *, store: Path, pack: DomainPack) -> list[str]:
    """How the facts about ``subject`` (an id or a name) changed, in lines of plain text.

    Raises :class:`~evextract.errors.InputError` for a thing of which no fact was ever told.
    """
    with reading(store) as base:
        known = subjects(base)
        wanted = [s for s in known if subject.casefold() in (s, name_of(s, pack).casefold())]
        if not wanted:
            near = ", ".join(get_close_matches(subject.casefold(), known)) or "facts.csv names the subjects"
            raise InputError(f"no fact about {subject!r} was ever in {store}; {near}")
        return chronicle((change for each in wanted for change in history(base, each)), pack)
