"""What all fact finders share for one page."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from evextract.domain.identity import is_unnamed
from evextract.domain.pack import AttributeDef, DomainPack
from evextract.nlp.cover import Cover
from evextract.nlp.facts.already import has_already
from evextract.nlp.lexicon import Hit, Lexicon, T, stem
from evextract.nlp.linking.link import Link, Linker
from evextract.nlp.naming.names import alternation, pieces
from evextract.nlp.naming.plants import KnownPlants
from evextract.nlp.naming.things import COMPANY_TYPES, PERSON
from evextract.nlp.page import Page, Sentence
from evextract.nlp.reference.focus import Focus
from evextract.nlp.reference.version_topics import VersionTopics
from evextract.nlp.roles import PRODUCT
from evextract.nlp.scope.scope import ScopeReader
from evextract.nlp.stance.stance import PageStance
from evextract.nlp.syntax import is_verb
from evextract.nlp.tables import Table
from evextract.records import Bound, EntityRef, Mention, Modality, Polarity, Quantity, Scope, Value

_AT_LEAST = re.compile(r" (?:least|most|the|a|an|its)(?!\w)")

_CUT_SHORT = re.compile(r"(?<![\w-])(?P<word>(?P<first>[A-Za-z]{3,8})-(?:[a-z]{3,8})?),? (?:and|or|to) (?:even )?\Z")
_LONGEST_CUT = 30
_SIZED = re.compile(
    r"(?:-|\d ?kWh |(?<!\w)(?:small|smaller|large|larger|big|bigger|biggest|single|dual|range|main|same|other) )\Z",
    re.IGNORECASE,
)
"""Before a battery that is one of several, or a part of a word."""


@dataclass(frozen=True, slots=True)
class Cue:
    """What a cue phrase points to: an attribute, on which side of the words its value stands, how surely.

    ``lead``: the words of which one has to lead in the date or the place, where there are any.
    """

    attribute: str
    side: str
    weight: float
    lead: tuple[str, ...] = ()


class Cues:
    """The cue phrases, blockers and category words of all attributes. Built once from a pack."""

    def __init__(self, pack: DomainPack) -> None:
        self.cues: Lexicon[Cue] = Lexicon(
            (c.phrase, Cue(a.id, c.side, c.weight, c.lead)) for a in pack.attributes.values() for c in a.cues
        )
        self.blockers: Lexicon[str] = Lexicon((b, a.id) for a in pack.attributes.values() for b in a.blockers)
        self.negative: Lexicon[str] = Lexicon((n, a.id) for a in pack.attributes.values() for n in a.negative)
        categories = [
            (surface, (a.id, value))
            for a in pack.attributes.values()
            for value, surfaces in a.categories.items()
            for surface in surfaces
        ]
        self.categories: Lexicon[tuple[str, str]] = Lexicon(categories)
        self._surfaces = {(thing[0], surface.lower()): thing for surface, thing in categories if "-" in surface}
        self._modifiers: Lexicon[tuple[str, str]] = Lexicon(
            (word, (a.id, value))
            for a in pack.attributes.values()
            for value, words in a.modifiers.items()
            for word in words
        )
        kinds = {kind for t in pack.types.values() for kind in t.kinds}
        self._kind = re.compile(rf"(?:[ ][\w’'-]+-\w+)? (?:{alternation(kinds)})s?(?![\w-])", re.IGNORECASE)
        self._initialisms = frozenset(surface.lower() for surface, _ in categories if surface.isupper())
        self.stems: dict[str, frozenset[str]] = {
            a.id: frozenset(stem(p.form) for c in a.cues for p in pieces(c.phrase) if len(p.form) > 3)
            | frozenset(stem(noun) for f in a.frames for noun in f.object if noun[0] != "@")
            for a in pack.attributes.values()
        }
        """The words of an attribute's cues and frames, by attribute."""
        self.activities = frozenset(
            stem(noun) for a in pack.attributes.values() for f in a.frames if f.phase for noun in f.object
        )
        """What begins and ends: production, sales, deliveries."""

    def cue_words(self, page: Page) -> list[Hit[Cue]]:
        """The cue phrases of a page."""
        return _outside_names(page, self.cues.find(page.parts, page.stems))

    def blocking_words(self, page: Page) -> list[Hit[str]]:
        """The blockers of a page, each with the attribute that it keeps away."""
        return _outside_names(page, self.blockers.find(page.parts, page.stems))

    def undoing_words(self, page: Page) -> list[Hit[str]]:
        """The words that deny or end, each with its attribute; not the verb of a change: "sales dropped to 900"."""
        found = self.negative.find(page.parts, page.stems)
        return [h for h in found if not (_CHANGED.match(page.text, h.end) and is_verb(page.token_at(h.end - 1)))]

    def category_words(self, page: Page) -> list[Hit[tuple[str, str]]]:
        """The category words of a page; an initialism counts in capitals alone, so that nothing "on ice" has an engine."""
        found = self.categories.find(page.parts, page.stems)
        said = [h for h in found if page.text[h.start : h.end] not in self._initialisms]
        said += [cut for h in said if (cut := self._cut_short(page.text, h)) is not None]
        return said + [h for h in self._modifiers.find(page.parts, page.stems) if self._is_of_kind(page.text, h)]

    def _cut_short(self, text: str, hit: Hit[tuple[str, str]]) -> Hit[tuple[str, str]] | None:
        """The word before "and" that shares the end of the hit: "rear-" in "rear- and all-wheel drive"."""
        before = _CUT_SHORT.search(text, max(0, hit.start - _LONGEST_CUT), hit.start)
        tail = text[hit.start : hit.end].partition("-")[2].lower()
        if before is None or not tail:
            return None
        thing = self._surfaces.get((hit.thing[0], f"{before['first'].lower()}-{tail}"))
        return Hit(before.start(), before.end("word"), thing) if thing is not None and thing != hit.thing else None

    def _is_of_kind(self, text: str, hit: Hit[tuple[str, str]]) -> bool:
        """ "A battery SUV", not "big-battery SUVs", "an 80 kWh battery pickup" and "battery options"."""
        if _SIZED.search(text, max(0, hit.start - 20), hit.start) or text[hit.start].isupper():
            return False
        return self._kind.match(text, hit.end) is not None


