"""The time that an amount belongs to: the date of its own clause, not that of what it is compared with."""

from __future__ import annotations

import re

from spacy.tokens import Token

from evextract.nlp.dates import DateMention
from evextract.nlp.lexicon import stem
from evextract.nlp.page import Page, Sentence, starting
from evextract.nlp.scope.period_names import period_name, since_name
from evextract.nlp.stance.governors import governors
from evextract.nlp.syntax import ancestors, clause

_BESIDE = r"against|versus|vs\.?|unlike|(?:compared|comparable) (?:with|to)"
"""What leads in what an amount is compared with."""
_AGAINST = re.compile(rf"(?<!\w)(?:than|{_BESIDE}) (?:(?:that|those) of |in |during |for )?(?:the )?\Z", re.IGNORECASE)
_FROM = re.compile(
    r"(?:(?<!\w)(?:up|down|over|as)|[\w%] from|(?:%|percent|per cent|pct)[\w ]{0,12} on) "
    r"(?:(?:that|those) of |in |during )?(?:the )?\Z",
    re.IGNORECASE,
)
"""The same, where the words can also lead in a time of its own: "from May"."""
_NO_NAME = r"(?! (?-i:(?!Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[A-Z]))"
""" "From May's", but not "the firm from Hangzhou delivered"."""
_FIGURE_AGAINST = re.compile(
    rf"(?<!\w)(?:{_BESIDE}|from{_NO_NAME}|than (?:the|its|their|a|an|in|that|those))(?: [\w’'-]+){{0,5}} \Z",
    re.IGNORECASE,
)
_REACHED = re.compile(r"(?<!\w)from (?:[\w’'-]+ ){1,4}to (?:(?:about|around|some|nearly|just|a|record) ){0,2}\Z")
_AFTER = re.compile(
    r"(?<!\w)(?<!soon )after (?:an? )?(?:(?:about|around|some|nearly|record|loss of|profit of) ){0,2}\Z", re.IGNORECASE
)
"""Before a figure that another came after: "321.9 billion after 324.7 billion in 2024"."""
_DIRECTLY_AGAINST = re.compile(rf"(?<!\w)(?:{_BESIDE}|(?:up|down) from|than|from)(?: [a-z]+){{0,2}} \Z", re.IGNORECASE)
_EARLIER = re.compile(
    r"(?:a|one|the) (?:year|quarter|month) (?:ago|earlier|before|previously|prior)|(?:12|twelve) months (?:ago|earlier|before)"
    r"|(?:the )?(?:same|year-ago|corresponding|prior-year|year-earlier) (?:period|time|month|quarter|half|span)?.*",
    re.IGNORECASE,
)
"""Times that are told of what an amount is compared with."""
_RIGHT_BEHIND = re.compile(r"[^,;:.\d]{0,24}")
_TELLING = frozenset(map(stem, [
    "say", "said", "tell", "told", "announce", "state", "declare", "confirm", "disclose", "reveal", "warn", "report", "agree", "agreed", "decide",
    "promise", "pledge", "vow", "commit", "propose",
]))  # fmt: skip
_FORECASTING = frozenset(map(stem, ["forecast", "predict", "project", "estimate"]))
_ANOTHER = 20
"""So many characters farther off is a period on the other side of an "and": "500 within a day and 900 in the first week"."""


