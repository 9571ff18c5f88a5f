"""The version that a text goes on to speak of: "The Premium has two motors. It covers 480 km."

A sentence that names one version of a vehicle makes it the topic of those that point back to it, until the text names
another version, the vehicle as a whole, several versions or another vehicle, or begins a new paragraph with something
else. A version that the headline or the first mention of the vehicle names, and which stays the only one, is what the
whole article is about; one that heads the lines of a specification is theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TypeVar

from spacy.tokens import Span, Token

from evextract.nlp.page import Page, Sentence, starting
from evextract.nlp.reference.comparing import is_compared
from evextract.nlp.reference.discourse import Referent
from evextract.nlp.reference.focus import Focus
from evextract.nlp.roles import PRODUCT
from evextract.nlp.syntax import SUBJECT_DEPS
from evextract.nlp.trims.variant import Variant

T = TypeVar("T")
_SEVERAL = re.compile(
    r"(?<![\w-])(?:(?:all|every|each|both|either|neither)(?! (?:\w+ )?(?:motors?|axles?|wheels?|ends?|rows?)(?!\w))|they|these|the (?:rest|others?)|versions|variants|trims|models|line-?up|range-topp\w+"
    r"|(?:bigger|larger|smaller|other) (?:\d[\d.]* ?kWh )?(?:battery|pack|one|version|car|model))(?![\w-])",
    re.I,
)
_LEADING = re.compile(
    r"(?:(?:\A|[,;:] )(?:and |but |while |whereas )?|(?<!\w)(?:and|while|whereas) )in (?:the |its )?\Z", re.I
)
"""Before a version that a clause begins with, and is about: "in the 60 it makes 150 kW, in the 80 210 kW"."""
_HAS = re.compile(
    r"(?: (?:trim|form|guise|spec|specification|version|variant|grade))?,? with (?:[^;:.()]|\.\d|\([^()]*\))*"
)
"""From a version to what it is told to have: "as an Air with a range of 440 km and 150 kW"."""
_ENDING = re.compile(
    r"(?<!\w)(?:while|whereas|but|although|or|(?:and|,) (?:at|for|from|as|the|it|its|is|has|will|can))(?!\w)"
)
"""What begins something else behind that."""
_AS_FOR = re.compile(r"(?:And )?[Aa]s (?:for|to) (?:the )?")
_POINTING = frozenset({"it", "this", "that", "its"})
_GOING_ON = frozenset({"and", "but", "or"})
"""Where a sentence was cut in two: "Step up to the Plus" / "and you'll pay £32,845"."""
_OF_LINE = re.compile(
    r"(?<![\w-])(?:prices|pricing|batteries|packs|options?|optional(?:ly)?|choices?|choose|from|starts?|starting|up to|higher|lower|larger|smaller|bigger|top)(?![\w-])"
    r"|\d[\w ]*,? (?:and|or) (?:[$£€]?\d)",
    re.I,
)
"""What is rather told of a car in its several versions: "prices start at", "batteries of 50 and 70 kWh"."""
_SIZE = re.compile(r"(?P<size>\d+(?:\.\d+)?)[ -]?(?P<unit>[A-Za-z]+)")
"""A version that is called by a value: "81 kWh"."""
_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_LABELLED = 12
"""Tokens of the longest line of a specification."""


def _spoken_of(roots: Mapping[T, Token]) -> list[T]:
    """All but what is only compared with, or what another one is said to be: "the Air is the entry-level version".

    ``roots``: what names versions in a sentence, each with its head.
    """
    return [x for x, root in roots.items() if not (is_compared(root) or _is_predicate(root, roots.values()))]


def _is_predicate(version: Token, others: Iterable[Token]) -> bool:
    """Whether the word only says what another version is."""
    while version.dep_ in {"compound", "amod", "nmod"}:
        version = version.head
    if version.dep_ != "attr":
        return False
    subjects = {c.i for c in version.head.children if c.dep_ in SUBJECT_DEPS}
    return any(o.i in subjects for o in others)


@dataclass(frozen=True, slots=True)
class _Topic:
    """``box``: it heads lines without a verb, which are all about it; ``first``: the sentence speaks of nothing before it."""

    vehicle: str
    variant: str
    box: bool = False
    first: bool = False


class VersionTopics:
    def __init__(self, page: Page, focus: Focus, variants: Sequence[Variant]) -> None:
        self._page = page
        self._focus = focus
        self._variants = variants

    def of(self, vehicle: str, at: int) -> str | None:
        """The version of the vehicle that the words at ``at`` are about, where the text names none beside them."""
        sentence = self._page.sentence_at(at)
        topic = self._by_sentence.get(sentence.number)
        if topic is not None:
            return topic.variant if topic.vehicle == vehicle and not self._has_other_size(sentence, topic) else None
        here = self._named(sentence)
        if here:
            return self._in_sentence(vehicle, sentence, here, at)
        return None if self._is_of_several(sentence) else self._only.get(vehicle)

    def _has_other_size(self, sentence: Sentence, topic: _Topic) -> bool:
        """ "… and 41,990 euros for the 81 kWh one. With the 58 kWh battery it goes 420 km": only another size is told here."""
        size = _SIZE.fullmatch(topic.variant)
        here = [
            q for _, q in self._page.quantities_in(sentence) if size is not None and q.quantity.unit == size["unit"]
        ]
        return size is not None and bool(here) and all(q.quantity.low != Decimal(size["size"]) for q in here)

    def with_what(self, vehicle: str, at: int) -> str | None:
        """The version that is told to have what stands at ``at``: "it starts at 37,000 euros as an Air with 150 kW"."""
        sentence = self._page.sentence_at(at)
        here = [r for r in self._vehicles(sentence) if r.end <= at]
        if not here or here[-1].how != "trim" or here[-1].ids != (vehicle,) or len(here[-1].variants) != 1:
            return None
        last, text = here[-1], self._page.text
        if not _HAS.fullmatch(text, last.end, at) or _ENDING.search(text, last.end, at):
            return None
        return last.variants[0]

    def heads(self, vehicle: str, at: int) -> str | None:
        """The version that heads the lines of a specification, whatever it is that they give."""
        topic = self._by_sentence.get(self._page.sentence_at(at).number)
        return topic.variant if topic is not None and topic.box and topic.vehicle == vehicle else None

    def tested(self, vehicle: str, at: int) -> str | None:
        """The one version in which a car that is compared with others stands in the text, whatever it is called by at ``at``."""
        if vehicle not in self._compared or self._is_of_several(self._page.sentence_at(at)):
            return None
        return self._only.get(vehicle)

    def _in_sentence(self, vehicle: str, sentence: Sentence, here: Sequence[Variant], at: int) -> str | None:
        """ "Choose the Ultra and the range falls to 430 km"."""
        own = self._versions(sentence)
        last = next((r for r in reversed(own) if r.end <= at), None)
        if last is not None and last.ids == (vehicle,) and self._leads(sentence, last, here, at):
            return last.variants[0]
        if len({v.name for v in here}) != 1 or here[0].end > at or self._is_of_several(sentence):
            return None
        return own[0].variants[0] if own and all(r.ids == (vehicle,) for r in own) else None

    def _leads(self, sentence: Sentence, version: Referent, here: Sequence[Variant], at: int) -> bool:
        """Whether a clause begins with the version and goes on, without another one, up to ``at``."""
        if _LEADING.search(self._page.text[sentence.start : version.start]) is None:
            return False
        return not any(version.end <= v.start < at for v in here)

    def _named(self, sentence: Sentence) -> Sequence[Variant]:
        """But for those that :func:`_spoken_of` leaves out."""
        here = starting(self._variants, sentence.start, sentence.end)
        return _spoken_of({v: self._page.root_of(v.start, v.end) for v in here})

    def _versions(self, sentence: Sentence) -> list[Referent]:
        """What names one version in the sentence, with the same exceptions."""
        one = [r for r in self._vehicles(sentence) if len(r.variants) == 1 and len(r.ids) == 1]
        return _spoken_of({r: self._focus.root(r) for r in one})

    def _vehicles(self, sentence: Sentence) -> list[Referent]:
        return [r for r in self._focus.referents(sentence) if r.type == PRODUCT]

    @cached_property
    def _compared(self) -> frozenset[str]:
        """The vehicles of a headline that names several: "The X against the Y"."""
        named = [r.ids for r in self._vehicles(self._page.sentences[0]) if r.how == "name"] if self._variants else []
        return frozenset(i for ids in named for i in ids) if len(set(named)) > 1 else frozenset()

    @cached_property
    def _only(self) -> dict[str, str]:
        """Vehicle -> the version that its first mention names, where the text names no other one."""
        if not self._variants:
            return {}
        found: dict[str, set[str]] = {}
        first: dict[str, Referent] = {}
        for s in self._page.sentences:
            vehicles = self._vehicles(s)
            # A headline with several cars only says which are compared: "The X against the Y".
            for r in vehicles:
                for i in r.ids:
                    found.setdefault(i, set()).update(r.variants)
                    if r.how == "name" and (r.variants or s.number or i not in self._compared):
                        first.setdefault(i, r)
        return {
            i: r.variants[0]
            for i, r in first.items()
            if found[i] == set(r.variants) and len(found[i]) == 1 and self._page.text.endswith(r.variants[0], 0, r.end)
        }

    @cached_property
    def _by_sentence(self) -> dict[int, _Topic]:
        """The topic that each sentence inherits."""
        table: dict[int, _Topic] = {}
        topic: _Topic | None = None
        if not self._variants:
            return table
        for s in self._page.sentences:
            if topic is not None:
                if self._goes_on(topic, s):
                    table[s.number] = topic
                else:
                    topic = None
            topic = self._after(s) or (topic if not self._named(s) or s.number in table else None)
        return table

    def _goes_on(self, topic: _Topic, s: Sentence) -> bool:
        vehicles = self._vehicles(s)
        if topic.box:
            return self._is_line(s) and not any(r.how == "name" for r in vehicles)
        if self._page.doc[s.first].text in _GOING_ON and not self._named(s):
            return True
        if self._focus.opens_paragraph(s) and self._page.doc[s.first].lower_ not in _POINTING:
            return False
        subjects = [r for r in vehicles if self._focus.root(r).dep_ in SUBJECT_DEPS]
        if any(r.ids != (topic.vehicle,) or r.how in {"name", "brand", "unnamed"} for r in subjects):
            return False
        if any(r.ids == (topic.vehicle,) and r.how == "name" and not r.variants for r in vehicles):
            return False
        if self._named(s):
            # "The Air has one motor, and it costs less" goes on about the Air.
            named = min(
                (r.end for r in vehicles if r.variants and (self._is_subject(r) or self._is_led_in(s, r))),
                default=s.end,
            )
            return any(
                r.how in {"pronoun", "description"} and not r.variants and r.start < named
                for r in subjects
                if self._is_main(r)
            )
        if topic.first and not vehicles and self._is_only_one(topic, s):
            return not self._is_of_several(s) and _OF_LINE.search(self._page.text, s.start, s.end) is None
        points_back = any(r.how in {"pronoun", "description"} and r.ids == (topic.vehicle,) for r in vehicles)
        return points_back and not self._is_of_several(s)

    def _is_only_one(self, topic: _Topic, s: Sentence) -> bool:
        """Whether the paragraph has named no other version, and no other vehicle, up to the sentence."""
        n = s.number
        while n and not self._focus.opens_paragraph(self._page.sentences[n]):
            n -= 1
        before = self._page.sentences[n : s.number]
        if not _is_fragment(self._page.doc[s.first : s.last]):
            return False
        names = {v.name for b in before for v in starting(self._variants, b.start, b.end)}
        return names == {topic.variant} and all(r.ids == (topic.vehicle,) for b in before for r in self._vehicles(b))

    def _is_led_in(self, s: Sentence, r: Referent) -> bool:
        """ "As for the Earth, it costs less"."""
        return _AS_FOR.fullmatch(self._page.text, s.start, r.start) is not None

    def _is_subject(self, r: Referent) -> bool:
        """Whether it is a subject, or says of a version which one: "the all-wheel-drive version has"."""
        root = self._focus.root(r)
        return root.dep_ in SUBJECT_DEPS or (root.dep_ in {"amod", "compound"} and root.head.dep_ in SUBJECT_DEPS)

    def _is_main(self, r: Referent) -> bool:
        """Whether it is the subject of the sentence as a whole."""
        verb = self._focus.root(r).head
        return verb.dep_ == "ROOT" or (verb.dep_ == "conj" and verb.head.dep_ == "ROOT")

    def _is_line(self, s: Sentence) -> bool:
        return s.heading and s.last - s.first <= _LABELLED

    def _is_of_several(self, s: Sentence) -> bool:
        return _SEVERAL.search(self._page.text, s.start, s.end) is not None

    def _after(self, s: Sentence) -> _Topic | None:
        """The version that the sentence makes the topic."""
        here = self._versions(s)
        told = {(r.ids[0], r.variants[0]) for r in here}
        if len(told) != 1 or len({v.name for v in self._named(s)}) > 1:
            return None
        vehicle, variant = next(iter(told))
        box = (
            self._is_line(s)
            and here[0].how == "name"
            and here[0].start - s.start < 3
            and self._focus.opens_paragraph(s)
        )
        first = self._vehicles(s)[0] == here[0] and (here[0].how == "trim" or self._is_subject(here[0]))
        return _Topic(vehicle, variant, box, first)


def _is_fragment(words: Span) -> bool:
    """Whether no verb says something in the sentence: "Range: 280 miles.", "Rear-wheel drive, 321 miles"."""
    return not any(t.tag_ in _FINITE for t in words)
