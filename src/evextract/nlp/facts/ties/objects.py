"""What a verb of making acts on, where that is no product by name: "built 171,000 cars, most of them the A", "builds cars"."""

from __future__ import annotations

import re
from collections.abc import Collection

from spacy.tokens import Token

from evextract.domain.pack import AttributeDef
from evextract.nlp.facts.context import Context, Cue
from evextract.nlp.facts.phrases import Phrases
from evextract.nlp.lexicon import Hit
from evextract.nlp.linking.link import Link
from evextract.nlp.syntax import is_verb

_AMONG = re.compile(
    r"(?<!\w)(?:among them|(?:most|many|all|half|some|part|\d[\d,.]*) of (?:them|which)|mostly|chiefly|mainly|including|namely)(?!\w)"
)
_FEW_WORDS = re.compile(r"(?: were| was| are)?(?: [\w’'-]+){0,3} ")
_LIST = re.compile(r",? and (?:the )?|, (?:the )?")


def made_at_large(ctx: Context, a: AttributeDef, hit: Hit[Cue], avoid: tuple[int, int]) -> list[Link] | None:
    """The products among a number or a plural without an article that the verb acts on; None where it acts on something else.

    "Ford builds cars in Cologne" tells of Ford, whatever car the text was about.
    """
    verb = ctx.page.root_of(hit.start, hit.end)
    made = next((c for c in verb.children if c.dep_ == "dobj"), None) if is_verb(verb) else None
    if made is None or not (made.tag_ == "CD" or _is_at_large(made, ctx.focus.nouns.products)):
        return None
    sentence = ctx.page.sentence_at(hit.start)
    phrases = Phrases(ctx, a, sentence, avoid=avoid)
    if verb.dep_ == "relcl" and any(t.tag_ == "WDT" and t.head.lower_ == "of" for t in verb.subtree):
        return phrases.links(verb.head) or []  # "the A, of which two plants made 289,000"
    among = _AMONG.search(ctx.page.text, made.idx, sentence.end)
    found: list[Link] = []
    for r in phrases.referents if among is not None else ():
        if r.how == "name" and among is not None and among.end() <= r.start:
            end = found[-1].referent.end if found and found[-1].referent is not None else among.end()
            if not (_LIST if found else _FEW_WORDS).fullmatch(ctx.page.text, end, r.start):
                break
            found += [Link(i, r, 4.0) for i in r.ids]
    return found


def _is_at_large(noun: Token, products: Collection[str]) -> bool:
    """ "Cars", "171,000 vehicles", "all its cars", but not "these cars" and "the cars"."""
    pointing = any(c.dep_ in {"det", "poss"} for c in noun.children)
    if pointing and any(c.lower_ == "all" for c in noun.children):
        pointing = not any(c.dep_ == "poss" for c in noun.children)
    return noun.tag_ == "NNS" and not pointing and noun.lower_.removesuffix("s") in products
