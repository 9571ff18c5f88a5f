"""The name that a vehicle gets after it was introduced without one: "the new van is the X", "the SUV, codenamed X"."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from evextract.nlp.lexicon import stem
from evextract.nlp.page import Sentence
from evextract.nlp.reference.comparing import is_compared
from evextract.nlp.reference.discourse import Discourse, Referent
from evextract.nlp.reference.nameless import words_before
from evextract.nlp.roles import PRODUCT
from evextract.nlp.syntax import SUBJECT_DEPS

_NAMING = frozenset(
    stem(w) for w in ["be", "call", "name", "dub", "christen", "codename", "code-name", "badge", "know"]
)
_POINTING = frozenset({"the", "this", "new", "electric"})


def identify(d: Discourse, sentence: Sentence, referents: Sequence[Referent]) -> None:
    """ "The new van is the X", "the van will be called X": what had no name has one."""
    if d.awaited is not None and 0 < sentence.number - d.awaited[1] < 3:
        maker = d.nameless[d.awaited[0]].maker
        for r in referents:
            if r.type == PRODUCT and r.how == "name" and d.brands.get(r.ids[0]) == maker and not is_compared(d.root(r)):
                if r.ids[0] not in d.seen or r.ids[0] == d.topic:
                    d.same[d.awaited[0]] = r.ids[0]
                d.awaited = None
                break
    for name in referents:
        root = d.root(name)
        if name.how != "name" or name.type != PRODUCT or root.dep_ not in {"attr", "oprd"}:
            continue
        if stem(root.head.lower_) not in _NAMING or any(c.dep_ == "neg" for c in root.head.children):
            continue
        named = {d.root(r).head.i for r in referents if r.how == "name" and d.root(r).dep_ == "appos"}
        # "The first car, the Y, is the X with another nose": it has a name.
        subjects = {c.i for c in root.head.children if c.dep_ in SUBJECT_DEPS} - named
        for r in referents:
            if r.type == PRODUCT and d.root(r).i in subjects and (told := d.nameless.get(r.ids[0])) is not None:
                same = (n for n in d.nameless.values() if n.noun == told.noun and n.base is None)
                d.same |= {n.id: name.ids[0] for n in (told, *same)}


def name_at_last(d: Discourse, token: Token, centre: Sequence[str], name: str) -> None:
    """ "The SUV, codenamed X, …": what the text is about has a name now, if it had none so far and is of that maker.

    Not so "the first car of the deal, the X".
    """
    if not _POINTING.issuperset(t.lower_ for t in words_before(token)) or any(c.dep_ == "prep" for c in token.children):
        return
    word = token.lower_
    nameless = d.nameless.get(centre[0]) if len(centre) == 1 else None
    if nameless is None or nameless.vague or name in d.seen or d.brands.get(name) != nameless.maker:
        return
    if word not in d.nouns.kinds or word in d.traits.get(nameless.id, ()):
        d.same[nameless.id] = name
