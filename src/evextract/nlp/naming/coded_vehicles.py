"""Vehicles that no list has, by a code and by what the text says they are.

"Kia opened order books for the EV4, a compact sedan": a code behind an article, its maker earlier in the sentence.
"The Solvo T10 is a crossover": a code behind an unknown word, which then is the maker.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection

from spacy.tokens import Doc

from evextract.nlp.cover import Cover
from evextract.nlp.naming.names import alternation
from evextract.nlp.naming.new_vehicles import TREATED, as_written, every_mention
from evextract.nlp.naming.things import Thing, slug
from evextract.nlp.roles import PRODUCT

_MOST = 40
"""Each is looked for in the whole article."""
_REACH = 160
_CODED = re.compile(
    r"(?<![\w.-])(?:(?P<maker>[A-Z][A-Za-zé]{2,}) )?(?P<code>[A-Z]{1,3}-?\d{1,3}[A-Z]?|\d{1,2}[A-Z]{1,2}|[A-Z]{2} \d{1,2})(?![\w-]|[.,]\d)"
)
_ARTICLE = re.compile(r"(?<!\w)(?:[Tt]he|[Ii]ts|[Tt]heir|[Aa]n?|[Tt]his|’s|'s)(?: [a-z][a-z-]*){0,3} \Z")
DRIVEN = re.compile(
    r" (?:(?:has|will|is|was) )?(?:also |now |already )?"
    r"(?:(?:go|goes|went) on sale|entered|enters?|costs?|starts?|gets?|seats?|measures?|weighs?|arrives?|arrived|uses"
    r"|priced|built|sold|offered|produced|launched|delivered|based|comes with|rides on|sits on|has an? |here)(?!\w)"
)
"""What a name that does or undergoes it can only be a car's."""
_MADE = re.compile(r"(?:[Pp]roduction|[Dd]eliver(?:y|ies)|[Ss]ales|[Ll]aunch|versions?|prices?) (?:of|for) the \Z")
_ARTICLES = frozenset({"The", "This", "Its", "Their"})
_OWNER = re.compile(r" (?:marque|brand|sub-brand|subsidiary|unit|offshoot|group)(?!\w)")
"""What follows the owner's name in "Deepal, a Changan marque": the car is not its."""
_IN_ROW = re.compile(r"(?<![\w.-])[Tt]he (?P<code>(?P<letters>[A-Z]{1,2})\d{1,3})(?![\w-]|[.,]\d)")
_FEWEST = 3
_SENTENCE_END = re.compile(r"[.!?;]\s|\n")


class CodeFinder:
    """Built once. ``called``: the nouns for vehicles; ``never``: folded words that are no firm's name."""

    def __init__(self, called: Collection[str], never: Collection[str]) -> None:
        noun = alternation(as_written(called))
        self._is_one = re.compile(
            rf"(?: (?:[a-z-]+ )?(?:utility )?|(?:,| is| was| will be) (?:an?|the|its|their) (?:[\w-]+ ){{0,6}}?)(?:{noun})s?(?![\w-])"
        )
        self._never = never

    def find(self, doc: Doc, text: str, things: list[Thing], *, makers: Collection[str]) -> list[Thing]:
        """Every mention of such vehicles, and their makers' where those are new. ``makers``: ids of known brands."""
        taken = Cover(things)
        brands = [t for t in things if t.id in makers and t.inside is None]
        vehicles: dict[str, str] = {}
        found: list[Thing] = []
        rows = rows_of_codes(text, taken)
        for m in _CODED.finditer(text):
            if len(vehicles) >= _MOST or taken.touches(m.start("code"), m.end("code")):
                continue
            if m["maker"] and m["maker"] not in _ARTICLES and not taken.touches(m.start("maker"), m.end("maker")):
                if self._is_one.match(text, m.end()) and self._is_maker(doc, m):
                    vehicles.setdefault(m["code"], f"{slug(m['maker'])}-{slug(m['code'])}")
                    found.append(Thing(m.start(), m.end(), vehicles[m["code"]], PRODUCT, known=False))
                    inside = vehicles[m["code"]]
                    found.append(
                        Thing(m.start(), m.end("maker"), slug(m["maker"]), "brand", known=False, inside=inside)
                    )
                continue
            if not _ARTICLE.search(text, max(0, m.start("code") - 40), m.start("code")) or m["code"] in rows:
                continue
            is_one = self._is_one.match(text, m.end()) is not None
            if not is_one and not TREATED.match(text, m.end()):
                continue
            maker = _maker_before(text, m.start("code"), brands)
            if maker is None and (is_one or _is_driven(text, m)):
                maker = _main_maker(m.start(), brands)
            if maker is not None:
                vehicles.setdefault(m["code"], f"{maker}-{slug(m['code'])}")
        taken = Cover([*things, *found])
        return found + every_mention(text, vehicles, taken, before=r"(?<![\w.-])")

    def _is_maker(self, doc: Doc, m: re.Match[str]) -> bool:
        span = doc.char_span(m.start("maker"), m.end("maker"), alignment_mode="expand")
        return m["maker"].lower() not in self._never and span is not None and span[0].tag_ in {"NNP", "NNPS"}


def rows_of_codes(text: str, taken: Cover) -> set[str]:
    """Codes of three or more that only their number tells apart, none with a maker: "the P6 … the P10 … the P12" are versions."""
    rows: dict[str, set[str]] = {}
    for m in _IN_ROW.finditer(text):
        if not taken.touches(m.start("code"), m.end("code")):
            rows.setdefault(m["letters"], set()).add(m["code"])
    return {code for row in rows.values() if len(row) >= _FEWEST for code in row}


def _maker_before(text: str, start: int, brands: list[Thing]) -> str | None:
    """The brand named last in the sentence."""
    near = [t for t in brands if start - _REACH < t.start < start and not _OWNER.match(text, t.end)]
    return near[-1].id if near and not _SENTENCE_END.search(text, near[-1].end, start) else None


def _is_driven(text: str, m: re.Match[str]) -> bool:
    """Whether what is said of the code is said of cars only."""
    return bool(DRIVEN.match(text, m.end()) or _MADE.search(text, max(0, m.start("code") - 60), m.start("code")))


def _main_maker(start: int, brands: list[Thing]) -> str | None:
    """The brand named most before ``start``."""
    counts = Counter(t.id for t in brands if t.start < start)
    return max(counts, key=lambda id_: counts[id_]) if counts else None
