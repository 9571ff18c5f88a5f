"""Quantities in text: numbers with their units, bounds, ranges and conversions."""

from evextract.nlp.quantities.annotate import annotate_quantities
from evextract.nlp.quantities.find import find_quantities
from evextract.nlp.quantities.local_dollars import with_local_dollars
from evextract.nlp.quantities.record import QuantityMention
from evextract.nlp.quantities.units import QuantityUnits

__all__ = ["QuantityMention", "QuantityUnits", "annotate_quantities", "find_quantities", "with_local_dollars"]
