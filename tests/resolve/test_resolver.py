"""Resolution in stages: however the claims are batched the outcome is one, and equal inputs are equal outcomes."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from handmade import PACK, claim

from evextract.domain.settled import Settled
from evextract.records import Claim
from evextract.resolve import resolver as stages
from evextract.resolve.hearing import Findings, renewed
from evextract.resolve.inputs import Inputs, fingerprint, sample
from evextract.resolve.judge import resolve
from evextract.resolve.resolver import Batch, Resolver, rank
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


def invented(cars: int, seed: int = 5) -> list[Claim]:
    """Claims of nine outlets about invented cars; some outlets err, some dates are told without a day of writing."""
    draw = random.Random(seed)
    claims = []
    for car in range(cars):
        price, reach = draw.randrange(20, 60) * 1000, draw.randrange(300, 700)
        for number in range(draw.randrange(2, 9)):
            outlet = f"outlet {draw.randrange(9)}"
            article, subject = f"{car}-{number}", f"zephyr-{car}"
            day = f"2025-{draw.randrange(1, 13):02d}-{draw.randrange(1, 28):02d}" if draw.random() < 0.7 else ""
            wrong = draw.random() < 0.3 and outlet < "outlet 4"
            told = price + 4000 if wrong else price
            common = {"subject": subject, "outlet": outlet, "published": day}
            claims += [
                claim(article, "price", f"{told} CNY", alt=f"~{round(told / draw.uniform(7, 7.3))} USD", **common),
                claim(article, "range", f"{reach + (50 if wrong else 0)} km", **common),
                claim(article, "launch_date", f"2025-{draw.randrange(1, 12):02d}-01/2025-12-31", **common),
            ]
    return claims


SEATS = [
    claim("s1", "role", "chief executive", subject="ann-archer", object="zephyr", published="2024-03-01"),
    claim("s2", "role", "chief executive", subject="bob-baker", object="zephyr", published="2025-03-01"),
    claim("s3", "role", "chief executive", subject="bob-baker", object="zephyr", published="2025-04-01"),
]


def settled(claims: Sequence[Claim], parts: int) -> list[Settled]:
    """As a corpus that does not fit into memory is: batches of the subjects in their rank."""
    resolver, census = Resolver(PACK), Census()
    waiting = list(resolver.waiting(claims, census))
    batches: list[Batch] = [
        [pair for pair in waiting if int(rank(pair[0]), 16) * parts >> 64 == part] for part in range(parts)
    ]
    left = iter(batches)
    opinions = resolver.opinions(left, census)
    rest = (resolver.hear(group, census) for batch in left for group in resolver.groups(batch, census))
    judged = (resolver.judge(hearing, opinions.trust) for hearing in chain(opinions.hearings, rest))
    return list(resolver.finish(judged, census))


def test_batches_change_nothing() -> None:
    claims = [*invented(40), *SEATS]
    expected = resolve(claims, PACK)
    assert any(conflict.subject == "zephyr" for conflict in expected.conflicts)
    for parts in (1, 7, 64):
        found = sorted(settled(claims, parts), key=lambda s: (not s.subject, s.subject))
        assert tuple(fact for each in found for fact in each.facts) == expected.facts
        assert tuple(conflict for each in found for conflict in each.conflicts) == expected.conflicts


def test_trust_is_learned_from_the_subjects_that_come_first(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    claims = invented(30)
    monkeypatch.setattr(stages, "SAMPLE", 60)
    assert settled(claims, 1) == settled(claims, 16)
    resolver, census = Resolver(PACK), Census()
    groups = list(resolver.groups(list(resolver.waiting(claims, census)), census))
    first = list(sample(((g.subject, len(g.readings)) for g in groups), 60))
    polls = [b.poll for g in groups if g.subject in first for b in resolver.hear(g, census).ballots]
    opinions = resolver.opinions(iter([list(resolver.waiting(claims, Census()))]), census)
    assert 1 < len(first) < 30
    assert resolver.learn(polls, census) == opinions.trust


def test_what_verdicts_rest_on_survives_storage_and_teaches_the_same() -> None:
    resolver, census = Resolver(PACK), Census()
    waiting = list(resolver.waiting([*invented(10), *SEATS], census))
    groups = list(resolver.groups(waiting, census))
    hearings = [resolver.hear(group, census) for group in groups]
    trust = resolver.learn([b.poll for hearing in hearings for b in hearing.ballots], census)
    bases = [basis for hearing in hearings for basis in resolver.settle(hearing, trust).bases]
    polls = polls_from_json(polls_to_json(bases))
    assert bases_from_json(bases_to_json(bases), polls) == bases
    assert 0 < len(polls) < len(bases)
    assert resolver.learn(polls, census) == trust
    inputs = [Inputs.of(group, resolver.canon) for group in groups]
    assert [inputs_from_json(inputs_to_json(each)) for each in inputs] == inputs
    assert {each.alone for each in inputs} == {True, False}


def test_another_trust_is_reckoned_with_as_if_all_were_judged_anew() -> None:
    resolver, census = Resolver(PACK), Census()
    waiting = list(resolver.waiting([*invented(60), *SEATS], census))
    hearings = [resolver.hear(group, census) for group in resolver.groups(waiting, census)]
    trust = resolver.learn([b.poll for hearing in hearings for b in hearing.ballots], census)
    draw, anew = random.Random(7), 0
    for _ in range(5):
        other = {source: min(max(p + draw.uniform(-0.2, 0.2), 0.05), 0.95) for source, p in trust.items()}
        for hearing in hearings:
            expected = resolver.settle(hearing, other)
            before = resolver.settle(hearing, trust)
            sure = confidences(before.bases, other, resolver.policy)
            if sure is None:
                anew += 1
                continue
            facts = [
                replace(fact, confidence=each, terms=now.terms)
                for fact, each, now in zip(before.facts, sure, expected.facts, strict=True)
            ]
            assert Findings(facts, renewed(facts, before.conflicts), before.bases) == expected
    assert 10 < anew < 4 * len(hearings)


def test_a_subject_whose_inputs_stay_has_the_outcome_it_had() -> None:
    claims = invented(60)
    told = [states(claims[:cut]) for cut in (len(claims) - 12, len(claims))]
    kept = [s for s in told[0] if told[0][s][0] == told[1][s][0]]
    assert len(kept) > 10
    assert all(told[0][s][1] == told[1][s][1] for s in kept)
    assert any(told[0][s][0] != told[1][s][0] for s in told[0])


def states(claims: Sequence[Claim]) -> dict[str, tuple[str, Settled]]:
    """Subject -> fingerprint and outcome."""
    resolver, census = Resolver(PACK), Census()
    waiting = list(resolver.waiting(claims, census))
    opinions = resolver.opinions(iter([waiting]), census)
    inputs = {group.subject: Inputs.of(group, resolver.canon) for group in resolver.groups(waiting, census)}
    return {
        s.subject: (fingerprint(inputs[s.subject], census, opinions.trust), s)
        for s in resolver.finish((resolver.judge(h, opinions.trust) for h in opinions.hearings), census)
        if s.subject
    }
