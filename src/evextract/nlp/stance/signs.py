"""What single words and verb forms say of a statement: a guess, a plan, a denial."""

from __future__ import annotations

from enum import Enum, auto

from spacy.tokens import Token

from evextract.nlp.lexicon import stem
from evextract.nlp.stance.governors import is_infinitive


class Sign(Enum):
    HEDGED = auto()
    PLANNED = auto()
    DENIED = auto()
    CANCELLED = auto()
    CONDITIONAL = auto()
    EXPECTED = auto()
    """Told as what "is expected", without a word on who expects it."""


def stems(words: str) -> frozenset[str]:
    return frozenset(map(stem, words.split()))


_MODALS = {
    "could": Sign.HEDGED,
    "may": Sign.HEDGED,
    "might": Sign.HEDGED,
    "will": Sign.PLANNED,
    "’ll": Sign.PLANNED,
    "'ll": Sign.PLANNED,
    "shall": Sign.PLANNED,
    "wo": Sign.PLANNED,
    "should": Sign.PLANNED,
}
_RANKS = frozenset({"first", "last", "only", "latest"})
_WILL = frozenset({"will", "’ll", "'ll"})
_DOING = stems("go get drive cover travel manage do pay need find see reach feel hit want have")
_COSTING = stems("set cost run")
_ALLOWED = stems("tow pull haul")
_ABILITY = stems("do go travel cover drive tow swallow haul carry sprint")
_REACHING = stems("hit reach crack")
_SPEEDS = frozenset({"mph", "kph", "km", "kmh", "kmph", "60mph", "62mph", "100km"})
_LASTING = stems("continue keep")
_GOING = stems("go carry")
_BOOKING = stems("order reserve book pre-order preorder")
_OBJECTS = frozenset({"dobj", "dative"})
_ASSIGNING = stems("choose pick select tap retain designate commission earmark")
_COMING = stems("come arrive launch head return land debut get introduce bring go join")
_PLANS = stems("plan intend hope want aim mean meant")
_TIMETABLES = _PLANS | stems("slate schedule suppose set due pencil expect promise")
_DUE = frozenset({"due", "supposed", "meant", "scheduled", "slated"})
_AT_FIRST = frozenset({"originally", "initially", "previously", "once", "first"})
_OF = frozenset({"of", "on", "out", "from", "away", "with"})
_CHANGING = stems("price cost sticker figure forecast")
_DENYING = stems("deny refute dismiss reject")
_FORECASTS = stems("guidance outlook goal ambition roadmap target plan forecast projection")
_SEE = stem("see")
_RESULTS = stems("profit loss income earnings revenue sales deliveries volume volumes output shipments")
_STEPS = stems("step move plan deal agreement scheme programme program")
_ADDING = frozenset({"just", "only", "merely", "more", "less", "fewer", "later", "longer", "least"})


def modal_signs(verb: Token, auxiliary: Token) -> set[Sign]:
    word = auxiliary.lower_
    if word == "would":
        return {Sign.PLANNED if _is_reported(verb) else Sign.HEDGED}
    return {_MODALS[word]} if word in _MODALS else set()


def permits(verb: Token, auxiliary: Token) -> bool:
    """ "It may tow 1,500 kg": what is permitted is no guess."""
    return auxiliary.lower_ == "may" and stem(verb.lower_) in _ALLOWED


def _is_reported(verb: Token) -> bool:
    """ "Said that it would come and that it would cost", "a step that would lift its stake": plans told in the past, no guesses."""
    if verb.dep_ == "relcl":
        return stem(verb.head.lower_) in _STEPS
    while verb.dep_ == "conj" and verb.head.i != verb.i:
        verb = verb.head
    return verb.dep_ == "ccomp"


def tells_what_is(verb: Token) -> bool:
    """ "You'll go 300 miles on a charge", "it will set you back £30,000": "will" of what holds now; not so "when it arrives".

    So does "could" of what was open to all: "it could be reserved at once".
    """
    modals = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    if (modals & _WILL and _is_able(verb)) or (modals & (_WILL | {"would"}) and _goes_on(verb)):
        return True
    if "could" in modals:
        return stem(verb.lower_) in _BOOKING and any(c.dep_ == "auxpass" for c in verb.children)
    if "may" in modals:
        return stem(verb.lower_) in _BOOKING  # "customers may order": they are allowed to
    if not modals & _WILL or any(c.dep_ == "advcl" for c in verb.children):
        return False
    subject = subject_noun(verb)
    if subject is not None and subject.lower_ == "you":
        return stem(verb.lower_) in _DOING
    return stem(verb.lower_) in _COSTING and any(c.lower_ == "you" and c.dep_ in _OBJECTS for c in verb.children)


