"""Scope of a statement: version, generation, market, test cycle, period, as far as the text ties them to the value."""

from __future__ import annotations

import re
from collections.abc import Collection

from spacy.tokens import Token

from evextract.domain.pack import AttributeDef, DomainPack
from evextract.nlp.lexicon import stem
from evextract.nlp.linking.link import Link
from evextract.nlp.naming.things import PLACE, Thing
from evextract.nlp.page import Page, Sentence
from evextract.nlp.scope.cycles import Cycles
from evextract.nlp.scope.periods import PeriodReader
from evextract.nlp.scope.places_apart import LED_IN, is_of_another, only_meant_for
from evextract.nlp.stance.governors import governors
from evextract.nlp.stance.signs import is_negated
from evextract.nlp.syntax import ancestors, clause, is_verb
from evextract.records import Scope

_GENERATION = re.compile(
    r"(?<![\w-])(?:(?P<ordinal>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)[- ]gen(?:eration)?"
    r"|(?P<next>next[- ]gen(?:eration)?|all-new|new-gen(?:eration)?|upcoming|forthcoming|new)"
    r"|(?P<current>current(?:[- ]gen(?:eration)?)?|outgoing|existing|present)"
    r"|(?P<previous>previous|old|last[- ]gen(?:eration)?|predecessor)"
    r"|(?P<year>20[0-4]\d))(?![\w-])",
    re.I,
)
_GLUE = re.compile(r"\A(?:[’']s|[’'-])? ?")
_WHEN = re.compile(r"(?<!\w)(?:in|by|from|since|until|for|during|of|mid-|early|late) \Z", re.I)
_NAMES = re.compile(r"(?:[’']s)?(?: (?:[A-Z][\w&-]*|model[- ]year|all-new|new|facelifted|electric))* ?")
_OF_MANY = re.compile(
    r"(?<!\w)(?:registrations|sales|orders|deliveries|bookings|buyers|owners|customers|prices)(?!\w)", re.I
)
_OPENS_ANOTHER = re.compile(r"(?<!\w)(?:the|an?|our|its)(?!\w)", re.I)
"""Behind a word that qualifies no more than its own phrase: "when it was new the B10 cost …"."""
_ONE = re.compile(r"(?<!\w)an? \Z", re.I)
_SAME = re.compile(r"(?<!\w)in (?:the same|that) (?:market|country)(?!\w)", re.I)
_RIGHT_BEFORE = re.compile(r"(?: [–-] |: ).*| [$€£¥].*", re.S)
"""From a place to the end of the sum that is told of it: ": 30,000 euros"."""
_OF_A_MARKET = (
    "market", "price", "pricing", "customer", "buyer", "driver", "motorist", "launch", "dealer", "showroom", "version",
    "road", "street", "shore", "debut", "premiere", "arrival", "release", "sales", "deliveries", "driveway",
)  # fmt: skip
"""How words begin behind the name of a country that is a market there: "UK showrooms"."""
_MARKET_PREPS = frozenset({"in", "for", "across", "throughout", "into", "to", "at"})


