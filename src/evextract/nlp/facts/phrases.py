"""What the noun phrases of a sentence stand for, among the things that can have an attribute."""

from __future__ import annotations

import re
from itertools import takewhile

from spacy.tokens import Token

from evextract.domain.pack import AttributeDef
from evextract.nlp.facts.context import Context
from evextract.nlp.facts.noun_phrases import (
    KIN,
    VAGUE,
    called_so,
    is_any_copy,
    listed,
    members_in_list,
    subject_over,
    told_of,
)
from evextract.nlp.lexicon import stem
from evextract.nlp.linking.link import Link
from evextract.nlp.naming.things import COMPANY_TYPES
from evextract.nlp.page import Sentence
from evextract.nlp.reference.discourse import Referent
from evextract.nlp.syntax import INDEFINITE, SUBJECT_DEPS, is_verb, verb_above

# Nouns that stand for what follows "of" or "including": "a version of the X", "a batch of cars, including the X".
CONTAINERS = frozenset([
    "version", "variant", "model", "edition", "derivative", "generation", "range", "line-up", "lineup", "line",
    "series", "family", "batch", "pair", "trio", "number", "unit", "example", "part", "half", "most", "many", "all",
    "both", "form", "option", "choice", "iteration", "incarnation", "copy", "fleet", "portfolio", "wave", "host",
    "string", "slew", "mix", "group", "duo", "array", "offering",
])  # fmt: skip
VERSIONS = frozenset(
    ["version", "variant", "edition", "derivative", "trim", "grade", "option", "form", "guise", "alternative"]
)
BASED = re.compile(r"[-‑](?:based|derived|inspired|like|style|sized|sourced|badged)(?!\w)", re.I)
"""What makes another thing of the name: "the EV4-based crossover"."""
_LISTED = re.compile(r",? (?:and |plus |as well as )?(?:the |its )?")
"""Between two members of a list."""
_WHEN = frozenset({"before", "after", "since", "until", "till", "following", "upon", "at", "on"})
_NOMINAL = frozenset({"original", "latter", "former", "newcomer", "one", "ones", "thing", "result"})


def is_version(noun: Token) -> bool:
    """Whether the noun stands for a version of a thing rather than for the thing: "trim", "variants"."""
    return noun.lower_.removesuffix("s") in VERSIONS


