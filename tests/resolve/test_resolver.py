"""Resolution in stages: however the claims are batched the outcome is one, and equal inputs are equal outcomes."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from itertools import chain

from handmade import PACK, claim

from evextract.records import Claim
from evextract.resolve import resolver as stages
from evextract.resolve.inputs import Fingerprint, Inputs, sample
from evextract.resolve.judge import resolve
from evextract.resolve.resolver import Batch, Resolver, Settled, rank
from evextract.resolve.stored import polls_from_json, polls_to_json
from evextract.resolve.survey import Census


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


def test_polls_survive_storage_and_teach_the_same() -> None:
    resolver, census = Resolver(PACK), Census()
    waiting = list(resolver.waiting(invented(10), census))
    polls = [b.poll for group in resolver.groups(waiting, census) for b in resolver.hear(group, census).ballots]
    again = polls_from_json(polls_to_json(polls))
    assert resolver.learn(again, census) == resolver.learn(polls, census)
    assert json.loads(polls_to_json(again)) == json.loads(polls_to_json(polls))


def test_a_subject_whose_inputs_stay_has_the_outcome_it_had() -> None:
    claims = invented(60)
    told = [states(claims[:cut]) for cut in (len(claims) - 12, len(claims))]
    kept = [s for s in told[0] if told[0][s][0] == told[1][s][0]]
    assert len(kept) > 10
    assert all(told[0][s][1] == told[1][s][1] for s in kept)
    assert any(told[0][s][0] != told[1][s][0] for s in told[0])


def states(claims: Sequence[Claim]) -> dict[str, tuple[str, Settled]]:
    """Subject -> fingerprint and outcome."""
    resolver, census, prints = Resolver(PACK), Census(), Fingerprint(PACK)
    waiting = list(resolver.waiting(claims, census))
    opinions = resolver.opinions(iter([waiting]), census)
    inputs = {group.subject: Inputs.of(group, census) for group in resolver.groups(waiting, census)}
    return {
        s.subject: (prints.of(inputs[s.subject], census, opinions.trust), s)
        for s in resolver.finish((resolver.judge(h, opinions.trust) for h in opinions.hearings), census)
        if s.subject
    }
