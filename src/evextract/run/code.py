"""What outcomes depend on beside their inputs: evextract's own code, whatever its version says, and the packages that it uses."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import metadata
from pathlib import Path

_ROOT = Path(__file__).parents[1]


@cache
def version(package: str) -> str:
    """The version of an installed package; raises :class:`importlib.metadata.PackageNotFoundError`.

    That parses all that the package says of itself, which takes longer than a small batch should.
    """
    return metadata.version(package)


@cache
def code_digest(*parts: str) -> str:
    """Of the modules below ``parts``, packages or files of evextract; of its version where sources are not installed."""
    made = hashlib.sha256(version("evextract").encode())
    for part in parts:
        path = _ROOT / part
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            if file.is_file():
                made.update(f"{file.relative_to(_ROOT).as_posix()}\0".encode() + file.read_bytes())
    return made.hexdigest()[:32]
