"""Companies, towns and people that no list has, from the language model."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import pairwise

from spacy.tokens import Doc

from evextract.nlp.cover import Cover
from evextract.nlp.naming.names import fold
from evextract.nlp.naming.things import ORGANISATION, PERSON, PLACE, Thing, slug

_NO_NAME = re.compile(r"\n|[’']s |\b(?:[FRA4]WD|kWh)\b")
"""What no firm's name holds: "Cupra's Raval" is two, "AWD Long Range" none."""
_NO_PERSON = frozenset({"’s", "'s", "CEO", "CFO", "COO", "CTO", "CIO", "CMO", "CPO", "CSO", "VP", "EVP", "SVP"})
"""What the language model takes for part of a name: "CFO Jane Roe"."""
_OUTLET = re.compile(
    r" (?:News|Times|Post|Journal|Herald|Tribune|Gazette|Chronicle|Telegraph|Magazine|Weekly|Daily|Zeitung|Radio|Television|TV)\Z"
)
"""The end of the name of who only tells of firms."""
_HYPHENATED = re.compile(r"[-‑][a-z]+(?!\w)")
"""The end of a given name that it cuts off: "Kim Min-jun"."""
_AT = re.compile(r"(?<!\w)(?:in|at|near|outside|from|to) \Z")
_STANDING = frozenset({"nsubj", "nsubjpass", "pobj", "appos", "conj", "compound", "nmod", "poss"})
_NAMED = r"[A-Z][\w’'-]+(?: (?:[A-Z][\w’'-]+|de|do|dos|la|upon|of)){0,3}"
_TOWN = re.compile(_NAMED)
_OPENING = re.compile(r"(?:The|In|At|From|Near|Outside|Its|Their|And|But|When|While|Since|As|For) ")
_OWNER = re.compile(r"[’']s ")
_IN_TOWN = re.compile(rf"(?<!\w)(?:in|at|near|outside|from) (?P<town>{_NAMED}), \Z")
_CLOSED = re.compile(r"[,.;:)]|\Z")
"""Behind a region that only tells where a town lies: not "in May, Spain got"."""
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_TIMES = frozenset({"DATE", "TIME", "EVENT"})


def unknown_companies(
    doc: Doc, text: str, things: list[Thing], *, never: Collection[str], outlets: Collection[str]
) -> list[Thing]:
    """``never``: names of no company; ``outlets``: those of who only tells of them, which are no company's either."""
    found = []
    taken = Cover(things)
    capitals = _Capitals(text)
    for ent in doc.ents:
        name = ent.text.removesuffix("’s").removesuffix("'s").strip()
        if ent.label_ != "ORG" or not name or not name[0].isupper() or len(name) < 3 or _NO_NAME.search(name):
            continue
        if taken.touches(ent.start_char, ent.end_char):
            continue
        if fold(name).rstrip("+") in never or not any(t.tag_.startswith("NNP") for t in ent):
            continue
        start = ent.start_char + (4 if name.lower().startswith("the ") else 0)
        name = text[start : ent.start_char + len(name)]
        if capitals.give(start, name):
            continue
        told = fold(name).removeprefix("the ") in outlets or _OUTLET.search(name) is not None
        type_ = ORGANISATION if told else "company"
        found.append(Thing(start, start + len(name), slug(name), type_, known=False))
    return found