def _is_able(verb: Token) -> bool:
    """ "Will tow three tonnes", "will do 0-60 in 3.6 seconds": what a car is capable of, told without a time.

    Not so "it will have 75 kWh and will do 410 km", which goes on with what it is to be.
    """
    if verb.dep_ == "conj" and any(c.lower_ in _WILL for c in verb.head.children if c.dep_ == "aux"):
        return _is_able(verb.head) if verb.head.dep_ != "conj" else False
    word = stem(verb.lower_)
    objects = [c for c in verb.children if c.dep_ in {"dobj", "npadvmod", "oprd"}]
    if word in _REACHING:
        return any(t.lower_ in _SPEEDS for c in objects for t in c.subtree)
    return word in _ABILITY and any(t.tag_ == "CD" and t.ent_type_ != "DATE" for c in objects for t in c.subtree)


def _goes_on(verb: Token) -> bool:
    """ "Will keep building", "will go on selling": as it does now."""
    if stem(verb.lower_) in _LASTING:
        return any(c.dep_ in {"xcomp", "advcl", "ccomp"} and c.i > verb.i for c in verb.children)
    on = next((c for c in verb.children if c.lower_ == "on" and c.i == verb.i + 1), None)
    return stem(verb.lower_) in _GOING and on is not None and on.i + 1 < len(on.doc) and on.nbor(1).tag_ == "VBG"


def is_negated(verb: Token) -> bool:
    return any(c.dep_ == "neg" for c in verb.children)


def only_adds(negation: Token) -> bool:
    """ "Not just", "not only", "no more than": no denial."""
    following = negation.nbor(1).lower_ if negation.i + 1 < len(negation.doc) else ""
    return following in _ADDING


def denies(token: Token, child: Token) -> bool:
    """Whether the child is a "not" or "no" that holds for the token."""
    if child.dep_ == "neg":
        # "Nickel cells, not iron ones": it denies what follows.
        return not (child.i > token.i and token.tag_.startswith("NN")) and not only_adds(child)
    return child.dep_ == "det" and child.lower_ in {"no", "neither"} and not only_adds(child)


def denies_all(subject: Token) -> bool:
    """ "No version", "neither car", "none of the three", "a notable omission"."""
    if subject.lower_ in {"none", "neither", "nothing", "nobody", "omission", "absence"}:
        return True
    return any(c.lower_ in {"no", "neither"} and c.dep_ in {"det", "preconj", "cc"} for c in subject.children)


def undoes(verb: Token, below: Token | None) -> bool:
    """Whether what a verb of denial says holds for the part below it: "scrapped the plan", "lacks the battery".

    Not for who lacks something, nor for what comes of it ("dropped the price to 30,000").
    """
    if below is None or not verb.tag_.startswith("VB"):
        return True
    if below.dep_ == "prep":
        return below.lower_ in _OF
    if below.dep_ == "dobj" and stem(below.lower_) in _CHANGING:
        return False
    return below.dep_ != "nsubj" or not any(c.dep_ in {"dobj", "prep", "prt"} for c in verb.children)


def denies_content(verb: Token, below: Token | None) -> bool:
    """ "Denied that it would cut jobs"."""
    return below is not None and below.dep_ == "ccomp" and stem(verb.lower_) in _DENYING


def is_forecast(subject: Token) -> bool:
    """A forecast, also as "which" in "kept its forecast, which calls for"."""
    if subject.tag_ == "WDT" and subject.head.dep_ == "relcl":
        subject = subject.head.head
    return stem(subject.lower_) in _FORECASTS


def is_ability(adjective: Token) -> bool:
    """ "Charging is possible at 180 kW", "it is possible to charge": what can be done; not so "possible that"."""
    if adjective.lower_ != "possible":
        return False
    return not any(c.dep_ == "ccomp" for c in (*adjective.children, *adjective.head.children))


