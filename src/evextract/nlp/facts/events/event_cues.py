"""Which cues of a sentence tell of an event: not those of figures in a period, nor of plans for another event."""

from __future__ import annotations

from collections.abc import Sequence

from evextract.domain.pack import AttributeDef
from evextract.nlp.facts.context import Context, Cue
from evextract.nlp.facts.events.counted_ones import attributes_told, is_one_of_series
from evextract.nlp.facts.production.sited import is_of_plant
from evextract.nlp.facts.undoing import PAUSE
from evextract.nlp.lexicon import Hit, stem
from evextract.nlp.page import Sentence
from evextract.nlp.syntax import SUBJECT_DEPS, ancestors, clause, is_verb

_PLAN = 0.6
"""The weight of a cue that only says that something is planned: "expected for", "slated for"."""
_FOLLOW = stem("follow")
_GOING_ON = frozenset({"advcl", "conj", "pcomp", "acl", "ccomp", "xcomp", "relcl"})
_UNDERGOING = SUBJECT_DEPS | {"dobj"}
_BEGINNING = frozenset(map(stem, [
    "start", "begin", "commence", "kick", "get", "ramp", "launch", "initiate", "be", "schedule", "plan", "expect", "slate",
    "set", "follow", "announce", "confirm", "promise", "target", "delay", "postpone", "defer", "push", "move", "bring",
    "pull", "take", "open", "enter", "resume", "see", "anticipate", "foresee", "approve", "prepare", "slip", "shift",
    "come", "go", "switch", "transfer", "relocate", "continue", "remain", "run", "stay", "end", "stop", "cease", "halt",
    "put", "have", "aim", "propose", "envisage", "pencil", "will", "occur", "happen", "arrive",
]))  # fmt: skip
_COMING = frozenset(map(stem, ["arrive", "deliver", "come", "land", "hand"]))
_SPEAKERS = frozenset({"our", "my"})
_EVENTS = frozenset(
    map(stem, ["launch", "debut", "premiere", "reveal", "start", "end", "unveiling", "arrival", "handover"])
)


def event_cues(
    ctx: Context, attributes: Sequence[AttributeDef], sentence: Sentence
) -> list[tuple[AttributeDef, Hit[Cue]]]:
    """The cues of the sentence with the event that each tells of."""
    hits = [(a, h) for a in attributes for h in ctx.cues_in(sentence, a.id) if not _blocked(ctx, a, h, sentence)]
    if PAUSE.search(ctx.page.text, sentence.start, sentence.end):
        hits = [(a, h) for a, h in hits if not any(f.phase == "end" for f in a.frames)]
    hits = [
        (a, h)
        for a, h in hits
        if not (
            is_of_plant(ctx, h)
            or _is_flow(ctx, h)
            or _is_of_own(ctx, h)
            or _goes_on(ctx, h)
            or _is_plan_of_event(ctx, h)
            or _is_only_linking(ctx, h)
        )
    ]
    told = [(b, h) for a, h in hits for b in attributes_told(ctx.pack, a, ctx.page.root_of(h.start, h.end))]
    return [(_followed(ctx, a, h, told), h) for a, h in told]


def _is_only_linking(ctx: Context, hit: Hit[Cue]) -> bool:
    """ "Following a price cut in May" tells after what, and "due to end in May" leaves what is due to the verb behind it."""
    root = ctx.page.root_of(hit.start, hit.end)
    if root.lower_ == "following":
        return root.dep_ == "prep"
    if root.lower_ == "replacing":
        return True  # "a pickup replacing the X from 2027": when that comes, not when the X goes
    behind = root.i + 2
    return (
        ctx.page.text[hit.start : hit.end].lower() == "due"
        and ctx.page.text.startswith(" to ", hit.end)
        and behind < len(root.doc)
        and root.doc[behind].tag_ == "VB"
    )


def _followed(
    ctx: Context, a: AttributeDef, hit: Hit[Cue], told: Sequence[tuple[AttributeDef, Hit[Cue]]]
) -> AttributeDef:
    """ "Production of the X begins in May, followed a year later by the Y": what follows is the same event of another."""
    root = ctx.page.root_of(hit.start, hit.end)
    if stem(root.lower_) != _FOLLOW or root.dep_ not in _GOING_ON:
        return a
    if root.dep_ == "conj" and not any(c.dep_ in {"agent", "nsubj"} for c in root.children):
        return a  # "was shown in May and follows in June"
    if root.dep_ == "relcl" and root.tag_ != "VB":
        return a  # "the X, which follows in June"
    above = {t.i for t in ancestors(root)[1:]}
    for b, other in reversed(told):
        if other.end <= hit.start and b.id != a.id and not other.thing.lead:
            cue = ctx.page.root_of(other.start, other.end)
            verb = clause(cue)
            if verb is not None and verb.i in above:
                return b
    return a


