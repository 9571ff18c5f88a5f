"""What "it", "the sedan", "this model" and "the Japanese automaker" point to.

A small centering model (Grosz, Joshi and Weinstein, "Centering", 1995): every sentence leaves behind a centre, its
grammatical subject before anything else, and the next sentence's pronouns and descriptions point to it. Descriptions
with a body style ("the crossover") prefer a vehicle that the article has called that.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from evextract.nlp.lexicon import stem
from evextract.nlp.names import fold
from evextract.nlp.page import Page, Sentence
from evextract.nlp.roles import PRODUCT, Nouns
from evextract.nlp.sites import PLANT
from evextract.nlp.things import COMPANY_TYPES
from evextract.nlp.variants import Variant

SUBJECT_DEPS = frozenset({"nsubj", "nsubjpass", "csubj"})
_INDEFINITE = frozenset(
    {"a", "an", "another", "two", "three", "four", "five", "several", "new", "next", "upcoming", "first"}
)
_BRINGING = frozenset(
    stem(w)
    for w in [
        "launch",
        "introduce",
        "develop",
        "build",
        "plan",
        "announce",
        "tease",
        "release",
        "reveal",
        "unveil",
        "supply",
        "add",
        "prepare",
        "produce",
        "make",
        "bring",
        "show",
        "present",
        "debut",
        "confirm",
        "create",
        "cancel",
        "scrap",
        "drop",
        "work",
        "get",
        "expect",
        "replace",
        "join",
        "design",
    ]
)
_ARRIVING = frozenset(
    stem(w) for w in ["arrive", "come", "launch", "debut", "follow", "enter", "hit", "reach", "go", "start"]
)
_NOVELTY = frozenset(
    [
        "new",
        "all-new",
        "upcoming",
        "forthcoming",
        "next",
        "second",
        "third",
        "first",
        "another",
        "small",
        "smaller",
        "even",
        "affordable",
        "budget-friendly",
        "facelifted",
        "cheap",
        "cheaper",
        "separate",
        "different",
        "future",
        "additional",
        "own",
        "mystery",
        "dedicated",
        "mass-market",
        "stylish",
        "two",
        "three",
        "four",
        "five",
        "several",
        "other",
        "brand-new",
        "promising",
        "so-called",
    ]
)
_RIVALS = frozenset(
    stem(w)
    for w in [
        "rival",
        "competitor",
        "alternative",
        "compete",
        "rivals",
        "outsell",
        "undercut",
        "challenge",
        "beat",
        "trail",
        "outperform",
    ]
)
_PRONOUNS = frozenset({"it", "its", "itself"})
_PLURALS = frozenset({"they", "their", "them"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "all", "its", "each", "every"})
COMPARING = frozenset(
    [
        "than",
        "like",
        "unlike",
        "as",
        "versus",
        "vs",
        "against",
        "alongside",
        "compared",
        "rival",
        "rivals",
        "similar",
        "beside",
        "besides",
        "following",
        "replaces",
        "replacing",
        "succeeds",
        "replace",
        "behind",
        "beyond",
        "including",
        "beaten",
        "among",
        "unlike",
        "between",
    ]
)


@dataclass(frozen=True, slots=True)
class Referent:
    """A place in the text that stands for one thing or several, or for versions of one.

    ``how``: name, pronoun, description, brand or trim (a version named without its vehicle).
    """

    start: int
    end: int
    ids: tuple[str, ...]
    type: str
    how: str
    variants: tuple[str, ...] = ()


@dataclass(slots=True)
class _State:
    vehicles: tuple[str, ...] = ()
    companies: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    """The versions of the centre that were named last, together."""
    of_company: bool = False
    """Whether the last subject was a company rather than a vehicle."""


def is_compared(token: Token) -> bool:
    """Whether the token's phrase is only something to compare with ("than the Ariya", "like the Ariya")."""
    node = token
    for _ in range(4):
        head = node.head
        if (
            node.dep_ in {"pobj", "pcomp", "prep"}
            and head.lower_ in COMPARING
            and not (head.lower_ == "as" and head.i and head.nbor(-1).lower_ in {"known", "sold", "such", "badged"})
        ):
            return True
        if node.dep_ in {"dobj", "attr", "pobj"} and _competes(node):
            return True
        if head.lower_ in {"compared", "similar", "identical", "compare", "comparable"} and node.dep_ in {
            "prep",
            "pobj",
        }:
            return True
        if head.i == node.i or node.dep_ in SUBJECT_DEPS or node.dep_ == "ROOT":
            return False
        node = head
    return False


