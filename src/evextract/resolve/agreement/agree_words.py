"""Same answer? The rules for things, words and conditions."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from evextract.domain.pack import DomainPack
from evextract.records import EntityRef
from evextract.resolve.measures import near
from evextract.resolve.policy import Policy
from evextract.resolve.reading import Reading
from evextract.resolve.rule import Likeness, Relation
from evextract.resolve.wording import said

DESCRIBED = re.compile(r"(?:^|-)(?:unnamed|unknown|unspecified|undisclosed)(?:-|$)|-platform$|-(?:plant|factory)-site$")


@dataclass(frozen=True, slots=True)
class Equal:
    """Two claims agree when they give the same number, day or thing, under whatever name."""

    id: ClassVar[str] = "agree.equal"

    def __call__(self, a: Reading, b: Reading) -> Likeness | None:
        if a.key == b.key or (a.word and a.word == b.word):
            return Likeness(Relation.SAME, self.id, f"both say {said(a)}")
        return None


@dataclass(frozen=True, slots=True)
class Conditions:
    """Claims whose sentences name different conditions (AC and DC, net and gross) answer different questions; so do
    one that names a special condition ("delivered", "with the seats down") and one that doesn't.
    """

    groups: Mapping[str, tuple[re.Pattern[str], ...]]
    special: Mapping[str, tuple[re.Pattern[str], ...]] = field(default_factory=dict)
    id: ClassVar[str] = "agree.condition"

    @classmethod
    def of(cls, policy: Policy) -> Conditions:
        return cls(_patterns(policy.conditions), _patterns(policy.special))

    def __call__(self, a: Reading, b: Reading) -> Likeness | None:
        mine, theirs = (named(r, self.groups) for r in (a, b))
        if bool(mine) != bool(theirs):
            mine, theirs = (mine or named(a, self.groups, whole=True)), (theirs or named(b, self.groups, whole=True))
        only_one = named(a, self.special) != named(b, self.special)
        if only_one or (mine and theirs and not mine & theirs):
            return Likeness(Relation.UNRELATED, self.id, f"{said(a)} and {said(b)} hold under different conditions")
        return None


@dataclass(frozen=True, slots=True)
class PartOfWhole:
    """A count whose sentence names a part (electric cars, one works), and a larger one that names none: part and whole."""

    parts: Mapping[str, tuple[re.Pattern[str], ...]]
    near: float
    id: ClassVar[str] = "agree.part"

    @classmethod
    def of(cls, policy: Policy) -> PartOfWhole:
        return cls(_patterns(policy.parts), policy.near)

    def __call__(self, a: Reading, b: Reading) -> Likeness | None:
        if a.measure is None or b.measure is None or a.measure.dimension != b.measure.dimension:
            return None
        part, whole = sorted((a, b), key=lambda r: r.measure.middle if r.measure else 0.0)
        if near(a, b, self.near) or named(whole, self.parts) or not named(part, self.parts):
            return None
        return Likeness(Relation.UNRELATED, self.id, f"{said(part)} is a part of {said(whole)}")


def _patterns(words: Mapping[str, tuple[tuple[str, ...], ...]]) -> dict[str, tuple[re.Pattern[str], ...]]:
    return {attribute: tuple(map(either, groups)) for attribute, groups in words.items()}


def named(reading: Reading, groups: Mapping[str, tuple[re.Pattern[str], ...]], *, whole: bool = False) -> set[int]:
    """Which of the attribute's conditions the words around the value name; ``whole``: the only one that its sentence names.
    What the thing itself is called is none: a plant's employees are those "at the plant".
    """
    of_attribute = groups.get(reading.claim.attribute)
    if not of_attribute:
        return set()
    words = reading.claim.evidence.sentence if whole else clause(reading)
    name = reading.subject.replace("-", " ")
    found = {i for i, group in enumerate(of_attribute) if group.search(words) and not group.search(name)}
    return found if len(found) == 1 or not whole else set()


def either(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the words, at the beginning of a word; capitals count where all letters are capitals ("AC")."""
    return re.compile("|".join(map(_word, words)))


def _word(word: str) -> str:
    # Short words are meant whole ("net"), longer ones may go on ("rapid charg").
    end = r"(?!\w)" if len(word) <= 5 else ""
    return rf"(?<!\w){re.escape(word)}{end}" if word.isupper() else rf"(?i:(?<!\w){re.escape(word)}{end})"


