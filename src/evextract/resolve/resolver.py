"""Resolution in stages, none of which needs more of the corpus at once than the claims about one subject.

1. Every claim is counted (:class:`~evextract.resolve.survey.Census`) and waits beside the others about its subject.
2. How far to trust each source is learned from the subjects that come first in the order of a digest of their ids: a
   sample that no order of claims changes, and that few new articles change much. Small corpora are learned from whole.
3. Subject by subject, claims are heard and settled. What is decided across subjects (who holds a seat, what editors
   said) comes last and concerns few of them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from itertools import chain

from evextract.domain.pack import DomainPack
from evextract.domain.settled import Settled, side_by_side
from evextract.records import Claim, Conflict, Decision, Fact
from evextract.resolve.agreement.agree import rules
from evextract.resolve.agreement.agree_numbers import AtRate
from evextract.resolve.editors.amend import Amendments, in_force
from evextract.resolve.editors.decisions import VERDICTS, apply_decisions
from evextract.resolve.hearing import Findings, Group, Hearing, by_claim, hear, settle, spoken_name
from evextract.resolve.names import Canon
from evextract.resolve.policy import read_policy
from evextract.resolve.reading import Reading, read
from evextract.resolve.seats import contested_seats, has_seats
from evextract.resolve.survey import Census, Survey
from evextract.resolve.symmetric import orient, tie_of
from evextract.resolve.timing import article_windows
from evextract.resolve.votes.poll import Poll
from evextract.resolve.votes.trust import learn_trust

SAMPLE = 50_000
"""Trust is learned from the subjects on which the first so many claims are, or a few more."""

Batch = Sequence[tuple[str, Claim]]
"""Claims with the subjects under which they wait."""


def rank(subject: str) -> str:
    """Where a subject comes in the order in which subjects are heard."""
    return blake2b(subject.encode(), digest_size=8).hexdigest()


def by_home(batch: Iterable[tuple[str, Claim]]) -> dict[str, dict[str, Claim]]:
    """The claims, by id, that wait under each subject, in the order of :func:`rank`."""
    waiting: dict[str, dict[str, Claim]] = {}
    for home, claim in batch:
        waiting.setdefault(home, {})[claim.id] = claim
    return {home: waiting[home] for home in sorted(waiting, key=lambda subject: (rank(subject), subject))}


@dataclass(frozen=True, slots=True)
class Judged:
    """The outcome for one subject as far as it stands alone. ``held``: its claims, where others have a say in it.
    ``name``: the id to show, where no claim uses the canonical one.
    """

    settled: Settled
    name: str | None
    held: Sequence[Reading]


@dataclass(frozen=True, slots=True)
class Opinions:
    """How far each source is trusted, and the subjects that had to be heard to learn it; each is let go once taken."""

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
        for home, given in by_home(batch).items():
            group = self.group(home, given, census)
            if group is not None:
                yield group

    def group(self, home: str, given: Mapping[str, Claim], census: Census) -> Group | None:
        """Those of the claims that wait under ``home`` which are about it; None where no claim is."""
        readings = [self._read(c, census) for c in self.amend(given[key] for key in sorted(given))]
        kept = [reading for reading in readings if reading.subject == home]
        return Group(home, {reading.id: given[reading.id] for reading in kept}, kept) if kept else None

    def _read(self, claim: Claim, census: Census) -> Reading:
        return orient(read(claim, self.pack, self.canon), tie_of(claim, self.canon, self.policy), census.ties)

    def hear(self, group: Group, census: Census) -> Hearing:
        known = census.survey(group.readings)
        ordered = tuple(replace(r, rates=known.rates) if isinstance(r, AtRate) else r for r in self._rules)
        return hear(group, self.pack, self.policy, known, ordered)

    def learn(self, polls: Sequence[Poll], census: Census) -> dict[str, float]:
        """How far each source is trusted. ``polls``: those of the sample, in the order of :func:`rank`."""
        return learn_trust(polls, census.volumes, self.policy, self.pack)

    def opinions(self, batches: Iterator[Batch], census: Census) -> Opinions:
        """``batches``: in the order of :func:`rank`, each with all claims of its subjects. What follows the batches
        from which trust is learned is left in the iterator.
        """
        sample: deque[Hearing] = deque()
        groups: Iterator[Group] = iter(())
        claims = 0
        for batch in batches:
            groups = self.groups(batch, census)
            for group in groups:
                sample.append(self.hear(group, census))
                claims += len(group.readings)
                if claims >= SAMPLE:
                    break
            if claims >= SAMPLE:
                break
        polls = [ballot.poll for hearing in sample for ballot in hearing.ballots]
        rest = (self.hear(group, census) for group in groups)
        return Opinions(chain(_emptied(sample), rest), self.learn(polls, census))

    def judge(self, hearing: Hearing, trust: Mapping[str, float]) -> Judged:
        found = self.settle(hearing, trust)
        return self.standing(hearing.group, found.facts, found.conflicts)

    def settle(self, hearing: Hearing, trust: Mapping[str, float]) -> Findings:
        return settle(hearing, trust, self.policy, self.pack)

    def standing(self, group: Group, facts: Sequence[Fact], conflicts: Sequence[Conflict]) -> Judged:
        """What was judged, now or before, of the claims of ``group``."""
        held = group.readings if self._is_held(group, facts) else ()
        return Judged(
            Settled(group.subject, group.given, facts, conflicts), spoken_name(group.readings, self.canon), held
        )

    def finish(self, judged: Iterable[Judged], census: Census) -> Iterator[Settled]:
        """Every subject with its facts and conflicts, and last, as subject ``""``, the conflicts between subjects."""
        called: dict[str, str] = {}
        waiting: list[Judged] = []
        for each in judged:
            if each.name is not None:
                called[each.settled.subject] = each.name
            if each.held:
                waiting.append(each)
            else:
                yield each.settled.called(called)
        yield from self._together(sorted(waiting, key=lambda each: each.settled.subject), called, census)

    def _is_held(self, group: Group, facts: Sequence[Fact]) -> bool:
        """Whether a subject has to wait for others: it holds a seat that others may hold, or an editor spoke of it."""
        return has_seats(group.readings) or self.is_decided(group.given, facts)

    def is_decided(self, claims: Iterable[str], facts: Iterable[Fact]) -> bool:
        """Whether an editor spoke of any of these; ``claims``: their ids."""
        return bool(self._decided) and not self._decided.isdisjoint((*claims, *(fact.id for fact in facts)))

    def are_plain(self, claims: Iterable[Claim]) -> bool:
        """Whether each of the claims counts as it was given, whatever others say."""
        return not any(self.amend.alters(c) or tie_of(c, self.canon, self.policy) for c in claims)

    def _together(self, waiting: Sequence[Judged], called: Mapping[str, str], census: Census) -> Iterator[Settled]:
        readings = [reading for each in waiting for reading in each.held]
        facts = [fact for each in waiting for fact in each.settled.facts]
        own = [conflict for each in waiting for conflict in each.settled.conflicts]
        seats = contested_seats(
            readings, by_claim(facts), self.canon, article_windows(readings, census.windows), self.policy
        )
        given = {claim.id: claim for each in waiting for claim in each.settled.claims.values()}
        facts, conflicts = apply_decisions(facts, [*own, *seats], given, self.verdicts)
        across = {conflict.id for conflict in seats}
        alone = [
            replace(
                each.settled,
                facts=[fact for fact in facts if fact.subject == each.settled.subject],
                conflicts=[c for c in conflicts if c.subject == each.settled.subject and c.id not in across],
            )
            for each in waiting
        ]
        contested = [conflict for conflict in conflicts if conflict.id in across]
        for settled in side_by_side(alone, contested, given):
            yield settled.called(called)


def _emptied(sample: deque[Hearing]) -> Iterator[Hearing]:
    """Each hearing is let go when the next one is asked for."""
    while sample:
        yield sample.popleft()
