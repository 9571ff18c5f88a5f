"""How sure a statement is and who makes it: modality, polarity, attribution, conditions.

Cues come from the pack's phrases (``cues.csv``: hedge, plan, denial, conditional, attribution). A cue counts where it
governs the value: on the chain of verbs from the value up to the root, or as an adverb or auxiliary of one of them;
so "Nissan, which could merge, has 9,000 workers" stays a statement.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from spacy.tokens import Token

from evextract.domain.pack import DomainPack
from evextract.nlp.lexicon import Hit, Lexicon
from evextract.nlp.page import Page, Sentence
from evextract.nlp.things import COMPANY_TYPES, PERSON
from evextract.records import Modality, Polarity

_STANCE_EFFECTS = frozenset({"hedge", "plan", "denial", "conditional", "cancelled"})
_HEDGED_MODALS = frozenset({"could", "may", "might"})
_PLANNED_MODALS = frozenset({"will", "’ll", "'ll", "shall", "wo", "should"})


@dataclass(frozen=True, slots=True)
class Stance:
    polarity: Polarity
    modality: Modality
    attribution: str | None
    conditional: bool


class StanceReader:
    """Built once from a pack; ``on(page)`` reads one page."""

    def __init__(self, pack: DomainPack) -> None:
        self._lexicon: Lexicon[tuple[str, str]] = Lexicon(
            (p.phrase, (p.effect, p.value)) for p in pack.phrases if p.effect in _STANCE_EFFECTS | {"attribution"}
        )

    def on(self, page: Page) -> PageStance:
        return PageStance(page, self._lexicon.find(page.parts, page.stems))


class PageStance:
    def __init__(self, page: Page, hits: list[Hit[tuple[str, str]]]) -> None:
        self.page = page
        self._hits = hits
        self._starts = [h.start for h in hits]

    def _effects_at(self, token: Token) -> set[str]:
        """The effects of the cues that begin at or cover the token."""
        lo = bisect_left(self._starts, token.idx - 30)
        found = set()
        for hit in self._hits[lo:]:
            if hit.start > token.idx:
                break
            if hit.start <= token.idx < hit.end and not self._is_main_have(hit):
                found.add("cancelled" if hit.thing == ("denial", "cancelled") else hit.thing[0])
        return found

    def _is_main_have(self, hit: Hit[tuple[str, str]]) -> bool:
        """ "Could have a range of 600 km" is a guess; only "could have had" is contrary to fact."""
        if hit.thing[0] != "conditional":
            return False
        last = self.page.token_at(max(hit.start, hit.end - 1))
        return last.lower_ == "have" and last.dep_ not in {"aux", "auxpass"}

    def effects_between(self, start: int, end: int) -> set[str]:
        """The effects of all cues that lie in the passage."""
        lo = bisect_left(self._starts, start)
        return {h.thing[0] for h in self._hits[lo:] if h.end <= end}

    def of(self, start: int, end: int, *, anchor: int | None = None) -> Stance:
        """The stance of the statement that holds the characters ``start``…``end``.

        ``anchor``: where a cue of the attribute stands, whose verb governs too ("plans to shed" … "4,000 posts").
        """
        value = self.page.root_of(start, end)
        chain = _governors(value)
        if anchor is not None:
            chain += [t for t in _governors(self.page.token_at(anchor)) if t not in chain]
        effects: set[str] = set()
        negated = False
        planned = hedged = False
        deniable = _deniable(value)
        for token in chain:
            effects |= self._effects_at(token) - (set() if token.i in deniable else {"denial", "cancelled"})
            for child in token.children:
                low = child.lower_
                if child.dep_ in {"aux", "auxpass"}:
                    hedged |= low in _HEDGED_MODALS
                    planned |= low in _PLANNED_MODALS or (low == "would" and token.dep_ == "ccomp")
                    hedged |= low == "would" and token.dep_ != "ccomp"  # "said that it would" is no guess
                    effects |= self._effects_at(child)
                elif child.dep_ == "neg" and child.i > token.i and token.tag_.startswith("NN"):
                    continue  # "nickel cells, not iron ones": it denies what follows
                elif child.dep_ == "neg" or (child.dep_ == "det" and low == "no"):
                    negated |= token.i in deniable and not _only_adds(child) and not self._set_right(child, start)
                elif child.dep_ in {"advmod", "npadvmod", "acomp", "mark", "preconj"} or low == "without":
                    effects |= self._effects_at(child)
                elif child.dep_ == "nsubj" and child.tag_.startswith("NN"):
                    effects |= self._effects_at(child) & {"hedge"}  # "Rumours put the price at …"
        if "hedge" in effects:
            hedged = True
        if "plan" in effects:
            planned = True
        polarity = Polarity.DENIED if negated or "cancelled" in effects else Polarity.AFFIRMED
        modality = Modality.SPECULATIVE if hedged else Modality.PLANNED if planned else Modality.ASSERTED
        sentence = self.page.sentence_at(start)
        return Stance(polarity, modality, self._attribution(sentence, value), "conditional" in effects)

    def _set_right(self, negation: Token, start: int) -> bool:
        """ "No 800-volt system, just a 400-volt one": the second is what there is."""
        between = self.page.text[negation.idx : start] if negation.idx < start else ""
        return any(mark in between for mark in (", just ", ", but ", ", only ", "; ", ", instead "))

    def _attribution(self, sentence: Sentence, value: Token) -> str | None:
        """Whoever the sentence names as the speaker of what holds the value."""
        speech = [h for h in self._hits if h.thing[0] == "attribution" and sentence.start <= h.start < sentence.end]
        for hit in speech:
            verb = self.page.token_at(hit.start)
            if verb.lower_ == "according":
                name = self._name_in(verb.subtree, after=verb.i)
                if name:
                    return name
                continue
            if (
                value in verb.subtree
                or any(c.dep_ in {"ccomp"} and value in c.subtree for c in verb.children)
                or (verb.dep_ in {"parataxis", "ccomp", "advcl"})
            ):
                subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
                if subject is not None:
                    if value in subject.subtree:
                        continue
                    name = self._name_in(subject.subtree, after=-1)
                    if name:
                        return name
        return None

    def _name_in(self, tokens: object, *, after: int) -> str | None:
        indices = {t.i for t in tokens if t.i > after}  # type: ignore[attr-defined]
        for wanted in ({PERSON}, COMPANY_TYPES):
            for thing in self.page.things:
                if thing.type in wanted and thing.inside is None and self.page.token_at(thing.start).i in indices:
                    return self.page.text[thing.start : thing.end]
        return None


def _governors(token: Token) -> list[Token]:
    """The token and what governs it up to the sentence's root; relative clauses end the chain."""
    out = [token]
    while token.head.i != token.i:
        if (
            token.dep_ == "relcl"
            or (token.dep_ == "acl" and token.tag_ == "VBN")
            or (token.dep_ == "conj" and token.tag_.startswith("VB") and _has_subject(token))
        ):
            break
        if token.dep_ == "advcl" and (_has_subject(token) or not any(c.tag_ == "TO" for c in token.children)):
            break  # "gearing up to launch" goes on
        token = token.head
        out.append(token)
    return out


def _deniable(value: Token) -> set[int]:
    """The governors whose negation denies the value: those of its own clause.

    "It has not been priced but will offer 300 miles" does not deny the 300 miles, nor does "he did not say why".
    """
    out = {value.i}
    token = value
    while token.head.i != token.i and (
        token.dep_ not in {"conj", "ccomp", "advcl", "relcl", "parataxis", "acl"}
        or (token.dep_ == "acl" and any(c.tag_ == "TO" for c in token.children))  # "scrapped plans to build"
    ):
        token = token.head
        out.add(token.i)
    return out


def _only_adds(negation: Token) -> bool:
    """ "Not just", "not only", "no more than": no denial."""
    following = negation.nbor(1).lower_ if negation.i + 1 < len(negation.doc) else ""
    return following in {"just", "only", "merely", "more", "less", "fewer", "later", "longer", "least"}


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children)
