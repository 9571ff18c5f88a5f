"""What else a sentence puts beside the subject of a tie: "alongside the C40", "in the same plant as the C40"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from evextract.domain.pack import AttributeDef
from evextract.nlp.facts.context import Context, Cue
from evextract.nlp.facts.phrases import Phrases
from evextract.nlp.lexicon import Hit, stem
from evextract.nlp.linking.link import Link
from evextract.nlp.naming.things import Thing
from evextract.nlp.syntax import SUBJECT_DEPS, is_verb

_SHORT_FOR = frozenset({"is", "are", "was", "does", "do", "will"})
_TOGETHER = frozenset({"together", "along"})
_BESIDE = frozenset({"alongside", "beside", "besides", "like"})
_ADVERBS = {"next": "to", "along": "with", "together": "with"}
_SHARING = frozenset(map(stem, ["use", "share"]))
_FOLLOWED = frozenset({"followed", "joined"})
_AS_WELL = re.compile(r", (?:as well as|along with) (?:the |its )?(?:[a-z-]+ )?\Z")
_LEAD = 30
"""Characters of that, at most."""
_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
_LINES = frozenset({"line", "lines", "belt"})


def beside(ctx: Context, a: AttributeDef, hit: Hit[Cue], thing: Thing) -> Iterator[Link]:
    """Who else has the value: "alongside the C40", "which it shares with the C40", "in the same plant as the C40"."""
    page = ctx.page
    cue, value = page.root_of(hit.start, hit.end), page.root_of(thing.start, thing.end)
    phrases = Phrases(ctx, a, page.sentence_at(thing.start))
    shared = any(stem(t.lower_) == "shar" for t in (cue, cue.head))
    for r in phrases.referents:
        lead = _AS_WELL.search(page.text, max(hit.end, r.start - _LEAD), r.start) if r.how == "name" else None
        if lead is not None and not any(t.tag_ in _FINITE for t in page.span(hit.end, lead.start() + 1)[1:]):
            yield from phrases.at(page.root_of(r.start, r.end))
    for anchor in _around(cue, value):
        for target in _next_to(anchor):
            yield from phrases.links(target) or []
        for prep in anchor.children:
            if _is_ellipsis(prep):
                for target in (c for c in prep.children if c.dep_ in {"nsubj", "attr"}):
                    yield from phrases.links(target) or []
            if prep.dep_ != "prep":
                continue
            # "On the same line in Ghent as": the word stands before the line.
            named = (value, value.head, value.head.head)
            same = prep.lower_ == "as" and any(t.lower_ == "same" for noun in named for t in noun.lefts)
            owner = prep.lower_ == "of" and anchor.i == value.i
            together = shared or any(t.lower_ in _TOGETHER for t in prep.lefts) or anchor.lower_ in _TOGETHER
            if prep.lower_ in _BESIDE or same or owner or (prep.lower_ == "with" and together):
                for target in prep.children:
                    if target.dep_ == "pobj":
                        yield from phrases.links(target) or []
            for noun in (c for c in prep.children if any(t.lower_ == "same" for t in c.lefts)):
                # "In Ghent, in the same factory as the X"
                for target in (t for p in noun.children if p.lower_ == "as" for t in p.children):
                    yield from phrases.links(target) or []


def _next_to(anchor: Token) -> Iterator[Token]:
    """ "Built in Ghent next to the X", "along with the X", "on the line of the X", "followed in May by the X"."""
    for child in anchor.children:
        if child.lower_ in _FOLLOWED and child.tag_ == "VBN":
            yield from (t for p in child.children if p.dep_ == "agent" for t in p.children if t.dep_ == "pobj")
        elif child.lower_ in _ADVERBS:
            leads = (p for p in child.children if p.lower_ == _ADVERBS[child.lower_])
            yield from (t for p in leads for t in p.children if t.dep_ == "pobj")
        elif child.dep_ == "relcl" and stem(child.lower_) in _SHARING:
            yield from _users(child)
        elif child.dep_ == "prep" and child.lower_ == "on":
            lines = (t for t in child.children if t.lower_ in _LINES)
            yield from (t for line in lines for p in line.children if p.lower_ == "of" for t in p.children)


def _users(verb: Token) -> Iterator[Token]:
    """ "On the A platform, which the X also uses": the subject of the clause that tells who else has it."""
    if any(c.tag_ == "WDT" and c.dep_ == "dobj" for c in verb.children):
        yield from (c for c in verb.children if c.dep_ == "nsubj")


def _is_ellipsis(verb: Token) -> bool:
    """ "…, as is the X", "…, and so does the X"."""
    if verb.lower_ not in _SHORT_FOR:
        return False
    led_by = {c.lower_ for c in verb.lefts}
    return (verb.dep_ == "advcl" and "as" in led_by) or (verb.dep_ in {"conj", "ccomp"} and "so" in led_by)


def _around(cue: Token, value: Token) -> Iterable[Token]:
    seen = set()
    for start in (cue, value):
        node = start
        for _ in range(4):
            if node.i not in seen:
                seen.add(node.i)
                yield node
            if is_verb(node) or node.head.i == node.i:
                # "The X, like the Y, is built in"
                yield from (c for c in node.children if c.dep_ in SUBJECT_DEPS and c.i not in seen)
                break
            node = node.head
