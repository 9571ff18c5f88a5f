"""Which subject a value belongs to: the best of the names and anaphors in its sentence, or the inherited centre.

Every referent of the sentence gets a score from where it stands in the dependency tree relative to the value: a noun
phrase that holds the value beats the subject of its clause, which beats other names; what is only compared with loses.
The weights are linear and few; `docs/architecture.md` says how they were set.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Token

from evextract.nlp.comparing import is_compared, is_of_noun_above
from evextract.nlp.discourse import Referent
from evextract.nlp.focus import Focus
from evextract.nlp.nameless import BASED
from evextract.nlp.page import Page, Sentence
from evextract.nlp.pointing_versions import list_before
from evextract.nlp.pronouns import meant_by
from evextract.nlp.roles import PRODUCT
from evextract.nlp.said_of import (
    end_of_pair,
    is_acted_on_by_another,
    is_of_version,
    is_said_of,
    other_of_both,
    said_rather_of,
)
from evextract.nlp.siblings import kin_meant, kin_that_has, rivals_at_large, told_by_kin
from evextract.nlp.syntax import SUBJECT_DEPS, TOLD_IN_ORDER, ancestors, is_verb, subject_of
from evextract.nlp.things import COMPANY_TYPES
from evextract.nlp.versions_of_others import without_originals

_OWNING_PREPS = frozenset({"of", "for", "in", "on", "with", "by", "to", "from", "under", "at"})
_PART = 5.0
"""The score of the version whose name holds the value."""
_MIN_SCORE = 0.4
_MIN_ALONE = -1.5
"""The least score of the only vehicle that the sentence names."""
_MANY = 24
_ADJACENT = re.compile(
    r"(?: (?:one|version|model|variant|trim|car))?(?: |, | at | for | \(|: | from |, (?:at|from|for) )(?:about |around |just |only |over |up to )?"
)
_PRICED = re.compile(
    r"(?: [A-Z][\w-]*){0,2}, (?:now |currently )?(?:starting|beginning|priced|costing|listed|offered|available|which (?:starts|begins|costs|comes in))"
    r"(?: at| for| from)? (?:about |around |just |only )?"
)
"""Behind one of several versions of a car: "above the Air is the 510 Pro, starting at 30,000 euros"."""
_TELLING = re.compile(r"(?:priced|costing|listed|which)")
_THAN = re.compile(r"(?<!\w)than (?:the |its )?(?:[\w-]+ ){0,2}\Z")
_HAS_OWN = re.compile(
    r",? (?:\((?:from |at )?|(?:which |that )?(?:costs?|starts? at|is priced at|at|from|for) )(?:[A-Z]{1,3} ?)?[£$€¥]?\d"
)
"""Behind the car before it: a price of its own, "the X (from 30,000 euros)"."""
_OWN = re.compile(r",? (?:with|which has|has|gets) (?:an? |the |its )?| \([^()]{1,80}, ")
"""Between a version and its value: "the Air with a 58 kWh battery", "the Air (58 kWh, 400 km)"."""
_NEXT = re.compile(r", (?:and |while |but |with )?(?:the |its |an? )?(?:[A-Z]\w+(?:’s|'s) )?")
_ITS_OWN = re.compile(
    r"(?: (?:at|with|on|has|gets|in|takes|costs|does|for))? (?:about |around |up to |just |only )?[£$€]?\d"
)
"""Around a name behind a value: "the A peaks at 119 kW, the B at 135 kW" goes on with a value of the next one's own."""
_BRACKETED = re.compile(r" \((?:about |around |roughly |from |up to )?[£$€]?")
"""Between a name and its value, whatever the name is compared with: "shorter than the Ariya (4,595 mm)"."""
_BREAK = re.compile(r"; | – | — ")


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
            if r.start <= start and end <= r.end:
                if r.how == "trim":
                    return [Link(r.ids[0], r, _PART)]  # "the dual-motor version": whose version it is
                continue  # the value is part of the name
            if avoid is not None and r.start < avoid[1] and avoid[0] < r.end:
                continue
            scored.append((self._score(r, value, (start, end), referents), -n, r))
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

    def _score(self, r: Referent, value: Token, focus: tuple[int, int], referents: list[Referent]) -> float:
        start, end = focus
        token = self.page.root_of(r.start, r.end)
        score = self._structure(token, value)
        before = r.end <= start
        score += 0.5 if before else -0.3
        between = abs(value.i - token.i)
        score -= 0.05 * min(between, 30)
        low, high = sorted((token.i, value.i))
        own = (token.left_edge.i, token.right_edge.i)  # "the maker of the A and the B" crosses neither
        crossed = {
            o.ids
            for o in referents
            if o is not r
            and o.ids != r.ids
            and o.how == "name"
            and low < (at := self.page.token_at(o.start).i) < high
            and not own[0] <= at <= own[1]
        }
        score -= 0.6 * len(crossed)
        meant = is_of_version(self.page.text, end, r) or is_said_of(self.page.text, end, r)
        meant = meant or is_of_version(self.page.text, end_of_pair(self.page, end), r)
        bracketed = r.how in {"name", "trim"} and before and bool(_BRACKETED.fullmatch(self.page.text, r.end, start))
        meant = meant or bracketed
        if is_compared(token) and not meant and (not token.is_ancestor(value) or is_of_noun_above(token, value)):
            score -= 4.0
        if not meant and self._is_in_aside(r, focus):
            score -= 4.0
        gap = self.page.text[r.end : start] if before else self.page.text[start : r.start]
        told_with = r.variants and _OWN.fullmatch(gap)
        if before and is_acted_on_by_another(token, r, referents, self.focus):
            score -= 1.0
        elif (
            before
            and not bracketed
            and (told_with or _ADJACENT.fullmatch(gap) or (_PRICED.fullmatch(gap) and _is_one_car(referents)))
        ):
            score += 3.0  # "the 702 Max 205,800 yuan"
        elif bracketed:
            score += 6.5
        elif before and _PRICED.fullmatch(gap) and self._has_price_behind(gap, r, referents):
            score += 7.0
        elif meant:
            score += 4.5  # "400 km as the coupe and 420 km as the saloon"
        elif _BREAK.search(gap):
            score -= 1.5 if before else 4.5 if r.how == "trim" or token.dep_ in SUBJECT_DEPS else 2.5
        elif not before and ": " in gap and token.dep_ in SUBJECT_DEPS:
            score -= 4.5  # "it takes 29 minutes: the Y does it in 20"
        if not (before or meant) and _NEXT.fullmatch(gap[end - start :]) and _ITS_OWN.match(self.page.text, r.end):
            score -= 5.0
        score += {"name": 0.3, "description": 0.2, "pronoun": 0.0, "brand": -0.2, "trim": 0.4, "unnamed": 0.3}[r.how]
        return score

    def _has_price_behind(self, gap: str, r: Referent, referents: list[Referent]) -> bool:
        """ "The A (from 27,000 euros) and the B, offered from 30,000": the car named before has its own price; or "shorter than the
        B, priced from 30,000".
        """
        if _TELLING.search(gap) and _THAN.search(self.page.text, max(0, r.start - 40), r.start):
            return True
        others = [o.end for o in referents if o.type == PRODUCT and o.ids != r.ids and o.end <= r.start]
        return bool(others) and _HAS_OWN.match(self.page.text, max(others)) is not None

    def _is_in_aside(self, r: Referent, focus: tuple[int, int]) -> bool:
        """ "The boot holds 470 litres (the Y offers 460)": a bracket that says more than the name, and does not hold the value."""
        opened = self.page.bracket_around(r.start, r.end)
        if opened is None or opened == self.page.bracket_around(*focus):
            return False
        return opened + 1 < r.start or self.page.text[r.end : r.end + 1] != ")"

    def _structure(self, token: Token, value: Token) -> float:
        up_value = ancestors(value)
        up_token = ancestors(token)
        positions = {t.i: n for n, t in enumerate(up_value)}
        for d_t, node in enumerate(up_token):
            if node.i not in positions:
                continue
            d_v = positions[node.i]
            if d_t == 0:
                # The value hangs below the name: "the N7, which has …", "the N7 with a 73 kWh battery".
                return 5.5 - 0.3 * d_v
            branch = up_token[d_t - 1]
            if branch.dep_ == "prep" and _is_object_within(up_token[:d_t]):
                return 1.4 - 0.3 * (d_v + d_t - 1)
            if node.tag_.startswith(("NN", "CD", "$")) or d_v == 0:
                if branch.dep_ in {"poss", "compound", "nmod", "appos"}:
                    return 5.0 - 0.3 * (d_t + d_v)
                if branch.dep_ == "prep" and branch.lower_ in _OWNING_PREPS:
                    return 4.6 - 0.3 * (d_t + d_v)
                return 3.0 - 0.4 * (d_t + d_v)
            if branch.dep_ in SUBJECT_DEPS:
                return 4.8 - 0.25 * d_v - 0.3 * (d_t - 1)
            if branch.dep_ == "conj" and branch.tag_.startswith("NN"):
                # A noun "coordinated" with a verb is a clause's subject that the parser took for more of the last one.
                return 3.4 - 0.3 * (d_t - 1)
            if any(is_verb(t) and not _is_aside(t) for t in up_value[:d_v]):
                return 1.6 - 0.3 * (d_v + d_t - 1)  # an object of another clause than the value's
            if branch.dep_ in {"dobj", "dative", "oprd", "attr", "agent"}:
                return 3.2 - 0.3 * (d_v + d_t - 1)
            if branch.dep_ == "prep":
                return 2.8 - 0.3 * (d_v + d_t - 1)
            return 1.6 - 0.3 * (d_v + d_t)
        return 0.0

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


def _is_object_within(path: Sequence[Token]) -> bool:
    """ "Production starts in Ohio, where it joins the X": what a clause below, with a subject of its own, does something to."""
    for below, verb in pairwise(path):
        if verb.dep_ == "relcl" and is_verb(verb):
            subject = subject_of(verb)
            return below.dep_ not in SUBJECT_DEPS and subject is not None and subject.tag_ == "PRP"
    return False


def _is_aside(verb: Token) -> bool:
    """ "Builds a pickup, starting in May, for 30,000 euros": a participle that only tells when or how."""
    return (
        verb.dep_ == "advcl"
        and verb.tag_ == "VBG"
        and not any(c.dep_ in SUBJECT_DEPS | {"dobj"} for c in verb.children)
    )


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


def _is_one_car(referents: Iterable[Referent]) -> bool:
    return len({r.ids for r in referents if r.type == PRODUCT}) == 1


def _relative_plural(value: Token) -> bool:
    """ "the A and B, which both have …": the relative clause at the last member speaks of all."""
    return any(a.dep_ == "relcl" and any(c.lower_ in {"both", "all"} for c in a.subtree) for a in value.ancestors)
