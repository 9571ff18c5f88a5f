"""How well a name or anaphor of a sentence stands to a value in it: by the tree, by the words between, by the names between.

A noun phrase that holds the value beats the subject of its clause, which beats other names; what is only compared with
loses. The weights are linear and few; `docs/architecture.md` says how they were set.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from spacy.tokens import Token

from evextract.nlp.linking.said_of import end_of_pair, is_acted_on_by_another, is_of_version, is_said_of
from evextract.nlp.page import Page
from evextract.nlp.reference.comparing import is_compared, is_of_noun_above
from evextract.nlp.reference.discourse import Referent
from evextract.nlp.reference.focus import Focus
from evextract.nlp.roles import PRODUCT
from evextract.nlp.syntax import SUBJECT_DEPS, ancestors, is_verb, subject_of

_OWNING_PREPS = frozenset({"of", "for", "in", "on", "with", "by", "to", "from", "under", "at"})
_ADJACENT = re.compile(
    r"(?: (?:one|version|model|variant|trim|car))?(?: |, | at | for | \(|: | from |, (?:at|from|for) )(?:about |around |just |only |over |up to )?"
)
_PRICED = re.compile(
    r"(?: [A-Z][\w-]*){0,2}, (?:now |currently )?(?:starting|beginning|priced|costing|listed|offered|available|which (?:starts|begins|costs|comes in))"
    r"(?: at| for| from)? (?:about |around |just |only )?"
)
"""Behind one of several versions of a car: "above the Air is the 510 Pro, starting at 30,000 euros"."""
_TELLING = re.compile(r"(?:priced|costing|listed|which)")
_NEXT_NAME = re.compile(r"(?: \([^()]*\))?,? (?:and|or|as well as) (?:the |its )?[A-Z]")
"""Behind the price of one car in a list: "the X, priced from 30,000, and the Y"."""
_THAN = re.compile(r"(?<!\w)than (?:the |its )?(?:[\w-]+ ){0,2}\Z")
_HAS_OWN = re.compile(
    r",? (?:\((?:from |at )?|(?:which |that )?(?:costs?|starts? at|is priced at|at|from|for) )(?:[A-Z]{1,3} ?)?[£$€¥]?\d"
)
"""Behind the car before it: a price of its own, "the X (from 30,000 euros)"."""
_OWN = re.compile(r",? (?:with|which has|has|gets) (?:an? |the |its )?| \([^()]{1,80}, ")
"""Between a version and its value: "the Air with a 58 kWh battery", "the Air (58 kWh, 400 km)"."""
_NEXT = re.compile(r", (?:and |while |but |with )?(?:the |its |an? )?(?:[A-Z]\w+(?:’s|'s) )?")
_ITS_OWN = re.compile(
    r"(?: (?:at|with|on|has|gets|in|takes|costs|does|for))? (?:about |around |up to |just |only )?[£$€]?\d"
)
"""Around a name behind a value: "the A peaks at 119 kW, the B at 135 kW" goes on with a value of the next one's own."""
_BRACKETED = re.compile(r" \((?:about |around |roughly |from |up to )?[£$€]?")
"""Between a name and its value, whatever the name is compared with: "shorter than the Ariya (4,595 mm)"."""
_BREAK = re.compile(r"; | – | — ")


def standing(
    page: Page, focus: Focus, r: Referent, value: Token, span: tuple[int, int], referents: Sequence[Referent]
) -> float:
    """How well the referent stands to the ``value`` at ``span``, among the ``referents`` of its sentence; the more the better."""
    start, end = span
    token = page.root_of(r.start, r.end)
    score = _by_tree(token, value)
    before = r.end <= start
    score += 0.5 if before else -0.3
    between = abs(value.i - token.i)
    score -= 0.05 * min(between, 30)
    low, high = sorted((token.i, value.i))
    own = (token.left_edge.i, token.right_edge.i)  # "the maker of the A and the B" crosses neither
    crossed = {
        o.ids
        for o in referents
        if o is not r
        and o.ids != r.ids
        and o.how == "name"
        and low < (at := page.token_at(o.start).i) < high
        and not own[0] <= at <= own[1]
    }
    score -= 0.6 * len(crossed)
    meant = is_of_version(page.text, end, r) or is_said_of(page.text, end, r)
    meant = meant or is_of_version(page.text, end_of_pair(page, end), r)
    bracketed = r.how in {"name", "trim"} and before and bool(_BRACKETED.fullmatch(page.text, r.end, start))
    meant = meant or bracketed
    if is_compared(token) and not meant and (not token.is_ancestor(value) or is_of_noun_above(token, value)):
        score -= 4.0
    if not meant and _is_in_aside(page, r, span):
        score -= 4.0
    gap = page.text[r.end : start] if before else page.text[start : r.start]
    told_with = r.variants and _OWN.fullmatch(gap)
    if before and is_acted_on_by_another(token, r, referents, focus):
        score -= 1.0
    elif (
        before
        and not bracketed
        and (told_with or _ADJACENT.fullmatch(gap) or (_PRICED.fullmatch(gap) and _is_one_car(referents)))
    ):
        score += 3.0  # "the 702 Max 205,800 yuan"
    elif bracketed:
        score += 6.5
    elif before and _PRICED.fullmatch(gap) and _has_price_behind(page.text, gap, r, end, referents):
        score += 7.0
    elif meant:
        score += 4.5  # "400 km as the coupe and 420 km as the saloon"
    elif _BREAK.search(gap):
        score -= 1.5 if before else 4.5 if r.how == "trim" or token.dep_ in SUBJECT_DEPS else 2.5
    elif not before and ": " in gap and token.dep_ in SUBJECT_DEPS:
        score -= 4.5  # "it takes 29 minutes: the Y does it in 20"
    if not (before or meant) and _NEXT.fullmatch(gap[end - start :]) and _ITS_OWN.match(page.text, r.end):
        score -= 5.0
    score += {"name": 0.3, "description": 0.2, "pronoun": 0.0, "brand": -0.2, "trim": 0.4, "unnamed": 0.3}[r.how]
    return score


