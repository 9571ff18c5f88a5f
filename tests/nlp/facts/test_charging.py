"""Power at the plug and power of the drive, and dates that a verb tells together with its object."""

from __future__ import annotations

from datetime import date

import pytest

from evextract.nlp.extract import Extractor
from evextract.records import Article, DateSpan, Quantity

POWERS = {
    "The Zeekr 7X has a 310 kW motor and accepts 420 kW at a fast charger.": {"power 310", "charging_power 420"},
    "The Hyundai Ioniq 6 took in 232 kW and was 80 percent full after 18 minutes.": {"charging_power 232"},
    "The Aion UT has a 150 kW motor at the front and a CCS2 socket for up to 87 kW.": {
        "power 150",
        "charging_power 87",
    },
    "The Tesla Model Y is limited to 250 kW at a Supercharger.": {"charging_power 250"},
    "The Porsche Taycan, limited to 1,034 PS, is a plug-in only in name.": {"power 1034"},
}
DATES = {
    "Renault will begin to build the Geely EX2 in Curitiba in October.": {"geely-ex2 production_start 2025-10-01"},
    "The electric Nissan Juke goes down the line in Sunderland in March 2027.": {
        "nissan-juke production_start 2027-03-01"
    },
    "Volvo brings the EX60 in 2026.": {"volvo-ex60 launch_date 2026-01-01"},
}


@pytest.mark.parametrize("text", POWERS)
def test_power_at_the_plug_is_told_from_that_of_the_drive(extractor: Extractor, text: str) -> None:
    [(_, mentions)] = extractor.read([Article("a", text)])
    found = {
        f"{m.attribute} {m.value.high:f}" for m in mentions if isinstance(m.value, Quantity) and "power" in m.attribute
    }
    assert found == POWERS[text]


@pytest.mark.parametrize("text", DATES)
def test_dates_of_verbs_with_their_object(extractor: Extractor, text: str) -> None:
    [(_, mentions)] = extractor.read([Article("a", text, published=date(2025, 5, 15))])
    found = {f"{m.subject} {m.attribute} {m.value.start}" for m in mentions if isinstance(m.value, DateSpan)}
    assert found == DATES[text]
