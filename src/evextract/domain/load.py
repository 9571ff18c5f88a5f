"""Read a domain pack: a folder of TOML and CSV files, and of weights in JSON. Nothing else in evextract reads them.

A pack is one of those that come with evextract ("ev"), a folder, or what an installed distribution offers under the
entry point group ``evextract.packs`` (its value names the Python package that holds the files). The rows of
``packs/common`` (countries, units, general English cues) belong to every pack; a pack's own row replaces the common
one with the same id. Every file but ``pack.toml`` may be left out.
"""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from importlib.metadata import entry_points
from importlib.resources import files
from pathlib import Path

from evextract.domain import build
from evextract.domain.build import Definitions, Located
from evextract.domain.check import check
from evextract.domain.identifiers import IdentifierDef
from evextract.domain.pack import DomainPack
from evextract.domain.rows import Row, hint
from evextract.domain.weights import MAKER, NAMED, NOTHING, OWNER, read_weights
from evextract.errors import PackError

ENTRY_POINT_GROUP = "evextract.packs"
BUILT_IN = Path(__file__).parent.parent / "packs"
COMMON = BUILT_IN / "common"

PACK_KEYS = ("id", "title", "description", "home_currencies", "dollar_in", "fiscal_year_start", "types")
ENTITY_COLUMNS = (
    "id", "type", "name", "aliases", "ambiguous", "brand", "parent", "country", "same_as", "full_name_only",
)  # fmt: skip
CSV_COLUMNS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "units.csv": (("id", "dimension", "factor"), ("offset", "surfaces")),
    "entities.csv": (("id", "type", "name"), ENTITY_COLUMNS[3:]),
    "places.csv": (("id", "type", "name"), ("aliases", "ambiguous", "demonyms", "parent", "country", "same_as")),
    "cues.csv": (("phrase", "effect"), ("value",)),
    "outlets.csv": (("id", "name", "role", "trust"), ("aliases",)),
    "identifiers.csv": (("of", "id", "source"), ("wikidata", "unece")),
}
"""For each file, the columns that it must and those that it may have."""
_CORRECT_TOML = "; correct the TOML there"


def load_pack(name_or_path: str = "ev") -> DomainPack:
    """The pack of that name, or in that folder. A text with a slash, and ".", is always a path.

    Raises :class:`~evextract.errors.PackError`, which lists all problems with file and row, or the packs there are.
    """
    problems: list[str] = []
    pack = _assemble(name_or_path, problems)
    if problems:
        raise PackError(name_or_path, problems)
    return pack


def check_pack(name_or_path: str) -> list[str]:
    """Everything that is wrong with a pack, one line each: file, row, what, what to do. Empty for a good pack.

    Raises :class:`~evextract.errors.PackError` where there is no such pack.
    """
    problems: list[str] = []
    _assemble(name_or_path, problems)
    return problems


def available_packs() -> dict[str, str]:
    """Name -> where it comes from, for the packs that can be loaded by name."""
    found = {p.name: str(p) for p in sorted(BUILT_IN.iterdir()) if (p / "pack.toml").is_file() and p != COMMON}
    for point in sorted(entry_points(group=ENTRY_POINT_GROUP), key=lambda p: p.name):
        found.setdefault(point.name, point.value)
    return found


def _find(name_or_path: str) -> Path:
    is_path = name_or_path in (".", "..") or "/" in name_or_path or "\\" in name_or_path
    if not is_path:
        if (BUILT_IN / name_or_path / "pack.toml").is_file():
            return BUILT_IN / name_or_path
        for point in entry_points(group=ENTRY_POINT_GROUP, name=name_or_path):
            return _installed(name_or_path, point.value)
    folder = Path(name_or_path)
    if folder.is_dir():
        return folder
    known = ", ".join(available_packs())
    raise PackError(name_or_path, [f"{name_or_path}: no such pack; use the path of a folder, or one of {known}"])


def _installed(name: str, package: str) -> Path:
    try:
        folder = Path(str(files(package)))
    except (ImportError, TypeError) as error:
        raise PackError(name, [f"entry point {name} = {package}: {error}; reinstall its distribution"]) from error
    if not folder.is_dir():
        raise PackError(name, [f"entry point {name} = {package}: not a folder on disk; install it unzipped"])
    return folder


def _assemble(name_or_path: str, problems: list[str]) -> DomainPack:
    folder = _find(name_or_path)
    definitions = Definitions()
    if folder.resolve() != COMMON.resolve():
        _read_folder(COMMON, "common/", definitions, problems)
    head = _read_folder(folder, "", definitions, problems)
    check(definitions)
    resolution = _read_toml(folder / "resolution.toml", "", problems)
    # Where the attributes can't be read, that is what is wrong, not every label of the models.
    unread = any(p.startswith("attributes.toml: ") and p.endswith(_CORRECT_TOML) for p in problems)
    return DomainPack(
        id=head.text("id", needed=True),
        title=head.text("title", needed=True),
        description=head.text("description"),
        attributes={key: d.item for key, d in definitions.attributes.items()},
        units={key: d.item for key, d in definitions.units.items()},
        entities={key: d.item for key, d in definitions.entities.items()},
        outlets={key: d.item for key, d in definitions.outlets.items()},
        phrases=tuple(d.item for group in definitions.phrases.values() for d in group),
        resolution=resolution,
        home_currencies={key: d.item for key, d in definitions.currencies.items()},
        dollar_in={key: d.item for key, d in definitions.dollar_in.items()},
        fiscal_year_start={key: d.item for key, d in definitions.fiscal_years.items()},
        types={key: d.item for key, d in definitions.types.items()},
        identifiers={key: d.item for key, d in definitions.identifiers.items()},
        weights=read_weights(
            "" if unread else _read_text(folder / "weights.json", "", problems),
            {*definitions.attributes, NOTHING, OWNER},
            problems,
        )
        | read_weights(
            _read_text(folder / "names.json", "", problems), (NOTHING, NAMED, MAKER), problems, file="names.json"
        ),
    )


