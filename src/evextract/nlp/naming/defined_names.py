"""Vehicles that no list has, by the noun that says what they are: "the Zentra, a compact sedan", "its Zentra pickup".

The name stands behind an article, so that the maker may be named anywhere before; the noun must say what it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from spacy.tokens import Doc

from evextract.nlp.cover import Cover
from evextract.nlp.naming.names import alternation, fold
from evextract.nlp.naming.new_vehicles import as_written, every_mention
from evextract.nlp.naming.plain_words import DONE_TO
from evextract.nlp.naming.things import Thing, slug

_MOST = 40
"""Each is looked for in the whole article."""
_REACH = 160
_LEAD = r"(?<!\w)(?:[Tt]he|[Ii]ts|[Tt]heir|[Tt]his|[’']s)(?: [a-z][a-z-]*){0,3} "
_LEAD_END = re.compile(rf"{_LEAD}\Z")
_FIRST = r"(?:[ei] )?[A-Z][\w:-]*\w"
_FURTHER = r"(?:[A-Z][\w-]*|[A-Z]?\d{1,2}[A-Z]?(?![.,]\d))"
_NO_NOUN = r"(?! (?!(?:after|earlier|later|over|rather|under)(?!\w))[a-z]+(?:er|ant|ory|ket|and)s?(?!\w))"
"""What follows must not be what else a noun may belong to: "the Zentra car maker"."""
_MODIFYING = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG", "HYPH", "CD", "DT", "PRP$", "POS"})
_NO_CARS = frozenset({"DATE", "LAW", "EVENT", "NORP", "LANGUAGE", "TIME"})
_SENTENCE_END = re.compile(r"[.!?;]\s|\n")
_WITHIN = r"(?:(?<=[\w,;:–—’'(] )|(?<=[(“\"]))"
"""Not at the start of a sentence, where any word has a capital."""


class DefinitionFinder:
    """Built once. ``called``: the nouns for vehicles; ``never``: folded words that are no vehicle's name."""

    def __init__(self, called: Collection[str], never: Collection[str]) -> None:
        noun = alternation(as_written(called))
        kind = alternation(as_written(called) - frozenset(called))
        definition = (
            rf"(?: (?:{noun})s?(?![\w-]){_NO_NOUN}"
            rf"|,? (?:(?<=, )|is |was |will be )(?:an?|the|its|their) (?:[\w-]+ ){{0,6}}?(?:{noun})s?(?![\w-]))"
        )
        self._definition = re.compile(definition)
        name = rf"(?P<name>{_FIRST}(?: (?!(?:{kind})s?(?!\w)){_FURTHER}){{0,2}})"
        self._defined = re.compile(f"{_LEAD}{name}{definition}")
        self._called = frozenset(called)
        self._never = frozenset(never) | {fold(word) for word in called}

    def is_defined(self, text: str, start: int, end: int) -> bool:
        """Whether the text says of the name at ``start``…``end`` that it is a vehicle's."""
        return bool(self._definition.match(text, end) and _LEAD_END.search(text, max(0, start - 40), start))

    def find(
        self, doc: Doc, text: str, things: list[Thing], *, makers: Collection[str], brands_of: Mapping[str, str]
    ) -> list[Thing]:
        """Every mention of such vehicles. ``makers``: ids of brands; ``brands_of``: known vehicle -> brand."""
        named = ((t.start, t.id if t.id in makers else brands_of.get(t.id)) for t in things)
        brands = [(at, id_) for at, id_ in named if id_ is not None]
        if not brands:
            return []
        taken = Cover(things)
        vehicles: dict[str, str] = {}
        for m in self._defined.finditer(text):
            start, end = m.span("name")
            if len(vehicles) >= _MOST or taken.touches(start, end) or not self._is_name(doc, m["name"], start, end):
                continue
            if self._is_of_other_noun(doc, m.end()):
                continue  # "the Zentra hybrid system"
            vehicles.setdefault(m["name"], f"{_maker_of(text, start, brands)}-{slug(m['name'])}")
        return every_mention(text, vehicles, taken, before=_WITHIN)

    def _is_of_other_noun(self, doc: Doc, end: int) -> bool:
        """Whether another noun follows the one that ends there."""
        noun = doc.char_span(end - 1, end, alignment_mode="expand")
        if noun is None or noun.end >= len(doc):
            return False
        return doc[noun.end].tag_ in {"NN", "NNS"} and fold(doc[noun.end].text).removesuffix("s") not in self._called

    def _is_name(self, doc: Doc, name: str, start: int, end: int) -> bool:
        span = doc.char_span(start, end, alignment_mode="expand")
        words = name.split()
        if span is None or DONE_TO.search(words[0]) or not self._never.isdisjoint(fold(word) for word in words):
            return False
        first = next((t for t in span if t.text[:1].isupper()), span[0])
        if first.tag_ not in {"NNP", "NNPS"} or first.ent_type_ in _NO_CARS:
            return False
        # "The union UDEM, an …", "its battery Zentra": what stands before says that it is something else.
        return span.start > 0 and doc[span.start - 1].tag_ in _MODIFYING


def _maker_of(text: str, start: int, brands: Sequence[tuple[int, str]]) -> str:
    """The brand named last in the sentence, the only one of the sentence before, or else the one named most until then."""
    before = [(at, id_) for at, id_ in brands if start - _REACH < at < start]
    ends = [start, *(m.start() for m in reversed(list(_SENTENCE_END.finditer(text, max(0, start - _REACH), start))))]
    if before and (len(ends) == 1 or before[-1][0] > ends[1]):
        return before[-1][1]
    low = ends[2] if len(ends) > 2 else start - _REACH
    last = {id_ for at, id_ in before if at >= low}
    if len(last) == 1 and "\n" not in text[before[-1][0] : start]:
        return last.pop()
    counts = Counter(id_ for at, id_ in brands if at < start) or Counter(id_ for _, id_ in brands)
    return max(counts, key=lambda id_: counts[id_])
