"""The parameters of the rules, as ``resolution.toml`` of a pack gives them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from evextract.domain.pack import AttributeDef, DomainPack
from evextract.errors import PackError


@dataclass(frozen=True, slots=True)
class Policy:
    """Log-odds are natural; probabilities are of the thing said. Every field can be set in ``resolution.toml``."""

    trust: float = 0.9
    """How often a source is right before anything is known of it."""
    trust_strength: float = 10.0
    """How many claims of experience that prior is worth."""
    prior_strength: float = 10.0
    """How many claims of experience with sources of its size ``trust`` is worth."""
    least_trust: float = 0.3
    most_trust: float = 0.99
    most_weight: float = 3.0
    """The log-odds that the most trusted source's word can reach."""
    rounds: int = 12
    first_sharpness: float = 0.1
    sharpen: float = 1.3
    most_slip: float = 3.0
    nearness: float = 0.5
    """What a rival's figure close by counts: a wrong one is more likely far off."""
    roundness: float = 0.6
    """What a figure loses that ends in two or more zeros, beside one that doesn't."""
    trust_in_rumour: float = 0.65
    trust_in_official: float = 0.95
    none: float = -1.2
    """Log-odds that no claim on a question is right, before any is heard."""
    slip: float = 1.0
    """What the likeness of two printed numbers counts, a unit of surprise."""
    independence: float = 0.6
    """What a further voice adds, against full independence: sources share feeds and press releases."""
    copied_claims: int = 2
    """From so many claims on a subject on, an article of which another one says everything counts as its copy."""
    copied: float = 0.05
    """What a copy adds to its model."""
    unseen: float = 0.012
    """How likely all sources are wrong together, or the answer has changed since without a word."""
    unseen_change: float = 0.06
    """The same for numbers that change."""
    unseen_rumour: float = 0.45
    """The same where only rumours give the answer."""
    unseen_scope: float = 0.05
    """The same, besides, where the claims leave open which version, market or cycle is meant."""
    misread: Mapping[str, float] = field(default_factory=dict)
    """Log-odds that a claim was read wrongly: ``base``, and what is added for a kind of value, a plan, a rumour, a thing
    without a name (``unnamed``), a version or conversion beside it (``particular``), a sentence that doesn't name the
    thing (``elsewhere``). Nothing: what was read is taken as said."""
    doubtful: float = 0.5
    """Below this probability that the articles on all sides were read rightly, they aren't said to disagree."""
    same_source: float = 0.2
    """What a further article of the same source adds."""
    change: float = 0.5
    """How likely an attribute that changes has changed between two dates of report."""
    change_of_fixed: float = 0.004
    usual_change: float = 0.12
    """Changes up to this share are usual in what trims differ in."""
    leap: float = 8.0
    """What every further share speaks against a change."""
    change_back: float = 0.05
    """The same where the new answer is one that was given before: a late article repeats what no longer holds."""
    change_told: float = 0.9
    """The same where an article tells a figure as the old one."""
    change_of_plan: float = 0.4
    """How likely a rumour or plan came out otherwise."""
    sure: float = 0.65
    """From this confidence on an answer is given; below it the fact needs review."""
    sure_by_record: float = 0.75
    """The same where nothing but the sources' records speaks for one answer."""
    accept: float = 0.5
    """Below this probability a claim is taken to have been wrong when it was made."""
    accept_alone: float = 0.72
    """The same where nobody else speaks."""
    money_slack: float = 0.08
    near: float = 0.12
    """Two lists of options whose odd values lie within this share of one another differ in that value."""
    near_single: float = 0.07
    """The same where one article gives a single figure."""
    soft: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Kind of value -> scope keys whose silence tells nothing; "any" counts for all kinds."""
    conditions: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    """Attribute -> groups of words; claims whose sentences hold words of different groups aren't comparable."""
    special: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    """Attribute -> groups of words for conditions that silence excludes: a price "delivered", a range on the motorway."""
    parts: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    """Attribute -> groups of words for the parts of a count: electric cars of all cars sold."""
    variant_words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """One name for versions that are told by words that mean the same: "all-electric", "zero-emission"."""
    outermost: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Folded name of a version -> the attribute in which it is the outermost, "most" or "least", and "of two" where it is
    compared with one other version."""
    home_market: Mapping[str, str] = field(default_factory=dict)
    """Currency -> the market that a price in it is for, where the text names none."""
    counters: tuple[str, ...] = ()
    """Running totals: without a period, two figures tell of two moments."""
    additive: tuple[str, ...] = ()
    """Figures of which those of the markets make up the whole: one without a market may be that of all."""
    by_trim: tuple[str, ...] = ()
    """Attributes in which the trims of one model differ: two figures without a trim may be two trims'."""
    exclusive: tuple[str, ...] = ()
    """Attributes that may have many answers but, unless an article lists several, have one."""
    parallel: tuple[str, ...] = ()
    """Attributes that are true of several countries at once: where a thing is built."""
    symmetric: tuple[str, ...] = ()
    """Ties between equals, which may be told from either side."""
    alike: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    """Attribute -> words that may name one thing: a crossover is an SUV to some."""
    never_both: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    """Attribute -> pairs of words of which the versions of a thing have only one: front- and rear-wheel drive."""
    renamed: tuple[str, ...] = ()
    """Attributes whose values go under several names in time: one that the pack doesn't have may be any other."""
    proportional: Mapping[str, str] = field(default_factory=dict)
    """Attribute -> one to which it is in proportion among the trims of a model: range to battery."""
    order: tuple[tuple[str, str], ...] = ()
    """Pairs of dates of which the first can't come long after the second."""
    forecasts: tuple[str, ...] = ()
    """Attributes of which the forecast and the outcome are two questions."""
    arrival: tuple[str, ...] = ()
    """Attributes that tell of a thing's arrival on the market: planned before it, asserted from then on."""
    within: tuple[tuple[str, str], ...] = ()
    """Pairs of attributes of which the first counts a part of the second: jobs cut, of all employees."""
    standing: tuple[str, ...] = ()
    """Attributes of a state or a promise, not of a period: a claim that names the month of the news is no other one's."""
    steady: tuple[str, ...] = ()
    """Attributes that move slowly: a leap is no change but another thing that was counted."""
    open: tuple[str, ...] = ()
    """Attributes of which a thing has many at once, each claim counting its own."""

    def is_flow(self, attribute: str) -> bool:
        """Whether it is a figure of a period: "fell to 4,000 from 5,000" tells what two periods brought."""
        return attribute in self.forecasts and attribute not in self.standing

    def soft_keys(self, definition: AttributeDef) -> frozenset[str]:
        soft = dict(self.soft) or {"any": ("variant", "test_cycle", "period")}
        keys = frozenset((*soft.get("any", ()), *soft.get(definition.kind.value, ())))
        return keys - {"period"} if definition.id in self.standing else keys