def is_plan(noun: Token) -> bool:
    """A plan itself, or what is said of one: "plans … do not exist"."""
    if noun.tag_.startswith("NN"):
        return stem(noun.lower_) == "plan"
    return any(c.dep_ in {"nsubj", "attr"} and is_plan(c) for c in noun.children if c.tag_.startswith("NN"))


def expects(token: Token) -> bool:
    return token.tag_ in {"VBN", "VBD"} and token.lower_ == "expected" and subject_noun(token) is None


def is_assigned(verb: Token) -> bool:
    """ "Was chosen to build the X", "picked Genk to make it": what somebody is given to do is still to come."""
    return is_infinitive(verb) and verb.dep_ in {"xcomp", "advcl", "ccomp"} and stem(verb.head.lower_) in _ASSIGNING


def foresees(verb: Token) -> bool:
    """ "Now sees a loss of 9 million": a firm's forecast, where it is a sum that it sees; "sees sales rise" tells what is."""
    if stem(verb.lower_) != _SEE or verb.tag_ not in {"VBZ", "VBP"}:
        return False
    return any(c.dep_ == "dobj" and stem(c.lower_) in _RESULTS for c in verb.children)


def is_headed_infinitive(verb: Token) -> bool:
    """ "Magna to build the X", "X to be made in Spain": the future of headlines, not "the first car to be made in Spain"."""
    if not is_infinitive(verb):
        return False
    if verb.dep_ == "ROOT":
        return any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children)
    above = verb.head
    return (
        verb.dep_ in {"relcl", "acl"}
        and above.dep_ == "ROOT"
        and above.tag_.startswith("N")
        and not _RANKS & {t.lower_ for t in above.lefts}
    )


def is_under_way(verb: Token) -> bool:
    """ "Is coming to Europe", "isn't launching here": the present progressive of what is about to happen."""
    if verb.tag_ != "VBG" or stem(verb.lower_) not in _COMING or any(c.lower_ == "you" for c in verb.lefts):
        return False  # "you're getting 375 hp" for that money
    return any(c.dep_ == "aux" and c.tag_ in {"VBZ", "VBP"} for c in verb.children)


def was_once_planned(verb: Token) -> bool:
    """ "Had planned to build", "was originally slated for 2024", "once due", "was to have been built": it came otherwise."""
    if verb.tag_ not in {"VBN", "VBD"} and verb.lower_ != "due":
        return False
    if verb.lower_ in {"was", "were"} and any(c.lower_ == "due" for c in verb.children):
        return any(c.lower_ in _AT_FIRST for c in verb.children)  # "was originally due"
    word, children = stem(verb.lower_), list(verb.children)
    if any(c.dep_ == "aux" and c.lower_ in {"had", "’d", "'d"} for c in children) and word in _TIMETABLES:
        return word in _PLANS or any(c.dep_ == "auxpass" for c in children)
    if _was_to_have(verb) or _had_been_due(verb):
        return True
    return word in _TIMETABLES and any(c.lower_ in _AT_FIRST for c in children)


def was_due(word: Token) -> bool:
    """ "Was due in May", "were supposed to begin": a plan of the past, which leaves open what came of it."""
    be = word.head if word.dep_ == "acomp" else next((c for c in word.children if c.dep_ == "auxpass"), None)
    return word.lower_ in _DUE and be is not None and be.lower_ in {"was", "were"}


def _had_been_due(verb: Token) -> bool:
    """ "Had been due last year": the adjective of a past perfect."""
    had = any(c.lower_ in {"had", "’d", "'d"} for c in verb.children if c.dep_ == "aux")
    return had and verb.lower_ == "been" and any(c.lower_ == "due" and c.dep_ == "acomp" for c in verb.children)


def _was_to_have(verb: Token) -> bool:
    """ "Was to have been built": an infinitive of the past under a past "be"."""
    if verb.head.lower_ not in {"was", "were"} or verb.dep_ != "xcomp":
        return False
    return {"to", "have"} <= {c.lower_ for c in verb.children if c.dep_ == "aux"}


def is_soon_after(adverb: Token) -> bool:
    """ "Soon after its debut" tells the past."""
    return adverb.lower_ == "soon" and adverb.i + 1 < len(adverb.doc) and adverb.nbor(1).lower_ == "after"


def subject_noun(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ == "nsubj"), None)
