"""One seat, one holder: two people told as chief executive of one company followed one another, or one isn't."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from evextract.records import Conflict, ConflictKind, Fact, Finding, Modality, Scope, Side, Text
from evextract.resolve.names import Canon, slug
from evextract.resolve.policy import Policy
from evextract.resolve.reading import Reading
from evextract.resolve.timing import Windows, placings
from evextract.resolve.votes.chain import Vote, decode
from evextract.resolve.votes.misread import was_given

SEATS = {
    "chief executive": re.compile(r"(?:ceo|chief executive(?: officer)?)"),
    "chairman": re.compile(r"(?:chair|chairman|chairwoman|chairperson)(?: of the board)?"),
    "chief financial officer": re.compile(r"(?:cfo|chief financial officer)"),
}
JOINED = re.compile(r"[,/&]|\band\b")
REGIONAL = re.compile(
    r",? (?:(?:of|at|for) )?(?:[A-Z][\w&-]* ){0,3}(?:Europe|(?:North|South|Latin) America|Americas?|USA?|UK|China|India|Japan"
    r"|Korea|Australia|Canada|Mexico|Brazil|Germany|France|Italy|Spain|Asia|Africa|Middle East|Pacific|International)\b"
)
"""Behind the title, a firm of the group that has a chief of its own: "CEO, Acme Motor Europe"."""
LONGEST_NAME = 3
CHANGE = 0.0
"""Log-odds that a seat changed hands between two articles that name different holders; names are rarely mistaken."""


def seats_of(reading: Reading) -> list[str]:
    """The exclusive seats that a title names; a title with "deputy", a region or "future" names none."""
    value = reading.claim.value
    if not isinstance(value, Text) or reading.denied or reading.claim.modality is not Modality.ASSERTED:
        return []
    evidence = reading.claim.evidence
    if REGIONAL.match(evidence.sentence, max(0, evidence.focus_end - evidence.sentence_start)):
        return []
    parts = [part.strip() for part in JOINED.split(value.text.casefold())]
    return [seat for seat, pattern in SEATS.items() if any(pattern.fullmatch(part) for part in parts)]


def has_seats(readings: Iterable[Reading]) -> bool:
    """Whether one of the claims says that somebody holds a seat, which others may hold."""
    return any(r.scope.object and seats_of(r) for r in readings)


def contested_seats(
    readings: Iterable[Reading], facts: Mapping[str, Fact], canon: Canon, windows: Windows, policy: Policy
) -> list[Conflict]:
    """Conflicts over seats; ``facts`` maps claim ids to the facts that they support."""
    by_seat: dict[tuple[str, str], list[Reading]] = {}
    for reading in readings:
        if reading.scope.object and isinstance(reading.claim.value, Text):
            for seat in seats_of(reading):
                by_seat.setdefault((canon(reading.scope.object), seat), []).append(reading)
    found = []
    for (company, seat), claims in sorted(by_seat.items()):
        people = sorted({r.subject for r in claims})
        if len(people) > 1:
            contest = _contest(company, seat, people, sorted(claims, key=lambda r: r.id), facts, windows, policy)
            rising = {i for side in contest.sides[: 1 if contest.resolved else None] for i in side.claims}
            if any(names_company(r, company, canon) for r in claims if r.id in rising):
                found.append(contest)
    return found


def names_company(reading: Reading, company: str, canon: Canon) -> bool:
    """Whether the sentence names the company: a title without one may be of any that the article speaks of."""
    if was_given(reading):
        return True
    words = slug(reading.claim.evidence.sentence).split("-")
    phrases = ("-".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, i + 1 + LONGEST_NAME))
    return any(canon(phrase) == company for phrase in phrases)


def _contest(
    company: str,
    seat: str,
    people: Sequence[str],
    claims: Sequence[Reading],
    facts: Mapping[str, Fact],
    windows: Windows,
    policy: Policy,
) -> Conflict:
    fits = {r.id: frozenset((people.index(r.subject),)) for r in claims}
    change = [[0.0 if a == b else CHANGE for b in range(len(people))] for a in range(len(people))]
    best: dict[int, float] = {}
    for placing in placings(claims, fits, windows):
        votes = [Vote(fits[r.id], 2.0, placing.at[r.id]) for r in claims]
        outcome = decode(votes, len(people), [change] * max(placing.at.values()), none=policy.none, prior=placing.bias)
        for i, share in enumerate(outcome.scores):
            best[i] = max(best.get(i, share), share)
    ranked = sorted(best, key=lambda i: (-best[i], people[i]))
    settled = best[ranked[0]] - best[ranked[1]] >= 1.0
    holder = people[ranked[0]]
    names = {person: person.replace("-", " ").title() for person in people}
    others = " and ".join(names[people[i]] for i in ranked[1:])
    because = (
        f"{names[holder]} is named as {seat} in the later articles, {others} in the earlier"
        if settled
        else f"{names[holder]} and {others} are both named as {seat}, and nothing tells which came later"
    )
    fact = next((facts[r.id] for r in claims if r.subject == holder and r.id in facts), None)
    sides = tuple(Side(Text(names[people[i]]), tuple(r.id for r in claims if r.subject == people[i])) for i in ranked)
    fact_id = fact.id if fact else ""
    return Conflict(
        id=f"{fact_id}-{seat.replace(' ', '-')}",
        fact_id=fact_id,
        subject=company,
        attribute=claims[0].claim.attribute,
        scope=Scope(object=company),
        kind=ConflictKind.UPDATE,
        sides=sides,
        resolved=Text(names[holder]) if settled else None,
        confidence=0.9 if settled else 0.5,
        findings=(Finding("prefer.seat", tuple(r.id for r in claims), because),),
        because=because,
    )
