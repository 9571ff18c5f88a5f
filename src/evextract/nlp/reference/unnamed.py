"""New vehicles without a name: "Kia will launch a five-seater SUV" tells of something, called after maker and kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from evextract.nlp.lexicon import stem
from evextract.nlp.page import Sentence
from evextract.nlp.reference.announced import announce, join, listed, one_for_each
from evextract.nlp.reference.comparing import is_compared
from evextract.nlp.reference.discourse import Discourse, Nameless, Referent, State
from evextract.nlp.reference.heirs import heir, is_heir_of, of_headline, sibling, version
from evextract.nlp.reference.kind_beside import has_gone_by, kind_beside
from evextract.nlp.reference.more_versions import is_drive_of_centre, one_more_body
from evextract.nlp.reference.nameless import (
    DEFINITE,
    NEXT,
    ORDINALS,
    OTHER,
    base_of,
    called_so,
    id_of,
    kind_words,
    maker_of,
    noun_of,
    words_before,
)
from evextract.nlp.reference.presented import is_brought_about, is_shown, is_told, stands_alone
from evextract.nlp.reference.topics import headed_by
from evextract.nlp.roles import PRODUCT
from evextract.nlp.syntax import subject_of

_INDEFINITE = frozenset({
    "a", "an", "another", "two", "three", "four", "five", "several", "new", "next", "upcoming", "first", "own",
    "unnamed", "yet-unnamed", "as-yet-unnamed", "nameless", "forthcoming", "future", "planned",
})  # fmt: skip
_COMING = re.compile(
    r" (?:that (?:is|will)|which (?:is|will)|it (?:plans|promises)|due|coming|arriving|planned|slated|scheduled|expected|promised|to be)(?!\w)"
)
_AFTER = re.compile(r"(?<!\w)[Aa]fter (?:the |its )?\Z")
"""Before what something is set against: "its second EV after the X"."""
_DROPPING = frozenset(map(stem, ["replace", "drop", "scrap", "cancel", "join"]))
_TO_BE_CALLED = re.compile(
    r",? (?:(?:that|which) )?(?:is |will )?(?:expected|likely|set|rumou?red|believed|thought|tipped|due|reportedly)? ?(?:to )?(?:be )?"
    r"(?:called|named|badged|dubbed) (?:the )?[“\"'‘]?"
)
_ASKING = re.compile(r"\?[\"”’')]*\Z")
_ONE_MORE = frozenset({"another", "different", "second", "third"})
_ANY_CAR = frozenset({"car", "vehicle", "ev"})
_MADE = frozenset({"based", "derived", "inspired", "sourced", "branded", "badged"})


@dataclass(frozen=True, slots=True)
class Introduction:
    """A phrase that stands for a vehicle without a name; ``base``: the name in it that only says what it is made from."""

    referent: Referent
    base: Referent | None


def find_unnamed(d: Discourse, sentence: Sentence, known: Sequence[Referent], state: State) -> list[Introduction]:
    """The phrases of the sentence that introduce one, or one that was introduced in such words before."""
    out: list[Introduction] = []
    if _ASKING.search(d.page.text, sentence.start, sentence.end):
        return out  # who asks "would anyone buy a small Kia van?" doesn't say that there will be one
    for token in d.page.doc[sentence.first : sentence.last]:
        if not token.tag_.startswith(("NN", "JJ")) or any(r.start <= token.idx < r.end for r in known):
            continue
        if (one := one_more_body(d, token, known, state)) is not None:
            out.append(Introduction(one, None))
            continue
        if each := one_for_each(d, token, known):
            out.append(Introduction(_introduced(d, token, each, known, state), None))
            continue
        if (group := announce(d, token, known, state)) is not None:
            out.append(Introduction(_introduced(d, token, [group], known, state), None))
            continue
        found = (
            heir(d, token, known, state)
            or version(d, token, known, state)
            or sibling(d, token, known, state)
            or kind_beside(d, token, known, state)
            or _kind(d, token, sentence, known, state)
        )
        if found is not None and not _is_able(token):
            new, base = found
            if new.id not in d.nameless and is_shown(token):
                d.awaited = (new.id, sentence.number)
            if (name := _called_behind(d, token, known)) is not None:
                d.same[new.id] = name
            out.append(Introduction(_introduced(d, token, [new], known, state), base))
            join(d, new, sentence.number)
        elif (member := listed(d, token, known, state)) is not None:
            out.append(Introduction(_introduced(d, token, [member], known, state), None))
            join(d, member, sentence.number)
    return out


def _introduced(
    d: Discourse, token: Token, new: Sequence[Nameless], known: Sequence[Referent], state: State
) -> Referent:
    for one in new:
        _remember(d, one, known, state)
        if not one.vague:
            d.introduced.append((token.idx, one.id))
    return Referent(token.idx, token.idx + len(token), tuple(n.id for n in new), PRODUCT, "unnamed")


def _called_behind(d: Discourse, token: Token, known: Sequence[Referent]) -> str | None:
    """ "An electric hatchback, expected to be called the X"."""
    end = token.idx + len(token)
    names = (r for r in known if r.type == PRODUCT and r.how == "name" and r.start > end)
    return next((r.ids[0] for r in names if _TO_BE_CALLED.fullmatch(d.page.text, end, r.start)), None)


def _is_one_each(token: Token) -> bool:
    """ "Both A and B will launch new crossovers": at least one of each maker."""
    verb = token.head
    subject = subject_of(verb) if token.dep_ == "dobj" else None
    counted = any(c.dep_ == "nummod" for c in token.children)
    return subject is not None and not counted and any(c.lower_ == "both" for c in subject.children)


def _is_able(token: Token) -> bool:
    """ "It has shown that it can build a cheap van": of no van in particular."""
    return token.dep_ == "dobj" and any(c.lower_ == "can" for c in token.head.children if c.dep_ == "aux")


def _kind(
    d: Discourse, token: Token, sentence: Sentence, known: Sequence[Referent], state: State
) -> tuple[Nameless, Referent | None] | None:
    """ "A five-seat SUV", "its first electric van", "the X-based crossover"."""
    if noun_of(d, token, any_product=True) is None:
        return None
    base = base_of(d, token, known)
    noun = noun_of(d, token, any_product=base is not None or _is_a_model(token))
    if noun is None or (token.dep_ == "compound" and token.head.i > token.i):
        return None
    left = words_before(token)
    if base is None and is_drive_of_centre(d, token, known, state):
        return None
    words = {t.lower_ for t in left}
    start = left[0].idx if left else token.idx
    inside = [r for r in known if start <= r.start < token.idx and r is not base]
    if any(r.type == PRODUCT for r in inside):
        return None
    maker, told = maker_of(d, token, known, state)
    if maker is None or _is_under_heading(d, sentence, maker if told else None):
        return None
    kind = kind_words(left, [*inside, *([base] if base else [])])
    kind = [w for w in kind if w not in _MADE]
    if noun == "model" and base is None:
        kind = [*(t.lower_ for t in left if t.lower_ in ORDINALS), *kind]
    ahead = False
    if base is not None:
        again = next((n for n in d.nameless.values() if n.base == base.ids[0]), None)
        if again is not None:
            return again, base
        brought = words & {"a", "an", "another"} and is_brought_about(token, kind=noun in d.nouns.named)
        if d.brands.get(base.ids[0]) == maker and not brought:
            return None
    elif words & DEFINITE:
        ahead = _is_to_come(d, token, noun, maker, state)
        if not ahead and (d.seen or not NEXT & words or any(r.type == PRODUCT for r in known)):
            return None
    elif (
        not _INDEFINITE & words
        and not ("more" in words and left[0].lower_ == "one")
        and not (told and sentence.heading)
    ):
        return None
    if not stands_alone(d, token, known) or ("first" in words and told and _is_over(d, token, maker, state)):
        return None
    if not (
        ahead
        or is_brought_about(token, kind=_is_of_a_kind(d, noun, kind, words) or _is_next_of_its_maker(left))
        or base is not None
        or is_told(token, sentence, told=told)
    ):
        return None
    if noun in {"car", "vehicle"} and kind[-1:] == ["electric"]:
        noun, kind = "ev", kind[:-1]
    several = token.tag_ in {"NNS", "NNPS"} and not _is_one_each(token)
    vague = base is None and (several or (noun in {"car", "vehicle"} and not kind))
    again = None if words & OTHER or base is not None else called_so(d, maker, noun, kind, vague=vague)
    apart = again is not None and _is_elsewhere(d, token, words, again)
    if again is not None and not apart:
        return again, base
    if again is not None and set(kind) == again.words:
        kind = [*(place.lower() for place in d.places.get(sentence.number, ())[:1]), *kind]
    if again is None and words & _ONE_MORE and base is None and id_of(maker, kind, noun) in d.nameless:
        kind = [*sorted(words & _ONE_MORE), *kind]
    id_ = id_of(maker, kind, token.lower_ if vague else noun)
    new = Nameless(id_, maker, noun, frozenset(kind), base.ids[0] if base else None, vague=vague)
    if is_shown(token) and (headlined := of_headline(d, token, maker, sentence)):
        d.same[id_] = headlined
    if (
        not words & OTHER
        and not vague
        and not apart
        and (less := next((n for n in reversed(d.nameless.values()) if _is_less_of(n, new)), None))
        and not _is_elsewhere(d, token, words, less)
    ):
        d.same[less.id] = id_
    return new, base


def _is_a_model(token: Token) -> bool:
    """ "An electric model", "one more hybrid model": any of a kind, that is said to come."""
    left = words_before(token)
    return (
        token.lower_ == "model"
        and bool(left)
        and left[0].lower_ in {"a", "an", "another", "one"}
        and bool(kind_words(left, []))
        and stem(token.head.lower_) not in _DROPPING
        and is_brought_about(token, kind=True)
    )


def _is_of_a_kind(d: Discourse, noun: str, kind: Sequence[str], words: set[str]) -> bool:
    """ "A small van", "another EV", "an electric city car"."""
    return noun in d.nouns.kinds or bool(OTHER & words) or (noun in _ANY_CAR and len(kind) > 1)


def _is_next_of_its_maker(left: Sequence[Token]) -> bool:
    """ "Its first hybrid", "the brand's next EV"."""
    return bool(left) and left[0].tag_ in {"POS", "PRP$"} and any(t.lower_ in ORDINALS | NEXT for t in left)


def _is_under_heading(d: Discourse, sentence: Sentence, maker: str | None) -> bool:
    """ "Kia EV4: a hatch and a sedan are planned", "Kia's first sedan": right under a line with a vehicle's name, of that maker."""
    above = d.page.sentences[sentence.number - 1] if sentence.number else None
    if above is None or "\n" not in d.page.text[above.end : sentence.start]:
        return False
    named = [t for t in d.page.things_in(above) if t.type == PRODUCT and t.inside is None]
    if len(named) != 1 or (named[0].start, named[0].end) != (above.start, above.end):
        return False
    return maker is None or d.brands.get(named[0].id) == maker


