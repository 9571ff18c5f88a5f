"""What the fuzzers feed: texts of an article's own words in wrong company, Unicode of all kinds, damaged files.

Everything is a function of bytes or of a seed, so that Hypothesis and atheris share it and a failure can be repeated.
"""

from __future__ import annotations

import json
import random

from spacy.tokens import Doc

from evextract.domain.pack import DomainPack
from evextract.nlp.extract import Extractor

EXOTIC = (
    "\u0301", "\u0308\u0323", "e\u0301", "A\u030a", "\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad",  # combining, NFD, width 0
    "\u202e", "\u202d", "\u2066", "\u2069", "\u200f", "شركة", "١٢٣", "מכונית",  # right to left
    "１２０", "ＡＢＣ", "％", "．", "，", "＝", "￥", "①", "²", "½", "⅓", "Ⅳ", "𝟗", "५०", "㎞", "㍿",  # width, numerals
    "\u00a0", "\u2009", "\u202f", "\u3000", "\u2028", "\u2029", "\u0085", "\x0b", "\x0c", "\x1c", "\t",  # spaces, breaks
    "‐", "‑", "‒", "–", "—", "―", "−", "﹣", "－", "’", "‘", "“", "”", "„", "‹", "…", "·", "•",
    "😀", "👩‍🔧", "🇩🇪", "𠀀", "\U0010ffff", "\ufffd", "\ufffe", "İ", "ı", "ß", "ŉ", "ǆ", "ﬁ", "ẞ", "Å", "Σς",
    "\x00", "\x07", "\x1b[31m", "\x7f", "\x80",
)  # fmt: skip
"""No lone surrogates: they can't be in a text that was read (``decode.checked``), and have inputs of their own."""

MARKS = (
    " ", " ", " ", " ", ", ", ". ", ".", ",", "\n", "\n\n", "\r\n", "-", " - ", "/", "|", " | ", "\t", "(", ")", "[", "]",
    "“", "”", "\"", "'", "’s ", "%", "$", "€", "¥", "£", "+", "~", "=", "@", "#", "&", "*", "_", ":", ";", "!", "?", "<", ">",
)  # fmt: skip

NUMBERS = (
    "0", "1", "5", "12", "007", "62", "510", "1,000", "119,900", "1.5", ".5", "1,5", "1.000.000", "10.", "1/2", "3/4", "2031",
    "2025", "20", "1e9", "9" * 30, "0" * 20, "1,2,3,4", "one", "two", "a hundred", "half a", "several thousand", "dozens of",
    "two and a half", "million", "billion", "bn", "k", "m", "km", "kWh", "kW", "hp", "mph", "miles", "percent", "yuan", "euros",
    "dollars", "RMB", "US$", "lakh", "seconds", "per year", "a month", "/100 km", "(74 miles)", "60kWh", "5-seat", "from", "to",
    "up to", "between", "and", "over", "nearly", "about", "x", "plus", "minus",
)  # fmt: skip

TIMES = (
    "May", "May 12", "12 May 2031", "2031-05-12", "2031-02-30", "12/05/31", "00/00/0000", "May 2031", "Q3", "Q3 2025", "4Q24",
    "FY2025", "fiscal 2026", "H1", "the second half", "early", "late", "mid", "next year", "last month", "this week", "today",
    "tomorrow", "Monday", "the 14th", "summer", "the 2010s", "’31", "10:30 pm", "24:61", "three years ago", "in two weeks",
    "by the end of", "since", "until", "before", "after", "later this year", "the coming months", "year", "years", "quarter",
    "0000", "9999", "2199-12-31", "Feb. 29, 2031", "Christmas", "decade", "12. Nov. 2031", "a few days", "from May to June",
)  # fmt: skip


def words_of(pack: DomainPack | None) -> tuple[str, ...]:
    """Words that the finders look for: some of the pack's names, all of its cues, and English around them."""
    plain = (
        "the", "its", "it", "they", "a", "of", "in", "at", "with", "for", "by", "is", "was", "will", "has", "not", "no", "said",
        "company", "car", "model", "version", "platform", "plant", "battery", "range", "price", "starts", "costs", "sold", "cut",
        "jobs", "stake", "chief executive", "John Smith", "Ms. Wu", "BMWi", "Acme", "code-named X1", "sedan", "SUV", "which",
        "said it", "denied", "could", "plans", "China", "Germany", "Berlin", "each", "respectively", "than", "instead", "former",
    )  # fmt: skip
    if pack is None:
        return plain
    names = sorted({entity.name for entity in pack.entities.values()})
    phrases = sorted({phrase.phrase for phrase in pack.phrases})
    cues = sorted({cue.phrase for attribute in pack.attributes.values() for cue in attribute.cues})
    chosen = random.Random(3)
    return (*plain, *chosen.sample(names, min(120, len(names))), *phrases[::3], *cues[::2])


