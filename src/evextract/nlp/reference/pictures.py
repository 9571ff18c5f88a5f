"""Pictures of what the text is about: "the sketch shows a boxy SUV", "spy shots reveal a long estate" bring up no other car."""

from __future__ import annotations

from spacy.tokens import Token

from evextract.nlp.lexicon import stem

_PICTURES = frozenset(map(stem, [
    "sketch", "teaser", "image", "picture", "photo", "photograph", "shot", "rendering", "render", "drawing", "video", "clip",
    "footage", "silhouette", "patent", "camouflage", "prototype", "mule",
]))  # fmt: skip
_PICTURING = frozenset(map(stem, ["show", "depict", "reveal", "suggest", "hint", "point", "preview"]))


def is_pictured(node: Token) -> bool:
    """ "The sketch shows a boxy SUV": what the text is about, as it looks."""
    verb = node.head.head if node.dep_ == "pobj" else node.head
    return stem(verb.lower_) in _PICTURING and any(
        c.dep_ == "nsubj" and stem(c.lower_) in _PICTURES for c in verb.children
    )
