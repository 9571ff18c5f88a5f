"""What an editor could do about a conflict, in one to three plain sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evextract.domain.pack import DomainPack
from evextract.domain.wording import percent
from evextract.records import Conflict, ConflictKind
from evextract.report.model import Rank, SideView

SURE = 0.8
MOST_STEPS = 3
_KEY_WORDS = {
    "variant": "version", "generation": "generation", "market": "market", "test_cycle": "test cycle",
    "period": "period", "object": "counterpart",
}  # fmt: skip


def advice(conflict: Conflict, sides: Sequence[SideView], pack: DomainPack) -> tuple[str, ...]:
    """Concrete next steps, the most useful first, at most :data:`MOST_STEPS`."""
    steps = _confirm(conflict, sides) if conflict.resolved is not None else [*_settle(sides)]
    silent = _silent_keys(conflict, pack)
    if silent and conflict.kind is ConflictKind.CONTRADICTION:
        steps.append(f"Check whether all mean the same {_listed(silent, 'or')}: the texts do not say.")
    if len(steps) == 0:
        balance = " against ".join(str(side.voices) for side in sides)
        steps.append(f"Find the first source, a data sheet or a filing: the articles stand {balance}.")
    return tuple(steps[:MOST_STEPS])


def _settle(sides: Sequence[SideView]) -> Iterator[str]:
    """What the articles themselves offer to start from."""
    quotes = [(number, quote) for number, side in enumerate(sides) for quote in side.quotes]
    outlets: dict[str, set[int]] = {}
    for number, quote in quotes:
        outlets.setdefault(quote.source.outlet, set()).add(number)
    both = [outlet for outlet, numbers in outlets.items() if len(numbers) > 1]
    if both:
        yield f"Ask {_listed(both, 'and')} which value stands: both are theirs."
    citing = [(number, quote) for number, quote in quotes if quote.attribution]
    if len({number for number, _ in citing}) == 1:
        _, quote = citing[0]
        yield f"Start from {quote.source.outlet}, the only side that names its source: {quote.attribution}."
    dated = sorted(
        (quote.source.published, number, quote.source.outlet) for number, quote in quotes if quote.source.published
    )
    if (
        dated
        and {number for day, number, _ in dated if day == dated[-1][0]} == {dated[-1][1]}
        and dated[0][0] < dated[-1][0]
    ):
        day, number, outlet = dated[-1]
        yield f"Check whether {outlet} ({day}), the latest, replaces what was said before: {sides[number].value}."


def _confirm(conflict: Conflict, sides: Sequence[SideView]) -> list[str]:
    kept = [side for side in sides if side.rank is Rank.KEPT]
    aside = [side for side in sides if side.rank is not Rank.KEPT]
    value = f" {kept[0].value}" if kept else " the verdict"
    if conflict.kind is ConflictKind.UPDATE:
        return [f"Nothing, if{value} is the latest word; the earlier value stays on record as superseded."]
    outlets = list(dict.fromkeys(quote.source.outlet for side in aside for quote in side.quotes))
    steps = [f"Confirm{value}."]
    if conflict.kind is ConflictKind.SLIP and outlets:
        steps.append(f"Tell {_listed(outlets, 'and')} about the slip.")
    elif conflict.confidence < SURE:
        steps.append(f"Look for another source first: the verdict is only {percent(conflict.confidence)} sure.")
    return steps


def _silent_keys(conflict: Conflict, pack: DomainPack) -> list[str]:
    """The scope keys that matter for the attribute and that the texts leave open."""
    attribute = pack.attributes.get(conflict.attribute)
    keys = attribute.scope if attribute is not None else ()
    return [_KEY_WORDS.get(key, key) for key in keys if key not in conflict.scope.stated]


def _listed(names: Sequence[str], last: str) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {last} {names[-1]}"
