"""Places that are told of one product of a list: "an SUV for Asia and a pickup for Latin America"."""

from __future__ import annotations

from evextract.nlp.facts.context import Context, Cue
from evextract.nlp.lexicon import Hit
from evextract.nlp.naming.things import Thing
from evextract.nlp.scope.places_apart import only_meant_for


def is_of_another_product(ctx: Context, hit: Hit[Cue], t: Thing) -> bool:
    """ "An SUV for Asia and a pickup for Latin America": each place is told of one of them, and not of what precedes."""
    noun, cue = only_meant_for(ctx.page.root_of(t.start, t.end)), ctx.page.root_of(hit.start, hit.end)
    if noun is None or noun.i == cue.i:
        return False
    return noun.lower_ in ctx.focus.nouns.kinds and not noun.is_ancestor(cue)
