"""Ties between things: platform, base model, maker, developer, plant, market.

A cue, a value of a fitting type that hangs on it, and what the cue speaks of. Where a cue has its value before it
("the platform underpins", "Magna builds"), it speaks of what stands behind it. Lists of values are one tie each, and so
are the other things that a sentence puts beside the subject ("built in Ghent alongside the C40").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Span, Token

from evextract.domain.pack import AttributeDef, ValueKind
from evextract.nlp.facts.context import Context, Cue
from evextract.nlp.facts.patient import objects, spoken_of
from evextract.nlp.facts.phrases import Phrases, phrase_head
from evextract.nlp.lexicon import Hit, stem
from evextract.nlp.link import Link
from evextract.nlp.page import Sentence
from evextract.nlp.syntax import attachment, clause, is_verb
from evextract.nlp.things import COMPANY_TYPES, PLACE, Thing
from evextract.records import EntityRef, Mention, Modality, Polarity

_MAX_HOPS = 5
_REACH = 140
_REDUCED = 5
"""How many words a shortened relative clause may stand behind its noun: "the platform, which is already used by"."""
_BREAK = re.compile(r"[;:\n]|, (?:but|while|whereas|although)(?!\w)")
_LIST = re.compile(
    r",? (?:and|or|as well as|plus)(?: also)?(?: in| to| for)?(?: (?:(?:large )?parts|most|much|the rest) of)?(?: the)? "
    r"|,(?: the)? |/|, (?:in|to|for) (?:the )?"
)
_NAMING = frozenset({"including", "among", "like", "such"})
_INSIDE = frozenset({"compound", "nmod", "poss", "amod", "nummod"})
_BESIDE = frozenset({"alongside", "beside", "besides"})
_POINTING = re.compile(r"(?<!\w)(?:there|in the same (?:market|country|region|plant|factory))(?!\w)", re.I)


def find_tie_facts(ctx: Context) -> Iterator[Mention]:
    attributes = [a for a in ctx.pack.attributes.values() if a.kind is ValueKind.ENTITY and not a.reader]
    for sentence in ctx.page.sentences:
        things = [t for t in ctx.page.things_in(sentence) if t.inside is None]
        things += _pointed_to(ctx, sentence)
        for a in attributes:
            found: dict[tuple[str, str], Mention] = {}
            for mention in _in_sentence(ctx, a, sentence, things):
                assert isinstance(mention.value, EntityRef)
                key = (mention.subject, mention.value.id)
                if key not in found or mention.end - mention.start < found[key].end - found[key].start:
                    found[key] = mention
            yield from found.values()


def _in_sentence(ctx: Context, a: AttributeDef, sentence: Sentence, things: list[Thing]) -> Iterator[Mention]:
    fitting = [t for t in things if t.type in a.values and _is_wide_enough(ctx, a, t)]
    for hit in ctx.cues_in(sentence, a.id) if fitting else ():
        if not _blocked(ctx, a, hit, sentence):
            values = _values(ctx, a, hit, fitting)
            if len(values) > 1 and a.single and set(a.values) <= set(a.subjects):
                continue  # "shares its base with the A and the B": it is made from neither
            for thing in values:
                yield from _mentions(ctx, a, hit, thing)


def _pointed_to(ctx: Context, sentence: Sentence) -> list[Thing]:
    """What "there" and "in the same market" stand for: the place or plant named last."""
    found = []
    for m in _POINTING.finditer(ctx.page.text, sentence.start, sentence.end):
        before = [
            t for t in ctx.page.things if t.end <= m.start() and t.type in {"place", "plant"} and t.inside is None
        ]
        if m.group().lower() == "there" and ctx.page.token_at(m.start()).dep_ == "expl":
            continue
        if before and before[-1].start > sentence.start - 250:
            found.append(replace(before[-1], start=m.start(), end=m.end()))
    return found


def _is_wide_enough(ctx: Context, a: AttributeDef, thing: Thing) -> bool:
    known = ctx.pack.entities.get(thing.id)
    if not a.countries_only:
        return known is None or thing.type != PLACE or bool(known.country or known.parent) or known.id.isupper()
    return known is not None and known.country in {None, thing.id}


def _blocked(ctx: Context, a: AttributeDef, hit: Hit[Cue], sentence: Sentence) -> bool:
    return any(
        b.thing == a.id and b.start < hit.end + 12 and hit.start - 12 < b.end
        for b in ctx.blocker_hits.get(sentence.number, [])
    )


def _values(ctx: Context, a: AttributeDef, hit: Hit[Cue], things: list[Thing]) -> list[Thing]:
    """The thing that hangs closest on the cue, on the cue's side, with the other members of its list."""
    best: tuple[float, Thing] | None = None
    for t in things:
        cost = _distance(ctx, a, hit, t)
        if cost is not None and (best is None or cost < best[0]):
            best = (cost, t)
    return [] if best is None else _list_of(ctx, best[1], things)


