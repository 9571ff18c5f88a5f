"""Words that are values: body style, powertrain, drivetrain, chemistry, charging port.

A category word says something about a thing only where syntax ties the two: in one noun phrase ("the Rogue SUV"), by a
copula or apposition ("the N7, an electric sedan"), by "as" or a verb of having, or in a description that points back
("the electric sedan"). An indefinite phrase elsewhere ("plans a small electric SUV") speaks of something new.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from evextract.domain.pack import AttributeDef
from evextract.nlp.facts.context import Context
from evextract.nlp.focus import VEHICLE_NOUNS, Referent
from evextract.nlp.lexicon import longest
from evextract.nlp.link import Link
from evextract.nlp.page import Sentence
from evextract.records import Category, Mention

_COPULAS = frozenset({"is", "was", "are", "be", "’s", "'s", "become", "becomes", "became", "been", "being", "remains"})
_INDEFINITE = frozenset({"a", "an", "any", "some", "another", "no", "other", "several", "many", "more", "one", "two"})


def find_category_facts(ctx: Context) -> Iterator[Mention]:
    for sentence in ctx.page.sentences:
        for hit in longest(ctx.category_hits.get(sentence.number, [])):
            attribute = ctx.pack.attributes[hit.thing[0]]
            value = Category(hit.thing[1], ctx.page.text[hit.start : hit.end])
            for link in _subjects(ctx, attribute, sentence, hit.start, hit.end):
                mention = ctx.mention(link, attribute, value, (hit.start, hit.end), cover=[])
                if mention is not None:
                    yield mention


def _subjects(ctx: Context, a: AttributeDef, sentence: Sentence, start: int, end: int) -> list[Link]:
    page = ctx.page
    word = page.root_of(start, end)
    head = _phrase_head(word)
    referents = [r for r in ctx.focus.referents(sentence) if r.type in a.subjects]
    inside = [r for r in referents if _in_phrase(ctx, r, head) and not is_other(r, start, end)]
    if inside:
        named = [r for r in inside if r.how in {"name", "trim", "brand"}] or inside
        nearest = min(named, key=lambda r: (abs(page.token_at(r.start).i - word.i), r.start))
        return [Link(i, nearest, 6.0, nearest.variants[0] if nearest.variants else None) for i in nearest.ids]
    if head.dep_ in {"attr", "oprd"} or (head.dep_ == "acomp" and head.head.lower_ in _COPULAS):
        return ctx.linker.subjects(start, end, a.subjects)
    if head.dep_ == "appos":
        host = [r for r in referents if _in_phrase(ctx, r, head.head)]
        return [Link(i, host[0], 5.0) for i in host[0].ids] if host else []
    if head.dep_ == "pobj" and head.head.lower_ == "as":
        return ctx.linker.subjects(start, end, a.subjects)
    if _is_property(a, head):
        return ctx.linker.subjects(start, end, a.subjects)
    return []


def _is_property(a: AttributeDef, head: Token) -> bool:
    """Whether the phrase names a part or property that a thing has ("an LFP battery"), not a thing of its own."""
    if "vehicle" not in a.subjects:
        return True
    return head.lower_.rstrip("s") not in VEHICLE_NOUNS and a.id not in {"body_style", "powertrain"}


def is_other(r: Referent, start: int, end: int) -> bool:
    """A proper name that merely contains the words ("Model S Plaid")."""
    return r.how == "name" and r.start <= start and end <= r.end


def _phrase_head(token: Token) -> Token:
    """The head noun of the phrase that the word belongs to: "electric" -> "sedan" in "the electric sedan"."""
    node = token
    while node.dep_ in {"amod", "compound", "nmod", "npadvmod", "advmod", "punct", "nummod"} and node.head.i != node.i:
        if not node.head.tag_.startswith(("NN", "JJ", "VB", "CD", "FW")):
            break
        if node.head.tag_.startswith("VB") and node.dep_ != "npadvmod":
            break
        node = node.head
    return node


def _in_phrase(ctx: Context, r: Referent, head: Token) -> bool:
    """Whether the referent stands in the noun phrase of ``head`` itself, not in a clause attached to it."""
    token = ctx.page.root_of(r.start, r.end)
    node = token
    for _ in range(6):
        if node == head:
            return True
        if node.dep_ not in {"compound", "nmod", "poss", "amod", "nummod", "appos"} or node.head.i == node.i:
            return False
        if node.dep_ == "poss" and r.type != "vehicle":
            return False
        node = node.head
    return False
