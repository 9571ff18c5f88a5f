"""What "it", "the sedan", "this model" and "the Japanese automaker" point to.

A small centering model (Grosz, Joshi and Weinstein, "Centering", 1995): every sentence leaves behind a centre, its
grammatical subject before anything else, and the next sentence's pronouns and descriptions point to it. Descriptions
with a body style ("the crossover") prefer a vehicle that the article has called that.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from spacy.tokens import Token

from evextract.nlp.naming.things import COMPANY_TYPES, PLANT, Thing
from evextract.nlp.page import Page, Sentence
from evextract.nlp.reference.anaphora import find_anaphors, paired
from evextract.nlp.reference.back_to_topic import goes_back, note_ahead
from evextract.nlp.reference.centre import centre, is_of_subject
from evextract.nlp.reference.discourse import Discourse, Referent, State
from evextract.nlp.reference.named_later import identify
from evextract.nlp.reference.other_makers import other_maker
from evextract.nlp.reference.sections import place_sections, section_topics
from evextract.nlp.reference.topics import company_of, headed_by, vehicle_of
from evextract.nlp.roles import PRODUCT, Nouns
from evextract.nlp.syntax import SUBJECT_DEPS
from evextract.nlp.trims.variant import Variant, right_behind, told_of

_LEAD = 4
"""The number of the last sentence of an article's lead, its headline included."""

_PLURAL = frozenset({"NNS", "NNPS", "PRP", "PRP$", "DT", "CD"})
_SINGULAR = frozenset({"it", "its", "this", "that", "itself"})

_LISTED = re.compile(r"[-‑](?:listed|quoted|traded)(?!\w)")
"""Behind the name of an exchange, which is not what the text speaks of: "the Nasdaq-listed company"."""


_LIKE = re.compile(
    r"[-‑](?:sized?|like|style|inspired|rivall?ing|beating|fighting|esque|quick|fast|cheap|level|grade|good)(?!\w)",
    re.I,
)
"""Behind a vehicle or a maker that something else is only compared with."""


