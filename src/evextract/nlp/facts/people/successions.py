"""Who follows whom in a post that was told before: "He will be succeeded by Jane Roe", "Jane Roe will replace him".

Or whom somebody follows in one: "took over as Ford's boss from Jane Roe".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from evextract.domain.pack import AttributeDef
from evextract.nlp.facts.context import Context
from evextract.nlp.linking.link import Link
from evextract.nlp.naming.things import PERSON, Thing
from evextract.nlp.page import Sentence
from evextract.records import Mention, Modality, Text

_BY = re.compile(
    r"(?<!\w)(?P<verb>succeeded|replaced|followed)(?: (?:on|in|from|next|this) [\w ]{1,20}?)? by (?:[a-z][\w-]* ){0,4}\Z"
)
_HANDS = re.compile(
    r"(?<!\w)(?P<verb>(?:hand|pass)(?:s|es|ed|ing)?(?: (?:the )?(?:reins|baton|job|post|wheel))?(?: over| on)?"
    r"(?: (?:the )?(?:reins|baton|job|post|wheel))?) to (?:[a-z][\w-]* ){0,4}\Z"
)
_HIS_POST = re.compile(
    r"(?<!\w)(?:[Hh]is|[Hh]er) (?P<verb>(?:post|job|place|role|position|office|seat|chair) (?:will )?"
    r"(?:pass(?:es)?|passed|go(?:es)?|went|falls?|fell|is (?:to be )?(?:taken|filled))) (?:to|by|over by) (?:[a-z][\w-]* ){0,4}\Z"
)
_FROM = re.compile(
    r"(?<!\w)(?P<verb>(?:took|takes|taking|taken|take) over)(?: [^.;]{1,60})? from (?:[a-z][\w-]* ){0,3}\Z"
)
_FOLLOWS = re.compile(
    r"(?:, \d\d,)?(?:,? who)?(?: [a-z]+){0,3}? (?P<verb>(?:succeed|replac)(?:s|es|ed|ing|e)?) (?P<him>(?:him|her)(?!\w))?"
)
_POST = re.compile(r"[^.;:]{0,40}(?<!\w)as (?!of |from |early |soon |the first )")
"""The words behind say themselves what the post is."""
_BACK = 80
_AFAR = 2
"""Sentences back to the post that "him" held."""

_Posts = Sequence[tuple[str, Mention]]


def successors(ctx: Context, a: AttributeDef, posts: _Posts) -> Iterator[Mention]:
    """``posts``: who holds which post by the words of the text, in its order."""
    for p in ctx.page.things:
        if p.type != PERSON or p.inside is not None:
            continue
        sentence = ctx.page.sentence_at(p.start)
        people = [x for x in ctx.page.things_in(sentence) if x.type == PERSON and x.id != p.id]
        found = _succeeds(ctx, sentence, p, people)
        if found is None:
            continue
        verb, other = found
        post = _post_of(ctx, posts, sentence, p, other)
        if post is None:
            continue
        link = Link(p.id, None, 1.0)
        mention = ctx.mention(link, a, post.value, verb, scope=post.scope, cover=[(p.start, p.end)])
        if mention is not None:
            yield mention


def _succeeds(
    ctx: Context, sentence: Sentence, p: Thing, people: Sequence[Thing]
) -> tuple[tuple[int, int], Thing | None] | None:
    """Where the verb stands, and whom somebody succeeds; None for "him"."""
    text = ctx.page.text
    first = max(sentence.start, p.start - _BACK)
    if (his := _HIS_POST.search(text, first, p.start)) is not None:
        return his.span("verb"), None
    for pattern in (_BY, _HANDS, _FROM):
        by = pattern.search(text, first, p.start)
        other = next((x for x in reversed(people) if x.end <= by.start()), None) if by is not None else None
        if by is not None and (other is not None or pattern is _BY):
            return by.span("verb"), other
    follows = _FOLLOWS.match(text, p.end, sentence.end)
    if follows is None:
        return None
    other = next((x for x in people if x.start == follows.end()), None)
    end = other.end if other is not None else follows.end()
    if (other is None and not follows["him"]) or _POST.match(text, end, sentence.end):
        return None
    return follows.span("verb"), other


def _post_of(ctx: Context, posts: _Posts, sentence: Sentence, p: Thing, other: Thing | None) -> Mention | None:
    for holder, m in reversed(posts):
        past = isinstance(m.value, Text) and m.value.text.startswith(("former", "ex-"))
        if past or m.modality is not Modality.ASSERTED:
            continue
        if m.focus_start > p.start and (other is None or holder != other.id):
            continue
        if other is not None and holder == other.id:
            return m
        if other is None and holder != p.id:
            near = sentence.number - ctx.page.sentence_at(m.focus_start).number <= _AFAR
            return m if near else None
    return None
