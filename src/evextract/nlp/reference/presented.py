"""How a sentence presents a vehicle without a name: as what somebody launches, what is to follow, what there is talk of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from evextract.nlp.lexicon import stem
from evextract.nlp.page import Sentence
from evextract.nlp.reference.comparing import is_compared
from evextract.nlp.reference.discourse import Discourse, Referent
from evextract.nlp.reference.pictures import is_pictured
from evextract.nlp.roles import PRODUCT
from evextract.nlp.syntax import INDEFINITE, SUBJECT_DEPS, verb_above

_BRINGING = frozenset(stem(w) for w in [
    "launch", "introduce", "develop", "build", "plan", "announce", "tease", "release", "reveal", "unveil", "supply",
    "add", "prepare", "produce", "make", "bring", "show", "present", "debut", "confirm", "create", "cancel",
    "scrap", "drop", "work", "get", "expect", "replace", "join", "design", "receive", "preview", "ready", "plot",
    "consider", "assemble", "co-develop", "test", "evaluate", "spawn", "commission", "outsource", "promise",
    "import", "export", "premiere", "engineer", "provide", "manufacture", "underpin", "mull", "weigh", "study", "approve", "hatch", "conceive",
])  # fmt: skip

_ARRIVING = frozenset(stem(w) for w in [
    "arrive", "come", "launch", "debut", "follow", "enter", "hit", "reach", "go", "start", "join", "appear", "premiere",
    "begin", "roll",
])  # fmt: skip

_FOLLOWING = frozenset(stem(w) for w in ["arrive", "debut", "follow", "join", "launch", "come"])

_NEWS = frozenset(stem(w) for w in [
    "followed", "work", "working", "memorandum", "talk", "launch", "introduction", "development", "debut", "arrival",
    "production", "plan", "rumour", "rumor", "unveiling", "premiere", "idea", "possibility", "prospect", "return",
    "report", "hint", "promise", "help",
])  # fmt: skip

_AHEAD = frozenset(
    {
        "first",
        "next",
        "up",
        "then",
        "also",
        "second",
        "third",
        "fourth",
        "finally",
        "last",
        "coming",
        "planned",
        "addition",
        "other",
        "others",
    }
)

_RESULTS = frozenset({"result", "outcome", "fruit"})

_SHOWN = frozenset(stem(w) for w in [
    "launch", "introduce", "release", "reveal", "unveil", "show", "present", "debut", "premiere",
])  # fmt: skip

_PENDING = frozenset({
    "works", "pipeline", "cards", "consideration", "development", "preparation", "discussion", "study", "review", "way",
    "horizon",
})  # fmt: skip
"""In, on or under what is something that may still come."""

_NAMED = re.compile(
    r"(?: (?:in|under) (?:the )?(?:works|pipeline|development|preparation))?(?:,|:| –| —)?(?: (?:called|named|dubbed|badged|known as))?(?: simply)?(?: (?:the|its))? [“\"'‘]?"
)

_APPOSED = re.compile(r", an? (?:[\w-]+ ){0,4}")
_AND = re.compile(r",? and an? ")
_NEAR = 60
"""The most characters between a name and the noun that is said of it right behind."""
_DUE = frozenset({"due", "scheduled", "slated", "set", "pencilled", "penciled", "earmarked", "tipped", "lined"})
_WANTING = frozenset({"want", "wants", "wanted"})
_HAVE = frozenset({"have", "has", "had"})
_SELLING = frozenset({"offer", "market", "field"})
_PRODUCTION = frozenset({"production", "manufacture"})
_SALE = frozenset({"sale"})
_BE = frozenset({"is", "are", "was", "were", "be"})


def stands_alone(d: Discourse, token: Token, known: Sequence[Referent]) -> bool:
    """Whether the phrase is no description of something named: "the X, an electric van", "an electric van, the X"."""
    node = _first(token)
    if node.i != token.i and node.dep_ == "appos" and _are_named(d, node, known):
        node = _first(node.head)  # "the X, the Y and a small van": the parser takes the list for an apposition
    if node.dep_ == "appos" or is_compared(token):
        return False
    if node.dep_ == "pobj" and node.head.lower_ in {"as", "than", "into", "like", "unlike"}:
        return False
    if node.dep_ == "attr" and not (_is_presented(node) and _is_of_nameless(d, node, known)):
        return False
    if node.dep_ == "attr" and _is_one_of_them(node.head) and not d.groups:
        return False  # "the A and the B are new; one of them is a van"
    if any(r.type == PRODUCT and r.how == "name" and _is_behind(d.page.text, r, token) for r in known):
        return False
    if any(r.type == PRODUCT and r.how == "name" and _is_with(d.root(r), node) for r in known):
        return False
    if d.topic is not None and is_pictured(node):
        return False
    doers = [c for c in node.head.children if c.dep_ in SUBJECT_DEPS and c.i < node.i]
    if any(r.type == PRODUCT and r.how == "name" and c.left_edge.idx <= r.start <= c.idx for r in known for c in doers):
        return False  # "the X concept previews a supermini"
    names = [r for r in known if r.type == PRODUCT and r.how in {"name", "trim"} and r.start > token.idx]
    if names and _NAMED.fullmatch(d.page.text, token.idx + len(token), names[0].start):
        return False
    for c in token.children:
        if c.i < token.i:
            continue
        called = c.dep_ in {"acl", "relcl"} and c.lower_ in {"called", "named", "dubbed", "badged", "known"}
        if (c.dep_ == "appos" or called) and any(c.left_edge.idx <= r.start <= c.right_edge.idx for r in names):
            return False
    return True


def _are_named(d: Discourse, node: Token, known: Sequence[Referent]) -> bool:
    """Whether both an apposition and what it stands by are names of vehicles, which makes them a list."""
    names = {d.root(r).i for r in known if r.type == PRODUCT and r.how == "name"}
    return {node.i, node.head.i} <= names


def _is_behind(text: str, r: Referent, token: Token) -> bool:
    """ "The X, a compact crossover": what the noun says right behind a name, unless a list goes on ("the X, a van and a bus")."""
    end = token.idx + len(token)
    return (
        0 < token.idx - r.end < _NEAR and bool(_APPOSED.fullmatch(text, r.end, token.idx)) and not _AND.match(text, end)
    )


def _is_of_nameless(d: Discourse, token: Token, known: Sequence[Referent]) -> bool:
    """Whether the subject that the noun is said of has no name behind it: "the second, the X, is a van"."""
    subjects = {c.i for c in token.head.children if c.dep_ in SUBJECT_DEPS}
    names = (d.root(r) for r in known if r.type == PRODUCT and r.how == "name")
    return not any(name.dep_ == "appos" and name.head.i in subjects for name in names)


def _is_with(name: Token, node: Token) -> bool:
    """ "With the X, Kia launches its first van": what the sentence begins with is what it launches."""
    prep = name.head
    return prep.lower_ == "with" and prep.head.i == node.head.i and prep.i < node.head.i


def _is_presented(token: Token) -> bool:
    """ "There is a …", "next up is a …", "also planned is a …", "the outcome is a …"."""
    verb = token.head
    if stem(verb.lower_) != "be" and not any(c.lower_ in _BE for c in verb.children if c.dep_ == "auxpass"):
        return False
    if any(c.dep_ == "expl" for c in verb.children) and _is_none(token):
        return False
    if any(c.dep_ == "expl" or (c.lower_ in _RESULTS and c.dep_ == "nsubj") for c in verb.children):
        return True
    before = [c for c in verb.lefts if c.dep_ != "punct"]
    if verb.i < token.i and _is_one_of_them(verb):
        return True
    if verb.i < token.i and any(c.dep_ == "prep" and _is_among_them(c) for c in before):
        return True
    return (
        verb.i < token.i
        and bool(before)
        and all(c.lower_ in _AHEAD or any(g.lower_ in _AHEAD for g in c.subtree) for c in before)
    )


def _is_one_of_them(verb: Token) -> bool:
    """ "Two cars are planned. One of them is a supermini"."""
    subject = next((c for c in verb.children if c.dep_ in SUBJECT_DEPS and c.i < verb.i), None)
    if subject is None or subject.lower_ != "one":
        return False
    return any(p.lower_ in {"them", "these", "which"} for c in subject.children if c.lower_ == "of" for p in c.children)


def _is_none(token: Token) -> bool:
    """ "There won't be a van", "there is no saloon": nothing comes of it."""
    return any(c.dep_ == "neg" for c in token.head.children) or any(c.lower_ == "no" for c in token.children)


def _is_among_them(prep: Token) -> bool:
    """ "Among them is a …", "one of these is a …"."""
    return prep.lower_ == "among" and any(c.lower_ in {"them", "these", "those"} for c in prep.children)


def _first(token: Token) -> Token:
    node = token
    while (node.dep_ == "conj" or _is_listed(node)) and node.head.i != node.i:
        node = node.head
    return node


def _is_listed(node: Token) -> bool:
    """ "A small SUV, a van, a bus and a pickup": of a list the parser may take the second for an apposition of the first."""
    kinds = (node, node.head)
    return (
        node.dep_ == "appos"
        and bool(node.conjuncts)
        and all(any(c.lower_ in INDEFINITE for c in t.lefts) for t in kinds)
    )


def is_told(token: Token, sentence: Sentence, *, told: bool) -> bool:
    """ "A Honda SUV will …", "a new van for India" as a heading: the maker's own, whatever becomes of it."""
    node = _first(token)
    if node.dep_ == "ROOT":
        return sentence.heading
    return told and (node.dep_ in SUBJECT_DEPS or node.dep_ in {"dobj", "pobj"})