class Focus:
    """All referents of a page, explicit names and what points back to them, by sentence."""

    def __init__(
        self,
        page: Page,
        variants: Sequence[Variant] = (),
        *,
        brands: Mapping[str, str],
        countries: Mapping[str, str],
        parents: Mapping[str, str],
        nouns: Nouns,
        regions: Mapping[str, str] | None = None,
    ) -> None:
        """``brands``: vehicle id -> brand id; ``countries``: company id -> ISO country; ``parents``: company -> owner."""
        self.page = page
        self.nouns = nouns
        self.parents = parents
        self._told = Discourse(page, nouns, dict(brands), countries, parents, regions=regions or {})
        self._told.topic, self._told.one_topic = vehicle_of(page)
        self._told.topic_company, self._told.one_company = company_of(page, self._told.brands, parents)
        self._variants: dict[int, list[Variant]] = {}
        for v in variants:
            self._variants.setdefault(page.sentence_at(v.start).number, []).append(v)
        self._by_sentence: dict[int, list[Referent]] = {}
        self._before: dict[int, State] = {}
        self._walk()

    @property
    def topic(self) -> str | None:
        """The vehicle that the article is about."""
        return self._told.topic

    @property
    def topic_company(self) -> str | None:
        """The company that the article is about."""
        return self._told.topic_company

    def referents(self, sentence: Sentence) -> list[Referent]:
        return self._by_sentence.get(sentence.number, [])

    def root(self, r: Referent) -> Token:
        """The syntactic head of the referent's words."""
        return self._told.root(r)

    def before(self, sentence: Sentence, *, company: bool) -> tuple[str, ...]:
        """The centre that the sentence inherits."""
        state = self._before[sentence.number]
        return state.companies if company else state.vehicles

    def speaks_of_company(self, sentence: Sentence) -> bool:
        """Whether a company, not a vehicle, was the last subject before the sentence."""
        return self._before[sentence.number].of_company

    def related(self, company: str, others: Collection[str]) -> bool:
        """Whether one of the others owns the company, or belongs to it, or shares its name ("Dongfeng Nissan")."""
        parents = self.parents.get(company), *(o for o in others if self.parents.get(o) == company)
        return any(p in others for p in parents if p) or any(company in o.split("-") for o in others)

    def siblings(self, one: str, other: str) -> bool:
        """Whether the two belong to one group."""
        return (parent := self.parents.get(one)) is not None and parent == self.parents.get(other)

    def brand_of(self, vehicle: str) -> str | None:
        return self._told.brands.get(vehicle)

    def is_vague(self, vehicle: str) -> bool:
        """Whether it is no named vehicle, but several, or any."""
        return vehicle in self._told.nameless and self._told.nameless[vehicle].vague

    def made_from(self, vehicle: str) -> str | None:
        """What a vehicle without a name is told to be made from."""
        known = self._told.nameless.get(vehicle)
        return known.base if known is not None else None

    def is_base(self, start: int, end: int) -> bool:
        """Whether a name that begins there only says what a vehicle without a name is made from, or succeeds."""
        return any(start <= at <= end for at in self._told.bases)

    def cars_before(self, sentence: Sentence, brand: str) -> list[str]:
        """The vehicles of the brand that the text has named up to the sentence, in alphabetical order."""
        return sorted(
            id_ for id_, end in self._first.items() if end <= sentence.end and self._told.brands.get(id_) == brand
        )

    @cached_property
    def _first(self) -> dict[str, int]:
        """All vehicles that the text names -> where their first mention ends."""
        return {t.id: t.end for t in reversed(self.page.things) if t.type == PRODUCT}

    def _walk(self) -> None:
        told = self._told
        state = State(companies=(told.topic_company,) if told.topic_company else ())
        if told.topic and self._is_led_to(told.topic):
            state.vehicles = (told.topic,)
        sections = section_topics(self.page)
        self.place_sections = place_sections(self.page)
        told.places = {number: tuple(t.id for t in places) for number, places in self.place_sections.items()}
        for sentence in self.page.sentences:
            state.headed = sections.get(sentence.number) in told.companies
            if self.opens_paragraph(sentence):
                self._open(state, sentence, sections.get(sentence.number))
            if goes_back(told, sentence, state.vehicles) and told.topic is not None:
                state.vehicles, state.variants = (told.topic,), ()
            self._before[sentence.number] = replace(state)
            explicit = self._explicit(sentence)
            self._note_traits(explicit)
            variants = self._variants.get(sentence.number, [])
            anaphors = find_anaphors(told, sentence, explicit, variants, state)
            explicit = [r for r in explicit if r.start not in told.bases]
            referents = sorted([*explicit, *anaphors], key=lambda r: (r.start, r.end))
            identify(told, sentence, referents)
            self._by_sentence[sentence.number] = referents
            headed = sections.get(sentence.number) is not None
            self._leave_behind(state, sentence, referents, [v.name for v in variants], headed=headed)
            note_ahead(told, sentence, state.vehicles)
            if variants:
                state.pair = paired(self.page, variants, sentence.end)
            told.seen += [i for r in referents if r.type == PRODUCT and r.how in {"name", "unnamed"} for i in r.ids]
        self._call_by_name()

    def _open(self, state: State, sentence: Sentence, section: str | None) -> None:
        """Go back to what the article, or its section, is about."""
        told = self._told
        of_company = section in told.companies
        company = section if of_company else told.topic_company if told.one_company else None
        if company is not None:
            state.companies = (company,)
        vehicle = None if of_company else section or (told.topic if told.one_topic else None)
        if vehicle is not None and (state.vehicles or self._first.get(vehicle, 0) <= sentence.end):
            state.vehicles = (vehicle,)
        elif of_company or (told.one_company and not told.one_topic):
            state.of_company = True

    def _is_led_to(self, topic: str) -> bool:
        """Whether what the article is about is named soon, or by the headline, so that what stands before may be about it."""
        if headed_by(self.page) == topic:
            return True
        last = self.page.sentences[min(_LEAD, len(self.page.sentences) - 1)]
        return self._first.get(topic, 0) <= last.end

    def _call_by_name(self) -> None:
        """Give what was introduced without a name, or in fewer words, the id that it got later."""
        told = self._told
        if not (told.same or told.groups):
            return

        def named(ids: Sequence[str]) -> tuple[str, ...]:
            return tuple(dict.fromkeys(told.named(i) for i in ids))

        def members(r: Referent) -> list[str]:
            several = told.root(r).tag_ in _PLURAL and told.root(r).lower_ not in _SINGULAR  # "it" is not all of them
            return [member for i in r.ids for member in (told.members(i) if several else (i,))]

        for number, referents in self._by_sentence.items():
            self._by_sentence[number] = [replace(r, ids=named(members(r))) for r in referents]
        for state in self._before.values():
            state.vehicles = named(state.vehicles)

    def _leave_behind(
        self,
        state: State,
        sentence: Sentence,
        referents: Sequence[Referent],
        named: Sequence[str],
        *,
        headed: bool,
    ) -> None:
        """Move the centres on; ``named``: the versions that the sentence names; ``headed``: whether it stands in the section
        of something.
        """
        told = self._told
        alone = not headed and self._is_only_one(sentence, referents, held=state.vehicles)
        products = [r for r in referents if r.type == PRODUCT and not (alone and r.how == "pronoun")]
        vehicles = centre(told, sentence, products, held=state.vehicles, alone=alone)
        companies = centre(told, sentence, [r for r in referents if r.type in COMPANY_TYPES], held=state.companies)
        if not vehicles and self.opens_paragraph(sentence):
            maker = other_maker(told, sentence, referents, held=state.vehicles)
            own = [brand for v in state.vehicles if (brand := told.brands.get(v)) is not None]
            if maker is not None and not any(self.related(brand, (maker,)) for brand in own):
                state.vehicles, state.variants = (), ()
        if vehicles:
            if vehicles != state.vehicles:
                state.variants = ()
            state.vehicles = tuple(member for v in vehicles for member in told.members(v))
        pointed = next((r.variants for r in referents if len(r.variants) > 1), ())
        if not named and pointed:
            state.variants = pointed
        if named:
            state.variants = tuple(dict.fromkeys(named))
            for owner in state.vehicles[:1]:
                told.trims[owner] = tuple(dict.fromkeys([*told.trims.get(owner, ()), *named]))
        if companies:
            state.companies = companies
        subject = next((r for r in referents if r.how != "pronoun" and told.root(r).dep_ in SUBJECT_DEPS), None)
        if subject is not None:
            state.of_company = subject.type in COMPANY_TYPES
            state.plant = subject.ids[0] if subject.type == PLANT else None

    def _is_only_one(self, sentence: Sentence, referents: Sequence[Referent], *, held: tuple[str, ...]) -> bool:
        """Whether the sentence names one vehicle and begins with something else than the ``held`` one: with a new paragraph,
        or with the maker of what it names ("Kia pulled the sheet off the Soul").
        """
        told = self._told
        makers = {r.ids[0] for r in referents if r.type in COMPANY_TYPES and is_of_subject(told.root(r))}
        # Behind a company that is the subject, "its" is the company's.
        named = {r.ids for r in referents if r.type == PRODUCT and not (r.how == "pronoun" and makers)}
        if len(named) != 1:
            return False
        (ids,) = named
        if self.opens_paragraph(sentence) and not told.one_topic:
            return True
        brand = told.brands.get(ids[0])
        return brand in makers and all(told.brands.get(v) != brand for v in held)

    def opens_paragraph(self, sentence: Sentence) -> bool:
        """Whether a line break stands before the sentence."""
        return (
            sentence.number > 0
            and "\n" in self.page.text[self.page.sentences[sentence.number - 1].end : sentence.start]
        )

    def _explicit(self, sentence: Sentence) -> list[Referent]:
        here = self._variants.get(sentence.number, ())
        named = [v for v in here if v.vehicle is not None]
        out = []
        for t in self.page.things_in(sentence):
            if t.inside is None and not self._is_only_told_by(t):
                trims = right_behind(self.page.text, t, named) if t.type == PRODUCT else []
                told = trims or (told_of(self.page.text, t, here) if t.type == PRODUCT else [])
                end = trims[-1].end if trims else t.end
                variants = tuple(v.name for v in told)
                out.append(
                    Referent(t.start, end, (t.id,), "company" if t.type == "brand" else t.type, "name", variants)
                )
        return out

    def _is_only_told_by(self, t: Thing) -> bool:
        """Whether the name only says where something is listed, or what it is like: "Nasdaq-listed", "a Yaris-sized hatchback"."""
        if t.type in COMPANY_TYPES and _LISTED.match(self.page.text, t.end):
            return True
        return (t.type in COMPANY_TYPES or t.type == PRODUCT) and _LIKE.match(self.page.text, t.end) is not None

    def _note_traits(self, explicit: Sequence[Referent]) -> None:
        for r in explicit:
            if r.type == PRODUCT:
                token = self.page.token_at(max(r.start, r.end - 1))
                for other in (token.nbor(1) if token.i + 1 < len(self.page.doc) else token, token.head):
                    if other.lower_ in self._told.nouns.kinds and abs(other.i - token.i) < 4:
                        self._told.traits.setdefault(r.ids[0], set()).add(other.lower_)
