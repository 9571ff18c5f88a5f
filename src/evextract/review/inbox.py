"""What waits for an editor, the most severe first, with filters; and everything else that can be found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from evextract.domain.pack import DomainPack
from evextract.records import Resolution
from evextract.report.material import Material
from evextract.review.items import TO_DO, Item, ItemMaker, Standing, claims_of, questions


@dataclass(frozen=True, slots=True)
class Filter:
    """What is asked for. Of one facet any value fits, of several facets each must."""

    standing: tuple[str, ...] = tuple(TO_DO)
    subject: tuple[str, ...] = ()
    attribute: tuple[str, ...] = ()
    outlet: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    words: str = ""

    def admits(self, item: Item, *, but: str = "") -> bool:
        """Whether ``item`` fits all facets, ``but`` one."""
        for facet in FACETS:
            wanted = getattr(self, facet)
            if wanted and facet != but and set(wanted).isdisjoint(values_of(item, facet)):
                return False
        return all(word in item.haystack for word in self.words.casefold().split())


FACETS = ("standing", "kind", "subject", "attribute", "outlet")


def values_of(item: Item, facet: str) -> tuple[str, ...]:
    match facet:
        case "outlet":
            return item.outlets
        case "standing":
            return (item.standing.value,)
        case "kind":
            return (item.kind,)
        case "subject":
            return (item.subject,)
    return (item.attribute,)


class Inbox:
    """All items of a resolution, the most severe first."""

    def __init__(self, items: Iterable[Item], told_by: Mapping[str, int], material: Material) -> None:
        self.material = material
        self.told_by = told_by
        self.items = tuple(sorted(items, key=lambda i: (-i.severity, i.subject, i.attribute, i.scope, i.id)))

    @classmethod
    def of(cls, resolution: Resolution, pack: DomainPack, *, before: Inbox | None = None) -> Inbox:
        """``before``: an earlier inbox over the same claims, whose items are kept where nothing has changed."""
        if before is not None:
            told, material, known = before.told_by, before.material, before.by_id
        else:
            told = Counter(attribute for attribute, _ in {(c.attribute, c.source.voice) for c in resolution.claims})
            material, known = Material.of(resolution, pack), {}
        maker = ItemMaker(material, told)
        items = []
        for name, fact, conflicts in questions(resolution):
            old = known.get(name)
            same = old is not None and old.fact is fact and _same(old.conflicts, conflicts)
            items.append(old if same and old is not None else maker.item(name, fact, conflicts))
        return cls(items, told, material)

    @cached_property
    def by_id(self) -> dict[str, Item]:
        return {item.id: item for item in self.items}

    @cached_property
    def home(self) -> dict[str, str]:
        """Claim id -> the fact that it bears on."""
        facts = [item for item in self.items if item.id == item.fact.id]
        return {claim: item.id for item in facts for claim in claims_of(item.fact, item.conflicts)}

    @cached_property
    def counts(self) -> Counter[Standing]:
        return Counter(item.standing for item in self.items)

    def fitting(self, wanted: Filter) -> list[Item]:
        return [item for item in self.items if wanted.admits(item)]

    def facet(self, name: str, wanted: Filter) -> list[tuple[str, int]]:
        """The values of one facet among what the other facets admit, with counts, the most frequent first."""
        found: Counter[str] = Counter()
        for item in self.items:
            if wanted.admits(item, but=name):
                found.update(values_of(item, name))
        found.update(dict.fromkeys(getattr(wanted, name), 0))
        if name == "standing":
            return [(standing.value, found[standing.value]) for standing in Standing]
        return sorted(found.items(), key=lambda each: (-each[1], each[0].casefold()))


def _same(a: Sequence[object], b: Sequence[object]) -> bool:
    return len(a) == len(b) and all(x is y for x, y in zip(a, b, strict=True))
