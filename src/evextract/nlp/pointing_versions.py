"""Words that point back to versions of a vehicle: "the former", "both", "that one"."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

_OF_TWO = {"former": slice(1), "latter": slice(1, 2)}


def one_of_two(token: Token, here: Sequence[str], last: Sequence[str], *, vehicles: int) -> tuple[str, ...]:
    """What "the former" and "the latter" stand for, where the last things told apart are two versions.

    ``here``: the versions named in the sentence before the word; ``last``: those that the text named last; ``vehicles``: how
    many were named with them, which would then be the two.
    """
    part = _OF_TWO.get(token.lower_)
    if part is None or vehicles > 1 or token.i == 0 or token.nbor(-1).lower_ != "the" or _is_adjective(token):
        return ()
    return two_versions(here, last)[part]


def _is_adjective(token: Token) -> bool:
    """ "The former boss", "the latter two"; not "the latter 30,000 euros"."""
    if token.i + 1 == len(token.doc):
        return False
    following = token.nbor(1)
    return following.tag_.startswith(("NN", "JJ", "CD", "VBG")) and not following.text[0].isdigit()


def two_versions(here: Sequence[str], last: Sequence[str]) -> tuple[str, ...]:
    """The two that are spoken of, if it is two: those of the sentence rather than those before."""
    for names in (here, last):
        if len(different := tuple(dict.fromkeys(names))) > 1:
            return different if len(different) == 2 else ()
    return ()
