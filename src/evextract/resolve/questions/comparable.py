"""Same question? Whether two stated values of a scope key can mean one thing."""

from __future__ import annotations

import re
from collections.abc import Mapping

from evextract.domain.pack import DomainPack
from evextract.resolve.questions.period import periods_fit

ORDINALS = {
    word: number
    for number, words in enumerate(
        (
            ("first", "1st", "original"), ("second", "2nd"), ("third", "3rd"), ("fourth", "4th"), ("fifth", "5th"),
            ("sixth", "6th"), ("seventh", "7th"), ("eighth", "8th"), ("ninth", "9th"), ("tenth", "10th"),
        ),
        start=1,
    )
    for word in words
}  # fmt: skip
NEWEST = "newest"
"""Stands for all names of a thing's latest generation."""
NEW = frozenset(("new", "next", "all-new", "upcoming", "latest", "future", "redesigned", "coming"))
OLD = frozenset(("old", "previous", "outgoing", "last", "former", "preceding", "older"))
NOW = frozenset(("current", "existing", "present", "today"))
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
MARK = re.compile(r"\b(?:mk|mark|gen|generation)[ .-]?(\d{1,2}|i{1,3}|iv|v)\b")
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}


def normal(key: str, value: str) -> str:
    """The form in which values of a scope key are compared; variants are handled by :mod:`.trims`, periods by :mod:`.period`."""
    text = " ".join(value.casefold().split())
    match key:
        case "generation":
            return normal_generation(text)
        case "test_cycle":
            return text.upper()
    return text


def normal_generation(text: str) -> str:
    """``#3`` for "third" and "Mk3", ``2026`` for a model year, ``new``, ``current``, ``old``, or the text."""
    if found := MARK.search(text):
        return f"#{ROMAN.get(found[1]) or int(found[1])}"
    words = text.replace("next-gen", "next gen").replace("-generation", " generation").split()
    for word in words:
        if word in ORDINALS:
            return f"#{ORDINALS[word]}"
    if found := YEAR.search(text):
        return found[0]
    for kind, names in (("new", NEW), ("old", OLD), ("current", NOW)):
        if names & set(words):
            return kind
    return text


def can_be_one(key: str, a: str, b: str, pack: DomainPack) -> bool:
    """Whether two normal values of ``key`` may name one thing."""
    if a == b:
        return True
    match key:
        case "generation":
            return generations_fit(a, b)
        case "period":
            return periods_fit(a, b)
        case "object":
            return pack.canonical(a) == pack.canonical(b)
    return False


def generations_fit(a: str, b: str) -> bool:
    """ "Third" and "2026" may be one generation; "third" and "second", "2025" and "2026", old and new aren't."""
    if NEWEST in (a, b):
        return "name" in (generation_kind(a), generation_kind(b))
    kinds = {generation_kind(a), generation_kind(b)}
    return len(kinds) == 2 and "old" not in kinds and kinds != {"current", "new"} and "#1" not in (a, b)


def generation_kind(generation: str) -> str:
    if generation.startswith("#"):
        return "ordinal"
    if generation in ("new", "old", "current", NEWEST):
        return generation
    return "year" if generation.isdigit() else "name"


def scopes_fit(a: Mapping[str, str], b: Mapping[str, str], pack: DomainPack) -> bool:
    """No key that both state sets them apart. Variants fit when their sets of trims meet (``"a|b"``)."""
    for key in a.keys() & b.keys():
        if key == "variant":
            if a[key] != b[key] and not set(a[key].split("|")) & set(b[key].split("|")):
                return False
        elif not can_be_one(key, a[key], b[key], pack):
            return False
    return True
