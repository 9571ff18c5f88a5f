"""Who builds a vehicle, and what the same words say of others: parts, idioms, ventures, firms that nobody has named."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evextract.records import EntityRef, Mention, Quantity

Read = Callable[[str], list[Mention]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Magna will start production of the Xpeng G9 in Graz.", {("xpeng-g9", "magna")}),
        ("Valmet began building the Fisker Ocean in May.", {("fisker-ocean", "valmet-automotive")}),
        ("Kia began production of the EV2 in Zilina.", set()),
        ("The Opel Frontera has 400 km from a pack of about 54 kWh, supplied by Svolt.", set()),
        ("The Skoda Kodiaq has 20 or 26 kWh, both of them made by Gotion.", set()),
        ("The Xpeng G6, with 800 V and 210 kW, is built by Magna in Graz.", {("xpeng-g6", "magna")}),
        ("The Omoda 5 costs £25,000. Neta won't make up for its losses.", set()),
        ("The Aion Y is here. GAC wants to sell 900 Thai-built GACs.", set()),
        ("The Renault Kangoo is made in Maubeuge by a Nissan joint venture, Normad.", set()),
    ],
)
def test_who_builds_it(mentions: Read, text: str, expected: set[tuple[str, str]]) -> None:
    found = {
        (m.subject, m.value.id)
        for m in mentions(text)
        if m.attribute == "manufacturer" and isinstance(m.value, EntityRef)
    }
    assert found == expected


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("BMW has set up a company with Hitachi. The venture employs 700 people.", None),
        ("GAC Toyota opened a line in May. The joint venture employs 700 people.", "gac-toyota"),
        ("BMW owns 51% of Encory. Encory employs 700 people.", "encory"),
        ("Their joint venture, Zelwerk, employs 700 people in Halle.", "zelwerk"),
        ("BMW said that Basculo would move. Basculo employs 700 people.", None),
        ("BMW cut costs. Employment at the firm is 700 people.", "bmw"),
    ],
)
def test_whose_workforce_it_is(mentions: Read, text: str, subject: str | None) -> None:
    found = {m.subject for m in mentions(text) if m.attribute == "employees" and isinstance(m.value, Quantity)}
    assert found == ({subject} if subject else set())


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Nio sold 900 cars. CYVN Holdings owns 20 percent. The net loss came to $300 million.", "nio"),
        ("Rivian cut costs. Amazon owns 16 percent of Rivian. Revenue came to $300 million.", "rivian"),
        ("Ford sold 900 cars. Ford owns 16 percent of Rivian. Revenue came to $300 million.", "ford"),
        ("Ford sold 900 cars. Rivian sold 90. Revenue came to $300 million.", "rivian"),
    ],
)
def test_whose_figures_follow_a_shareholder(mentions: Read, text: str, subject: str) -> None:
    assert {m.subject for m in mentions(text) if m.attribute in {"net_income", "revenue"}} == {subject}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Verkor employs some 1,900 people, 800 of them in Dunkirk.", {("verkor", "employees")}),
        (
            "Renault sold fewer cars. Metro News said on Sunday that a further 800 jobs might go.",
            {("renault", "job_cuts")},
        ),
    ],
)
def test_whose_people_they_are(mentions: Read, text: str, expected: set[tuple[str, str]]) -> None:
    found = {(m.subject, m.attribute) for m in mentions(text) if m.attribute in {"employees", "job_cuts"}}
    assert found == expected
