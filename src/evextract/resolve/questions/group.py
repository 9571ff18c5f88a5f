"""Split the claims about one attribute of one thing by the question that they answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from evextract.domain.pack import DomainPack
from evextract.records import Modality, Scope
from evextract.resolve.measures import TINY, near
from evextract.resolve.questions.comparable import scopes_fit
from evextract.resolve.questions.period import has_no_end
from evextract.resolve.questions.scheme import Scheme, Signature, joint
from evextract.resolve.reading import CALENDAR, Reading
from evextract.resolve.rule import Compare, Relation
from evextract.resolve.timing import OUTLOOK_DAYS, day_of, days_between

ONE_CYCLE = 0.06
"""Figures of two test cycles differ by more than this share."""
OUTLOOK = 0.25
"""What a year is expected to bring is corrected by this share at most; what is farther off is another year's, or a goal."""
THREE_DIGITS = 100
"""A figure of three digits or more is so many times its last digit's unit."""
PART = 0.12
"""By more than this share the whole exceeds its parts."""


@dataclass(frozen=True, slots=True)
class Question:
    """``signature`` holds the normal values of the scope keys that are stated."""

    subject: str
    attribute: str
    signature: Signature
    readings: tuple[Reading, ...]

    @property
    def scope(self) -> Scope:
        return spoken_scope(self.signature, self.readings)

    @property
    def variant(self) -> str | None:
        return dict(self.signature).get("variant")


@dataclass(slots=True)
class Draft:
    """A question in the making: ``core`` states the whole scope, ``joined`` is silent on some of it."""

    signatures: list[Signature]
    core: list[Reading]
    joined: list[Reading] = field(default_factory=list)

    def admits(self, sig: Signature, pack: DomainPack) -> bool:
        return all(scopes_fit(dict(sig), dict(other), pack) for other in self.signatures)

    @property
    def fullest(self) -> Signature:
        return joint(self.signatures)


def draft(readings: Iterable[Reading], scheme: Scheme, pack: DomainPack, compare: Compare) -> list[Draft]:
    """Questions with their claims; every claim is in exactly one.

    The fullest scopes make the questions. A claim that is silent on a key joins a question where exactly one fits; on
    a key whose silence tells nothing (the trim, the test cycle, the generation where several are spoken of, a time without
    an end), or where several fit, only where it gives that question's answer. Those that join none are split among
    themselves.
    """
    left: dict[Signature, list[Reading]] = {}
    for reading in readings:
        left.setdefault(scheme.signature(reading), []).append(reading)
    if not left:
        return []
    definition = next(iter(left.values()))[0].definition
    soft = scheme.policy.soft_keys(definition) | ({"generation"} if scheme.generations.count > 1 else set())
    adds_up = definition.id in scheme.policy.additive
    done: list[Draft] = []
    while left:
        drafts, silent = _fullest(left, pack, soft)
        rest: dict[Signature, list[Reading]] = {}
        for sig in silent:
            fitting = [d for d in drafts if d.admits(sig, pack)]
            for reading in left[sig]:
                home = _home(sig, reading, fitting, soft, compare, adds_up=adds_up)
                if home is None:
                    rest.setdefault(sig, []).append(reading)
                else:
                    home.joined.append(reading)
        done += drafts
        left = rest
    return done


def _fullest(
    by_signature: Mapping[Signature, Sequence[Reading]], pack: DomainPack, soft: frozenset[str]
) -> tuple[list[Draft], list[Signature]]:
    """Drafts of the signatures that no other one completes, those that mean the same together; and the others."""
    full: list[Signature] = []
    silent: list[Signature] = []
    for sig in sorted(by_signature, key=lambda s: (-len(s), "|" in dict(s).get("variant", ""), s)):
        (silent if any(_completes(other, sig, pack) for other in full) else full).append(sig)
    return [
        Draft(list(group), [r for sig in group for r in by_signature[sig]]) for group in _together(full, pack, soft)
    ], silent


def _together(full: Sequence[Signature], pack: DomainPack, soft: frozenset[str]) -> list[list[Signature]]:
    """Scopes that may be one, where nothing leaves open which: each of them fits all the others."""
    fitting = [
        [
            j
            for j, other in enumerate(full)
            if i != j and not (_keys(sig) ^ _keys(other)) & soft and scopes_fit(dict(sig), dict(other), pack)
        ]
        for i, sig in enumerate(full)
    ]
    home = list(range(len(full)))
    for i, found in enumerate(fitting):
        if found and all(k in fitting[j] for j in found for k in found if j != k):
            for j in found:
                if set(fitting[j]) <= {i, *found}:
                    home = [home[i] if h == home[j] else h for h in home]
    return [[full[i] for i, h in enumerate(home) if h == root] for root in sorted(set(home), key=home.index)]