class ScopeReader:
    def __init__(self, page: Page, pack: DomainPack, cycles: Cycles) -> None:
        self.page = page
        self.pack = pack
        self.cycles = cycles
        self.periods = PeriodReader(page)
        self._stocks = {a.part_of for a in pack.attributes.values()}
        """What others are changes of: so many are there, however long."""

    def of(self, link: Link, attribute: AttributeDef, focus: tuple[int, int]) -> Scope:
        sentence = self.page.sentence_at(focus[0])
        keys = set(attribute.scope)
        return Scope(
            variant=link.variant if "variant" in keys else None,
            generation=self.generation(link) if "generation" in keys else None,
            market=(
                self._meant_for(sentence, link)
                or self._one_market(sentence, focus, counted=attribute.dimension == "count")
                if "market" in keys
                else None
            ),
            test_cycle=self.cycles.of(sentence, focus[0]) if "test_cycle" in keys else None,
            period=self.periods.of(sentence, focus, flow=attribute.flow, rate=attribute.id not in self._stocks)
            if "period" in keys
            else None,
        )

    def _one_market(self, sentence: Sentence, focus: tuple[int, int], *, counted: bool) -> str | None:
        """The one market of the value; a count in several is of none of them."""
        found = self.market(sentence, focus) or self._same_market(sentence)
        return None if counted and len(self.markets(sentence, focus[0])) > 1 else found

    def _meant_for(self, sentence: Sentence, link: Link) -> str | None:
        """ "A minivan for Brazil and a van for Australia follow in May": the place that is told of the thing itself."""
        if link.referent is None or link.referent.how != "unnamed":
            return None
        root = self.page.root_of(link.referent.start, link.referent.end)
        for thing in self.page.things_in(sentence):
            if thing.type == PLACE and self.is_region(thing):
                noun = only_meant_for(self.page.root_of(thing.start, thing.end))
                if noun is not None and noun.i == root.i:
                    return thing.id
        return None

    def generation(self, link: Link) -> str | None:
        """The word right before the subject's name, or of its description."""
        if link.referent is None:
            return None
        before = self.page.text[max(0, link.referent.start - 40) : link.referent.start]
        last = None
        for m in _GENERATION.finditer(before):
            gap = before[m.end() :]
            if m["year"] and (_WHEN.search(before, 0, m.start()) or not _NAMES.fullmatch(gap)):
                continue  # "in 2026 it will launch the B10"
            if _OF_MANY.search(gap):
                continue  # "new registrations of the B10"
            if (
                re.fullmatch(r"(?:[\s’'\w-]{0,24})", gap)
                and not {".", "\n"} & set(gap)
                and not _OPENS_ANOTHER.search(gap)
            ):
                last = m
        if last is None:
            return None
        if link.referent.how == "unnamed" and last["next"]:
            return None  # "a new pickup": there was none before
        if link.referent.how == "trim" and last["next"] == "new" and _ONE.search(before, 0, last.start()):
            return None  # "a new GT trim": of the car there was before
        if last["ordinal"]:
            return last["ordinal"].lower()
        if last["year"]:
            return last["year"]
        return "new" if last["next"] else "current" if last["current"] else "previous"

    def market(self, sentence: Sentence, focus: tuple[int, int]) -> str | None:
        """The nearest place of the sentence that stands behind "in", "for" … or qualifies the market."""
        best: tuple[int, str] | None = None
        told = self.page.root_of(*focus)
        clauses = {t.i for t in governors(told) if is_verb(t)}
        above = [t.i for t in ancestors(told)]
        getting: list[tuple[int, str]] = []
        for thing in self.page.things_in(sentence):
            if thing.type != PLACE:
                continue
            if (
                self.is_region(thing)
                and thing.end < focus[0] <= thing.end + 3
                and _RIGHT_BEFORE.fullmatch(self.page.text, thing.end, focus[1])
            ):
                return thing.id  # "the British £56,000", "Spain: 30,000 euros"
            if not self.is_market(thing) or is_of_another(self.page, self.pack, thing, focus):
                continue
            if LED_IN.fullmatch(self.page.text, focus[1], thing.start):
                return thing.id  # "30,000 euros in France and 27,000 in Spain"
            place = self.page.root_of(thing.start, thing.end)
            meant = only_meant_for(place)
            if meant is not None and meant.i not in above:
                continue
            if _gets(place) and place.head.i in above and not is_negated(place.head):
                getting.append((above.index(place.head.i), thing.id))  # "Spain gets a version that goes 400 km"
            here = clause(place)
            elsewhere = clauses and here is not None and here.i not in clauses and not _is_adverbial(here, clauses)
            if elsewhere and place.i not in above:  # above it: "sold in Spain, where it costs 30,000 euros"
                continue  # "it was shown in May and has been on sale in Spain since": the place is the sale's
            distance = min(abs(thing.start - focus[0]), abs(thing.end - focus[0]))
            if best is None or distance < best[0]:
                best = (distance, thing.id)
        nearest = min(getting, default=best)
        return nearest[1] if nearest is not None else None

    def markets(self, sentence: Sentence, at: int) -> list[str]:
        """All places of the market list nearest to ``at``: "in New Zealand and Australia"."""
        places = [t for t in self.page.things_in(sentence) if t.type == PLACE]
        heads = [t for t in places if self.is_market(t)]
        if not heads:
            return []
        nearest = min(heads, key=lambda t: (abs(t.start - at), t.start))
        mates = {t.i for t in self.page.root_of(nearest.start, nearest.end).conjuncts}
        members = [t for t in places if t is nearest or self.page.root_of(t.start, t.end).i in mates]
        return list(dict.fromkeys(t.id for t in members if self.is_region(t)))

    def _same_market(self, sentence: Sentence) -> str | None:
        """ "In the same market it costs 30,000 euros": the place named last."""
        if not _SAME.search(self.page.text, sentence.start, sentence.end):
            return None
        before = (t for t in reversed(self.page.things) if t.end <= sentence.start and t.type == PLACE)
        return next((t.id for t in before if self.is_region(t)), None)

    def is_market(self, place: Thing) -> bool:
        """Whether the place is told as one where something is sold: "in Norway", "Norwegian buyers"; not "the Chinese brand"."""
        if not self.is_region(place):
            return False  # a city is no market
        token = self.page.token_at(place.start)
        span = self.page.span(place.start, place.end)
        following = _GLUE.sub("", self.page.text[place.end : place.end + 30].lower().removeprefix("."))
        if following.startswith(_OF_A_MARKET):
            return True
        root = span.root
        if root.dep_ == "advmod":
            return True  # "worldwide"
        if _gets(root):
            return True  # "the US gets it in the summer"
        if root.dep_ == "dobj" and stem(root.head.lower_) in _REACHING:
            return True  # "it reaches North America in the summer"
        if root.dep_ == "pobj" and root.head.lower_ == "of":
            return root.head.head.lower_ in {"market", "markets"}
        if root.dep_ == "pobj" and root.head.lower_ == "from":
            return stem(root.head.head.lower_) in _LEAVING  # "was withdrawn from Norway in May"
        if root.dep_ != "pobj" or root.head.lower_ not in _MARKET_PREPS:
            return False
        governor = root.head.head
        return stem(governor.lower_) not in _MAKING and token.i > 0

    def is_region(self, place: Thing) -> bool:
        """Whether it is a country or wider, not a town."""
        known = self.pack.entities.get(place.id)
        return known is not None and known.type == PLACE and not known.country


