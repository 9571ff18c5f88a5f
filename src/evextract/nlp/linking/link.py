"""Which subject a value belongs to: the best of the names and anaphors in its sentence, or the inherited centre.

Every referent of the sentence gets a score from how it stands to the value (:mod:`evextract.nlp.linking.standing`).
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from evextract.nlp.linking.pronouns import meant_by
from evextract.nlp.linking.said_of import (
    other_of_both,
    said_rather_of,
)
from evextract.nlp.linking.siblings import kin_meant, kin_that_has, rivals_at_large, told_by_kin
from evextract.nlp.linking.standing import standing
from evextract.nlp.linking.versions_of_others import without_originals
from evextract.nlp.naming.things import COMPANY_TYPES
from evextract.nlp.page import Page, Sentence
from evextract.nlp.reference.comparing import is_compared
from evextract.nlp.reference.discourse import Referent
from evextract.nlp.reference.focus import Focus
from evextract.nlp.reference.nameless import BASED
from evextract.nlp.reference.pointing_versions import list_before
from evextract.nlp.roles import PRODUCT
from evextract.nlp.syntax import SUBJECT_DEPS, TOLD_IN_ORDER, ancestors

_PART = 5.0
"""The score of the version whose name holds the value."""
_MIN_SCORE = 0.4
_MIN_ALONE = -1.5
"""The least score of the only vehicle that the sentence names."""
_MANY = 24


@dataclass(frozen=True, slots=True)
class Link:
    """One subject for a value, with its version where one is named; ``referent`` is None where it is inherited."""

    id: str
    referent: Referent | None
    score: float
    variant: str | None = None


class Linker:
    def __init__(self, page: Page, focus: Focus) -> None:
        self.page = page
        self.focus = focus

    def subjects(
        self, start: int, end: int, types: Collection[str], *, avoid: tuple[int, int] | None = None
    ) -> list[Link]:
        """The subjects of the value at ``start``…``end``: several where they are coordinated ("the A and the B have").

        ``avoid``: characters that can't be the subject, being the other end of a tie.
        """
        sentence = self.page.sentence_at(start)
        allowed = {"company" if t == "brand" else t for t in types}
        value = self.page.root_of(start, end)
        scored: list[tuple[float, int, Referent]] = []
        among = [
            r for r in self.focus.referents(sentence) if r.type in allowed and not BASED.match(self.page.text, r.end)
        ]
        referents = nearest(without_originals(self.page.text, among, start), start)
        for n, r in enumerate(referents):
            if r.how == "unnamed" and end <= r.start and _is_in_phrase(value, self.focus.root(r)):
                return links_of(r, _PART)  # "a pickup and a seven-seat SUV"
            if r.start <= start and end <= r.end:
                if r.how == "trim":
                    return [Link(r.ids[0], r, _PART)]  # "the dual-motor version": whose version it is
                continue  # the value is part of the name
            if avoid is not None and r.start < avoid[1] and avoid[0] < r.end:
                continue
            scored.append((standing(self.page, self.focus, r, value, (start, end), referents), -n, r))
        rivals = rivals_at_large(value)
        if rivals is not None and not self._names(sentence, rivals, value):
            return []
        if scored:
            best = max(scored)
            if best[0] >= (_MIN_SCORE if not self._is_alone(best[2], referents, start) else _MIN_ALONE):
                owner = said_rather_of(best[2], referents, (start, end), value, self.focus)
                if (kin := kin_that_has(value)) is not None and told_by_kin(kin, owner, referents):
                    return self._of_kin(kin, owner.ids)
                return self._with_mates(meant_by(owner, referents, self.focus, sentence), best[0], referents, value)
        companies, vehicles = not allowed.isdisjoint(COMPANY_TYPES), PRODUCT in allowed
        if vehicles and not companies and (car := self._car_of_maker(start, sentence)) is not None:
            return [car]
        of_company = companies and (not vehicles or self.focus.speaks_of_company(sentence))
        inherited = self.focus.before(sentence, company=of_company) or (
            self.focus.before(sentence, company=not of_company) if vehicles and companies else ()
        )
        if inherited and (companies or vehicles):
            if vehicles and not of_company and self._somebody_elses(value, inherited[0], sentence):
                return []
            if vehicles and not of_company and (kin := kin_that_has(value)) is not None:
                return self._of_kin(kin, inherited)
            return [Link(i, None, 0.2) for i in inherited[: 1 if not sentence.heading else None]]
        if scored:
            best = max(scored)
            return self._with_mates(best[2], best[0], referents, value) if best[0] > -2.5 else []
        return []

    def _names(self, sentence: Sentence, noun: Token, value: Token) -> bool:
        """Whether some are named before the value or around it: "rivals such as the A have 400 km", "rivals are the 4.9-metre A"."""
        named = (
            r for r in self.focus.referents(sentence) if r.type in {PRODUCT, *COMPANY_TYPES} and r.how != "pronoun"
        )
        first = noun.left_edge.idx
        return any(first <= r.start and (r.start < value.idx or self.focus.root(r).is_ancestor(value)) for r in named)

    def _of_kin(self, kin: Token, own: Sequence[str]) -> list[Link]:
        """The link to another car that is told only as kin of its ``own``: none where nobody knows which it is."""
        other = kin_meant(kin, own, self.focus, self.page)
        return [Link(other, None, _MIN_SCORE)] if other is not None else []

    def _is_alone(self, r: Referent, referents: list[Referent], start: int) -> bool:
        """Whether no other vehicle is spoken of in the sentence, whose words may hang together loosely: "Here is the X: 4.1 m"."""
        if r.type != PRODUCT or r.how != "name" or r.end > start:
            return False
        return all(o.type != PRODUCT or o.ids == r.ids for o in referents) and not is_compared(self.focus.root(r))

    def _car_of_maker(self, start: int, sentence: Sentence) -> Link | None:
        """ "BMW charges 68,900 euros, Mercedes 71,281": a maker stands for the one car of it that the text has named."""
        makers = [
            r for r in self.focus.referents(sentence) if r.type in COMPANY_TYPES and r.how == "name" and r.end <= start
        ]
        if not makers:
            return None
        last = max(makers, key=lambda r: r.end)
        root = self.page.root_of(last.start, last.end)
        if root.dep_ not in SUBJECT_DEPS and (root.dep_ not in {"conj", "ROOT", "appos"} or len(makers) == 1):
            return None
        cars = self.focus.cars_before(sentence, last.ids[0])
        return Link(cars[0], last, 1.0) if len(cars) == 1 else None

    def _somebody_elses(self, value: Token, vehicle: str, sentence: Sentence) -> bool:
        """Whether the value's clause has another company as its subject: "in China, BYD sold 400,000" is not of a Tesla."""
        brand = self.focus.brand_of(vehicle)
        for node in ancestors(value):
            subjects = [c for c in node.children if c.dep_ in SUBJECT_DEPS]
            if subjects:
                names = {
                    r.ids[0]
                    for r in self.focus.referents(sentence)
                    if r.type in COMPANY_TYPES
                    and r.how == "name"
                    and self.page.root_of(r.start, r.end).i == subjects[0].i
                }
                return bool(names) and brand is not None and brand not in names and not self.focus.related(brand, names)
        return False

    def _with_mates(self, best: Referent, score: float, referents: list[Referent], value: Token) -> list[Link]:
        """The best referent and, where it is one of a list that governs the value as a whole, the others."""
        best = list_before(self.page.text, best, referents) if best.how == "name" else best
        links = links_of(best, score)
        token = self.page.root_of(best.start, best.end)
        mates = {t.i for t in token.conjuncts}
        if best.how not in {"name", "trim"}:
            return links
        if (other := other_of_both(best, referents, value, self.page)) is not None:
            return [*links, *(x for x in links_of(other, score) if x not in links)]
        if not mates:
            return links
        shared = _relative_plural(value) or self._is_told_in_order(value)
        if any(a.i == token.i or a.i in mates for a in value.ancestors) and not shared:
            return links  # the value belongs to one member of the list only
        members = [best, *(r for r in referents if r.how == best.how and self.page.root_of(r.start, r.end).i in mates)]
        out: list[Link] = []
        for r in sorted(members, key=lambda r: r.start):
            out += [x for x in links_of(r, score) if all((x.id, x.variant) != (y.id, y.variant) for y in out)]
        return out

    def _is_told_in_order(self, value: Token) -> bool:
        """ "The A and B with 156 and 213 hp, respectively": each member has its own."""
        sentence = self.page.sentence_at(value.idx)
        return TOLD_IN_ORDER.search(self.page.text, value.idx, sentence.end) is not None


def _is_in_phrase(value: Token, head: Token) -> bool:
    """Whether only modifiers lie between the value and the noun that it stands before."""
    while value.i != head.i:
        if value.dep_ not in {"compound", "nummod", "amod", "nmod", "npadvmod", "quantmod"} or value.head.i <= value.i:
            return False
        value = value.head
    return True


def nearest(referents: list[Referent], start: int) -> list[Referent]:
    """Those that can matter: of an endless list of names the ones around the value, in their order."""
    if len(referents) <= _MANY:
        return referents
    near = set(heapq.nsmallest(_MANY, range(len(referents)), key=lambda n: abs(referents[n].start - start)))
    return [r for n, r in enumerate(referents) if n in near]


def links_of(r: Referent, score: float) -> list[Link]:
    """A link for each thing that the referent stands for, or for each of its versions."""
    if len(r.ids) == 1 and r.variants:
        return [Link(r.ids[0], r, score, variant) for variant in r.variants]
    return [Link(i, r, score) for i in r.ids]


def _relative_plural(value: Token) -> bool:
    """ "the A and B, which both have …": the relative clause at the last member speaks of all."""
    return any(a.dep_ == "relcl" and any(c.lower_ in {"both", "all"} for c in a.subtree) for a in value.ancestors)
