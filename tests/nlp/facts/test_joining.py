"""A firm that joins a tie of others has it with each of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evextract.records import EntityRef, Mention

Read = Callable[[str], list[Mention]]


@pytest.mark.parametrize(
    ("text", "firm", "attribute", "expected"),
    [
        (
            "Mazda and Subaru are examining a merger. Suzuki could join the merger later.",
            "suzuki",
            "merger",
            {("mazda", "+", "speculative"), ("subaru", "+", "speculative")},
        ),
        (
            "Suzuki has joined the alliance of Toyota and Isuzu.",
            "suzuki",
            "partner",
            {("toyota", "+", "asserted"), ("isuzu", "+", "asserted")},
        ),
        (
            "Mazda will not join the alliance of Honda and Isuzu.",
            "mazda",
            "partner",
            {("honda", "-", "planned"), ("isuzu", "-", "planned")},
        ),
        (
            "Honda and Isuzu plan a merger. They want to examine whether Suzuki could join the merger.",
            "suzuki",
            "merger",
            {("honda", "+", "speculative"), ("isuzu", "+", "speculative")},
        ),
        ("Honda and GM have an alliance. Lucid joined the race.", "lucid", "partner", set()),
        ("Suzuki has joined the alliance.", "suzuki", "partner", set()),
    ],
)
def test_who_joins(mentions: Read, text: str, firm: str, attribute: str, expected: set[tuple[str, str, str]]) -> None:
    found = {
        (m.value.id, m.polarity.value, m.modality.value)
        for m in mentions(text)
        if m.attribute == attribute and m.subject == firm and isinstance(m.value, EntityRef)
    }
    assert found == expected
