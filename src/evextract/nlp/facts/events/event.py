"""Dates of events: launch, reveal, production start … A cue verb or noun, the date that hangs on it, and its subject."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from evextract.domain.pack import AttributeDef, ValueKind
from evextract.nlp.dates import DateMention
from evextract.nlp.facts.context import Context, Cue
from evextract.nlp.facts.events.counted_ones import ends_of
from evextract.nlp.facts.events.event_cues import event_cues
from evextract.nlp.facts.events.event_dates import NOT_BEFORE, fits, is_superseded, led_by
from evextract.nlp.facts.events.event_subjects import subjects_of_event
from evextract.nlp.facts.gapping import following_place, gapped_places, gapped_subject
from evextract.nlp.facts.phrases import tells_when
from evextract.nlp.lexicon import Hit, stem
from evextract.nlp.page import Sentence
from evextract.nlp.stance.signs import was_due, was_once_planned
from evextract.nlp.syntax import ancestors, is_verb, verb_above
from evextract.records import DateSpan, Mention, Modality, Polarity

_THRESHOLD = 0.28
_FAITHFUL = 0.7
_UP_TO = frozenset({"until", "till", "through"})
_TO = frozenset({"to", "into"})
_OPENING = re.compile(
    r"(?:order books?|(?:pre-?)?orders?|bookings?|reservations|test drives|configurator)(?: [^\s,;.]+){0,8}? (?:to )?"
    r"(?:opens?|opened|starts?|started|begins?|began|go(?:es)? live)(?: on)?[ ]?\Z",
    re.IGNORECASE,
)
"""What opens then is only the book: "bookings open on January 14 and deliveries begin later"."""
_NOT_BUT = re.compile(r"(?<!\w)(?:rather than|instead of|not|as opposed to) \Z", re.IGNORECASE)
"""Before a date that another one is set against: "in November rather than in May"."""
_PART_OF_DAY = re.compile(r"(?:morning|afternoon|evening|night|tonight)\Z", re.IGNORECASE)
_MOVING = frozenset(
    map(
        stem,
        ["push", "postpone", "delay", "defer", "move", "shift", "slip", "reschedule", "bring", "pull", "put", "hold"],
    )
)

_PUT_OFF = re.compile(
    r"[,;]?(?: (?:but|and|yet|only to|which|that|this|it|the (?:date|start|launch|plan)|(?:was|has|have|had|now|since|then|later|been|be|got))){0,6}"
    r" (?:pushed|postponed|delayed|deferred|moved|shifted|slipped|rescheduled|put|brought)"
    r"(?: (?:back|off|out|forward))?(?: (?:again|once more|twice))?(?: by [\w-]+ \w+)?,? \Z"
)
"""Between the date that no longer holds and the one in its place."""
_ANNOUNCING = frozenset(map(stem, ["announce", "confirm", "schedule", "set", "fix", "reveal"]))
"""What is announced lies ahead, whenever that was done."""


def find_event_facts(ctx: Context) -> Iterator[Mention]:
    attributes = [a for a in ctx.pack.attributes.values() if a.kind is ValueKind.DATE]
    last: tuple[int, list[Mention]] = (0, [])
    for sentence, dates in _dated_sentences(ctx):
        hits = event_cues(ctx, attributes, sentence)
        scores = [[fits(ctx, date, h, sentence) for _, h in hits] for date in dates]
        best = [max(column) for column in zip(*scores, strict=True)]
        before: tuple[DateMention, list[Mention]] | None = None
        ahead = last[1] if last[0] == sentence.number - 1 else []
        moved = {a.start: b for a, b in pairwise(dates) if _is_put_off(ctx, a, b)}
        new = {b.start for b in moved.values()}
        for date, row in zip(dates, scores, strict=True):
            if date.start in new:
                continue
            # A cue that fits another date better leaves this one to other cues, if there are any.
            scored = [
                (score if score > _FAITHFUL * top else score / 2, -h.start, a, h)
                for (a, h), score, top in zip(hits, row, best, strict=True)
                if score >= _THRESHOLD
            ]
            ranked = sorted(scored, key=lambda s: (s[0], s[1], s[2].id), reverse=True)
            next_ = _in_next_place(ctx, sentence, ahead, date) if before is None else _gapped(ctx, before, date)
            found = next_ or list(_best_of(ctx, date, sentence, ranked))
            if date.start in moved:
                found = [_put_off(ctx, m, moved[date.start]) for m in found]
            before = date, found
            yield from found
        last = sentence.number, before[1] if before is not None else []


def _is_put_off(ctx: Context, first: DateMention, date: DateMention) -> bool:
    """ "Was due in May 2025, but has been pushed back to 2027": whether the second date is in the place of the first."""
    told = led_by(ctx, date) in _UP_TO | _TO
    return told and _PUT_OFF.fullmatch(ctx.page.text, first.end, date.lead) is not None


def _put_off(ctx: Context, m: Mention, date: DateMention) -> Mention:
    moved = _at_date(ctx, m, date)
    return moved if moved.modality is Modality.SPECULATIVE else replace(moved, modality=Modality.PLANNED)


def _gapped(ctx: Context, before: tuple[DateMention, list[Mention]] | None, date: DateMention) -> list[Mention]:
    """ "The X arrives in May and the Y in June": what is said of the first date and subject, of the next ones.

    "In Spain in May and in Italy in June": of the next place.
    """
    if before is None or not before[1]:
        return []
    first = before[1][0]
    r = gapped_subject(ctx, before[0].end, date.start)
    if r is None:
        places = gapped_places(ctx, before[0].end, date.start) if first.polarity is Polarity.AFFIRMED else []
        return _in_places(ctx, before[1], date, [t.id for t in places])
    moved = replace(_at_date(ctx, first, date), start=min(first.start, r.start))
    scope = replace(first.scope, variant=None, generation=None)
    return [replace(moved, subject=i, scope=scope) for i in r.ids]


def _in_next_place(ctx: Context, sentence: Sentence, before: list[Mention], date: DateMention) -> list[Mention]:
    """ "It arrives in Spain in May. Italy follows in June": what the sentence before tells of its place."""
    if not any(m.scope.market is not None and m.polarity is Polarity.AFFIRMED for m in before):
        return []
    place = following_place(ctx, sentence, date.start)
    if place is None:
        return []
    told = _in_places(ctx, before, date, [place.id])
    return [replace(m, start=place.start, sentence_start=sentence.start, sentence_end=sentence.end) for m in told]


def _in_places(ctx: Context, before: list[Mention], date: DateMention, places: Sequence[str]) -> list[Mention]:
    """The event of the mentions at another date in other places than theirs, for each of its subjects."""
    first, known = before[0], {m.scope.market for m in before}
    if first.scope.market is None:
        return []
    subjects = dict.fromkeys(m.subject for m in before if m.attribute == first.attribute)
    moved = _at_date(ctx, first, date)
    return [
        replace(moved, subject=subject, scope=replace(first.scope, market=place))
        for place in places
        if place not in known
        for subject in subjects
    ]


def _at_date(ctx: Context, first: Mention, date: DateMention) -> Mention:
    """The event at the date; what happened in one place may be a plan in the next."""
    span = _told_span(date, led_by(ctx, date))
    moved = replace(first, value=span, end=date.end, focus_start=date.start, focus_end=date.end)
    published = ctx.page.article.published
    if (
        moved.modality is Modality.ASSERTED
        and published is not None
        and span.start is not None
        and span.start > published
    ):
        return replace(moved, modality=Modality.PLANNED)
    return moved


def _dated_sentences(ctx: Context) -> Iterator[tuple[Sentence, list[DateMention]]]:
    dates = [
        d
        for d in ctx.page.dates
        if _is_day(ctx, d) and d.span is not None and (d.span.start is not None or d.span.end is not None)
        if not _NOT_BUT.search(ctx.page.text, max(0, d.lead - 20), d.lead)
        if not _OPENING.search(ctx.page.text, max(0, d.lead - 90), d.lead)
    ]
    for _, group in groupby(dates, key=lambda d: ctx.page.sentence_at(d.start).number):
        found = list(group)
        held = [d for d in found if not is_superseded(ctx, d)]
        yield ctx.page.sentence_at(found[0].start), held if held and held[-1] is found[-1] else found


def _is_day(ctx: Context, date: DateMention) -> bool:
    """A date, or a part of a day: "shown this morning"; not "the last night of"."""
    if date.kind != "time":
        return date.kind == "date"
    text = ctx.page.text
    return _PART_OF_DAY.search(text, date.start, date.end) is not None and not text.startswith(" of ", date.end)


def _best_of(
    ctx: Context, date: DateMention, sentence: Sentence, ranked: list[tuple[float, int, AttributeDef, Hit[Cue]]]
) -> Iterator[Mention]:
    """Of cues that fit as well as the best, the one that speaks of something: "ended production" may be of a car or plant."""
    for score, _, attribute, cue in ranked:
        if score < 0.95 * ranked[0][0] or attribute.reader:
            break
        found = list(_mentions(ctx, attribute, date, cue, sentence))
        if found:
            yield from found
            break


def _mentions(ctx: Context, a: AttributeDef, date: DateMention, cue: Hit[Cue], sentence: Sentence) -> Iterator[Mention]:
    lead = led_by(ctx, date)
    span = _told_span(date, lead)
    if len(date.parts) == 2 and _is_told_by_both_ends(ctx, date, cue):
        return
    for link in subjects_of_event(ctx, a, cue):
        mention = ctx.mention(
            link, a, span, (date.start, date.end), cover=[(cue.start, cue.end), (date.lead, date.end)], anchor=cue.start
        )
        if mention is None:
            continue
        stance = (mention.modality, mention.polarity)
        if stance == (Modality.ASSERTED, Polarity.AFFIRMED) and _lies_ahead(ctx, cue, span):
            mention = replace(mention, modality=Modality.PLANNED)
        begun = _has_begun(ctx, span) if lead == "since" else _is_over(ctx, span)
        if mention.modality is Modality.PLANNED and begun and not _was_only_planned(ctx, cue):
            mention = replace(mention, modality=Modality.ASSERTED)
        moved = _moved_to(ctx, date, cue)
        if moved is not None:
            hearsay = mention.modality is Modality.SPECULATIVE  # "has reportedly slipped to 2029"
            mention = replace(mention, value=moved, modality=mention.modality if hearsay else Modality.PLANNED)
        elif mention.polarity is Polarity.DENIED and lead in NOT_BEFORE:
            opened = span if lead != "before" else replace(date.inner or span, end=None)
            ahead = mention.modality is Modality.ASSERTED and not _is_over(ctx, opened)
            mention = replace(
                mention,
                polarity=Polarity.AFFIRMED,
                value=opened,
                modality=Modality.PLANNED if ahead else mention.modality,
            )
        elif lead == "from" and len(date.parts) != 2 and _is_moved(ctx, cue):
            continue  # "slipped to 2028 from late 2027"
        elif lead in _UP_TO and not cue.thing.lead:
            continue  # "stays in production until 2027" does not say since when
        if len(date.parts) == 2 and lead == "from" and moved is None:
            yield from _with_end(ctx, a, date, mention, lasting=bool(cue.thing.lead))
            continue
        markets = ctx.scope.markets(sentence, cue.start) if "market" in a.scope else []
        if len(markets) > 1 and mention.scope.market in markets:
            yield from (replace(mention, scope=replace(mention.scope, market=m)) for m in markets)
        else:
            yield mention


def _is_told_by_both_ends(ctx: Context, date: DateMention, cue: Hit[Cue]) -> bool:
    """ "Cars that were built between May 2021 and June 2024": when they were made, not when that began.

    So are "900 vans made from May 2021 to June 2024"; what is said of "the X, made from 2013 to 2022" is of the model.
    """
    root = ctx.page.root_of(cue.start, cue.end)
    past = root.tag_ in {"VBN", "VBD"} and not any(c.tag_ == "MD" for c in root.children)
    if past and ctx.page.text[date.start : date.end].lower().startswith("between "):
        return True
    if not past or root.dep_ != "acl" or root.head.i > root.i:
        return False
    return root.head.tag_ in {"NNS", "NNPS"} and root.nbor(-1).text != ","


def _with_end(ctx: Context, a: AttributeDef, date: DateMention, begun: Mention, *, lasting: bool) -> Iterator[Mention]:
    """ "Made in Leipzig from 2013 to 2022": when that began, and when it ended."""
    first, last = date.parts[0].span, date.parts[1].span
    if first is None or last is None:
        return
    yield replace(begun, value=first)
    if lasting and begun.modality is Modality.ASSERTED and begun.polarity is Polarity.AFFIRMED:
        yield from (replace(begun, attribute=b.id, value=last) for b in ends_of(ctx.pack, a))


def _was_only_planned(ctx: Context, cue: Hit[Cue]) -> bool:
    """ "Was due to begin in May" tells of no beginning."""
    return any(was_once_planned(t) or was_due(t) for t in ancestors(ctx.page.root_of(cue.start, cue.end)))


def _has_begun(ctx: Context, span: DateSpan) -> bool:
    published = ctx.page.article.published
    return published is not None and span.start is not None and span.start <= published


def _is_over(ctx: Context, span: DateSpan) -> bool:
    """What lies in the past is no plan, whatever its clause goes on to say."""
    published = ctx.page.article.published
    return published is not None and span.end is not None and span.end < published


def _told_span(date: DateMention, lead: str) -> DateSpan:
    """ "On sale since 2024" tells a state by its beginning: the event itself lies within 2024."""
    told = date.span if date.bound in {"by", "before"} and lead not in _UP_TO else date.inner
    span = told or date.span
    assert span is not None
    return span


def _moved_to(ctx: Context, date: DateMention, cue: Hit[Cue]) -> DateSpan | None:
    """ "The launch slips from 2025 to 2027", "was put off until 2027": the last is the date."""
    if len(date.parts) != 2 and led_by(ctx, date) not in _UP_TO | _TO:
        return None
    if not _is_moved(ctx, cue):
        return None
    return date.parts[1].span if len(date.parts) == 2 else date.inner


def _is_moved(ctx: Context, cue: Hit[Cue]) -> bool:
    """Whether the cue is, or hangs on, a verb of moving."""
    return any(is_verb(t) and stem(t.lower_) in _MOVING for t in ancestors(ctx.page.root_of(cue.start, cue.end)))


def _lies_ahead(ctx: Context, cue: Hit[Cue], span: DateSpan) -> bool:
    """ "Goes on sale in spring 2027": the present tense of a date to come is a plan, and so is a noun's."""
    published = ctx.page.article.published
    if published is not None and span.start is not None and span.start > published:
        return True
    told = ctx.page.root_of(cue.start, cue.end)
    if (
        told.dep_ == "pobj" and told.head.lower_ in {"of", "before"} and tells_when(told)
    ):  # "ahead of its launch this year"
        return published is None or (span.end is not None and span.end >= published)
    verb = verb_above(told)
    if verb is not None and told.dep_ == "dobj" and stem(verb.lower_) in _ANNOUNCING:
        return published is None or (span.end is not None and span.end >= published)  # "confirmed a launch in 2026"
    if verb is None or verb.tag_ in {"VBD", "VBN"} or any(c.tag_ == "VBD" for c in verb.children if c.dep_ == "aux"):
        return False
    if any(c.lower_ in {"has", "have", "’ve", "'ve", "been"} for c in verb.children if c.dep_ == "aux"):
        return False
    return published is None or (span.end is not None and span.end >= published)
