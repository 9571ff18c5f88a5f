"""On which side of the reference date a clause stands: read from its verb and from words of planning."""

from __future__ import annotations

from itertools import islice

from spacy.tokens import Token

from evextract.nlp.dates.lexicon import words

PAST, UNKNOWN, FUTURE = -1, 0, 1

_PLANS = words(
    "due scheduled slated planned expected set poised supposed targeted targeting planning plans plan planned "
    "expects expect aims aim aiming intends intend hopes hope wants upcoming forthcoming ready tipped likely "
    "bound going deadline"
)
_SET_FOR = words("confirmed announced pencilled penciled earmarked pegged promised approved lined")
_MODALS = words("will would shall should could may might can must 'll ’ll 'd ’d wo")
_AFTER = words("since after")
_GETTING = words("get gets got gotten")
_EVENTS = words(
    "deliveries launch production sales arrival debut premiere rollout introduction start release handovers"
)
_STARTING = words("starts begins")
_UNTIL = words("to until till")
_MOVED = words("pulled pushed brought moved delayed postponed put shifted slipped deferred rescheduled")
_MOVABLE = words("launch debut premiere arrival start introduction release production deliveries sales rollout it")
_NEWS_DAYS = words("monday tuesday wednesday thursday friday saturday sunday week today yesterday")
"""When a firm confirms something, rather than when what it confirms will be."""
_MOVES = words(
    "rise rises fall falls jump jumps climb climbs drop drops slip slips dip dips surge surges slump slumps soar soars plunge "
    "plunges grow grows tumble tumbles double doubles decline declines"
)
_NEXT = words("followed joined")
_MANAGED = words("able forced obliged compelled")
_FEW_DIGITS = 2
_COPULAS = words("is are 's ’s 're ’re")
# A hostile text can hang any number of words on one verb.
_MAX_CHILDREN = 40
_MAX_CLIMB = 12
_LONG = 120


def direction(token: Token, before: Token | None) -> int:
    """-1 where the clause around ``token`` tells the past, 1 the future, 0 where nothing says.

    ``token`` is the head of the expression, ``before`` the word that stands before it. The first verb or word of
    planning above the head decides.
    """
    if before is not None and before.tag_ == "VBD":
        # In "said Tuesday it will close", parsers hang the day on either verb.
        return PAST
    if before is not None and _is_led_on(before):
        return FUTURE  # "priced at 30,000 ahead of first deliveries in April", which parsers hang on the verb
    if before is not None and _is_misread(before):
        return FUTURE
    low = token.lower_
    for _ in range(_MAX_CLIMB):
        head = token.head
        if head.i == token.i:
            break
        if head.lower_ == "since":
            return PAST
        if token.lower_ in _UNTIL and head.lower_ in _MOVED | _MOVABLE and _is_moved(head):
            return FUTURE  # "was put off until May", "has brought the launch forward to May"
        if head.lower_ in _SET_FOR and low not in _NEWS_DAYS and _has_event(head, token):
            return FUTURE  # "has confirmed a launch in the second half"
        if (
            token.lower_ in _EVENTS
            and not _is_counted(token)
            and (_leads_on(head) or (token.dep_ == "dobj" and head.lower_ in _SET_FOR))
        ):
            return FUTURE  # "unveiled it last week, with deliveries from May", "has confirmed a launch in the summer"
        if head.i > token.i and _is_label(token, head):
            return UNKNOWN
        token = head
        if token.lower_ == "for" and token.head.lower_ in _SET_FOR:
            return FUTURE  # "was confirmed for a launch in autumn"
        found = _verb_direction(token)
        if found != UNKNOWN:
            return found
    return UNKNOWN


def _is_misread(before: Token) -> bool:
    """ "Production of the X starts in May", he said: the parser may take the verb for a noun, "X starts"."""
    verb = before if before.tag_ == "NNS" or not before.i else before.nbor(-1)
    if verb.lower_ not in _STARTING or verb.tag_ != "NNS" or verb.dep_ != "pobj":
        return False
    return verb.head.lower_ == "of" and verb.head.head.lower_ in _EVENTS


def _is_label(token: Token, head: Token) -> bool:
    """ "The van market in May: Kia wins again": what stands before a colon has no part in the tense of what stands behind."""
    return any(t.text == ":" for t in islice(head.doc[token.i : head.i], _LONG))


def _is_moved(head: Token) -> bool:
    """Whether the word is a verb of moving, or what one moves."""
    return head.lower_ in _MOVED or (head.dep_ in ("dobj", "nsubjpass") and head.head.lower_ in _MOVED)


