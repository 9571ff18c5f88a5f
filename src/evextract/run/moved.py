"""Resolve only what moved: a subject whose inputs are as they were has the outcome that it had."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from evextract.domain.pack import DomainPack
from evextract.domain.settled import Settled, resolution_of
from evextract.io.store.memory import (
    Memory,
    Remembered,
    outcome_from_json,
    outcome_to_json,
    sure_from_json,
    sure_to_json,
)
from evextract.records import Claim, Conflict, Decision, Fact, Resolution
from evextract.resolve.hearing import Group, Hearing, renewed
from evextract.resolve.inputs import Inputs, fingerprint, known_by, sample
from evextract.resolve.resolver import SAMPLE, Judged, Resolver, by_home
from evextract.resolve.stored import (
    bases_from_json,
    bases_to_json,
    inputs_from_json,
    inputs_to_json,
    polls_from_json,
    polls_to_json,
)
from evextract.resolve.survey import Census
from evextract.resolve.votes.basis import confidences
from evextract.resolve.votes.poll import Poll


@dataclass(frozen=True, slots=True)
class Moved:
    """All that holds now. ``still``: the ids of facts and of claims of which everything is as it was, so that what was
    written down of them holds; ``alike``: of those, too, of which nothing but the confidence moved.
    """

    resolution: Resolution
    still: frozenset[str]
    alike: frozenset[str]


def resolve_moved(
    claims: Iterable[Claim],
    pack: DomainPack,
    *,
    decisions: Sequence[Decision],
    memory: Memory,
    origins: Mapping[str, str],
) -> Moved:
    """What :func:`~evextract.resolve.judge.resolve` makes of ``claims``, exactly, at less cost; but that facts which were
    remembered come without what makes their confidence (``terms``).

    ``memory``, which knows nothing of outcomes under another pack, is brought up to date. ``origins``: for each claim's id
    the file that it was read from, whose name tells its content. What the corpus as a whole tells
    (:class:`~evextract.resolve.survey.Census`, the trust in sources) is made anew each time; it moves a subject where it is
    among its inputs.
    """
    resolver, census = Resolver(pack, decisions), Census()
    distinct = {claim.id: claim for claim in claims}
    homes = by_home(resolver.waiting(distinct.values(), census))
    docket = _Docket(resolver, census, memory, homes, origins)
    judged = docket.judge(docket.learn())
    memory.forget_others({each.settled.subject for each in judged})
    settled = list(resolver.finish(judged, census))
    free = {each.settled.subject for each in judged if not each.held}
    still = free & docket.recalled
    alike = still | free & docket.confirmed
    return Moved(
        resolution_of(distinct, settled),
        _ids(each for each in settled if each.subject in still),
        _ids(each for each in settled if each.subject in alike),
    )


def _ids(settled: Iterable[Settled]) -> frozenset[str]:
    return frozenset(name for each in settled for name in (*each.claims, *(fact.id for fact in each.facts)))


class _Subject:
    """A subject with what is remembered of it; its claims are read where that isn't enough."""

    def __init__(self, name: str, given: Mapping[str, Claim], known: Remembered | None) -> None:
        self.name = name
        self.given = given
        self.known = known
        self.group: Group | None = None
        self.hearing: Hearing | None = None
        self.inputs: Inputs
        self.heard = ""
        self.polls: list[Poll] | None = None
        """The contested ones, where its claims are as they were."""


