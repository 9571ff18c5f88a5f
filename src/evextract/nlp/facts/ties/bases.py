"""What a product stands on, told by "on" alone: "the van on X", "the A and the B, two saloons on the Y platform".

Or told before the noun for it: "the A, the first Y model", "the A is the smallest Y car".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from evextract.domain.pack import AttributeDef, ValueKind
from evextract.nlp.facts.context import Context
from evextract.nlp.facts.noun_phrases import subject_over
from evextract.nlp.facts.phrases import Phrases
from evextract.nlp.facts.production.origins import said_of
from evextract.nlp.linking.link import Link
from evextract.nlp.naming.things import COMPANY_TYPES, PERSON, PLACE, PLANT, Thing
from evextract.nlp.page import Sentence
from evextract.nlp.reference.discourse import Referent
from evextract.nlp.roles import PRODUCT
from evextract.nlp.syntax import is_verb, sharing_verb
from evextract.records import EntityRef, Mention

_NO_BASES = COMPANY_TYPES | {PERSON, PLACE, PLANT, PRODUCT}
_ON = frozenset({"on", "upon", "atop"})
_ONE_OF = frozenset({"CD", "JJ", "JJS", "NN"})
"""What stands for one of several: "one of", "the first of", "the smallest of"."""
_STAND = re.compile(
    r",?(?: all| both| each| also| now)? (?:(?:will|are to|is to) )?(?:all |both )?"
    r"(?:uses?|shares?|(?:(?:sits?|rides?|stands?|runs?)|(?:are|is|were|be)(?: all| both)?(?: based| built)?) (?:on|atop|upon)"
    r"|are underpinned by) (?:the |a |its |their )?(?:same |common )?\Z"
)
"""From a list to what its members stand on, whatever the parser makes of them: "A's 4, B's 5 and the C 6 all use"."""
_TOO = re.compile(r",? (?:and so|as) (?:do|does|are|is|will)(?: also| both)? (?:the |its )?")
_MEMBER = re.compile(r",? (?:and |plus |as well as )?(?:the |its )?(?:[A-Z][\w-]*(?:’s|'s) )?")
_FEWEST = 3
"""Tokens before "on": a name, a comma, "all"."""


def find_base_facts(ctx: Context) -> Iterator[Mention]:
    """Mentions of the attributes whose values are neither firms nor places nor products: bases."""
    for a in ctx.pack.attributes.values():
        if a.kind is ValueKind.ENTITY and not a.reader and _NO_BASES.isdisjoint(a.values):
            for sentence in ctx.page.sentences:
                for base in (t for t in ctx.page.things_in(sentence) if t.type in a.values and t.inside is None):
                    span = (base.start, base.end)
                    for link in _on(ctx, a, sentence, base):
                        value = EntityRef(base.id, ctx.page.text[slice(*span)])
                        mention = ctx.mention(link, a, value, span, cover=[])
                        yield from [mention] if mention is not None else []


def _on(ctx: Context, a: AttributeDef, sentence: Sentence, base: Thing) -> list[Link]:
    phrases = Phrases(ctx, a, sentence, avoid=(base.start, base.end))
    token = ctx.page.root_of(base.start, base.end)
    while token.dep_ in {"compound", "nmod", "amod"} and token.head.i > token.i:
        token = token.head
        if phrases.is_product(token):
            return _called_one(phrases, token)
    if row := _listed(phrases, base) or _as_its_owner(phrases, token):
        return row
    if token.dep_ != "pobj" or token.head.lower_ not in _ON:
        return []
    noun = token.head.head
    return (
        _all_of(phrases, token.head)
        or (_called_one(phrases, noun) if phrases.is_product(noun) or noun.dep_ == "attr" else [])
        or said_of(phrases, noun)
    )


def _called_one(phrases: Phrases, noun: Token) -> list[Link]:
    """What is said to be one of the kind: "the A, the first X model", "the A is one of three X cars"."""
    while noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.tag_ in _ONE_OF:
        noun = noun.head.head
    if noun.dep_ == "appos":
        return phrases.at(noun.head)
    subject = subject_over(sharing_verb(noun.head)) if noun.dep_ == "attr" else None
    return (phrases.links(subject) or phrases.at(subject)) if subject is not None else []


def _listed(phrases: Phrases, base: Thing) -> list[Link]:
    """ "The A, the B and the C use X, as do the D and the E": the lists right before and behind."""
    text = phrases.ctx.page.text
    named = [r for r in phrases.referents if r.how == "name" and r.type == PRODUCT]
    row: list[Referent] = []
    for r in reversed([r for r in named if r.end <= base.start]):
        if not (_MEMBER.fullmatch(text, r.end, row[-1].start) if row else _STAND.fullmatch(text, r.end, base.start)):
            break
        row.append(r)
    more: list[Referent] = []
    for r in (r for r in named if r.start >= base.end):
        gap = _MEMBER.fullmatch(text, more[-1].end, r.start) if more else _TOO.fullmatch(text, base.end, r.start)
        if not gap:
            break
        more.append(r)
    found = [*(row if len(row) > 1 else []), *(more if len(more) > 1 else [])]
    return [Link(i, r, 5.0) for r in found for i in r.ids]


def _as_its_owner(phrases: Phrases, noun: Token) -> list[Link]:
    """ "The A uses the X platform of the B": it stands on it as well as the one that it is said to be of."""
    over = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in _ON else noun.head
    subject = subject_over(over) if noun.dep_ in {"dobj", "pobj"} and over.i < noun.i and is_verb(over) else None
    owners = [t for c in noun.children if c.lower_ == "of" for t in c.children if c.dep_ == "prep"]
    if subject is None or not any(phrases.at(t) for t in owners):
        return []
    return [
        x for x in phrases.links(subject) or phrases.at(subject) if x.referent is None or x.referent.end <= over.idx
    ]


def _all_of(phrases: Phrases, on: Token) -> list[Link]:
    """ "The A, the B and the C, all on X": every member of the list that ends right before."""
    each = on.nbor(-1) if on.i >= _FEWEST else on
    if each.lower_ not in {"all", "both"} or each.nbor(-1).text != ",":
        return []
    row = phrases.row_before(each.idx)
    return row if len(row) > 1 else []
