"""Hand-over to other tools, and back."""

from __future__ import annotations

import dataclasses
import json
import xml.etree.ElementTree as ElementTree
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from evextract.domain.identifiers import IdentifierDef
from evextract.domain.load import load_pack
from evextract.domain.pack import DomainPack, EntityDef, TypeDef
from evextract.errors import InputError
from evextract.io.export import export
from evextract.io.jsonld import jsonld
from evextract.io.labelstudio import read_reviews
from evextract.io.quickstatements import quickstatements
from evextract.records import (
    Action,
    Article,
    Bound,
    DateSpan,
    Decision,
    EntityRef,
    Fact,
    Modality,
    Polarity,
    Quantity,
    Resolution,
    Scope,
    Value,
)
from small_world import LEDGER, claim, euros

SAID = '\tS854\t"https://ledger.example/orbit-5"\tS577\t+2031-03-02T00:00:00Z/11'


@pytest.fixture
def pack(phones: DomainPack) -> DomainPack:
    """The phones, with ids and properties of others."""
    linked = {
        "price": {"wikidata": "P2284", "schema_org": "offers.Offer.priceSpecification"},
        "screen": {"wikidata": "P1", "schema_org": "depth"},
        "launch": {"wikidata": "P2", "schema_org": "releaseDate"},
    }
    attributes = {name: dataclasses.replace(phones.attributes[name], **more) for name, more in linked.items()}
    rows = (("entity", "orbit-5", "Q5", None), ("entity", "orbit", "Q6", None), ("unit", "EUR", "Q4916", None),
            ("unit", "mm", "Q174789", "MMT"))  # fmt: skip
    return dataclasses.replace(
        phones,
        attributes=attributes,
        types={"phone": TypeDef("phone", "phone", product=True, schema_org=("Product", "ProductModel"))},
        entities={**phones.entities, "orbit": EntityDef("orbit", "phone", "Orbit")},
        identifiers={(of, name): IdentifierDef(of, name, item, code, "test") for of, name, item, code in rows},
    )


def stated(resolution: Resolution, attribute: str, value: Value, **more: Any) -> Resolution:
    """One fact of one claim by the Ledger."""
    said = dataclasses.replace(resolution.claims[0], attribute=attribute, value=value)
    scope, polarity = more.pop("scope", Scope()), more.pop("polarity", Polarity.AFFIRMED)
    fact = dataclasses.replace(
        resolution.facts[0], attribute=attribute, value=value, scope=scope, polarity=polarity, supported_by=(said.id,),
        set_aside=(), **more,
    )  # fmt: skip
    return Resolution((said,), (fact,), ())


MM = Quantity(Decimal(155), Decimal(155), "mm")


@pytest.mark.parametrize(
    ("attribute", "value", "command"),
    [
        ("price", euros(499), "Q5\tP2284\t499U4916"),
        ("screen", MM, "Q5\tP1\t155U174789"),
        ("screen", Quantity(Decimal("6.10"), Decimal("6.10"), "count"), "Q5\tP1\t6.10"),
        ("launch", DateSpan(date(2031, 5, 7), date(2031, 5, 7)), "Q5\tP2\t+2031-05-07T00:00:00Z/11"),
        ("launch", DateSpan(date(2031, 2, 1), date(2031, 2, 28)), "Q5\tP2\t+2031-02-00T00:00:00Z/10"),
        ("launch", DateSpan(date(2031, 1, 1), date(2031, 12, 31)), "Q5\tP2\t+2031-00-00T00:00:00Z/9"),
        ("launch", EntityRef("orbit"), "Q5\tP2\tQ6"),
    ],
)
def test_exact_facts_become_commands(
    attribute: str, value: Value, command: str, resolution: Resolution, pack: DomainPack
) -> None:
    assert list(quickstatements(stated(resolution, attribute, value), pack)) == [command + SAID]


@pytest.mark.parametrize(
    "more",
    [
        {"scope": Scope(market="DE")},
        {"scope": Scope(period="FY2031")},
        {"polarity": Polarity.DENIED},
        {"modality": Modality.PLANNED},
        {"value": Quantity(Decimal(100), Decimal(155), "mm", Bound.RANGE)},
        {"value": dataclasses.replace(MM, bound=Bound.ABOUT)},
        {"value": Quantity(Decimal(6), Decimal(6), "in")},
        {"value": DateSpan(date(2031, 1, 1), date(2031, 3, 31))},
        {"value": EntityRef("unknown")},
        {"subject": "orbit-6"},
        {"supported_by": ()},
    ],
)
def test_what_wikidata_could_not_take_as_it_is_stays_here(
    more: dict[str, Any], resolution: Resolution, pack: DomainPack
) -> None:
    one = stated(resolution, "screen", MM)
    fact = dataclasses.replace(one.facts[0], **more)
    said = dataclasses.replace(one.claims[0], value=fact.value or MM)
    assert list(quickstatements(Resolution((said,), (fact,), ()), pack)) == []


