"""An endless row of numbers costs no more than a long sentence."""

from __future__ import annotations

from evextract.nlp.extract import Extractor
from evextract.nlp.quantities import find_quantities
from evextract.nlp.quantities.find import MOST


def test_only_the_first_numbers_of_a_sentence_are_read(extractor: Extractor) -> None:
    doc = extractor.parse("The row reads " + "12 kg, " * 90 + "and no more. It weighs 1,900 kg.")
    found = find_quantities(doc, extractor.units)
    assert [str(q.quantity.low) for q in found] == ["12"] * MOST + ["1900"]


def test_a_long_list_is_read_in_full(extractor: Extractor) -> None:
    doc = extractor.parse("The versions weigh " + ", ".join(f"{1500 + n} kg" for n in range(40)) + " in turn.")
    assert [int(q.quantity.low) for q in find_quantities(doc, extractor.units)] == list(range(1500, 1540))
