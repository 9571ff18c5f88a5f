"""Who holds a post by the verb that tells of it, and who follows in one that was told before."""

from __future__ import annotations

import pytest

from evextract.nlp.extract import Extractor
from evextract.records import Article, Text

CASES = {
    "Anna Berg, 58, returned as chief executive of Polestar in May.": {"anna-berg: chief executive"},
    "Skoda said on Friday that Anna Berg will remain as president.": {"anna-berg: president"},
    "Skoda said Anna Berg, a former banker, had taken over as finance chief in May.": {"anna-berg: finance chief"},
    "Skoda is pleased. Finance chief Anna Berg expects more of it.": {"anna-berg: Finance chief"},
    "Skoda named Anna Berg as its next finance chief.": {"anna-berg: finance chief"},
    "Paul Jones replaced Anna Berg as finance chief of Skoda in May.": {"paul-jones: finance chief"},
    "Anna Berg will step down as president of Skoda on May 1 and become chairwoman.": {
        "anna-berg: president", "anna-berg: chairwoman",
    },
    "Skoda finance chief Anna Berg is leaving. She will be succeeded by Paul Jones, an executive officer in charge of sales.": {
        "anna-berg: finance chief", "paul-jones: finance chief", "paul-jones: executive officer in charge of sales",
    },
    "Skoda finance chief Anna Berg will move to a bank in May, and Paul Jones is to succeed her.": {
        "anna-berg: finance chief", "paul-jones: finance chief",
    },
    "Anna Berg, chief executive of Skoda and formerly head of design at Cupra, spoke.": {
        "anna-berg: chief executive", "anna-berg: head of design",
    },
    "Anna Berg, the former sales chief of Cupra, has been Skoda's finance chief since May.": {
        "anna-berg: former sales chief", "anna-berg: finance chief",
    },
    "Anna Berg, then Skoda's finance chief, was replaced by Paul Jones.": {
        "anna-berg: finance chief", "paul-jones: finance chief",
    },
    "Skoda finance chief Anna Berg handed over to Paul Jones in May.": {
        "anna-berg: finance chief", "paul-jones: finance chief",
    },
    "Skoda finance chief Anna Berg left in May. Her post went to Paul Jones.": {
        "anna-berg: finance chief", "paul-jones: finance chief",
    },
    "Paul Jones took over as Skoda's finance chief on 1 May from Anna Berg.": {
        "anna-berg: finance chief", "paul-jones: finance chief",
    },
    "Skoda finance chief Anna Berg handed the keys of the first car to Paul Jones, a nurse.": {"anna-berg: finance chief"},
    "Skoda finance chief Anna Berg spoke. Paul Jones, who replaced the old chairs, listened.": {"anna-berg: finance chief"},
}  # fmt: skip


@pytest.mark.parametrize("text", CASES)
def test_a_verb_tells_who_holds_a_post(extractor: Extractor, text: str) -> None:
    [(_, mentions)] = extractor.read([Article("a", text)])
    roles = {f"{m.subject}: {m.value.text}" for m in mentions if m.attribute == "role" and isinstance(m.value, Text)}
    assert roles == CASES[text]
