"""Vehicles that no list has: behind a maker's name ("Zeekr 9X"), or known by a code so far.

The text must treat the word as a car where it has no digit, for "Toyota Production System" is none.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from spacy.tokens import Doc, Span

from evextract.nlp.cover import Cover
from evextract.nlp.naming.names import NameIndex, alternation
from evextract.nlp.naming.plain_words import DONE_TO
from evextract.nlp.naming.things import COMPANY_TYPES, Thing, slug
from evextract.nlp.naming.unsaid_units import is_measure, is_measured
from evextract.nlp.roles import PRODUCT

# Words after a maker's name that are never a model.
NOT_MODELS = frozenset({
    "motor", "motors", "group", "co", "corp", "corporation", "company", "inc", "ltd", "llc", "ag", "se", "plc",
    "gmbh", "holding", "holdings", "automobile", "automobiles", "automotive", "auto", "cars", "car", "ev", "evs",
    "suv", "suvs", "phev", "hybrid", "americas", "america", "europe", "china", "japan", "usa", "us", "uk", "india",
    "australia", "canada", "germany", "france", "korea", "north", "south", "ceo", "cfo", "coo", "cto", "chairman",
    "chairwoman", "chair", "president", "chief", "executive", "vice", "senior", "director", "manager", "managing",
    "head", "spokesman", "spokeswoman", "spokesperson", "engineer", "designer", "boss", "plant", "factory",
    "gigafactory", "showroom", "dealers", "dealer", "alliance", "brand", "today", "said", "says", "and", "or",
    "but", "the", "a", "an", "in", "on", "at", "for", "with", "supercharger", "superchargers", "battery",
    "batteries", "energy", "drive", "power", "platform", "financial", "finance", "design", "studio", "racing",
    "sport", "gen", "q1", "q2", "q3", "q4", "january", "february", "march", "april", "may", "june", "july",
    "august", "september", "october", "november", "december", "monday", "tuesday", "wednesday", "thursday",
    "friday", "saturday", "sunday", "first", "second", "third", "new", "next", "electric", "shares", "stock", "oem",
    "oems", "twin", "twins", "sibling", "siblings", "sister", "cousin", "relative", "clone", "copy", "counterpart",
    "version", "variant", "rival", "underneath", "inside", "beneath", "badge", "stake", "merger", "partnership", "deal",
    "talks", "venture", "ally", "partner", "engine", "engines", "tech", "technology",
})  # fmt: skip
_MODEL = re.compile(
    r" (?P<word>[A-Z0-9ëéiebt][\w.+‑-]*[\w+]|[A-Z0-9])(?<!-based)(?<!-built)(?<!-owned)(?<!-backed)(?![\w%]|[.,]\d)"
)


def with_new_vehicles(
    doc: Doc, text: str, things: list[Thing], *, makers: Collection[str], called: Collection[str]
) -> list[Thing]:
    """Replace "MAKER Xyz" by a vehicle where Xyz looks like a model and the text treats it as one.

    ``makers``: ids of brands; ``called``: the nouns that are said of vehicles.
    """
    taken = {t.start for t in things}
    out: list[Thing] = []
    for thing in things:
        if thing.id not in makers:
            out.append(thing)
            continue
        span = doc.char_span(thing.start, thing.end, alignment_mode="expand")
        model = _model_after(doc, text, span, taken, called) if span is not None else None
        if model is None:
            out.append(thing)
            if span is not None and (owned := _owned_model(doc, text, span, taken, called)):
                vehicle = f"{thing.id}-{slug(text[owned[0] : owned[1]])}"
                out.append(Thing(*owned, vehicle, PRODUCT, known=False))
            continue
        vehicle = f"{thing.id}-{slug(text[model[0] : model[1]])}"
        out.append(replace(thing, inside=vehicle))
        out.append(Thing(thing.start, model[1], vehicle, PRODUCT, known=False))
    return _known_by_short_name(text, out)


_DRIVES = frozenset({"EV", "EUV", "Electric", "Hybrid", "PHEV", "Plus", "Pro", "Cross", "Max", "Touring"})
# What follows "Honda's H7" where it is a car, and not "Honda's H7 battery".
TREATED = re.compile(
    r"[,.;:)](?!\w)|[’']s(?!\w)| (?:is|was|are|will|has|had|can|could|would|should|may|might|comes?|starts?|gets?|goes"
    r"|went|offers?|costs?|and|or|at|in|on|for|from|with|as|to|by|when|while|but|which|that|sits?|rides?|uses?|makes?"
    r"|arrives?|measures?|weighs?|seats?|launched|debuted|received|sold|boasts?|features?|promises?|undercuts?"
    r"|arrived|entered|went|started|replaces?|follows?|joins?|shares?|does|travels?|covers?|into|through|this|next|last"
    r"|manages?|needs?|accepts?|delivers?|produces?|gives?|takes?|tows?|lacks?|reaches|feels?|only|just"
    r"|alongside|instead|overseas|abroad|under|since|until)(?!\w)"
)
_HEADED = re.compile(
    r" (?:Is|Was|Will|Has|Gets?|Goes|Comes?|Starts?|Costs?|Offers?|Arrives?|Launched|Launches|Debuts?|Revealed|Unveiled"
    r"|Spied|Teased|Leaked|Undercuts?|Replaces?|Joins?|Seats?|Boasts?|Lands?|Takes|Does|Delivers|Promises)(?!\w)"
)
"""The same in a headline whose words have capitals."""
_FOLLOWING = re.compile(r" ?([a-zé]+|[A-Z]{3,4}s?(?!\w))")
_POSSESSIVE = re.compile(r"[’'](?:s(?!\w))?(?: (?:[a-z][a-z-]+|New|Next|Latest|Upcoming|Updated|Facelifted)){0,3}(?= )")
_OF_FAMILY = re.compile(r" (?P<word>[A-Z][a-z]{2,} [A-UW-Z]\d{1,2})(?![\w%-]|[.,]\d)")
"""A word and a code of one letter, as the members of a family are called: "Galaxy E5"."""


def noun_follows(text: str, end: int, called: Collection[str]) -> bool:
    """Whether a noun for vehicles stands right behind the name: "the Solvo sedan"."""
    following = _FOLLOWING.match(text, end, end + 20)
    return following is not None and following[1].lower().removesuffix("s") in called


def is_counted(text: str, end: int, called: Collection[str]) -> bool:
    """Whether what ends there is how many vehicles there are: "the 4 models"."""
    following = _FOLLOWING.match(text, end, end + 20)
    return noun_follows(text, end, called) and following is not None and following[1].endswith("s")


def as_written(called: Collection[str]) -> frozenset[str]:
    """The nouns for vehicles with those in capitals that are written so: "suv", "SUV". "The Solvo EV" is part of a name."""
    return frozenset(called) | {noun.upper() for noun in called if 2 < len(noun) < 5}


def is_treated(text: str, end: int, called: Collection[str]) -> bool:
    """Whether the text treats the name before ``end`` as a car's."""
    return (
        noun_follows(text, end, called) or TREATED.match(text, end) is not None or _HEADED.match(text, end) is not None
    )