def test_hostile_address_is_no_reference(resolution: Resolution, pack: DomainPack) -> None:
    one = stated(resolution, "screen", MM)
    source = dataclasses.replace(one.claims[0].source, url='https://x.example/"\tP31\tQ5')
    claims = (dataclasses.replace(one.claims[0], source=source),)
    assert list(quickstatements(dataclasses.replace(one, claims=claims), pack)) == []


def test_a_year_and_a_day_qualify_what_changes(resolution: Resolution, pack: DomainPack) -> None:
    changing = {**pack.attributes, "screen": dataclasses.replace(pack.attributes["screen"], changes=True)}
    moving = dataclasses.replace(pack, attributes=changing)
    (today,) = quickstatements(stated(resolution, "screen", MM), moving)
    (year,) = quickstatements(stated(resolution, "screen", MM, scope=Scope(period="2030")), moving)
    assert ("\tP585\t+2031-03-02T00:00:00Z/11\t" in today, "\tP585\t+2030-00-00T00:00:00Z/9\t" in year) == (True, True)


def node(resolution: Resolution, pack: DomainPack, identifier: str = "urn:evextract:orbit-5") -> dict[str, Any]:
    return {each["@id"]: each for each in jsonld(resolution, pack)["@graph"]}[identifier]


def test_jsonld_describes_a_product_with_its_sources(resolution: Resolution, pack: DomainPack) -> None:
    orbit = node(stated(resolution, "price", euros(499), scope=Scope(market="DE")), pack)
    assert orbit["@type"] == ["Product", "ProductModel"]
    assert orbit["sameAs"] == "http://www.wikidata.org/entity/Q5"
    assert orbit["offers"] == {
        "@type": "Offer",
        "priceSpecification": {"@type": "PriceSpecification", "price": 499, "priceCurrency": "EUR"},
        "eligibleRegion": "DE",
    }
    assert orbit["subjectOf"][0]["url"] == "https://ledger.example/orbit-5"


def test_jsonld_has_units_bounds_dates_and_versions(resolution: Resolution, pack: DomainPack) -> None:
    longest = stated(resolution, "screen", dataclasses.replace(MM, bound=Bound.BELOW), scope=Scope(variant="Pro Max"))
    pro = node(longest, pack, "urn:evextract:orbit-5:pro-max")
    assert pro["depth"] == {"@type": "QuantitativeValue", "maxValue": 155, "unitCode": "MMT", "unitText": "mm"}
    assert (pro["name"], pro["isVariantOf"]) == ("Orbit 5 Pro Max", {"@id": "urn:evextract:orbit-5"})
    may = stated(resolution, "launch", DateSpan(date(2031, 5, 1), date(2031, 5, 31)))
    assert node(may, pack)["releaseDate"] == "2031-05"
    assert jsonld(dataclasses.replace(may, facts=resolution.facts[1:]), pack)["@graph"] == []


def test_properties_without_a_name_there_are_additional(resolution: Resolution, phones: DomainPack) -> None:
    pack = dataclasses.replace(
        phones, types={"phone": TypeDef("phone", "phone", product=True, schema_org=("Product", "ProductModel"))}
    )
    assert node(stated(resolution, "screen", MM), pack)["additionalProperty"] == {
        "@type": "PropertyValue", "propertyID": "screen", "name": "screen size", "value": 155, "unitText": "mm",
    }  # fmt: skip


@pytest.fixture
def tasks(resolution: Resolution, phones: DomainPack, tmp_path: Path) -> list[dict[str, Any]]:
    """The tasks of an article with a character that JavaScript counts as two."""
    text = "\N{ELECTRIC LIGHT BULB} " + LEDGER.text
    article = dataclasses.replace(LEDGER, text=text)
    prices = claim(article, "c1", "price", "starts at 499 euros", euros(499), "499 euros")
    small = claim(article, "c4", "screen", "6.1 inches", resolution.claims[3].value, "6.1 inches")
    path, config = export(
        dataclasses.replace(resolution, claims=(prices, small)), phones, tmp_path, format="labelstudio",
        articles=[article, Article("silent", "Nothing.")],
    )  # fmt: skip
    labels = [each.get("value") for each in ElementTree.parse(config).iter("Label")]
    assert labels == ["price", "screen size"]
    found: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))
    return found


def test_tasks_show_each_claim_where_it_stands(tasks: list[dict[str, Any]]) -> None:
    (task,) = tasks
    price, note, *_ = task["predictions"][0]["result"]
    units = task["data"]["text"].encode("utf-16-le")
    at = price["value"]
    assert units[2 * at["start"] : 2 * at["end"]].decode("utf-16-le") == at["text"] == "starts at 499 euros"
    assert (price["id"], at["labels"], note["value"]["text"]) == ("c1", ["price"], ["Orbit 5 · 499 EUR"])