def _competes(token: Token) -> bool:
    """ "Rivals are the A and B", "it will rival the A", "competes with the A"."""
    head = token.head
    if token.dep_ == "attr":
        return any(c.dep_ == "nsubj" and stem(c.lower_) in _RIVALS for c in head.children)
    if token.dep_ == "pobj":
        head = head.head
    return stem(head.lower_) in _RIVALS


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
    ) -> None:
        """``brands``: vehicle id -> brand id; ``countries``: company id -> ISO country; ``parents``: company -> owner."""
        self.parents = parents
        self.nouns = nouns
        self.page = page
        self._variants = variants
        self.one_topic = False
        """Whether the article is about one vehicle: a new paragraph then goes back to it."""
        self.brands = brands
        self.countries = countries
        self.topic = self._topic()
        self.topic_company = self._topic_company()
        self._traits: dict[str, set[str]] = {}
        self._seen: list[str] = []
        self._trims: dict[str, tuple[str, ...]] = {}
        self._by_sentence: dict[int, list[Referent]] = {}
        self._before: dict[int, _State] = {}
        self._walk()

    def referents(self, sentence: Sentence) -> list[Referent]:
        return self._by_sentence.get(sentence.number, [])

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

    def brand_of(self, vehicle: str) -> str | None:
        return self.brands.get(vehicle)

    # -- building ---------------------------------------------------------------------------------------------------

    def _topic(self) -> str | None:
        counts: Counter[str] = Counter()
        title = fold(self.page.article.title or "")
        lead_end = self.page.sentences[min(3, len(self.page.sentences) - 1)].end if self.page.sentences else 0
        first = True
        for t in self.page.things:
            if t.type == PRODUCT:
                name = fold(self.page.text[t.start : t.end])
                compared = is_compared(self.page.root_of(t.start, t.end))
                counts[t.id] += 0 if compared else 1 + (t.end <= lead_end) + 3 * first + 3 * (name in title)
                first = False
        if not counts:
            return None
        topic = min(counts, key=lambda k: (-counts[k], k))
        self.one_topic = counts[topic] >= 0.5 * counts.total()
        return topic

    def _topic_company(self) -> str | None:
        counts: Counter[str] = Counter()  # in the order of first mention, which decides between equals
        lead_end = self.page.sentences[0].end if self.page.sentences else 0
        for t in self.page.things:
            if t.type in COMPANY_TYPES:
                counts[t.id] += ((2 if t.inside is None else 1) if t.known else 1) + (t.known and t.end <= lead_end)
            elif t.type == PRODUCT and t.id in self.brands:
                counts[self.brands[t.id]] += 1
        return max(counts, key=lambda k: counts[k]) if counts else None

    def _walk(self) -> None:
        state = _State((self.topic,) if self.topic else (), (self.topic_company,) if self.topic_company else ())
        for sentence in self.page.sentences:
            if self.one_topic and self.topic and self._opens_paragraph(sentence):
                state.vehicles = (self.topic,)
            self._before[sentence.number] = replace(state)
            explicit = self._explicit(sentence)
            self._note_traits(sentence, explicit)
            anaphors = self._anaphors(sentence, explicit, state)
            named = [v.name for v in self._variants if sentence.start <= v.start < sentence.end]
            referents = sorted([*explicit, *anaphors], key=lambda r: (r.start, r.end))
            self._by_sentence[sentence.number] = referents
            vehicles = self._centre(sentence, [r for r in referents if r.type == PRODUCT], held=state.vehicles)
            companies = self._centre(sentence, [r for r in referents if r.type in COMPANY_TYPES], held=state.companies)
            self._seen += [i for r in explicit if r.type == PRODUCT for i in r.ids]
            if vehicles:
                if vehicles != state.vehicles:
                    state.variants = ()
                state.vehicles = vehicles
            pointed = next((r.variants for r in referents if len(r.variants) > 1), ())
            if not named and pointed:
                state.variants = pointed
            if named:
                state.variants = tuple(dict.fromkeys(named))
                for owner in state.vehicles[:1]:
                    self._trims[owner] = tuple(dict.fromkeys([*self._trims.get(owner, ()), *named]))
            if companies:
                state.companies = companies
            subjects = [
                r for r in referents if r.how != "pronoun" and self.page.root_of(r.start, r.end).dep_ in SUBJECT_DEPS
            ]
            if subjects:
                state.of_company = subjects[0].type in COMPANY_TYPES

    def _opens_paragraph(self, sentence: Sentence) -> bool:
        return (
            sentence.number > 0
            and "\n" in self.page.text[self.page.sentences[sentence.number - 1].end : sentence.start]
        )

    def _explicit(self, sentence: Sentence) -> list[Referent]:
        trims = {v.start: v for v in self._variants if v.vehicle is not None}
        out = []
        for t in self.page.things_in(sentence):
            if t.inside is None:
                trim = trims.get(t.end + 1) if t.type == PRODUCT else None
                end, variants = (trim.end, (trim.name,)) if trim else (t.end, ())
                out.append(
                    Referent(t.start, end, (t.id,), "company" if t.type == "brand" else t.type, "name", variants)
                )
        return out

    def _note_traits(self, sentence: Sentence, explicit: Sequence[Referent]) -> None:
        for r in explicit:
            if r.type == PRODUCT:
                token = self.page.token_at(max(r.start, r.end - 1))
                for other in (token.nbor(1) if token.i + 1 < len(self.page.doc) else token, token.head):
                    if other.lower_ in self.nouns.kinds and abs(other.i - token.i) < 4:
                        self._traits.setdefault(r.ids[0], set()).add(other.lower_)

    def _anaphors(self, sentence: Sentence, explicit: Sequence[Referent], state: _State) -> list[Referent]:
        out: list[Referent] = []
        for v in self._variants:
            if v.vehicle is None and sentence.start <= v.start < sentence.end:
                token = self.page.token_at(v.start)
                owners = (
                    self._centre_within(sentence, explicit, token, PRODUCT)
                    or self._owner_after(v, explicit)
                    or state.vehicles
                )
                if owners:
                    out.append(Referent(v.start, v.end, owners[:1], PRODUCT, "trim", (v.name,)))
        tokens = self.page.doc[sentence.first : sentence.last]
        for token in tokens:
            if any(r.start <= token.idx < r.end for r in explicit):
                continue
            word = token.lower_
            vehicles = self._centre_within(sentence, [*explicit, *out], token, PRODUCT) or state.vehicles
            companies = self._centre_within(sentence, [*explicit, *out], token, "company") or state.companies
            end = token.idx + len(token)
            if word in _PRONOUNS and not _expletive(token):
                if vehicles:
                    out.append(Referent(token.idx, end, vehicles[:1], PRODUCT, "pronoun"))
                if companies:
                    out.append(Referent(token.idx, end, companies[:1], "company", "pronoun"))
            elif word in _PLURALS or (word in {"these", "both"} and token.dep_ in SUBJECT_DEPS):
                if vehicles:
                    variants = state.variants if len(state.variants) > 1 and len(vehicles) == 1 else ()
                    out.append(Referent(token.idx, end, vehicles, PRODUCT, "pronoun", variants))
                if companies:
                    out.append(Referent(token.idx, end, companies, "company", "pronoun"))
            elif word.removesuffix("s") in self.nouns.products and self._heads_description(token, explicit):
                ids = self._described(token, vehicles, [*explicit, *out])
                if ids and not any(r.how == "trim" and token.left_edge.idx <= r.start < token.idx for r in out):
                    variants = _versions_meant(token, state.variants, self._trims.get(ids[0], ()))
                    out.append(Referent(token.idx, end, ids, PRODUCT, "description", variants))
            elif word in self.nouns.companies and self._heads_description(token, explicit):
                ids = self._company_described(token, companies, state)
                if ids:
                    out.append(Referent(token.idx, end, ids, "company", "description"))
            elif word in self.nouns.plants and (plant := self._plant_described(token, explicit)):
                out.append(Referent(token.idx, end, (plant,), PLANT, "description"))
        out += self._unnamed(sentence, [*explicit, *out], state)
        # "The single-motor Mitsubishi has 215 hp": a brand with an article is one of its cars.
        for r in explicit:
            if r.type == "company" and (vehicle := self._car_of_brand(r, state)):
                out.append(Referent(r.start, r.end, (vehicle,), PRODUCT, "brand"))
        return out

    def _owner_after(self, variant: Variant, explicit: Sequence[Referent]) -> tuple[str, ...]:
        """ "Light and Earth versions of the EV4": the vehicle that follows."""
        later = [r for r in explicit if r.type == PRODUCT and variant.end < r.start < variant.end + 60]
        return later[0].ids if later and " of " in self.page.text[variant.end : later[0].start] else ()

    def _unnamed(self, sentence: Sentence, known: Sequence[Referent], state: _State) -> list[Referent]:
        """ "Nissan will launch a five-seater SUV": something new without a name, called after its maker and kind."""
        out = []
        for token in self.page.doc[sentence.first : sentence.last]:
            noun = token.lower_ if token.lower_ in self.nouns.named else token.lower_.removesuffix("s")
            if noun not in self.nouns.named or any(r.start <= token.idx < r.end for r in known):
                continue
            left = self.page.doc[token.left_edge.i : token.i]
            if any(r.type == PRODUCT and token.left_edge.idx <= r.start < token.idx for r in known):
                continue
            if not any(t.lower_ in _INDEFINITE for t in left) or not _is_brought_about(token):
                continue
            makers = [r.ids[0] for r in known if r.type in COMPANY_TYPES and r.start < token.idx] or list(
                state.companies
            )
            if makers:
                own = [t for t in left if t.tag_ != "POS" and not any(r.start <= t.idx < r.end for r in known)]
                kind = "-".join([*_kind_words(own), noun])
                id_ = f"{makers[0]}-unnamed-{kind}"
                self.brands = {**self.brands, id_: makers[0]}
                if not self._seen and not any(r.type == PRODUCT and r.how in {"name", "trim"} for r in known):
                    # The first vehicle that the article speaks of has no name: it is what the article is about.
                    self.topic, self.one_topic = id_, True
                    state.vehicles = (id_,)
                out.append(Referent(token.idx, token.idx + len(token), (id_,), PRODUCT, "unnamed"))
        return out

    def _heads_description(self, token: Token, explicit: Sequence[Referent]) -> bool:
        """Definite, and no name inside that already says what it is."""
        if token.dep_ == "compound" and token.head.i > token.i and token.head.lower_ in self.nouns.products:
            return False
        left = token.left_edge.i
        words = [t.lower_ for t in self.page.doc[left : token.i]]
        inside = [r for r in explicit if r.type == PRODUCT and self.page.doc[left].idx <= r.start < token.idx]
        return bool(_DEFINITE & set(words)) and not inside

    def _of_whom(self, token: Token, named: Sequence[Referent]) -> tuple[str, ...]:
        """ "The electric versions of the A and the B" are those two, whatever the sentence is about."""
        owners = [
            p for c in token.children if c.dep_ == "prep" and c.lower_ == "of" for p in c.children if p.dep_ == "pobj"
        ]
        owners += [mate for p in owners for mate in p.conjuncts]
        found = [i for p in owners for r in named if r.type == PRODUCT and r.start <= p.idx < r.end for i in r.ids]
        return tuple(dict.fromkeys(found))

    def _described(self, token: Token, centre: tuple[str, ...], named: Sequence[Referent]) -> tuple[str, ...]:
        word = token.lower_.removesuffix("s")
        plural = token.tag_ in {"NNS", "NNPS"}
        if of := self._of_whom(token, named):
            return of
        if word in self.nouns.kinds:
            # Of the vehicles named so far, the latest that was called this.
            seen: list[str] = [i for r in named if r.type == PRODUCT and r.start < token.idx for i in reversed(r.ids)]
            for vehicle in [*reversed(seen), *centre]:
                if word in self._traits.get(vehicle, ()):
                    return (vehicle,)
            if centre and self._traits.get(centre[0]) and word not in self._traits[centre[0]]:
                known = [v for v, traits in self._traits.items() if word in traits]
                if len(known) == 1:
                    return (known[0],)
        left = {t.lower_ for t in self.page.doc[token.left_edge.i : token.i]}
        makers = [
            t.id for t in self.page.things if t.type in COMPANY_TYPES and token.left_edge.idx <= t.start < token.idx
        ]
        if makers:
            own = [v for v in centre if self.brands.get(v) in makers] or [
                r.ids[0] for r in named if r.type == PRODUCT and self.brands.get(r.ids[0]) in makers
            ]
            return tuple(own[:1])
        if plural and not left & {"these", "both", "two", "three", "all"}:
            return centre if len(centre) > 1 else ()
        return centre if plural else centre[:1]

    def _plant_described(self, token: Token, explicit: Sequence[Referent]) -> str | None:
        """ "The plant", "this site": the one named last, unless a name or a number says that it is another."""
        left = self.page.doc[token.left_edge.i : token.i]
        if not any(t.lower_ in {"the", "this", "that"} for t in left) or any(
            t.tag_ in {"NNP", "CD", "JJ", "JJS", "POS"} for t in left
        ):
            return None
        before = [t for t in self.page.things if t.type == PLANT and t.end <= token.idx]
        if any(
            c.dep_ == "prep" and c.lower_ in {"in", "at", "near", "outside"} and c.i == token.i + 1
            for c in token.children
        ):
            return None
        return before[-1].id if before else None

    def _company_described(self, token: Token, centre: tuple[str, ...], state: _State) -> tuple[str, ...]:
        if token.tag_ in {"NNS", "NNPS"}:
            return centre if len(centre) > 1 else ()
        for word in self.page.doc[token.left_edge.i : token.i]:
            for t in self.page.things:
                if t.type == "place" and t.start == word.idx:
                    same = [c for c in [*centre, *state.companies] if self.countries.get(c) == t.id]
                    if same:
                        return (same[0],)
                    others = sorted(
                        {x.id for x in self.page.things if x.type in COMPANY_TYPES and self.countries.get(x.id) == t.id}
                    )
                    return (others[0],) if len(others) == 1 else centre[:1]
        return centre[:1]

    def _car_of_brand(self, brand: Referent, state: _State) -> str | None:
        token = self.page.token_at(max(brand.start, brand.end - 1))
        if token.dep_ in {"compound", "poss"} or not any(t.lower_ in {"the", "this"} for t in token.lefts):
            return None
        if token.i + 1 < len(self.page.doc) and token.nbor(1).tag_.startswith("NN"):
            return None
        candidates = [
            v for v in [*state.vehicles, self.topic, *reversed(self._seen)] if v and self.brands.get(v) == brand.ids[0]
        ]
        return candidates[0] if candidates else None

    def _centre_within(
        self, sentence: Sentence, referents: Sequence[Referent], token: Token, type_: str
    ) -> tuple[str, ...]:
        """The centre of this very sentence, for a pronoun that follows its antecedent."""
        before = [r for r in referents if r.type == type_ and r.end <= token.idx and r.how != "pronoun"]
        if not before:
            return ()
        # Its own clause's subject can't be what a subject pronoun repeats; the first name of the sentence usually is.
        return self._centre(sentence, before)

    def _centre(
        self, sentence: Sentence, referents: Sequence[Referent], *, held: tuple[str, ...] = ()
    ) -> tuple[str, ...]:
        """The most prominent of the referents. What is only mentioned in passing does not displace ``held``."""
        best: tuple[float, Referent] | None = None
        for r in referents:
            token = self.page.root_of(r.start, r.end)
            score = -0.1 * self.page.token_at(r.start).i / max(1, sentence.last)
            head = token
            for _ in range(3):
                if head.dep_ in SUBJECT_DEPS:
                    weight = {"relcl": -0.3, "advcl": 0.6, "acl": -0.3}.get(head.head.dep_, 1.0)
                    score += weight * (3.0 if head.i == token.i else 2.2 if r.how == "pronoun" else 1.2)
                    break
                if head.dep_ not in {"compound", "poss", "pobj", "prep", "appos", "conj", "nmod"}:
                    break
                head = head.head
            if head.dep_ in {"dobj", "attr", "oprd"} or (head.dep_ == "ROOT" and sentence.heading):
                score += 1.5
            if r.start - sentence.start < 12:
                score += 0.7
            if self.topic in r.ids or self.topic_company in r.ids:
                score += 0.8
            if is_compared(token):
                score -= 4.0
            score += {"name": 0.6, "description": 0.5, "pronoun": 0.3, "brand": 0.4, "trim": 0.4, "unnamed": 1.2}[r.how]
            if best is None or score > best[0] + 1e-9:
                best = (score, r)
        if best is None or best[0] < (1.0 if held else -2.0):
            return ()
        chosen = best[1]
        return self._with_conjuncts(chosen, referents)

    def _with_conjuncts(self, chosen: Referent, referents: Sequence[Referent]) -> tuple[str, ...]:
        """ "The Juke and the Qashqai will …": both are the centre."""
        token = self.page.root_of(chosen.start, chosen.end)
        if token.dep_ not in SUBJECT_DEPS or chosen.how != "name":
            return chosen.ids
        mates = {t.i for t in token.conjuncts}
        ids = list(chosen.ids)
        for r in referents:
            if r.how == "name" and r is not chosen and self.page.root_of(r.start, r.end).i in mates:
                ids += [i for i in r.ids if i not in ids]
        return tuple(ids)


