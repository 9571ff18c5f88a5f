"""List the files that a user's paths, folders and patterns stand for."""

from __future__ import annotations

import glob
import itertools
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from evextract.io.formats import SUFFIXES
from evextract.io.metadata import INDEX_NAME
from evextract.records import Rejected

LEADS_OUT = "a link that leads out of the folder; give its target by name"
_ABOUT_THE_FOLDER = frozenset({"readme", "license", "licence", "changelog", "contributing"})
_DOCUMENTS = frozenset({".pdf", ".doc", ".docx", ".odt", ".rtf", ".epub", ".mhtml", ".eml", ".gz", ".zip"})


@dataclass(frozen=True, slots=True)
class FileList:
    """The files to read, each once, in the order of their folders and names, and what was left out."""

    files: tuple[Path, ...]
    rejected: tuple[Rejected, ...]


def list_files(paths: Iterable[str | Path]) -> FileList:
    """The files behind files, folders (with all below them) and glob patterns.

    The order doesn't depend on that of ``paths``. Inside a folder, hidden files, ``index.jsonl``, files about the
    folder (``README.md``) and files that are no documents are passed over; documents that can't be read, and links
    that lead out of the folder, are named.
    """
    found: dict[str, Path] = {}
    rejected: list[Rejected] = []
    for path in paths:
        for entry in _expand(path):
            if isinstance(entry, Rejected):
                rejected.append(entry)
            elif entry.name != INDEX_NAME:
                found.setdefault(os.path.realpath(entry), entry)
    files = sorted(found.values(), key=lambda p: (p.parent.as_posix(), p.name))
    return FileList(tuple(files), tuple(sorted(set(rejected), key=lambda r: (r.where, r.because))))


def _expand(path: str | Path) -> Iterator[Path | Rejected]:
    here = Path(path)
    try:
        if here.is_dir():
            yield from _walk(here, os.path.realpath(here))
        elif here.exists() or here.is_symlink():
            yield here
        elif glob.has_magic(str(path)):
            yield from _matches(str(path))
        else:
            yield Rejected(str(path).replace("\0", "\\0"), "read", "no such file or folder")
    except OSError as error:
        yield Rejected(str(path), "read", f"can't be read: {error.strerror or type(error).__name__}")


def _matches(pattern: str) -> Iterator[Path | Rejected]:
    plain = itertools.takewhile(lambda part: not glob.has_magic(part), Path(pattern).parts)
    root = os.path.realpath(Path(*plain))
    matches = sorted(glob.glob(pattern, recursive=True))
    if not matches:
        yield Rejected(pattern, "read", "the pattern matches no file")
    for match in map(Path, matches):
        if leads_out(match, root):
            yield Rejected(match.as_posix(), "read", LEADS_OUT)
        elif match.is_dir():
            yield from _walk(match, root)
        else:
            yield match


def _walk(folder: Path, root: str) -> Iterator[Path | Rejected]:
    try:
        entries = sorted(os.scandir(folder), key=lambda e: e.name)
    except OSError as error:
        yield Rejected(folder.as_posix(), "read", f"can't be read: {error.strerror}")
        return
    for entry in entries:
        here = Path(entry.path)
        if entry.name.startswith(".") or entry.name == INDEX_NAME:
            continue
        if entry.is_symlink() and leads_out(here, root):
            yield Rejected(here.as_posix(), "read", LEADS_OUT)
        elif entry.is_dir(follow_symlinks=False):
            yield from _walk(here, root)
        elif here.suffix.lower() in SUFFIXES:
            if here.stem.lower() not in _ABOUT_THE_FOLDER and not here.is_dir():
                yield here
        elif here.suffix.lower() in _DOCUMENTS:
            yield Rejected(here.as_posix(), "read", f"{here.suffix} is not read; save it as text or HTML")


def leads_out(path: Path, root: str) -> bool:
    """Whether ``path``, all its links followed, is not below the real path ``root``."""
    real = os.path.realpath(path)
    return real != root and not real.startswith(root.rstrip(os.sep) + os.sep)
