"""Where cars are made by now, whatever is planned: "will end production of the X in Ghent", "will be built next to the X"."""

from __future__ import annotations

import re

from evextract.nlp.facts.context import Context, Cue
from evextract.nlp.lexicon import Hit, stem
from evextract.nlp.linking.link import Link
from evextract.nlp.syntax import verb_group

_ENDS = frozenset(map(stem, ["end", "stop", "cease", "halt", "discontinue", "finish", "quit", "terminate"]))
_ENDED = frozenset({"dobj", "xcomp", "pcomp", "nsubj", "nsubjpass"})
_LAST = frozenset({"last", "final"})
_BESIDE = re.compile(
    r"(?<!\w)(?:alongside|beside|besides|next to|like|as (?:is|are|does|do)|same [\w ]{3,20} as)"
    r"(?:(?: [a-z’'-]+){0,3}|(?: (?:the|it|its|and|[A-Z\d][\w.’'-]*),?){0,9}) ?\Z"
)
_REACH = 80


def is_set_beside(ctx: Context, link: Link) -> bool:
    """ "The X will be built alongside the Y", "as is the Y": the Y, which is set beside a plan, is made there now."""
    if link.referent is None:
        return False
    start = link.referent.start
    return _BESIDE.search(ctx.page.text, max(0, start - _REACH), start) is not None


def is_ending(ctx: Context, hit: Hit[Cue]) -> bool:
    """ "Will stop making the X in Ghent", "production of the X will end", "the last X will leave the line"."""
    cue = ctx.page.root_of(hit.start, hit.end)
    if cue.dep_ in _ENDED and stem(cue.head.lower_) in _ENDS:
        return True
    subjects = (c for verb in verb_group(cue) for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"})
    return any(t.lower_ in _LAST for c in subjects for t in c.lefts)
