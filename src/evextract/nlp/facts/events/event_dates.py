"""How well a date of a sentence fits the cue of an event: by the parse, by the words between, and by whose clause it is."""

from __future__ import annotations

import re

from spacy.tokens import Token

from evextract.nlp.dates import DateMention
from evextract.nlp.facts.context import Context, Cue
from evextract.nlp.facts.phrases import tells_when
from evextract.nlp.lexicon import Hit, stem
from evextract.nlp.page import Sentence, starting
from evextract.nlp.syntax import CONTRAST, SUBJECT_DEPS, ancestors, attachment, clause, is_verb, subject_of

NOT_BEFORE = frozenset({"until", "till", "before"})
"""Words before a date up to which something is denied: "won't be on sale until 2027" says when it will."""
_PARTICIPLES = frozenset({"starting", "beginning", "commencing"})
_FOREMOST = re.compile(r"(?<!\w)(?:first|last|only|\w{3,}est|most|best|worst)(?: [\w’'-]+){1,6} \Z", re.IGNORECASE)
_OWN_VERB = SUBJECT_DEPS | {"acomp", "attr", "dobj", "xcomp", "prep", "oprd"}
_CHANGES = frozenset(map(stem, ["update", "facelift", "refresh", "recall", "upgrade", "revision", "test", "study"]))
_RELATIVE = frozenset({"WRB", "WDT", "WP"})
_ENDING = frozenset(
    map(stem, ["withdraw", "withdrawn", "withdrew", "drop", "discontinue", "axe", "kill", "retire", "update", "launch"])
)
_AFTER = frozenset({"after", "before", "following", "since"})
_PUTTING_OFF = frozenset(map(stem, ["postpone", "delay", "defer", "put", "suspend", "shelved"]))
_DONE = frozenset(
    map(stem, ["develop", "make", "made", "build", "design", "base", "derive", "engineer", "create", "style"])
)
_FORMER = (
    r"(?<!\w)(?:once|originally|previously|initially|formerly|earlier|first) (?:been )?(?:set|scheduled|planned|due|slated|expected"
    r"|targeted|promised|announced|meant|pencilled in|penciled in)(?!\w)"
)
_SUPERSEDED = re.compile(rf"{_FORMER}(?: [a-z]+){{0,3}} \Z", re.IGNORECASE)
"""Before a date that no longer holds where another one follows: "once set for May, is now expected in June"."""
_FORMER_PLAN = re.compile(rf", {_FORMER}[^,;:]{{1,40}}, ", re.IGNORECASE)
_PLANNED_ASIDE = re.compile(r", (?:planned|scheduled|due|set|slated|expected|promised) (?:for|in|on) (?:the )?\Z")
_HAPPENS = re.compile(
    r", (?:(?:will|has|have|is|are|was|were|now|then|been|be|to) ){0,4}"
    r"(?:begins?|starts?|slips?|slipped|moved?|pushed|postponed|delayed|deferred|put|takes? place|follows?)(?!\w)"
)
_NEXT_CLAUSE = re.compile(r", and(?!\w)")


def led_by(ctx: Context, date: DateMention) -> str:
    """The word that leads in the date: "until", "since"."""
    words = ctx.page.text[date.lead : date.start].lower().split()
    if len(words) > 1 and words[0] in {"around", "on"}:
        del words[0]  # "has been around since 2020", "carries on until 2030"
    if not words and len(date.parts) == 2:
        words = ctx.page.text[date.start : date.end].lower().split()
        return words[0] if words[0] == "from" else ""  # "from 2013 to 2022"
    return words[0] if words else ""


def is_superseded(ctx: Context, date: DateMention) -> bool:
    """Whether it no longer holds where another date follows; also in "production, planned for May, will begin in June"."""
    text = ctx.page.text
    if _SUPERSEDED.search(text, max(0, date.lead - 60), date.start) is not None:
        return True
    aside = _PLANNED_ASIDE.search(text, max(0, date.lead - 30), date.start)
    return aside is not None and _HAPPENS.match(text, date.end) is not None


