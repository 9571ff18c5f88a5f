from __future__ import annotations

import pytest

from evextract.nlp.lexicon import Lexicon, longest, stem
from evextract.nlp.naming.names import NameIndex, pieces

INDEX: NameIndex[str] = NameIndex(
    [("ID.3", "id3"), ("Citroën ë-C4", "c4"), ("N7", "n7"), ("Leaf", "leaf"), ("Kia Soul", "soul")]
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the ID 3 and the ID3", ["id3", "id3"]),
        ("a Citroen e-C4", ["c4"]),
        ("the N70, the EN7 and the N7X", []),
        ("two Leafs and a leaflet", ["leaf"]),
        ("Kia, soul of the brand", []),
    ],
)
def test_names_are_found_whatever_their_spelling_but_not_inside_others(text: str, found: list[str]) -> None:
    assert [m.things[0] for m in INDEX.find(text)] == found


def test_the_longest_name_wins() -> None:
    index: NameIndex[str] = NameIndex([("Model Y", "y"), ("Model Y Long", "long")])
    assert [(m.things, m.start, m.end) for m in index.find("Model Y Long")] == [(("long",), 0, 12)]


@pytest.mark.parametrize(
    "forms",
    [
        "go goes went gone going",
        "price prices priced pricing",
        "battery batteries",
        "travel travelled travelling",
        "sell sold sells",
    ],
)
def test_inflections_have_one_stem(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


def test_phrases_are_found_in_any_inflection_and_inside_each_other() -> None:
    lexicon = Lexicon([("go on sale", "launch"), ("sale", "sales")])
    parts = pieces("It went on sale")
    hits = lexicon.find(parts, [stem(p.form) for p in parts])
    assert [h.thing for h in hits] == ["launch", "sales"]
    assert [h.thing for h in longest(hits)] == ["launch"]
