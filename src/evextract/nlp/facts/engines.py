"""What only a part of a car is: "the petrol engine" of a plug-in hybrid makes no petrol car of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Token

from evextract.records import Mention

_OTHERWISE = re.compile(r"(?<!\w)(?:or|and|also|as well as|alongside|while|whereas|than|plus|but|both)(?!\w)|[;\n]")
_PARTS = frozenset({"engine", "motor", "generator", "unit"})


def without_parts(text: str, told: Sequence[tuple[Mention, Token]]) -> Iterator[Mention]:
    """The mentions of one sentence, each with the head noun of its word, but for those of parts of what another tells.

    A part in the singular is one where the sentence says of the same car what it is as a whole, and joins the two by no
    "or" and "and": those make versions of them ("comes as an EV or with a petrol engine").
    """
    for mention, head in told:
        if head.lower_ not in _PARTS or head.tag_ != "NN" or not _is_told(text, mention, told):
            yield mention


def _is_told(text: str, part: Mention, told: Iterable[tuple[Mention, Token]]) -> bool:
    wholes = (
        m
        for m, head in told
        if m.attribute == part.attribute
        and m.subject == part.subject
        and m.value != part.value
        and head.lower_ not in _PARTS
    )
    return any(_OTHERWISE.search(text, *_between(part, m)) is None for m in wholes)


def _between(a: Mention, b: Mention) -> tuple[int, int]:
    first, second = sorted((a, b), key=lambda m: m.focus_start)
    return first.focus_end, second.focus_start
