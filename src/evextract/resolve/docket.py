"""From the claims about one thing to the cases that a judge decides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from evextract.domain.pack import DomainPack, ValueKind
from evextract.records import Modality
from evextract.resolve.answers import Answer, gather
from evextract.resolve.policy import Policy
from evextract.resolve.questions.adopt import adopt
from evextract.resolve.questions.case import Case
from evextract.resolve.questions.described import described_trims, forecast_periods
from evextract.resolve.questions.generations import survey_generations
from evextract.resolve.questions.group import Draft, Question, draft
from evextract.resolve.questions.period import has_no_end
from evextract.resolve.questions.rivals import components
from evextract.resolve.questions.scheme import Scheme, joint, knows_several
from evextract.resolve.questions.trims import align
from evextract.resolve.reading import Reading
from evextract.resolve.rule import Compare, Likeness, Relation
from evextract.resolve.survey import Survey
from evextract.resolve.timing import Window, Windows, told_as_old
from evextract.resolve.votes.copies import find_copies


def cases(
    readings: Sequence[Reading], pack: DomainPack, policy: Policy, survey: Survey, compare: Compare
) -> Iterator[Case]:
    """The cases of one subject, attribute by attribute."""
    neighbours: dict[str, list[Reading]] = {}
    for reading in readings:
        neighbours.setdefault(reading.claim.attribute, []).append(reading)
    trims = align(readings, lambda a, b: compare(a, b).relation, pack, policy.outermost)
    copies = find_copies(readings, survey.windows, least=policy.copied_claims)
    scheme = Scheme(
        trims,
        survey_generations(readings, compare),
        policy,
        described_trims(readings, trims, policy, compare),
        knows_several(readings, policy),
        forecast_periods(readings, policy),
    )
    for attribute in sorted(neighbours):
        drafts = draft(neighbours[attribute], scheme, pack, compare)
        questions = [question(d) for d in adopt(drafts, pack, policy, compare)]
        parts = [part for q in questions for part in by_stance(q, policy, compare, survey.windows)]
        for asked, stance in parts:
            for answers, fits, option in _sides(asked, neighbours[attribute], scheme, pack, compare):
                kept = {r.id for a in answers for r in a.readings} | set(fits)
                members = tuple(r for r in asked.readings if r.id in kept)
                own = joint(scheme.signature(r) for r in members)
                part = Question(asked.subject, attribute, own, members)
                tag = "|".join(filter(None, (stance, option)))
                yield Case(part, answers, fits, neighbours, scheme, survey, pack, policy, compare, tag, copies)


def question(draft: Draft) -> Question:
    members = tuple(sorted((*draft.core, *draft.joined), key=lambda r: r.id))
    return Question(members[0].subject, members[0].claim.attribute, draft.fullest, members)


def by_stance(question: Question, policy: Policy, compare: Compare, windows: Windows) -> list[tuple[Question, str]]:
    """A forecast of what a year brings and what it brought are two questions; elsewhere a plan comes true or not."""
    definition = question.readings[0].definition
    if definition.id not in policy.forecasts or definition.kind is not ValueKind.QUANTITY:
        return [(question, "")]
    facts = [r for r in question.readings if r.claim.modality is Modality.ASSERTED and not r.denied]

    def came_true(plan: Reading) -> bool:
        made = windows.get(plan.article, Window()).first
        return any(
            compare(plan, fact).relation is Relation.SAME and windows.get(fact.article, Window()).last >= made
            for fact in facts
        )

    # A plan called off is told as a fact, and answers the plan; a plan that came true is no longer one.
    ahead = tuple(
        r for r in question.readings if r.denied or (r.claim.modality is not Modality.ASSERTED and not came_true(r))
    )
    told = tuple(r for r in question.readings if r not in ahead)
    return [(replace(question, readings=part), stance) for part, stance in ((told, ""), (ahead, "forecast")) if part]


def is_single(question: Question, policy: Policy) -> bool:
    """Whether the question has one answer at a time. A sum put into one named thing has; free words never have."""
    definition = question.readings[0].definition
    if definition.kind is ValueKind.TEXT or definition.id in policy.open:
        return False
    period = dict(question.signature).get("period", "")
    if has_no_end(period) or (definition.id in policy.counters and not period):
        return False
    if definition.id in policy.exclusive:
        return True
    return definition.single or any(key == "object" for key, _ in question.signature)


def _sides(
    question: Question, beside: Sequence[Reading], scheme: Scheme, pack: DomainPack, compare: Compare
) -> Iterator[tuple[tuple[Answer, ...], Mapping[str, frozenset[int]], str]]:
    affirmed = [r for r in question.readings if not r.denied]
    denied = [r for r in question.readings if r.denied]
    used: set[str] = set()
    if affirmed:
        single = is_single(question, scheme.policy)
        answers, fits = gather(affirmed, compare if single else exactly(compare))
        if single:
            groups = components(answers, fits, beside, compare, scheme, pack, named=question.variant is not None)
        else:
            groups = [[i] for i in range(len(answers))]
        for group in groups:
            mine = [answers[i] for i in group]
            option = mine[0].best.key if len(groups) > 1 or not single else ""
            against = [
                d
                for d in (denied if question.attribute not in scheme.policy.open else ())
                if d.id not in used and any(_contradicts(d, a) for a in mine)
            ]
            used |= {d.id for d in against}
            yield _with_denials(mine, group, fits, against, option)
    left = [d for d in denied if d.id not in used]
    if left:
        answers, fits = gather(left, exactly(compare))
        for i, answer in enumerate(answers):
            yield (answer,), {r.id: frozenset((0,)) for r in left if i in fits[r.id]}, answer.best.key


def exactly(compare: Compare) -> Compare:
    """Things agree only where they are one: of the places where a car is sold, each is an answer of its own."""

    def strict(a: Reading, b: Reading) -> Likeness:
        if a.measure is None and b.measure is None and not _same_word(a, b):
            return Likeness(Relation.DIFFERENT, "agree.otherwise")
        return compare(a, b)

    return strict


def _contradicts(denial: Reading, answer: Answer) -> bool:
    """Whether a denial is one of this answer. Who says both of plans, or of facts, says so of two things, and who guesses
    both is undecided; who denies a rumour that he tells is neither.
    """
    best = answer.best
    if denial.key != best.key and not _same_word(denial, best):
        return False
    return any(
        r.article != denial.article
        or (r.claim.modality is Modality.SPECULATIVE and denial.claim.modality is not Modality.SPECULATIVE)
        or told_as_old(r)
        for r in answer.readings
    )


def _same_word(a: Reading, b: Reading) -> bool:
    return bool(a.word) and a.word == b.word


def _with_denials(
    mine: Sequence[Answer],
    group: Sequence[int],
    fits: Mapping[str, frozenset[int]],
    against: Sequence[Reading],
    option: str,
) -> tuple[tuple[Answer, ...], Mapping[str, frozenset[int]], str]:
    place = {i: n for n, i in enumerate(group)}
    mapped = {
        reading: frozenset(place[i] for i in found if i in place)
        for reading, found in fits.items()
        if any(i in place for i in found)
    }
    answers = tuple(mine)
    if against:
        # "It won't be sold there" is an answer of its own beside "it will".
        best = min(against, key=lambda r: (r.claim.evidence.article_id, r.id))
        answers = (*answers, Answer(best, tuple(against)))
        mapped.update({d.id: frozenset((len(mine),)) for d in against})
    return answers, mapped, option
