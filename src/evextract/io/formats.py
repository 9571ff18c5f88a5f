"""Read one file of each format into drafts of articles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from frontmatter.default_handlers import YAMLHandler

from evextract.errors import ArticleError
from evextract.io.decode import checked, decode
from evextract.io.html import read_page
from evextract.io.jsonlines import read_objects
from evextract.io.metadata import Metadata, take_id, take_metadata
from evextract.records import Rejected


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as its file has it. ``id`` None takes the file's stem; ``whole`` is known to be one article."""

    where: str
    text: str
    id: str | None = None
    metadata: Metadata = field(default_factory=Metadata)
    whole: bool = False


_LEADING_BLANK = re.compile(r"(?:[^\S\n]*\n)*")
_YAML = YAMLHandler()
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LONGEST_FRONT = 20_000
"""Characters; PyYAML takes quadratic time for "1:1:1…", a number of base 60."""


def read_file(path: Path, where: str, *, max_bytes: int) -> Iterator[Draft | Rejected]:
    """The drafts in a file, by its suffix. Raises ArticleError where the whole file can't be used."""
    suffix = path.suffix.lower()
    try:
        if suffix in (".jsonl", ".ndjson"):
            yield from _read_jsonl(path, where, max_bytes)
        elif suffix in (".txt", ".text"):
            yield Draft(where, decode(_bytes(path, max_bytes)))
        elif suffix in (".md", ".markdown"):
            yield _read_markdown(decode(_bytes(path, max_bytes)), where)
        elif suffix in (".html", ".htm", ".xhtml"):
            page = read_page(_bytes(path, max_bytes))
            yield Draft(where, page.text, metadata=page.metadata, whole=True)
        else:
            raise ValueError(f"no reader for {suffix or 'a file without suffix'}; give {', '.join(SUFFIXES)}")
    except OSError as error:
        raise ArticleError(where, f"can't be read: {error.strerror or type(error).__name__}") from error
    except ValueError as error:
        raise ArticleError(where, str(error)) from error


SUFFIXES = (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".jsonl", ".ndjson")


def _bytes(path: Path, max_bytes: int) -> bytes:
    if not path.is_file():
        raise ValueError("not a file" if path.exists() else "no such file")
    with path.open("rb") as file:
        data = file.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise ValueError(f"{path.stat().st_size:,} bytes; more than the limit of {max_bytes:,}")
    return data


def _read_markdown(text: str, where: str) -> Draft:
    if not _YAML.detect(text):
        return Draft(where, text)
    try:
        written, body = _YAML.split(text)
        if len(written) > _LONGEST_FRONT:
            raise ValueError(f"{len(written):,} characters, more than {_LONGEST_FRONT:,}; is a closing --- missing?")
        # An alias that is merged into itself a few times doubles what it holds each time.
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(written, Loader=_LOADER)):
            raise ValueError("aliases are not read; write the value out")
        fields = _YAML.load(written)
    except Exception as error:  # PyYAML's constructors raise anything: IndexError for "!!int", KeyError for "!!bool"
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise ValueError(f"front matter is not valid YAML: {reason}") from error
    if not isinstance(fields, dict):
        return Draft(where, text)
    body = body[_LEADING_BLANK.match(body).end() :]  # type: ignore[union-attr]
    return Draft(where, checked(body), id=take_id(fields), metadata=take_metadata(fields), whole=True)


def _read_jsonl(path: Path, where: str, max_bytes: int) -> Iterator[Draft | Rejected]:
    empty = True
    for line, row in read_objects(path, where, max_bytes=max_bytes):
        empty = False
        if isinstance(row, Rejected):
            yield row
            continue
        here = f"{where}:{line}"
        try:
            text = row.get("text")
            if not isinstance(text, str):
                raise ValueError("no text; give the article in the field 'text'")
            key = take_id(row) or f"{path.stem}:{line}"
            yield Draft(here, checked(text), id=key, metadata=take_metadata(row), whole=True)
        except ValueError as error:
            yield Rejected(here, "read", str(error))
    if empty:
        raise ValueError("empty")
