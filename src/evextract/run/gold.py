"""Read a folder of annotated articles: ``NAME.txt``, its facts in ``NAME.json``, other names in ``entities.json``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from evextract.errors import InputError
from evextract.io.claims import claim_from_json
from evextract.records import Article, Claim

_FOLD = re.compile(r"(\d+)/(\d+)")
_SENTENCE_END = re.compile(r"\n|[.!?][\"”’)]? +(?=[\"“‘(]?[A-Z0-9])")


@dataclass(frozen=True, slots=True)
class GoldFact:
    """What an annotator took from an article. On an ``optional`` one careful readers differ: it counts neither way."""

    claim: Claim
    optional: bool = False


@dataclass(frozen=True, slots=True)
class GoldArticle:
    article: Article
    facts: tuple[GoldFact, ...]


@dataclass(frozen=True, slots=True)
class Gold:
    """Annotated articles in the order of their names. ``names`` leads from a slug to the slug that stands for it."""

    articles: tuple[GoldArticle, ...]
    names: Mapping[str, str]

    def canonical(self, id_: str) -> str:
        return self.names.get(slug(id_), slug(id_))


@dataclass(frozen=True, slots=True)
class Fold:
    """Every ``of``-th article: those whose place in the folder, from 1, leaves the remainder ``number % of``."""

    number: int
    of: int

    def holds(self, place: int) -> bool:
        return place % self.of == self.number % self.of


def read_fold(text: str) -> Fold:
    """``2/3``: the second of every three. Raises :class:`InputError` for anything else."""
    found = _FOLD.fullmatch(text)
    if found is None or not 1 <= int(found[1]) <= int(found[2]):
        raise InputError(f"fold {text!r}: write K/N with K from 1 to N, as in 2/3")
    return Fold(int(found[1]), int(found[2]))


def read_gold(folder: str | Path, *, only: Fold | None = None, skip: Fold | None = None) -> Gold:
    """The annotated articles of ``folder``, less those outside of ``only`` and those in ``skip``.

    Raises :class:`InputError` where there are none, or where a file can't be read, with its name.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise InputError(f"{folder}: no such folder")
    pairs = [(path, path.with_suffix(".txt")) for path in sorted(folder.glob("*.json"))]
    pairs = [(facts, text) for facts, text in pairs if text.is_file()]
    index = {row["doc_id"]: row for row in _rows(folder / "index.jsonl") if "doc_id" in row}
    chosen = [
        pair
        for place, pair in enumerate(pairs, start=1)
        if (only is None or only.holds(place)) and not (skip is not None and skip.holds(place))
    ]
    if not chosen:
        raise InputError(f"{folder}: no annotated articles there; expected pairs of NAME.txt and NAME.json")
    articles = tuple(_article(facts, text, index.get(text.stem, {})) for facts, text in chosen)
    entities = folder / "entities.json"
    return Gold(articles, _names(_read_json(entities)) if entities.is_file() else {})


def slug(text: object) -> str:
    """How names are compared: lower case, anything but letters and digits a hyphen."""
    return re.sub(r"[^a-z0-9]+", "-", str(text or "").lower().replace("€", "eur")).strip("-")


def _article(facts: Path, text: Path, index: Mapping[str, Any]) -> GoldArticle:
    told = _read_json(facts)
    try:
        words = text.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise InputError(f"{text}: {problem}") from problem
    rows = told.get("facts")
    if not isinstance(rows, list):
        raise InputError(f"{facts}: no list of facts in it")
    about = {**index, **{key: value for key, value in told.items() if value is not None}}
    article = Article(
        id=text.stem,
        text=words,
        title=about.get("title"),
        outlet=about.get("outlet"),
        published=_day(about.get("published"), facts),
        url=about.get("url"),
    )
    return GoldArticle(article, tuple(_facts(rows, article, facts)))


def _facts(rows: Iterable[Any], article: Article, path: Path) -> Iterable[GoldFact]:
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, Mapping):
            raise InputError(f"{path} fact {number}: not an object")
        try:
            claim = claim_from_json({**row, "doc_id": article.id})
        except InputError as problem:
            raise InputError(f"{path} fact {number}: {problem}") from problem
        yield GoldFact(_with_sentence(claim, article.text), bool(row.get("optional")))


def _with_sentence(claim: Claim, text: str) -> Claim:
    """The claim with the sentences that its quote stands in, to show; nothing else depends on them."""
    start, end = claim.evidence.start, claim.evidence.end
    earlier = [m.end() for m in _SENTENCE_END.finditer(text, max(0, start - 1000), start)]
    later = _SENTENCE_END.search(text, max(start, end - 1), end + 1000)
    first, last = (earlier[-1] if earlier else max(0, start - 1000)), (later.start() + 1 if later else end + 1000)
    return replace(claim, evidence=replace(claim.evidence, sentence=text[first:last], sentence_start=first))


def _names(entities: Mapping[str, Any]) -> dict[str, str]:
    names: dict[str, str] = {}
    for id_, entry in entities.items():
        for alias in (id_, entry.get("name", id_), *entry.get("aliases", ())):
            names.setdefault(slug(alias), slug(id_))
        names[slug(id_)] = slug(id_)
    return names


def _read_json(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise InputError(f"{path}: {problem}") from problem
    if not isinstance(found, dict):
        raise InputError(f"{path}: not a JSON object")
    return found


def _rows(path: Path) -> list[dict[str, Any]]:
    if not path.is_file():
        return []
    try:
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, ValueError) as problem:
        raise InputError(f"{path}: {problem}") from problem


def _day(text: object, path: Path) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(str(text))
    except ValueError as problem:
        raise InputError(f"{path}: published is no day as YYYY-MM-DD: {text!r}") from problem