def make_text(seed: int | bytes, words: tuple[str, ...], *, most: int = 60) -> str:
    """A text of up to ``most`` pieces that a reader could hand on: no NUL, no lone surrogate, not blank."""
    chance = random.Random(seed)
    kinds = chance.choices(
        (words, NUMBERS, TIMES, MARKS, EXOTIC), (6, 5, 4, 3, chance.choice((0, 0, 1, 4))), k=chance.randint(1, most)
    )
    glue = chance.choice((" ", " ", " ", "", "\n"))
    parts: list[str] = []
    for kind in kinds:
        piece = chance.choice(kind)
        parts.append(piece if chance.random() < 0.9 else piece * chance.randint(2, 5))
        parts.append(glue if chance.random() < 0.9 else chance.choice(MARKS))
    text = "".join(parts).replace("\0", "")
    return text if text.strip() else text + "x"


_TAGS = (
    "NN", "NN", "NNS", "NNP", "NNP", "NNPS", "VBD", "VBZ", "VBN", "VB", "VBG", "MD", "IN", "DT", "CD", "JJ", "JJR", "RB", "CC",
    "PRP", "PRP$", "WDT", "TO", "POS", "HYPH", ",", ".", ":", "$", "-LRB-", "-RRB-", "``", "SYM", "FW", "_SP", "EX", "WP", "RP",
)  # fmt: skip
_DEPS = (
    "nsubj", "nsubjpass", "dobj", "pobj", "prep", "det", "amod", "compound", "nummod", "appos", "conj", "cc", "aux", "auxpass",
    "advmod", "attr", "relcl", "acl", "advcl", "ccomp", "xcomp", "poss", "case", "quantmod", "npadvmod", "neg", "mark", "punct",
    "dative", "agent", "pcomp", "prt", "dep", "oprd", "parataxis", "nmod", "expl", "csubj", "acomp", "intj", "meta", "preconj",
)  # fmt: skip
_ENTITIES = ("ORG", "PERSON", "GPE", "LOC", "PRODUCT", "DATE", "MONEY", "CARDINAL", "WORK_OF_ART", "NORP", "FAC")


def annotate_at_random(extractor: Extractor, text: str, seed: int) -> Doc:
    """``text`` with the tokenizer's tokens and any tags, trees and entities: what a model might say on a bad day."""
    tokens = extractor._split_lines(text)
    count = len(tokens)
    chance = random.Random(seed)
    starts = sorted({0, *(t.i for t in tokens if t.is_sent_start), *chance.sample(range(count), min(count, 2))})
    heads: list[int] = []
    deps = chance.choices(_DEPS, k=count)
    for start, end in zip(starts, [*starts[1:], count], strict=True):
        root = chance.randrange(start, end)
        deps[root] = "ROOT"
        for i in range(start, end):
            near = i + 1 if i < root else i - 1
            heads.append(i if i == root else chance.choice((near, root)))
    tags = chance.choices(_TAGS, k=count)
    return Doc(
        tokens.vocab,
        words=[t.text for t in tokens],
        spaces=[bool(t.whitespace_) for t in tokens],
        tags=["_SP" if t.is_space else tag for t, tag in zip(tokens, tags, strict=True)],
        deps=deps,
        heads=heads,
        ents=_entities(count, chance),
    )


def _entities(count: int, chance: random.Random) -> list[str]:
    ents = ["O"] * count
    i = chance.randint(0, 4)
    while i < count:
        label, end = chance.choice(_ENTITIES), min(count, i + chance.randint(1, 3))
        ents[i:end] = [f"B-{label}", *[f"I-{label}"] * (end - i - 1)]
        i = end + chance.randint(0, 8)
    return ents


