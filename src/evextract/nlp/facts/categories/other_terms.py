"""Terms of which a word for a kind is only a part: "SUV-like", "electric motors", "EV sales", "the SUV segment"."""

from __future__ import annotations

import re

from spacy.tokens import Token

from evextract.nlp.facts.categories.generic import tells_kind_too
from evextract.nlp.facts.noun_phrases import explained_by, is_kin, members_of, phrase_head
from evextract.nlp.facts.phrases import CONTAINERS, VERSIONS, Phrases, is_version
from evextract.nlp.lexicon import Hit, stem
from evextract.nlp.page import Sentence

_GLUED = re.compile(
    r"[-‑](?:based|like|inspired|styled?|esque|ish|makers?|derived|focused|sized?|exclusive|only)(?!\w)|\d", re.I
)
_NO_THING = frozenset({"styling", "driving", "mode", "operation"})
"""What a car does, or looks like, and is not: "256 km of electric driving"."""


def is_glued(text: str, hit: Hit[tuple[str, str]]) -> bool:
    """What is glued to the word makes something else of it: "SUV-like", "pickup-based", "non-electric", "EV90"."""
    return _GLUED.match(text, hit.end) is not None or text[max(0, hit.start - 4) : hit.start].lower() == "non-"


def is_of_other_term(phrases: Phrases, sentence: Sentence, hit: Hit[tuple[str, str]], head: Token) -> bool:
    """Whether a noun behind the word makes it part of another term: "electric motors", "EV sales", "SUV segment"."""
    ctx, page = phrases.ctx, phrases.ctx.page
    i = page.token_at(max(hit.start, hit.end - 1)).i + 1
    while i < sentence.last:
        token = page.doc[i]
        of_version = token.dep_ == "compound" and is_version(token.head)  # "electric and long-range versions"
        if token.lower_ in _NO_THING or (token.lower_ == "range" and not of_version and members_of(token) is None):
            return True
        if of_version:
            i += 1
            continue
        if token.dep_ == "npadvmod" and token.i > head.i:
            return False  # "a hatchback 4.3 metres long"
        if token.tag_.startswith("NN"):
            known = phrases.nouns | CONTAINERS | VERSIONS
            word = token.lower_.removesuffix("s")
            if word in known or token.lower_ in known or stem(token.lower_) in phrases.events:
                return False
            if is_kin(token) and explained_by(token, sentence.last):
                return False
            if any(h.start <= token.idx < h.end for h in ctx.category_hits.get(sentence.number, [])):
                return False
            if i > 1 and token.nbor(-1).tag_ == "HYPH" and token.nbor(-2).tag_ == "CD":
                i += 1  # "an electric five-seat crossover"
                continue
            if tells_kind_too(token, head, phrases.nouns):
                i += 1
                continue
            near = [r for r in ctx.focus.referents(sentence) if r.start <= token.idx < r.end]
            if any(r in phrases.referents or r.how == "name" for r in near):
                return False
            return phrase_head(token).i == head.i or token.i == head.i
        if not (token.tag_.startswith("JJ") or token.tag_ in {"HYPH", "CD", "VBN", "CC", ","} or token.text in '-‑“"’'):
            return False
        if token.tag_ in {"CC", ","} and head.i < i:
            return False
        i += 1
    return False