def every_mention(
    text: str,
    vehicles: Mapping[str, str],
    taken: Cover,
    *,
    before: str = r"(?<![\w-])",
    after: str = r"(?![\w-])",
) -> list[Thing]:
    """Wherever the new ``vehicles``, name -> id, stand in the text; ``before``, ``after``: what must hold at their ends."""
    if not vehicles:
        return []
    either = alternation(vehicles)
    return [
        Thing(m.start(), m.end(), vehicles[m.group()], PRODUCT, known=False)
        for m in re.finditer(f"{before}(?:{either}){after}", text)
        if not taken.touches(m.start(), m.end())
    ]


def brands_of_new(things: Iterable[Thing]) -> dict[str, str]:
    """The brands of vehicles that no list has: their ids begin with it."""
    things = list(things)
    makers = {t.id for t in things if t.type in COMPANY_TYPES}
    found: dict[str, str] = {}
    for id_ in {t.id for t in things if t.type == PRODUCT and not t.known}:
        words = id_.split("-")
        owner = next((o for n in range(len(words) - 1, 0, -1) if (o := "-".join(words[:n])) in makers), None)
        if owner is not None:
            found[id_] = owner
    return found


def _owned_model(doc: Doc, text: str, span: Span, taken: set[int], called: Collection[str]) -> tuple[int, int] | None:
    """The characters of a model behind its maker's genitive: "Avatr's 06 costs", "BYD's new Z20 sedan"."""
    gap = _POSSESSIVE.match(text, span.end_char - (2 if span[-1].text in {"’s", "'s"} else 0))
    m = (_OF_FAMILY.match(text, gap.end()) or _MODEL.match(text, gap.end())) if gap is not None else None
    if m is None or m.start("word") in taken:
        return None
    word = m["word"]
    first = doc.char_span(m.start("word"), m.end("word"), alignment_mode="expand")
    if first is None or not any(c.isdigit() for c in word) or re.search(r"-[a-z]{3,}$", word):
        return None
    if word[:1].isdigit() and not (word.isdigit() and len(word) == 2 and word[0] == "0"):
        return None  # "Ford's 12 plants", "Tesla's 4680 cells", but "Avatr's 06"
    return (m.start("word"), m.end("word")) if is_treated(text, m.end(), called) else None