def reviewed(task: dict[str, Any], *parts: dict[str, Any], **more: Any) -> dict[str, Any]:
    annotation = {
        "result": list(parts),
        "completed_by": {"email": "ed@desk.example"},
        "updated_at": "2031-03-05T08:00:00Z",
    }
    return {**task, "id": 7, "annotations": [{**annotation, **more}]}


def mark(claim_id: str, choice: str) -> dict[str, Any]:
    return {"id": claim_id, "from_name": "review", "type": "choices", "value": {"choices": [choice]}}


def read(path: Path, resolution: Resolution, *found: object) -> list[Decision]:
    path.write_text(json.dumps(list(found)), "utf-8")
    return list(read_reviews(path, resolution))


def test_reviews_become_decisions(tasks: list[dict[str, Any]], resolution: Resolution, tmp_path: Path) -> None:
    kept = [part for part in tasks[0]["predictions"][0]["result"] if part["id"] == "c1"]
    right, gone = read(tmp_path / "done.json", resolution, reviewed(tasks[0], *kept, mark("c1", "right")))
    at = datetime(2031, 3, 5, 8, tzinfo=UTC)
    assert (right.action, right.fact_id, right.claims, right.value) == (Action.ACCEPT, "f1", ("c1",), euros(499))
    assert (right.at, right.editor, right.note, right.seen) == (
        at, "ed@desk.example", "Label Studio, task 7", ("c1", "c2", "c3"),
    )  # fmt: skip
    assert (gone.action, gone.fact_id, gone.claims, gone.value) == (Action.REJECT, "f2", ("c4",), None)


def test_what_was_only_kept_or_not_reviewed_decides_nothing(
    tasks: list[dict[str, Any]], resolution: Resolution, tmp_path: Path
) -> None:
    result = tasks[0]["predictions"][0]["result"]
    stranger = {**result[0], "id": "by hand"}
    done = reviewed(tasks[0], *result, stranger, mark("by hand", "right"))
    cancelled = reviewed(tasks[0], was_cancelled=True)
    assert read(tmp_path / "done.json", resolution, done, cancelled, tasks[0]) == []


def test_an_answer_that_was_set_aside_is_chosen(resolution: Resolution, tmp_path: Path) -> None:
    task = {"data": {"claims": ["c3"]}}
    region = {"id": "c3", "from_name": "claim", "type": "labels", "value": {}}
    (chosen,) = read(tmp_path / "done.json", resolution, reviewed(task, region, mark("c3", "right"), completed_by=4))
    assert (chosen.action, chosen.value, chosen.editor) == (Action.CHOOSE, euros(999), "Label Studio user 4")


@pytest.mark.parametrize("text", ["", "{}", '["x"]', '[{"annotations": [{"result": [{}]}]}]'])
def test_other_files_are_refused_with_what_to_do(text: str, resolution: Resolution, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError, match=r"x\.json.*export"):
        list(read_reviews(path, resolution))


def test_tasks_need_texts(resolution: Resolution, phones: DomainPack, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"articles\.jsonl"):
        export(resolution, phones, tmp_path, format="labelstudio")


def test_decisions_go_out_with_the_tables(resolution: Resolution, phones: DomainPack, tmp_path: Path) -> None:
    at = datetime(2031, 3, 5, 8, tzinfo=UTC)
    made = Decision(
        Action.CHOOSE, "=ed", at, "f1", claims=("c3",), value=euros(999), note="asked them", subject="orbit-5",
        attribute="price", id=1,
    )  # fmt: skip
    for format, name in (("csv", "decisions.csv"), ("parquet", "decisions.parquet"), ("jsonl", "decisions.jsonl")):
        paths = export(resolution, phones, tmp_path, format=format, decisions=(made,))
        assert name in [path.name for path in paths]
    (row,) = pq.read_table(tmp_path / "decisions.parquet").to_pylist()
    assert (row["at"], row["subject_name"], row["value"]) == ("2031-03-05T08:00:00+00:00", "Orbit 5", "999 EUR")
    assert "'=ed" in (tmp_path / "decisions.csv").read_text("utf-8-sig")
    assert json.loads((tmp_path / "decisions.jsonl").read_text("utf-8"))["action"] == "choose"


def test_ids_of_the_pack_say_where_they_were_looked_up() -> None:
    pack = load_pack("ev")
    assert all(each.source and (each.wikidata or each.unece) for each in pack.identifiers.values())
    items = [each.wikidata for each in pack.identifiers.values() if each.wikidata]
    assert len(items) == len(set(items))


def test_fact_of_a_version_is_not_said_of_the_model(resolution: Resolution, pack: DomainPack) -> None:
    fact: Fact = stated(resolution, "screen", MM, scope=Scope(variant="Pro")).facts[0]
    told = jsonld(Resolution(resolution.claims, (fact,), ()), pack)["@graph"]
    assert [("depth" in each, each["name"]) for each in told] == [(False, "Orbit 5"), (True, "Orbit 5 Pro")]
