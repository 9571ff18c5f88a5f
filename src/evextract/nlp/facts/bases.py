"""What a product stands on, told by "on" alone: "the van on X", "the A and the B, two saloons on the Y platform"."""

from __future__ import annotations

from collections.abc import Iterator

from evextract.domain.pack import AttributeDef, ValueKind
from evextract.nlp.facts.context import Context
from evextract.nlp.facts.origins import said_of
from evextract.nlp.facts.phrases import Phrases
from evextract.nlp.link import Link
from evextract.nlp.page import Sentence
from evextract.nlp.roles import PRODUCT
from evextract.nlp.sites import PLANT
from evextract.nlp.things import COMPANY_TYPES, PERSON, PLACE, Thing
from evextract.records import EntityRef, Mention

_NO_BASES = COMPANY_TYPES | {PERSON, PLACE, PLANT, PRODUCT}
_ON = frozenset({"on", "upon", "atop"})


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
    token = ctx.page.root_of(base.start, base.end)
    while token.dep_ in {"compound", "nmod", "amod"} and token.head.i > token.i:
        token = token.head
    if token.dep_ != "pobj" or token.head.lower_ not in _ON:
        return []
    return said_of(Phrases(ctx, a, sentence, avoid=(base.start, base.end)), token.head.head)
