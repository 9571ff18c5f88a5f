"""Cues that the parse holds together: "bring the EV4 to Canada", "production will kick off", "hit the Swiss market".

A frame of the pack is a verb with its object, or with what stands behind a preposition, and with a subject where it
names one ("dealers get the EV4") or a subject alone ("the EV4 ends"); or a verb of starting or ending with an activity as
its subject, object or complement.
A frame found is a cue hit like any other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Token

from evextract.domain.pack import AttributeDef, DomainPack, FrameDef, ValueKind
from evextract.nlp.facts.context import Cue
from evextract.nlp.lexicon import Hit, Lexicon, stem
from evextract.nlp.naming.things import PLACE, PLANT, Thing
from evextract.nlp.page import Page
from evextract.nlp.roles import PRODUCT
from evextract.nlp.syntax import is_verb, verb_group

_WEIGHT = 1.1
"""A frame says more than any of its words."""
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_POINTING = frozenset({"the", "this", "that"})
_COUNTRY = "country"
"""The type of a place that is a country or more."""


@dataclass(frozen=True, slots=True)
class _Fitting:
    """Which words can stand at a place of a frame: stems of nouns, and things of some types."""

    nouns: frozenset[str]
    types: frozenset[str]
    kinds: frozenset[str] = frozenset()
    """Nouns that stand for a thing of the types where they point to one: "the hatchback"."""

    def fits(self, token: Token, type_: str | None) -> bool:
        if stem(token.lower_) in self.nouns or type_ in self.types:
            return True
        return token.lower_ in self.kinds and any(c.lower_ in _POINTING for c in token.lefts)


@dataclass(frozen=True, slots=True)
class _Frame:
    attribute: str
    verbs: frozenset[str]
    object: _Fitting
    subject: _Fitting
    prepositions: frozenset[str]
    whole: bool
    """Whether a thing that it names is no more than a part of it: the plant in "left the plant", where a date is told."""
    lead: tuple[str, ...]
    """The prepositions again where what stands behind them is the value: "comes from Kolin"."""

    @property
    def intransitive(self) -> bool:
        return not (self.object.nouns or self.object.types)

    def takes(self, target: Token, type_: str | None) -> bool:
        """Whether the target can be what the verb acts on; "the US gets it" is said of what was named before."""
        pointing = bool(self.subject.nouns) and target.lower_ in {"it", "them"}
        return self.object.fits(target, PRODUCT if pointing and type_ is None else type_)


class FrameFinder:
    """Built once from a pack."""

    def __init__(self, pack: DomainPack) -> None:
        self._wide = {e.id for e in pack.entities.values() if e.type == PLACE and e.country in {None, e.id}}
        self._by_verb: dict[str, list[_Frame]] = {}
        self._by_phase: dict[str, list[_Frame]] = {}
        nouns = {f"@{t.id}": frozenset(t.nouns) for t in pack.types.values()}
        for a in pack.attributes.values():
            for told in a.frames:
                frame = _compiled(a, told, nouns)
                if told.phase:
                    self._by_phase.setdefault(told.phase, []).append(frame)
                for verb in frame.verbs if not told.phase else ():
                    self._by_verb.setdefault(verb, []).append(frame)
        self._phases: Lexicon[str] = Lexicon((p.phrase, p.value) for p in pack.phrases if p.effect == "phase")

    def find(self, page: Page) -> list[Hit[Cue]]:
        """The frames of the page, in text order."""
        # A town with a plant is told as a plant is: "Kolin gets the X" is no market that it reaches.
        types = {page.root_of(t.start, t.end).i: self._type(page, t) for t in page.things if t.inside is None}
        for i, type_ in list(types.items()):
            if page.doc[i].dep_ == "appos":
                types.setdefault(page.doc[i].head.i, type_)  # "delayed its first truck, the A"
            elif page.doc[i].dep_ == "oprd" and page.doc[i].head.dep_ == "acl":
                types.setdefault(page.doc[i].head.head.i, type_)  # "delayed its first truck, called the A"
        found = {*self._with_verbs(page, types), *self._with_phases(page)}
        return sorted(found, key=lambda h: (h.start, h.end, h.thing.attribute))

    def _type(self, page: Page, t: Thing) -> str:
        if t.type != PLACE:
            return t.type
        return PLANT if page.plants.stands_at(t) else _COUNTRY if t.id in self._wide else PLACE

    def _with_verbs(self, page: Page, types: Mapping[int, str]) -> Iterator[Hit[Cue]]:
        for token in page.doc:
            if not is_verb(token):
                continue
            for frame in self._by_verb.get(stem(token.lower_), ()):
                if frame.intransitive:
                    if _acts_alone(token, frame.subject, types):
                        yield _hit(token, token, frame.attribute)
                    continue
                for target in _targets(token, frame.prepositions):
                    if frame.takes(target, types.get(target.i)) and _has_subject(token, frame.subject, types):
                        whole = frame.whole and target.dep_ == "dobj" and types.get(target.i) == PLANT
                        last = target if whole else _last_word(token, target, types)
                        yield _hit(token, last, frame.attribute, frame.lead)
                        break

    def _with_phases(self, page: Page) -> Iterator[Hit[Cue]]:
        for hit in self._phases.find(page.parts, page.stems):
            verb = page.token_at(hit.start)
            if not is_verb(verb):
                continue
            group = verb_group(verb)
            for child in verb.children:
                if child.dep_ in {"xcomp", "pcomp", "ccomp"} and child.tag_ in {"VBG", "VB"}:
                    for frame in self._by_phase.get(hit.thing, ()):
                        if stem(child.lower_) in frame.verbs:
                            yield _hit(child, child, frame.attribute)
                elif child.dep_ == "dobj":
                    yield from self._activity(child, verb, hit.thing)
            for member in group:
                for child in member.children:
                    if child.dep_ in _SUBJECTS:
                        yield from self._activity(child, verb, hit.thing)
            relative = any(c.dep_ in _SUBJECTS and c.tag_ == "WDT" for c in group[-1].children)
            if group[-1].dep_ == "acl" or (group[-1].dep_ == "relcl" and relative):
                yield from self._activity(group[-1].head, verb, hit.thing)

    def _activity(self, noun: Token, verb: Token, phase: str) -> Iterator[Hit[Cue]]:
        for frame in self._by_phase.get(phase, ()):
            if stem(noun.lower_) in frame.object.nouns:
                yield _hit(verb, verb, frame.attribute)


def _compiled(attribute: AttributeDef, told: FrameDef, nouns: Mapping[str, frozenset[str]]) -> _Frame:
    values = {f"@{type_}" for type_ in attribute.values}
    return _Frame(
        attribute.id,
        frozenset(map(stem, told.verb)),
        _fitting(told.object, nouns if told.subject or told.preposition else {}),
        _fitting(told.subject, wide=attribute.countries_only or attribute.kind is not ValueKind.ENTITY),
        frozenset(told.preposition),
        attribute.kind is ValueKind.DATE,
        told.preposition if values & set(told.object) else (),
    )


def _fitting(
    words: tuple[str, ...], nouns: Mapping[str, frozenset[str]] | None = None, *, wide: bool = True
) -> _Fitting:
    """``wide``: whether a country counts as a place: "Italy gets the X" is no plant that does."""
    types = frozenset(w[1:] for w in words if w[0] == "@")
    return _Fitting(
        frozenset(stem(w) for w in words if w[0] != "@"),
        types | {_COUNTRY} if wide and PLACE in types else types,
        frozenset().union(*((nouns or {}).get(w, frozenset()) for w in words)),
    )


def _targets(verb: Token, prepositions: frozenset[str]) -> Iterator[Token]:
    """The objects of the verb, or of its prepositions; lists count with their first member."""
    particles = {c.lower_ for c in verb.children if c.dep_ == "prt"}
    for child in verb.children:
        if not prepositions and child.dep_ in {"dobj", "nsubjpass"}:
            yield child
        elif child.dep_ in {"prep", "prt", "agent"} and child.lower_ in prepositions:
            yield from _behind(child)
        elif prepositions and child.dep_ == "advmod" and child.lower_ == "back":
            for prep in (p for p in child.children if p.lower_ in prepositions):  # "moves the X back to Kolin"
                yield from _behind(prep)
        elif prepositions and child.dep_ in {"dobj", "oprd"}:
            if particles & prepositions:
                yield child  # "roll off the line"
            # "Bring the car to Canada": the parser often hangs "to Canada" on the car; "assembly of the car" holds it.
            held = [c for p in child.children if p.lower_ == "of" for c in p.children]
            for prep in (p for noun in (child, *held) for p in noun.children):
                if prep.dep_ == "prep" and prep.lower_ in prepositions:
                    yield from _behind(prep)


def _behind(preposition: Token) -> Iterator[Token]:
    for child in preposition.children:
        if child.dep_ == "pobj":
            yield child
        elif child.dep_ == "prep":  # "out of production"
            yield from _behind(child)


def _last_word(verb: Token, target: Token, types: Mapping[int, str]) -> Token:
    """Where the cue ends: "reach showrooms", "come from" Seoul, "bring" the X, or it, to market, which is what the verb acts on."""
    if target.i < verb.i or target.tag_ == "PRP" or target.head.dep_ == "agent":
        return verb
    last = target.head if target.i in types and target.dep_ == "pobj" else target
    if last.i < verb.i or any(i in types for i in range(verb.i, last.i + 1)):
        return verb
    taken = (c for c in verb.children if c.dep_ == "dobj" and c.i < last.i and c.i != target.i)
    return verb if any(c.tag_ in {"PRP", "NN"} and c.lower_ != "way" for c in taken) else last


def _has_subject(verb: Token, wanted: _Fitting, types: Mapping[int, str]) -> bool:
    """Whether the verb's subject is one that the frame wants: of "will be able to buy" that of "will be"."""
    if not wanted.nouns and not wanted.types:
        return True
    subjects = [c for member in verb_group(verb) for c in member.children if c.dep_ in _SUBJECTS]
    first = verb_group(verb)[-1]
    if not subjects and first.dep_ == "conj":
        return _has_subject(first.head, wanted, types)  # "builds the A and will add the B", "and is to get the B"
    return any(wanted.fits(c, types.get(c.i)) for c in subjects)


def _acts_alone(verb: Token, wanted: _Fitting, types: Mapping[int, str]) -> bool:
    """ "The Kia X ends in May", "the X sedan ends": whether the verb has such a subject and neither object nor complement."""
    if any(c.dep_ in {"dobj", "attr", "acomp", "xcomp", "oprd"} for c in verb.children):
        return False
    subjects = [c for member in verb_group(verb) for c in member.children if c.dep_ == "nsubj"]
    named = [*subjects, *(c for noun in subjects for c in noun.children if c.dep_ == "compound")]
    return any(wanted.fits(c, types.get(c.i)) for c in named)


def _hit(first: Token, last: Token, attribute: str, lead: tuple[str, ...] = ()) -> Hit[Cue]:
    return Hit(first.idx, last.idx + len(last), Cue(attribute, "any", _WEIGHT, lead))