class Phrases:
    """What the phrases of one sentence stand for, among the things that can have the attribute."""

    def __init__(
        self, ctx: Context, attribute: AttributeDef, sentence: Sentence, *, avoid: tuple[int, int] | None = None
    ) -> None:
        self.attribute = attribute.id
        self.attribute_types = attribute.subjects
        types = {"company" if t == "brand" else t for t in attribute.subjects}
        self.avoid = avoid or (0, 0)
        self.referents = [
            r
            for r in ctx.focus.referents(sentence)
            if r.type in types
            and not (r.start < self.avoid[1] and self.avoid[0] < r.end)
            and not BASED.match(ctx.page.text, r.end)
        ]
        self.ctx = ctx
        self.sentence = sentence
        self.companies = [r for r in ctx.focus.referents(sentence) if r.type in COMPANY_TYPES]
        self.nouns = {n for t in attribute.subjects if t in ctx.pack.types for n in ctx.pack.types[t].nouns}
        self.events = ctx.cue_stems.get(attribute.id, frozenset())
        self.activities = ctx.activities

    def owners(self, noun: Token) -> list[Link] | None:
        """Whose event the noun names: "production of the X", "the X's launch", "X sales"; None where nobody is named."""
        for child in noun.children:
            if child.dep_ == "prep" and child.lower_ in {"of", "for"}:
                for target in child.children:
                    if (
                        target.dep_ == "pobj"
                        and (target.ent_type_ != "DATE" or self.at(target))
                        and not self._is_avoided(target)
                    ):
                        links = self.links(target)
                        if links or (child.lower_ == "of" and not self._is_maker(target)):
                            return links
        for child in noun.children:
            if child.tag_ == "PRP$" and noun.dep_ == "dobj":
                # "Its next model, the X, makes its debut": whose, the subject says.
                subject = subject_over(noun.head)
                links = self.links(subject) if subject is not None else None
                if links and all(x.referent is not None and x.referent.how != "description" for x in links):
                    return links
            if child.tag_ == "PRP$" and noun.dep_ == "pobj" and self._is_told_of_company(noun):
                # "Kia calls Zilina the heart of its production", but "shows the EV4 ahead of its launch".
                return self._named_last(noun) if tells_when(noun) else []
            if child.dep_ in {"poss", "compound", "nmod", "amod"}:
                links = [x for t in (child, *child.conjuncts) for x in self.at(t)]
                if links or (child.dep_ == "compound" and self._is_at_large(child, noun)):
                    return links
        return None

    def _is_at_large(self, kind: Token, noun: Token) -> bool:
        """ "Vehicle production" is that of all that is made there, whatever the text was about."""
        nouns = self.ctx.focus.nouns
        general = kind.lower_.removesuffix("s") in nouns.products - nouns.kinds
        return general and stem(noun.lower_) in self.activities and not is_verb(noun)

    def _is_told_of_company(self, noun: Token) -> bool:
        """Whether the subject of the noun's clause is a company."""
        verb = verb_above(noun)
        subject = subject_over(verb) if verb is not None else None
        return subject is not None and any(r.start <= subject.idx < r.end for r in self.companies)

    def _named_last(self, noun: Token) -> list[Link]:
        before = [r for r in self.referents if r.end <= noun.idx and r.how == "name" and r.type not in COMPANY_TYPES]
        return _as_links(before[-1]) if before else []

    def is_product(self, noun: Token) -> bool:
        """Whether the noun means a thing that can have the attribute, rather than what happens to one."""
        return noun.lower_.removesuffix("s") in self.nouns

    def is_car(self, noun: Token) -> bool:
        """Whether the noun means such a thing itself, and no version of one: "cars", "hatchbacks"."""
        return self.is_product(noun) and noun.lower_.removesuffix("s") not in VERSIONS | CONTAINERS

    @property
    def blocked_words(self) -> list[tuple[int, int]]:
        """Where the sentence has words that make something else of the attribute's."""
        hits = self.ctx.blocker_hits.get(self.sentence.number, [])
        return [(h.start, h.end) for h in hits if h.thing == self.attribute]

    def is_plant(self, noun: Token) -> bool:
        """Whether the noun means a plant, or a town with one."""
        if noun.lower_.removesuffix("s") in self.ctx.focus.nouns.plants:
            return True
        return any(self.ctx.page.plants.stands_at(t) for t in self.ctx.page.things_over(noun))

    def _is_maker(self, token: Token) -> bool:
        """Whether it names a firm, which cannot have the attribute: "uses the platform of B" tells of the one that uses it."""
        able = COMPANY_TYPES & set(self.attribute_types)
        return not able and any(r.how == "name" and r.start <= token.idx < r.end for r in self.companies)

    def _is_avoided(self, token: Token) -> bool:
        return self.avoid[0] <= token.idx < self.avoid[1]

    def links(self, noun: Token) -> list[Link] | None:
        """All members of a list; an empty list where the phrase is something else, None where it is a mere pronoun."""
        if self._is_avoided(noun):
            return None
        if called := [x for t in called_so(noun) for x in self.at(t)]:
            return called
        members = members_in_list(noun)
        direct = [x for t in members for x in self.at(t) or self._named_before(t)]
        direct = direct or self._apposed(noun)
        if direct:
            return _distinct([*self._contained(members), *direct])
        if noun.tag_ in VAGUE or not noun.tag_.startswith("NN") or noun.lower_ in _NOMINAL or is_any_copy(noun):
            return None
        word = noun.lower_.removesuffix("s")
        if word in self.ctx.focus.nouns.plants or _is_kin(noun):
            return []
        if stem(noun.lower_) in self.events and word not in self.nouns:
            return self.owners(noun)
        if stem(noun.lower_) in self.activities and word not in self.nouns:
            return self.owners(noun) or []  # "production of the X begins in May, with a launch in June"
        if word in CONTAINERS or word in self.nouns:
            held = [x for t in listed(noun) for x in self.at(t)]
            if held:
                return [] if self._of_another_maker(noun, held) else _distinct(held)
            told = told_of(noun)
            if told is not None:
                return _distinct([x for t in (told, *told.conjuncts) for x in self.at(t)])
            if noun.dep_ == "appos" and (named := self.at(noun.head)):
                return named  # "the X, a sedan developed by"
            if near := self.second_subject(noun):
                return near
            return self._version_named_at(noun) or self._one_more_version(noun)
        return []

    def _version_named_at(self, noun: Token) -> list[Link]:
        """ "Production of the long-range version": the version that the words before the noun name."""
        words = {t.i for t in noun.lefts}
        here = [r for r in self.referents if r.how == "trim" and self.ctx.focus.root(r).i in words]
        return _as_links(here[-1]) if len(here) == 1 else []

    def _one_more_version(self, noun: Token) -> list[Link]:
        """ "A cheaper version follows", "an all-wheel-drive variant": one of the vehicle that the text is about."""
        first = noun.left_edge
        if (
            noun.lower_ not in VERSIONS
            or first.lower_ not in INDEFINITE
            or any(c.lower_ == "of" for c in noun.children)
        ):
            return []
        vehicles = [r for r in self.referents if r.end <= first.idx and r.how in {"name", "pronoun"}]
        ids = vehicles[-1].ids if vehicles else self.ctx.focus.before(self.sentence, company=False)
        if len(ids) != 1:
            return []
        words = self.ctx.page.text[first.idx + len(first) : noun.idx].split()
        # "A hotter vRS version" is the vRS; "a cheaper version" has no other name.
        named = list(takewhile(_is_written_like_name, reversed(words)))[::-1]
        return [Link(ids[0], vehicles[-1] if vehicles else None, 2.0, " ".join(named or words) or None)]

    def _of_another_maker(self, noun: Token, links: list[Link]) -> bool:
        """ "A Mazda version of the Toyota X" is no Toyota."""
        focus = self.ctx.focus
        brand = focus.brand_of(links[0].id)
        for child in noun.children:
            if child.dep_ in {"compound", "nmod", "poss", "amod"} and brand is not None:
                makers = {r.ids[0] for r in self.companies if r.start <= child.idx < r.end and r.how == "name"}
                if makers and brand not in makers and not focus.related(brand, makers):
                    return True
        return False

    def _named_before(self, kind: Token) -> list[Link]:
        """ "The Genesis GV60 crossover": the name stands before the noun for its kind."""
        if not self.is_product(kind):
            return []
        names = [c for c in kind.children if c.dep_ in {"compound", "nmod"} and c.i < kind.i]
        return next(
            (links for c in reversed(names) if (links := [x for t in (*c.conjuncts, c) for x in self.at(t)])), []
        )

    def second_subject(self, noun: Token) -> list[Link]:
        """ "The X, a city car built in Spain, will be sold": the parser gives the verb two subjects."""
        first = noun.left_edge
        if noun.dep_ not in SUBJECT_DEPS or first.lower_ not in INDEFINITE or first.i < noun.head.left_edge.i + 2:
            return []
        subjects = [c for c in noun.head.children if c.dep_ in SUBJECT_DEPS and c.i < first.i]
        comma = first.nbor(-1)
        if comma.text != "," or not any(c.right_edge.i in {comma.i, comma.i - 1} for c in subjects):
            return []
        return self.at(comma.nbor(-1))

    def _contained(self, members: list[Token]) -> list[Link]:
        """ "Versions of the X and a small hatchback": what a member of a list contains that is not named itself."""
        if len(members) < 2:
            return []
        held = [t for t in members if t.lower_.removesuffix("s") in CONTAINERS and not self.at(t)]
        return [x for t in held for c in t.children if c.dep_ == "prep" for u in listed(c) for x in self.at(u)]

    def _apposed(self, noun: Token) -> list[Link]:
        """ "Its replacement, the GLB, went into production": the name behind the noun says what it is."""
        if not noun.tag_.startswith("NN"):
            return []
        names = (x for c in noun.children if c.dep_ == "appos" and c.i > noun.i for x in self.at(c))
        return [x for x in names if x.referent is not None and x.referent.how == "name"][:1]

    def at(self, token: Token) -> list[Link]:
        """The thing that is named or pointed to at the word."""
        here = [r for r in self.referents if r.start <= token.idx < r.end]
        here = [r for r in here if r.how != "brand"] or here
        if token.dep_ == "attr":
            here = [r for r in here if r.how != "description"]  # "is the first model to …" points to nothing before
        return [x for r in here[:1] for x in _as_links(r)]

    def row_before(self, at: int) -> list[Link]:
        """The names of the list that ends right before the character, whatever the parse makes of it: "the A, the B and the C, all"."""
        named = [r for r in self.referents if r.how == "name" and r.end <= at]
        text, row = self.ctx.page.text, list[Referent]()
        for r in reversed(named):
            if not (_LISTED.fullmatch(text, r.end, row[-1].start) if row else text[r.end : at].strip() == ","):
                break
            row.append(r)
        return [x for r in reversed(row) for x in _as_links(r)]


def _is_written_like_name(word: str) -> bool:
    return any(char.isupper() or char.isdigit() for char in word)


def _is_kin(noun: Token) -> bool:
    """ "The A's sister model", "the B's rival": another thing than the one that it is told by."""
    words = {noun.lower_.removesuffix("s"), *(c.lower_ for c in noun.lefts if c.dep_ in {"compound", "amod"})}
    return not words.isdisjoint(KIN) and any(c.dep_ == "poss" for c in noun.children)


def tells_when(noun: Token) -> bool:
    """Whether the phrase tells a time: "before its launch", "ahead of its debut"."""
    preposition = noun.head
    return preposition.lower_ in _WHEN or (preposition.lower_ == "of" and preposition.head.lower_ == "ahead")


def _as_links(r: Referent) -> list[Link]:
    if len(r.ids) == 1 and r.variants:
        return [Link(r.ids[0], r, 5.0, v) for v in r.variants]
    return [Link(i, r, 5.0) for i in r.ids]


def _distinct(links: list[Link]) -> list[Link]:
    seen: dict[tuple[str, str | None], Link] = {}
    for x in links:
        seen.setdefault((x.id, x.variant), x)
    return list(seen.values())
