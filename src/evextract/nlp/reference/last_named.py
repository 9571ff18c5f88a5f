"""What points to the vehicles that were named last, whatever the text is about: "that car", "the latter", "both"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from spacy.tokens import Token

from evextract.nlp.cover import Cover
from evextract.nlp.naming.things import Thing
from evextract.nlp.page import Sentence, starting
from evextract.nlp.reference.discourse import Discourse, Referent
from evextract.nlp.roles import PRODUCT
from evextract.nlp.syntax import SUBJECT_DEPS

_GROUPS = {
    "both": 2,
    "either": 2,
    "neither": 2,
    "each": 2,
    "two": 2,
    "pair": 2,
    "duo": 2,
    "twins": 2,
    "three": 3,
    "trio": 3,
    "four": 4,
    "quartet": 4,
    "five": 5,
    "six": 6,
}
"""Words for several things, and how many they are."""
_RIVALS = frozenset({"rival", "opponent", "competitor", "counterpart", "adversary"})
_LEADS = frozenset({"all", "the", "these", "both", "of", *_GROUPS})
"""What may stand before a counted noun that points back: "all three of the"."""
_ONE = frozenset({"it", "this", "that", "which"})
_IN_LIST = re.compile(r",? (?:and |or |as well as )?(?:the |its )?")
_SENTENCES = 4
"""How many sentences, its own among them, may hold what such a word stands for."""
_REACH = 60
"""How many vehicles named before a word it may point to."""
_BARE = frozenset({"count", "1"})
"""The units of numbers that only count."""


def is_that(token: Token) -> bool:
    """ "That car", "that one": what was named last, be it only in passing; "this car" is the one in focus."""
    return any(c.lower_ == "that" and c.dep_ == "det" for c in token.children)


def last_vehicle(d: Discourse, token: Token, named: Sequence[Referent]) -> tuple[str, ...]:
    """The vehicle named last before the noun, and, where that is the kind of a vehicle, not called another kind."""
    word = token.lower_
    here = [i for r in named if r.type == PRODUCT and r.end <= token.idx for i in r.ids]
    kind = word in d.nouns.kinds
    told = reversed([*d.seen[-_REACH:], *here])
    return next(((v,) for v in told if not kind or word in d.traits.get(v, {word})), ())


def two_before(d: Discourse, token: Token, named: Sequence[Referent]) -> tuple[str, ...]:
    """The vehicles named last, of which "the former", "the latter" or "deliveries of both" speak; none before a noun."""
    following = token.nbor(1) if token.i + 1 < len(d.page.doc) else None
    figure = following is not None and token.lower_ != "both" and following.text[0].isdigit()  # "the latter 209 miles"
    if following is None or (following.tag_.startswith(("NN", "JJ", "CD", "VBG")) and not figure):
        return ()
    if token.lower_ == "both":
        if token.dep_ != "pobj":
            return ()
    elif token.i == 0 or token.nbor(-1).lower_ != "the":
        return ()
    here = [i for r in named if r.type == PRODUCT and r.how == "name" and r.start < token.idx for i in r.ids]
    told = last_two([*d.seen[-_REACH:], *here])
    near = d.page.sentences[max(0, d.page.sentence_at(token.idx).number - _SENTENCES + 1)].start
    if len(told) != 2 or any(i not in d.nameless and not _is_named_since(d, i, near, token.idx) for i in told):
        return ()
    return told


def _is_named_since(d: Discourse, vehicle: str, start: int, end: int) -> bool:
    return any(t.id == vehicle for t in starting(d.page.things, start, end))


def rival_meant(
    d: Discourse, token: Token, named: Sequence[Referent], centre: Callable[[], Sequence[str]]
) -> tuple[str, ...]:
    """ "The X is the cheaper of the two; its rival costs …": the other of the only two vehicles that were named so far.

    ``centre`` finds the vehicle whose rival it is: asked for only where there is such a word, as every token comes here.
    """
    if token.lower_ not in _RIVALS or not any(c.lower_ == "its" and c.dep_ == "poss" for c in token.children):
        return ()
    if any(c.dep_ in {"compound", "appos"} for c in token.children) or token.head.dep_ == "appos":
        return ()
    if token.dep_ == "appos" and not any(c.tag_ == "CD" for c in token.head.children):
        return ()  # "the Y, its main rival": that is which one it is; not so "141 kW, its rival 165"
    here = [i for r in named if r.type == PRODUCT and r.how == "name" and r.start < token.idx for i in r.ids]
    vague = {i for i, known in d.nameless.items() if known.vague}
    told, own = dict.fromkeys(i for i in (*d.seen, *here) if i not in vague), centre()
    return tuple(i for i in told if i not in own) if len(told) == 2 and len(own) == 1 and own[0] in told else ()


def pair_of_last(d: Discourse, sentence: Sentence) -> tuple[str, ...]:
    """The two vehicles that the sentence before names, if it names two."""
    if not sentence.number:
        return ()
    last = d.page.sentences[sentence.number - 1]
    named = tuple(dict.fromkeys(d.told_in(last.start, last.end)))
    return named if len(named) == 2 else ()


def is_group(token: Token) -> bool:
    """ "All three are built in Kolin", "the two share a platform", "the pair": a number of things that were named before."""
    if token.lower_ not in _GROUPS or token.dep_ not in SUBJECT_DEPS:
        return False
    before = token.nbor(-1).lower_ if token.i else ""
    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if following is None or following.tag_.startswith(("NN", "JJ", "CD")) or following.lower_ == "of":
        return False
    return before in {"all", "the", "these"}


def group_size(token: Token) -> int:
    return _GROUPS[token.lower_]


def all_before(d: Discourse, sentence: Sentence, token: Token) -> tuple[str, ...]:
    """The vehicles of "all of them sit on", "each of these uses", "they share": the list that its own sentence has told
    before, else that of the sentence before; of "they" only what that one has as its subject.
    """
    whole = _is_whole(token)
    if token.dep_ not in SUBJECT_DEPS or not (whole or token.lower_ == "they"):
        return ()
    if whole and (here := _named_in(d, sentence.start, token.idx)):
        return _one_list(d, here)
    if not sentence.number:
        return ()
    last = d.page.sentences[sentence.number - 1]
    if "\n" in d.page.text[last.end : sentence.start]:
        return ()
    verb = next((t for t in d.page.doc[last.first : last.last] if t.dep_ == "ROOT"), None)
    named = _named_in(d, last.start, last.end)
    before = [t for t in named if verb is not None and t.end <= verb.idx]
    if any(d.page.root_of(t.start, t.end).dep_ in SUBJECT_DEPS for t in before):
        return _one_list(d, before)
    return _one_list(d, named) if whole and verb is not None and not _tells_of_one(d, verb) else ()


def every_one(d: Discourse, token: Token) -> tuple[str, ...]:
    """ "All the cars", "all these models": the vehicles of the list that the sentence before, or its own, has told."""
    left = [t.lower_ for t in d.page.doc[token.left_edge.i : token.i]]
    if (
        "all" not in left
        or not _LEADS.issuperset(left)
        or any(c.i > token.i for c in token.children if c.dep_ != "punct")
    ):
        return ()
    sentence = d.page.sentence_at(token.idx)
    here = _named_in(d, sentence.start, token.idx)
    if here or not sentence.number:
        return _one_list(d, here)
    last = d.page.sentences[sentence.number - 1]
    return () if "\n" in d.page.text[last.end : sentence.start] else _one_list(d, _named_in(d, last.start, last.end))


def _is_whole(token: Token) -> bool:
    """ "All", "all of them", "each of these", "every one of them"; not "all of the cars", "all that it sells"."""
    of = [g.lower_ for c in token.children if c.lower_ == "of" for g in c.children]
    if any(g not in {"them", "these", "those"} for g in of) or any(c.dep_ == "relcl" for c in token.children):
        return False
    one = token.lower_ == "one" and any(c.lower_ in {"every", "each"} for c in token.children)
    return token.lower_ == "all" or (bool(of) and (one or token.lower_ == "each"))


def _named_in(d: Discourse, start: int, end: int) -> list[Thing]:
    things = starting(d.page.things, start, end)
    return [t for t in things if t.type == PRODUCT and t.inside is None and t.end <= end]


def _one_list(d: Discourse, named: Sequence[Thing]) -> tuple[str, ...]:
    """Two and more vehicles that stand in one list."""
    if not all(_IN_LIST.fullmatch(d.page.text, x.end, y.start) for x, y in pairwise(named)):
        return ()
    ids = tuple(dict.fromkeys(t.id for t in named))
    return ids if len(ids) > 1 else ()


def _tells_of_one(d: Discourse, verb: Token) -> bool:
    """ "It competes with the X and the Y": another vehicle, which may be meant as well."""
    subjects = (c for c in verb.children if c.dep_ in SUBJECT_DEPS)
    return any(c.lower_ in _ONE or (c.tag_ == "NN" and c.lower_ in d.nouns.products) for c in subjects)


def group_before(d: Discourse, sentence: Sentence, token: Token) -> tuple[str, ...]:
    """The vehicles named last, as many as the word counts: those of its own sentence, of the one before, of both … in its paragraph.

    Where a sentence names too many of them, nobody knows which are meant.
    """
    return _last_named(d, sentence, token.idx, _GROUPS[token.lower_])


def counted_group(d: Discourse, token: Token) -> tuple[str, ...]:
    """The vehicles named last of which a counted noun speaks: "all three models", "the two crossovers", "both cars".

    None where the words at the noun name a maker or say that they are others: "the three new ones", "the two of Ford".
    """
    left = [t.lower_ for t in d.page.doc[token.left_edge.i : token.i]]
    wanted = next((_GROUPS[word] for word in left if word in _GROUPS), None)
    if wanted is None or not _LEADS.issuperset(left) or any(c.lower_ == "of" for c in token.children):
        return ()
    return _last_named(d, d.page.sentence_at(token.idx), token.left_edge.idx, wanted)


def _last_named(d: Discourse, sentence: Sentence, at: int, wanted: int) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for number in range(sentence.number, max(-1, sentence.number - _SENTENCES), -1):
        part = d.page.sentences[number]
        if number < sentence.number and "\n" in d.page.text[part.end : d.page.sentences[number + 1].start]:
            return _of_heading(d, at, wanted) if not found else ()
        found = dict.fromkeys([*d.told_in(part.start, min(part.end, at)), *found])
        if (
            not found
            and d.groups
            and d.groups[-1].count == wanted
            and part.start <= d.groups[-1].at < min(part.end, at)
        ):
            return (d.groups[-1].id,)
        if len(found) >= wanted:
            break
    return tuple(found) if len(found) == wanted else ()


def _of_heading(d: Discourse, at: int, wanted: int) -> tuple[str, ...]:
    """The vehicles of the headline, where the text has named no other yet: "A against B. Both sit on …"."""
    first = d.page.sentences[0]
    named = [t for t in d.page.things[:_REACH] if t.type == PRODUCT and t.inside is None and t.end <= at]
    told = tuple(dict.fromkeys(t.id for t in named if t.start < first.end))
    line = "\n" in d.page.text[first.end : first.end + 2]
    return told if line and len(told) == wanted == len({t.id for t in named}) else ()


def last_two(vehicles: Sequence[str]) -> tuple[str, ...]:
    """The two different ones that come last, in the order of their last mention."""
    return tuple(dict.fromkeys(reversed(vehicles)))[1::-1]


def plant_described(d: Discourse, token: Token) -> str | None:
    """ "The plant", "this site": the one named last, unless a name or a number says that it is another."""
    left = d.page.doc[token.left_edge.i : token.i]
    measured = Cover(
        q for q in starting(d.page.quantities, token.left_edge.idx, token.idx) if q.quantity.unit not in _BARE
    )
    if not any(t.lower_ in {"the", "this", "that"} for t in left) or any(
        t.tag_ in {"NNP", "CD", "JJ", "JJS", "POS"} and t.lower_ != "same" and not measured.touches(t.idx, t.idx + 1)
        for t in left
    ):
        return None  # "the $2 billion plant" is told by its size, "the second plant" is another
    if any(
        c.dep_ == "prep" and c.lower_ in {"in", "at", "near", "outside", "of"} and c.i == token.i + 1
        for c in token.children
    ):
        return None  # "the plant of the X" is told by what it makes
    return d.page.plants.last(token.idx)