def _read_folder(folder: Path, prefix: str, into: Definitions, problems: list[str]) -> Row:
    """Read all files of one folder ``into`` the definitions; return the row of its ``pack.toml``."""
    if not (folder / "pack.toml").is_file():
        problems.append(f"{prefix}pack.toml: missing in {folder}; a pack is a folder with a pack.toml")
    head = Row(f"{prefix}pack.toml", _read_toml(folder / "pack.toml", prefix, problems), problems)
    head.only(PACK_KEYS)
    for symbol, code in head.table("home_currencies").items():
        into.currencies[symbol] = Located(head, str(code))
    for currency, amount in head.table("dollar_in").items():
        number = isinstance(amount, int | float) and not isinstance(amount, bool)
        into.dollar_in[currency] = Located(head, Decimal(str(amount)) if number else Decimal(0))
    for who, month in head.table("fiscal_year_start").items():
        into.fiscal_years[who] = Located(head, month if isinstance(month, int) else 0)
    types = _sections(folder / "pack.toml", head.table("types"), prefix, "types.", problems)
    build.add_rows(into.types, types, build.build_type)
    tables = _read_toml(folder / "attributes.toml", prefix, problems)
    attributes = _sections(folder / "attributes.toml", tables, prefix, "", problems)
    build.add_rows(into.attributes, attributes, build.build_attribute)
    build.add_rows(into.units, _read_csv(folder / "units.csv", prefix, problems), build.build_unit)
    entities = [row for name in ("entities.csv", "places.csv") for row in _read_csv(folder / name, prefix, problems)]
    build.add_rows(into.entities, entities, build.build_entity)
    build.add_rows(into.outlets, _read_csv(folder / "outlets.csv", prefix, problems), build.build_outlet)
    _add_identifiers(into, _read_csv(folder / "identifiers.csv", prefix, problems))
    build.add_phrases(into.phrases, _read_csv(folder / "cues.csv", prefix, problems))
    return head


def _add_identifiers(into: Definitions, rows: list[Row]) -> None:
    for row in rows:
        found = IdentifierDef(
            row.one_of("of", ("entity", "unit"), "entity"), row.text("id", needed=True), row.option("wikidata"),
            row.option("unece"), row.text("source", needed=True),
        )  # fmt: skip
        for name, pattern in (("wikidata", r"Q[1-9]\d*"), ("unece", r"[A-Z0-9]{2,3}")):
            value = getattr(found, name)
            if value and not re.fullmatch(pattern, value):
                row.bad(f"{name} {value!r} is no such id", "write it like 'Q11573' or 'KMT'")
        into.identifiers[found.of, found.id] = Located(row, found)


def _read_text(path: Path, prefix: str, problems: list[str]) -> str:
    """The text of a file; empty where it is missing, or where the problem has been noted."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        problems.append(f"{prefix}{path.name} row {line}: not UTF-8; save the file as UTF-8")
    except OSError as error:
        problems.append(f"{prefix}{path.name}: {error.strerror}; make it readable")
    return ""


def _read_toml(path: Path, prefix: str, problems: list[str]) -> dict[str, object]:
    try:
        return tomllib.loads(_read_text(path, prefix, problems))
    except tomllib.TOMLDecodeError as error:
        problems.append(f"{prefix}{path.name}: {error}{_CORRECT_TOML}")
        return {}


def _sections(path: Path, tables: Mapping[str, object], prefix: str, parent: str, problems: list[str]) -> list[Row]:
    """A row for each ``[section]``, with the number of the line that opens it."""
    lines: dict[str, int] = {}
    for number, line in enumerate(_read_text(path, prefix, []).splitlines(), start=1):
        if header := re.match(r"\s*\[\s*([^\[\]]+?)\s*\]", line):
            lines.setdefault(header[1].replace('"', ""), number)
    rows = []
    for key, cells in tables.items():
        where = f"{prefix}{path.name} row {lines.get(parent + key, 1)} [{parent}{key}]"
        if isinstance(cells, dict):
            rows.append(Row(where, {**cells, "id": key}, problems))
        else:
            problems.append(f"{where}: not a table; write a [{parent}{key}] section")
    return rows


def _read_csv(path: Path, prefix: str, problems: list[str]) -> list[Row]:
    where = f"{prefix}{path.name}"
    text = _read_text(path, prefix, problems)
    if not text.strip():
        return []
    needed, optional = CSV_COLUMNS[path.name]
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[Row] = []
    try:
        header = [cell.strip() for cell in next(reader)]
        for column in needed:
            if column not in header:
                problems.append(f"{where} row 1: column {column!r} is missing; add it")
        for column in header:
            if column not in (*needed, *optional):
                suggestion = hint(column, (*needed, *optional))
                problems.append(f"{where} row 1: unknown column {column!r}{suggestion}; remove or rename it")
        for number, cells in enumerate(reader, start=2):
            if len(cells) == len(header):
                rows.append(Row(f"{where} row {number}", dict(zip(header, cells, strict=True)), problems))
            elif cells:
                problems.append(
                    f"{where} row {number}: {len(cells)} cells under {len(header)} columns; "
                    "put cells that contain commas in double quotes"
                )
    except csv.Error as error:
        problems.append(f"{where} row {len(rows) + 2}: {error}; correct the quotes there")
    return rows
