"""Places that a sentence sets apart from the one it tells: "built in Rastatt, not in Bremen", "in all of Europe except Norway"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from evextract.domain.pack import AttributeDef
from evextract.nlp.facts.context import Context
from evextract.nlp.facts.value_lists import LIST
from evextract.nlp.naming.things import Thing
from evextract.records import Mention, Polarity

_NOT = (
    r"(?:,|;| –| —| -)?(?: but| and| though)? not (?:(?:yet|however|even) )?(?:(?P<led>in|at|for|to|from) )?(?:the )?"
)
_EXCEPT = r",? (?:except|excluding|with the exception of|apart from|other than|but not)(?: (?P<left>for|in))? (?:the )?"
_DENYING = re.compile(r"(?<!\w)(?:not|never|no|none|neither|nor|cannot|without)(?!\w)|n[’']t(?!\w)", re.IGNORECASE)
_BETWEEN = re.compile(rf"(?: \([^()]{{1,40}}\)|, [A-Z][\w-]+)?(?:{_NOT}|{_EXCEPT})")


def set_apart(ctx: Context, a: AttributeDef, told: Sequence[Thing], fitting: Sequence[Thing]) -> list[Thing]:
    """Those of ``fitting`` that the words behind a place deny of what is said of it; ``told``: the places that the cue tells."""
    if not a.prepositions or not told:
        return []
    text, found = ctx.page.text, list[Thing]()
    for t in (t for t in fitting if t not in told):
        before = max((x for x in told if x.end <= t.start), key=lambda x: x.end, default=None)
        if (
            before is not None
            and _BETWEEN.fullmatch(text, before.end, t.start)
            and not text.startswith(("’s ", "'s "), t.end)
        ) or (found and LIST.fullmatch(text, found[-1].end, t.start)):
            found.append(t)
    return found


def is_only_set_apart(ctx: Context, mention: Mention, apart: Sequence[Thing]) -> bool:
    """Whether the only word that denies a place stands behind it and is of the other one: "built in Rastatt, not in Bremen"."""
    if not apart or mention.polarity is not Polarity.DENIED:
        return False
    text = ctx.page.text[mention.sentence_start : mention.focus_end]
    return mention.focus_end <= apart[0].start and _DENYING.search(text) is None