def _distance(ctx: Context, a: AttributeDef, hit: Hit[Cue], t: Thing) -> float | None:
    """How far the thing hangs from the cue; None where it does not belong to it."""
    page, text = ctx.page, ctx.page.text
    if _is_glued(ctx, hit, t):
        return 0.1
    inside = hit.start <= t.start and t.end <= hit.end
    after = t.start >= hit.end or inside
    if (hit.thing.side == "before" and after) or (hit.thing.side == "after" and not after):
        return None
    if t.start < hit.end and hit.start < t.end and not inside and t.type != "platform":
        return None
    gap = "" if inside else text[hit.end : t.start] if after else text[t.end : hit.start]
    if len(gap) > _REACH or _BREAK.search(gap):
        return None
    if after and gap.strip(" -‑") in {"", "the", "a", "an", "its", "both"} and _leads(a, text[hit.start : hit.end]):
        return 0.2
    cue = page.span(hit.start, hit.end)
    hook = _hook(ctx, a, page.root_of(t.start, t.end), cue, span=(t.start, t.end))
    tie = attachment(cue.root, hook) if hook is not None else None
    if hook is None or tie is None or tie[0] > _MAX_HOPS:
        return None
    if tie[1] > 0 and not (hit.thing.side == "before" and cue.root.tag_ == "VBN" and gap.count(" ") < _REDUCED):
        here = clause(cue.root)
        if here is None or here != clause(hook):
            return None
    return tie[0] + len(gap) / 40 + (0.0 if after else 0.7)


def _leads(a: AttributeDef, cue: str) -> bool:
    last = cue.rpartition(" ")[2].lower()
    return last in a.prepositions or (
        not a.prepositions and last in {"on", "upon", "by", "of", "with", "from", "to", "atop", "a", "an"}
    )


def _hook(ctx: Context, a: AttributeDef, value: Token, cue: Span, *, span: tuple[int, int]) -> Token | None:
    """The token by which the value hangs in the sentence: its preposition's head, or itself as subject, object or modifier.

    None where something else stands between: another preposition than the attribute's, or a noun of another kind.
    """
    node = value
    nouns = {n for t in a.values if t in ctx.pack.types for n in ctx.pack.types[t].nouns}
    for _ in range(6):
        head = node.head
        if head.i == node.i or head.i == cue.root.i:
            break
        if node.dep_ in {"conj", "appos"}:
            node = head
        elif node.dep_ == "pobj" and head.lower_ in _NAMING and head.head.tag_.startswith(("NN", "CD", "IN")):
            # "In 24 markets, including Spain": the parser hangs it on the noun, or on what stands before the noun.
            node = (
                head.head if head.head.tag_ != "IN" else next((c for c in head.head.children if c.dep_ == "pobj"), head)
            )
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
        if a.prepositions and prep not in cue and prep.lower_ not in a.prepositions:
            return None if node.i == value.i or stem(node.lower_) not in ctx.cue_stems[a.id] else prep
        return prep
    if (
        a.prepositions
        and node.i == value.i
        and node.dep_ not in {"dobj", "nsubj", "advmod", "npadvmod", "dep", *_INSIDE}
    ):
        return None
    return node


def _list_of(ctx: Context, chosen: Thing, things: list[Thing]) -> list[Thing]:
    """The chosen thing and the members of the list it stands in."""
    text = ctx.page.text
    mates = {t.i for t in ctx.page.root_of(chosen.start, chosen.end).conjuncts}
    kinds = COMPANY_TYPES if chosen.type in COMPANY_TYPES else {chosen.type}
    row = sorted((t for t in things if t.type in kinds), key=lambda t: t.start)
    at = row.index(chosen)
    keep = {at}
    for step in (1, -1):
        i = at + step
        while 0 <= i < len(row):
            a, b = sorted((row[i], row[i - step]), key=lambda t: t.start)
            if (
                _holds(ctx, b, a)
                or _is_address(ctx, a, b, row)
                or (
                    not _LIST.fullmatch(text[a.end : b.start])
                    and ctx.page.root_of(row[i].start, row[i].end).i not in mates
                )
            ):
                break
            keep.add(i)
            i += step
    return [chosen, *(row[i] for i in sorted(keep - {at}))]


def _holds(ctx: Context, larger: Thing, smaller: Thing) -> bool:
    """ "Graz, Austria" is one place, no list."""
    known = ctx.pack.entities.get(smaller.id)
    return known is not None and larger.id in {known.country, known.parent}


