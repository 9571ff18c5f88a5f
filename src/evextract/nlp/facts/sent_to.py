"""Objects that undergo nothing, being places or times, and things that a clause behind a place or another name tells of.

"It reaches Britain this year"; "a van for Europe, which will be built in Spain"; "a successor to the X, which is due in May".
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from evextract.nlp.facts.context import Context
from evextract.nlp.lexicon import stem
from evextract.nlp.naming.things import PLACE
from evextract.nlp.page import starting

_REACHING = frozenset(map(stem, ["reach", "hit"]))
_PLANNED = frozenset({"planned", "due", "expected", "scheduled", "set", "slated", "tipped"})


def places_and_times(ctx: Context, verb: Token) -> Iterator[int]:
    """The objects that only tell where or when: "it reaches Britain", "arrives this fiscal year"."""
    reaching = stem(verb.lower_) in _REACHING
    for child in verb.children:
        if child.dep_ != "dobj":
            continue
        if reaching and any(t.type == PLACE for t in ctx.page.things_over(child)):
            yield child.i
        dates = starting(ctx.page.dates, child.left_edge.idx, child.idx + 1)
        if any(d.start <= child.idx < d.end for d in dates):
            yield child.i


def sent_to(ctx: Context, verb: Token, noun: Token) -> Token | None:
    """ "A van for Europe, which will be built in Spain": where a relative clause hangs on a place, what is meant for it."""
    if (
        verb.dep_ != "relcl"
        or verb.head.i != noun.i
        or noun.dep_ != "pobj"
        or not any(c.tag_ == "WDT" for c in verb.children)
    ):
        return None
    meant = noun.head.head
    if not meant.tag_.startswith("NN"):
        return None
    if ctx.focus.is_base(ctx.page.doc[noun.left_edge.i].idx, noun.idx) and _lies_ahead(verb):
        return meant  # "a successor to the X, which is due in May"
    places = (t for t in ctx.page.things_in(ctx.page.sentence_at(noun.idx)) if t.type == PLACE)
    return meant if any(t.start <= noun.idx < t.end for t in places) else None


def _lies_ahead(verb: Token) -> bool:
    return verb.lower_ in _PLANNED or any(c.tag_ == "MD" or c.lower_ in _PLANNED for c in verb.children)