def make_file(seed: int | bytes, suffix: str, words: tuple[str, ...]) -> bytes:
    """A file such as a reader may meet: sound, damaged, of another format, or no text at all."""
    chance = random.Random(seed)
    text = make_text(chance.randbytes(8), words) if chance.random() < 0.7 else "".join(chance.choices(EXOTIC, k=9))
    if suffix == ".md" and chance.random() < 0.8:
        fields = (f"{chance.choice(_KEYS)}: {chance.choice(_VALUES)}" for _ in range(chance.randint(0, 4)))
        text = "---\n" + "\n".join(fields) + chance.choice(("\n---\n", "\n---", "\n", "\n--- \n\n")) + text
    elif suffix == ".html" and chance.random() < 0.9:
        text = "".join(chance.choice((*_TAGS_OF_PAGES, text)) for _ in range(chance.randint(1, 12)))
    elif suffix == ".jsonl" and chance.random() < 0.9:
        text = "\n".join(_line(chance, text) for _ in range(chance.randint(1, 4)))
    data = (
        text.encode(chance.choice(_CHARSETS), "replace") if chance.random() < 0.9 else text.encode("utf-8", "replace")
    )
    if chance.random() < 0.25 and data:
        at = chance.randrange(len(data))
        data = data[:at] + chance.randbytes(chance.randint(0, 4)) + data[at + chance.randint(0, 4) :]
    return chance.choice((b"", b"", b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\x1f\x8b\x08")) + data


_CHARSETS = (
    "utf-8",
    "utf-8",
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-32",
    "latin-1",
    "cp1252",
    "gb18030",
    "shift_jis",
    "utf-7",
)
_KEYS = ("title", "doc_id", "id", "published", "outlet", "url", "text", "x", "? [a]", "<<", "evidence", "start")
_VALUES = (
    "x", "2031-05-12", "12 May 2031", "2031-13-45", "!!int ''", "!!bool x", "!!timestamp x", "&a [x]", "*a", "{a: b}", "[", "'",
    '"\\ud800"', '"\\0"', "12:12:12", "1e999", "9" * 50, "null", "true", "../../etc/passwd", "!!python/name:os.system", "\t", "- -",
    "!!set {a}", "!!binary aGk=", "0001-01-01", "9999-12-31T23:59:59+14:00", "Mon, 12 May 2031 08:00:00 -0000", ".nan", "0x1F", "~",
)  # fmt: skip
_TAGS_OF_PAGES = (
    "<html>", "<head>", "<meta charset=utf-8>", "<meta charset=utf-7>", "<title>", "<body>", "<article>", "<p>", "</p>", "<div>",
    "<table><tr><td>", "</table>", "<!--", "-->", "<![CDATA[", "]]>", "<script>alert(1)</script>", "<style>", "&amp;", "&#0;",
    "&#xD800;", "&#1114112;", "&lt;script&gt;", "<!DOCTYPE x [<!ENTITY a 'b'>]>", "&a;", "<?xml version='1.0' encoding='ascii'?>",
    "<p>The Kestrel now costs 21,900 euros, which is 800 less than it did when it came out two years ago in most of Europe.</p>",
    "<time datetime='2031-05-12'>", "<meta property='article:published_time' content='2031-99-99'>", "<a href='javascript:x'>",
    "<link rel=canonical href='http://[::1'>", "<base href='//'>", "<img src=x onerror=alert(1)>", "<svg>", "<br/>" * 50, "\x00",
)  # fmt: skip


def _line(chance: random.Random, text: str) -> str:
    fields = {chance.choice(_KEYS): make_json(chance, 3) for _ in range(chance.randint(0, 4))}
    if chance.random() < 0.7:
        fields["text"] = text
    return json.dumps(fields, ensure_ascii=chance.random() < 0.5).replace("\ud800", "\\ud800")


def make_json(chance: random.Random, depth: int) -> object:
    """Any JSON value, numbers and texts that break things among them."""
    if depth and chance.random() < 0.3:
        if chance.random() < 0.5:
            return [make_json(chance, depth - 1) for _ in range(chance.randint(0, 3))]
        return {chance.choice(_KEYS): make_json(chance, depth - 1) for _ in range(chance.randint(0, 3))}
    return chance.choice((
        None, True, False, 0, -1, 1, 7, 10**25, 10**40, 0.1, -0.0, 1e300, float("nan"), float("inf"), "", " ", "x", "a\ud800b",
        "\x00", "=1+1", "../x", "2031-05-12", "2031-02-30", "9" * 40, "\u202e", chance.choice(EXOTIC), chance.choice(NUMBERS),
    ))  # fmt: skip


_CLAIM: dict[str, object] = {
    "doc_id": "a", "subject": "nissan-leaf", "attribute": "price", "evidence": "costs 21,900 euros", "start": 4, "end": 22,
    "value": {"kind": "quantity", "low": 21900, "high": 21900, "unit": "EUR"}, "published": "2031-05-12", "outlet": "Volt",
}  # fmt: skip
_CLAIM_VALUES: tuple[dict[str, object], ...] = (
    {"kind": "quantity", "op": "~", "low": 1, "high": 2.5, "unit": "USD", "step": 0.1, "written": "1 to 2.5"},
    {"kind": "quantity", "op": "<", "low": -5, "high": -5, "unit": "kWh"},
    {"kind": "quantity", "low": 10**30, "high": 10**30, "unit": "furlong"},
    {"kind": "quantity", "low": 1e-30, "high": 0.5, "unit": "%"},
    {"kind": "quantity", "low": 0, "high": 0, "unit": "km"},
    {"kind": "date", "start": "2031-05-12", "end": "2031-05-31", "text": "May 2031", "grain": "month"},
    {"kind": "date", "start": None, "end": "9999-12-31"},
    {"kind": "date", "start": "0001-01-01", "end": None},
    {"kind": "entity", "id": "nissan", "written": "Nissan"},
    {"kind": "category", "id": "sedan"},
    {"kind": "text", "text": "=HYPERLINK(1)"},
)  # fmt: skip


def make_claims(seed: int | bytes, pack: DomainPack) -> bytes:
    """Lines that are claims, or nearly: of any attribute with any value, or with a field that holds anything."""
    chance = random.Random(seed)
    lines = []
    for _ in range(chance.randint(1, 6)):
        claim = dict(_CLAIM)
        if chance.random() < 0.7:
            claim["value"] = dict(chance.choice(_CLAIM_VALUES))
            claim["attribute"] = chance.choice(list(pack.attributes)) if chance.random() < 0.9 else "other"
        claim["doc_id"] = chance.choice("aabc")
        for key, values in _CLAIM_FIELDS.items():
            if chance.random() < 0.2:
                claim[key] = chance.choice(values)
        if chance.random() < 0.3:
            target = chance.choice((claim, claim["value"]))
            assert isinstance(target, dict)
            target[chance.choice([*claim, *_CLAIM_FIELDS, "low", "high", "step", "unit", "kind", "written"])] = (
                make_json(chance, 2)
            )
        lines.append(json.dumps(claim))
    return "\n".join(lines).encode("utf-8", "replace")


_CLAIM_FIELDS: dict[str, tuple[object, ...]] = {
    "variant": ("Max", "510 Air", "=1"), "market": ("CN", "??"), "period": ("2025", "FY2025", "Q3 2025", "2025-13"), "test_cycle": ("WLTP",),
    "polarity": ("-", "+"), "modality": ("planned", "speculative"), "copy_of": ("a", "z"), "object": ("x/../y",), "url": ("javascript:1",),
    "alt": ([], [{"kind": "quantity", "low": 1, "high": 1, "unit": "USD"}]), "attribution": ("Acme\x00",), "published": ("2030-01-01", None),
    "generation": ("second",), "subject": ("nissan-ariya", "x" * 300, "../../x", "nissan"), "id": ("dup",),
}  # fmt: skip
_CELLS = (
    "x", "kite", "brand", "phone", "price", "EUR", "1", "1e400", "-1", "nan", "a|b", "|", "yes", '"', '"open', "=1", "\u202e", "e\u0301", "x" * 90,
    "", " ", "money", "length", "0.0254", "not", "any", "maker", "press", "DE", "de", "true", "[x]", "quantity", "Kite 4", "2", "1,5",
)  # fmt: skip
_TOML = (
    "[price]", "[types.phone]", "[screen.cues]", "label = 'x'", "kind = 'quantity'", "kind = 5", "subjects = ['phone']", "subjects = 'x'",
    "plausible = [1, 2]", "plausible = [2, 1]", "plausible = ['a']", "unit = 'mm'", "id = 'p'", "title = ''", "= 1", "[a]\n[a]", "x = 1979-05-27",
    "cues = ['a']", "cues = [{phrase='a', side='up'}]", "[[price]]", "categories = {a = ['b']}", "x = " + "[" * 200, "dimension = 'length'",
    "[home_currencies]\n'$' = 'USD'", "[fiscal_year_start]\nacme = 13", "x = 1e400", "x = inf", '"\\ud800" = 1', "nouns = [1]", "product = 'x'",
)  # fmt: skip


def make_pack(seed: int | bytes, sound: dict[str, bytes]) -> dict[str, bytes]:
    """Files of a pack: those of ``sound`` with lines and cells lost, doubled, exchanged or damaged."""
    chance = random.Random(seed)
    files = dict(sound)
    for name in chance.sample(sorted(files), chance.randint(1, len(files))):
        lines = files[name].decode("utf-8").split("\n")
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(lines))
            what = chance.random()
            if what < 0.25 and len(lines) > 1:
                del lines[at]
            elif what < 0.5 and name.endswith(".csv"):
                cells = lines[at].split(",")
                cells[chance.randrange(len(cells))] = chance.choice(_CELLS)
                lines[at] = ",".join(cells)
            else:
                lines.insert(at, chance.choice(_TOML) if name.endswith(".toml") else chance.choice(lines))
        files[name] = "\n".join(lines).encode("utf-8", "replace")
        if chance.random() < 0.1:
            files[name] = files[name][: chance.randrange(len(files[name]) + 1)] + chance.randbytes(3)
    return files
