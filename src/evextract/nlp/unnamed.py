"""New vehicles without a name: "Kia will launch a five-seater SUV" tells of something, called after maker and kind."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from evextract.nlp.discourse import Discourse, Referent, State
from evextract.nlp.lexicon import stem
from evextract.nlp.page import Sentence
from evextract.nlp.roles import PRODUCT
from evextract.nlp.things import COMPANY_TYPES

_INDEFINITE = frozenset({
    "a", "an", "another", "two", "three", "four", "five", "several", "new", "next", "upcoming", "first",
})  # fmt: skip
_BRINGING = frozenset(stem(w) for w in [
    "launch", "introduce", "develop", "build", "plan", "announce", "tease", "release", "reveal", "unveil", "supply",
    "add", "prepare", "produce", "make", "bring", "show", "present", "debut", "confirm", "create", "cancel",
    "scrap", "drop", "work", "get", "expect", "replace", "join", "design",
])  # fmt: skip
_ARRIVING = frozenset(stem(w) for w in [
    "arrive", "come", "launch", "debut", "follow", "enter", "hit", "reach", "go", "start",
])  # fmt: skip
_NOVELTY = frozenset({
    "new", "all-new", "upcoming", "forthcoming", "next", "second", "third", "first", "another", "small", "smaller",
    "even", "affordable", "budget-friendly", "facelifted", "cheap", "cheaper", "separate", "different", "future",
    "additional", "own", "mystery", "dedicated", "mass-market", "stylish", "two", "three", "four", "five",
    "several", "other", "brand-new", "promising", "so-called",
})  # fmt: skip


def find_unnamed(d: Discourse, sentence: Sentence, known: Sequence[Referent], state: State) -> list[Referent]:
    """ "Nissan will launch a five-seater SUV": something new without a name, called after its maker and kind."""
    out = []
    for token in d.page.doc[sentence.first : sentence.last]:
        noun = token.lower_ if token.lower_ in d.nouns.named else token.lower_.removesuffix("s")
        if noun not in d.nouns.named or any(r.start <= token.idx < r.end for r in known):
            continue
        left = d.page.doc[token.left_edge.i : token.i]
        if any(r.type == PRODUCT and token.left_edge.idx <= r.start < token.idx for r in known):
            continue
        if not any(t.lower_ in _INDEFINITE for t in left) or not _is_brought_about(token):
            continue
        makers = [r.ids[0] for r in known if r.type in COMPANY_TYPES and r.start < token.idx] or list(state.companies)
        if makers:
            own = [t for t in left if t.tag_ != "POS" and not any(r.start <= t.idx < r.end for r in known)]
            kind = "-".join([*_kind_words(own), noun])
            id_ = f"{makers[0]}-unnamed-{kind}"
            d.brands[id_] = makers[0]
            if not d.seen and not any(r.type == PRODUCT and r.how in {"name", "trim"} for r in known):
                # The first vehicle that the article speaks of has no name: it is what the article is about.
                d.topic, d.one_topic = id_, True
                state.vehicles = (id_,)
            out.append(Referent(token.idx, token.idx + len(token), (id_,), PRODUCT, "unnamed"))
    return out


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