_CHANGED = re.compile(
    r"(?: [a-z]+ly)?(?: (?:to|below|under) (?:only |just |about |around |some )?[\d$€£¥]|(?: by)?(?: (?:about|around|some|nearly))? [\d.,]+ ?(?:%|per ?cent|pct))"
)


def _outside_names(page: Page, hits: list[Hit[T]]) -> list[Hit[T]]:
    """Without the cue words that are part of a name ("Motor" in "Nissan Motor"), or of a bound ("sell at" least)."""
    hits = [h for h in hits if not (page.text[h.end - 3 : h.end] == " at" and _AT_LEAST.match(page.text, h.end))]
    names = [(t.start, t.end) for t in page.things if t.type in COMPANY_TYPES | {PRODUCT, PERSON}]
    starts = [s for s, _ in names]
    kept = []
    for hit in hits:
        i = bisect_right(starts, hit.start)
        if not any(hit.end <= end for _, end in names[max(0, i - 2) : i]):
            kept.append(hit)
    return kept


@dataclass
class Context:
    """One page with everything that is needed to turn its values into mentions."""

    page: Page
    pack: DomainPack
    focus: Focus
    linker: Linker
    stance: PageStance
    scope: ScopeReader
    cue_hits: dict[int, list[Hit[Cue]]]
    """Cue hits by sentence number."""
    blocker_hits: dict[int, list[Hit[str]]]
    negative_hits: dict[int, list[Hit[str]]]
    category_hits: dict[int, list[Hit[tuple[str, str]]]]
    tables: list[Table]
    version_topics: VersionTopics
    cue_stems: Mapping[str, frozenset[str]]
    known_plants: KnownPlants
    activities: frozenset[str] = frozenset()
    badges: frozenset[int] = frozenset()
    """Where the numbers begin that versions are called by; they count nothing."""
    taken: set[int] = field(default_factory=set)
    """Where the quantities begin that a finder has read already; the general one leaves them alone."""

    def in_table(self, at: int) -> bool:
        return self._table_cover.touches(at, at + 1)

    @cached_property
    def _table_cover(self) -> Cover:
        return Cover(self.tables)

    def cues_in(self, sentence: Sentence, attribute: str) -> list[Hit[Cue]]:
        return [h for h in self.cue_hits.get(sentence.number, []) if h.thing.attribute == attribute]

    def with_version(self, link: Link, attribute: AttributeDef, at: int) -> Link:
        """The link with the version that the text speaks of at ``at``, where the words beside the value name none."""
        if link.variant is not None or "variant" not in attribute.scope:
            return link
        topics = self.version_topics
        if (has := topics.with_what(link.id, at)) is not None:
            return replace(link, variant=has)
        if link.referent is not None and link.referent.how in {"name", "unnamed"}:
            return replace(link, variant=topics.tested(link.id, at)) if attribute.by_version else link
        return replace(link, variant=topics.of(link.id, at) if attribute.by_version else topics.heads(link.id, at))

    def mention(
        self,
        link: Link,
        attribute: AttributeDef,
        value: Value,
        focus: tuple[int, int],
        *,
        cover: list[tuple[int, int]],
        alternatives: tuple[Value, ...] = (),
        anchor: int | None = None,
        scope: Scope | None = None,
        told: tuple[int, int] | None = None,
    ) -> Mention | None:
        """A mention with stance, scope and evidence; None where the statement is only hypothetical.

        ``focus``: the value's characters; ``cover``: what else the evidence must hold (cue, conversions); ``told``: the
        words that say how sure it is, where the value stands in another clause.

        None, too, of what has no name and that the sentence doesn't speak of, where nothing says that the text goes on
        about it: without a word for it a text mostly goes back to what has a name. Nor of what stands for several.
        """
        if self.focus.is_vague(link.id):
            return None
        if link.referent is None and is_unnamed(link.id) and not self._may_go_on(link.id, value, focus[0]):
            return None
        already = has_already(self.focus, link, *focus)
        if already and link.referent is not None:
            link = replace(link, variant=next(iter(link.referent.variants), None))
        else:
            link = self.with_version(self._without_listed(link, focus[1]), attribute, focus[0])
        words = self.cue_stems.get(attribute.id, ())
        stance = self.stance.of(*(told or focus), anchor=anchor, measured=isinstance(value, Quantity), words=words)
        if stance.conditional and not already:
            return None
        if already:
            stance = replace(stance, polarity=Polarity.AFFIRMED, modality=Modality.ASSERTED, expected=False)
        polarity = stance.polarity
        if isinstance(value, Quantity) and polarity is Polarity.DENIED and not stance.cancelled:
            limit = not_beyond(value)
            value, polarity = limit or value, Polarity.AFFIRMED if limit else polarity
        guessed = (
            stance.expected
            and stance.attribution is None
            and attribute.dimension == "money"
            and "variant" in attribute.scope
        )
        sentence = self.page.sentence_at(focus[0])
        spans = list(cover)
        if link.referent is not None and self.page.sentence_at(link.referent.start) == sentence:
            spans.append((link.referent.start, link.referent.end))
        spans = [focus, *(s for s in spans if sentence.start <= s[0] and s[1] <= sentence.end)]
        return Mention(
            subject=link.id,
            attribute=attribute.id,
            value=value,
            start=min(s[0] for s in spans),
            end=max(s[1] for s in spans),
            focus_start=focus[0],
            focus_end=focus[1],
            sentence_start=min(sentence.start, focus[0]),
            sentence_end=max(sentence.end, focus[1]),
            alternatives=alternatives,
            scope=scope if scope is not None else self.scope.of(link, attribute, focus),
            polarity=polarity,
            # What "is expected to" arrive or feature is told flatly; a price that is only expected is a guess.
            modality=Modality.SPECULATIVE if guessed else stance.modality,
            attribution=stance.attribution,
        )

    def _without_listed(self, link: Link, end: int) -> Link:
        """ "The estate comes in three grades: the rear-drive X at 30,000, …": what a list begins with is said of that item alone."""
        r = link.referent
        if link.variant is None or r is None or r.start < end or ": " not in self.page.text[end : r.start]:
            return link
        return replace(link, variant=None)

    def _may_go_on(self, id_: str, value: Value, at: int) -> bool:
        """Whether it may be told without a word for it: of what kind it is and when it comes, and ties right behind one."""
        if not isinstance(value, Quantity | EntityRef):
            return True
        number = self.page.sentence_at(at).number
        before = self.focus.referents(self.page.sentences[number - 1]) if number else ()
        return isinstance(value, EntityRef) and any(id_ in r.ids for r in before)


def not_beyond(value: Quantity) -> Quantity | None:
    """ "Can't take more than 50 kW" says what it takes at most; None where the value has no such bound."""
    opposite = {Bound.ABOVE: Bound.BELOW, Bound.BELOW: Bound.ABOVE}.get(value.bound)
    return replace(value, bound=opposite) if opposite is not None else None


def by_sentence(page: Page, hits: list[Hit]) -> dict[int, list[Hit]]:  # type: ignore[type-arg]
    table: dict[int, list[Hit]] = {}  # type: ignore[type-arg]
    for hit in hits:
        sentence = page.sentence_at(hit.start)
        if hit.end <= sentence.end:
            table.setdefault(sentence.number, []).append(hit)
    return table