def is_brought_about(token: Token, *, kind: bool) -> bool:
    """Whether the phrase is what somebody launches, develops, plans …, or what "there is" or "is followed by"."""
    node = _first(token)
    head = node.head
    if node.dep_ in {"nsubj", "nsubjpass"} and (_is_due(head) or _is_pending(head)):
        return kind
    if node.dep_ == "dobj" and _is_had_made(node, head):
        return True
    if node.dep_ == "dobj" and head.lower_ in _SELLING:
        return kind and any(c.tag_ in {"MD", "TO"} for c in head.children)  # "intends to offer a small van in India"
    if node.dep_ == "dobj" and head.lower_ in _HAVE:
        return _is_pending(node) or _is_pending(head)
    if node.dep_ in {"dobj", "nsubjpass", "dative"}:
        return stem(head.lower_) in _BRINGING
    if node.dep_ == "nsubj" and (_goes_into(head, "into", _PRODUCTION) or _enters_production(head)):
        return True
    if node.dep_ == "nsubj" and (_goes_into(head, "on", _SALE) or _is_so_too(head)):
        return kind
    if node.dep_ == "nsubj" and stem(head.lower_) in _ARRIVING:
        # "Ford's next pickup starts in 2027", but "a hybrid starts at 40,000" is a version of something.
        return any(c.dep_ == "poss" for c in node.children) or (kind and stem(head.lower_) in _FOLLOWING)
    if node.dep_ in {"attr", "nsubj"}:
        return _is_presented(node)
    if node.dep_ == "pobj" and head.lower_ == "including":
        brought = head.head
        if brought.tag_.startswith("NN"):
            return is_brought_about(brought, kind=True)
        return stem(brought.lower_) in _BRINGING  # "will launch 26 models, including a small van"
    if node.dep_ == "pobj" and head.lower_ == "with" and head.i and head.nbor(-1).lower_ == "along":
        verb = verb_above(head)
        return verb is not None and stem(verb.lower_) in _BRINGING  # "will launch the A, along with a small van"
    if node.dep_ == "pobj" and head.lower_ in {"on", "of", "by", "with", "for", "to"}:
        what = stem(head.head.lower_)
        return what in _NEWS or (head.lower_ not in {"for", "to"} and what in _BRINGING)
    return False


