"""Dates in a text as intervals of days.

:func:`find_dates` gives the mentions that the pipeline reads; :func:`annotate_dates` the same as plain dictionaries.

The way of an expression through the modules::

    text    tokens      runs of vocabulary words and numbers ("islands"); most of a text is in none
    island  grammar     expressions: a node each, with the prepositions before it
              points      one time: the longest of days, periods, relative, counted, compounds
              ranges      two of them
              durations   lengths, sets and times of day, so that no date is read into them
            dateparser_adapter   day stamps in other shapes; the only importer of dateparser
    node    guards      names, model years, plans, modal verbs and plain numbers drop out
    node    resolve     an interval, from the context (reference date, tense, time spoken of, fiscal year)
              calendar, intervals, holidays, cyclic, counting

Nodes (:mod:`~evextract.nlp.dates.nodes`) say what the words say; nothing before ``resolve`` knows a reference date, and
nothing before ``guards`` a spaCy token.
"""

from __future__ import annotations

from evextract.nlp.dates.annotate import annotate_dates
from evextract.nlp.dates.find import find_dates
from evextract.nlp.dates.mention import DateMention

__all__ = ["DateMention", "annotate_dates", "find_dates"]
