"""Vehicles that a text calls by a number alone, without ever saying the whole name: "Polestar has settled where its 7 comes from".

Their maker must be named, and must have a vehicle that is called so; what is said of the number must be said of one car.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Mapping

from evextract.domain.pack import DomainPack
from evextract.nlp.cover import Cover
from evextract.nlp.naming.new_vehicles import is_counted, is_treated, noun_follows
from evextract.nlp.naming.things import Thing
from evextract.nlp.roles import PRODUCT

RENEWED = r"new|next|upcoming|forthcoming|current|electric|all-electric|facelifted|updated|revised|refreshed|restyled|redesigned|longer-range|next-generation"
"""What is said of a car before its number: "a facelifted 5"."""
_NUMBER = re.compile(
    r"(?:(?P<genitive>[’']s)|(?<!\w)(?:[Tt]he|[Ii]ts|[Tt]heir|[Tt]his|[Ww]hose"
    rf"|(?:[Tt]he|[Ii]ts|[Tt]heir|[Aa]n?) (?P<renewed>{RENEWED}|(?:[a-z]+-){{1,3}}[a-z]+)))"
    r" (?P<number>\d{1,4})(?![\w%-]|[.,:]\d)"
)
_AS_ONE = re.compile(
    r"[’']s(?!\w)|, (?:which|whose|an?)(?!\w)| (?:is|was|has|does|will|would|can|could|should|gets?|goes|comes|costs|starts|arrives|rides"
    r"|sits|uses|shares|offers|measures|weighs|seats|takes|made up|accounted)(?!\w)"
)
_OF_CARS = re.compile(
    r"(?:[Pp]roduction|[Dd]eliver(?:y|ies)|[Ss]ales|[Ll]aunch|[Vv]ersions?|[Dd]erivatives?|[Oo]rders|[Pp]rices?|[Uu]nits) (?:of|for) \Z"
    r"|\d[.,]\d{3} of \Z"
)
_MANY = re.compile(r" (?:[a-z-]+ )?[a-z]{2,}(?<!ss)s(?!\w)")
"""What is counted: "the 7 models"."""
_CODE = re.compile(r"[A-Z]\d")
_SENTENCE_END = re.compile(r"[.!?;]\s|\n")


def called_by_number(pack: DomainPack) -> dict[str, dict[str, str]]:
    """Each maker -> its vehicles that are called by a number ("Renault 4"), or a code that is also a word ("Audi Q4")."""
    by_maker: dict[str, dict[str, str]] = {}
    for e in pack.entities.values():
        if e.type != PRODUCT or not e.brand:
            continue
        number = e.id.removeprefix(f"{e.brand}-")
        if number.isdigit():
            by_maker.setdefault(e.brand, {})[number] = e.id
        elif e.full_name_only:
            for name in e.aliases:
                code = name.removeprefix(f"{pack.entities[e.brand].name} ")
                if code != name and _CODE.fullmatch(code):
                    by_maker.setdefault(e.brand, {})[code] = e.id
    return by_maker


def numbers_of_makers(
    text: str, things: list[Thing], *, called: Collection[str], numbered: Mapping[str, Mapping[str, str]]
) -> list[Thing]:
    """``called``: the nouns that are said of vehicles; ``numbered``: maker -> number -> vehicle."""
    brands = sorted((t.start, t.id) for t in things if t.id in numbered and t.inside is None)
    if not brands:
        return []
    known = {number for _, id_ in brands for number in numbered[id_]}
    main = Counter(id_ for _, id_ in brands).most_common(1)[0][0]
    owners = {t.end: t.id for t in things if t.id in numbered}
    taken = Cover(things)
    found = []
    for m in _NUMBER.finditer(text):
        start, end = m.span("number")
        if m["number"] not in known or taken.touches(start, end) or not _is_car(text, m, called):
            continue
        before = bisect_left(brands, (start,))
        near = brands[before - 1] if before else None
        if m["genitive"]:
            maker = owners.get(m.start())
        else:
            led = near is not None and (
                _heads_line(text, near[0], owners) or not _SENTENCE_END.search(text, near[0], start)
            )
            maker = near[1] if near is not None and led else main
        if maker is not None and (vehicle := numbered[maker].get(m["number"])):
            found.append(Thing(start, end, vehicle, PRODUCT, known=False))
    return found


def _heads_line(text: str, start: int, owners: Mapping[int, str]) -> bool:
    """Whether the maker's name that begins there is a line of its own, and so heads what follows."""
    end = text.find("\n", start)
    return text[start - 1 : start] == "\n" and end in owners


def _is_car(text: str, m: re.Match[str], called: Collection[str]) -> bool:
    end = m.end("number")
    if noun_follows(text, end, called):
        return not is_counted(text, end, called)
    if m["number"].startswith("0"):
        return not _MANY.match(text, end) or _AS_ONE.match(text, end) is not None
    if m["renewed"] or m["genitive"]:
        return is_treated(text, end, called) or _AS_ONE.match(text, end) is not None
    if _AS_ONE.match(text, end):
        return True
    led = _OF_CARS.search(text, max(0, m.start() - 20), m.start())
    return led is not None and not _MANY.match(text, end)