def _is_over(d: Discourse, token: Token, maker: str, state: State) -> bool:
    """ "Jaguar's first electric car won prizes", where the text is about a Jaguar: that has a name."""
    return token.dep_ == "nsubj" and has_gone_by(token) and any(d.brands.get(v) == maker for v in state.vehicles[:1])


def _is_to_come(d: Discourse, token: Token, noun: str, maker: str, state: State) -> bool:
    """ "The pickup due in 2027": where what the text is about is of another maker, or has been called something else."""
    if noun not in d.nouns.kinds or _COMING.match(d.page.text, token.idx + len(token)) is None:
        return False
    if any(noun in traits and d.brands.get(v) == maker for v, traits in d.traits.items()):
        return False
    return all(d.brands.get(v) != maker or d.traits.get(v) for v in state.vehicles[:1])


def _is_elsewhere(d: Discourse, token: Token, words: set[str], told: Nameless) -> bool:
    """Whether "a pickup" under the heading of one market is another than that told of under the heading of the next.

    Or "an affordable pickup" another than "a midsize electric pickup" before.
    """
    if not words & {"a", "an", "another"}:
        return False
    first = next((at for at, id_ in d.introduced if id_ == told.id), token.idx)
    praised = any(c.tag_ in {"JJ", "JJR"} and c.lower_ not in {"new", "all-new", *told.words} for c in token.lefts)
    if praised and told.words - set(kind_words(words_before(token), [])) and not d.page.sentence_at(first).heading:
        return True
    return d.places.get(d.page.sentence_at(first).number) != d.places.get(d.page.sentence_at(token.idx).number)


def _is_less_of(n: Nameless, new: Nameless) -> bool:
    """Whether the new words only add to those that introduced the vehicle."""
    return (
        n.id != new.id
        and (n.maker, n.noun, n.vague) == (new.maker, new.noun, False)
        and n.words < new.words
        and n.base is None
    )


def _remember(d: Discourse, new: Nameless, known: Sequence[Referent], state: State) -> None:
    first = new.id not in d.nameless
    d.nameless.setdefault(new.id, new)
    d.brands[new.id] = new.maker
    if new.noun in d.nouns.kinds:
        d.traits.setdefault(new.id, set()).add(new.noun)
    named = [r for r in known if r.type == PRODUCT and r.how in {"name", "trim"} and r.ids[0] != new.base]
    named = [
        r
        for r in named
        if not (
            is_compared(d.root(r))
            or _AFTER.search(d.page.text, max(0, r.start - 12), r.start)
            or is_heir_of(d, new, r.ids[0])
        )
    ]
    if first and not d.seen and not named and headed_by(d.page) is None:
        # The first vehicle that the article speaks of has no name: it is what the article is about, if its headline names none.
        d.topic, d.one_topic = new.id, True
        state.vehicles = (new.id,)