def frozen(value: object) -> object:
    """Lists as tuples, at every depth."""
    return tuple(frozen(v) for v in value) if isinstance(value, list) else value


def read_policy(pack: DomainPack) -> Policy:
    """Raises :class:`PackError` for a key that is no parameter, or a value of the wrong kind."""
    known = {f.name: f for f in fields(Policy)}
    problems = []
    values: dict[str, Any] = {}
    standard = Policy()
    for key, value in pack.resolution.items():
        if key not in known:
            problems.append(f"resolution.toml: {key} is no parameter; known are {', '.join(sorted(known))}")
            continue
        wanted = getattr(standard, key)
        if isinstance(wanted, int) and isinstance(value, int) and not isinstance(value, bool):
            values[key] = value
        elif isinstance(wanted, float) and isinstance(value, int | float) and not isinstance(value, bool):
            values[key] = float(value)
        elif isinstance(wanted, tuple) and isinstance(value, list):
            values[key] = frozen(value)
        elif isinstance(wanted, Mapping) and isinstance(value, Mapping):
            values[key] = {k: frozen(v) for k, v in value.items()}
        else:
            problems.append(f"resolution.toml: {key} must be a {type(wanted).__name__}, not {value!r}")
    problems += _misnamed_ends(values.get("outermost", {}), pack)
    if problems:
        raise PackError(pack.id, problems)
    return Policy(**values)


def _misnamed_ends(outermost: Mapping[str, object], pack: DomainPack) -> list[str]:
    """What is wrong with the rows that tell in which attribute a version is the outermost."""
    problems = []
    for name, row in outermost.items():
        match row:
            case (str(attribute), "most" | "least") | (str(attribute), "most" | "least", "of two"):
                if attribute not in pack.attributes:
                    problems.append(f"resolution.toml: outermost: {name!r}: {attribute!r} is no attribute of the pack")
            case _:
                told = list(row) if isinstance(row, tuple) else row
                problems.append(
                    f'resolution.toml: outermost: {name!r} must be an attribute, "most" or "least", and, where two versions '
                    f'are compared, "of two"; not {told!r}'
                )
    return problems