class _Docket:
    """All subjects; those that moved are heard, once."""

    def __init__(
        self,
        resolver: Resolver,
        census: Census,
        memory: Memory,
        homes: Mapping[str, Mapping[str, Claim]],
        origins: Mapping[str, str],
    ) -> None:
        self._resolver = resolver
        self._census = census
        self._memory = memory
        self._origins = origins
        known = memory.recall()
        opened = (_Subject(name, given, known.get(name)) for name, given in homes.items())
        self._subjects = [subject for subject in opened if self._has_claims(subject)]
        self.recalled: set[str] = set()
        """Those whose outcome was remembered."""
        self.confirmed: set[str] = set()
        """Those whose outcome another trust confirmed, but for its confidence."""

    def learn(self) -> dict[str, float]:
        """How far each source is trusted, learned from the same subjects as ever."""
        teachers = set(sample(((each.name, each.inputs.size) for each in self._subjects), SAMPLE))
        polls = [poll for each in self._subjects if each.name in teachers for poll in self._polls(each)]
        return self._resolver.learn(polls, self._census)

    def judge(self, trust: Mapping[str, float]) -> list[Judged]:
        return [self._judge(subject, trust) for subject in self._subjects]

    def _has_claims(self, subject: _Subject) -> bool:
        """Finds the inputs of a subject; a tie between equals may be told of the other one only."""
        known, claims = subject.known, None
        if self._resolver.are_plain(subject.given.values()):
            claims = known_by(
                f"{id_} {self._origins[id_]} {c.source.copy_of}" for id_, c in sorted(subject.given.items())
            )
        if known is not None and claims is not None and (inputs := inputs_from_json(known.inputs)).claims == claims:
            subject.inputs = inputs
        elif (group := self._read(subject)) is not None:
            subject.inputs = Inputs.of(group, self._resolver.canon, claims)
        else:
            return False
        subject.heard = fingerprint(subject.inputs, self._census)
        if known is not None and known.heard == subject.heard:
            subject.polls = polls_from_json(known.polls)
        return True

    def _polls(self, subject: _Subject) -> list[Poll]:
        return [ballot.poll for ballot in self._hear(subject).ballots] if subject.polls is None else subject.polls

    def _judge(self, subject: _Subject, trust: Mapping[str, float]) -> Judged:
        settled = fingerprint(subject.inputs, self._census, trust)
        stands = self._confirm(subject, settled, trust)
        if stands is None:
            found = self._resolver.settle(self._hear(subject), trust)
            stands = found.facts, found.conflicts
            self._memory.keep(
                subject.name,
                Remembered(
                    inputs=inputs_to_json(subject.inputs),
                    heard=subject.heard,
                    polls=polls_to_json(found.bases),
                    bases=bases_to_json(found.bases),
                    settled=settled,
                    sure=sure_to_json(found.facts),
                    outcome=outcome_to_json(*stands),
                ),
            )
        return self._standing(subject, *stands)

    def _confirm(
        self, subject: _Subject, settled: str, trust: Mapping[str, float]
    ) -> tuple[list[Fact], list[Conflict]] | None:
        """The outcome that was remembered, as sure as trust makes it; None where it has to be judged anew."""
        known, polls = subject.known, subject.polls
        if known is None or polls is None:
            return None
        recalled = known.settled == settled
        sure = (
            sure_from_json(known.sure)
            if recalled
            else confidences(bases_from_json(known.bases, polls), trust, self._resolver.policy)
        )
        if sure is None:
            return None
        facts, conflicts = outcome_from_json(known.outcome, sure)
        if len({fact.id for fact in facts}) < len(facts):
            return None
        if recalled:
            self.recalled.add(subject.name)
        else:
            self.confirmed.add(subject.name)
            self._memory.confirm(subject.name, settled, sure_to_json(facts))
        return facts, renewed(facts, conflicts)

    def _standing(self, subject: _Subject, facts: Sequence[Fact], conflicts: Sequence[Conflict]) -> Judged:
        if subject.group is None and subject.inputs.alone and not self._resolver.is_decided(subject.given, facts):
            return Judged(Settled(subject.name, subject.given, facts, conflicts), subject.inputs.spoken, ())
        return self._resolver.standing(self._group(subject), facts, conflicts)

    def _hear(self, subject: _Subject) -> Hearing:
        if subject.hearing is None:
            subject.hearing = self._resolver.hear(self._group(subject), self._census)
        return subject.hearing

    def _group(self, subject: _Subject) -> Group:
        group = self._read(subject)
        assert group is not None, "only subjects with claims are kept"
        return group

    def _read(self, subject: _Subject) -> Group | None:
        if subject.group is None:
            subject.group = self._resolver.group(subject.name, subject.given, self._census)
        return subject.group
