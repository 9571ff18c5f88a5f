"""Firms that neither a list nor the language model knows, told by the words around them.

"The start-up Lumora", "Qingtian Auto", "Brennhof AG": a noun for a firm before the name, or a firm's suffix behind it.
Their names count in the whole article from then on, and those of makers lead to vehicles.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from spacy.tokens import Doc

from evextract.nlp.cover import Cover
from evextract.nlp.naming.coded_vehicles import DRIVEN
from evextract.nlp.naming.names import alternation, fold
from evextract.nlp.naming.new_vehicles import TREATED
from evextract.nlp.naming.things import Thing, slug

_WORD = r"[A-Z][\wé&]*[a-zé](?:-[A-Z][\w]+)?|[A-Z]{2}\w*"
_MAKER_SUFFIX = r"Auto|Motors?|Automobiles?|Automotive|Mobility|Cars|Vehicles|EV"
_LEGAL_SUFFIX = r"AG|SE|GmbH|Inc|Ltd|LLC|plc|PLC|Corp|Corporation|N\.?V|S\.?p\.?A|S\.?A|AB|ASA|Oyj|Holdings?|Industries|Technologies"
_SUFFIXED = re.compile(
    rf"(?<![\w.-])(?P<name>(?:{_WORD})(?: (?:{_WORD}))?) "
    rf"(?:(?P<maker>{_MAKER_SUFFIX})|(?:{_LEGAL_SUFFIX}))(?![\w-])(?! (?:Show|Salon|Expo|Week|Summit))"
)
# "The Solvo T10 costs …" in a text about cars, and "Solvo delivered 9,000 vehicles".
_WITH_CODE = re.compile(
    rf"(?<!\w)(?:[Tt]he|[Nn]ew|[Tt]his|electric|of|for) (?P<name>{_WORD})"
    r" (?:[A-Z]{1,3}-?\d{1,3}[A-Z]?|\d{1,2}[A-Z]{1,2})(?![\w-]|[.,]\d)"
)
_SELLING = re.compile(
    rf"(?<![\w.-])(?P<name>{_WORD}(?: {_WORD})?) (?:has |had )?(?:delivered|handed over|sold|registered|exported|built|produced)"
    r" (?:just |about |around |more than |over |nearly )?[\d.,]*\d(?: million)? (?:new |electric )*(?:vehicles|cars|EVs|SUVs)(?!\w)"
)
# "A 40% stake in Encory", "owns half of Encory", "the joint venture, Encory": what is owned or founded is a firm.
_OWNED = re.compile(
    rf"(?<!\w)(?:stake|stakes|interest|shareholding|shares) in (?P<name>{_WORD}(?: {_WORD})?)(?!\w)(?! (?:[a-z]+ ){{0,2}}(?:plant|factory|site))"
)
_HOLDING = re.compile(
    r"(?<!\w)(?:own|owns|owned|hold|holds|held|acquire|acquires|acquired|acquiring|buy|buys|bought|buying) (?:[a-z]+ ){0,3}"
    rf"(?:[\d.]+ ?(?:%|per ?cent)|half|all) of (?P<name>{_WORD}(?: {_WORD})?)(?![\w’'])(?! [A-Z])"
)
_FOUNDED = re.compile(
    rf"(?<!\w)(?:joint venture|venture|subsidiary|affiliate),? (?:called |named )?(?P<name>{_WORD}(?: {_WORD})?)(?=[,.;:]| (?:is|has|will|said)(?!\w))"
)
_NO_FIRM = frozenset({"NORP", "DATE", "EVENT"})
"""Towns and people are what the language model takes unknown firms for."""
_ABOUT_CARS = re.compile(r"(?<!\w)(?:[Cc]ars?|[Vv]ehicles?|SUVs?|EVs?|kWh|[Aa]utomakers?|[Cc]armakers?)(?!\w)")
_MAKING = frozenset(
    {
        "start-up",
        "startup",
        "brand",
        "automaker",
        "carmaker",
        "car maker",
        "auto maker",
        "marque",
        "manufacturer",
        "newcomer",
    }
)
_MOST = 40
"""Each is looked for in the whole article."""


class FirmFinder:
    """Built once. ``nouns``: the nouns for firms; ``never``: folded words that are no firm's name; ``towns``: those of plants."""

    def __init__(self, nouns: Iterable[str], never: Collection[str], towns: Collection[str] = ()) -> None:
        either = alternation({*nouns, *_MAKING})
        self._named = re.compile(rf"(?<![\w-])(?i:(?P<noun>{either})) (?P<name>{_WORD})(?![\w-])")
        self._described = re.compile(
            rf"(?<![\w.-])(?P<name>{_WORD}), (?:an?|the) (?:[\w’'-]+ ){{0,4}}(?P<noun>{either})(?![\w-])"
        )
        self._never = never
        self._towns = towns

    def find(self, doc: Doc, text: str, things: list[Thing]) -> list[Thing]:
        """Every mention of such firms; those that build vehicles have the type brand."""
        taken = Cover(things)
        types: dict[str, str] = {}
        for m in _SUFFIXED.finditer(text):
            if self._is_name(doc, m.start("name"), m.end("name"), m["name"], taken):
                types.setdefault(m["name"], "brand" if m["maker"] else "company")
        for m in (*self._named.finditer(text), *self._described.finditer(text)):
            told = m.re is self._named  # the noun before it says enough
            if self._is_name(doc, m.start("name"), m.end("name"), m["name"], taken, told=told):
                types.setdefault(m["name"], "brand" if m["noun"].lower() in _MAKING else "company")
        for pattern in (_OWNED, _HOLDING, _FOUNDED):
            for m in pattern.finditer(text):
                start, end = m.span("name")
                span = doc.char_span(start, end, alignment_mode="expand")
                foreign = span is None or any(t.ent_type_ in _NO_FIRM for t in span)
                if not foreign and self._is_name(doc, start, end, m["name"], taken, told=True):
                    types.setdefault(m["name"], "company")
        if _ABOUT_CARS.search(text):
            coded = (
                m for m in _WITH_CODE.finditer(text) if DRIVEN.match(text, m.end()) or TREATED.match(text, m.end())
            )
            brands = [t for t in things if t.type == "brand"]
            for m in (*coded, *_SELLING.finditer(text)):
                line = any(text.startswith(f" {m['name']}", t.end) for t in brands)  # "the Kia Solvo line"
                site = slug(m["name"]) in self._towns  # "Normal built 9,000 vehicles"
                if not (line or site) and self._is_name(
                    doc, m.start("name"), m.end("name"), m["name"], taken, told=True
                ):
                    types.setdefault(m["name"], "brand")
        return list(_mentions(text, dict(list(types.items())[:_MOST]), taken))

    def _is_name(self, doc: Doc, start: int, end: int, name: str, taken: Cover, *, told: bool = False) -> bool:
        if taken.touches(start, end) or any(fold(word) in self._never for word in name.split()):
            return False
        span = doc.char_span(start, end, alignment_mode="expand")
        return span is not None and all(
            t.ent_type_ != "DATE" and (told or t.tag_ in {"NNP", "NNPS"}) and not t.is_stop for t in span
        )


def _mentions(text: str, types: Mapping[str, str], taken: Cover) -> Iterable[Thing]:
    if not types:
        return
    either = alternation(types)
    pattern = re.compile(rf"(?<![\w-])(?P<name>{either})(?: (?:{_MAKER_SUFFIX}|{_LEGAL_SUFFIX})(?![\w-]))?(?!\w)")
    for m in pattern.finditer(text):
        if not taken.touches(m.start(), m.end()):
            yield Thing(m.start(), m.end(), slug(m["name"]), types[m["name"]], known=False)
