"""What the model makes of a text does not hang on the texts beside it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.language import Language

from evextract.nlp.extract import Extractor
from evextract.nlp.model import encoders

TEXTS = (
    "Kia will build the EV4 in Zilina from 2027.",
    "Škoda.",
    "The Elroq has a battery of 82 kWh and goes 560 km, the company said on Monday. It costs 39,900 euros in Germany.",
)


def _small() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec")
    nlp.initialize()
    return nlp


def _has_openblas() -> bool:
    return any((Path(np.__file__).parents[1] / "numpy.libs").glob("*openblas*"))


def test_neighbours_in_the_batch_change_no_bit(extractor: Extractor) -> None:
    nlp = extractor.nlp
    together = [doc.tensor for doc in nlp.pipe(TEXTS)]
    for text, tensor in zip(TEXTS, together, strict=True):
        assert tensor.shape == (len(nlp.make_doc(text)), 96)
        assert np.array_equal(tensor, nlp(text).tensor)


def test_encoders_of_numpy_give_what_they_gave() -> None:
    nlp = _small()
    before = [doc.tensor.copy() for doc in nlp.pipe(TEXTS)]
    encoders.read_one_by_one(nlp)
    for doc, tensor in zip(nlp.pipe(TEXTS), before, strict=True):
        assert np.allclose(doc.tensor, tensor, atol=1e-5)


@pytest.mark.skipif(not _has_openblas(), reason="numpy came without its OpenBLAS")
def test_all_encoders_of_the_model_are_set_up(extractor: Extractor) -> None:
    for name in ("tok2vec", "ner"):
        nodes = extractor.nlp.get_pipe(name).model.walk()  # type: ignore[attr-defined]
        assert [n.name for n in nodes if "one_by_one" in n.name.split(">>")], name


def test_a_numpy_without_openblas_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nlp = _small()
    model = nlp.get_pipe("tok2vec").model  # type: ignore[attr-defined]
    monkeypatch.setattr(encoders.np, "__file__", str(tmp_path / "numpy" / "__init__.py"))
    encoders.read_one_by_one(nlp)
    assert nlp.get_pipe("tok2vec").model is model  # type: ignore[attr-defined]
    assert all(node.ops.use_blis for node in model.walk())