def _completes(fuller: Signature, sig: Signature, pack: DomainPack) -> bool:
    """``fuller`` says all that ``sig`` says and more, or names one trim where ``sig`` names several."""
    if not scopes_fit(dict(sig), dict(fuller), pack):
        return False
    if _keys(sig) < _keys(fuller):
        return True
    variant = dict(sig).get("variant", "")
    return _keys(sig) == _keys(fuller) and "|" in variant and dict(fuller).get("variant") != variant


def _keys(sig: Signature) -> set[str]:
    return {key for key, _ in sig}


def _home(
    sig: Signature,
    reading: Reading,
    fitting: Sequence[Draft],
    soft: frozenset[str],
    compare: Compare,
    *,
    adds_up: bool,
) -> Draft | None:
    """The question that a claim silent on part of it joins. ``adds_up``: figures of markets make up that of the whole."""
    standing = [d for d in fitting if _same_standing(reading, d, sig)]
    if len(standing) == 1:
        missing = {key for s in standing[0].signatures for key in _keys(s)} - _keys(sig)
        is_whole = adds_up and "market" in missing and _more(reading, standing[0])
        period = dict(standing[0].fullest).get("period", "")
        telling = soft | {"period"} if has_no_end(period) or _is_over(period, reading) else soft
        if not is_whole and all(_shows(key, reading, standing[0]) for key in missing & telling):
            return standing[0]
    backing = [
        sum(_same(reading, other, compare) and not _by_chance(reading, other) for other in d.core) for d in fitting
    ]
    best = max(backing, default=0)
    return fitting[backing.index(best)] if best else None


def _is_over(period: str, reading: Reading) -> bool:
    """Whether the period is a year before that in which the claim was made: who names no year tells of today."""
    day = day_of(reading.claim.source)
    return day is not None and period.isdecimal() and int(period) < date.fromordinal(int(day)).year


def _shows(key: str, reading: Reading, home: Draft) -> bool:
    """Whether the figure itself shows what is meant on a key whose silence tells nothing."""
    match key:
        case "test_cycle":
            return _near_one(reading, home)
        case "period":
            return _same_outlook(reading, home)
    return False


def _by_chance(reading: Reading, other: Reading) -> bool:
    """Whether a figure without a period is only round enough to be one with a period: 75 billion and 75.4 billion."""
    a, b = reading.measure, other.measure
    if a is None or b is None or a.dimension in CALENDAR or reading.scope.period or not other.scope.period:
        return False
    few = any(abs(m.middle) < THREE_DIGITS * m.loose * (1 - TINY) for m in (a, b))
    return few and (a.low, a.high) != (b.low, b.high)


def _near_one(reading: Reading, home: Draft) -> bool:
    """Whether a figure without its test cycle lies so near one with it that another cycle can't be meant."""
    return any(near(reading, other, ONE_CYCLE) for other in home.core)


def _same_outlook(reading: Reading, home: Draft) -> bool:
    """Whether a forecast that names no period is told so soon before or after one that does, and so near it, that it is
    one of the same period.
    """
    return reading.claim.modality is not Modality.ASSERTED and any(
        other.claim.modality is not Modality.ASSERTED
        and near(reading, other, OUTLOOK)
        and (days := days_between(reading, other)) is not None
        and days < OUTLOOK_DAYS
        for other in home.core
    )


def _more(reading: Reading, home: Draft) -> bool:
    """Whether a figure without a market exceeds those of one market so far that it is the whole of which they are parts."""
    return reading.measure is not None and all(
        other.measure is not None and reading.measure.middle > other.measure.middle * (1 + PART) for other in home.core
    )


def _same_standing(reading: Reading, home: Draft, sig: Signature) -> bool:
    """A date told as past without a market and a date planned for one market are two events."""
    if reading.measure is None or reading.measure.dimension != "date" or "market" in _keys(sig):
        return True
    if not any("market" in _keys(s) for s in home.signatures):
        return True
    return any(
        (other.claim.modality is Modality.ASSERTED) is (reading.claim.modality is Modality.ASSERTED)
        for other in home.core
    )


def _same(a: Reading, b: Reading, compare: Compare) -> bool:
    if a.denied != b.denied:
        # "Not sold there" answers "sold there".
        return a.key == b.key or bool(a.word and a.word == b.word)
    return compare(a, b).relation is Relation.SAME


def spoken_scope(sig: Signature, readings: Sequence[Reading]) -> Scope:
    """The words of the scope: for each key of the signature, what most articles call it."""
    words: dict[str, str] = {}
    for key, _ in sig:
        counts: dict[str, int] = {}
        for reading in readings:
            if spoken := reading.scope.stated.get(key):
                counts[spoken] = counts.get(spoken, 0) + 1
        if counts:
            words[key] = max(counts, key=lambda v: (counts[v], len(v), v))
    return Scope(**words)
