"""Words that are values: body style, powertrain, drivetrain, chemistry, charging port.

A category word says something about a thing only where syntax ties the two: in one noun phrase ("the Rogue SUV"), as a
version of it ("electric versions of the A and the B"), by a copula or apposition ("the N7, an electric sedan"), by "as"
or "into", or as a part that it has ("an LFP battery"). Elsewhere ("EV sales", "rival hybrids") it says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from evextract.nlp.facts.already import is_as_in
from evextract.nlp.facts.categories.category_reading import CategoryReading
from evextract.nlp.facts.categories.engines import without_other_parts, without_parts
from evextract.nlp.facts.categories.presupposed import settled
from evextract.nlp.facts.context import Context
from evextract.nlp.facts.figures.versions import Versions, without_names
from evextract.nlp.lexicon import Hit, longest
from evextract.nlp.roles import PRODUCT
from evextract.records import Category, Mention, Modality, Polarity

_AS = re.compile(r" (?:that (?:works|acts|serves) )?(?:only )?as (?:a|an|its|the) ")


def find_category_facts(ctx: Context) -> Iterator[Mention]:
    nouns = ctx.focus.nouns.products
    kinds = {
        a.id for a in ctx.pack.attributes.values() for words in a.categories.values() if not nouns.isdisjoint(words)
    }
    yield from without_names(without_other_parts(_by_sentence(ctx), kinds), kinds)


def _by_sentence(ctx: Context) -> Iterator[tuple[Mention, Token]]:
    versions, named_by_part = Versions(ctx, ctx.page.quantities), _of_naming_parts(ctx)
    for sentence in ctx.page.sentences:
        told: list[tuple[Mention, Token]] = []
        hits = _serving(ctx.page.text, longest(ctx.category_hits.get(sentence.number, [])))
        for hit in hits:
            attribute = ctx.pack.attributes[hit.thing[0]]
            value = Category(hit.thing[1], ctx.page.text[hit.start : hit.end])
            reading = CategoryReading(ctx, attribute, sentence, hit)
            links = reading.versions(reading.subjects())
            like = next((x.referent for x in links if is_as_in(ctx.page.text, hit.end, x.referent)), None)
            if like is not None:  # "no all-wheel drive like in the X": which the X has
                links += ctx.linker.subjects(hit.start, hit.end, (PRODUCT,), avoid=(like.start, like.end))
            for link in links:
                r = link.referent
                beside = r is not None and reading.names_kinds and 0 <= r.start - hit.end <= 1
                if beside or (
                    r is not None
                    and r.start == hit.start
                    and r.how == "description"
                    and value.written not in r.variants
                ):
                    # "The petrol Golf": that is which one has petrol; "the SUV in Sport trim": all of them are SUVs.
                    link = replace(link, variant=None)
                link = ctx.with_version(link, attribute, hit.start)
                if link.variant is None and attribute.id in named_by_part:
                    alike = [h.start for h in hits if h.thing[0] == attribute.id and h.start < hit.start]
                    link = replace(link, variant=versions.of_word(hit.start, hit.end, link.id, alike))
                mention = ctx.mention(link, attribute, value, (hit.start, hit.end), cover=[])
                if mention is None:
                    continue
                named = link.referent if reading.holds(link.referent) else None
                if r is not None and r is like:
                    mention = replace(mention, polarity=Polarity.AFFIRMED, modality=Modality.ASSERTED)
                told.append((settled(mention, reading.head, reading.word, named, reading.phrases.nouns), reading.head))
        yield from without_parts(ctx.page.text, told)


def _of_naming_parts(ctx: Context) -> frozenset[str]:
    """The attributes that say more of the part by which versions are told apart: of what kind its cells are."""
    attributes = ctx.pack.attributes.values()
    parts = frozenset(word for a in attributes if a.names_version for word in ctx.cue_stems[a.id])
    return frozenset(
        a.id for a in attributes if a.categories and a.by_version and not parts.isdisjoint(ctx.cue_stems[a.id])
    )


def _serving(text: str, hits: Sequence[Hit[tuple[str, str]]]) -> list[Hit[tuple[str, str]]]:
    """The hits, those of which one serves as the other as one: "a petrol engine as a range extender"."""
    out: list[Hit[tuple[str, str]]] = []
    for hit in hits:
        if out and out[-1].thing[0] == hit.thing[0] and _AS.fullmatch(text, out[-1].end, hit.start):
            out[-1] = replace(out[-1], thing=hit.thing)
        else:
            out.append(hit)
    return out