def _model_after(doc: Doc, text: str, span: Span, taken: set[int], called: Collection[str]) -> tuple[int, int] | None:
    """The characters of a model-like name right behind a maker's name."""
    start = span.end_char
    words: list[re.Match[str]] = []
    at = start
    while len(words) < 3 and (m := _MODEL.match(text, at)):
        first = doc.char_span(m.start("word"), m.end("word"), alignment_mode="expand")
        if m.start("word") in taken or first is None:
            break
        # "Ioniq 3": the number is part of the name unless it counts or measures what follows.
        numbered = len(words) == 1 and words[0]["word"].isalpha() and _is_number_of_name(first, m["word"], called)
        kind = m["word"].isupper() and len(m["word"]) > 2 and m["word"].lower() in called  # "the ET7 EREV" is an ET7
        if kind or (not numbered and not _model_like(first, m["word"], first=not words)):
            break
        words.append(m)
        at = m.end()
    if not words:
        return None
    begin, end = words[0].start("word"), words[-1].end("word")
    name = text[begin:end]
    if is_measure(text, span.start_char, name, end):
        return None
    told = noun_follows(text, end, called)
    # A word without a digit may be anything ("Toyota Production System"): the text must treat it as a car.
    plain = len(words) == 1 or (len(words) == 2 and (words[1]["word"] in _DRIVES or len(words[1]["word"]) == 1))
    if not any(c.isdigit() for c in name) and not told and not (plain and _article_before(doc, span)):
        return None
    return begin, end


def _is_number_of_name(span: Span, word: str, called: Collection[str]) -> bool:
    if not word.isdigit() or len(word) > 2:
        return False
    following = span[-1].nbor(1) if span[-1].i + 1 < len(span.doc) else None
    return following is None or not (
        following.text in {"%", "-", "$", "€", "£"}
        or following.lower_ in {"percent", "per", "million", "billion"}
        or (following.tag_ in {"NNS", "NN"} and following.lower_ not in called)
    )


def _model_like(span: Span, word: str, *, first: bool) -> bool:
    if word.lower() in NOT_MODELS or span[0].is_sent_start or not any(c.isupper() or c.isdigit() for c in word):
        return False
    if re.search(r"-[a-z]{3,}$", word) or DONE_TO.search(word):
        return False  # "N7-based", "AI-powered", "Zentra-Built"
    if word.replace(",", "").replace(".", "").isdigit():
        # "Renault 5" is a model, "Nissan 2026" and "Tesla 10,000" are not; further digits belong to a trim.
        following = span[-1].nbor(1).lower_ if span[-1].i + 1 < len(span.doc) else ""
        if is_measured(span.doc.text, span.end_char):
            return False
        return first and len(word) <= 2 and following not in {"%", "percent", "per", "new", "million", "billion"}
    return span[0].tag_ in {"NNP", "NNPS", "CD", "FW"} or any(c.isdigit() for c in word)


def _article_before(doc: Doc, span: Span) -> bool:
    i = span.start - 1
    while i >= 0 and (
        doc[i].tag_ in {"JJ", "VBN", "CD", "JJS", "HYPH"} or (doc[i].tag_ == "NN" and "-" in doc[i + 1].text)
    ):
        i -= 1
    return i >= 0 and doc[i].lower_ in {"the", "this", "its", "their", "a", "an"}


def _known_by_short_name(text: str, things: list[Thing]) -> list[Thing]:
    """After "Aiways U6" was seen, "the U6" is the same car."""
    unknown = {t.id: t for t in things if t.type == PRODUCT and not t.known}
    if not unknown:
        return things
    makers = {t.start: t for t in things if t.type == "brand"}
    short: dict[str, str] = {}
    for t in unknown.values():
        maker = makers.get(t.start)
        name = text[maker.end : t.end].strip() if maker is not None else text[t.start : t.end]
        if len(name) > 1:
            short.setdefault(name, t.id)
    found = list(things)
    taken = Cover(things)
    index: NameIndex[str] = NameIndex(short.items())
    for m in index.find(text):
        if text[m.start : m.end] in short and not taken.touches(m.start, m.end):
            found.append(Thing(m.start, m.end, m.things[0], PRODUCT, known=False))
    return sorted(found, key=lambda t: (t.start, -t.end))