def _is_address(ctx: Context, smaller: Thing, larger: Thing, row: list[Thing]) -> bool:
    """ "Sanand, Gujarat": a comma between two places of a country is no list unless the list goes on behind them."""
    text, entities = ctx.page.text, ctx.pack.entities
    one, other = entities.get(smaller.id), entities.get(larger.id)
    if smaller.type != PLACE or text[smaller.end : larger.start] != ", " or other is None:
        return False
    if one is not None and (one.country is None or one.country != other.country):
        return False
    after = next((t for t in row if t.start >= larger.end), None)
    return after is None or _LIST.fullmatch(text[larger.end : after.start]) is None


def _mentions(ctx: Context, a: AttributeDef, hit: Hit[Cue], thing: Thing) -> Iterator[Mention]:
    value = EntityRef(thing.id, ctx.page.text[thing.start : thing.end])
    span = (thing.start, thing.end)
    if _is_glued(ctx, hit, thing):
        links = _of_phrase(ctx, a, hit, span)
    elif hit.thing.side == "before":
        links = objects(ctx, a, hit.start, hit.end) or []
    elif _is_within(ctx, hit, thing):
        links = spoken_of(ctx, a, *span, avoid=span)
    else:
        links = spoken_of(ctx, a, hit.start, hit.end, avoid=span)
    for link in [*links, *_beside(ctx, a, hit, thing)]:
        if link.id == thing.id or ctx.focus.brand_of(link.id) == thing.id:
            continue
        told = (hit.start, hit.end) if hit.thing.side == "before" else None
        mention = ctx.mention(link, a, value, span, cover=[(hit.start, hit.end)], anchor=hit.start, told=told)
        if mention is not None:
            yield replace(mention, modality=Modality.PLANNED) if _is_dated_ahead(ctx, mention, hit) else mention


def _is_dated_ahead(ctx: Context, mention: Mention, hit: Hit[Cue]) -> bool:
    """ "Spain gets the X next year": what has a date to come in its clause is a plan."""
    published = ctx.page.article.published
    if mention.modality is not Modality.ASSERTED or mention.polarity is Polarity.DENIED or published is None:
        return False
    here = clause(ctx.page.root_of(hit.start, hit.end))
    return here is not None and any(
        d.kind == "date"
        and mention.sentence_start <= d.start < mention.sentence_end
        and d.span is not None
        and d.span.start is not None
        and d.span.start > published
        and clause(ctx.page.root_of(d.start, d.end)) == here
        for d in ctx.page.dates
    )


def _of_phrase(ctx: Context, a: AttributeDef, hit: Hit[Cue], span: tuple[int, int]) -> list[Link]:
    """Whose phrase the cue stands in: "the SEA-based Zeekr X", "the Changan-built crossover"."""
    head = phrase_head(ctx.page.root_of(hit.start, hit.end))
    links = Phrases(ctx, a, ctx.page.sentence_at(hit.start), avoid=span).links(head)
    if links or head.left_edge.lower_ not in {"the", "this", "its"}:
        return links or []
    return ctx.linker.subjects(hit.start, hit.end, a.subjects, avoid=span)


def _is_glued(ctx: Context, hit: Hit[Cue], thing: Thing) -> bool:
    """ "The SEA-based SUV", "a Foxconn-developed EV"."""
    return thing.end < hit.start and ctx.page.text[thing.end : hit.start] in {"-", "‑"}


def _is_within(ctx: Context, hit: Hit[Cue], thing: Thing) -> bool:
    """Whether the cue is a modifier of the value: "a rebadged X", "its own version of the X"."""
    cue, value = ctx.page.root_of(hit.start, hit.end), ctx.page.root_of(thing.start, thing.end)
    return cue.head.i == value.i and cue.dep_ in {"amod", "compound", "det"}


def _beside(ctx: Context, a: AttributeDef, hit: Hit[Cue], thing: Thing) -> Iterator[Link]:
    """Who else has the value: "alongside the C40", "which it shares with the C40", "in the same plant as the C40"."""
    page = ctx.page
    cue, value = page.root_of(hit.start, hit.end), page.root_of(thing.start, thing.end)
    phrases = Phrases(ctx, a, page.sentence_at(thing.start))
    shared = any(stem(t.lower_) == "shar" for t in (cue, cue.head))
    for anchor in _around(cue, value):
        for prep in anchor.children:
            if prep.dep_ != "prep":
                continue
            same = prep.lower_ == "as" and any(t.lower_ == "same" for t in value.head.lefts)
            same |= prep.lower_ == "as" and any(t.lower_ == "same" for t in value.lefts)
            owner = prep.lower_ == "of" and anchor.i == value.i
            if prep.lower_ in _BESIDE or same or owner or (prep.lower_ == "with" and shared):
                for target in prep.children:
                    if target.dep_ == "pobj":
                        yield from phrases.links(target) or []


def _around(cue: Token, value: Token) -> Iterable[Token]:
    seen = set()
    for start in (cue, value):
        node = start
        for _ in range(4):
            if node.i not in seen:
                seen.add(node.i)
                yield node
            if is_verb(node) or node.head.i == node.i:
                break
            node = node.head
