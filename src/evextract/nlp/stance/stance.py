"""How sure a statement is and who makes it: modality, polarity, attribution, conditions.

Cues come from the pack's phrases (``cues.csv``: hedge, plan, denial, conditional, attribution). A cue counts where it
governs the value: on the chain of verbs from the value up to the root, or as an adverb or auxiliary of one of them;
so "Nissan, which could merge, has 9,000 workers" stays a statement.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Token

from evextract.domain.pack import DomainPack
from evextract.nlp.lexicon import Hit, Lexicon
from evextract.nlp.page import Page
from evextract.nlp.stance.apart import below_clause, moves_forecast
from evextract.nlp.stance.governors import (
    deniable,
    governors,
    is_examined,
    moment_of,
    newly_told,
    once_to_be,
    rounded_off,
    tells_of,
)
from evextract.nlp.stance.hearsay import guesses, is_hearsay, is_told_by_talkers, is_unnamed
from evextract.nlp.stance.signs import (
    Sign,
    denies,
    denies_all,
    denies_content,
    expects,
    foresees,
    is_ability,
    is_assigned,
    is_forecast,
    is_headed_infinitive,
    is_negated,
    is_plan,
    is_soon_after,
    is_under_way,
    modal_signs,
    permits,
    tells_what_is,
    undoes,
    was_once_planned,
)
from evextract.nlp.stance.speakers import speaker_of
from evextract.nlp.stance.stance_cues import CuesOfPage, StanceCues
from evextract.nlp.stance.timetable import is_timetabled
from evextract.records import Modality, Polarity


@dataclass(frozen=True, slots=True)
class Stance:
    """``expected``: told in the passive ("is expected to"), which leaves open who expects it."""

    polarity: Polarity
    modality: Modality
    attribution: str | None
    conditional: bool
    expected: bool
    cancelled: bool


class StanceReader:
    """Built once from a pack; ``on(page)`` reads one page."""

    def __init__(self, pack: DomainPack) -> None:
        self._cues = StanceCues(pack)
        self._speech: Lexicon[str] = Lexicon((p.phrase, p.value) for p in pack.phrases if p.effect == "attribution")

    def on(self, page: Page) -> PageStance:
        return PageStance(page, self._cues.on(page), self._speech.find(page.parts, page.stems))


class PageStance:
    def __init__(self, page: Page, cues: CuesOfPage, speech: list[Hit[str]]) -> None:
        self.page = page
        self._cues = cues
        self._speech = speech
        self._told: dict[int, tuple[set[Sign], list[Token]]] = {}

    def signs_between(self, start: int, end: int) -> set[Sign]:
        """What all cues say that lie in the passage."""
        return self._cues.between(start, end)

    def of(
        self, start: int, end: int, *, anchor: int | None = None, measured: bool = False, words: Collection[str] = ()
    ) -> Stance:
        """The stance of the statement that holds the characters ``start``…``end``, of a figure where ``measured``.

        ``anchor``: where a cue of the attribute stands, whose verb governs too ("plans to shed" … "4,000 posts");
        ``words``: the stems of the attribute's cues.
        """
        value = self.page.root_of(start, end)
        within = deniable(value, measured=measured)
        cue = self.page.token_at(anchor) if anchor is not None else None
        chain = governors(value)
        kept = below_clause(self.page, chain, start, end, cue, words) if measured else None
        if kept is not None:
            chain, cue = chain[:kept], None
        if cue is not None and tells_of(cue, value):
            signs = self._signs(governors(cue), within | {t.i for t in governors(cue)}, start, cue)
        else:
            signs = self._signs(chain, within, start, cue)
            if cue is not None:
                signs |= self._signs(governors(cue), within, start, cue)
        if not measured and Sign.CONDITIONAL in signs and is_examined(chain):
            signs = signs - {Sign.CONDITIONAL} | {Sign.HEDGED}
        return Stance(
            Polarity.DENIED if signs & {Sign.CANCELLED, Sign.DENIED} else Polarity.AFFIRMED,
            Modality.SPECULATIVE
            if Sign.HEDGED in signs
            else Modality.PLANNED
            if Sign.PLANNED in signs
            else Modality.ASSERTED,
            speaker_of(self.page, self._speech, value),
            Sign.CONDITIONAL in signs,
            Sign.EXPECTED in signs,
            Sign.CANCELLED in signs,
        )

    def _signs(self, chain: list[Token], within: set[int], start: int, cue: Token | None) -> set[Sign]:
        """What the governors say together; what is called off is no plan any more."""
        signs: set[Sign] = set()
        below: Token | None = None
        for token in chain:
            here = self._signs_at(token, below, start)
            if token == cue and not was_once_planned(token):
                here.discard(Sign.CANCELLED)  # "axes 500 jobs": the cut is what is told
            if token.i not in within and not denies_content(token, below):
                here -= {Sign.DENIED, Sign.CANCELLED}
            below = token
            if Sign.DENIED in here and is_plan(token):
                signs.discard(Sign.PLANNED)  # "no plans for": nothing is planned
                here.discard(Sign.PLANNED)
            if Sign.CANCELLED in here:
                signs -= {Sign.PLANNED, Sign.HEDGED}
            signs |= here
            if Sign.CANCELLED in signs:
                signs.discard(Sign.PLANNED)  # "was to have been built"
        matrix = moment_of(chain[-1])
        if matrix is not None and self._signs(governors(matrix), set(), start, cue) & {Sign.PLANNED, Sign.HEDGED}:
            signs.add(Sign.PLANNED)  # "will cost 30,000 when it launches in May"
        if Sign.PLANNED in signs and self._is_called_off(once_to_be(chain[-1])):
            return signs - {Sign.PLANNED, Sign.HEDGED} | {Sign.CANCELLED}
        carrier = newly_told(chain[-1])
        if carrier is not None and not signs & {Sign.PLANNED, Sign.HEDGED}:
            signs |= self._signs(governors(carrier), set(), start, cue) & {Sign.PLANNED, Sign.HEDGED}
        guessed = rounded_off(chain[-1])
        if guessed is not None and Sign.HEDGED not in signs:
            signs |= self._signs(governors(guessed), set(), start, cue) & {Sign.HEDGED}
        return signs

    def _is_called_off(self, noun: Token | None) -> bool:
        """ "Axed the van, which was to be built in Spain": whether the sentence says that what was planned won't come."""
        chain = governors(noun) if noun is not None else []
        return any(Sign.CANCELLED in self._own(above, below) for below, above in pairwise(chain))

    def _signs_at(self, token: Token, below: Token | None, start: int) -> set[Sign]:
        """What one governor says, with the words that hang on it; ``below``: the member of the chain under it."""
        told, denials = self._told_by_children(token)
        own = self._own(token, below)
        if Sign.DENIED in own and is_negated(token):
            return (own | told) - {Sign.DENIED}  # "has not ruled out"
        denied = {Sign.DENIED} if any(not self._set_right(d, start) for d in denials) else set()
        return own | told | denied

    def _own(self, token: Token, below: Token | None) -> set[Sign]:
        signs = self._cues.at(token)
        if not undoes(token, below):
            signs -= {Sign.DENIED, Sign.CANCELLED}
        if is_negated(token):
            signs.discard(Sign.CANCELLED)
        if is_hearsay(token) or guesses(token) or is_told_by_talkers(token):
            signs.add(Sign.HEDGED)
        if expects(token):
            signs.add(Sign.EXPECTED)
        if foresees(token):
            signs.add(Sign.PLANNED)
        headed = is_headed_infinitive(token) and self.page.sentence_at(token.idx).heading
        if headed or is_under_way(token) or is_assigned(token) or is_timetabled(self.page, token):
            signs.add(Sign.PLANNED)
        if below is not None and below.lower_ in {"to", "from", "at"} and moves_forecast(below):
            signs.add(Sign.PLANNED)
        if was_once_planned(token):
            signs = signs - {Sign.PLANNED} | {Sign.CANCELLED}
        return signs

    def _told_by_children(self, token: Token) -> tuple[set[Sign], list[Token]]:
        """What the words say that hang on the token, and those of them that deny it; many values ask it of one verb."""
        if token.i not in self._told:
            denials = [child for child in token.children if denies(token, child)]
            self._told[token.i] = {s for child in token.children for s in self._of_child(token, child)}, denials
        return self._told[token.i]

    def _of_child(self, token: Token, child: Token) -> set[Sign]:
        effects = self._cues.at(child)
        match child.dep_:
            case "aux" | "auxpass" if tells_what_is(token) or permits(token, child):
                return set()
            case "aux" | "auxpass":
                return effects - {Sign.DENIED} | modal_signs(token, child)
            case "advmod" if child.lower_ == "longer":
                return effects
            case "advmod" | "npadvmod" | "mark" | "preconj":
                return effects - {Sign.DENIED} if not is_soon_after(child) else set()
            case "acomp":
                return effects if not is_ability(child) else effects - {Sign.HEDGED}
            case "attr" | "oprd":
                return effects & {Sign.HEDGED}  # "is only hearsay", "seems a fair guess"
            case "amod" if child.lower_ == "suggested":
                return set()  # "the manufacturer's suggested retail price"
            case "amod" if token.tag_.startswith("NN"):
                return effects & {Sign.PLANNED, Sign.HEDGED} | ({Sign.EXPECTED} if expects(child) else set())
            case "prep":
                return self._of_preposition(child) & {Sign.PLANNED, Sign.HEDGED}
            case "parataxis" if is_told_by_talkers(child):
                return {Sign.HEDGED}
            case "nsubj" | "nsubjpass" if denies_all(child):
                return {Sign.DENIED}
            case "nsubj" if child.tag_ == "WDT" and is_forecast(child):
                return {Sign.PLANNED}
            case "nsubj" if child.tag_.startswith("NN"):
                # "Rumours put the price at …", "guidance calls for …"
                return effects & ({Sign.HEDGED, Sign.PLANNED} if is_forecast(child) else {Sign.HEDGED})
        return set()

    def _of_preposition(self, prep: Token) -> set[Sign]:
        """ "In the pipeline", "according to people familiar with the matter"."""
        if prep.lower_ == "according":
            told = self.signs_between(prep.idx, prep.right_edge.idx + len(prep.right_edge))
            return told | {Sign.HEDGED} if is_unnamed(prep) else told
        return self._cues.beginning(prep.idx)

    def _set_right(self, negation: Token, start: int) -> bool:
        """ "No 800-volt system, just a 400-volt one": the second is what there is."""
        between = self.page.text[negation.idx : start] if negation.idx < start else ""
        return any(mark in between for mark in (", just ", ", but ", ", only ", "; ", ", instead "))
