"""No sentence is endless: annotators look at the words of a sentence in pairs, and a hostile text has no full stop."""

from __future__ import annotations

from typing import Any

import numpy as np
from spacy.attrs import DEP, HEAD
from spacy.language import Language
from spacy.tokens import Doc

LONGEST_SENTENCE = 300
"""Tokens. The longest sentences of newspapers have a third of that."""
COMPONENT = "evextract_bounded"


@Language.component(COMPONENT)
def bound_sentences(doc: Doc) -> Doc:
    """Cut the sentences of ``doc`` that are longer than :data:`LONGEST_SENTENCE`, in place; each piece is a tree.

    A word whose head is in another piece hangs on the first such word of its own.
    """
    spans = [(s.start, s.end) for s in doc.sents if s.end - s.start > LONGEST_SENTENCE]
    if not spans:
        return doc
    tree: Any = doc.to_array([HEAD, DEP]).astype(np.int64)  # HEAD is the way to the head, in tokens
    root = doc.vocab.strings.add("ROOT")
    loose = doc.vocab.strings.add("dep")
    for start, end in spans:
        for first in range(start, end, LONGEST_SENTENCE):
            last = min(end, first + LONGEST_SENTENCE)
            heads = np.arange(first, last) + tree[first:last, 0]
            outside = [i for i in range(first, last) if heads[i - first] == i or not first <= heads[i - first] < last]
            for i in outside:
                tree[i] = (outside[0] - i, root if i == outside[0] else loose)
    return doc.from_array([HEAD, DEP], tree.astype(np.uint64))
