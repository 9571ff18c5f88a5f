"""Resolve only what moved: a subject whose inputs are as they were has the outcome that it had."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evextract.domain.pack import DomainPack
from evextract.io.store.memory import Memory, Remembered, outcome_from_json, outcome_to_json
from evextract.records import Claim, Decision, Resolution
from evextract.resolve.hearing import Group, Hearing
from evextract.resolve.inputs import Fingerprint, Inputs, sample
from evextract.resolve.poll import Poll
from evextract.resolve.resolver import SAMPLE, Judged, Resolver, resolution_of
from evextract.resolve.stored import polls_from_json, polls_to_json
from evextract.resolve.survey import Census


@dataclass(frozen=True, slots=True)
class Moved:
    """All that holds now. ``still``: the ids of facts and of claims of which everything is as it was, so that what was
    written down of them holds.
    """

    resolution: Resolution
    still: frozenset[str]


def resolve_moved(claims: Iterable[Claim], pack: DomainPack, *, decisions: Sequence[Decision], memory: Memory) -> Moved:
    """What :func:`~evextract.resolve.judge.resolve` makes of ``claims``, exactly, at less cost.

    ``memory`` is brought up to date. What the corpus as a whole tells (:class:`~evextract.resolve.survey.Census`, the
    trust in sources) is made anew each time; it moves a subject where it is among its inputs.
    """
    resolver, census = Resolver(pack, decisions), Census()
    distinct = {claim.id: claim for claim in claims}
    groups = list(resolver.groups(list(resolver.waiting(distinct.values(), census)), census))
    docket = _Docket(resolver, census, memory, Fingerprint(pack), groups)
    judged = docket.judge(docket.learn())
    memory.forget_others({group.subject for group in groups})
    settled = list(resolver.finish(judged, census))
    still = {each.settled.subject for each in judged if not each.held} & docket.recalled
    ids = (name for each in settled if each.subject in still for name in (*each.claims, *(f.id for f in each.facts)))
    return Moved(resolution_of(distinct, settled), frozenset(ids))


class _Docket:
    """All subjects, with what is remembered of them; those that moved are heard, once."""

    def __init__(
        self, resolver: Resolver, census: Census, memory: Memory, prints: Fingerprint, groups: Sequence[Group]
    ) -> None:
        self._resolver = resolver
        self._census = census
        self._memory = memory
        self._prints = prints
        self._groups = groups
        self._inputs = {group.subject: Inputs.of(group, census) for group in groups}
        self._heard = {subject: prints.of(inputs, census) for subject, inputs in self._inputs.items()}
        self._hearings: dict[str, Hearing] = {}
        self.recalled: set[str] = set()
        """The subjects whose outcome was remembered."""

    def learn(self) -> dict[str, float]:
        """How far each source is trusted, learned from the same subjects as ever."""
        sizes = ((group.subject, self._inputs[group.subject].size) for group in self._groups)
        teachers = set(sample(sizes, SAMPLE))
        polls = [poll for group in self._groups if group.subject in teachers for poll in self._polls(group)]
        return self._resolver.learn(polls, self._census)

    def judge(self, trust: dict[str, float]) -> list[Judged]:
        return [self._judge(group, trust) for group in self._groups]

    def _polls(self, group: Group) -> list[Poll]:
        known = self._memory.recall(group.subject)
        if known is not None and known.heard == self._heard[group.subject]:
            return polls_from_json(known.polls)
        return [ballot.poll for ballot in self._hear(group).ballots]

    def _judge(self, group: Group, trust: dict[str, float]) -> Judged:
        digest = self._prints.of(self._inputs[group.subject], self._census, trust)
        known = self._memory.recall(group.subject)
        if known is not None and known.settled == digest:
            facts, conflicts = outcome_from_json(known.outcome)
            self.recalled.add(group.subject)
            return self._resolver.standing(group, facts, conflicts)
        hearing = self._hear(group)
        judged = self._resolver.judge(hearing, trust)
        self._memory.keep(
            group.subject,
            Remembered(
                heard=self._heard[group.subject],
                polls=polls_to_json([ballot.poll for ballot in hearing.ballots if ballot.poll.contested]),
                settled=digest,
                outcome=outcome_to_json(judged.settled.facts, judged.settled.conflicts),
            ),
        )
        return judged

    def _hear(self, group: Group) -> Hearing:
        if group.subject not in self._hearings:
            self._hearings[group.subject] = self._resolver.hear(group, self._census)
        return self._hearings[group.subject]
