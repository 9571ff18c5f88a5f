"""What the words right behind a value say that it is of: "400 km as the coupe", "169 hp in the Solvo"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from evextract.nlp.page import Page, starting
from evextract.nlp.reference.discourse import Referent
from evextract.nlp.reference.focus import Focus
from evextract.nlp.roles import PRODUCT
from evextract.nlp.syntax import SUBJECT_DEPS, ancestors, is_loose_apposition

_MEANT = re.compile(
    r"(?: to \d+ ?(?:mph|km/h|kph))?(?: \([^()]*\))?(?: [A-Z]{3,4}| (?:sticker|tag|ticket|price|price tag)| of (?:[a-z]+ )?range)? (?:for|in|with|as) (?:the |its |an? )?(?:(?:[a-z]+(?:-[a-z]+)+|[24AFR]WD|\d[\d.]*[ -]?kWh) )?"
)
_GOES_WITH = re.compile(
    r"(?: [a-z-]+){1,3} (?:is|are|comes?)(?: only| exclusively)?(?: standard| optional| available| fitted| reserved| exclusive| limited"
    r"| included)? (?:on|for|with|to|in) (?:the |its )?"
)
"""Between a part and the version that has it: "18-inch wheels are standard on the Air"."""
_NEAR = 60
"""The most characters between a value and the name that it is said to be of."""
_ARTICLE = re.compile(r"(?<!\w)(?:[Tt]he|[Aa]n?|[Oo]ur|[Ii]ts) \Z")
_AND_THE = re.compile(r" and (?:the )?\Z")
_FOR = re.compile(
    r"(?: \([^()]*\))? (?:for|as) (?:the |its |an? )?(?:(?:[a-z]+(?:-[a-z]+)+|[24AFR]WD|\d[\d.]*[ -]?kWh) )?"
)
"""Between a value and the version that has it, whatever stands before the value."""
_SHARED_BY = re.compile(
    r"(?: (?:mph|km/h|kph))?(?: \([^()]*\))?(?: (?:is|are|comes?|remains?)(?: standard| the same| unchanged| fitted| included)?)? (?:(?:in|for|on|with) )?"
)
"""Between a value and the word for the versions or vehicles that share it: "170 km/h in either case", "30 minutes either way"."""
_SAID_OF = re.compile(r"(?: \([^()]*\))? (?:of|in|for|with) (?:the |a |an )?(?:[a-z]+(?:-[a-z]+)* )?")


def is_of_version(text: str, end: int, r: Referent) -> bool:
    """Whether the value that ends at ``end`` is said to be the version's: "400 km as the coupe"."""
    if r.how != "trim" or not 0 <= r.start - end < _NEAR:
        return False
    if text[end : r.start] == " (" and text[r.end : r.end + 1] == ")":
        return True  # "30,000 euros (Air) and 35,000 (Max)"
    return any(pattern.fullmatch(text, end, r.start) is not None for pattern in (_MEANT, _GOES_WITH))


def is_said_of(text: str, end: int, r: Referent) -> bool:
    """Whether the value that ends at ``end`` is the vehicle's by the words between: "169 hp in the Solvo", "66 kWh of the X9"."""
    if r.type != PRODUCT or not 0 < r.start - end < _NEAR:
        return False
    if r.how == "pronoun":
        several = len(r.ids) > 1 or len(r.variants) > 1
        return several and _SHARED_BY.fullmatch(text, end, r.start) is not None
    return r.how in {"name", "brand", "description"} and _SAID_OF.fullmatch(text, end, r.start) is not None


def is_acted_on_by_another(token: Token, r: Referent, referents: Sequence[Referent], focus: Focus) -> bool:
    """ "The A undercuts it at 30,000 euros": whether it is a pronoun for what another vehicle does something to."""
    if r.how != "pronoun" or token.dep_ != "dobj":
        return False
    actors = {c.i for c in token.head.children if c.dep_ in SUBJECT_DEPS}
    return any(o.type == PRODUCT and o.ids != r.ids and focus.root(o).i in actors for o in referents)