def _is_brought_about(token: Token) -> bool:
    """Whether the phrase is what somebody launches, develops, plans …, or what "there is" or "is followed by"."""
    if any(c.dep_ == "prep" and c.lower_ == "of" for c in token.children) and token.lower_ in {"version", "variant"}:
        return False
    node = token
    while node.dep_ == "conj" and node.head.i != node.i:
        node = node.head
    head = node.head
    if node.dep_ in {"dobj", "nsubjpass"}:
        return stem(head.lower_) in _BRINGING
    if node.dep_ == "nsubj" and any(c.dep_ == "poss" for c in node.children):
        return stem(head.lower_) in _ARRIVING  # "Ford's next pickup will arrive in 2027"
    if node.dep_ == "attr":
        return any(c.dep_ == "expl" for c in head.children) or (
            head.i < node.i and head.i > 0 and head.nbor(-1).lower_ == "up"
        )
    if node.dep_ == "pobj" and head.lower_ in {"on", "of", "by", "with"}:
        return stem(head.head.lower_) in _BRINGING | {stem(w) for w in ("followed", "work", "working", "memorandum")}
    return False


def _kind_words(left: Sequence[Token]) -> list[str]:
    """The modifiers that tell what kind it is: hyphenated or technical words, not praise or novelty."""
    text = "".join(t.text_with_ws for t in left).lower()
    words = re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.sub(r"\s*-\s*", "-", text))
    plain = {t.lower_ for t in left if t.tag_ in {"DT", "RB", "CC", "IN", "VBN", "JJR", "JJS", "PRP$", "POS"}}
    return [w for w in words if w not in plain | _NOVELTY][-3:]