class _Capitals:
    """Headlines in which each word has a capital, each looked at once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._headlines: dict[int, str | None] = {}

    def give(self, start: int, name: str) -> bool:
        """Whether the name at ``start`` has its capitals from such a headline, and stands nowhere else."""
        first = self._text.rfind("\n", 0, start) + 1
        if first not in self._headlines:
            self._headlines[first] = self._headline(first)
        line = self._headlines[first]
        return line is not None and self._text.count(name) == line.count(name)

    def _headline(self, first: int) -> str | None:
        end = self._text.find("\n", first)
        line = self._text[first : end if end >= 0 else len(self._text)]
        words = [word for word in _WORD.findall(line) if len(word) > 3]
        return line if len(words) > 3 and all(word[0].isupper() for word in words) else None


def unknown_places(doc: Doc, text: str, things: list[Thing]) -> list[Thing]:
    """Towns that no list has, from the language model."""
    found = []
    taken = Cover(things)
    for ent in doc.ents:
        name = text[ent.start_char : ent.end_char].removeprefix("the ").strip()
        if ent.label_ != "GPE" or not name[:1].isupper() or not name.replace(" ", "").replace("-", "").isalpha():
            continue
        start = ent.end_char - len(name)
        if text[start : ent.end_char] == name and not taken.touches(start, ent.end_char):
            found.append(Thing(start, ent.end_char, slug(name), PLACE, known=False))
    return found


def towns_by_region(doc: Doc, text: str, things: list[Thing]) -> list[Thing]:
    """Towns that the model does not know, but the state or country behind them: "in Florence, South Carolina,"."""
    taken = Cover(things)
    found: list[Thing] = []
    for region in (t for t in things if t.type == PLACE):
        told = _IN_TOWN.search(text, max(0, region.start - 60), region.start)
        if told is None or not _CLOSED.match(text, region.end) or taken.touches(*told.span("town")):
            continue
        span = doc.char_span(*told.span("town"))
        if span is not None and all(t.tag_.startswith("NNP") and t.ent_type_ not in _TIMES for t in span):
            found.append(Thing(*told.span("town"), slug(told["town"]), PLACE, known=False))
    for town in list(found):
        name = text[town.start : town.end]
        for again in re.finditer(rf"(?<!\w){re.escape(name)}(?![\w-])", text[town.end :]):
            start, end = (town.end + n for n in again.span())
            if _AT.search(text, max(0, start - 8), start) and not taken.touches(start, end):
                found.append(Thing(start, end, town.id, PLACE, known=False))
    return sorted(set(found), key=lambda t: t.start)


def towns_of_plants(
    doc: Doc, text: str, things: list[Thing], towns: Collection[str], *, of_makers: Collection[str]
) -> list[Thing]:
    """Towns that only a plant makes known: "imported from Asan"; ``towns``: as ids are made of them.

    Those ``of_makers`` have a plant of a maker that the text names, and need no preposition before them: "Windsor builds the".
    """
    taken = Cover(things)
    found: list[Thing] = []
    for start, end in _names(text):
        led = _AT.search(text, max(0, start - 8), start) is not None
        while start < end:
            town = slug(text[start:end])
            if town in (towns if led else of_makers) and not taken.touches(start, end):
                span = doc.char_span(start, end)
                if led or (span is not None and all(t.tag_ == "NNP" for t in span) and span.root.dep_ in _STANDING):
                    found.append(Thing(start, end, town, PLACE, known=False))
                break
            end = max(start, text.rfind(" ", start, end))
    return found


def _names(text: str) -> Iterator[tuple[int, int]]:
    """What is written like a town's name, without the word that opens the sentence; of "Volvo's Ghent factory" what is Volvo's."""
    for told in _TOWN.finditer(text):
        opening = _OPENING.match(text, told.start(), told.end())
        start = opening.end() if opening is not None else told.start()
        for owner in _OWNER.finditer(text, start, told.end()):
            yield start, owner.start()
            start = owner.end()
        yield start, told.end()


def people(doc: Doc, text: str, things: list[Thing]) -> list[Thing]:
    """People by full name from the language model, then by surname alone."""
    found: list[Thing] = []
    surnames: dict[str, str] = {}
    taken = Cover(things)
    for ent in doc.ents:
        words = [t for t in ent if t.tag_.startswith("NNP") and t.text not in _NO_PERSON]
        if ent.label_ != "PERSON" or len(words) < 2 or any(a.i + 1 != b.i for a, b in pairwise(words)):
            continue
        start, end = words[0].idx, words[-1].idx + len(words[-1])
        rest = _HYPHENATED.match(text, end)
        end = rest.end() if rest is not None else end
        if taken.touches(start, end) or any(c.isdigit() for c in text[start:end]):
            continue
        person = Thing(start, end, slug(text[start:end]), PERSON, known=False)
        found.append(person)
        surnames.setdefault(words[-1].text, person.id)
    surnames |= {text[t.start : t.end].split()[-1]: t.id for t in things if t.type == PERSON}
    for person in found:
        taken.add(person.start, person.end)
    for token in doc:
        if token.text in surnames and token.tag_.startswith("NNP"):
            start, end = token.idx, token.idx + len(token)
            if not taken.touches(start, end):
                taken.add(start, end)
                found.append(Thing(start, end, surnames[token.text], PERSON, known=False))
    return found