def end_of_pair(page: Page, end: int) -> int:
    """Where the figure ends that "and" joins to the one that ends at ``end``: "210 kW and 390 Nm in the Air"."""
    behind = next((q for q in starting(page.quantities, end, end + 6) if q.start == end + len(" and ")), None)
    return behind.end if behind is not None and page.text[end : behind.start] == " and " else end


def other_of_both(one: Referent, referents: Sequence[Referent], value: Token, page: Page) -> Referent | None:
    """ "Both the A, with 150 kW, and the B, with 200 kW, use a 66 kWh battery": what has a value that the two share."""
    token = page.root_of(one.start, one.end)
    if not any(c.dep_ == "preconj" and c.lower_ == "both" for c in token.children) or token.is_ancestor(value):
        return None
    others = (r for r in referents if r.how == one.how and one.end <= r.start < value.idx)
    other = next((r for r in others if _AND_THE.search(page.text, one.end, r.start)), None)
    return other if other is not None and token.head.i > page.token_at(other.start).i else None


def said_rather_of(
    owner: Referent, referents: Sequence[Referent], at: tuple[int, int], value: Token, focus: Focus
) -> Referent:
    """``owner``, or what the words around the value ``at`` say that it is of: one of its versions, the latter of two."""
    start, end = at
    if (led := _version_led_by(referents, at, focus.page.text)) is not None:
        return led
    if (apposed := _apposed_to(referents, value)) is not None:
        return apposed
    owner = _version_said_behind(owner, referents, end, focus.page.text)
    owner = _latter_rather(owner, referents, start, focus.page.text)
    return _version_that_has(owner, referents, value, focus)


def _apposed_to(referents: Sequence[Referent], value: Token) -> Referent | None:
    """ "It rivals the X in price and the Y, a 400 hp coupe": the name right before."""
    noun = next((t for t in ancestors(value) if is_loose_apposition(t)), None)
    if noun is None:
        return None
    end = noun.left_edge.nbor(-1).idx
    return next((r for r in referents if r.how == "name" and r.type == PRODUCT and r.end == end), None)


def _version_led_by(referents: Sequence[Referent], at: tuple[int, int], text: str) -> Referent | None:
    """ "The $45,000 Air and the $48,000 Earth": the version that a value stands right before, behind an article."""
    if _ARTICLE.search(text, max(0, at[0] - 5), at[0]) is None:
        return None
    return next((r for r in referents if r.start == at[1] + 1 and r.how == "trim" and len(r.variants) == 1), None)


def _version_that_has(owner: Referent, referents: Sequence[Referent], value: Token, focus: Focus) -> Referent:
    """``owner``, or its version that is the subject of the value's clause: "the X3, whose Air version has 200 hp"."""
    if owner.how != "name" or owner.variants or len(owner.ids) != 1:
        return owner
    subjects = next((found for t in ancestors(value)[1:] if (found := _subjects(t))), set())
    named = (r for r in referents if r.how == "trim" and r.ids == owner.ids and owner.end <= r.start < value.idx)
    return next((r for r in named if focus.root(r).i in subjects), owner)


def _version_said_behind(owner: Referent, referents: Sequence[Referent], end: int, text: str) -> Referent:
    """``owner``, or its version that the value which ends at ``end`` is said to be for: "the X3 starts at £30,000 as an Air"."""
    if len(owner.ids) != 1 or owner.start > end:
        return owner
    versions = (r for r in referents if len(r.variants) == 1 and r.ids == owner.ids and 0 < r.start - end < _NEAR)
    return next((r for r in versions if _FOR.fullmatch(text, end, r.start)), owner)


def _latter_rather(owner: Referent, referents: Sequence[Referent], start: int, text: str) -> Referent:
    """ "The former does 460 km, the latter, on 20-inch wheels, 440": what stands behind the latter is not the former's."""
    if text[owner.start : owner.end].lower() != "former":
        return owner
    behind = (r for r in referents if owner.end <= r.start and r.end <= start and r.type == owner.type)
    return next((r for r in behind if text[r.start : r.end].lower() == "latter"), owner)


def _subjects(verb: Token) -> set[int]:
    """The subjects of the verb, and what stands in their phrases before them."""
    heads = [c for c in verb.children if c.dep_ in SUBJECT_DEPS]
    return {t.i for h in heads for t in (h, *h.lefts)}
