"""Loading packs: what comes out of the files, where packs are found, what a pack's own rows override."""

from __future__ import annotations

import pickle
from decimal import Decimal
from pathlib import Path

import pytest

from evextract.domain.load import check_pack, load_pack
from evextract.domain.pack import CueDef, ValueKind
from evextract.errors import PackError

PHONES = str(Path(__file__).parent.parent / "packs" / "phones")


def test_a_second_field_is_a_folder_of_data() -> None:
    pack = load_pack(PHONES)

    assert (pack.id, pack.title) == ("phones", "Phones")
    assert set(pack.attributes) == {
        "price", "battery_capacity", "display_size", "brightness", "network", "launch_date", "market",
    }  # fmt: skip
    battery = pack.attributes["battery_capacity"]
    assert (battery.kind, battery.subjects, battery.unit) == (ValueKind.QUANTITY, ("phone",), "mAh")
    assert battery.plausible == (Decimal(500), Decimal(15000))
    assert not battery.needs_cue
    assert pack.attributes["network"].categories == {"4G": ("4G", "LTE"), "5G": ("5G",)}
    assert pack.types["phone"].product
    assert "handset" in pack.types["phone"].nouns
    assert pack.canonical("oruna-calypso") == "oruna-pebble"
    assert pack.entities["oruna-pebble"].sure_names == ("Oruna Pebble",)
    assert pack.outlets["handset-weekly"].trust == 0.8
    assert pack.to_base(Decimal("1.5"), "nit") == (Decimal("1.5"), "luminance")


def test_every_pack_has_the_common_rows_and_overrides_them() -> None:
    phones, ev = load_pack(PHONES), load_pack("ev")

    assert phones.entities["CN"].demonyms == ev.entities["CN"].demonyms
    assert "Chinese" in phones.entities["CN"].demonyms
    assert phones.units["kWh"] == ev.units["kWh"]
    assert (phones.home_currencies["$"], ev.home_currencies["$"]) == ("AUD", "USD")
    assert phones.home_currencies["yuan"] == "CNY"
    assert phones.fiscal_year_start["fenwick"] == 7
    assert phones.fiscal_year_start["japan"] == 4
    assert "nissan" not in phones.entities
    entry = [p.effect for p in phones.phrases if p.phrase == "entry-level"]
    assert entry == ["variant"]


def test_a_compact_phrase_stands_for_all_its_forms() -> None:
    launch = load_pack(PHONES).attributes["launch_date"]
    assert launch.cues[-4:] == tuple(CueDef(p) for p in ("go on sale", "goes on sale", "ship", "ships"))
    price = load_pack(PHONES).attributes["price"]
    assert CueDef("costs", side="after") in price.cues


def test_packs_cross_process_borders() -> None:
    pack = load_pack(PHONES)
    assert pickle.loads(pickle.dumps(pack)) == pack


def test_an_unknown_name_says_which_packs_there_are() -> None:
    with pytest.raises(PackError, match=r"no such pack.*ev"):
        load_pack("electric-boats")
    with pytest.raises(PackError, match="no such pack"):
        check_pack("./ev")


def test_a_distribution_offers_a_pack_by_entry_point(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "gadget_pack"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "pack.toml").write_text('id = "gadgets"\ntitle = "Gadgets"\n')
    metadata = tmp_path / "gadget_pack-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: gadget-pack\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text("[evextract.packs]\ngadgets = gadget_pack\nbroken = no_such_package\n")
    monkeypatch.syspath_prepend(str(tmp_path))

    assert load_pack("gadgets").title == "Gadgets"
    with pytest.raises(PackError, match="broken = no_such_package"):
        load_pack("broken")