def _is_adverbial(verb: Token, clauses: Collection[int]) -> bool:
    """ "It costs 25,000 euros when it launches in Spain"; not so "as demand falls in Spain", which gives a reason."""
    reason = any(c.dep_ == "mark" and c.lower_ in _REASONS for c in verb.children)
    return verb.dep_ == "advcl" and verb.head.i in clauses and not reason


def _gets(place: Token) -> bool:
    """Whether the place is where something comes to or is bought: "Spain gets it", "Germans will have to pay"."""
    acts = (place.head, *(t for t in place.head.children if t.dep_ == "xcomp"))
    return place.dep_ == "nsubj" and any(stem(act.lower_) in _GETTING for act in acts)


_REASONS = frozenset({"as", "because", "although", "though", "whereas", "while"})
_GETTING = frozenset(map(stem, ["get", "receive", "welcome", "pay", "account", "absorb"]))
_LEAVING = frozenset(map(stem, ["withdraw", "pull", "disappear", "vanish", "axe"]))
_REACHING = frozenset(map(stem, ["reach", "hit", "enter"]))
_MAKING = frozenset(map(stem, [
    "move", "shift", "transfer", "relocate", "build", "make", "produce", "manufacture", "assemble", "factory",
    "plant", "production", "assembly", "facility", "headquarters", "base", "develop", "design", "unveil", "show",
    "reveal",
]))  # fmt: skip
