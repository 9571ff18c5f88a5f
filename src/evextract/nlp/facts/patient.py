"""What a cue speaks of: the thing that is built, shown or sold, read off the parse.

"Kia builds the EV4 in Spain", "the EV4, built in Spain", "production of the EV4 takes place in Spain" and "the EV4,
which Kia builds in Spain" all speak of the EV4. Where the parse shows that something else is meant ("a plant will be
built in Spain"), there is no subject at all, and none may be inherited from the sentence before.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from spacy.tokens import Token

from evextract.domain.pack import AttributeDef
from evextract.nlp.comparing import SUBJECT_DEPS
from evextract.nlp.discourse import Referent
from evextract.nlp.facts.context import Context
from evextract.nlp.lexicon import stem
from evextract.nlp.link import Link
from evextract.nlp.page import Sentence
from evextract.nlp.syntax import is_verb

_RELATIVE = frozenset({"WDT", "WP", "WP$"})
# Nouns that stand for what follows "of" or "including": "a version of the X", "a batch of cars, including the X".
CONTAINERS = frozenset(
    [
        "version",
        "variant",
        "model",
        "edition",
        "derivative",
        "generation",
        "range",
        "line-up",
        "lineup",
        "line",
        "series",
        "family",
        "batch",
        "pair",
        "trio",
        "number",
        "unit",
        "example",
        "part",
        "half",
        "most",
        "many",
        "all",
        "both",
        "form",
        "option",
        "choice",
        "iteration",
        "incarnation",
        "copy",
        "fleet",
        "portfolio",
        "wave",
        "host",
        "string",
        "slew",
        "mix",
        "group",
        "duo",
        "array",
    ]
)
_MODIFYING = frozenset({"amod", "compound", "nmod", "npadvmod", "advmod", "punct", "nummod"})
_LISTING = frozenset({"of", "including", "like", "as", "namely"})
_VAGUE = frozenset({"CD", "PRP", "DT", "PDT", "EX", "PRP$", "WDT", "WP", "WP$"})
_NOMINAL = frozenset({"original", "latter", "former", "newcomer", "one", "ones", "thing", "result"})
_BORROWING = frozenset({"xcomp", "conj", "advcl", "ccomp", "pcomp", "prep", "acomp", "attr", "dep"})


def spoken_of(
    ctx: Context, attribute: AttributeDef, start: int, end: int, *, avoid: tuple[int, int] | None = None
) -> list[Link]:
    """The subjects of the cue at ``start``…``end``: by the parse where it tells, else the linker's choice.

    ``avoid``: characters that can't be the subject, being the other end of a tie.
    """
    links = by_parse(ctx, attribute, start, end, avoid=avoid)
    return ctx.linker.subjects(start, end, attribute.subjects, avoid=avoid) if links is None else links


def by_parse(
    ctx: Context, attribute: AttributeDef, start: int, end: int, *, avoid: tuple[int, int] | None = None
) -> list[Link] | None:
    """The subjects that the parse gives; an empty list where it names something else, None where it does not tell."""
    reader = Phrases(ctx, attribute, ctx.page.sentence_at(start), avoid=avoid)
    cue = ctx.page.root_of(start, end)
    if not is_verb(cue):
        owned = reader.owners(cue)
        if owned is not None:
            return owned
    verb = _verb_of(cue)
    if verb is None:
        return reader.links(cue.head) if cue.dep_ in {"amod", "acl", "appos", "prep"} else None
    span = ctx.page.span(start, end)
    for token in span:
        if token.dep_ == "dobj" and token.tag_.startswith("NN"):
            owned = reader.owners(token)  # "ended production of the X"
            if owned is not None:
                return owned
    links: list[Link] | None = None
    for patient in _patients(verb, skip={cue.i, *(t.i for t in span)}):
        found = reader.links(patient)
        if found:
            return found
        links = found if links is None else links
    return links


def objects(ctx: Context, attribute: AttributeDef, start: int, end: int) -> list[Link] | None:
    """What the cue acts on, behind it: "underpins the X", "used by the X", "where the X is built"; None without any."""
    reader = Phrases(ctx, attribute, ctx.page.sentence_at(start))
    span = ctx.page.span(start, end)
    for child in span[-1].children:
        if child.dep_ == "pobj":
            return reader.links(child)
    verb = _verb_of(span.root)
    if verb is None:
        return None
    for wanted in (("nsubjpass",), ("dobj", "dative", "oprd")):
        for child in verb.children:
            if child.dep_ in wanted and child not in span and child.tag_ not in _VAGUE | {"WDT"}:
                return reader.links(child)
    if verb.dep_ == "relcl" and any(c.dep_ == "nsubj" and c.tag_ not in _VAGUE for c in verb.children):
        return reader.links(verb.head)  # "the car that Magna builds"
    return None


def _verb_of(cue: Token) -> Token | None:
    """The verb whose clause the cue belongs to as verb, object, complement or adverb; None inside a noun phrase."""
    node = cue
    for _ in range(5):
        if is_verb(node):
            return node
        if node.dep_ in {"amod", "compound", "poss", "nmod", "appos"} or node.head.i == node.i:
            return None
        if node.dep_ == "prep" and node.head.tag_.startswith("NN"):
            return None
        node = node.head
    return None


def _patients(verb: Token, *, skip: Collection[int]) -> Iterator[Token]:
    """What may undergo the verb, the surest first: passive subject, object, else subject.

    A clause without one borrows it from the clause that it hangs on: "it debuted in May and entered production in June".
    """
    for _ in range(5):
        things = [c for c in verb.children if c.dep_ == "dobj" and c.i not in skip]
        things += [c for p in verb.children if p.dep_ == "prt" for c in p.children if c.dep_ == "pobj"]
        subjects = [c for c in verb.children if c.dep_ in SUBJECT_DEPS]
        passive = any(c.dep_ == "auxpass" for c in verb.children) or any(c.dep_ == "nsubjpass" for c in subjects)
        if things and not passive:
            yield things[0]
            return
        if subjects:
            relative = subjects[0].tag_ in {"WDT", "WP"} or (subjects[0].lower_ == "that" and verb.dep_ == "relcl")
            patient = _antecedent(verb) if relative else subjects[0]
            if subjects[0].i not in skip and patient is not None:
                yield patient
            return
        if verb.dep_ in {"acl", "relcl"}:
            patient = _antecedent(verb)
            if patient is not None:
                yield patient
            return
        if verb.dep_ not in _BORROWING or verb.head.i == verb.i:
            return
        head = verb.head
        while not is_verb(head) and head.dep_ in _BORROWING | {"advmod"} and head.head.i != head.i:
            head = head.head
        if not is_verb(head):
            if head.tag_.startswith("NN"):
                yield head
            return
        if verb.dep_ == "conj":
            yield from (c for c in head.children if c.dep_ in SUBJECT_DEPS and c.tag_ not in _RELATIVE)
        verb = head


def _antecedent(verb: Token) -> Token | None:
    return verb.head if verb.head.i != verb.i and not is_verb(verb.head) else None


def phrase_head(token: Token) -> Token:
    """The head noun of the phrase that the word belongs to: "electric" -> "sedan" in "the electric sedan".

    A list of modifiers has one head: "hybrid" -> "versions" in "petrol, hybrid and electric versions".
    """
    node = token
    for _ in range(8):
        above = node.head
        if above.i == node.i or not above.tag_.startswith(("NN", "JJ", "VB", "CD", "FW")):
            break
        if node.dep_ == "conj":
            if above.dep_ not in _MODIFYING or above.tag_.startswith("VB"):
                break
        elif node.dep_ not in _MODIFYING or (above.tag_.startswith("VB") and node.dep_ != "npadvmod"):
            break
        node = above
    return node


class Phrases:
    """What the phrases of one sentence stand for, among the things that can have the attribute."""

    def __init__(
        self, ctx: Context, attribute: AttributeDef, sentence: Sentence, *, avoid: tuple[int, int] | None = None
    ) -> None:
        types = {"company" if t == "brand" else t for t in attribute.subjects}
        self.avoid = avoid or (0, 0)
        self.referents = [
            r
            for r in ctx.focus.referents(sentence)
            if r.type in types and not (r.start < self.avoid[1] and self.avoid[0] < r.end)
        ]
        self.nouns = {n for t in attribute.subjects if t in ctx.pack.types for n in ctx.pack.types[t].nouns}
        self.events = ctx.cue_stems.get(attribute.id, frozenset())
        self.activities = ctx.activities

    def owners(self, noun: Token) -> list[Link] | None:
        """Whose event the noun names: "production of the X", "the X's launch", "X sales"; None where nobody is named."""
        for child in noun.children:
            if child.dep_ == "prep" and child.lower_ in {"of", "for"}:
                for target in child.children:
                    if target.dep_ == "pobj" and target.ent_type_ != "DATE" and not self._is_avoided(target):
                        links = self.links(target)
                        if links or child.lower_ == "of":
                            return links
        for child in noun.children:
            if child.dep_ in {"poss", "compound", "nmod", "amod"}:
                links = self._at(child)
                if links:
                    return links
        return None

    def _is_avoided(self, token: Token) -> bool:
        return self.avoid[0] <= token.idx < self.avoid[1]

    def links(self, noun: Token) -> list[Link] | None:
        """All members of a list; an empty list where the phrase is something else, None where it is a mere pronoun."""
        if self._is_avoided(noun):
            return None
        direct = [x for t in (noun, *noun.conjuncts) for x in self._at(t)]
        if direct:
            return _distinct(direct)
        if noun.tag_ in _VAGUE or not noun.tag_.startswith("NN") or noun.lower_ in _NOMINAL:
            return None
        word = noun.lower_.removesuffix("s")
        if stem(noun.lower_) in self.events and word not in self.nouns:
            return self.owners(noun)
        if stem(noun.lower_) in self.activities and word not in self.nouns:
            return self.owners(noun) or []  # "production of the X begins in May, with a launch in June"
        if word in CONTAINERS or word in self.nouns:
            listed = [x for t in _listed(noun) for x in self._at(t)]
            if listed:
                return _distinct(listed)
        return []

    def _at(self, token: Token) -> list[Link]:
        here = [r for r in self.referents if r.start <= token.idx < r.end]
        here = [r for r in here if r.how != "brand"] or here
        return [x for r in here[:1] for x in _as_links(r)]


def _listed(noun: Token) -> Iterator[Token]:
    """What the noun contains: "versions of the X and Y", "cars, including the X", "the electric supermini, the X"."""
    todo, seen = [noun], {noun.i}
    while todo:
        for child in todo.pop(0).children:
            if child.i in seen:
                continue
            seen.add(child.i)
            if child.dep_ == "prep" and child.lower_ in _LISTING:
                todo.append(child)
            elif child.dep_ in {"pobj", "pcomp", "conj", "appos", "compound", "poss", "nmod"}:
                todo.append(child)
                yield child


def _as_links(r: Referent) -> list[Link]:
    if len(r.ids) == 1 and r.variants:
        return [Link(r.ids[0], r, 5.0, v) for v in r.variants]
    return [Link(i, r, 5.0) for i in r.ids]


def _distinct(links: list[Link]) -> list[Link]:
    seen: dict[tuple[str, str | None], Link] = {}
    for x in links:
        seen.setdefault((x.id, x.variant), x)
    return list(seen.values())
