"""Rows of a pack's files, with their place, and typed access to their cells.

A cell that can't be read adds a problem to a list that all rows of a pack share, and reads as empty, so that one
pass over a pack finds everything that is wrong with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches


def hint(wrong: str, known: Iterable[str]) -> str:
    """`` (did you mean 'x'?)`` for the closest of ``known``, or nothing."""
    close = get_close_matches(wrong, list(known), n=1, cutoff=0.75)
    return f" (did you mean {close[0]!r}?)" if close else ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a CSV file, or one table of a TOML file. ``where`` is "entities.csv row 14"."""

    where: str
    cells: Mapping[str, object]
    problems: list[str]

    def bad(self, what: str, do: str) -> None:
        self.problems.append(f"{self.where}: {what}; {do}")

    def only(self, known: Sequence[str]) -> None:
        """Complain of keys that nothing reads."""
        for key in self.cells:
            if key not in known:
                self.bad(f"unknown key {key!r}{hint(key, known)}", f"use one of {', '.join(known)}")

    def text(self, key: str, *, needed: bool = False) -> str:
        value = self.cells.get(key, "")
        if not isinstance(value, str):
            self.bad(f"{key} is {value!r}, not text", "put it in quotes")
            return ""
        value = value.strip()
        if needed and not value:
            self.bad(f"{key} is missing", "fill it in")
        return value

    def option(self, key: str) -> str | None:
        return self.text(key) or None

    def texts(self, key: str) -> tuple[str, ...]:
        """Several texts: a TOML array, or a CSV cell with ``|`` between them."""
        value = self.cells.get(key, "")
        if isinstance(value, str):
            value = value.split("|") if value.strip() else []
        if not isinstance(value, list) or not all(isinstance(part, str) for part in value):
            self.bad(f"{key} is {value!r}, not a list of texts", 'write ["one", "two"]')
            return ()
        parts = tuple(part.strip() for part in value)
        if not all(parts):
            self.bad(f"{key} has an empty entry", "remove it, or the | too many")
        for part in sorted({p for p in parts if p and parts.count(p) > 1}):
            self.bad(f"{key} has {part!r} twice", "remove one")
        return tuple(dict.fromkeys(p for p in parts if p))

    def decimal(self, key: str) -> Decimal | None:
        """A number; None where the cell is empty or wrong."""
        value = self.cells.get(key, "")
        return None if value == "" else self._number(key, value)

    def decimals(self, key: str) -> tuple[Decimal, ...]:
        value = self.cells.get(key, [])
        if not isinstance(value, list):
            self.bad(f"{key} is {value!r}, not a list of numbers", "write [low, high]")
            return ()
        return tuple(n for part in value if (n := self._number(key, part)) is not None)

    def flag(self, key: str, default: bool) -> bool:
        value = self.cells.get(key, default)
        if not isinstance(value, bool):
            self.bad(f"{key} is {value!r}", "write true or false")
            return default
        return value

    def mark(self, key: str) -> bool:
        """A yes-or-nothing cell of a CSV file."""
        return self.one_of(key, ("yes", ""), "") == "yes"

    def table(self, key: str) -> Mapping[str, object]:
        value = self.cells.get(key, {})
        if not isinstance(value, dict):
            self.bad(f"{key} is {value!r}, not a table", f"write a [{key}] section")
            return {}
        return value

    def one_of(self, key: str, known: Sequence[str], default: str) -> str:
        value = self.text(key) or default
        if value not in known:
            self.bad(f"{key} {value!r} is unknown{hint(value, known)}", f"use one of {', '.join(known)}")
            return default
        return value

    def _number(self, key: str, value: object) -> Decimal | None:
        if isinstance(value, bool) or not isinstance(value, int | float | str):
            number = None
        else:
            try:
                number = Decimal(str(value).strip())
            except InvalidOperation:
                number = None
        if number is None or not number.is_finite():
            self.bad(f"{key} {value!r} is not a number", "write digits with a point, such as 1609.344")
            return None
        return number
