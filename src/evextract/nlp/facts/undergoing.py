"""Which nouns may undergo a verb (its patients), by the parse alone: passive subjects, objects, antecedents of relative clauses."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import pairwise

from spacy.tokens import Token

from evextract.nlp.lexicon import stem
from evextract.nlp.syntax import SUBJECT_DEPS, is_verb, objects_of

_TRANSITIVE = frozenset(
    map(stem, ["unveil", "reveal", "present", "introduce", "announce", "discontinue", "axe", "drop"])
)
"""Verbs that act on something: what they have no object for, the noun before their relative clause is."""
_SOME = frozenset({"first", "second", "last", "one", "some", "most"})
_COMING_NEXT = frozenset(map(stem, ["follow", "join", "succeed"]))
"""Verbs that in the passive tell of who does it: "it will be followed by the X in May"."""
_FEWEST_BEFORE = 3
"""Tokens before a "to" that has "with" and a name before it."""
_BORROWING = frozenset({"xcomp", "conj", "advcl", "ccomp", "pcomp", "prep", "acomp", "attr", "dep"})


def verb_of(cue: Token) -> Token | None:
    """The verb whose clause the cue belongs to as verb, object, complement or adverb; None inside a noun phrase."""
    node = cue
    for _ in range(5):
        if is_verb(node):
            return node
        if node.dep_ in {"amod", "compound", "poss", "nmod", "appos"} or node.head.i == node.i:
            return None
        if node.dep_ == "prep" and node.head.tag_.startswith("NN"):
            return None
        node = node.head
    return None


def patients(verb: Token, *, skip: Collection[int]) -> Iterator[Token]:
    """What may undergo the verb, the surest first: passive subject, object, else subject.

    A clause without one borrows it from the clause that it hangs on: "it debuted in May and entered production in June".
    """
    shared = False
    for _ in range(5):
        things = [c for c in objects_of(verb) if c.i not in skip]
        things += [c for p in verb.children if p.dep_ == "prt" for c in p.children if c.dep_ == "pobj"]
        subjects = _whole([c for c in verb.children if c.dep_ in SUBJECT_DEPS])
        coming = stem(verb.lower_) in _COMING_NEXT and any(c.dep_ == "agent" for c in verb.children)
        passive = (
            coming or any(c.dep_ == "auxpass" for c in verb.children) or any(c.dep_ == "nsubjpass" for c in subjects)
        )
        if things and not passive and not shared:
            yield _antecedent_of(things[0]) or things[0]
            yield from things[1:]  # "a third model, the X": the parser may give the verb two objects
            return
        if passive and not shared and stem(verb.lower_) in _COMING_NEXT:
            agents = [c for p in verb.children if p.dep_ == "agent" for c in p.children if c.dep_ == "pobj"]
            yield from agents
            if agents:
                return
        if not subjects and not shared and (beside := _set_beside(verb)) is not None:
            yield beside
            return
        if subjects:
            relative = subjects[0].tag_ in {"WDT", "WP"} or (subjects[0].lower_ == "that" and verb.dep_ == "relcl")
            if (
                verb.dep_ == "relcl"
                and subjects[0].lower_ in _SOME
                and any(t.lower_ == "which" for t in subjects[0].subtree)
            ):
                relative = True  # "electric SUVs, the first of which arrives in 2027"
            if verb.dep_ == "relcl" and not (relative or things or shared or passive):
                yield verb.head  # "the car Magna builds in Graz"
                if stem(verb.lower_) in _TRANSITIVE:
                    return  # "a scheme that it unveiled in May"
            patient = _antecedent(verb) if relative else subjects[0]
            if subjects[0].i not in skip and patient is not None:
                yield patient
            yield from things if shared else ()
            return
        if verb.dep_ in {"acl", "relcl"}:
            patient = _antecedent(verb)
            if patient is not None:
                yield patient
            return
        if verb.dep_ not in _BORROWING or verb.head.i == verb.i:
            return
        head = verb.head
        while not is_verb(head) and head.dep_ in _BORROWING | {"advmod"} and head.head.i != head.i:
            head = head.head
        if not is_verb(head):
            if head.tag_.startswith("NN"):
                yield head
            return
        # What two verbs share is their subject, before an object; so do a clause and its participle: "built on Y, the X".
        shared = verb.dep_ == "conj" or (verb.dep_ == "advcl" and verb.tag_ in {"VBN", "VBG"})
        verb = head


def _set_beside(verb: Token) -> Token | None:
    """ "The X leaves the line in May, with the Y to follow in June": what stands between "with" and "to"."""
    to = next((c for c in verb.children if c.lower_ == "to" and c.dep_ == "aux"), None)
    if to is None or to.i < _FEWEST_BEFORE:
        return None
    noun = to.nbor(-1)
    return noun if noun.dep_ == "pobj" and noun.head.lower_ == "with" else None


def tells_of_one(verb: Token, patient: Token) -> bool:
    """ "The A and the B, which arrives in May": a relative clause in the singular speaks of the last one only."""
    verbs = (verb, *(c for c in verb.children if c.dep_ in {"aux", "auxpass"}))
    return (
        verb.dep_ == "relcl" and verb.head.i == patient.i and any(t.tag_ == "VBZ" or t.lower_ == "was" for t in verbs)
    )


def last_before(verb: Token, noun: Token) -> Token:
    """The last member of the noun's list that stands before the verb."""
    return max((t for t in (noun, *noun.conjuncts) if t.i < verb.i), key=lambda t: t.i, default=noun)


def _antecedent_of(pronoun: Token) -> Token | None:
    """What a relative pronoun stands for: "the plant that BYD wants to build"."""
    if pronoun.tag_ not in {"WDT", "WP"} and pronoun.lower_ != "that":
        return None
    clause = next((t for t in pronoun.ancestors if t.dep_ == "relcl"), None)
    return _antecedent(clause) if clause is not None else None


def _antecedent(verb: Token) -> Token | None:
    return verb.head if verb.head.i != verb.i and not is_verb(verb.head) else None


def _whole(subjects: list[Token]) -> list[Token]:
    """Of two subjects side by side, which are one noun phrase that the parser cut up, the second: "the three-row | Ioniq 9"."""
    return [t for t, after in pairwise([*subjects, None]) if t is not None and not _adjoin(t, after)]


def _adjoin(t: Token, after: Token | None) -> bool:
    return after is not None and after.left_edge.i == t.i + 1