def clause(reading: Reading) -> str:
    """The words around the value: the quote, and what stands near it in its sentence."""
    evidence = reading.claim.evidence
    at, end = evidence.focus_start - evidence.sentence_start, evidence.focus_end - evidence.sentence_start
    if not 0 <= at <= end <= len(evidence.sentence):
        return evidence.quote
    return f"{evidence.quote} {evidence.sentence[max(0, at - 40) : end + 40]}"


@dataclass(frozen=True, slots=True)
class LongerName:
    """A name that only adds words to another one is the same name in full: "zephyr-one" and "zephyr-one-electric"."""

    id: ClassVar[str] = "agree.name"

    def __call__(self, a: Reading, b: Reading) -> Likeness | None:
        if not (isinstance(a.claim.value, EntityRef) and isinstance(b.claim.value, EntityRef)):
            return None
        x, y = a.word.split("-"), b.word.split("-")
        shorter = min(len(x), len(y))
        if shorter >= 2 and x[:shorter] == y[:shorter]:
            return Likeness(Relation.SAME, self.id, f"{said(a)} and {said(b)} are one name, one of them shortened")
        return None


@dataclass(frozen=True, slots=True)
class OneGroup:
    """A firm agrees with the group that it belongs to: what its local or contract arm builds, the group builds."""

    parents: Mapping[str, str]
    id: ClassVar[str] = "agree.group"
    most: ClassVar[int] = 4
    """So many owners above a firm are looked at: a guard against owners that own one another."""

    @classmethod
    def of(cls, pack: DomainPack) -> OneGroup:
        firms = (e for e in pack.entities.values() if e.type in ("company", "brand"))
        return cls({e.id: e.parent for e in firms if e.parent})

    def __call__(self, a: Reading, b: Reading) -> Likeness | None:
        if not (isinstance(a.claim.value, EntityRef) and isinstance(b.claim.value, EntityRef)):
            return None
        if self.owns(a.word, b.word) or self.owns(b.word, a.word):
            return Likeness(Relation.SAME, self.id, f"{said(a)} and {said(b)}: one belongs to the other")
        return None

    def owns(self, group: str, firm: str) -> bool:
        owner = self.parents.get(firm)
        if owner is not None and firm.startswith(f"{group}-"):
            return True  # The local arm is listed under the group, the brand by its own name.
        for _ in range(self.most):
            if owner is None or owner == group:
                return owner is not None
            owner = self.parents.get(owner)
        return False


@dataclass(frozen=True, slots=True)
class Unnamed:
    """A thing that an article only describes ("its platform", "an unnamed partner") may be any that others name; so may a
    platform that nobody knows, since makers rename them.
    """

    known: Container[str] = ()
    renamed: Container[str] = ()
    id: ClassVar[str] = "agree.unnamed"

    @classmethod
    def of(cls, pack: DomainPack, policy: Policy) -> Unnamed:
        return cls(pack.entities, policy.renamed)

    def __call__(self, a: Reading, b: Reading) -> Likeness | None:
        if isinstance(a.claim.value, EntityRef) and any(map(self.has_no_name, (a, b))):
            return Likeness(Relation.COMPATIBLE, self.id, f"{said(a)} may be {said(b)}")
        return None

    def has_no_name(self, reading: Reading) -> bool:
        unknown = reading.claim.attribute in self.renamed and reading.word not in self.known
        return unknown or DESCRIBED.search(reading.word) is not None


@dataclass(frozen=True, slots=True)
class Alike:
    """Words that are used for one thing don't exclude one another: a crossover is an SUV to some."""

    pairs: Mapping[str, frozenset[frozenset[str]]]
    id: ClassVar[str] = "agree.alike"

    @classmethod
    def of(cls, policy: Policy) -> Alike:
        return cls({attribute: frozenset(map(frozenset, pairs)) for attribute, pairs in policy.alike.items()})

    def __call__(self, a: Reading, b: Reading) -> Likeness | None:
        if frozenset((a.word, b.word)) in self.pairs.get(a.claim.attribute, ()):
            return Likeness(Relation.COMPATIBLE, self.id, f"{said(a)} and {said(b)} may be one thing")
        return None
