"""Resolution in stages, none of which needs more of the corpus at once than the claims about one subject.

1. Every claim is counted (:class:`~evextract.resolve.survey.Census`) and waits beside the others about its subject.
2. How far to trust each source is learned from the subjects that come first in the order of a digest of their ids: a
   sample that no order of claims changes, and that few new articles change much. Small corpora are learned from whole.
3. Subject by subject, claims are heard and settled. What is decided across subjects (who holds a seat, what editors
   said) comes last and concerns few of them.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from itertools import chain

from evextract.domain.pack import DomainPack
from evextract.records import Claim, Conflict, Decision, Fact
from evextract.resolve.agree import rules
from evextract.resolve.agree_numbers import AtRate
from evextract.resolve.amend import Amendments, in_force
from evextract.resolve.decisions import VERDICTS, apply_decisions
from evextract.resolve.hearing import Group, Hearing, by_claim, hear, settle
from evextract.resolve.names import Canon
from evextract.resolve.policy import read_policy
from evextract.resolve.poll import Poll
from evextract.resolve.reading import Reading, read
from evextract.resolve.seats import contested_seats, seats_of
from evextract.resolve.survey import Census, Survey
from evextract.resolve.symmetric import orient, tie_of
from evextract.resolve.timing import article_windows
from evextract.resolve.trust import learn_trust

SAMPLE = 50_000
"""Trust is learned from the subjects on which the first so many claims are, or a few more."""

Batch = Sequence[tuple[str, Claim]]
"""Claims with the subjects under which they wait."""


def rank(subject: str) -> str:
    """Where a subject comes in the order in which subjects are heard."""
    return blake2b(subject.encode(), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class Settled:
    """What the claims about one subject (canonical id) come to."""

    subject: str
    claims: Mapping[str, Claim]
    facts: Sequence[Fact]
    conflicts: Sequence[Conflict]

    def called(self, names: Mapping[str, str]) -> Settled:
        """With the ids to show in place of the canonical ones."""
        return replace(
            self,
            facts=[replace(f, subject=names[f.subject]) if f.subject in names else f for f in self.facts],
            conflicts=[replace(c, subject=names[c.subject]) if c.subject in names else c for c in self.conflicts],
        )


@dataclass(frozen=True, slots=True)
class Opinions:
    """The subjects that were heard, one after another, and how far each source is trusted."""

    hearings: Iterator[Hearing]
    trust: Mapping[str, float]


class Resolver:
    """A pack and the editors' decisions, made ready once for any number of subjects."""

    def __init__(self, pack: DomainPack, decisions: Sequence[Decision] = ()) -> None:
        self.pack = pack
        self.policy = read_policy(pack)
        self.canon = Canon(pack, self.policy.variant_words)
        self.amend = Amendments.of(decisions, self.canon)
        self.verdicts = [d for d in in_force(decisions) if d.action in VERDICTS]
        self._rules = rules(pack, Survey(), self.policy)
        self._decided = {d.fact_id for d in self.verdicts} | {
            claim for d in self.verdicts for claim in (*d.claims, *d.seen)
        }

    def waiting(self, claims: Iterable[Claim], census: Census) -> Iterator[tuple[str, Claim]]:
        """Count the claims into ``census`` and give each with the subjects under which it may be judged: of a tie
        between equals, both. The claims themselves stay as they are.
        """
        for claim in claims:
            for counted in self.amend((claim,)):
                census.add(counted, self.pack, self.canon, self.policy)
                tie = tie_of(counted, self.canon, self.policy)
                for home in sorted(set(tie)) if tie is not None else (self.canon(counted.subject),):
                    yield home, claim

    def groups(self, batch: Batch, census: Census) -> Iterator[Group]:
        """The claims of a batch by subject, in the order of :func:`rank`."""
        by_home: dict[str, dict[str, Claim]] = {}
        for home, claim in batch:
            by_home.setdefault(home, {})[claim.id] = claim
        for home in sorted(by_home, key=lambda subject: (rank(subject), subject)):
            given = by_home[home]
            readings = [self._read(c, census) for c in self.amend(given[key] for key in sorted(given))]
            kept = [reading for reading in readings if reading.subject == home]
            if kept:
                yield Group(home, {reading.id: given[reading.id] for reading in kept}, kept)

    def _read(self, claim: Claim, census: Census) -> Reading:
        return orient(read(claim, self.pack, self.canon), tie_of(claim, self.canon, self.policy), census.ties)

    def hear(self, group: Group, census: Census) -> Hearing:
        known = census.survey(group.readings)
        ordered = tuple(replace(r, rates=known.rates) if isinstance(r, AtRate) else r for r in self._rules)
        return hear(group, self.pack, self.policy, known, ordered)

    def learn(self, polls: Sequence[Poll], census: Census) -> dict[str, float]:
        """How far each source is trusted. ``polls``: those of the sample, in the order of :func:`rank`."""
        return learn_trust(polls, census.volumes, self.policy, self.pack)

    def opinions(self, batches: Iterable[Batch], census: Census) -> Opinions:
        """``batches``: in the order of :func:`rank`, each with all claims of its subjects."""
        hearings = (self.hear(group, census) for batch in batches for group in self.groups(batch, census))
        sample: deque[Hearing] = deque()
        claims = 0
        while claims < SAMPLE and (hearing := next(hearings, None)) is not None:
            sample.append(hearing)
            claims += len(hearing.group.readings)
        polls = [ballot.poll for hearing in sample for ballot in hearing.ballots]
        return Opinions(chain(_emptied(sample), hearings), self.learn(polls, census))

    def settle(self, opinions: Opinions, census: Census) -> Iterator[Settled]:
        """Every subject with its facts and conflicts, and last, as subject ``""``, the conflicts between subjects."""
        called: dict[str, str] = {}
        held: list[tuple[Group, Settled]] = []
        for hearing in opinions.hearings:
            group = hearing.group
            facts, conflicts = settle(hearing, opinions.trust, self.policy, self.pack)
            found = Settled(group.subject, group.given, facts, conflicts)
            if (name := spoken_name(group.readings, self.canon)) is not None:
                called[group.subject] = name
            if self._is_held(group, facts):
                held.append((group, found))
            else:
                yield found.called(called)
        yield from self._together(held, called, census)

    def _is_held(self, group: Group, facts: Sequence[Fact]) -> bool:
        """Whether a subject has to wait for others: it holds a seat that others may hold, or an editor spoke of it."""
        if any(r.scope.object and seats_of(r) for r in group.readings):
            return True
        return bool(self._decided) and not self._decided.isdisjoint((*group.given, *(fact.id for fact in facts)))

    def _together(
        self, held: Sequence[tuple[Group, Settled]], called: Mapping[str, str], census: Census
    ) -> Iterator[Settled]:
        held = sorted(held, key=lambda pair: pair[0].subject)
        readings = [reading for group, _ in held for reading in group.readings]
        facts = [fact for _, found in held for fact in found.facts]
        own = [conflict for _, found in held for conflict in found.conflicts]
        seats = contested_seats(
            readings, by_claim(facts), self.canon, article_windows(readings, census.windows), self.policy
        )
        given = {claim.id: claim for _, found in held for claim in found.claims.values()}
        facts, conflicts = apply_decisions(facts, [*own, *seats], given, self.verdicts)
        across = {conflict.id for conflict in seats}
        for group, found in held:
            yield replace(
                found,
                facts=[fact for fact in facts if fact.subject == group.subject],
                conflicts=[c for c in conflicts if c.subject == group.subject and c.id not in across],
            ).called(called)
        contested = [conflict for conflict in conflicts if conflict.id in across]
        if contested:
            ids = {claim for conflict in contested for side in conflict.sides for claim in side.claims}
            yield Settled("", {i: given[i] for i in sorted(ids)}, (), contested).called(called)


def spoken_name(readings: Iterable[Reading], canon: Canon) -> str | None:
    """The id to show where no claim uses the canonical one: that which most claims use."""
    names = Counter(r.claim.subject for r in readings if canon(r.claim.subject) == r.subject)
    subject = next((r.subject for r in readings), None)
    return min(names, key=lambda name: (-names[name], name)) if names and subject not in names else None


def _emptied(sample: deque[Hearing]) -> Iterator[Hearing]:
    """Each hearing is let go when the next one is asked for."""
    while sample:
        yield sample.popleft()
