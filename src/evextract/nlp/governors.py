"""Which words govern a value: the chain of heads whose tense, mood and negation hold for it."""

from __future__ import annotations

from spacy.tokens import Token

_WHEN = frozenset({"when", "once", "after", "before", "until", "till", "as"})


def governors(token: Token) -> list[Token]:
    """The token and what governs it up to the sentence's root; finite relative clauses end the chain."""
    out = [token]
    while token.head.i != token.i:
        if (
            (token.dep_ == "relcl" and not is_infinitive(token))
            or (token.dep_ == "acl" and token.tag_ == "VBN")
            or (
                token.dep_ == "conj"
                and token.tag_.startswith("VB")
                and (has_subject(token) or _has_modal(token) or _stands_alone(token))
            )
            or _ends_statement(token)
        ):
            break
        if token.dep_ == "advcl" and (has_subject(token) or not is_infinitive(token)):
            break  # "preparing to launch" goes on
        token = token.head
        out.append(token)
    return out


def moment_of(top: Token) -> Token | None:
    """What is to happen at the time that the chain's last member tells: "will cost …" for "when it launches"."""
    if top.dep_ != "advcl" or not any(c.lower_ in _WHEN and c.dep_ in {"mark", "advmod"} for c in top.children):
        return None
    return top.head


def deniable(value: Token) -> set[int]:
    """The governors whose negation denies the value: those of its own clause.

    "It has not been priced but will offer 300 miles" does not deny the 300 miles, nor does "he did not say why".
    """
    out = {value.i}
    token = value
    while token.head.i != token.i and (
        token.dep_ not in {"conj", "ccomp", "advcl", "relcl", "parataxis", "acl", "appos"}
        or (token.dep_ == "acl" and is_infinitive(token))  # "scrapped plans to build"
        or (token.dep_ == "conj" and token.tag_.startswith("NN") and token.head.tag_.startswith("NN"))
    ):
        if _is_aside(token):
            break
        token = token.head
        out.add(token.i)
    return out


def _is_aside(token: Token) -> bool:
    """ "The X, on sale in China since May, won't come here": what is said of the subject between commas."""
    first = token.left_edge.i
    return (
        token.dep_ in {"prep", "acl", "amod"}
        and token.head.i < first
        and token.head.dep_ in {"nsubj", "nsubjpass"}
        and any(t.text in {",", "(", "–", "—"} for t in token.doc[token.head.i + 1 : first])
    )


def has_subject(verb: Token) -> bool:
    return any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children)


def is_infinitive(verb: Token) -> bool:
    return any(c.tag_ == "TO" for c in verb.children)


def _has_modal(verb: Token) -> bool:
    return any(c.tag_ == "MD" for c in verb.children)


def _stands_alone(verb: Token) -> bool:
    """ "The price might fall, and behind the seats is a boot": an inflected verb takes no auxiliary from a bare one."""
    return verb.tag_ == "VBZ" and verb.head.tag_ == "VB"


def _ends_statement(verb: Token) -> bool:
    """ "It covers 400 km; the cheaper one may do better": two sentences, however the parser ties them."""
    if verb.dep_ not in {"ccomp", "parataxis", "conj"} or verb.head.i < verb.i:
        return False
    end = verb.right_edge.i + 1
    return end < len(verb.doc) and verb.doc[end].text == ";"
