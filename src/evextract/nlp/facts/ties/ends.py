"""Which thing a cue of a tie leads to: the one that hangs closest on it, with the members of its list.

The way between the two goes through the parse: "sold in 24 markets, including Spain and Italy", "made by Magna in Graz".
"""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import takewhile

from spacy.tokens import Span, Token

from evextract.domain.identity import is_country
from evextract.domain.pack import AttributeDef
from evextract.nlp.facts.context import Context, Cue
from evextract.nlp.facts.production.countries import is_where_made, makes
from evextract.nlp.facts.production.next_clauses import is_of_next_clause
from evextract.nlp.facts.ties.meant_places import is_of_another_product
from evextract.nlp.facts.value_lists import list_of
from evextract.nlp.lexicon import Hit, stem
from evextract.nlp.naming.things import COMPANY_TYPES, PLACE, PLANT, Thing
from evextract.nlp.reference.nameless import HEIRS
from evextract.nlp.roles import PRODUCT
from evextract.nlp.stance.signs import is_headed_infinitive
from evextract.nlp.syntax import (
    CONTRAST,
    SUBJECT_DEPS,
    ancestors,
    attachment,
    clause,
    is_verb,
    sharing_verb,
    subject_of,
)

_MAX_HOPS = 5
_REACH = 140
_REDUCED = 5
"""How many words a shortened relative clause may stand behind its noun: "the platform, which is already used by"."""
_ADJOINING = re.compile(r",? (?:in|at)(?: the)? |, ")
_RIGHT_BEFORE = re.compile(r" (?:(?:now|also|currently|still|already|will|today) )*")
_VENTURE = re.compile(r"(?<!\w)(?:venture|consortium)(?:,| (?:of|between|with|involving))(?!\w)")
_ASIDE = re.compile(r", (?:a|an|the|its|their) [^,;:]*(?:venture|consortium)[^,;:]*, (?:[a-z]+ ){0,2}")
_OWNING = re.compile(r"[-‑](?:owned|backed|controlled|based)(?!\w)")
"""Behind a firm that has to do with another one, or with the plant where something is built."""
_FINITE = frozenset({"VBZ", "VBP", "VBD", "VB"})
_NAMING = frozenset({"including", "among", "like", "such"})
_BEING = frozenset({"is", "are", "was", "were", "’s", "'s"})
_WITH = re.compile(r", with (?:the )?(?:[a-z-]+ )?\Z")
_FROM = re.compile(r" from (?:[\w’'-]+ ){1,4}in (?:the )?\Z")
_ANY = frozenset({"car", "vehicle", "model", "ev"})
_INSIDE = frozenset({"compound", "nmod", "poss", "amod", "nummod"})


def values_of(ctx: Context, a: AttributeDef, hit: Hit[Cue], things: list[Thing]) -> list[Thing]:
    """The thing that hangs closest on the cue, on the cue's side, with the other members of its list."""
    near = [(cost, n) for n, t in enumerate(things) if (cost := _distance(ctx, a, hit, t)) is not None]
    if not near:
        return []
    best = things[min(near)[1]]
    if makes(ctx, ctx.page.root_of(best.start, best.end)):
        return [best]
    narrower = _within(ctx, best, things, [things[n] for _, n in sorted(near)]) if is_country(best.id) else None
    listed = list_of(ctx, narrower or best, things)
    return [t for t in listed if not (a.prepositions and is_of_next_clause(ctx, hit, t))]


def _within(ctx: Context, country: Thing, things: list[Thing], near: list[Thing]) -> Thing | None:
    """The town or plant that is told with its country: "in Slovenia, at Novo Mesto", "Rayong in Thailand, which makes"."""
    text = ctx.page.text
    for t in things:
        first, second = sorted((t, country), key=lambda t: t.start)
        if t is not country and not is_country(t.id) and first.end < second.start:
            gap = text[first.end : second.start]
            if _ADJOINING.fullmatch(gap) and (t.start > country.start or gap in {" in ", ", "}):
                return t
    inside = (t for t in near if (known := ctx.pack.entities.get(t.id)) is not None and known.country == country.id)
    return next((t for t in inside if not is_country(t.id)), None)


