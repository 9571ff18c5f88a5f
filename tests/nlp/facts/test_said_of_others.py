"""What is said of somebody or something else than the subject: what follows, what there is to choose from, past posts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evextract.records import Category, DateSpan, Mention, Text

Read = Callable[..., list[Mention]]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Mary Smith, a former Ford manager, now runs Rivian.", "former manager"),
        ("Mary Smith, an ex-Ford manager, now runs Rivian.", "ex-Ford manager"),
        ("Mary Smith—a Ford manager—runs it.", "manager"),
    ],
)
def test_posts_in_passing(mentions: Read, text: str, words: str) -> None:
    roles = [m for m in mentions(text) if m.attribute == "role"]
    assert [(m.subject, m.value.text, m.scope.object) for m in roles if isinstance(m.value, Text)] == [
        ("mary-smith", words, "ford")
    ]


def test_what_buyers_choose_between_is_not_compared(mentions: Read) -> None:
    found = mentions("Hyundai buyers can choose between petrol, hybrid and electric variants of the Kona.")
    assert {m.value.id for m in found if isinstance(m.value, Category)} == {"ICE", "HEV", "BEV"}


def test_what_something_is_followed_by_comes_then(mentions: Read) -> None:
    found = mentions("The Kia EV2 goes on sale in May. It will be followed in 2027 by the EV5.")
    launches = {(m.subject, str(m.value.start)) for m in found if isinstance(m.value, DateSpan)}
    assert launches == {("kia-ev2", "2025-05-01"), ("kia-ev5", "2027-01-01")}


def test_a_nameless_car_along_with_another(mentions: Read) -> None:
    found = mentions("Kia will release a facelifted hatchback along with a large minivan in Korea.")
    assert ("kia-unnamed-large-minivan", "body_style") in {(m.subject, m.attribute) for m in found}