def _expletive(token: Token) -> bool:
    """ "It's clear that …", "it remains to be seen": nothing is meant."""
    if token.lower_ != "it" or token.dep_ not in {"nsubj", "expl", "nsubjpass"}:
        return False
    head = token.head
    if any(c.dep_ in {"ccomp", "csubj"} and c.i > head.i for c in head.children):
        return True
    return any(
        c.lower_ in {"clear", "unclear", "worth", "likely", "possible", "important", "understood"}
        for c in head.children
    )


def _versions_meant(token: Token, last: Sequence[str], seen: Sequence[str]) -> tuple[str, ...]:
    """What "these versions", "this model", "all three trims" point back to: the versions just named, or all so far."""
    if token.lower_.rstrip("s") not in {"version", "variant", "trim", "edition", "model"}:
        return ()
    left = {t.lower_ for t in token.lefts}
    counted = next((n for word, n in (("two", 2), ("three", 3), ("four", 4), ("five", 5)) if word in left), None)
    if left & {"all", "both", "these", "every", "each"}:
        if counted is not None and len(last) != counted and len(seen) >= counted:
            return tuple(seen[-counted:])
        return tuple(last) if len(last) > 1 else ()
    return tuple(last) if "this" in left and token.tag_ == "NN" and len(last) == 1 else ()
