"""Every problem of a pack is reported at once, with file and row."""

from __future__ import annotations

from pathlib import Path

import pytest

from evextract.domain.load import check_pack, load_pack
from evextract.errors import PackError

GOOD = {
    "pack.toml": 'id = "boats"\ntitle = "Boats"\n[types.boat]\nlabel = "boat"\nproduct = true\n',
    "attributes.toml": """
[draught]
label = "draught"
kind = "quantity"
subjects = ["boat"]
dimension = "length"
unit = "m"
cues = ["draught", "draws"]
description = "How deep the hull goes."
""",
    "entities.csv": "id,type,name,brand\nmarlowe,brand,Marlowe,\nmarlowe-tern,boat,Marlowe Tern,marlowe\n",
}


def write(folder: Path, **files: str) -> str:
    for name, text in {**GOOD, **{k.replace("_", "."): v for k, v in files.items()}}.items():
        (folder / name).write_text(text, encoding="utf-8")
    return str(folder)


def test_a_good_pack_has_no_problems(tmp_path: Path) -> None:
    assert check_pack(write(tmp_path)) == []


def test_all_problems_are_listed_at_once_with_file_and_row(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        attributes_toml="""
[draught]
label = "draught"
kind = "quantity"
subjects = ["boot"]
dimension = "length"
unit = "metre"
plausible = [5, 1]
scope = ["weather"]
cues = ["Draught", { phrase = "draws", side = "left" }]
descripton = "Typing error in the key."

[hull]
label = "hull"
kind = "category"
subjects = ["boat"]
description = "No categories and no cues."

[engine]
kind = "motor"
""",
        units_csv="id,dimension,factor,offset,surfaces\nfathom,length,six,,fathom\nsheet,sail,,,sheets\n",
        entities_csv=(
            "id,type,name,aliases,brand,country,same_as\n"
            "marlowe,brand,Marlowe,,,XX,\n"
            "marlowe-tern,boat,Marlowe Tern,The Swift,marlow,,\n"
            "Marlowe Skua,boat,Marlowe Skua,the swift,marlowe,,marlowe\n"
            "marlowe,brand,Marlowe again,,,,\n"
            "too,short\n"
        ),
        cues_csv="phrase,effect,value\nperhaps so,hegde,\nnot a chance,denial,\n",
        outlets_csv="id,name,role,trust,rank\nharbour-post,Harbour Post,gossip,1.7,3\n",
    )
    found = "\n".join(check_pack(path))

    for expected in (
        "attributes.toml row 2 [draught]: type 'boot' is not in pack.toml [types] (did you mean 'boat'?)",
        "attributes.toml row 2 [draught]: unit 'metre' is not in units.csv",
        "attributes.toml row 2 [draught]: plausible is not a pair of numbers in order",
        "attributes.toml row 2 [draught]: scope 'weather' is unknown",
        "attributes.toml row 2 [draught]: phrase 'Draught' has capital letters",
        "attributes.toml row 2 [draught]: side 'left' is unknown",
        "attributes.toml row 2 [draught]: unknown key 'descripton' (did you mean 'description'?)",
        "attributes.toml row 2 [draught]: description is missing",
        "attributes.toml row 13 [hull]: categories is missing",
        "attributes.toml row 13 [hull]: needs_cue is true, but there are no cues",
        "attributes.toml row 19 [engine]: kind 'motor' is unknown",
        "units.csv row 2: factor 'six' is not a number",
        "units.csv row 3: unit 'sheet' has no factor",
        "entities.csv row 2: country 'XX' is not in places.csv",
        "entities.csv row 3: brand 'marlow' is not in entities.csv or places.csv (did you mean 'marlowe'?)",
        "entities.csv row 4: id 'Marlowe Skua' is not a slug",
        "entities.csv row 4: 'the swift' means both marlowe-tern and",
        "entities.csv row 4: same_as 'marlowe' is a brand, not a boat",
        "entities.csv row 5: id 'marlowe' is already in entities.csv row 2",
        "entities.csv row 6: 2 cells under 7 columns",
        "cues.csv row 2: effect 'hegde' is unknown (did you mean 'hedge'?)",
        "cues.csv row 3: value '' is not one that denial takes",
        "outlets.csv row 1: unknown column 'rank'",
        "outlets.csv row 2: role 'gossip' is unknown",
        "outlets.csv row 2: trust is not between 0 and 1",
    ):
        assert expected in found
    assert all("; " in problem for problem in check_pack(path)), "every problem says what to do"

    with pytest.raises(PackError) as caught:
        load_pack(path)
    assert list(caught.value.problems) == check_pack(path)


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("pack.toml", b"id = 'boats'\ntitle = \n", "pack.toml: Invalid value (at line 2"),
        ("entities.csv", "id,type,name\nmarlowe,brand,Marlöwe\n".encode("latin-1"), "entities.csv row 2: not UTF-8"),
        ("entities.csv", b'id,type,name\nmarlowe,brand,"Marlowe\n', "entities.csv row 2: unexpected end of data"),
        ("entities.csv", b"id,name\nmarlowe,Marlowe\n", "entities.csv row 1: column 'type' is missing"),
    ],
)
def test_unreadable_files_are_problems_too(tmp_path: Path, name: str, content: bytes, expected: str) -> None:
    path = write(tmp_path)
    (tmp_path / name).write_bytes(content)
    assert any(expected in problem for problem in check_pack(path))


def test_market_names_may_share_a_name(tmp_path: Path) -> None:
    rows = "marlowe-gull,boat,Marlowe Gull,The Gull,marlowe,{}\nmarlowe-mew,boat,Marlowe Mew,The Gull,marlowe,\n"
    head = "id,type,name,aliases,brand,same_as\nmarlowe,brand,Marlowe,,,\n"
    assert check_pack(write(tmp_path, entities_csv=head + rows.format("marlowe-mew"))) == []
    assert len(check_pack(write(tmp_path, entities_csv=head + rows.format("")))) == 1
