"""Products told beside a plant of their own maker, whatever the verb: "Kolin gets by on the X", "the X ends in Kolin".

Which plants a maker has is known; so a town with one of them, in the same part of a sentence as the product, says where
it is built, unless the town is told for something else: where it was shown or designed, or where the firm sits.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from evextract.domain.identity import is_country
from evextract.domain.pack import AttributeDef, ValueKind
from evextract.nlp.facts.context import Context
from evextract.nlp.facts.noun_phrases import KIN
from evextract.nlp.facts.phrases import BASED
from evextract.nlp.facts.production.origins import is_own
from evextract.nlp.facts.production.parts import is_of_part
from evextract.nlp.facts.production.plants_in_lists import with_their_own
from evextract.nlp.facts.production.sited import SEAT, lines_in, place_of, there_in
from evextract.nlp.lexicon import stem
from evextract.nlp.linking.link import Link
from evextract.nlp.naming.things import COMPANY_TYPES, PLACE, PLANT, Thing
from evextract.nlp.page import Sentence
from evextract.nlp.reference.discourse import Referent
from evextract.nlp.roles import PRODUCT
from evextract.nlp.stance.governors import tells_of
from evextract.nlp.syntax import clause, verb_above
from evextract.records import EntityRef, Mention, Modality, Polarity

_PART = re.compile(r"[;:—–\n]| - |,? (?:while|whereas|but)(?!\w)|, and (?:the|its|in|at) |,? nor (?:the|its|in|at) ")
"""Where another statement begins, with products and places of its own."""
_LIST = re.compile(r"(?:,|,? and|,? or|,? as well as|,? plus|/| &)(?: (?:the|its|their|[\w’'-]+)){0,3} ")
_AND = re.compile(r" and (?:the |its )?")
""" "A fire stopped the German plant and the Model 3 was being changed": two things beside each other."""
_COMPARED = re.compile(
    r"(?<!\w)(?:than|unlike|like|from|(?<!back )(?<!over )(?<!home )to|(?:platform|architecture|bones|basis|base|underpinnings|version|cells|batteries|floor"
    rf"|chassis|{'|'.join(sorted(KIN))})s?(?: car| model| vehicle)? (?:of|for|to)|based on|derive[sd]? from|replac(?:e|es|ed|ing)|known as"
    r"|(?:is|was|,) an?) (?:the |its |an? )?(?:[\w’'-]+ )?\Z",
    re.IGNORECASE,
)
"""Words before a product by which another one is told: "shorter than the", "on the platform of the", ", a rebadged"."""
_BEFORE = 60
_FIRMS = frozenset({
    "firm", "company", "carmaker", "automaker", "maker", "manufacturer", "brand", "group", "startup", "start-up", "giant",
})  # fmt: skip
_BUILDING = frozenset(
    map(stem, ["build", "construct", "erect", "plan", "announce", "propose", "finish", "complete", "open"])
)
"""What is done to a plant before it makes anything."""
_SHARING = frozenset(map(stem, ["share", "use", "know", "borrow"]))
_WHERE = frozenset({"in", "at", "near", "outside"})
_NOT_MAKING = frozenset(map(stem, [
    "say", "tell", "report", "announce", "publish", "speak", "develop", "design", "engineer", "style", "conceive", "unveil", "show",
    "present", "reveal", "see", "spot", "catch", "caught", "spy", "snap", "photograph", "photographer", "film", "capture", "test", "meet", "hand", "deliver", "sell", "buy", "cost", "base", "take", "live",
    "launch", "debut", "premiere", "event", "ceremony", "delivery", "sale", "showroom", "dealer", "want", "expect", "plan",
    "hope", "promise", "confirm", "insist", "claim", "hold", "celebrate", "fair", "museum", "conference", "customer",
    "buyer", "owner", "driver", "court", "police", "exhibition", "race", "trial", "university", "institute",
    "partner", "supplier", "venture", "studio", "office", "headquarter", "centre", "center", "dealership", "test", "track",
]))  # fmt: skip


def with_home_plants(ctx: Context, mentions: list[Mention]) -> list[Mention]:
    """The mentions, and for the products that none of them places in their sentence the plants told beside them."""
    out = list(mentions)
    for a in ctx.pack.attributes.values():
        if a.kind is ValueKind.ENTITY and {PLANT, PLACE} <= set(a.values):
            placed = {(m.subject, m.sentence_start) for m in mentions if m.attribute == a.id}
            for sentence in ctx.page.sentences:
                out += (m for m in _in_sentence(ctx, a, sentence) if (m.subject, sentence.start) not in placed)
            out = with_their_own(ctx, a.id, out)
    return out


def _in_sentence(ctx: Context, a: AttributeDef, sentence: Sentence) -> Iterator[Mention]:
    places = [t for t in ctx.page.things_in(sentence) if t.inside is None and _is_site(t)]
    places += [*there_in(ctx, sentence), *lines_in(ctx, sentence)]
    rows = _rows(ctx, sentence) if places else []
    for t in places if rows else ():
        row = _row_of(ctx, sentence, rows, t)
        named = [r for r in row if r.how == "name" and not _is_compared(ctx, r, t)]
        if not named or _is_told_otherwise(ctx, t):
            continue
        for r in named:
            for id_ in r.ids:
                plant, span = place_of(ctx, a, t, id_), (t.start, t.end)
                if is_own(ctx, plant, id_):
                    value = EntityRef(plant, ctx.page.text[slice(*span)])
                    mention = ctx.mention(Link(id_, r, 5.0), a, value, span, cover=[], told=_told(ctx, r, span))
                    if mention is not None and mention.polarity is Polarity.DENIED and _is_of_other_clause(ctx, r, t):
                        continue
                    if mention is not None and _is_left(ctx, t):
                        mention = replace(mention, modality=Modality.ASSERTED)
                    if mention is not None and _was_worked_on(ctx, a, t):
                        mention = replace(mention, modality=Modality.ASSERTED, polarity=Polarity.AFFIRMED)
                    yield from [mention] if mention is not None else []


def _is_site(t: Thing) -> bool:
    return t.type == PLANT or (t.type == PLACE and not is_country(t.id))


def _is_left(ctx: Context, t: Thing) -> bool:
    """ "Will move the X from Turin to Melfi": it has been built where it leaves, whatever is only planned."""
    return ctx.page.text.endswith(" from ", 0, t.start) and ctx.page.text.startswith((" to ", " back to "), t.end)


def _is_of_other_clause(ctx: Context, product: Referent, t: Thing) -> bool:
    """ "Won't add a shift in Turin after orders for the 500 fell": what is denied of the place is not said of the car."""
    return clause(ctx.focus.root(product)) != clause(ctx.page.root_of(t.start, t.end))


def _was_worked_on(ctx: Context, a: AttributeDef, t: Thing) -> bool:
    """ "The X is recalled since a bolt may not have been tightened at the Turin plant": it was built there, well or not."""
    verb = verb_above(ctx.page.root_of(t.start, t.end))
    if verb is None or verb.tag_ != "VBN" or stem(verb.lower_) in ctx.cue_stems[a.id]:
        return False
    return {"have", "been"} <= {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}


def _told(ctx: Context, product: Referent, place: tuple[int, int]) -> tuple[int, int]:
    """What tells how sure it is: "a line will come to Turin, where the 500 is built" tells of the 500 what its clause does."""
    own = (product.start, product.end)
    return own if tells_of(ctx.page.root_of(*own), ctx.page.root_of(*place)) else place


def _rows(ctx: Context, sentence: Sentence) -> list[list[Referent]]:
    """The products of the sentence, those of a list together; none where no product is named."""
    text = ctx.page.text
    products = [
        r
        for r in ctx.focus.referents(sentence)
        if r.type == PRODUCT and (r.how != "pronoun" or text[r.start : r.end].lower() in {"it", "they"})
    ]
    rows: list[list[Referent]] = []
    if not any(r.how == "name" for r in products):
        return rows
    for r in sorted(products, key=lambda r: (r.start, -r.end)):
        last = rows[-1][-1].end if rows else None
        if last is not None and r.start < last:
            continue
        gap = text[last : r.start]
        if last is not None and _LIST.fullmatch(gap) and not _PART.search(gap):
            rows[-1].append(r)
        else:
            rows.append([r])
    return rows


def _row_of(ctx: Context, sentence: Sentence, rows: Sequence[list[Referent]], t: Thing) -> list[Referent]:
    """The products that the place is told of: the last before it in its part of the sentence, else the first behind it."""
    breaks = [m.start() for m in _PART.finditer(ctx.page.text, sentence.start, sentence.end)]
    part = bisect_right(breaks, t.start)
    here = [row for row in rows if bisect_right(breaks, row[-1].start) == part]
    before = [row for row in here if row[-1].end <= t.start]
    after = [row for row in here if row[0].start >= t.end]
    if before or not after:
        return before[-1] if before else []
    joined = _AND.fullmatch(ctx.page.text, t.end, after[0][0].start) is not None
    return [] if joined or _is_of_another(ctx, t, ctx.focus.root(after[0][0])) else after[0]


def _is_of_another(ctx: Context, t: Thing, product: Token) -> bool:
    """ "A coupe that was to be built in Solihull fell along with the X": a relative clause without the product tells of its noun."""
    place = ctx.page.root_of(t.start, t.end)
    clauses = [v for v in (place, *place.ancestors) if v.dep_ in {"relcl", "acl"} and v.head.i < v.i]
    return any(not v.is_ancestor(product) and not _is_site_or_firm(ctx, v.head) for v in clauses)


def _is_site_or_firm(ctx: Context, noun: Token) -> bool:
    named = any(x.type != PRODUCT for x in ctx.page.things_over(noun))
    return named or noun.lower_ in ctx.focus.nouns.plants | _FIRMS


def _is_compared(ctx: Context, r: Referent, t: Thing) -> bool:
    """Whether the product is only what another is told by: "than the X", "on the platform of the X", "the X's sister"."""
    text, noun, place = ctx.page.text, ctx.focus.root(r), ctx.page.root_of(t.start, t.end)
    of_part = is_of_part(ctx, r)
    if noun.is_ancestor(place):
        return of_part and place.head.head.i == noun.i  # "the X, which stays in Kolin"
    return (
        of_part
        or _is_shared_with(noun)
        or noun.dep_ == "poss"
        or text.startswith(("’s", "'s"), r.end)
        or BASED.match(text, r.end) is not None
        or _COMPARED.search(text, max(0, r.start - _BEFORE), r.start) is not None
    )


def _is_shared_with(noun: Token) -> bool:
    """ "On a platform shared with the X and the Y": what a participle behind another noun names is no more than a user of it."""
    while noun.dep_ == "conj" and noun.head.i != noun.i:
        noun = noun.head
    verb = noun.head.head
    return noun.dep_ == "pobj" and verb.tag_ == "VBN" and verb.dep_ == "acl" and stem(verb.lower_) in _SHARING


def _is_told_otherwise(ctx: Context, t: Thing) -> bool:
    """Whether the place is told for something else than making: "said in Turin", "the Turin firm", "Turin-based"."""
    token = ctx.page.root_of(t.start, t.end)
    above = token.head
    if t.type == PLACE and SEAT.match(ctx.page.text, t.end):
        return True
    if token.dep_ == "poss" and above.lower_ not in ctx.focus.nouns.plants:
        return True  # "Ingolstadt's biggest SUV" is the maker's that sits there
    if token.dep_ in {"compound", "poss", "nmod", "amod"}:
        if stem(above.lower_) in _NOT_MAKING:
            return True  # "the Hanover show"
        return above.lower_ in _FIRMS or (above.tag_.startswith("NNP") and above.i > token.i and token.dep_ != "poss")
    head = above.head if token.dep_ == "pobj" else above
    if any(x.type in COMPANY_TYPES for x in ctx.page.things_over(head)):
        head = verb_above(head) or head  # "was designed with A in Turin"
    if token.dep_ in {"pobj", "nsubj", "advmod"} and (stem(head.lower_) in _NOT_MAKING or _is_sold(head)):
        return True
    hung = token.dep_ == "advmod" or (token.dep_ == "pobj" and above.lower_ in _WHERE)
    if hung and head.dep_ in {"dobj", "npadvmod"} and stem(head.head.lower_) in _NOT_MAKING:
        return True  # "handed over the first SUVs in Turin", whatever the parser hangs the place on
    if hung and head.dep_ == "pobj" and head.head.lower_ == "at" and head.lower_ not in ctx.focus.nouns.plants:
        verb = verb_above(head)
        if verb is not None and stem(verb.lower_) in _NOT_MAKING:
            return True  # "showed the X at the IAA in Munich"
    return _is_of_site(ctx, head)


def _is_sold(verb: Token) -> bool:
    """ "Goes on sale in Turin"."""
    return any(c.lower_ == "sale" for p in verb.children if p.lower_ == "on" for c in p.children)


def _is_of_site(ctx: Context, verb: Token) -> bool:
    """ "Has built a factory in Turin", "the plant that is being built in Turin": what is made there is the plant."""
    if stem(verb.lower_) not in _BUILDING:
        return False
    acted_on = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}]
    acted_on += [verb.head] if verb.dep_ in {"relcl", "acl"} else []
    return any(noun.lower_ in ctx.focus.nouns.plants for noun in acted_on)