def _is_of_own(ctx: Context, hit: Hit[Cue]) -> bool:
    """ "Our X arrived in May", "my Y was handed over in June": the one that somebody has, and not the model."""
    root = ctx.page.root_of(hit.start, hit.end)
    if (
        root.tag_ not in {"VBD", "VBN"}
        or stem(root.lower_) not in _COMING
        or any(c.tag_ == "MD" for c in root.children)
    ):
        return False
    subjects = [c for c in root.children if c.dep_ in SUBJECT_DEPS]
    return any(c.dep_ == "poss" and c.lower_ in _SPEAKERS for s in subjects for c in s.children)


def _is_flow(ctx: Context, hit: Hit[Cue]) -> bool:
    """ "Delivered 103,000 cars in the second quarter": the date is the period of a count, not an event."""
    root = ctx.page.root_of(hit.start, hit.end)
    if root.dep_ == "advmod" and is_verb(root.head):
        root = root.head  # "38,000 were built here by April"
    if any(c.dep_ in _UNDERGOING and any(map(is_one_of_series, c.children)) for c in root.children):
        return True  # "handed over the 10,000th X"
    objects = {c.i for c in root.children if c.dep_ in {"dobj", "nsubjpass"}}
    if root.dep_ == "acl":
        objects.add(root.head.i)  # "1,100 delivered in May"
    if root.dep_ in {"nsubj", "dobj"} and root.tag_.startswith("NN"):
        objects |= {c.i for c in root.head.children if c.dep_ in {"dobj", "attr"}}  # "deliveries reached 11,600 units"
        objects |= {
            p.i for c in root.head.children if c.dep_ == "prep" and c.lower_ in {"to", "at"} for p in c.children
        }
    if root.tag_.startswith("VB"):
        objects |= {c.i for c in root.children if c.dep_ == "nsubj" and (c.tag_ == "CD" or not objects)}
        objects |= {p.i for c in root.children if c.dep_ == "prep" and c.lower_ == "to" for p in c.children}
        if any(c.lower_ == "times" for c in root.children):
            return True  # "was delivered 15,000 times in May"
    for _, q in ctx.page.quantities_in(ctx.page.sentence_at(hit.start)):
        if ctx.page.things_at(q.start):
            continue  # "the next 208 arrives in May"
        if q.quantity.unit == "count" and q.quantity.high > 30:
            token = ctx.page.root_of(q.start, q.end)
            if token.i in objects or token.head.i in objects:
                return True
            if token.head.dep_ == "pobj" and token.head.head.lower_ == "of" and token.head.head.head.i in objects:
                return True  # "a total of 1,700 units were delivered in May"
    return False


def _goes_on(ctx: Context, hit: Hit[Cue]) -> bool:
    """ "Deliveries fell in May", "33,000 deliveries last year": what goes on, while what begins or is planned is an event."""
    root = ctx.page.root_of(hit.start, hit.end)
    if hit.thing.lead and root.dep_ == "amod" and root.head.i > root.i:
        return True  # "buyers of imported cars"
    told = [t for t in ctx.page.span(hit.start, hit.end) if t.i != root.i and t.dep_ not in {"aux", "auxpass"}]
    if hit.thing.lead or is_verb(root) or told:
        return False
    if stem(root.lower_) not in ctx.activities:
        return False
    if any(c.dep_ == "nummod" or (c.dep_ == "poss" and c.like_num) for c in root.children):
        return True
    return root.dep_ in _UNDERGOING and is_verb(root.head) and stem(root.head.lower_) not in _BEGINNING


def _is_plan_of_event(ctx: Context, hit: Hit[Cue]) -> bool:
    """ "Production of the X is planned for May": what is planned is no launch, but what another cue tells of."""
    verb = ctx.page.root_of(hit.start, hit.end)
    if (
        (verb.tag_ == "JJ" or (verb.tag_ == "VBN" and hit.thing.weight <= _PLAN))
        and verb.dep_ in {"amod", "acl", "advcl"}
        and stem(verb.head.lower_) in ctx.activities | _EVENTS
    ):
        return True  # "production, due in May"
    if hit.thing.weight > _PLAN:
        return False
    if not is_verb(verb) and verb.tag_ != "JJ":
        return True  # "the target for 2027"
    told = [c for c in verb.children if c.dep_ in _UNDERGOING]
    return any(stem(c.lower_) in ctx.activities | _EVENTS for c in told) or any(
        c.dep_ == "xcomp" for c in verb.children
    )


def _blocked(ctx: Context, a: AttributeDef, hit: Hit[Cue], sentence: Sentence) -> bool:
    return any(
        b.thing == a.id and b.start <= hit.end + 1 and hit.start <= b.end + 1
        for b in ctx.blocker_hits.get(sentence.number, [])
    )