def _distance(ctx: Context, a: AttributeDef, hit: Hit[Cue], t: Thing) -> float | None:
    """How far the thing hangs from the cue; None where it does not belong to it."""
    page, text = ctx.page, ctx.page.text
    if is_glued(ctx, hit, t):
        return 0.1
    if t.type == PRODUCT and _is_succeeded(page.root_of(t.start, t.end)):
        return None
    verb = clause(page.root_of(hit.start, hit.end))
    if _is_antecedent(ctx, a, verb, hit, t):
        return 0.3
    if verb is not None and verb.dep_ == "relcl" and t.start <= verb.head.idx < t.end <= hit.start:
        if t.type in COMPANY_TYPES and is_headed_infinitive(verb):
            return 0.3  # "Magna to build the X"
        return None  # "in India, which will be built": the parse hangs on the place what is said of something else
    inside = hit.start <= t.start and t.end <= hit.end
    after = t.start >= hit.end or inside
    if (hit.thing.side == "before" and after) or (hit.thing.side == "after" and not after):
        return None
    if t.start < hit.end and hit.start < t.end and not inside and t.type != "platform":
        return None
    gap = "" if inside else text[hit.end : t.start] if after else text[t.end : hit.start]
    if len(gap) > _REACH or CONTRAST.search(gap) or " than " in gap.lower():
        return None
    if a.prepositions and is_of_next_clause(ctx, hit, t):
        return None
    if a.countries_only and (_is_origin(ctx, hit, t) or text[t.end : t.end + 1] == "$"):
        return None
    if a.countries_only and (is_of_another_product(ctx, hit, t) or is_where_made(ctx, page.root_of(t.start, t.end))):
        return None
    if (
        t.type == PLANT
        and not after
        and page.root_of(hit.start, hit.end).tag_ in _FINITE
        and _RIGHT_BEFORE.fullmatch(gap)
    ):
        return 0.2  # "a plant in Busan builds"
    aside = not after and _ASIDE.fullmatch(gap)  # "C, a joint venture of A and B, builds"
    if t.type in COMPANY_TYPES and ((not aside and _VENTURE.search(gap)) or _OWNING.match(text, t.end)):
        return None  # "built by a joint venture of A and B": by neither of them
    if after and gap.strip(" -‑") in {"", "the", "a", "an", "its", "both"} and _leads(a, text[hit.start : hit.end]):
        return 0.2
    cue = page.span(hit.start, hit.end)
    led = hit.thing.lead or a.prepositions
    hook = _hook(ctx, a, page.root_of(t.start, t.end), cue, span=(t.start, t.end), led=led)
    tie = attachment(cue.root, hook) if hook is not None else None
    if hook is None or tie is None or tie[0] > _MAX_HOPS:
        return None
    if tie[1] > 0 and not (hit.thing.side == "before" and cue.root.tag_ == "VBN" and gap.count(" ") < _REDUCED):
        here = clause(cue.root)
        verb_of = cue.root if is_verb(cue.root) or here is None else here  # "opened in 1961, was home to"
        if here is None or (here != clause(hook) and not _is_shared(hook, verb_of)):
            return None
    own = hook.head.i == cue.root.i and hook.dep_ == "amod"  # "a global model, not just for Asia"
    if not after and _WITH.search(text, t.end, hit.start) and cue.root.dep_ == "pobj":
        return None  # "the plant closes, with production of the A consolidated elsewhere"
    return tie[0] + len(gap) / 40 + (0.0 if after or own else 0.7)


def _is_succeeded(product: Token) -> bool:
    """ "Will be a successor to the X": which is not what it is."""
    return product.dep_ == "pobj" and product.head.lower_ in {"to", "of", "for"} and product.head.head.lower_ in HEIRS


