"""New vehicles without a name: "Kia will launch a five-seater SUV" tells of something, called after maker and kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from evextract.domain.identity import UNNAMED
from evextract.nlp.comparing import SUBJECT_DEPS, is_compared
from evextract.nlp.discourse import Discourse, Nameless, Referent, State
from evextract.nlp.heirs import heir, of_headline, version
from evextract.nlp.lexicon import stem
from evextract.nlp.more_versions import is_drive_of_centre, one_more_body
from evextract.nlp.nameless import (
    DEFINITE,
    base_of,
    kind_words,
    maker_of,
    noun_of,
    words_before,
)
from evextract.nlp.page import Sentence
from evextract.nlp.presented import is_brought_about, is_shown, is_told, stands_alone
from evextract.nlp.roles import PRODUCT
from evextract.nlp.topics import headed_by

_INDEFINITE = frozenset({
    "a", "an", "another", "two", "three", "four", "five", "several", "new", "next", "upcoming", "first",
})  # fmt: skip
_NEXT = frozenset({"next", "upcoming", "forthcoming"})
_NAMING = frozenset(stem(w) for w in ["be", "call", "name", "dub", "christen"])
_COMING = re.compile(
    r" (?:that (?:is|will)|which (?:is|will)|it (?:plans|promises)|due|coming|arriving|planned|slated|scheduled|expected|promised|to be)(?!\w)"
)
_ORDINALS = frozenset({"first", "second", "third", "fourth", "fifth", "sixth", "last", "final"})
_AFTER = re.compile(r"(?<!\w)[Aa]fter (?:the |its )?\Z")
"""Before what something is set against: "its second EV after the X"."""
_ASKING = re.compile(r"\?[\"”’')]*\Z")
_CARS = frozenset({
    "model", "product", "car", "vehicle", "ev", "newcomer", "offering", "addition", "entry", "project", "sibling",
    "brother", "sister", "cousin", "companion", "one", "second", "third", "fourth", "fifth",
})  # fmt: skip
_OTHER = frozenset({"another", "second", "third", "separate", "different", "other"})
_MADE = frozenset({"based", "derived", "inspired", "sourced", "branded", "badged"})
_FURTHER = _OTHER | _ORDINALS | _NEXT | {"new", "its", "their", "only"}


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
        found = (
            heir(d, token, known, state)
            or version(d, token, known, state)
            or _apposed(d, token, known, state)
            or _kind(d, token, sentence, known, state)
        )
        if found is not None and not _is_able(token):
            new, base = found
            if new.id not in d.nameless and is_shown(token):
                d.awaited = (new.id, sentence.number)
            _remember(d, new, known, state)
            out.append(Introduction(Referent(token.idx, token.idx + len(token), (new.id,), PRODUCT, "unnamed"), base))
    return out


def _is_one_each(token: Token) -> bool:
    """ "Both A and B will launch new crossovers": at least one of each maker."""
    verb = token.head
    subject = next((c for c in verb.children if c.dep_ in SUBJECT_DEPS), None) if token.dep_ == "dobj" else None
    counted = any(c.dep_ == "nummod" for c in token.children)
    return subject is not None and not counted and any(c.lower_ == "both" for c in subject.children)


def _is_able(token: Token) -> bool:
    """ "It has shown that it can build a cheap van": of no van in particular."""
    return token.dep_ == "dobj" and any(c.lower_ == "can" for c in token.head.children if c.dep_ == "aux")


def _apposed(
    d: Discourse, token: Token, known: Sequence[Referent], state: State
) -> tuple[Nameless, Referent | None] | None:
    """ "A second model, a small sedan, will follow", "the fourth EV, a three-row crossover": the words behind say its kind."""
    if token.lower_ not in _CARS:
        return None
    told = next((c for c in token.children if c.dep_ == "appos" and c.i > token.i), None)
    if told is None or _FURTHER.isdisjoint(t.lower_ for t in (*words_before(token), token)):
        return None
    left = words_before(told)
    noun = noun_of(d, told, any_product=token.lower_ in d.nouns.named)
    if noun is None or not left or left[0].lower_ not in {"a", "an"}:
        return None
    if is_compared(token) or _has_gone_by(token) or _is_named(d, token, told, known):
        return None
    maker, _ = maker_of(d, token, known, state)
    if maker is None:
        return None
    if noun not in d.nouns.named:
        noun = token.lower_  # "the fourth EV, a three-row model"
    kind = kind_words(left, [])
    if again := _again(d, maker, noun, kind):
        return again, None
    return Nameless("-".join([maker, UNNAMED, *kind, noun]), maker, noun, frozenset(kind)), None


def _is_named(d: Discourse, token: Token, told: Token, known: Sequence[Referent]) -> bool:
    """ "Its third model, a crossover called the X"."""
    names = [r for r in known if r.type == PRODUCT and r.how == "name"]
    if any(token.left_edge.idx <= r.start < told.idx for r in names):
        return True
    return any(told.idx < r.start <= told.right_edge.idx and d.root(r).dep_ in {"oprd", "appos", "attr"} for r in names)


def _has_gone_by(token: Token) -> bool:
    """Whether the clause tells the past: "the first, a roadster, was built in California" has a name."""
    verb = token.head
    if any(c.dep_ == "xcomp" for c in verb.children):
        return False
    return verb.tag_ == "VBD" or any(c.tag_ == "VBD" for c in verb.children if c.dep_ in {"aux", "auxpass"})


def _kind(
    d: Discourse, token: Token, sentence: Sentence, known: Sequence[Referent], state: State
) -> tuple[Nameless, Referent | None] | None:
    """ "A five-seat SUV", "its first electric van", "the X-based crossover"."""
    if noun_of(d, token, any_product=True) is None:
        return None
    base = base_of(d, token, known)
    noun = noun_of(d, token, any_product=base is not None)
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
    ahead = False
    if base is not None:
        again = next((n for n in d.nameless.values() if n.base == base.ids[0]), None)
        if again is not None:
            return again, base
        if d.brands.get(base.ids[0]) == maker:
            return None
    elif words & DEFINITE:
        ahead = _is_to_come(d, token, noun, maker, state)
        if not ahead and (d.seen or not _NEXT & words or any(r.type == PRODUCT for r in known)):
            return None
    elif not _INDEFINITE & words and not (told and sentence.heading):
        return None
    if not stands_alone(d, token, known) or ("first" in words and told and _is_over(d, token, maker, state)):
        return None
    if not (
        ahead
        or is_brought_about(token, kind=noun in d.nouns.kinds or bool(_OTHER & words))
        or base is not None
        or is_told(token, sentence, told=told)
    ):
        return None
    if noun in {"car", "vehicle"} and kind[-1:] == ["electric"]:
        noun, kind = "ev", kind[:-1]
    several = token.tag_ in {"NNS", "NNPS"} and not _is_one_each(token)
    vague = base is None and (several or (noun in {"car", "vehicle"} and not kind))
    again = None if words & _OTHER else _again(d, maker, noun, kind, vague=vague)
    if again is not None:
        return again, base
    id_ = "-".join([maker, UNNAMED, *kind, token.lower_ if vague else noun])
    new = Nameless(id_, maker, noun, frozenset(kind), base.ids[0] if base else None, vague=vague)
    if is_shown(token) and (headlined := of_headline(d, token, maker, sentence)):
        d.same[id_] = headlined
    if (
        not words & _OTHER
        and not vague
        and (less := next((n for n in reversed(d.nameless.values()) if _is_less_of(n, new)), None))
    ):
        d.same[less.id] = id_
    return new, base


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
    return token.dep_ == "nsubj" and _has_gone_by(token) and any(d.brands.get(v) == maker for v in state.vehicles[:1])


def _is_to_come(d: Discourse, token: Token, noun: str, maker: str, state: State) -> bool:
    """ "The pickup due in 2027": where what the text is about is of another maker, or has been called something else."""
    if noun not in d.nouns.kinds or _COMING.match(d.page.text, token.idx + len(token)) is None:
        return False
    if any(noun in traits and d.brands.get(v) == maker for v, traits in d.traits.items()):
        return False
    return all(d.brands.get(v) != maker or d.traits.get(v) for v in state.vehicles[:1])


def _again(d: Discourse, maker: str, noun: str, kind: Sequence[str], *, vague: bool = False) -> Nameless | None:
    """The vehicle that was introduced with the same words, or with more of them."""
    for n in reversed(d.nameless.values()):
        if n.vague == vague and n.maker == maker and n.noun == noun and set(kind) <= n.words:
            return n
    return None


def _is_less_of(n: Nameless, new: Nameless) -> bool:
    """Whether the new words only add to those that introduced the vehicle."""
    return (
        n.id != new.id
        and (n.maker, n.noun, n.vague) == (new.maker, new.noun, False)
        and n.words < new.words
        and n.base is None
    )


def identify(d: Discourse, sentence: Sentence, referents: Sequence[Referent]) -> None:
    """ "The new van is the X", "the van will be called X": what had no name has one."""
    if d.awaited is not None and 0 < sentence.number - d.awaited[1] < 3:
        maker = d.nameless[d.awaited[0]].maker
        for r in referents:
            if r.type == PRODUCT and r.how == "name" and d.brands.get(r.ids[0]) == maker and not is_compared(d.root(r)):
                if r.ids[0] not in d.seen or r.ids[0] == d.topic:
                    d.same[d.awaited[0]] = r.ids[0]
                d.awaited = None
                break
    for name in referents:
        root = d.root(name)
        if name.how != "name" or name.type != PRODUCT or root.dep_ not in {"attr", "oprd"}:
            continue
        if stem(root.head.lower_) not in _NAMING or any(c.dep_ == "neg" for c in root.head.children):
            continue
        named = {d.root(r).head.i for r in referents if r.how == "name" and d.root(r).dep_ == "appos"}
        # "The first car, the Y, is the X with another nose": it has a name.
        subjects = {c.i for c in root.head.children if c.dep_ in SUBJECT_DEPS} - named
        for r in referents:
            if r.type == PRODUCT and d.root(r).i in subjects and (told := d.nameless.get(r.ids[0])) is not None:
                same = (n for n in d.nameless.values() if n.noun == told.noun and n.base is None)
                d.same |= {n.id: name.ids[0] for n in (told, *same)}


def _remember(d: Discourse, new: Nameless, known: Sequence[Referent], state: State) -> None:
    first = new.id not in d.nameless
    d.nameless.setdefault(new.id, new)
    d.brands[new.id] = new.maker
    if new.noun in d.nouns.kinds:
        d.traits.setdefault(new.id, set()).add(new.noun)
    named = [r for r in known if r.type == PRODUCT and r.how in {"name", "trim"} and r.ids[0] != new.base]
    named = [
        r for r in named if not (is_compared(d.root(r)) or _AFTER.search(d.page.text, max(0, r.start - 12), r.start))
    ]
    if first and not d.seen and not named and headed_by(d.page) is None:
        # The first vehicle that the article speaks of has no name: it is what the article is about, if its headline names none.
        d.topic, d.one_topic = new.id, True
        state.vehicles = (new.id,)
