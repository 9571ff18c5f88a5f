"""The companies of a sentence as its lists have them, who possesses a noun, and whether a tie is undone."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from evextract.nlp.facts.context import Context
from evextract.nlp.linking.link import Link
from evextract.nlp.naming.things import COMPANY_TYPES, slug
from evextract.nlp.page import Sentence, starting
from evextract.nlp.reference.discourse import Referent
from evextract.nlp.syntax import SUBJECT_DEPS, ancestors, is_verb

_NATION = r"(?:[A-Z][a-z]+(?:’s|'s) )?"
"""Before the name of a firm: "A and China's B"."""
_LIST_END = re.compile(rf"\.?,? (?:and|or|&) (?:the )?{_NATION}|,? as well as {_NATION}|[-–/]")
_LIST_ON = re.compile(rf"\.?, {_NATION}|[-–/]")
_TWO_OR_MORE = re.compile(
    r"(?<!\w)(?:the |both |these )(?:(?:two|both|(?P<three>three)) )?(?:\w+ )?"
    r"(?:companies|carmakers|automakers|firms|manufacturers|partners|brands|groups|sides|parties|rivals)(?!\w)"
    r"|(?<!\w)the (?:two|pair|duo)(?= (?:have|has|had|are|were|will|would|said|say|also|agreed|signed|plan|want)(?!\w))",
    re.IGNORECASE,
)
_OF_THEIRS = re.compile(r"(?<!\w)(?:venture|company|firm|unit|subsidiary|arm) (?:of|between|owned by|set up by) \Z")
_ATTRIBUTES = r"(?: [$€£¥]?[\w-]+(?:\.\d+)?){0,5}"
_POSSESSED = re.compile(rf"(?:’s|'s|’|'){_ATTRIBUTES} ")
_PRONOUN = re.compile(rf"(?<!\w)(?:its|their){_ATTRIBUTES} \Z")
_OF_ONE = frozenset({"’s ", "'s "})


@dataclass(frozen=True, slots=True)
class Party:
    """One company, or a list of them, at ``start``…``end``; ``spans`` tells where each is named."""

    start: int
    end: int
    ids: tuple[str, ...]
    referent: Referent
    spans: Mapping[str, tuple[int, int]]


def parties(ctx: Context, sentence: Sentence) -> list[Party]:
    """The companies of the sentence, lists as one ("Renault, Geely and Aramco"), and what points back to a list."""
    out = [*_plurals(ctx, sentence), *_pronouns(ctx, sentence), *_lists(ctx, sentence)]
    return sorted(out, key=lambda p: (p.start, -p.end))


def _lists(ctx: Context, sentence: Sentence) -> list[Party]:
    """What is named, lists as one."""
    text = ctx.page.text
    names = [r for r in ctx.focus.referents(sentence) if r.type in COMPANY_TYPES and r.how in {"name", "description"}]
    # "The Taiwanese firm Foxtron": the name says it.
    titled = {
        r.start
        for r, n in pairwise(names)
        if r.how == "description" and n.how == "name" and text[r.end : n.start] == " "
    }
    # "Volkswagen's Cariad": the second is meant.
    owning = {n.start: r.start for r, n in pairwise(names) if n.how == "name" and text[r.end : n.start] in _OF_ONE}
    names = [
        replace(r, start=owning.get(r.start, r.start)) for r in names if r.start not in {*titled, *owning.values()}
    ]
    out: list[Party] = []
    at = 0
    while at < len(names):
        members = _list_from(text, names, at)
        spans = {i: (r.start, r.end) for r in reversed(members) for i in (_members_in_name(ctx, r) or r.ids)}
        ids = tuple(dict.fromkeys(i for r in members for i in (_members_in_name(ctx, r) or r.ids)))
        out.append(Party(members[0].start, members[-1].end, ids, members[0], spans))
        at += len(members)
    return out


def _plurals(ctx: Context, sentence: Sentence) -> list[Party]:
    """ "The two carmakers", "both companies", "the partners": those that the text has named last."""
    found = []
    for m in _TWO_OR_MORE.finditer(ctx.page.text, sentence.start, sentence.end):
        ids = _last_named(ctx, sentence, m.start(), 3 if m["three"] else 2)
        if m.group().lower().endswith("partners") and not _are_together(ctx, sentence, ids):
            continue  # "supplies A and B. C will keep its share. The partners": not B and C
        if ids:
            found.append(_pointing(ctx, Referent(m.start(), m.end(), ids, "company", "description")))
    return found


def _pronouns(ctx: Context, sentence: Sentence) -> list[Party]:
    """ "They" and "both", where several companies are meant."""
    out = []
    for r in ctx.focus.referents(sentence):
        if (
            r.type in COMPANY_TYPES
            and r.how == "pronoun"
            and ctx.page.text[r.start : r.end].lower() in {"they", "both", "them"}
        ):
            if len(r.ids) > 1:
                out.append(_pointing(ctx, r))
            elif sentence.number:
                before = ctx.page.sentences[sentence.number - 1]
                earlier = [p for p in (*_plurals(ctx, before), *_lists(ctx, before)) if len(p.ids) > 1]
                if earlier:
                    out.append(_pointing(ctx, replace(r, ids=earlier[-1].ids)))
    return out


def _pointing(ctx: Context, r: Referent) -> Party:
    return Party(r.start, r.end, r.ids, r, dict.fromkeys(r.ids, (r.start, r.end)))


def _last_named(ctx: Context, sentence: Sentence, before: int, number: int) -> tuple[str, ...]:
    """The last so many different companies that this sentence and the four before it name."""
    for earlier in reversed(ctx.page.sentences[max(0, sentence.number - 4) : sentence.number]):
        for p in reversed(_lists(ctx, earlier)):
            if len(p.ids) == number:
                return p.ids
    if _OF_THEIRS.search(ctx.page.text, max(0, before - 40), before):
        before = sentence.start  # "C, a venture of the two": C is none of them
    first = ctx.page.sentences[max(0, sentence.number - 4)].start
    things = [t for t in starting(ctx.page.things, first, before) if t.type in COMPANY_TYPES and t.inside is None]
    ids: list[str] = []
    for t in reversed(things):
        # Neither a firm and its own arm ("its unit Ampere") nor their cars ("two Peugeots") are two that work together.
        cars = t.id in ctx.pack.entities and ctx.page.text[t.start : t.end] == f"{ctx.pack.entities[t.id].name}s"
        if len(ids) < number and not cars and t.id not in ids and not any(ctx.focus.related(t.id, {i}) for i in ids):
            ids.append(t.id)
    return tuple(reversed(ids)) if len(ids) == number else ()


def _are_together(ctx: Context, sentence: Sentence, ids: Collection[str]) -> bool:
    """Whether a sentence since the fourth before names all of them."""
    near = ctx.page.sentences[max(0, sentence.number - 4) : sentence.number + 1]
    return any(set(ids) <= {t.id for t in ctx.page.things_in(s)} for s in near)


def _list_from(text: str, names: Sequence[Referent], at: int) -> list[Referent]:
    """The list that begins with the name; a comma joins only where an "and" closes the list."""
    members, closed = [names[at]], 1
    for before, after in zip(names[at:], names[at + 1 :], strict=False):
        gap = text[before.end : after.start]
        if _LIST_END.fullmatch(gap) and not (gap.lstrip(".")[:1] == "," and len(members) == 1 and "well" not in gap):
            members.append(after)
            closed = len(members)
        elif _LIST_ON.fullmatch(gap):
            members.append(after)
        else:
            break
    return members[:closed]


def _members_in_name(ctx: Context, r: Referent) -> tuple[str, ...]:
    """ "Renault-Nissan-Mitsubishi Alliance": the companies that a hyphenated name is made of."""
    written = ctx.page.text[r.start : r.end]
    parts = [slug(re.sub(r" [Aa]lliance\Z", "", p)) for p in re.split(r"[-–]", written)]
    known = [p for p in parts if p in ctx.pack.entities and ctx.pack.entities[p].type in COMPANY_TYPES]
    return tuple(known) if len(known) > 1 and len(known) == len(parts) else ()


def possessor(ctx: Context, sentence: Sentence, start: int) -> Link | None:
    """Whose noun begins at ``start``: "Rivian's partnership", "its Chinese partner"."""
    text = ctx.page.text
    companies = [r for r in ctx.focus.referents(sentence) if r.type in COMPANY_TYPES and r.end <= start]
    for r in reversed(companies):
        if r.how == "pronoun":
            if text[r.start : r.end].lower() in {"its", "their"} and _PRONOUN.fullmatch(text[r.start : start]):
                return Link(r.ids[0], r, 3.0)
        elif _POSSESSED.fullmatch(text[r.end : start]):
            return Link(r.ids[0], r, 3.0)
    return None


def clause_subject(ctx: Context, sentence: Sentence, at: int) -> Link | None:
    """The company that is the subject of the clause at the character, whatever other companies are near."""
    referents = [r for r in ctx.focus.referents(sentence) if r.type in COMPANY_TYPES]
    for node in ancestors(ctx.page.token_at(at)):
        if not is_verb(node):
            continue
        # Of two subjects, one of which the parser has taken from the clause before, the one beside the verb.
        for child in reversed([c for c in node.children if c.dep_ in SUBJECT_DEPS and c.idx <= at]):
            if child.tag_ in {"WDT", "WP"} and node.dep_ == "relcl":
                child = node.head
            for r in referents:
                if ctx.page.root_of(r.start, r.end).i == child.i:
                    return Link(r.ids[0], r, 4.0)
            return None
    return None
