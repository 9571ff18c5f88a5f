"""What a cue of making makes, where that is not what the sentence is about: the value itself, a part, a venture of its own."""

from __future__ import annotations

import re

from evextract.domain.pack import AttributeDef
from evextract.nlp.facts.context import Context, Cue
from evextract.nlp.lexicon import Hit, stem
from evextract.nlp.linking.link import Link
from evextract.nlp.naming.things import COMPANY_TYPES, PERSON, PLACE, PLANT, Thing
from evextract.nlp.page import starting
from evextract.nlp.roles import PRODUCT
from evextract.nlp.syntax import SUBJECT_DEPS, ancestors, is_passive, is_verb, sharing_verb

_LEAVING = stem("leave")
_MEASURED = re.compile(
    r"(?: (?:one|ones|pack|packs|unit|units|battery|batteries|motor|motors|engine|engines))?,?"
    r"(?: (?:both|all|each)(?: of (?:them|which))?)?(?:,? which (?:is|are|was|were))? \Z"
)
"""From a measure to what is said of the part that has it: "40 kWh, both of them made by"."""
_OF_VENTURE = re.compile(r" (?:joint )?venture(?:,| called| named| company)(?= [\w’])")
_TOLD_OF = COMPANY_TYPES | {PRODUCT, PLANT, PLACE, PERSON}
_ANY = re.compile(r"(?<!\w)an? \Z")


def is_itself_made(ctx: Context, hit: Hit[Cue], thing: Thing) -> bool:
    """Whether the value is what the cue acts on, rather than where or by whom: "has built a factory", "develops a Lotus"."""
    cue, value = ctx.page.root_of(hit.start, hit.end), ctx.page.root_of(thing.start, thing.end)
    if thing.type in COMPANY_TYPES and hit.thing.side == "any" and not hit.thing.lead:
        if cue.dep_ == "amod" and any(t.i == value.i for t in ancestors(cue)[1:2]):
            return True  # "5,000 Austrian-made Kias"
        if is_passive(cue) and value.dep_ in SUBJECT_DEPS and value.head.i == sharing_verb(cue).i:
            return True  # "it is an X with another face and is built in Spain"
        return value.dep_ in {"dobj", "nsubjpass"} and value.head.i == cue.i
    undergoes = thing.type == PLANT and value.head.i == cue.i and value.dep_ in {"dobj", "nsubjpass"}
    return (
        undergoes and stem(cue.lower_) != _LEAVING and not any(c.dep_ == "dobj" for c in cue.children if c.i != value.i)
    )


def is_unfounded(ctx: Context, hit: Hit[Cue], link: Link) -> bool:
    """Whether nothing says that the cue is about the thing, which no word of the sentence names: it comes only later in the
    text ("has put off production at its plant"), or something else is made ("built 12,700 at its plant in Normal").
    """
    r = link.referent
    if r is not None and r.how != "pronoun":
        return False
    end = ctx.page.sentence_at(hit.start).end
    if any(t.id == link.id for t in ctx.page.things) and not ctx.page.is_told_before(link.id, end):
        return True
    cue = ctx.page.root_of(hit.start, hit.end)
    return r is None and any(c.dep_ == "dobj" and c.tag_ == "CD" and c.text[0].isdigit() for c in cue.children)


def is_other_made(ctx: Context, a: AttributeDef, hit: Hit[Cue], thing: Thing) -> bool:
    """Whether a firm makes a part that was just measured, or only shares the venture that makes the thing."""
    if thing.type not in COMPANY_TYPES or "by" not in a.prepositions:
        return False
    text = ctx.page.text
    if _OF_VENTURE.match(text, thing.end) and _ANY.search(text, max(0, thing.start - 4), thing.start):
        return True
    near = starting(ctx.page.things, max(0, hit.start - 60), hit.start)
    if any(text[t.end : hit.start] == ", " and t.type not in _TOLD_OF for t in near):
        return True  # "uses parts of the MEB, supplied by Volkswagen"
    if is_verb(cue := ctx.page.root_of(hit.start, hit.end)) and cue.tag_ not in {"VBN", "VBD"}:
        return False  # "A, of which B owns 30 percent, builds the X"
    measured = starting(ctx.page.quantities, max(0, hit.start - 60), hit.start)
    return any(
        ctx.pack.dimension(q.quantity.unit) not in {"count", "money", None}
        and _MEASURED.fullmatch(text, q.end, hit.start)
        for q in measured
    )
