"""Multiply the matrices of the language model's encoders with numpy's BLAS, one text at a time and on one thread.

thinc multiplies with the BLIS that its wheel brings. That library knows processors by their model and falls back to
plain C, without vector instructions, on those that came after it; numpy's OpenBLAS goes by what a processor can do, and
an encoder then takes half the time. But its products differ in the last bit with the number of rows and of threads, so
what is read in one text would hang on its neighbours in the batch. Hence one text at a time: what is read in a text is a
function of that text, whatever the batch. The parser's states are still advanced in batches, by BLIS.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model, NumpyOps

_SET_THREADS = "scipy_openblas_set_num_threads64_"
"""In the OpenBLAS of numpy's wheels; threadpoolctl calls the same."""


def read_one_by_one(nlp: Language) -> None:
    """Set the encoders of ``nlp`` up as above, in place, and numpy's OpenBLAS, for all of the process, to one thread.

    Nothing happens where numpy came without its OpenBLAS (Apple's processors, builds of distributions).
    """
    if not _one_thread():
        return
    pipe: Any
    for _, pipe in nlp.pipeline:
        model = getattr(pipe, "model", None)
        if not isinstance(model, Model):
            continue
        if _is_encoder(model):
            pipe.model = _one_by_one(model)
        for node in list(model.walk()):
            node.layers[:] = [_one_by_one(layer) if _is_encoder(layer) else layer for layer in node.layers]


def _one_thread() -> bool:
    for path in sorted((Path(np.__file__).parents[1] / "numpy.libs").glob("*openblas*")):
        set_threads = getattr(ctypes.CDLL(str(path)), _SET_THREADS, None)
        if set_threads is not None:
            set_threads(1)
            return True
    return False


def _is_encoder(model: Model[Any, Any]) -> bool:
    """Whether it is one of spaCy's ``Tok2Vec`` layers, on a processor of the general kind."""
    return {"embed", "encode"} <= set(model.ref_names) and type(model.ops) is NumpyOps


def _one_by_one(encoder: Model[Any, Any]) -> Model[Any, Any]:
    by_numpy = NumpyOps(use_blis=False)
    for node in encoder.walk():
        node.ops = by_numpy
    return Model("one_by_one", _forward, layers=[encoder], dims={"nO": encoder.maybe_get_dim("nO")})


def _forward(
    model: Model[Any, Any], docs: list[Doc], is_train: bool
) -> tuple[list[Any], Callable[[list[Any]], list[Doc]]]:
    def no_training(gradient: list[Any]) -> list[Doc]:
        raise NotImplementedError("these encoders only read")

    return [model.layers[0].predict([doc])[0] for doc in docs], no_training
