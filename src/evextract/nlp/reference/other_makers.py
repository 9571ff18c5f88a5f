"""Where a new paragraph leaves the vehicle in focus for another maker: "KGM, meanwhile, sold 900 cars", "Smart. The two-seater …"."""

from __future__ import annotations

from collections.abc import Sequence

from evextract.nlp.naming.things import COMPANY_TYPES
from evextract.nlp.page import Sentence
from evextract.nlp.reference.discourse import Discourse, Referent
from evextract.nlp.syntax import SUBJECT_DEPS


def other_maker(d: Discourse, sentence: Sentence, referents: Sequence[Referent], *, held: Sequence[str]) -> str | None:
    """The brand that the sentence is about, where it is none of the ``held`` vehicles'.

    What it goes on to tell without a name is not of these; of a vehicle whose brand nobody knows it might be.
    """
    own = {d.brands.get(v) for v in held}
    if not own or None in own:
        return None
    brands = {t.id for t in d.page.things_in(sentence) if t.type == "brand"}
    firms = (r for r in referents if r.type in COMPANY_TYPES and (_is_subject(d, r) or _is_label(d, sentence, r)))
    first = next(firms, None)
    if first is None or first.how != "name" or first.ids[0] not in brands - own:
        return None
    return first.ids[0]


def only_one_in_paragraph(d: Discourse, at: int) -> tuple[str, ...]:
    """The vehicle that the paragraph has named before the sentence, where it is one: "the pickup" while none is in focus."""
    told = set(d.told_in(d.page.text.rfind("\n", 0, at) + 1, d.page.sentence_at(at).start))
    return tuple(told) if len(told) == 1 else ()


def _is_subject(d: Discourse, r: Referent) -> bool:
    return d.root(r).dep_ in SUBJECT_DEPS


def _is_label(d: Discourse, sentence: Sentence, r: Referent) -> bool:
    """Whether the sentence is nothing but the name."""
    text = d.page.text
    return text[sentence.start : sentence.end].strip(" .:*") == text[r.start : r.end]
