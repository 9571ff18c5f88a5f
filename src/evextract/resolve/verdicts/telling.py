"""Why an answer was chosen, in plain words: the findings that decided, nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evextract.records import ConflictKind, Modality
from evextract.resolve.answers import Answer
from evextract.resolve.questions.case import Case
from evextract.resolve.reading import Reading
from evextract.resolve.rule import Reason
from evextract.resolve.slips import Slip, slip_between
from evextract.resolve.votes.ballot import Ballot
from evextract.resolve.weigh import is_official
from evextract.resolve.wording import said

UNDECIDED = "the evidence does not decide"
LEAST = 0.4
"""Reasons of less weight decide nothing."""


def told(ballot: Ballot, top: int, kinds: Mapping[int, ConflictKind], *, settled: bool) -> str:
    """``kinds``: the other answers and how each stands to the chosen one."""
    case = ballot.case
    winner = case.answers[top]
    voices = len({case.voice(r) for r in winner.readings})
    if not kinds:
        against = [r.because for r in ballot.reasons if r.weight <= -LEAST]
        alone = f"{voices} articles agree" if voices > 1 else "one article says so"
        return "; but ".join([alone, *dict.fromkeys(against)])
    if not settled:
        answers = [f"{outcome_in_words(case.answers[i])} ({_articles(case, i)})" for i in (top, *kinds)]
        return "; ".join([f"{UNDECIDED} between {' and '.join(answers)}", *_both_sides(ballot)])
    parts: list[str] = []
    for i, kind in kinds.items():
        loser = case.answers[i]
        parts += _against(ballot.reasons, loser.readings)
        slip = likeliest_slip(case, i)
        if slip is not None and kind is ConflictKind.SLIP:
            parts.append(slip.because)
        if kind is ConflictKind.UPDATE:
            parts.append(_replaced(winner, loser))
        theirs = len({case.voice(r) for r in loser.readings})
        if voices > theirs:
            parts.append(
                f"{voices} independent articles say {outcome_in_words(winner)}, {theirs} {outcome_in_words(loser)}"
            )
        parts += _by_standing(case, winner, loser)
    parts += _favouring(ballot.reasons, winner.readings)
    return "; ".join(dict.fromkeys(parts)) or "its source was right more often"


def by_record_only(ballot: Ballot, top: int, kinds: Mapping[int, ConflictKind]) -> bool:
    """Whether nothing that an editor could check speaks for the chosen answer: as many articles give another one, and
    no rule tells them apart.
    """
    case = ballot.case
    winner = case.answers[top]
    voices = {case.voice(r) for r in winner.readings}
    return (
        bool(kinds)
        and not any(abs(r.weight) >= LEAST for r in ballot.reasons)
        and all(kind is ConflictKind.CONTRADICTION for kind in kinds.values())
        and all(len({case.voice(r) for r in case.answers[i].readings}) >= len(voices) for i in kinds)
        and not any(_by_standing(case, winner, case.answers[i]) for i in kinds)
    )


def _by_standing(case: Case, winner: Answer, loser: Answer) -> list[str]:
    """What the standing of the claims says: a rumour against a fact, the maker's own word against others'."""
    found = []
    rumoured = [all(r.claim.modality is Modality.SPECULATIVE for r in x.readings) for x in (winner, loser)]
    if rumoured == [False, True]:
        found.append(f"{outcome_in_words(loser)} is only a rumour")
    official = [[r for r in x.readings if is_official(r, case.pack)] for x in (winner, loser)]
    if official[0] and not official[1]:
        found.append(f"{outcome_in_words(winner)} is {official[0][0].claim.attribution}'s own word")
    return found


def _articles(case: Case, answer: int) -> str:
    voices = len({case.voice(r) for r in case.answers[answer].readings})
    return "one article" if voices == 1 else f"{voices} articles"


def likeliest_slip(case: Case, answer: int) -> Slip | None:
    """The likeliest slip by which an answer came out of any other one."""
    loser = case.answers[answer]
    found = [
        slip_between(reading, loser.best, case.pack)
        for i, a in enumerate(case.answers)
        if i != answer
        for reading in {r.key: r for r in (*a.readings, a.best)}.values()
        if case.fits[reading.id] == {i}
    ]
    return max((s for s in found if s is not None), key=lambda s: s.surprise, default=None)


def outcome_in_words(answer: Answer) -> str:
    return f"not {said(answer.best)}" if answer.best.denied else said(answer.best)


def _replaced(winner: Answer, loser: Answer) -> str:
    known = {r.article for r in winner.readings}
    # An article that gives both tells the old answer as one that was given before.
    new, old = (_day(r) for r in (winner.readings, [r for r in loser.readings if r.article not in known]))
    return f"{outcome_in_words(winner)}{new} replaced {outcome_in_words(loser)}{old}"


def _day(readings: Sequence[Reading]) -> str:
    days = [r.claim.source.published for r in readings if r.claim.source.published]
    return f" ({max(days).isoformat()})" if days else ""


def _against(reasons: Sequence[Reason], readings: Sequence[Reading]) -> list[str]:
    ids = {r.id for r in readings}
    return [r.because for r in reasons if r.weight <= -LEAST and r.claim in ids]


def _favouring(reasons: Sequence[Reason], readings: Sequence[Reading]) -> list[str]:
    ids = {r.id for r in readings}
    return [r.because for r in reasons if r.weight >= LEAST and r.claim in ids]


def _both_sides(ballot: Ballot) -> list[str]:
    """What speaks against each answer, for the editor who has to decide."""
    return list(dict.fromkeys(r.because for r in ballot.reasons if abs(r.weight) >= LEAST))
