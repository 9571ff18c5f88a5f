"""Which words govern a value: the chain of heads whose tense, mood and negation hold for it."""

from __future__ import annotations

from spacy.tokens import Token

from evextract.nlp.lexicon import stem
from evextract.nlp.syntax import INDEFINITE, is_loose_apposition

_WHEN = frozenset({"when", "once", "after", "before", "until", "till", "as"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_JOINING = frozenset({"and", "but", "while", "whereas", "yet", "so"})
_ALIKE = frozenset({"cut", "put", "set", "let", "cost", "hit", "shut", "split", "quit", "lay", "read"})
"""Past tenses that are bare verbs, too."""
_EXAMINING = frozenset(map(stem, [
    "examine", "study", "explore", "consider", "discuss", "evaluate", "assess", "weigh", "investigate", "review", "look", "debate",
]))  # fmt: skip
_ROUNDING_OFF = frozenset({"priced", "powered", "equipped", "fitted"})
_POSSIBLE = frozenset({"could", "can", "might", "may"})
_AHEAD = frozenset({"will", "should", "’ll", "'ll"})
TELLING = frozenset(map(stem, [
    "say", "said", "tell", "told", "announce", "state", "declare", "confirm", "disclose", "reveal", "warn", "report", "promise", "pledge",
    "claim", "note", "add", "explain", "write", "wrote", "admit", "insist", "argue", "estimate", "believe", "think", "thought", "expect",
    "reckon", "predict", "forecast", "hope", "suggest", "hint", "indicate", "speculate", "assume", "fear", "guess", "post", "tweet",
]))  # fmt: skip
_REPORTING = TELLING | frozenset(map(stem, [
    "agree", "decide", "hear", "learn", "understand", "know", "show", "read", "mean", "seem", "appear", "remain", "be", "go",
]))  # fmt: skip
"""Verbs behind what they report: "it will cost 30,000, Kia said"."""


def governors(token: Token) -> list[Token]:
    """The token and what governs it up to the sentence's root; finite relative clauses end the chain."""
    out = [token]
    while token.head.i != token.i:
        if (
            (token.dep_ == "relcl" and not is_infinitive(token))
            or (token.dep_ == "acl" and token.tag_ in {"VBN", "VBD"})
            or (
                token.dep_ == "conj"
                and token.tag_.startswith("VB")
                and (has_subject(token) or _has_modal(token) or _is_done(token) or _stands_alone(token))
            )
            or _ends_statement(token)
        ):
            break
        if token.dep_ == "advcl" and (has_subject(token) or not is_infinitive(token)) and not _goes_with(token):
            break  # "preparing to launch" goes on
        token = token.head
        out.append(token)
    return out


def moment_of(top: Token) -> Token | None:
    """What is to happen at the time that the chain's last member tells: "will cost …" for "when it launches"."""
    if top.dep_ != "advcl" or not any(c.lower_ in _WHEN and c.dep_ in {"mark", "advmod"} for c in top.children):
        return None
    return top.head


def once_to_be(top: Token) -> Token | None:
    """What the chain's last member, a relative clause of the past, describes: "a van that was to be built in Spain"."""
    if top.dep_ != "relcl":
        return None
    past = any(t.tag_ == "VBD" for t in (top, *top.children))
    return top.head if past else None


def newly_told(top: Token) -> Token | None:
    """What the chain's last member, a relative clause in the present, describes, where it is only now told of: "a battery
    that gives 448 km" is as sure as the battery; "the battery" is there already.
    """
    noun = top.head
    if top.dep_ != "relcl" or top.tag_ not in {"VBZ", "VBP"} or noun.dep_ == "appos" or is_loose_apposition(noun):
        return None
    if noun.tag_ in {"NNP", "NNPS"}:
        return None  # "as much as a Honda Jazz, which costs": that is known
    return noun if any(c.lower_ in INDEFINITE for c in noun.children if c.dep_ == "det") else None


def rounded_off(top: Token) -> Token | None:
    """The verb that the chain's last member rounds off behind a date: "may follow in May, priced at 30,000"."""
    if top.dep_ != "advcl" or top.lower_ not in _ROUNDING_OFF or top.i < top.head.i + 2:
        return None
    comma = top.left_edge.nbor(-1)
    return top.head if comma.text == "," and comma.nbor(-1).ent_type_ in {"DATE", "GPE", "LOC"} else None


def tells_of(cue: Token, value: Token) -> bool:
    """Whether the cue stands in a relative clause about the value: "will be built in Spain, where the X is made"."""
    token = cue
    while token.head.i != token.i:
        if token.dep_ == "relcl" and (token.head == value or value.head == token.head or value.is_ancestor(token.head)):
            return True
        token = token.head
    return False


def deniable(value: Token, *, measured: bool = False) -> set[int]:
    """The governors whose negation denies the value: those of its own clause.

    "It has not been priced but will offer 300 miles" does not deny the 300 miles, nor does "he did not say why".
    ``measured``: the value is a figure, which a definite subject keeps: "the 300-mile version won't come here".
    """
    out = {value.i}
    token = value
    while token.head.i != token.i and (
        token.dep_ not in {"conj", "ccomp", "advcl", "relcl", "parataxis", "acl", "appos"}
        or (token.dep_ == "acl" and is_infinitive(token))  # "scrapped plans to build"
        or _comes_with(token)
        or (token.dep_ == "conj" and token.tag_.startswith("NN") and token.head.tag_.startswith("NN"))
    ):
        if _is_aside(token) or (measured and (_opens(token) or describes_subject(token))):
            break
        token = token.head
        out.add(token.i)
    return out


def _is_aside(token: Token) -> bool:
    """ "The X, on sale in China since May, won't come here": what is said of the subject between commas."""
    first = token.left_edge.i
    if token.dep_ == "prep" and token.head.i > first > 0 and token.nbor(-1).text == ",":
        return any(c.dep_ in {"nsubj", "nsubjpass"} and c.i < first for c in token.head.children)
    return (
        token.dep_ in {"prep", "acl", "amod"}
        and token.head.i < first
        and token.head.dep_ in {"nsubj", "nsubjpass"}
        and any(t.text in {",", "(", "–", "—"} for t in token.doc[token.head.i + 1 : first])
    )


def _opens(phrase: Token) -> bool:
    """ "With 300 miles, the X doesn't leave you stranded", "at 30,000 euros, it isn't the cheapest"."""
    behind = phrase.right_edge.i + 1
    return (
        phrase.dep_ == "prep"
        and phrase.lower_ in {"at", "with"}
        and phrase.head.i > behind
        and phrase.doc[behind].text == ","
        and phrase.left_edge == phrase.head.left_edge
    )


def describes_subject(part: Token) -> bool:
    """A definite description keeps what it says under a denial (Karttunen, "Presuppositions of compound sentences", 1973)."""
    noun = part.head
    if noun.dep_ not in {"nsubj", "nsubjpass"} or part.dep_ == "conj":
        return False
    first = noun.left_edge
    return first.lower_ in _DEFINITE or first.tag_ == "PRP$" or noun.tag_ in {"NNP", "NNPS"}


def has_subject(verb: Token) -> bool:
    return any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children)


def _comes_with(verb: Token) -> bool:
    """ "Had planned to build the X from May, with the Y to follow": what is to follow is as sure as what it follows."""
    if verb.dep_ != "advcl" or not is_infinitive(verb):
        return False
    return any(c.lower_ == "with" and c.dep_ == "mark" for c in verb.children)


def _goes_with(verb: Token) -> bool:
    """Whether an adverbial clause is as sure as its matrix: also "will add a line, raising capacity to 90,000"."""
    return _comes_with(verb) or (
        verb.tag_ == "VBG" and verb.i > verb.head.i and not has_subject(verb) and _is_bare(verb)
    )


def _is_bare(participle: Token) -> bool:
    """Without a word that leads it in or an auxiliary: not "after raising", "having raised"."""
    return not any(
        c.dep_ in {"mark", "advmod", "aux", "auxpass", "prep"} and c.i < participle.i for c in participle.children
    )


def is_infinitive(verb: Token) -> bool:
    return any(c.tag_ == "TO" for c in verb.children)


def _has_modal(verb: Token) -> bool:
    return any(c.tag_ == "MD" for c in verb.children)


def _is_done(verb: Token) -> bool:
    """ "It will buy 900 cars and has invested 3 billion": what has been done takes no "will" from the verb before."""
    return verb.tag_ == "VBN" and any(c.dep_ == "aux" and c.tag_ in {"VBZ", "VBP"} for c in verb.children)


def _stands_alone(verb: Token) -> bool:
    """ "The price might fall, and behind the seats is a boot": an inflected verb takes no auxiliary from a bare one."""
    return verb.head.tag_ == "VB" and (verb.tag_ == "VBZ" or (verb.tag_ == "VBD" and verb.lower_ not in _ALIKE))


def _ends_statement(verb: Token) -> bool:
    """ "It covers 400 km; the cheaper one may do better": two sentences, however the parser ties them.

    So are two that a comma and "and" join: nobody speaks in "it costs 30,000, and the larger one will follow".
    """
    if verb.dep_ not in {"ccomp", "parataxis", "conj"} or verb.head.i < verb.i:
        return False
    behind = [t.lower_ for t in verb.doc[verb.right_edge.i + 1 : verb.right_edge.i + 3]]
    if behind[:1] == [";"] or (len(behind) == 2 and behind[0] == "," and behind[1] in _JOINING):
        return True
    if behind[:1] == [","] and verb.dep_ == "ccomp" and has_subject(verb) and has_subject(verb.head):
        return stem(verb.head.lower_) not in _REPORTING  # "Kia sells the X for 20,000, Fiat brings the Y in 2027"
    return verb.dep_ == "ccomp" and has_subject(verb) and _is_ahead(verb.head)


def _is_ahead(verb: Token) -> bool:
    """ "The range varies, so it should land there": whoever reports what stands before does so at once ("…, Kia said")."""
    return any(c.lower_ in _AHEAD and c.tag_ == "MD" for c in verb.children)


def is_examined(chain: list[Token]) -> bool:
    """ "They are examining whether A could join": somebody works on it, so that it is a guess rather than no statement at all."""
    for token in chain:
        words = {c.lower_ for c in token.children if c.dep_ in {"mark", "aux"}}
        if "whether" in words and words & _POSSIBLE and stem(token.head.lower_) in _EXAMINING:
            return True
    return False
