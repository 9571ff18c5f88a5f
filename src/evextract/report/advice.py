"""What an editor could do about a conflict, in one to three plain sentences."""

from __future__ import annotations

from collections.abc import Sequence

from evextract.domain.pack import DomainPack
from evextract.records import Conflict, ConflictKind
from evextract.report.model import Rank, SideView

SURE = 0.8
_KEY_WORDS = {
    "variant": "version", "generation": "generation", "market": "market", "test_cycle": "test cycle",
    "period": "period", "object": "counterpart",
}  # fmt: skip


def advice(conflict: Conflict, sides: Sequence[SideView], pack: DomainPack) -> tuple[str, ...]:
    """Concrete next steps, the most useful first."""
    steps = _settle(conflict, sides) if conflict.resolved is None else _confirm(conflict, sides)
    silent = _silent_keys(conflict, pack)
    if silent and conflict.kind is ConflictKind.CONTRADICTION:
        steps.append(f"Check whether all sides mean the same {_either(silent)}: the texts do not say.")
    return tuple(steps)


def _settle(conflict: Conflict, sides: Sequence[SideView]) -> list[str]:
    voices = [side.voices for side in sides]
    balance = " against ".join(str(count) for count in sorted(voices, reverse=True))
    return [
        f"Look for the first source, a maker's data sheet or a filing: the articles stand {balance}.",
        "Then accept one value or enter another in the review; it will hold for later runs.",
    ]


def _confirm(conflict: Conflict, sides: Sequence[SideView]) -> list[str]:
    kept = [side for side in sides if side.rank is Rank.KEPT]
    aside = [side for side in sides if side.rank is not Rank.KEPT]
    value = f" {kept[0].value}" if kept else " the verdict"
    if conflict.kind is ConflictKind.UPDATE:
        return [f"Nothing, if{value} is the latest word; the earlier value stays on record as superseded."]
    outlets = list(dict.fromkeys(quote.source.outlet for side in aside for quote in side.quotes))
    steps = [f"Confirm{value}."]
    if conflict.kind is ConflictKind.SLIP and outlets:
        steps.append(f"Tell {_and(outlets)} about the slip.")
    elif conflict.confidence < SURE:
        steps.append(f"Look for another source first: the verdict is only {conflict.confidence:.0%} sure.")
    return steps


def _silent_keys(conflict: Conflict, pack: DomainPack) -> list[str]:
    """The scope keys that matter for the attribute and that the texts leave open."""
    attribute = pack.attributes.get(conflict.attribute)
    keys = attribute.scope if attribute is not None else ()
    return [_KEY_WORDS.get(key, key) for key in keys if key not in conflict.scope.stated]


def _and(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _either(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