def fits(ctx: Context, date: DateMention, hit: Hit[Cue], sentence: Sentence) -> float:
    """How well the date fits the cue: near in the tree and in the line, with no other date between."""
    page = ctx.page
    before = hit.end <= date.start  # "confirmed for" may hold the word that leads in the date
    gap = page.text[hit.end : date.lead] if before else page.text[date.end : hit.start]
    if hit.start < date.end and date.start < hit.end:
        return 0.0
    lead = led_by(ctx, date)
    if hit.thing.lead and lead not in hit.thing.lead:
        return 0.0
    if lead not in {"since", "from"} and _is_state(page.root_of(hit.start, hit.end), page.text[hit.start : hit.end]):
        return 0.0
    if lead == "since" and _FOREMOST.search(page.text, sentence.start, date.lead):
        return 0.0  # "the biggest Tokyo show since 2017"
    if before and gap == " " and _is_of_time(page.root_of(hit.start, hit.end)):
        return hit.thing.weight * 1.3  # whatever the parser hangs the date on
    told = _FORMER_PLAN.sub(" ", gap)
    score = hit.thing.weight / (1 + told.count(" ") / 8)
    if CONTRAST.search(gap):
        score *= 0.4
    root = page.root_of(hit.start, hit.end)
    if any(c.dep_ == "xcomp" and c.idx >= hit.end for c in root.children):
        score *= 0.3  # "production is due to start": what is due is the start
    value = page.root_of(date.start, date.end)
    if lead in _PARTICIPLES:
        value = page.token_at(date.lead).head  # "at a plant starting in 2027": a preposition in all but name
    value = _told_above(ctx, date, root, value)
    tie = attachment(root, value)
    if tie is None:
        return 0.0
    hops, verbs = tie
    if _is_of_report(root, value) or _is_of_other_clause(root, value) or _is_only_part(value, root):
        return 0.0
    if root.dep_ == "pobj" and root.head.lower_ in _AFTER and date.end <= root.head.idx:
        return 0.0  # "was shown in May after its launch"
    if lead == "for" and not hit.thing.lead and _is_model_year(root, value):
        return 0.0
    if _is_before_aside(root, value) or _is_of_aside(ctx, root, value, date.lead) or _is_of_delay(root, value, lead):
        return 0.0
    if clause(root) != clause(value):
        score *= 0.4 if verbs and _NEXT_CLAUSE.search(gap) else 1.0
    elif verbs:
        verbs = 0  # "deliveries are scheduled to begin in December": its verbs belong to the cue
    if verbs and is_verb(root.head) and root.dep_ in _OWN_VERB:
        verbs -= 1
    score *= 1.3 if hops <= 2 else 1.0 if hops <= 4 else 0.7
    score *= 0.45**verbs
    between = [
        d
        for d in starting(page.dates, sentence.start, sentence.end)
        if d is not date
        and d.kind == "date"
        and not (is_superseded(ctx, d) or page.text[d.start : d.end].lower() == "now")
        and (hit.end <= d.start < date.start if before else date.end <= d.start < hit.start)
    ]
    return score * 0.5 ** len(between)


def _told_above(ctx: Context, date: DateMention, cue: Token, value: Token) -> Token:
    """ "Will launch a van developed with Kia under the name X in May 2028": what was done does not happen then, whatever the
    parser hangs the date on; it belongs to the noun above the participle.
    """
    published = ctx.page.article.published
    if published is None or date.span is None or date.span.start is None or date.span.start <= published:
        return value
    above = {t.i for t in ancestors(cue)}
    for node in ancestors(value):
        if node.i in above:
            break
        if node.dep_ == "acl" and node.tag_ in {"VBN", "VBD"} and stem(node.lower_) in _DONE:
            value = node.head
    return value


def _is_of_time(event: Token) -> bool:
    """ "Was shown ahead of its launch in May": the noun tells when something is done, and the date right behind it when it happens."""
    return event.dep_ == "pobj" and event.tag_.startswith("NN") and tells_when(event)


