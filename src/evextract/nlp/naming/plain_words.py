"""Whether what is written like a name of the pack is one: "Two" in "Two displays" and "Mini" in "Mini-LED" are none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Protocol, TypeVar

from spacy.tokens import Doc

from evextract.domain.pack import EntityDef
from evextract.nlp.naming.names import NameMatch
from evextract.nlp.naming.things import PLACE


class Meaning(Protocol):
    """What a name may stand for, and how safely."""

    @property
    def entity(self) -> str: ...

    @property
    def strength(self) -> str: ...


M = TypeVar("M", bound=Meaning)


def looks_like_name(text: str, match: NameMatch[M], entities: Mapping[str, EntityDef]) -> bool:
    written = text[match.start : match.end]
    if any(c.isupper() for c in written):
        return not _is_short_word(written, match, entities)
    # Names that are written small ("iX" has a capital, "e-2008" and "smart" do not) must have a digit to be safe, be written
    # so in the list ("smart fortwo"), or be words for a region ("worldwide").
    digit = any(c.isdigit() for c in written)
    names = {
        n.entity: (entities[n.entity].name, *entities[n.entity].aliases, *entities[n.entity].ambiguous)
        for n in match.things
    }
    return any(
        written in name if digit or entities[id_].type == PLACE else written in {name, f"{name}s"} and len(written) > 4
        for id_, own in names.items()
        for name in own
    )


def _is_short_word(written: str, match: NameMatch[M], entities: Mapping[str, EntityDef]) -> bool:
    """Whether it is a word of a headline that a name in capitals has the letters of: "Is" for the "IS"."""
    if not (written.isalpha() and written.istitle() and len(written) in {2, 3}):
        return False
    words = {
        word
        for n in match.things
        for name in (entities[n.entity].name, *entities[n.entity].aliases, *entities[n.entity].ambiguous)
        for word in name.split()
    }
    return written not in words and written.upper() in words


DONE_BY = "based|built|owned|backed|developed|made|designed|engineered|powered|derived|sourced"
"""What a firm, or what it has, does to a thing, behind its name and a hyphen."""
DONE_TO = re.compile(rf"[-‑](?:{DONE_BY}|badged|branded|led)(?!\w)", re.IGNORECASE)
"""Behind a name that only tells who has to do with a thing, or what it is made from: "the Zentra-Built SUV"."""


def is_part_of_word(text: str, match: NameMatch[M]) -> bool:
    """Whether the match is glued to more letters: "Mini" of "Mini-LED" (but "Leaf-based" and "Nissan-Owned" stand)."""
    if DONE_TO.match(text, match.end):
        return False
    after = text[match.end : match.end + 2]
    return (
        len(after) == 2
        and after[0] in "-‑"
        and (after[1].isupper() or after[1].isdigit())
        and text[match.end - 1].islower()
    )


def is_plain_word(doc: Doc, match: NameMatch[M]) -> bool:
    """Whether a short name is only a word with a capital, at the start of a sentence: "Two" in "Two displays"."""
    if any(n.strength == "full" for n in match.things):
        return False
    span = doc.char_span(match.start, match.end, alignment_mode="expand")
    if span is None or len(span) > 1 or any(c.isupper() for c in span.text[1:]):
        return False
    if span.end < len(doc) and doc[span.end].lower_.startswith("charg"):
        return True  # "Rapid charging peaks at 133 kW"
    return span[0].tag_ in {"CD", "DT", "IN", "PRP", "PRP$", "WDT", "WP", "WRB", "CC", "MD", "RB", "EX", "TO", "PDT"}
