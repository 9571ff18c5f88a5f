"""The signs by which a learned model tells what an unknown name stands for: its shape, and the words around its mentions.

As in the first systems for named entities that were learned (Collins and Singer, "Unsupervised models for named entity
classification", 1999): spelling on one side, context on the other, all mentions of an article together.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from operator import attrgetter

from spacy.tokens import Doc, Token

from evextract.nlp.lexicon import stem
from evextract.nlp.naming.names import fold
from evextract.nlp.naming.spans import Unknown
from evextract.nlp.naming.things import COMPANY_TYPES, Thing
from evextract.nlp.roles import PRODUCT
from evextract.nlp.syntax import ancestors, is_verb

_WINDOW = 6
_UPPER, _LOWER, _DIGIT = re.compile("[A-ZÄÖÜÉŠ]+"), re.compile("[^\\WA-Z\\d_]+"), re.compile(r"\d")
_BREAK = re.compile(r"[.!?;]\s|\n")
_start = attrgetter("start")


class NameSigns:
    """Of the names of one article. ``called``: the nouns for vehicles; ``trims``: what makers call versions."""

    def __init__(
        self,
        doc: Doc,
        text: str,
        things: Sequence[Thing],
        *,
        title: str,
        called: Collection[str],
        trims: Collection[str],
        unknown: Sequence[Unknown],
    ) -> None:
        self._doc, self._text, self._title = doc, text, title
        self._called, self._trims = called, trims
        self._starts = [t.idx for t in doc]
        outer = sorted((t for t in things if t.inside is None), key=_start)
        self._outer, self._outer_starts = outer, [t.start for t in outer]
        self._kinds: dict[int, str] = {}
        for thing in outer:
            kind = "<company>" if thing.type in COMPANY_TYPES else f"<{thing.type}>"
            for i in range(self._at(thing.start), self._at(thing.end - 1) + 1):
                self._kinds[i] = kind
        self._unknown = frozenset(
            i for u in unknown for start, end in u.spans for i in range(self._at(start), self._at(end - 1) + 1)
        )
        products = {t.id for t in outer if t.type == PRODUCT}
        self._products = min(len(products), 4)
        self._small = frozenset(t.text for t in doc if t.is_lower)

    def _at(self, char: int) -> int:
        return max(0, bisect_right(self._starts, char) - 1)

    def of(self, unknown: Unknown) -> list[str]:
        """Each once, in a fixed order."""
        signs = ["always", f"products {self._products}", *self._shape(unknown)]
        heads = 0
        for start, end in unknown.spans[:8]:
            first, last = self._at(start), self._at(end - 1)
            heads += bool(self._doc[first].is_sent_start)
            signs += self._mention(start, end, first, last)
        signs.append(f"mentions {min(len(unknown.spans), 5)}")
        if heads == len(unknown.spans):
            signs.append("heads only")
        return list(dict.fromkeys(signs))

    def _shape(self, unknown: Unknown) -> Iterator[str]:
        words = unknown.name.split()
        shapes = [_shape(w) for w in words]
        yield f"shape {' '.join(shapes)}"
        yield f"first {shapes[0]}"
        yield f"first {shapes[0]} products {self._products}"
        yield f"words {len(words)}"
        yield f"length {min(len(words[0]), 9)}"
        for word in words[1:]:
            yield f"part {fold(word)}"
        if len(words) == 1 and words[0].isalpha() and not words[0].isupper():
            yield f"ends {words[0][-2:]}"
            if words[0].lower() in self._small:
                yield "also a word"
        if words[0] in self._trims or unknown.name in self._trims:
            yield "trim"
        if unknown.name in self._title:
            yield "in title"

    def _mention(self, start: int, end: int, first: int, last: int) -> Iterator[str]:
        doc, token = self._doc, self._doc[first : last + 1].root
        before = [self._word(i) for i in range(first - 1, max(-1, first - 1 - _WINDOW), -1)]
        behind = [self._word(i) for i in range(last + 1, min(len(doc), last + 1 + _WINDOW))]
        one = [*before, "<begin>", "<begin>"]
        two = [*behind, "<end>", "<end>"]
        yield f"before {one[0]}"
        yield f"before {one[1]} {one[0]}"
        yield f"behind {two[0]}"
        yield f"behind {two[0]} {two[1]}"
        yield f"both {one[0]} {two[0]}"
        yield from (f"near before {w}" for w in before[:4])
        yield from (f"near behind {w}" for w in behind[:4])
        if doc[first].is_sent_start:
            yield "heads sentence"
        yield f"tag {doc[first].tag_}"
        yield f"entity {doc[first].ent_type_} {'whole' if doc[last].ent_type_ == doc[first].ent_type_ else ''}"
        yield f"role {token.dep_}"
        yield from self._syntax(token)
        yield from self._makers(start, end)

    def _syntax(self, token: Token) -> Iterator[str]:
        above = ancestors(token)[1:5]
        if above:
            yield f"above {token.dep_} {self._word(above[0].i)}"
        if token.dep_ in {"conj", "appos", "compound", "nmod"} and above:
            yield f"{token.dep_} of {self._word(above[0].i)}"
        verb = next((t for t in above if is_verb(t)), None)
        if verb is not None:
            side = "subject" if token.dep_.startswith("nsubj") else "under"
            yield f"{side} {stem(verb.lower_)}"
        for child in token.children:
            if child.dep_ in {"amod", "appos", "conj", "det", "poss", "compound", "acl", "relcl", "prep"}:
                yield f"{child.dep_} {self._word(child.i)}"
                if child.dep_ in {"appos", "conj"} and child.lower_.removesuffix("s") in self._called:
                    yield "is called so"
        if token.dep_ in {"nsubj", "nsubjpass"} and token.head.lemma_ == "be":
            for child in token.head.children:
                if child.dep_ == "attr":
                    yield f"is {self._word(child.i)}"

    def _makers(self, start: int, end: int) -> Iterator[str]:
        """What stands right before, and the last thing of the sentence."""
        n = bisect_left(self._outer_starts, start)
        last = self._outer[n - 1] if n else None
        if last is not None and start - last.end < 400:
            gap = self._text[last.end : start]
            kind = "company" if last.type in COMPANY_TYPES else last.type
            if gap == " ":
                yield f"right behind {last.type}"
            elif re.fullmatch(r"[’']s?(?: [a-z-]+){0,3} ", gap):
                yield f"owned by {kind}"
            elif re.fullmatch(r"(?:,| and| or|, and|/)(?: the| its| an?)? ?", gap):
                yield f"listed behind {kind}"
            breaks = len(_BREAK.findall(gap))
            yield f"last {kind} {min(breaks, 2)}"
            if not breaks:
                yield f"sentence {kind}"
        following = self._outer[n] if n < len(self._outer) else None
        if following is not None and following.start - end < 30:
            gap = self._text[end : following.start]
            kind = "company" if following.type in COMPANY_TYPES else following.type
            if re.fullmatch(r"(?:,| and| or|, and|/)(?: the| its| an?)? ?", gap):
                yield f"listed before {kind}"

    def _word(self, i: int) -> str:
        token = self._doc[i]
        kind = self._kinds.get(i)
        if kind is not None:
            return kind
        if i in self._unknown:
            return "<unknown>"
        if token.tag_ == "CD" or token.like_num:
            return "#"
        if token.is_space:
            return "<break>"
        word = token.lower_
        if word.removesuffix("s") in self._called:
            return "<noun>"
        return "<name>" if token.tag_ in {"NNP", "NNPS"} else stem(word)


def _shape(word: str) -> str:
    return _DIGIT.sub("9", _LOWER.sub("x", _UPPER.sub(lambda m: "X" * min(len(m[0]), 3), word)))
