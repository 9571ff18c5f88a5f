"""What only a part of a car is: "the petrol engine" of a plug-in hybrid makes no petrol car of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from spacy.tokens import Token

from evextract.nlp.lexicon import stem
from evextract.records import Category, Mention, Polarity

_OTHERWISE = re.compile(r"(?<!\w)(?:or|and|also|as well as|alongside|while|whereas|than|plus|but|both)(?!\w)|[;\n]")
_MORE = frozenset({"second", "another", "additional", "extra", "further", "other"})
_ANOTHER = re.compile(r"(?<!\w)(?:one|two|another|the other|the second)(?: one)? (?:on|at|in|for|driving) the(?!\w)")
_COMBINING = frozenset(map(stem, ["combine", "pair", "mate", "couple", "marry", "team", "link", "blend"]))
_PARTS = frozenset({"engine", "motor", "generator", "unit"})


def without_parts(text: str, told: Sequence[tuple[Mention, Token]]) -> Iterator[tuple[Mention, Token]]:
    """The mentions of one sentence, each with the head noun of its word, but for those of parts of what another tells.

    A part in the singular is one where the sentence says of the same car what it is as a whole, and joins the two by no
    "or" and "and": those make versions of them ("comes as an EV or with a petrol engine").
    """
    for mention, head in told:
        if head.lower_ not in _PARTS or head.tag_ != "NN" or not _is_told(text, mention, told):
            yield mention, head


def without_other_parts(told: Iterable[tuple[Mention, Token]], kinds: Collection[str]) -> list[Mention]:
    """The mentions of an article but for those of parts where it tells something else of the same version of the car: what has
    "a rear motor", and elsewhere a front one, or all-wheel drive, has that as a whole.

    ``kinds``: the attributes that tell of what kind a car is, of which one may come as several ("with a petrol engine").
    """
    told = list(told)
    values: dict[tuple[str, str, str | None], set[str]] = {}
    for m, _ in told:
        if m.polarity is Polarity.AFFIRMED and isinstance(m.value, Category):
            values.setdefault((m.subject, m.attribute, m.scope.variant), set()).add(m.value.id)
    wholes = {
        (m.subject, m.attribute, m.value.id) for m, head in told if isinstance(m.value, Category) and not _is_part(head)
    }
    told = [(m, head) for m, head in told if not (_is_combined(head) and _is_otherwise(m, wholes))]
    return [
        m
        for m, head in told
        if m.attribute in kinds
        or not _is_part(head)
        or not isinstance(m.value, Category)
        or (not _has_mate(head) and values.get((m.subject, m.attribute, m.scope.variant), set()) <= {m.value.id})
    ]


def _is_part(head: Token) -> bool:
    return head.lower_.removesuffix("s") in _PARTS


def _is_combined(head: Token) -> bool:
    """ "It combines a petrol engine with an electric motor"."""
    return head.lower_ in _PARTS and head.dep_ == "dobj" and stem(head.head.lower_) in _COMBINING


def _is_otherwise(part: Mention, wholes: Collection[tuple[str, str, str]]) -> bool:
    """Whether the article tells of the same car that it is something else as a whole."""
    told = {value for subject, attribute, value in wholes if (subject, attribute) == (part.subject, part.attribute)}
    return isinstance(part.value, Category) and bool(told - {part.value.id}) and part.value.id not in told


def _has_mate(part: Token) -> bool:
    """ "Front and rear motors", "a second motor at the front", "a motor at the rear and another one at the front"."""
    if part.tag_ == "NNS" or any(c.lower_ in _MORE for c in part.children):
        return True
    return _ANOTHER.search(part.sent.text) is not None


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
