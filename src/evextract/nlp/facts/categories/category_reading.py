"""What a category word is said of in its sentence: noun phrases, copulas, appositions, "as" and "into", parts that a thing has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from evextract.domain.pack import AttributeDef
from evextract.nlp.facts.categories.appositions import is_loose, named_before_as, right_before
from evextract.nlp.facts.categories.generic import is_general, is_of_that, is_sibling
from evextract.nlp.facts.categories.other_terms import is_glued, is_of_other_term
from evextract.nlp.facts.categories.traded_parts import are_traded, without_traders
from evextract.nlp.facts.context import Context
from evextract.nlp.facts.figures.versions import of_version_named
from evextract.nlp.facts.noun_phrases import examples_of, explained_by, is_kin, members_of, phrase_head, subject_over
from evextract.nlp.facts.patient import by_parse
from evextract.nlp.facts.phrases import CONTAINERS, VERSIONS, Phrases, is_version
from evextract.nlp.lexicon import Hit, stem
from evextract.nlp.linking.link import Link
from evextract.nlp.naming.things import Thing
from evextract.nlp.page import Sentence
from evextract.nlp.reference.comparing import is_compared
from evextract.nlp.reference.discourse import Referent
from evextract.nlp.roles import PRODUCT
from evextract.nlp.stance.signs import is_negated
from evextract.nlp.syntax import is_verb, verb_above

_TURNING = frozenset(map(stem, [
    "turn", "morph", "evolve", "transform", "develop", "grow", "mutate", "convert", "transition", "change", "switch", "go",
]))  # fmt: skip
_CONTRAST = re.compile(
    r"(?P<than>instead of|rather than|not|unlike|without|ditch\w*|drop\w*|abandon\w*|from|than|as much as|as many as)"
    r"(?: (?:an?|the|its|any))?(?: [\w-]+){0,2} \Z",
    re.I,
)


_OF_CLAUSE = 1.6
"""The least score of what the word's own clause speaks of."""

_NONE_OF = re.compile(r"(?<!\w)(?:none|neither) of (?:the |these |those |its )?\Z", re.I)