def _is_origin(ctx: Context, hit: Hit[Cue], place: Thing) -> bool:
    """ "Comes from Vigo in Spain", "the German goes further", "two Chinese cars": where something is from, not where it is sold."""
    if "from" in hit.thing.lead:
        return False  # "has withdrawn the X from Spain"
    token, cue = ctx.page.root_of(place.start, place.end), ctx.page.root_of(hit.start, hit.end)
    way = list(takewhile(lambda t: t.i != cue.i, ancestors(token)))
    if any(t.lower_ == "from" and t.idx >= hit.end for t in way) or _FROM.match(ctx.page.text, hit.end, place.start):
        return True
    if token.ent_type_ != "NORP" or not is_country(place.id):
        return False
    if (
        token.dep_ == "amod"
        and token.head.head.i == cue.i
        and cue.lower_ in {"come", "comes", "came"}
        and any(c.lower_ == "from" for c in cue.children)
    ):
        return True  # "the French version comes from Trnava"
    if token.dep_ in SUBJECT_DEPS:
        return token.tag_ not in {"NNS", "NNPS"}
    return (
        token.dep_ == "amod" and token.head.i == cue.i and cue.lower_.removesuffix("s") in ctx.focus.nouns.kinds | _ANY
    )


def _is_shared(subject: Token, verb: Token) -> bool:
    """ "The plant builds the A and will add the B", "Windsor will go on building the A": the verb borrows the subject.

    Or the object: "has commissioned Magna to build the A".
    """
    if subject.dep_ == "dobj" and subject.head.i == verb.head.i and verb.dep_ in {"xcomp", "advcl", "ccomp"}:
        return subject.i < verb.i and any(c.tag_ == "TO" for c in verb.children)
    for _ in range(4):
        if verb.dep_ not in {"conj", "xcomp", "pcomp", "prep"} or subject_of(verb) is not None:
            return False
        verb = verb.head
        if subject.dep_ in SUBJECT_DEPS and subject.head.i == verb.i:
            return True
    return False


def _is_antecedent(ctx: Context, a: AttributeDef, verb: Token | None, hit: Hit[Cue], t: Thing) -> bool:
    """ "The plant where the X is built", "Italy is where it makes the X", "the base on which the X stands"."""
    if verb is None or t.end > hit.start:
        return False
    verb = sharing_verb(verb)  # "the plant, which employs 900 people and also builds the X"
    pronouns = {c.lower_: c for c in verb.children if c.tag_ in {"WRB", "WDT"}}
    leading = [c for c in verb.children if c.lower_ in (a.prepositions or {"on"})]
    fronted = [c for c in leading if any(w.lower_ == "which" for w in c.children)]
    if any(t.end <= c.idx and ctx.page.text[t.end : c.idx].strip() in {"", ","} for c in fronted):
        return True  # right behind the noun, whatever the parser hangs the clause on
    if (
        "where" not in pronouns
        and not fronted
        and not (ctx.page.plants.stands_at(t) and {"which", "that"} & pronouns.keys())
    ):
        return False
    if any(ctx.page.text[t.end : c.idx] in {" ", ", "} for c in pronouns.values()):
        return True  # right behind it, whatever the parse makes of the clause
    head = verb.head
    if verb.dep_ not in {"relcl", "acl"}:
        head = next((c for c in head.children if c.dep_ == "nsubj" and head.lower_ in _BEING), verb)
    elif head.dep_ == "pobj" and head.head.head.lower_.removesuffix("s") in ctx.focus.nouns.plants:
        head = head.head.head  # "the plant in Poland, where": the plant's
    return head.i != verb.i and t.start <= head.idx < t.end


def _leads(a: AttributeDef, cue: str) -> bool:
    last = cue.rpartition(" ")[2].lower()
    return last in a.prepositions or (
        not a.prepositions and last in {"on", "upon", "by", "of", "with", "from", "to", "atop", "a", "an"}
    )


