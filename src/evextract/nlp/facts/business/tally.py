"""Figures of a business: profits, sums invested, cars sold, jobs cut; the subject, the sign, what a sum goes into."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from evextract.domain.pack import AttributeDef
from evextract.nlp.facts.business.destinations import destination, whose_plant
from evextract.nlp.facts.business.measure import measures
from evextract.nlp.facts.business.placed_parts import counts_staff, placed_parts
from evextract.nlp.facts.business.portions import portions
from evextract.nlp.facts.business.rankings import rankings
from evextract.nlp.facts.business.share_owners import held_by_person
from evextract.nlp.facts.business.site_clauses import TOGETHER
from evextract.nlp.facts.business.tally_subjects import subjects_of
from evextract.nlp.facts.context import Context, Cue
from evextract.nlp.facts.events.ahead import lies_ahead
from evextract.nlp.facts.figures.nouns import counted_types, noun_span
from evextract.nlp.facts.figures.reader import Measure
from evextract.nlp.facts.figures.repeats import goes_on, repeats_last
from evextract.nlp.lexicon import Hit, stem
from evextract.nlp.linking.link import Link
from evextract.nlp.naming.names import pieces
from evextract.nlp.naming.things import COMPANY_TYPES
from evextract.nlp.page import Sentence
from evextract.nlp.quantities import QuantityMention
from evextract.nlp.syntax import is_verb
from evextract.records import Bound, Mention, Modality, Polarity, Quantity, Value

_FALLING = re.compile(
    r"(?<!\w)(?:collapsed?|dropped|drops?|tumbled|plunged|slashed|cut|reduced|lowered)"
    r"(?: [\w.,%]+){0,4} (?:to|by|from)(?!\w)"
)
_OF_ALL = re.compile(
    rf"(?<!\w)(?:{TOGETHER}|globally|group(?:['’]s)?"
    r"|(?:all|both|two|three|four|five|six)(?: of)?(?: its| their| the)?(?: \w+)? (?:plants|factories|sites|works))(?!\w)",
    re.IGNORECASE,
)
_NOW = re.compile(r"(?<!\w)(?:now|currently|today|at present)(?: at)? (?:about |around |some )?\Z")
_TO_BE = re.compile(r"(?<!\w)to be (?:later )?[a-z]+ed (?:up )?to (?:about |around |some )?\Z")
_BEGINNING = frozenset(map(stem, [
    "open", "start", "begin", "launch", "complete", "come", "go", "be", "rise", "build", "built", "erect", "inaugurate",
    "follow", "replace", "arise", "finish", "commence",
]))  # fmt: skip
"""Verbs of works that are not there yet."""
_ONE_DAY = re.compile(r"(?<!\w)(?:then|eventually|ultimately|later|one day|once|if|when|as soon as)(?!\w)")
_ADDED = re.compile(
    r"(?<!\w)(?:another|(?:an? )?(?:additional|further|extra)) (?:about |around |some )?\Z", re.IGNORECASE
)
_MORE = re.compile(r" (?:more|additional|extra|further|new)(?! than)(?!\w)")
_DEFINITE = re.compile(r"(?<!\w)(?:(?:the|these|those|all)(?: (?:first|last|other))?|between) \Z", re.IGNORECASE)


def find_tally_facts(ctx: Context) -> Iterator[Mention]:
    """Mentions of the attributes with the reader ``tally``; their figures are marked as taken."""
    if not any(a.reader == "tally" for a in ctx.pack.attributes.values()):
        return
    quantities = ctx.page.quantities
    last: tuple[int, Measure] | None = None
    links: dict[int, list[Link]] = {}
    listed = set[str]()
    """Of whom only shares in the last figure were told, or figures beside it."""
    whose: int | None = None
    """The last figure that was told of somebody by a word of its own."""
    for sentence in ctx.page.sentences:
        found = measures(ctx, sentence, quantities)
        if not found and last is not None and (repeated := repeats_last(ctx, sentence, quantities, *last)) is not None:
            found = repeated
        if last is not None and not found:
            found = goes_on(ctx, sentence, quantities, *last)
        parts = portions(ctx, sentence, quantities, found, last)
        parts |= {n: entry for n, entry in rankings(ctx, sentence, quantities, found, last).items() if n not in parts}
        found |= {n: measure for n, (measure, _) in parts.items()}
        found |= placed_parts(ctx, sentence, quantities, found)
        for n in sorted(found, key=lambda n: (found[n].source is not None, n)):
            links[n] = [parts[n][1]] if n in parts else subjects_of(ctx, found[n], quantities, n, links)
            if n in parts or not sentence.start <= found[n].cue.start < sentence.end:
                listed.update(link.id for link in links[n])
            elif links[n] and all(link.referent is None and link.id in listed for link in links[n]):
                links[n] = (
                    links[whose] if whose is not None else links[n]
                )  # after "BYD sold 9, Denza 3": "overseas sales were 2"
            elif any(link.referent is not None for link in links[n]):
                whose = n
                listed.clear()
        for n in sorted(found):
            ctx.taken.add(quantities[n].start)
            q = quantities[n]
            if q.quantity.unit == "1":  # "of which the Elroq made up 980": the unit of the whole
                q = replace(q, quantity=replace(q.quantity, unit="count"))
            yield from tally_mentions(ctx, found[n], q, ctx.page.conversions.get(n, ()), links[n], sentence)
        if found:
            whole = max((n for n in found if n not in parts), default=max(found))
            last = (whole, found[whole])


def tally_mentions(
    ctx: Context,
    measure: Measure,
    q: QuantityMention,
    conversions: Sequence[QuantityMention],
    links: Sequence[Link],
    sentence: Sentence,
) -> Iterator[Mention]:
    a, cue, text = measure.attribute, measure.cue, ctx.page.text
    words = text[cue.start : cue.end]
    value = _signed(a, q.quantity, words)
    if value.bound in {Bound.BELOW, Bound.ABOVE} and text[q.bound_start : q.start].rstrip().endswith("than the"):
        value = replace(value, bound=Bound.EXACT)  # "less than the 1.1 billion of the year before"
    alternatives: tuple[Value, ...] = tuple(_signed(a, c.quantity, words) for c in conversions)
    cover = [(q.bound_start, noun_span(text, q)[1]), *((c.start, c.end) for c in conversions)]
    if sentence.start <= cue.start < sentence.end and measure.source is None:
        cover.append((cue.start, cue.end))
    anchor = cue.start if sentence.start <= cue.start < sentence.end else None
    if a.ahead and (
        _DEFINITE.search(text, max(0, q.bound_start - 12), q.bound_start)
        or counted_types(ctx, q)
        or not _is_number_of(ctx, q)
    ):
        return  # "the two cars" are known already
    if _can(ctx, cue) and not re.search(r"(?<!\w)(?:can|could|able|capa)", words):
        return  # what could be built is not what is built
    if _is_added(ctx, a, q):
        return
    if "object" in a.scope and held_by_person(ctx, q) is not None:
        return  # "Jane Roe has pledged 9 million": hers
    for link in links:
        if a.of_works and not _has_that_of_all(ctx, sentence, link):
            continue
        if "object" in a.scope and _goes_into(ctx, sentence, q, cue, link):
            continue
        mention = ctx.mention(link, a, value, (q.start, q.end), cover=cover, alternatives=alternatives, anchor=anchor)
        if mention is None:
            continue
        if mention.polarity is Polarity.DENIED and _presupposed(text, cue, q):
            mention = replace(mention, polarity=Polarity.AFFIRMED)  # "it never used its capacity of 300,000"
        if mention.polarity is Polarity.DENIED and _FALLING.search(text, cue.end, max(cue.end, q.start)):
            mention = replace(mention, polarity=Polarity.AFFIRMED)  # "profit collapsed to 33 million" is no denial
        if measure.given:
            mention = replace(mention, polarity=Polarity.AFFIRMED, modality=Modality.ASSERTED)
        if mention.modality is not Modality.ASSERTED and (
            _NOW.search(text, max(0, q.bound_start - 24), q.bound_start)
            or (a.of_works and (_is_able(ctx, cue) or _is_there(ctx, cue)))
        ):
            mention = replace(mention, modality=Modality.ASSERTED)
        elif (
            a.changes
            and mention.modality is Modality.ASSERTED
            and _TO_BE.search(text, max(0, q.bound_start - 40), q.bound_start)
        ):
            mention = replace(mention, modality=Modality.PLANNED)  # "100,000 a year, to be expanded to 175,000"
        stated = mention.modality is Modality.ASSERTED and mention.polarity is Polarity.AFFIRMED
        if a.is_change and stated and _is_in_present(ctx, cue):
            mention = replace(mention, modality=Modality.PLANNED)
        if a.ahead and stated:
            if not lies_ahead(ctx, sentence, (q.start, noun_span(text, q)[1]), cue):
                continue
            mention = replace(mention, modality=Modality.PLANNED)
        if "object" in a.scope:
            end = max([q.end, *(c.end for c in conversions)])
            into = destination(ctx, sentence, (q.start, end), cue, link.id)
            giver = whose_plant(ctx, sentence, q.start, link, into)
            mention = replace(mention, subject=giver.id, scope=replace(mention.scope, object=into))
        yield mention


def _is_number_of(ctx: Context, q: QuantityMention) -> bool:
    """Whether so many of something can be planned: neither one and a half, nor "a rear-wheel-drive 40"."""
    named = any(c.lower_ in {"a", "an"} for c in ctx.page.root_of(q.start, q.end).children)
    if ctx.page.text.startswith(" of the ", q.end):
        return False  # "two of the newest cars" are there already
    return q.quantity.high == q.quantity.high.to_integral_value() and not (q.noun is None and named)


def _has_that_of_all(ctx: Context, sentence: Sentence, link: Link) -> bool:
    """Whether what works have is the subject's: works themselves, or a firm where the sentence speaks of all that it has.

    Elsewhere a firm is only the owner of a plant that the figure is of, and that nobody knows by name.
    """
    r = link.referent
    firms = (link.id,) if r is not None and r.type in COMPANY_TYPES else ctx.focus.before(sentence, company=True)
    return link.id not in firms or _OF_ALL.search(ctx.page.text, sentence.start, sentence.end) is not None


def _can(ctx: Context, cue: Hit[Cue]) -> bool:
    """Whether the cue is a verb of what somebody is able to do."""
    verb = ctx.page.root_of(cue.start, cue.end)
    return any(c.dep_ == "aux" and c.lower_ == "can" for c in verb.children)


def _is_added(ctx: Context, a: AttributeDef, q: QuantityMention) -> bool:
    """ "Employs 4,900 people and wants to hire 600 more": not how many there are or will be."""
    if a.dimension != "count" or a.ahead or not counts_staff(a):
        return False
    text = ctx.page.text
    return (
        _MORE.match(text, q.end) is not None
        or _ADDED.search(text, max(0, q.bound_start - 24), q.bound_start) is not None
    )


def _is_able(ctx: Context, cue: Hit[Cue]) -> bool:
    """ "Zwickau could make 330,000 cars": what works are able to do, rather than a guess; not "could then make"."""
    words = ctx.page.text[cue.start : cue.end].lower()
    verb = ctx.page.root_of(cue.start, cue.end)
    able = words.startswith("could ") or any(c.dep_ == "aux" and c.lower_ == "could" for c in verb.children)
    around = ctx.page.text[verb.left_edge.idx : verb.right_edge.idx].lower()
    return able and is_verb(verb) and _ONE_DAY.search(around) is None


def _is_there(ctx: Context, cue: Hit[Cue]) -> bool:
    """ "The plant, with a capacity of 350,000, will add a model": what works have that do something else from now on."""
    node = ctx.page.root_of(cue.start, cue.end)
    with_ = node.head
    if with_.lower_ != "with" or with_.head.dep_ not in {"nsubj", "nsubjpass"} or with_.head.i > with_.i:
        return False
    noun = with_.head
    given = noun.left_edge.lower_ in {"the", "its", "their", "this"} or any(c.tag_ == "POS" for c in noun.subtree)
    return given and is_verb(noun.head) and stem(noun.head.lower_) not in _BEGINNING and noun.dep_ == "nsubj"


def _is_in_present(ctx: Context, cue: Hit[Cue]) -> bool:
    """ "Ford cuts 1,000 jobs", "is shedding 1,000 jobs": a change in the present tense is still to come."""
    verb = ctx.page.root_of(cue.start, cue.end)
    if verb.tag_ in {"VBZ", "VBP"}:
        return True
    forms = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    return verb.tag_ in {"VBG", "VBN"} and bool(forms & {"is", "are", "’s", "'s"}) and "been" not in forms


def _presupposed(text: str, cue: Hit[Cue], q: QuantityMention) -> bool:
    """Whether the figure belongs to a definite noun, whatever a verb denies of it."""
    before = text[max(0, cue.start - 40) : cue.start]
    definite = re.search(r"(?:(?<!\w)(?:its|their|the)|’s|'s)(?: [\w-]+){0,2} \Z", before)
    return definite is not None and text[cue.end : q.bound_start] == " of "


def _goes_into(ctx: Context, sentence: Sentence, q: QuantityMention, cue: Hit[Cue], link: Link) -> bool:
    """Whether the sum goes into what was taken for the one who gives it."""
    start = max(q.end, cue.end)
    return any(
        t.id == link.id
        and 0 <= t.start - start < 30
        and re.fullmatch(r" (?:in|into|to) ", ctx.page.text[start : t.start])
        for t in ctx.page.things_in(sentence)
    )


def _signed(a: AttributeDef, value: Quantity, words: str) -> Quantity:
    """Negative where the words that measure the value say so ("net loss")."""
    written = f" {_stems(words)} "
    negative = any(f" {_stems(phrase)} " in written for phrase in a.negative)
    return replace(value, low=-value.high, high=-value.low) if negative and value.low > 0 else value


def _stems(words: str) -> str:
    return " ".join(stem(p.form) for p in pieces(words))
