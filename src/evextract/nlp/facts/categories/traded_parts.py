"""Parts that firms make, buy or sell: "the works in Kolin turn out LFP cells" tells of no car what its battery is made of."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from evextract.nlp.facts.noun_phrases import subject_over
from evextract.nlp.facts.phrases import Phrases
from evextract.nlp.lexicon import stem
from evextract.nlp.linking.link import Link
from evextract.nlp.syntax import SUBJECT_DEPS, is_passive, is_verb, verb_above, verb_group

_TRADING = frozenset(map(stem, [
    "make", "build", "produce", "manufacture", "assemble", "supply", "provide", "ship", "sell", "deliver", "buy", "purchase",
    "order", "source", "procure", "license", "licence", "develop", "turn", "churn", "commercialise", "commercialize",
    "mass-produce", "export", "import", "store",
]))  # fmt: skip
"""What firms and plants do to parts, and no car does to several."""
_GIVING = frozenset(map(stem, ["supply", "provide", "deliver"]))
_ANY = frozenset({"anything", "something", "everything", "nothing"})
_PLURAL = frozenset({"NNS", "NNPS"})
_OWN = frozenset({"det", "poss", "nummod"})
_STEPS = 6


def are_traded(phrases: Phrases, head: Token) -> bool:
    """Whether the phrase of the part hangs on a noun of business, which the attribute's blockers are, or on what is no car
    in particular: "an LFP plant", "demand for LFP cells", "LFP for storage", "cars with solid-state batteries".
    """
    business = phrases.blocked_words
    for noun in (head, *_over(head), *_behind(head)):
        if noun.lower_ in _ANY or any(start <= noun.idx < end for start, end in business) or phrases.is_plant(noun):
            return True
        if noun.i != head.i and noun.tag_ in _PLURAL and phrases.is_car(noun) and not _is_owned(noun):
            return True
    return False


def without_traders(phrases: Phrases, head: Token, links: list[Link]) -> list[Link]:
    """The links but for what only stands in for a firm or a plant: "it has made LFP cells since June"."""
    return [x for x in links if not _stands_for_trader(phrases, head, x)]


def _stands_for_trader(phrases: Phrases, head: Token, link: Link) -> bool:
    r = link.referent
    if r is not None and r.how not in {"pronoun", "description"}:
        return False
    if r is None and _is_of_other_firm(phrases, head, link.id):
        return True
    verb = verb_above(head)
    subject = subject_over(verb_group(verb)[-1]) if verb is not None else None
    if verb is None or subject is None or subject.i == head.i:
        return False
    owned = r is not None and any(c.tag_ == "PRP$" and c.idx == r.start for c in head.children)
    if owned and stem(verb.lower_) in _GIVING:
        return False  # "CATL supplies its LFP cells"
    if (
        head.tag_ in _PLURAL
        and head.dep_ in {"dobj", "pobj"}
        and stem(verb.lower_) in _TRADING
        and not is_passive(verb)
    ):
        return _hangs_on(head, verb)
    # "The firm will try its cells in a bus": the firm's.
    return owned and any(f.how == "name" and f.start <= subject.idx < f.end for f in phrases.companies)


def _hangs_on(head: Token, verb: Token) -> bool:
    """Whether the verb acts on the part, or gives it: "make cells", "supply the firm with cells", not "a pack with cells provides"."""
    return head.head.i == verb.i or (head.head.dep_ == "prep" and head.head.head.i == verb.i)


def _is_of_other_firm(phrases: Phrases, head: Token, car: str) -> bool:
    """ "CATL's sodium-ion battery goes into cars next year": said of no car, and not of a maker's own either."""
    if head.dep_ not in SUBJECT_DEPS:
        return False
    owners = {c.i for c in head.children if c.dep_ == "poss"}
    firms = {f.ids[0] for f in phrases.companies if f.how == "name" and phrases.ctx.focus.root(f).i in owners}
    brand = phrases.ctx.focus.brand_of(car)
    return bool(firms) and brand not in firms and not (brand and phrases.ctx.focus.related(brand, firms))


def _over(head: Token) -> Iterator[Token]:
    """The nouns that the phrase hangs on by prepositions."""
    node = head
    for _ in range(_STEPS):
        if node.dep_ in {"conj", "appos"} or is_verb(node.head) or node.head.i == node.i:
            return
        node = node.head
        if node.tag_.startswith("NN") or node.lower_ in _ANY:
            yield node


def _behind(head: Token) -> Iterator[Token]:
    """What the part is for: "LFP for grid storage"."""
    for c in head.rights:
        if c.dep_ == "prep" and c.lower_ == "for":
            yield from (t for t in c.children if t.dep_ == "pobj")


def _is_owned(noun: Token) -> bool:
    return any(c.dep_ in _OWN for c in noun.children)
