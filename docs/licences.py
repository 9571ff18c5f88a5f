"""The licences of all packages in requirements.lock, against a list of those that are allowed; docs/licences.md.

python docs/licences.py           # check; exit 1 names what is not allowed, or that the page is out of date
python docs/licences.py --update  # write the page again
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "licences.md"

ALLOWED = frozenset({
    "MIT", "MIT License", "BSD", "BSD License", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "Zlib", "CC0-1.0", "Apache-2.0",
    "Apache Software License", "ISC License (ISCL)", "PSF-2.0", "CNRI-Python", "MPL-2.0", "MPL-1.1",
    "Mozilla Public License 2.0 (MPL 2.0)",
})  # fmt: skip
LIBRARIES = {"num2words": "GNU Library or Lesser General Public License (LGPL)"}
"""Copyleft that ends at the library: installed from its own package, unchanged, and replaceable."""
STATED = {"currencyconverter": "Apache-2.0"}
"""What packages say in their repository, but not in their metadata."""

HEAD = """# Licences of the dependencies

Everything that `requirements.lock` installs, by `docs/licences.py` from the packages' own metadata. evextract itself is
under Apache-2.0. `make check` refuses a licence that is not in the script's list.

| package | version | licence |
|---|---|---|
"""


def locked(lock: Path = ROOT / "requirements.lock") -> dict[str, str]:
    """Name -> version, names as PyPI normalises them."""
    pins = re.findall(r"^([A-Za-z0-9_.-]+)==([^\s;\\]+)", lock.read_text("utf-8"), flags=re.MULTILINE)
    return {normal(name): version for name, version in pins}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def installed() -> dict[str, tuple[str, str]]:
    """Name -> version and licence of what is installed here."""
    command = [sys.executable, "-m", "piplicenses", "--from=mixed", "--format=json", "--with-system"]
    listed = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    found = {normal(row["Name"]): (row["Version"], row["License"]) for row in listed}
    return {name: (version, STATED.get(name, licence)) for name, (version, licence) in found.items()}


def is_allowed(name: str, licence: str) -> bool:
    """Every part of "A AND B" must be, one of "A OR B"."""
    if LIBRARIES.get(name) == licence:
        return True
    return any(all(part.strip() in ALLOWED for part in choice.split(" AND ")) for choice in licence.split(" OR "))


def refused() -> list[str]:
    here = installed()
    return [f"{n}: {here[n][1]}" for n in sorted(locked()) if n in here and not is_allowed(n, here[n][1])]


def page() -> str:
    """Packages of other platforms than this are listed without a licence, which can't be seen from here."""
    here = installed()
    rows = (
        f"| {name} | {version} | {here.get(name, ('', 'not on this platform'))[1]} |"
        for name, version in locked().items()
    )
    return HEAD + "\n".join(rows) + "\n"


def main(arguments: list[str]) -> int:
    if "--update" in arguments:
        PAGE.write_text(page(), encoding="utf-8")
    problems = refused()
    listed = set(re.findall(r"^\| ([a-z0-9-]+) \|", PAGE.read_text("utf-8"), flags=re.MULTILINE)) - {"package"}
    problems += [
        f"{name}: not in docs/licences.md; python docs/licences.py --update"
        for name in sorted(locked().keys() - listed)
    ]
    print("\n".join(problems) or f"{len(locked())} packages, all licences allowed")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