class CategoryReading:
    """One category word in its sentence."""

    def __init__(self, ctx: Context, attribute: AttributeDef, sentence: Sentence, hit: Hit[tuple[str, str]]) -> None:
        self.ctx, self.attribute, self.hit = ctx, attribute, hit
        self.phrases = Phrases(ctx, attribute, sentence)
        self.heads_line = any(
            r.how == "trim" and r.start <= hit.start and hit.end <= r.end and ctx.page.text.startswith(":", r.end)
            for r in self.phrases.referents
        )
        """Whether the word is part of the name that a list's line is headed by: "75 kWh RWD: 30,000 euros"."""
        self.own = next(
            (r for r in self.phrases.referents if r.how == "trim" and (r.start, r.end) == (hit.start, hit.end)), None
        )
        """The version that the words are the name of: "the hybrid"."""
        self.phrases.referents = [
            r for r in self.phrases.referents if r.how != "trim" or r.end <= hit.start or hit.end <= r.start
        ]
        self.sentence = sentence
        self.word = ctx.page.root_of(hit.start, hit.end)
        self.head = phrase_head(self.word)
        self.names_kinds = any(
            s.lower() in self.phrases.nouns for words in attribute.categories.values() for s in words
        )
        """Whether the words name things ("sedan") rather than their parts ("all-wheel drive")."""

    def subjects(self) -> list[Link]:
        if self.heads_line or is_glued(self.ctx.page.text, self.hit):
            return []
        holder = next(
            (t for t in self.ctx.page.things_in(self.sentence) if t.start <= self.hit.start and self.hit.end <= t.end),
            None,
        )
        if holder is not None:
            return self._part_of_name(holder)
        if self.names_kinds and self.own is not None and self.head.i == self.word.i:
            return [Link(self.own.ids[0], self.own, 6.0, self.own.variants[0])]
        if not self.names_kinds and are_traded(self.phrases, self.head):
            return []
        if self.names_kinds and (
            is_of_other_term(self.phrases, self.sentence, self.hit, self.head)
            or is_general(self.head, self.word, self.sentence.last)
        ):
            return []
        named = self._named()
        if named:
            return named if self.names_kinds else without_traders(self.phrases, self.head, named)
        before = self.ctx.page.text[max(self.sentence.start, self.hit.start - 50) : self.hit.start]
        contrast = _CONTRAST.search(before)
        compared = is_compared(self.head) and not self._is_capacity() and not is_sibling(self.head)
        if (contrast and not self._is_lacking(contrast["than"])) or compared:
            return []
        if self.names_kinds:
            return self._part() if self._is_part() else self._kind()
        return without_traders(self.phrases, self.head, self._part())

    def versions(self, links: list[Link]) -> list[Link]:
        """The links with the version that the word tells: "a hybrid version of the Stonic" is its hybrid."""
        if links and self._is_of_none(links):
            links = [replace(links[0], variant=None)]
        if self.attribute.by_version and not self.names_kinds:
            return of_version_named(self.ctx, self.hit.start, self.hit.end, links)
        links = [replace(x, variant=None) if self._is_other_version(x.referent) else x for x in links]
        mates = [t for t in self.head.conjuncts if t.i > self.head.i and all(c.dep_ != "det" for c in t.children)]
        behind = {t.lower_.removesuffix("s") for t in (self.head, *mates)}  # not so "a sedan and a version of the B"
        if not self.names_kinds or len(links) != 1 or links[0].variant or not behind & VERSIONS:
            return links
        return [replace(links[0], variant=self.ctx.page.text[self.hit.start : self.hit.end])]

    def _is_of_none(self, links: Sequence[Link]) -> bool:
        """ "None of them has all-wheel drive": what no version has the car has not."""
        r = links[0].referent
        if r is None or len({x.id for x in links}) > 1:
            return False
        return _NONE_OF.search(self.ctx.page.text, max(0, r.start - 20), r.start) is not None

    def _is_lacking(self, word: str) -> bool:
        """ "Comes without all-wheel drive", "isn't available with …": it is said of the thing what it lacks."""
        if self.names_kinds or word.lower() not in {"not", "without"} or self.head.dep_ != "pobj":
            return False
        with_ = self.head.head
        return with_.head.i < with_.i and (word.lower() == "not" or not is_negated(with_.head))

    def _part_of_name(self, thing: Thing) -> list[Link]:
        """ "the C-HR EV": a name that ends with the word says what it is; "EV9" and "Model S Plaid" say nothing."""
        text = self.ctx.page.text
        alone = self.hit.start > thing.start and text[self.hit.start - 1] == " " and self.hit.end == thing.end
        return [Link(thing.id, r, 6.0) for r in self.phrases.referents if alone and r.start == thing.start][:1]

    def _named(self) -> list[Link]:
        """The things in the word's own phrase: "the Rogue SUV", "the electric versions of the A and the B"."""
        kin = is_kin(self.head) and not is_version(self.head) and not self.phrases.at(self.head)
        if self.names_kinds and kin and self.word.i < self.head.i:
            # "The A's estate sibling, the B" is what B is, and A isn't.
            return [x for c in explained_by(self.head, self.sentence.last) for x in self.phrases.links(c) or ()]
        inside = [r for r in self.phrases.referents if self.holds(r)]
        inside = [r for r in inside if r.how != "pronoun" or self.ctx.page.token_at(r.start).i == self.head.i]
        if inside and self._says_what_a_name_is(inside):
            name = self.head.head
            return self.phrases.at(name) if self.head.tag_ == "NN" else self.phrases.links(name) or []
        if inside:
            best = [r for r in inside if r.how in {"name", "trim", "brand"}] or inside
            nearest = min(best, key=lambda r: (abs(self.ctx.page.token_at(r.start).i - self.word.i), r.start))
            return [Link(i, nearest, 6.0, nearest.variants[0] if nearest.variants else None) for i in nearest.ids]
        if self.head.lower_.removesuffix("s") in CONTAINERS | VERSIONS | self.phrases.nouns or self._is_part():
            owners = self.phrases.owners(self.head)
            if owners:
                return owners
        members = members_of(self.head) if self.head.lower_.removesuffix("s") in CONTAINERS else None
        if members is not None:
            return self.phrases.links(members) or []
        named = [*explained_by(self.head, self.sentence.last), *examples_of(self.head)]
        return [x for c in named for x in self.phrases.links(c) or ()]

    def _says_what_a_name_is(self, inside: Sequence[Referent]) -> bool:
        """ "The A and the B, so far the only estate": an apposition is said of the name before it, whether a list has that or not."""
        name = self.head.head
        return (
            self.head.dep_ == "appos"
            and name.tag_ in {"NNP", "NNPS"}
            and name.i < self.head.i
            and all(r.how == "description" and r.start >= self.head.left_edge.idx for r in inside)
        )

    def _is_other_version(self, r: Referent | None) -> bool:
        """ "In hybrid and long-range versions": the version named is one beside that of the word."""
        if r is None or r.how != "trim" or r.start < self.hit.end or not self.names_kinds:
            return False
        first = self.ctx.page.token_at(r.start).i
        return any(t.tag_ == "CC" for t in self.ctx.page.doc[self.word.i : first])

    def _kind(self) -> list[Link]:
        """What the phrase as a whole is said to be."""
        first = _first(self.head)
        if first.dep_ == "appos":
            return self._apposed(first)
        if first.dep_ in {"nsubj", "nsubjpass"}:
            # "The only EV that it sells is the Leaf."
            if twice := self.phrases.second_subject(first):
                return twice
            told = next((c for c in first.head.children if c.dep_ == "attr"), None)
            return (self.phrases.links(told) or []) if told is not None else []
        if first.dep_ in {"attr", "oprd", "acomp", "amod"} and (is_verb(first.head) or first.dep_ == "attr"):
            return self._of_clause()
        if first.dep_ == "npadvmod" and is_loose(first):
            return right_before(self.phrases, first) or self._of_clause()
        if first.dep_ == "pobj" and first.head.lower_ in {"as", "into"}:
            verb = first.head.head
            if named := named_before_as(self.phrases, first.head):
                return named
            if (first.head.lower_ == "as" and self._is_capacity()) or stem(verb.lower_) in _TURNING:
                return self._of_clause()
        if first.dep_ in {"dobj", "advmod", "acomp"} and stem(first.head.lower_) in _TURNING:
            return self._of_clause()
        return []

    def _apposed(self, first: Token) -> list[Link]:
        """ "The A, the B and the C, an SUV": in the singular only the last; "put the X on the market, a sedan": the X."""
        if first.i == self.head.i and (near := right_before(self.phrases, first)):
            return near
        links = self.phrases.links(first.head)
        verb = first.head.head.head
        if not links and first.head.dep_ == "pobj" and is_verb(verb) and not self._is_thing(first.head):
            links = by_parse(self.ctx, self.attribute, verb.idx, verb.idx + len(verb))
        return links or []

    def _is_thing(self, noun: Token) -> bool:
        """Whether the noun, or a name at it, is a thing of some kind itself."""
        return self.phrases.is_product(noun) or any(True for _ in self.ctx.page.things_at(noun.idx))

    def _part(self) -> list[Link]:
        """What has the part: "the X with an LFP battery", "a hybrid version will follow"."""
        products = self._products()
        links = self.ctx.linker.subjects(self.hit.start, self.hit.end, products)
        if PRODUCT in self.attribute.subjects and products != (PRODUCT,) and links and links[0].score < _OF_CLAUSE:
            # "Charging is through a CCS2 socket, and Kia says that …": of the car that the text is about.
            links = self.ctx.linker.subjects(self.hit.start, self.hit.end, (PRODUCT,)) or links
        if (
            links
            and links[0].referent is None
            and (self._is_of_plant() or (self.names_kinds and not self._may_inherit()))
        ):
            return []
        return links

    def _is_of_plant(self) -> bool:
        """ "The plant is being converted to LFP cells": it is no car that has them."""
        verb = verb_above(self.head)
        subject = subject_over(verb) if verb is not None else None
        return subject is not None and self.phrases.is_plant(subject)

    def _products(self) -> tuple[str, ...]:
        """The first type that can have the attribute and that the sentence names, else all of them."""
        for t in self.attribute.subjects:
            if any(r.type == ("company" if t == "brand" else t) for r in self.phrases.referents):
                return (t,)
        return self.attribute.subjects

    def _may_inherit(self) -> bool:
        return is_version(self.head)

    def _of_clause(self) -> list[Link]:
        # The phrase's head bears the role in the clause: "sedan" in "is an electric sedan".
        subject = subject_over(self.head.head)
        if subject is not None and subject.tag_ == "CD" and subject.text[0].isdigit():
            return []  # "of which 120,000 were electric" tells of a count
        links = by_parse(self.ctx, self.attribute, self.head.idx, self.head.idx + len(self.head))
        if links is None:
            return self.ctx.linker.subjects(self.hit.start, self.hit.end, self.attribute.subjects)
        return links

    def _is_part(self) -> bool:
        """ "a crossover body", "with a petrol engine", "hybrid versions", "the shape of an SUV"."""
        events = self.phrases.events
        if stem(self.head.lower_) in events or is_version(self.head) or is_of_that(self.head):
            return True
        behind = [t for t in self.head.conjuncts if t.i > self.head.i]
        if any(stem(t.lower_) in events or is_version(t) for t in behind):
            return True  # "a mild hybrid or a battery-electric powertrain"
        if (
            self.head.i == self.word.i
            and self.word.tag_.startswith("NN")
            and self.word.lower_.removesuffix("s") not in self.phrases.nouns
        ):
            return True  # a range extender is no kind of car, but a part of one
        return self.head.dep_ == "pobj" and self.head.head.lower_ == "of" and stem(self.head.head.head.lower_) in events

    def holds(self, r: Referent | None) -> bool:
        """Whether the referent stands in the word's own noun phrase, not in a clause attached to it."""
        if r is None:
            return False
        node = self.ctx.page.root_of(r.start, r.end)
        for _ in range(6):
            if node == self.head:
                return True
            if node.dep_ not in {"compound", "nmod", "poss", "amod", "nummod"} or node.head.i == node.i:
                return False
            node = node.head
        return False

    def _is_capacity(self) -> bool:
        """ "comes as a hybrid", "is available as a hybrid", not "as cheap as a hybrid"."""
        prep = _first(self.head).head
        told = prep.head if prep.dep_ != "conj" else prep.head.head
        predicate = told.dep_ == "acomp" and all(c.lower_ != "as" or c.dep_ != "advmod" for c in told.children)
        return prep.lower_ == "as" and (is_verb(told) or predicate)


def _first(token: Token) -> Token:
    """The first member of the token's list, which bears the role of all."""
    while token.dep_ == "conj" and token.head.i != token.i and token.head.tag_.startswith(("NN", "JJ", "VBN", "FW")):
        token = token.head
    return token
