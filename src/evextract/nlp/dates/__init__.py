"""Dates in a text as intervals of days.

:func:`find_dates` gives the mentions that the pipeline reads; :func:`annotate_dates` the same as plain dictionaries.
"""

from __future__ import annotations

from evextract.nlp.dates.annotate import annotate_dates
from evextract.nlp.dates.find import find_dates
from evextract.nlp.dates.mention import DateMention

__all__ = ["DateMention", "annotate_dates", "find_dates"]
