"""Same question? Whether two stated values of a scope key can mean one thing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from evextract.domain.pack import DomainPack

ORDINALS = {
    word: number
    for number, words in enumerate(
        (
            ("first", "1st", "original", "gen 1"), ("second", "2nd", "gen 2"), ("third", "3rd", "gen 3"),
            ("fourth", "4th", "gen 4"), ("fifth", "5th", "gen 5"), ("sixth", "6th", "gen 6"), ("seventh", "7th"),
            ("eighth", "8th"), ("ninth", "9th"), ("tenth", "10th"),
        ),
        start=1,
    )
    for word in words
}  # fmt: skip
NEW = frozenset(("new", "next", "all-new", "upcoming", "latest", "future", "redesigned", "next-gen", "next-generation"))
OLD = frozenset(("old", "previous", "outgoing", "last", "former", "preceding"))
NOW = frozenset(("current", "existing", "present", "today"))
YEAR = re.compile(r"\b(?:19|20)\d\d\b")

Normal = Callable[[str], str]


def normal(key: str, value: str) -> str:
    """The form in which values of a scope key are compared; variants are handled by :mod:`.trims`."""
    text = " ".join(value.casefold().split())
    match key:
        case "generation":
            return _generation(text)
        case "test_cycle":
            return text.upper()
    return text


def _generation(text: str) -> str:
    words = text.replace("-", " ").replace("generation", "").replace("model year", "").split()
    for word in words:
        if word in ORDINALS:
            return f"#{ORDINALS[word]}"
    if found := YEAR.search(text):
        return found[0]
    for kind, names in (("new", NEW), ("old", OLD), ("current", NOW)):
        if names & set(words) or text in names:
            return kind
    return text


def can_be_one(key: str, a: str, b: str, pack: DomainPack) -> bool:
    """Whether two different normal values of ``key`` may name one thing."""
    if a == b:
        return True
    match key:
        case "generation":
            return _generations_fit(a, b)
        case "market":
            return a == "global" or b == "global"
    return False


def _generations_fit(a: str, b: str) -> bool:
    kinds = {_kind(a), _kind(b)}
    # "Third" and "2026" may be one generation; "third" and "second", "2025" and "2026" aren't, nor are old and new.
    if len(kinds) == 1 or "old" in kinds:
        return False
    return not kinds >= {"current", "new"}


def _kind(generation: str) -> str:
    if generation.startswith("#"):
        return "ordinal"
    if generation in ("new", "old", "current"):
        return generation
    return "year" if generation.isdigit() else "name"


def scopes_fit(a: Mapping[str, str], b: Mapping[str, str], pack: DomainPack) -> bool:
    """No key that both state sets them apart."""
    return all(can_be_one(key, a[key], b[key], pack) for key in a.keys() & b.keys())
