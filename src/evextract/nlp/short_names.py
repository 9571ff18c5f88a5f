"""What is left of a vehicle's name once the text has told it: "the 3" of a Polestar 3, "the 208" of an E-208, "the Ioniq".

A number counts only behind an article or an adjective and where the text treats it as a car; the name of a family only
where the text names one of its cars, and not the family itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Mapping

from evextract.nlp.cover import Cover
from evextract.nlp.new_vehicles import is_treated
from evextract.nlp.roles import PRODUCT
from evextract.nlp.things import Thing

_NUMBERED = re.compile(r"(?:(?P<family>\S+)[ -])?(?P<number>\d{1,4})")
_OF_FAMILY = re.compile(r"(?P<family>[A-Z][a-zé]{2,}) (?:[A-Z]{0,3}-?\d+[A-Za-z]?|Electric|EV|E-Tech|e-tron)")
_NO_FAMILY = frozenset({"Model", "Series", "Class", "Type", "Concept", "New", "Range", "Project"})
"""What stands before numbers and letters in the names of many makers."""
_LEAD = (
    r"(?:(?<!\w)(?:[Tt]he|[Ee]very|[Tt]his|[Ee]ach|its|their|new|current|electric|standard|base|basic|regular|old|outgoing"
    r"|bigger|smaller|larger)|[’']s(?: new| electric)?) "
)
_COUNTING = re.compile(
    r" (?:of|and|or|to|out of|in) (?:the |them|these|those|\d)| (?:January|February|March|April|May|June|July)"
)
_MOST = 40


def short_names(
    text: str, things: list[Thing], *, called: Collection[str], others: Mapping[str, Mapping[str, str]]
) -> list[Thing]:
    """``things`` with the shorter names of the vehicles among them.

    ``called``: the nouns that are said of vehicles; ``others``: id of a vehicle that is called by a number -> all that its
    maker calls so, number -> id.
    """
    numbers: dict[str, list[tuple[int, str, bool]]] = {}
    families: dict[str, list[tuple[int, str, bool]]] = {}
    siblings: dict[str, str] = {}
    makers = {(t.start, t.inside): t.end for t in things if t.inside is not None and t.type == "brand"}
    for t in things:
        if t.type != PRODUCT or t.inside is not None:
            continue
        name = text[makers.get((t.start, t.id), t.start) : t.end].strip()
        if (m := _NUMBERED.fullmatch(name)) is not None and m["family"] not in _NO_FAMILY:
            numbers.setdefault(m["number"], []).append((t.end, t.id, m["family"] is None))
            if m["family"] is None:
                siblings |= others.get(t.id, {})
        if (m := _OF_FAMILY.fullmatch(name)) is not None and m["family"] not in _NO_FAMILY:
            families.setdefault(m["family"], []).append((t.end, t.id, False))
    if not numbers and not families:
        return things
    for number in siblings.keys() - numbers.keys():
        numbers[number] = [(0, siblings[number], True)]
    named_whole = {t.id for t in things if t.type == PRODUCT and (t.start, t.id) in makers}
    out, taken = things, Cover(things)
    if numbers:
        out = [*out, *_numbers(text, numbers, taken, called)]
    return _families(text, out, families, taken, named_whole, called) if families else out


def _numbers(
    text: str, numbers: Mapping[str, list[tuple[int, str, bool]]], taken: Cover, called: Collection[str]
) -> list[Thing]:
    either = "|".join(sorted(numbers, key=lambda n: (-len(n), n))[:_MOST])
    found = []
    for m in re.finditer(rf"{_LEAD}(?P<number>{either})(?P<plural>s)?(?![\w%-]|[.,]\d)", text):
        start = m.start("number")
        if taken.touches(start, m.end()) or _COUNTING.match(text, m.end()):
            continue
        if m["plural"] is not None and re.fullmatch(r"19\d0|20\d0", m["number"]):
            continue  # "the 2000s"
        if m["plural"] is not None or is_treated(text, m.end(), called):
            found.append(Thing(start, m.end(), _meant(numbers[m["number"]], start), PRODUCT, known=False))
    return found


def _meant(vehicles: list[tuple[int, str, bool]], at: int) -> str:
    """Of those with the name, the one that was named last; who is called by it alone comes before others."""
    told = vehicles[: bisect_left(vehicles, (at,))] or vehicles[:1]
    alone = [v for v in told if v[2]]
    return (alone or told)[-1][1]


def _families(
    text: str,
    things: list[Thing],
    families: Mapping[str, list[tuple[int, str, bool]]],
    taken: Cover,
    named_whole: Collection[str],
    called: Collection[str],
) -> list[Thing]:
    either = "|".join(sorted(families, key=lambda n: (-len(n), n))[:_MOST])
    places = {(t.start, t.end): n for n, t in enumerate(things) if t.inside is None}
    out = list(things)
    for m in re.finditer(rf"(?<!\w)[Tt]he (?P<name>{either})(?![\w-])", text):
        if not is_treated(text, m.end(), called):
            continue
        vehicle = _meant(families[m["name"]], m.start("name"))
        n = places.get((m.start("name"), m.end()))
        if n is None:
            if not taken.touches(m.start("name"), m.end()):
                out.append(Thing(m.start("name"), m.end(), vehicle, PRODUCT, known=False))
        elif _is_same(out[n], vehicle, named_whole):
            out[n] = Thing(out[n].start, out[n].end, vehicle, PRODUCT, known=False)
    return out


def _is_same(thing: Thing, vehicle: str, named_whole: Collection[str]) -> bool:
    """Whether what the name was taken for is only a guess, or the family of the vehicle."""
    if thing.type != PRODUCT:
        return not thing.known
    return thing.id not in named_whole and vehicle.startswith(f"{thing.id}-")