def _is_had_made(noun: Token, verb: Token) -> bool:
    """ "Will have a small van built by B", "wants a pickup made in Brazil"; not "has a van built in Brazil", which is there."""
    wanted = verb.lower_ in _WANTING or (verb.lower_ in _HAVE and any(c.tag_ == "MD" for c in verb.children))
    return wanted and any(c.dep_ == "acl" and c.tag_ == "VBN" and stem(c.lower_) in _BRINGING for c in noun.children)


def _goes_into(verb: Token, preposition: str, wanted: frozenset[str]) -> bool:
    """ "An electric model will go into production", "a small van went on sale"."""
    if verb.lower_ not in {"go", "goes", "went", "gone", "going"}:
        return False
    return any(p.lower_ in wanted for c in verb.children if c.lower_ == preposition for p in c.children)


def _enters_production(verb: Token) -> bool:
    """ "A small van will enter production in May"."""
    return verb.lower_.startswith("enter") and any(c.lower_ in _PRODUCTION for c in verb.children if c.dep_ == "dobj")


def _is_so_too(verb: Token) -> bool:
    """ "The A will follow in 2027, and so will a small van"."""
    return verb.tag_ == "MD" and any(c.lower_ == "so" and c.i < verb.i for c in verb.children)


def _is_pending(word: Token) -> bool:
    """ "Is in the works", "has a van in the pipeline"."""
    preps = (c for c in word.children if c.dep_ == "prep" and c.lower_ in {"in", "on", "under"})
    return any(p.lower_ in _PENDING for c in preps for p in c.children if p.dep_ == "pobj")


def _is_due(verb: Token) -> bool:
    """ "Is to follow", "is due in 2027", "is pencilled in for", "are set to be built"."""
    if verb.lower_ in _DUE:
        return True
    if stem(verb.lower_) != "be":
        return False
    return any(
        (c.dep_ == "acomp" and c.lower_ in _DUE) or (c.dep_ == "xcomp" and stem(c.lower_) in _BRINGING | _ARRIVING)
        for c in verb.children
    )


def is_shown(token: Token) -> bool:
    """Whether somebody has launched or shown it: then it has a name."""
    verb = _first(token).head
    return (
        stem(verb.lower_) in _SHOWN
        and verb.tag_ in {"VBD", "VBN"}
        and not any(c.tag_ == "MD" or c.dep_ == "neg" for c in verb.children)
    )