class PeriodReader:
    def __init__(self, page: Page) -> None:
        self.page = page

    def of(self, sentence: Sentence, focus: tuple[int, int], *, flow: bool, rate: bool = True) -> str | None:
        """The date of the value's clause nearest to it, in the guide's words; ``flow``: or of a clause above.

        ``rate``: whether there can be so many "a year".
        """
        told = self.page.root_of(*focus)
        best: tuple[int, int, int, str] | None = None
        for date in starting(self.page.dates, sentence.start, sentence.end):
            if date.kind == "time" or (date.kind == "set" and not rate):
                continue
            verb = clause(self.page.root_of(date.start, date.end))
            if (name := self._name(date, verb, told)) is None or self._is_of_another(date, verb, focus):
                continue
            if _is_when_told(date, verb, told):
                continue
            above = _steps_above(date, verb, told, flow=flow)
            if above is not None:
                found = (above, self._distance(date, focus), date.start, name)
                best = found if best is None else min(best, found)
        return best[3] if best else None

    def is_comparison(self, date: DateMention) -> bool:
        """Whether it is told of what something is compared with: "than in May 2024", "a year earlier"."""
        text = self.page.text
        return bool(
            _EARLIER.fullmatch(text, date.start, date.end)
            or _AGAINST.search(text, max(0, date.start - 40), date.start)
            or _FROM.search(text, max(0, date.start - 40), date.start)
        )

    def is_compared(self, focus: tuple[int, int]) -> bool:
        """Whether the value is what another one is compared with: "12 billion, against 9 billion"."""
        text, before = self.page.text, max(0, focus[0] - 60)
        if _REACHED.search(text, before, focus[0]):
            return False  # "rose from a year earlier to 12 billion"
        return bool(_FIGURE_AGAINST.search(text, before, focus[0]) or _AFTER.search(text, before, focus[0]))

    def _is_of_another(self, date: DateMention, verb: Token | None, focus: tuple[int, int]) -> bool:
        """Whether it is told of the figure that this one is compared with: "41,000, 12 % more than in May 2024"."""
        if date.kind == "set" and starting(self.page.quantities, focus[1], date.lead):
            return True  # "spent $1 billion to build 90,000 cars a year"
        if ";" in self.page.text[focus[1] : date.lead]:
            return True  # "built 900; the successor comes in 2027"
        if verb is not None and _restricts(verb, self.page.root_of(*focus)):
            return False  # "half of the 9,000 that it sold in the same month of 2024"
        if not self.is_comparison(date):
            earlier = date.end <= focus[0] and self.is_compared(focus)  # "900 in May, up from 700"
            return earlier or self._is_of_compared(date, focus)
        if date.lead < focus[0]:
            return not self.is_compared(focus)
        # "A loss of 9 million a year ago": of the figure right before it.
        return not (_RIGHT_BEHIND.fullmatch(self.page.text, focus[1], date.lead) and self.is_compared(focus))

    def _is_of_compared(self, date: DateMention, focus: tuple[int, int]) -> bool:
        """ "6,700 people, down from 9,000 in 2022": of the figure right before it, which this one is compared with."""
        near = starting(self.page.quantities, max(0, date.lead - 60), date.lead)
        last = near[-1] if near else None
        if last is None or last.start == focus[0] or not _RIGHT_BEHIND.fullmatch(self.page.text, last.end, date.lead):
            return False
        text, before = self.page.text, max(0, last.bound_start - 40)
        return bool(
            _DIRECTLY_AGAINST.search(text, before, last.bound_start) or _AFTER.search(text, before, last.bound_start)
        )

    def _distance(self, date: DateMention, focus: tuple[int, int]) -> int:
        """In characters; what stands before an "and" is rather told of what stands there too."""
        between = self.page.text[min(date.end, focus[1]) : max(date.lead, focus[0])]
        return abs(date.start - focus[0]) + _ANOTHER * (" and " in between)

    def _name(self, date: DateMention, verb: Token | None, told: Token) -> str | None:
        """ "It has sold 40,000 since it came to Norway in 2019", or "since 2019": a time that begins in the year; so only
        in the perfect tense, as "the most since 2019" compares.
        """
        begun = date.bound == "since"
        if date.bound is None:
            begun = _is_since(verb)
        if not begun:
            return period_name(date, self.page.text)
        return since_name(date) if any(is_perfect(over) for over in governors(told)) else None


def _steps_above(date: DateMention, verb: Token | None, told: Token, *, flow: bool) -> int | None:
    """0 where the date's ``verb`` holds for the value ``told``, 1 where that of a clause above does; None where it is another's."""
    if verb is None or _restricts(verb, told):
        return 0
    chain = {t.i for t in governors(told)}
    if verb.i in chain:
        return None if not flow and _is_of_first(date, verb, told) else 0
    above = flow and any(t.i == verb.i for t in ancestors(told))
    return 1 if above or (_is_since(verb) and verb.head.i in chain) else None


def _is_of_first(date: DateMention, verb: Token, told: Token) -> bool:
    """ "It will spend 20 billion this year and has put 2 billion into B": what the first of two verbs says at its end."""
    own = clause(told)
    return own is not None and own.dep_ == "conj" and own.i != verb.i and verb.idx < date.start and date.end <= own.idx


def _is_when_told(date: DateMention, verb: Token | None, told: Token) -> bool:
    """ "Said in May it would cut 900 jobs", "agreed last year to invest": when it was said or agreed, not when it is done.

    Right behind such a verb parsers mostly hang the date on what is said.
    """
    if date.end > told.idx:
        return False
    above = ancestors(told)
    content = next((t for t in above if t.dep_ in {"ccomp", "xcomp"}), None)
    teller = next((t for t in above if t.idx + len(t) + 1 == date.lead and stem(t.lower_) in _TELLING), None)
    if content is not None and teller is not None and content.head == teller:
        return True
    word = stem(verb.lower_) if verb is not None else ""
    content = next((t for t in above if t.head == verb and t != verb), None)
    if content is None or word not in _TELLING | _FORECASTING or date.end > content.left_edge.idx:
        return False
    return content.dep_ in {"ccomp", "xcomp"} or (content.dep_ == "dobj" and word in _FORECASTING)


def _restricts(verb: Token, told: Token) -> bool:
    """ "The 9,000 cars that it sold in May": the clause tells which are counted, as no comma sets it apart."""
    noun = verb.head
    if verb.dep_ != "relcl" or noun.i not in {told.i, told.head.i}:
        return False
    return all(t.text != "," for t in verb.doc[noun.i : verb.i])


def _is_since(verb: Token | None) -> bool:
    """Whether "since" leads in the verb's clause."""
    if verb is None or verb.dep_ != "advcl":
        return False
    return any(c.lower_ == "since" and c.dep_ == "mark" for c in verb.children)


def is_perfect(verb: Token) -> bool:
    """ "Has sold", "having sold"; not "had sold", which tells of another time."""
    return any(c.dep_ == "aux" and c.lower_ in {"has", "have", "having", "’ve", "'ve"} for c in verb.children)
