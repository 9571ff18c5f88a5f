"""Words that look like dates and are none: names, model years, modal verbs, plain numbers."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from evextract.nlp.dates.calendar import Unit
from evextract.nlp.dates.grammar import Expression
from evextract.nlp.dates.lexicon import words
from evextract.nlp.dates.nodes import Bounded, Clock, Duration, Fixed, Node, Recurring, Weekday

_EVENTS = words(
    "show shows salon expo exhibition fair festival olympics games cup championship championships season race "
    "rally prix election elections conference summit forum congress event edition war accord accords treaty "
    "agreement pact act law crisis recession budget report awards award convention census revolution coup "
    "earthquake tsunami attempt campaign draft strike ces iaa olympic session"
)
_YEAR_LEADS = words(
    "in since by until till through from during before after of for around about circa late early mid to"
)
_COUNTED = words(
    "km kilometers kilometres miles mile units vehicles cars people employees workers jobs orders cycles "
    "stores dealers dealerships rpm pounds kg lb lbs hp kw kwh nm mm cm euros dollars yuan yen rupees points "
    "charging stations trucks models horsepower hours minutes seconds meters metres feet tons tonnes "
    "households customers pages words members troops soldiers men women"
)
_QUANTIFIERS = words("over than nearly almost roughly approximately exactly least most")
_VEHICLES = words(
    "car cars vehicle vehicles ev evs suv suvs sedan hatchback pickup truck trucks crossover crossovers "
    "minivan automaker automakers carmaker carmakers motors"
)


def is_date(doc: Doc, expression: Expression) -> bool:
    """False where the words around, or their tags, say that the expression is something else."""
    node = expression.node.of if isinstance(expression.node, Bounded) else expression.node
    if isinstance(node, Duration | Clock):
        return True
    first, last = expression.first, expression.last
    if first is last or (first.low, last.low) == ("the", last.low):
        if isinstance(node, Fixed) and node.interval.unit == Unit.YEAR and last.kind == "number":
            return _is_year(doc, expression)
        if isinstance(node, Recurring | Weekday):
            return _is_name_of_time(doc, expression, node)
    return True


def _token(doc: Doc, start: int, end: int) -> Token | None:
    span = doc.char_span(start, end, alignment_mode="expand")
    return None if span is None else span[0]


def _is_year(doc: Doc, expression: Expression) -> bool:
    first, last = expression.first, expression.last
    token = _token(doc, last.start, last.end)
    if token is None or len(token) != len(last.low):
        return False
    number = last.number or 0
    lead = expression.leads[-1] if expression.leads else ""
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    before = doc[token.i - 1] if token.i > 0 else None
    if after is not None and (after.lower_ in _COUNTED or after.lower_ in ("my", "model")):
        return False
    if before is not None and before.lower_ in _QUANTIFIERS:
        return False
    if number < 1900 and lead not in _YEAR_LEADS:
        return False
    if before is not None and first is last and not lead and _names_a_plan(doc, token, before):
        return False
    if (after is not None and lead in ("", "for", "of", "by")) or first is not last:
        return not _model_year(doc, token)
    return True


def _names_a_plan(doc: Doc, year: Token, before: Token) -> bool:
    """ "Vision 2030", "Peugeot 2008": a name directly before the number."""
    if before.is_punct or before.is_space or not (before.text[0].isupper() or before.text[0].isdigit()):
        return False
    if before.lower_ in _EVENTS or before.is_sent_start:
        return False
    return before.tag_ in ("NNP", "NNPS", "CD", "NN") and not (before.ent_type_ == "DATE" and before.tag_ != "NNP")


def _model_year(doc: Doc, year: Token) -> bool:
    """ "the 2026 Leaf": a year before a proper name that is no event, in a text about vehicles."""
    after = doc[year.i + 1] if year.i + 1 < len(doc) else None
    if after is None or after.tag_ not in ("NNP", "NNPS") or not after.text[0].isupper():
        return False
    head = after
    while head.dep_ == "compound" and head.head.i > head.i:
        head = head.head
    if head.lower_ in _EVENTS or after.lower_ in _EVENTS:
        return False
    return any(token.lower_ in _VEHICLES for token in doc)


def _is_name_of_time(doc: Doc, expression: Expression, node: Node) -> bool:
    """Whether a bare month, weekday, season or holiday is one: not "Jun Seki", "it may", "sat", "fall by a tenth"."""
    token = _token(doc, expression.last.start, expression.last.end)
    if token is None:
        return False
    upper = token.text[0].isupper()
    led = bool(expression.leads)
    if isinstance(node, Recurring) and node.unit == Unit.SEASON:
        return token.tag_.startswith("NN") and (led or expression.first is not expression.last)
    if isinstance(node, Recurring) and node.name:
        return True
    if not upper and (
        token.tag_ in ("MD", "VB", "VBD", "VBP", "VBZ", "VBN")
        or token.lower_ in ("may", "march", "sat", "sun", "mar", "wed", "mon")
    ):
        return False
    if token.tag_ == "MD":
        return False
    if token.ent_type_ in ("PERSON", "ORG", "PRODUCT", "WORK_OF_ART") and not led:
        return False
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    if after is not None and after.tag_ in ("NNP", "NNPS") and not led and token.dep_ == "compound":
        return False
    before = doc[token.i - 1] if token.i > 0 else None
    return not (
        before is not None
        and before.tag_ == "NNP"
        and token.dep_ != "npadvmod"
        and before.head.i == token.i
        and not led
    )
