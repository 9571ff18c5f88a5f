"""How surely a quantity gives an attribute: by the cue words around it, or by where it stands to the product."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from spacy.tokens import Token

from evextract.domain.pack import AttributeDef
from evextract.nlp.facts.context import Context, Cue
from evextract.nlp.facts.figures.compared_sizes import compared_in_size
from evextract.nlp.facts.figures.reader import is_told_of
from evextract.nlp.lexicon import Hit
from evextract.nlp.page import Sentence
from evextract.nlp.quantities import QuantityMention
from evextract.nlp.roles import PRODUCT
from evextract.nlp.syntax import SUBJECT_DEPS, is_verb

THRESHOLD = 0.45
_FAR = 150
"""Characters between a cue and a value: what stands farther off does not reach the threshold."""
_BY_PLACE = 0.6
_TOLD = 0.55
"""How well a subject stands to what its verb says of it: "the price of the X was cut by 10,000 yuan to 225,500"."""
CLAUSE_BREAK = re.compile(r"[;:]|, (?:but|while|whereas|although|and)(?!\w)|\n| (?:but|while|whereas|although) |[—–] ")
_LIST = re.compile(r"\s*(?:,|/|and|or|,\s*(?:and|or)|to|-|–|&)\s*")
_TAKING = re.compile(r"(?<!\w)(?:in|within) (?:\w+ ){0,2}\Z", re.IGNORECASE)
_OF_WHAT = re.compile(r" +(?:of (?:[\w-]+ ){1,2})?")
_MODIFYING = frozenset({"amod", "nmod", "compound", "nummod", "npadvmod", "quantmod"})
_LABEL = re.compile(r":(?: |\Z)")
_IN_BRACKETS = re.compile(r" \((?:from |about |around )?")
_ROUGHLY = frozenset({"under", "over", "around", "about", "below"})
_FOR_WHAT = frozenset({"for", "at", "from"})
# "Including destination" and "before incentives" say what a price is, "a $7,500 discount" that it is none.
_SET_ASIDE = re.compile(
    r"(?<!\w)(?:including|includes|incl\.?|inclusive of|plus|before|excluding|excludes|without|with no|with|not counting)"
    r"(?: [\w$€£,.-]+){0,4} ?\Z"
)
_EQUATING = frozenset({"is", "are", "was", "were", "cost", "costs"})
"""Verbs whose subject it is that has the value, whatever stands between."""
_TO_NEXT = re.compile(r"(?: ?(?:km/h|k\w{1,3}h|mph))? (?:in|takes|within|of|at) (?:just |only |about |around )?")
_WHEN = re.compile(r"(?<!\w)(?:this|next|last) \Z", re.IGNORECASE)
_NEXT_CLAUSE = re.compile(r",? (?:and|but|so) (?:it )?(?:is|are|was|were) ")
_FOLLOWS = re.compile(r", (?:making|which|so|thus|thereby|is|are|was|looks|seems|undercuts)(?!\w)")
"""Behind a value: what is said of it, rather than what it is ("a wheelbase of 3,030 mm, making it longer than")."""


def score(
    ctx: Context, a: AttributeDef, q: QuantityMention, sentence: Sentence, quantities: Sequence[QuantityMention]
) -> tuple[float, Hit[Cue] | None]:
    """From 0 to 1, with the cue that decided; :data:`THRESHOLD` is enough. ``quantities``: those of the sentence."""
    text = ctx.page.text
    near = [o for o in quantities if o.converts is None and o is not q and abs(o.start - q.start) < 2 * _FAR]
    blockers = [h for h in ctx.blocker_hits.get(sentence.number, []) if h.thing == a.id]
    blocked = bool(blockers)
    best: tuple[float, Hit[Cue] | None] = (0.0 if a.needs_cue or blocked else 0.5, None)
    if a.row_place == 1 and (compared := compared_in_size(ctx, a, q, sentence)) is not None:
        return 1.0, compared
    if a.bare and _stands_at_product(ctx, a, q, sentence):
        best = (_BY_PLACE, None)
    own = ctx.pack.dimension(q.quantity.unit)
    for hit in ctx.cues_in(sentence, a.id):
        if any(b.start <= hit.start and hit.end <= b.end and b.end - b.start > hit.end - hit.start for b in blockers):
            continue  # "the average selling price" is no price of a car
        cue = hit.thing
        before = hit.end <= q.start
        inside = not before and hit.start < q.end
        if (cue.side == "before" and before) or (cue.side == "after" and not before and not inside):
            continue
        # "A range of up to 450 km": the words that bound the value are its own.
        gap = text[hit.end : max(hit.end, q.bound_start)] if before else "" if inside else text[q.end : hit.start]
        if len(gap) > _FAR:
            continue
        if before and _LABEL.match(gap) and _begins_line(text, hit.start):
            gap = gap[1:]
        value = cue.weight / (1 + gap.count(" ") / 5)
        if CLAUSE_BREAK.search(gap):
            value *= 0.55
        told = before and is_told_of(ctx.page.root_of(hit.start, hit.end), ctx.page.root_of(q.start, q.end))
        value = max(value, _TOLD * cue.weight) if told else value
        if value <= best[0]:
            continue
        rivals = [
            o
            for o in near
            if o.change is None
            and (hit.end <= o.start < q.start if before else q.end <= o.start < hit.start)
            and ctx.pack.dimension(o.quantity.unit) == own
        ]
        if rivals and not _one_list(text, q, rivals):
            value *= 0.4 ** len(rivals)
        if re.search(r"[,;]", gap) and any(
            ctx.pack.dimension(o.quantity.unit) == own and _is_closer(text, hit, o, before=before) for o in near
        ):
            value *= 0.4
        if value > best[0]:
            best = (value, hit)
    return best[0] - 0.8 * blocks(ctx, a, q, sentence, near), best[1]


def _is_closer(text: str, hit: Hit[Cue], o: QuantityMention, *, before: bool) -> bool:
    """Whether the cue stands right at another value, on its other side: "width" in "length 4,825 mm, width 1,930 mm"."""
    gap = text[o.end : hit.start] if before else text[hit.end : o.bound_start]
    return re.fullmatch(r" (?:(?:in|of|is|a|the|long|overall|total) ){0,3}", gap) is not None


def _begins_line(text: str, start: int) -> bool:
    """Whether only a word or two stand before a cue in its line: "WLTP range: 409 km", "- Price from: $48,400"."""
    line = text[text.rfind("\n", 0, start) + 1 : start]
    return len(line) < 30 and re.fullmatch(r"[-•*–· ]*(?:[\w/.()-]+ ){0,2}", line) is not None


def blocks(
    ctx: Context, a: AttributeDef, q: QuantityMention, sentence: Sentence, near: Sequence[QuantityMention]
) -> int:
    """How many words right beside the value say that it is something else."""
    text = ctx.page.text
    count = int(a.dimension == "length" and _takes_minutes(text, q, sentence, near))
    cues = ctx.cues_in(sentence, a.id)
    named = {h.start for h in cues}
    verb = _governing_verb(ctx.page.root_of(q.start, q.end))
    for block in ctx.blocker_hits.get(sentence.number, []):
        if block.thing != a.id or any(h.start <= block.start and block.end < h.end for h in cues):
            continue  # "cheaper at" tells a price, "cheaper" a difference
        if block.end + 1 in named and text[max(0, block.start - 5) : block.start] == " the ":
            continue  # "the longer wheelbase, 2.68 metres" tells the wheelbase itself
        if text.endswith("behind the ", 0, block.start):
            continue  # "behind the wheel" is where the driver sits
        if _WHEN.search(text, max(0, block.start - 6), block.start):
            continue  # "arrives this month at 900 euros" is no rate a month
        if verb is not None and block.start <= verb.idx < block.end:
            if q.reached is not None:
                continue  # "the price was cut by 900 to 31,000": what it led to is the price
            count += 1  # "in ten minutes at a fast charger, the car adds 200 km"
            continue
        before = block.end <= q.start
        if a.dimension == "money" and before and verb is not None and _has_value(ctx, block, verb):
            count += 1  # "a tow bar is available for 900 euros": however far
            continue
        if not before and any(text[block.end : o.bound_start] == " " or _leads(ctx, block, o, q) for o in near):
            continue  # "at 249,000 yuan, a reduction of 10,000 yuan": of the next value
        gap = text[block.end : q.start] if before else text[q.end : block.start]
        if not before and (
            _NEXT_CLAUSE.match(gap) or any(h.start == q.end + 1 and text[h.end : h.end + 5] == " and " for h in cues)
        ):
            continue  # "has a wheelbase of 2,680 mm and is longer than the X", "4.17 m long and shorter than the X"
        between = (block.end, q.start) if before else (q.end, block.start)
        if not before and " and " in gap and is_verb(ctx.page.root_of(block.start, block.end)):
            continue  # "has a range of 300 miles and regains 150 in ten minutes": the next verb has an object of its own
        if before and verb is not None and " and " in gap and block.end < verb.idx < q.start:
            continue  # "has a 310 kW motor and accepts 420": so has this one
        if (
            gap.count(" ") <= 3
            and not CLAUSE_BREAK.search(gap)
            and not any(between[0] <= o.start <= between[1] for o in near)
            and not (not before and (_SET_ASIDE.search(gap) or _FOLLOWS.match(gap)))
        ):
            count += 1
    return count


def _leads(ctx: Context, block: Hit[str], o: QuantityMention, q: QuantityMention) -> bool:
    """ "To 100 km/h in 4.1 seconds and to 200 in 12.6": whether the words say of the next value of the kind what it is."""
    same = ctx.pack.dimension(o.quantity.unit) == ctx.pack.dimension(q.quantity.unit)
    return same and _TO_NEXT.fullmatch(ctx.page.text, block.end, max(block.end, o.bound_start)) is not None


def _has_value(ctx: Context, block: Hit[str], verb: Token) -> bool:
    """Whether what the words name is what the verb gives the value to."""
    token = ctx.page.root_of(block.start, block.end)
    return verb.lower_ in _EQUATING and token.dep_ in SUBJECT_DEPS and token.head.i == verb.i


def _takes_minutes(text: str, q: QuantityMention, sentence: Sentence, near: Sequence[QuantityMention]) -> bool:
    """ "200 km of range in ten minutes", "In ten minutes it takes on 200 km": such a distance was charged or driven."""
    for o in near:
        if o.quantity.unit == "min" and (led := _TAKING.search(text, max(0, o.start - 25), o.start)):
            if o.end <= q.start:
                gap = text[o.end : q.start]
                told = led.start() == sentence.start and gap.count(" ") <= 6 and not CLAUSE_BREAK.search(gap)
            else:
                told = _OF_WHAT.fullmatch(without_asides(text[q.end : led.start()])) is not None
            if told:
                return True
    return False


def _governing_verb(token: Token) -> Token | None:
    """The verb that the value stands by, as its object or in a phrase with a preposition."""
    while not is_verb(token):
        if token.head.i == token.i or token.dep_ in SUBJECT_DEPS:
            return None
        token = token.head
    return token


def without_asides(text: str) -> str:
    """``text`` without what stands in parentheses."""
    if "(" not in text:
        return text
    closed = text.rfind(")") + 1  # behind it, looking for the end of each parenthesis would take quadratic time
    return re.sub(r"\([^)]*\)", "", text[:closed]) + text[closed:]


def is_list_gap(text: str) -> bool:
    """Whether between two values stands only the glue of a list; parentheses aside."""
    return _LIST.fullmatch(without_asides(text)) is not None


def _one_list(text: str, q: QuantityMention, rivals: Sequence[QuantityMention]) -> bool:
    """ "94, 121 or 148 hp": between the value and its rivals there is only the glue of a list."""
    items = sorted([q, *rivals], key=lambda m: m.start)
    gaps = (text[a.end : b.start] for a, b in itertools.pairwise(items))
    return all(is_list_gap(gap) or not without_asides(gap).strip() for gap in gaps)


def _stands_at_product(ctx: Context, a: AttributeDef, q: QuantityMention, sentence: Sentence) -> bool:
    """Whether the value needs no word: "the £22,995 Renault 5", "the 4.9-metre saloon", "a Model Y for $39,990"."""
    products = [r for r in ctx.focus.referents(sentence) if r.type == PRODUCT]
    if a.dimension == "money" and any(_IN_BRACKETS.fullmatch(ctx.page.text, r.end, q.bound_start) for r in products):
        return True  # "the Pro (£39,800, 76kWh)"
    token = ctx.page.root_of(q.start, q.end)
    head = token
    while head.dep_ in _MODIFYING and head.head.i > head.i:
        head = head.head
    if head.idx >= q.end and not re.search(r"[,;:()]", ctx.page.text[q.end : head.idx]):
        named = any(r.start <= head.idx < r.end for r in products)
        return named or head.lower_ in ctx.focus.nouns.products
    while token.dep_ == "pobj" and token.head.lower_ in _ROUGHLY:
        token = token.head  # "from under $38,000"
    if a.dimension != "money" or token.dep_ not in {"pobj", "pcomp", "prep"} or token.head.lower_ not in _FOR_WHAT:
        return False
    roots = {t.i for r in products for t in _heads(ctx.focus.root(r))}
    over = token.head.head
    if over.dep_ == "punct":
        over = over.head  # "the A, at $39,990, is"
    if not is_verb(over):
        return over.i in roots or (over.dep_ == "appos" and over.head.i in roots)
    arguments = _arguments(over)
    brought = [
        g for c in arguments if c.dep_ == "prep" and c.lower_ == "with" for g in c.children
    ]  # "follow with the A at"
    return any(c.i in roots and c.dep_ in SUBJECT_DEPS | {"dobj", "attr"} for c in arguments) or any(
        g.i in roots for g in brought
    )


def _heads(root: Token) -> list[Token]:
    """The token and what stands for it: "crossover" of "the C-HR crossover", "model" of "a third model, the C-HR"."""
    out = [root]
    if root.dep_ in {"compound", "nmod", "appos"} and root.head.tag_.startswith("NN"):
        out.append(root.head)
    return out


def _arguments(verb: Token) -> list[Token]:
    """What stands by the verb; the head of a relative clause too, and the subject that an infinitive borrows."""
    out = list(verb.children)
    if verb.dep_ in {"relcl", "acl"}:
        out.append(verb.head)
    elif verb.dep_ in {"xcomp", "conj"} and is_verb(verb.head):
        out += [c for c in verb.head.children if c.dep_ in SUBJECT_DEPS]
    return out
