"""What is left of a vehicle's name once the text has told it: "the 3" of a Polestar 3, "the 208" of an E-208, "the Ioniq".

A number counts only behind an article or an adjective and where the text treats it as a car; the name of a family only
where the text names one of its cars, and not the family itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from evextract.nlp.cover import Cover
from evextract.nlp.naming.maker_numbers import RENEWED
from evextract.nlp.naming.names import alternation
from evextract.nlp.naming.new_vehicles import is_counted, is_treated
from evextract.nlp.naming.things import Thing
from evextract.nlp.roles import PRODUCT

_NUMBERED = re.compile(r"(?:(?P<family>\S+)[ -])?(?P<number>[A-Z]?\d{1,4})")
_OF_FAMILY = re.compile(r"(?P<family>[A-Z][a-zé]{2,}) (?:[A-Z]{0,3}-?\d+[A-Za-z]?|Electric|EV|[Ee]-[A-Za-z]+)")
_NO_FAMILY = frozenset({"Model", "Series", "Class", "Type", "Concept", "New", "Range", "Project"})
"""What stands before numbers and letters in the names of many makers."""
_LEAD = (
    r"(?:(?<!\w)(?:[Tt]he|[Ee]very|[Tt]his|[Ee]ach|its|their|standard|base|basic|regular|old|outgoing"
    rf"|bigger|smaller|larger|{RENEWED})|[’']s(?: new| electric)?) "
)
_COUNTING = re.compile(r" (?:of|and|or|to|out of|in) (?:the |them|these|those|\d)")
_DESCRIBED = (
    r"(?:(?:(?:(?:front|rear|all|four)-(?:wheel-)?(?:drive|driven)|(?:single|dual|twin|two|three)-motor|(?:long|standard)-range"
    r"|(?:all-)?electric|battery-electric|updated|refreshed|facelifted) ){1,2})?"
)
"""What tells a version of an electric car before the name of its family: "the front-drive Ioniq"; "the petrol Kona" is another."""
_MOST = 40
"""Each is looked for in the whole article."""


class _Told(NamedTuple):
    """A vehicle that is called so. ``end``: of the name that tells it; ``alone``: it has no other name but its maker's."""

    end: int
    vehicle: str
    alone: bool


def short_names(
    text: str,
    things: list[Thing],
    *,
    called: Collection[str],
    numbered: Mapping[str, Mapping[str, str]],
    brands: Mapping[str, str],
    headline: str | None = None,
) -> list[Thing]:
    """``things`` with the shorter names of the vehicles among them.

    ``called``: the nouns that are said of vehicles; ``numbered``: maker -> all vehicles that it calls by a number, number -> id;
    ``brands``: vehicle -> brand; ``headline``: the vehicle that only the headline names.
    """
    numbers: dict[str, list[_Told]] = {}
    families: dict[str, list[_Told]] = {}
    siblings: Counter[str] = Counter()
    """Makers of vehicles that are told by a number alone, with how often they are."""
    for number, vehicle in numbered.get(brands.get(headline or "", ""), {}).items():
        if vehicle == headline:
            numbers[number] = [_Told(0, vehicle, alone=True)]
    makers = {(t.start, t.inside): t.end for t in things if t.inside is not None and t.type == "brand"}
    for t in sorted(things, key=lambda t: t.end):
        if t.type != PRODUCT or t.inside is not None:
            continue
        name = text[makers.get((t.start, t.id), t.start) : t.end].strip()
        if (m := _NUMBERED.fullmatch(name)) is not None and m["family"] not in _NO_FAMILY:
            numbers.setdefault(m["number"], []).append(_Told(t.end, t.id, alone=m["family"] is None))
            same = numbered.get(brands.get(t.id, ""), {})
            if m["family"] is None and same.get(m["number"]) == t.id:
                siblings[brands[t.id]] += 1
        if (m := _OF_FAMILY.fullmatch(name)) is not None and m["family"] not in _NO_FAMILY:
            families.setdefault(m["family"], []).append(_Told(t.end, t.id, alone=False))
    if not numbers and not families:
        return things
    for maker, _ in siblings.most_common():
        for number, vehicle in numbered[maker].items():
            numbers.setdefault(number, [_Told(0, vehicle, alone=True)])
    named_whole = {t.id for t in things if t.type == PRODUCT and (t.start, t.id) in makers}
    out, taken = things, Cover(things)
    if numbers:
        owners = {t.end: t.id for t in things if t.type == "brand" and t.inside is None}
        out = [*out, *_numbers(text, numbers, taken, called, owners)]
    return _families(text, out, families, taken, named_whole, called) if families else out


def _numbers(
    text: str,
    numbers: Mapping[str, Sequence[_Told]],
    taken: Cover,
    called: Collection[str],
    owners: Mapping[int, str],
) -> list[Thing]:
    """``owners``: where the name of a brand ends -> its id."""
    either = alternation(islice(numbers, _MOST))
    found = []
    for m in re.finditer(rf"{_LEAD}(?P<number>{either})(?P<plural>s)?(?![\w%-]|[.,]\d)", text):
        start = m.start("number")
        if taken.touches(start, m.end()) or _COUNTING.match(text, m.end()):
            continue
        vehicle = _meant(numbers[m["number"]], start)
        owner = owners.get(m.start())
        if owner is not None and not vehicle.startswith(f"{owner}-"):
            continue  # "Renault's 5" is no Ora 5
        if m["plural"] is not None and re.fullmatch(r"19\d0|20\d0", m["number"]):
            continue  # "the 2000s"
        if m["plural"] is not None or (is_treated(text, m.end(), called) and not is_counted(text, m.end(), called)):
            found.append(Thing(start, m.end(), vehicle, PRODUCT, known=False))
    return found


def _meant(vehicles: Sequence[_Told], at: int) -> str:
    """Of those with the name, the one that was named last; one that is called by it alone comes before others."""
    told = vehicles[: bisect_left(vehicles, (at,))] or vehicles[:1]
    alone = [v for v in told if v.alone]
    return (alone or told)[-1].vehicle


def _families(
    text: str,
    things: list[Thing],
    families: Mapping[str, Sequence[_Told]],
    taken: Cover,
    named_whole: Collection[str],
    called: Collection[str],
) -> list[Thing]:
    either = alternation(islice(families, _MOST))
    places = {(t.start, t.end): n for n, t in enumerate(things) if t.inside is None}
    out = list(things)
    for m in re.finditer(rf"(?<!\w)[Tt]he {_DESCRIBED}(?P<name>{either})(?![\w-])", text):
        vehicle = _meant(families[m["name"]], m.start("name"))
        n = places.get((m.start("name"), m.end()))
        if n is None:
            if is_treated(text, m.end(), called) and not taken.touches(m.start("name"), m.end()):
                out.append(Thing(m.start("name"), m.end(), vehicle, PRODUCT, known=False))
        elif _is_same(out[n], vehicle, named_whole):
            out[n] = Thing(m.start("name"), m.end(), vehicle, PRODUCT, known=False)
    return out


def _is_same(thing: Thing, vehicle: str, named_whole: Collection[str]) -> bool:
    """Whether what the name was taken for is only a guess, or the family of the vehicle."""
    if thing.type != PRODUCT:
        return not thing.known
    return thing.id not in named_whole and vehicle.startswith(f"{thing.id}-")