def _verb_direction(token: Token) -> int:
    tag, low = token.tag_, token.lower_
    if tag in ("VBD", "VBN") and token.dep_ == "conj" and token.head.tag_ == "VBN" and not _has_own(token):
        return UNKNOWN  # "will be shipped in May and handed over in June": the first verb tells
    if tag == "VBG" and (
        token.head.lower_ in _AFTER or any(child.lower_ in _AFTER for child in islice(token.lefts, _MAX_CHILDREN))
    ):
        # "since going on sale in April"
        return PAST
    if low == "going" and token.head.lower_ in _GETTING:
        return UNKNOWN  # "production got going in August"
    if low in _PLANS and tag not in ("VB", "VBD") and not (tag == "VBN" and _auxiliary(token, "VBD")):
        return FUTURE
    if not tag.startswith("VB"):
        return UNKNOWN
    helpers = _helpers(token)
    words = {helper.lower_ for helper in helpers}
    if tag == "VB":
        if words & _MODALS or any(helper.tag_ == "MD" for helper in helpers):
            return FUTURE
        if "did" in words:
            return PAST
        if any(helper.tag_ == "TO" for helper in helpers):
            return _infinitive(token)
        if not helpers and token.head.tag_ == "VB":
            return (
                UNKNOWN  # "had to make do with", "will go on sale in May and reach Spain in June": the verb above tells
            )
        return FUTURE
    if any(helper.tag_ == "MD" for helper in helpers):
        return FUTURE
    if tag == "VBD":
        return PAST
    if tag == "VBN":
        if low in _NEXT and token.dep_ in ("advcl", "acl") and not _has_own(token):
            return UNKNOWN  # "will reach Spain in May, followed by Italy in June": the verb above tells
        if any(helper.tag_ == "TO" for helper in helpers):
            return _infinitive(token)
        if low in _SET_FOR and words & _COPULAS and any(c.lower_ == "for" for c in islice(token.rights, _MAX_CHILDREN)):
            return FUTURE  # "is confirmed for Britain in the spring"
        if words & (_COPULAS | {"being"}):
            return UNKNOWN
        return PAST
    if tag == "VBG":
        if words & _COPULAS:
            return FUTURE
        return PAST if words & {"was", "were"} else UNKNOWN
    if low in _COPULAS and any(c.dep_ == "acomp" and c.lower_ in _PLANS for c in islice(token.children, _MAX_CHILDREN)):
        return FUTURE  # "the former is due in June, the latter in September"
    if low in _COPULAS or low in ("has", "have", "says", "say"):
        return UNKNOWN
    return PAST if _tells_figures(token) else FUTURE


def _tells_figures(verb: Token) -> bool:
    """Whether a present tense is that of a headline: "Kia delivers 41,300 cars in May", "Sales rise in April"."""
    for child in islice(verb.children, _MAX_CHILDREN):
        if child.dep_ == "nsubj" and child.lower_ in _EVENTS and verb.lower_ in _MOVES:
            return True
        if child.dep_ == "dobj" and any(
            c.dep_ == "nummod" and sum(map(str.isdigit, c.text)) > _FEW_DIGITS
            for c in islice(child.lefts, _MAX_CHILDREN)
        ):
            return True
    return False


def _has_event(verb: Token, before: Token) -> bool:
    """Whether the verb's object before the token is an event: "confirmed a launch"."""
    children = islice(verb.children, _MAX_CHILDREN)
    return any(c.dep_ == "dobj" and c.lower_ in _EVENTS and c.i < before.i for c in children)


def _has_own(verb: Token) -> bool:
    """Whether the verb has an auxiliary or a subject of its own."""
    return any(c.dep_ in ("aux", "auxpass", "nsubj", "nsubjpass") for c in islice(verb.children, _MAX_CHILDREN))


def _leads_on(preposition: Token) -> bool:
    """Whether what stands behind "with", "before" or "ahead of" follows on what is told without a year."""
    low = preposition.lower_
    leads = low in ("with", "before") or (low == "of" and preposition.i > 0 and preposition.nbor(-1).lower_ == "ahead")
    return leads and not any(t.like_num and len(t) == 4 for t in islice(preposition.sent, _LONG))


def _is_counted(event: Token) -> bool:
    """ "Leads with deliveries of 41,300 cars in May": a figure of what has been, rather than an event to come."""
    if any(c.dep_ == "nummod" for c in islice(event.lefts, _MAX_CHILDREN)):
        return True
    for preposition in islice(event.rights, _MAX_CHILDREN):
        if preposition.lower_ == "of" and any(
            sum(map(str.isdigit, t.text)) > _FEW_DIGITS for t in islice(preposition.subtree, _MAX_CHILDREN)
        ):
            return True
    return False


def _is_led_on(event: Token) -> bool:
    return (
        not _is_counted(event)
        and event.lower_ in _EVENTS
        and event.dep_ == "pobj"
        and event.head.lower_ == "of"
        and _leads_on(event.head)
    )


def _helpers(verb: Token) -> list[Token]:
    return [child for child in islice(verb.children, _MAX_CHILDREN) if child.dep_ in ("aux", "auxpass")]


def _auxiliary(token: Token, tag: str) -> bool:
    return any(helper.tag_ == tag for helper in _helpers(token))


def _infinitive(token: Token) -> int:
    """ "is set to open" looks ahead, "managed to open" and "was able to open" back."""
    governor = token.head
    if governor.i == token.i:
        return FUTURE
    if governor.lower_ in _MANAGED and (_auxiliary(governor, "VBD") or governor.head.tag_ == "VBD"):
        return PAST
    if governor.lower_ in _PLANS or governor.tag_ in ("VBZ", "VBP", "VBG", "NN", "NNS", "JJ", "VB"):
        return FUTURE
    return PAST if governor.tag_ == "VBD" and governor.lower_ not in ("was", "were") else FUTURE