def _is_state(root: Token, cue: str) -> bool:
    """ "Last October, when just two models were on sale", "both are on sale"."""
    verb = root.head if root.dep_ == "prep" else root
    return verb.lower_ in {"was", "were", "is", "are"} and cue.lower().split()[-2:] == ["on", "sale"]


def _is_of_report(cue: Token, value: Token) -> bool:
    """ "Said on Tuesday that sales will begin": the day is that of saying so."""
    told, said = clause(cue), clause(value)
    return told is not None and said is not None and told.dep_ == "ccomp" and told.head.i == said.i and value.i < told.i


def _is_of_other_clause(cue: Token, value: Token) -> bool:
    """ "Order books open on 2 April and the first cars arrive", "was shown in May and goes on sale": each has its own date."""
    one, other = (clause(t) or ancestors(t)[-1] for t in (cue, value))
    if one.i == other.i:
        return False
    first, second = (other, one) if one.dep_ == "conj" and one.head.i == other.i else (one, other)
    if second.dep_ != "conj" or second.head.i != first.i:
        return False
    between = second.i == one.i and first.i < value.i < second.i
    return between or all(subject_of(verb) is not None for verb in (one, other))


def _is_before_aside(cue: Token, value: Token) -> bool:
    """ "Output moves to Kolin in 2027, where the X is built": what a relative clause tells has not the date before it."""
    clause_told = next((t for t in ancestors(cue) if t.dep_ == "relcl"), None)
    if clause_told is None or value.i >= clause_told.left_edge.i:
        return False
    # "Since November, when the last X was built": such a clause is told of the date.
    return any(c.tag_ in _RELATIVE and c.lower_ != "when" for c in clause_told.children)


def _is_of_aside(ctx: Context, cue: Token, value: Token, start: int) -> bool:
    """ "Production of the X, of which 500 were sold in May, ends in June": what a relative clause dates is its own.

    Where a comma stands between its verb and the date, the parser may have hung there what belongs further up.
    """
    for verb in ancestors(value):
        if verb.dep_ == "relcl" and is_verb(verb):
            told = verb.head.i == cue.i and any(c.tag_ == "WDT" and c.dep_ in SUBJECT_DEPS for c in verb.children)
            return (
                not told  # "the launch, which took place in May"
                and verb.i < value.i
                and not any(t.i == verb.i for t in ancestors(cue))
                and not any(t.text in {",", ";"} for t in ctx.page.span(verb.idx, start))
            )
    return False


def _is_model_year(cue: Token, value: Token) -> bool:
    """ "Has withdrawn the X for 2027", "was updated for 2026": the year of the model, not the day of what was done."""
    verb = value.head.head
    return verb.i == cue.i and cue.tag_ in {"VBD", "VBN"} and stem(cue.lower_) in _ENDING


def _is_of_delay(cue: Token, value: Token, lead: str) -> bool:
    """ "The launch was put off in May": the day of putting it off, unless a word leads from or to another one."""
    verb = clause(value)
    if lead not in {"", "in", "on", "last"} or verb is None or verb.i == cue.i or stem(verb.lower_) not in _PUTTING_OFF:
        return False
    told = clause(cue)
    return told is not None and told.i == verb.i and verb.tag_ in {"VBD", "VBN"}


def _is_only_part(value: Token, cue: Token) -> bool:
    """ "The best-seller of the past year": the date belongs to a noun that tells of no event."""
    preposition = value.head
    noun = preposition.head
    if (
        value.dep_ in {"nummod", "compound", "amod"}
        and preposition.tag_ == "NN"
        and stem(preposition.lower_) in _CHANGES
    ):
        return True  # "following a 2020 update"
    if (
        noun.i != cue.i
        and noun.tag_ == "NNS"
        and any(c.dep_ == "nummod" and sum(map(str.isdigit, c.text)) > 2 for c in noun.children)
    ):
        return True  # "11,600 sales in its last nine months"
    return (
        preposition.lower_ == "of"
        and noun.tag_.startswith("NN")
        and noun.i != cue.i
        and not any(t.i == cue.i for t in noun.subtree)
    )