def _by_tree(token: Token, value: Token) -> float:
    """From where the name hangs in relation to the value; 0 where they share no head."""
    up_value = ancestors(value)
    up_token = ancestors(token)
    positions = {t.i: n for n, t in enumerate(up_value)}
    for d_t, node in enumerate(up_token):
        if node.i not in positions:
            continue
        d_v = positions[node.i]
        if d_t == 0:
            # The value hangs below the name: "the N7, which has …", "the N7 with a 73 kWh battery".
            return 5.5 - 0.3 * d_v
        branch = up_token[d_t - 1]
        if branch.dep_ == "prep" and _is_object_within(up_token[:d_t]):
            return 1.4 - 0.3 * (d_v + d_t - 1)
        if node.tag_.startswith(("NN", "CD", "$")) or d_v == 0:
            if branch.dep_ in {"poss", "compound", "nmod", "appos"}:
                return 5.0 - 0.3 * (d_t + d_v)
            if branch.dep_ == "prep" and branch.lower_ in _OWNING_PREPS:
                return 4.6 - 0.3 * (d_t + d_v)
            return 3.0 - 0.4 * (d_t + d_v)
        if branch.dep_ in SUBJECT_DEPS:
            return 4.8 - 0.25 * d_v - 0.3 * (d_t - 1)
        if branch.dep_ == "conj" and branch.tag_.startswith("NN"):
            # A noun "coordinated" with a verb is a clause's subject that the parser took for more of the last one.
            return 3.4 - 0.3 * (d_t - 1)
        if any(is_verb(t) and not _is_aside(t) for t in up_value[:d_v]):
            return 1.6 - 0.3 * (d_v + d_t - 1)  # an object of another clause than the value's
        if branch.dep_ in {"dobj", "dative", "oprd", "attr", "agent"}:
            return 3.2 - 0.3 * (d_v + d_t - 1)
        if branch.dep_ == "prep":
            return 2.8 - 0.3 * (d_v + d_t - 1)
        return 1.6 - 0.3 * (d_v + d_t)
    return 0.0


def _has_price_behind(text: str, gap: str, r: Referent, end: int, referents: Sequence[Referent]) -> bool:
    """ "The A (from 27,000 euros) and the B, offered from 30,000": the car named before has its own price; or "shorter than the
    B, priced from 30,000"; or another name follows, "against the A, priced from 30,000, and the B".
    """
    if _TELLING.search(gap) and (_THAN.search(text, max(0, r.start - 40), r.start) or _NEXT_NAME.match(text, end)):
        return True
    others = [o.end for o in referents if o.type == PRODUCT and o.ids != r.ids and o.end <= r.start]
    return bool(others) and _HAS_OWN.match(text, max(others)) is not None


def _is_in_aside(page: Page, r: Referent, span: tuple[int, int]) -> bool:
    """ "The boot holds 470 litres (the Y offers 460)": a bracket that says more than the name, and does not hold the value."""
    opened = page.bracket_around(r.start, r.end)
    if opened is None or opened == page.bracket_around(*span):
        return False
    return opened + 1 < r.start or page.text[r.end : r.end + 1] != ")"


def _is_object_within(path: Sequence[Token]) -> bool:
    """ "Production starts in Ohio, where it joins the X": what a clause below, with a subject of its own, does something to."""
    for below, verb in pairwise(path):
        if verb.dep_ == "relcl" and is_verb(verb):
            subject = subject_of(verb)
            return below.dep_ not in SUBJECT_DEPS and subject is not None and subject.tag_ == "PRP"
    return False


def _is_aside(verb: Token) -> bool:
    """ "Builds a pickup, starting in May, for 30,000 euros": a participle that only tells when or how."""
    return (
        verb.dep_ == "advcl"
        and verb.tag_ == "VBG"
        and not any(c.dep_ in SUBJECT_DEPS | {"dobj"} for c in verb.children)
    )


def _is_one_car(referents: Iterable[Referent]) -> bool:
    return len({r.ids for r in referents if r.type == PRODUCT}) == 1
