"""What became of a plan, told in a later sentence: "It floated a tie-up with B. Nothing came of it"."""

from __future__ import annotations

import re

from evextract.nlp.page import Page, Sentence
from evextract.records import Mention, Modality

_REACH = 3
"""So many sentences after a plan may tell what became of it."""
_PROPOSED = re.compile(
    r"(?<!\w)(?:propos|suggest|float|pitch|explor|discuss|consider|sought|seek|envisag|offer|moot)", re.IGNORECASE
)
_PLAN = (
    r"(?:idea|plans?|proposals?|scheme|alliance|partnership|pact|deal|talks|negotiations|merger|tie-up|venture|project"
    r"|cooperation|collaboration|offer|bid|approach|union|pairing)"
)
_FAILED = (
    r"(?:(?:did(?:n[’']t| not)|never) (?:\w+ )?(?:move forward|go (?:ahead|forward|any further|further|anywhere|through)|materiali[sz]e"
    r"|happen|come (?:about|off|together|to (?:fruition|pass|anything))|work out|proceed|pan out|advance|get anywhere"
    r"|get off the ground|lead (?:to anything|anywhere)|take off)"
    r"|never (?:\w+ )?(?:moved forward|went (?:ahead|forward|anywhere)|materiali[sz]ed|happened|came (?:about|off|together)"
    r"|got (?:off the ground|anywhere)|took off)"
    r"|came to (?:nothing|naught)|went nowhere|fell (?:through|apart)|fizzled(?: out)?|collapsed|foundered"
    r"|(?:was|were|has been|have been) (?!not )(?:\w+ )?(?:dropped|abandoned|shelved|scrapped|called off|rejected|turned down|cancell?ed"
    r"|ditched|rebuffed|buried))"
)
_ITS_END = re.compile(
    rf"(?<!\w)(?:the|this|that|these|those|both) (?:[\w-]+ ){{0,2}}{_PLAN} (?:\w+ly |later |soon |then |also )?{_FAILED}(?!\w)"
    rf"|(?<!\w)nothing (?:ever |has )?c(?:a|o)me of (?:it|that|this|the {_PLAN})(?!\w)",
    re.IGNORECASE,
)


def came_to_nothing(page: Page, plan: Mention, others: list[Mention]) -> Sentence | None:
    """The sentence that tells the end of what is only planned or proposed; None where there is none, where another tie is
    told before it (``others``), or where a new paragraph begins.
    """
    if plan.modality is Modality.ASSERTED and not _PROPOSED.search(page.text, plan.sentence_start, plan.sentence_end):
        return None
    here = page.sentence_at(plan.start)
    for sentence in page.sentences[here.number + 1 : here.number + 1 + _REACH]:
        if "\n" in page.text[here.end : sentence.start]:
            return None
        if _ITS_END.search(page.text, sentence.start, sentence.end):
            return sentence
        if any(sentence.start <= other.start < sentence.end for other in others):
            return None
    return None