def _hook(
    ctx: Context, a: AttributeDef, value: Token, cue: Span, *, span: tuple[int, int], led: Collection[str]
) -> Token | None:
    """The token by which the value hangs in the sentence: its preposition's head, or itself as subject, object or modifier.

    None where something else stands between: another preposition than those of ``led``, or a noun of another kind.
    """
    node = value
    nouns = {n for t in a.values if t in ctx.pack.types for n in ctx.pack.types[t].nouns}
    for _ in range(6):
        head = node.head
        if head.i == node.i or head.i == cue.root.i:
            break
        if node.dep_ in {"conj", "appos"}:
            node = head
        elif (
            node.dep_ == "pobj"
            and (head.lower_ in _NAMING or _is_such_as(head))
            and head.head.tag_.startswith(("NN", "CD", "IN"))
        ):
            # "In 24 markets, including Spain": the parser hangs it on the noun, or on what stands before the noun.
            node = (
                head.head if head.head.tag_ != "IN" else next((c for c in head.head.children if c.dep_ == "pobj"), head)
            )
        elif node.dep_ == "pobj" and (whole := _them(head)) is not None:
            node = whole
        elif node.dep_ in _INSIDE and head.tag_.startswith("NN"):
            known = stem(head.lower_) in ctx.cue_stems[a.id] or head.lower_.removesuffix("s") in nouns
            if not known and not span[0] <= head.idx < span[1]:
                return None
            node = head
        else:
            break
    if node.dep_ == "pobj":
        prep = node.head
        if prep.lower_ == "of" and prep.head.dep_ == "prep":
            prep = prep.head
        if prep.lower_ == "of" and prep.head.tag_.startswith("NN") and prep.head.dep_ == "pobj":
            prep = prep.head.head  # "in most of Europe"
        if led and prep not in cue and prep.lower_ not in led:
            return None if node.i == value.i or stem(node.lower_) not in ctx.cue_stems[a.id] else prep
        return prep
    if (
        a.prepositions
        and not a.countries_only
        and node.i == value.i
        and node.dep_ == "nsubj"
        and not _builds(a, ctx, span)
        and not makes(ctx, node)
    ):
        return None
    if a.prepositions and node.dep_ == "nsubjpass" and cue.root.dep_ == "xcomp" and cue.root.head.i == node.head.i:
        return node if _builds(a, ctx, span) else None  # "has been contracted to build the X"
    if (
        a.prepositions
        and node.i == value.i
        and node.dep_ not in {"dobj", "nsubj", "advmod", "npadvmod", "dep", *_INSIDE}
    ):
        return None
    return node


def _them(preposition: Token) -> Token | None:
    """What "them" stands for: "is sold in 24 markets, among them Spain"."""
    if preposition.lower_ != "among" or not any(c.lower_ in {"them", "which"} for c in preposition.children):
        return None
    before = [c for c in preposition.head.children if c.dep_ == "prep" and c.i < preposition.i]
    return next((t for c in reversed(before) for t in c.children if t.dep_ == "pobj"), None)


def _is_such_as(preposition: Token) -> bool:
    return preposition.lower_ == "as" and preposition.i > 0 and preposition.nbor(-1).lower_ == "such"


def _builds(a: AttributeDef, ctx: Context, span: tuple[int, int]) -> bool:
    """Whether the value can be the one that does it: a plant, its town or a firm can build, a country can't."""
    plants = ctx.page.plants
    return all(t.type != PLACE or plants.stands_at(t) for t in ctx.page.things_at(span[0]) if t.end == span[1])


def is_glued(ctx: Context, hit: Hit[Cue], thing: Thing) -> bool:
    """ "The SEA-based SUV", "a Foxconn-developed EV"."""
    return thing.end < hit.start and ctx.page.text[thing.end : hit.start] in {"-", "‑"}
