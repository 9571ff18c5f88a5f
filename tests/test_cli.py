"""Every command, on articles of a few lines: what it writes, what it says, and its exit code."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from evextract.cli import app

HEAD = "---\ntitle: {title}\noutlet: {outlet}\npublished: {day}\n---\n"
PRICED = "The Kia EV3 costs 35,990 euros in Germany. The EV3 has a range of 436 km."
DEARER = "In Germany, the Kia EV3 costs 36,990 euros. The Kia EV3 has a 58.3 kWh battery."
PHONES = Path(__file__).parent / "packs" / "phones"


def call(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments], env={"COLUMNS": "200"})


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    for name, outlet, day, text in (
        ("priced", "The Ledger", "2024-03-02", PRICED),
        ("dearer", "Daily Wire", "2024-03-03", DEARER),
    ):
        (folder / f"{name}.md").write_text(HEAD.format(title=name, outlet=outlet, day=day) + text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def ran(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    folder = tmp_path_factory.mktemp("out") / "run"
    return folder, call("run", articles, "--out", folder)


def rows(path: Path) -> list[dict[str, str]]:
    with open(path, newline="", encoding="utf-8-sig") as lines:
        return list(csv.DictReader(lines))


def test_run_writes_its_folder_and_says_where_to_look(ran: tuple[Path, Result]) -> None:
    folder, result = ran
    assert result.exit_code == 0, result.output
    assert {p.name for p in folder.iterdir()} >= {
        "facts.csv", "facts.parquet", "claims.jsonl", "claims.parquet", "conflicts.csv", "conflicts.jsonl",
        "report.html", "run.json", "things.csv",
    }  # fmt: skip
    first = result.stdout.splitlines()[0]
    assert first.startswith("2 articles, ")
    assert "1 conflict (" in first
    assert "Kia EV3, price" in result.stdout
    assert f"Fact table       {folder}/facts.csv" in result.stdout
    assert "reading articles: 2 of 2" in result.stderr
    counts = json.loads((folder / "run.json").read_text("utf-8"))["counts"]
    assert (counts["articles"], counts["facts"]) == (2, len(rows(folder / "facts.csv")))


def test_claims_can_be_extracted_and_resolved_in_two_steps(
    articles: Path, ran: tuple[Path, Result], tmp_path: Path
) -> None:
    claims = tmp_path / "deep" / "claims.jsonl"
    extracted = call("extract", articles, "--out", claims)
    assert extracted.exit_code == 0, extracted.output
    assert claims.read_bytes() == (ran[0] / "claims.jsonl").read_bytes()
    resolved = call("resolve", claims, "--out", tmp_path / "resolved")
    assert resolved.exit_code == 0, resolved.output
    assert (tmp_path / "resolved" / "facts.csv").read_bytes() == (ran[0] / "facts.csv").read_bytes()


def test_a_bad_input_is_named_and_the_rest_goes_on(articles: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    result = call("run", articles / "priced.md", empty, "--out", tmp_path / "run")
    assert result.exit_code == 1
    assert result.stdout.startswith("1 article, ")
    assert "1 problem with the input:" in result.stderr
    assert f"{empty}: " in result.stderr
    told = json.loads((tmp_path / "run" / "run.json").read_text("utf-8"))
    assert [r["where"] for r in told["rejected"]] == [str(empty)]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("run", "nowhere.txt"), "nowhere.txt: no such file or folder"),
        (("run", "PRICED", "--model", "no_such_model"), "language model 'no_such_model' is not installed; pip install"),
        (("run", "PRICED", "--pack", "no-such-pack"), "no such pack; use the path of a folder, or one of ev"),
        (("run", "PRICED", "--split", "("), "split"),
        (("extract", "PRICED", "--out", "PRICED/claims.jsonl"), "PRICED: "),
        (("resolve", "nowhere.jsonl"), "nowhere.jsonl: No such file or directory"),
        (("explain", "f1", "--run", "nowhere"), "nowhere is no run folder, write one with `evextract run`"),
        (("evaluate", "nowhere"), "nowhere: no such folder"),
        (("evaluate", ".", "--only-fold", "4/3"), "fold '4/3': write K/N with K from 1 to N"),
        (("annotate", "dates", "nowhere.jsonl", "out.jsonl"), "nowhere.jsonl: No such file or directory"),
    ],
)
def test_nothing_to_be_done_is_one_message_and_code_2(
    arguments: tuple[str, ...], told: str, articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    priced = str(articles / "priced.md")
    result = call(*(a.replace("PRICED", priced) for a in arguments))
    assert result.exit_code == 2, result.output
    message = [line for line in result.stderr.splitlines() if not line.startswith("reading articles")]
    assert message[0].startswith("evextract: ")
    assert told.replace("PRICED", priced) in " ".join(message)
    assert "Traceback" not in result.output


def test_explain_goes_down_to_the_quotes(ran: tuple[Path, Result]) -> None:
    price = next(row for row in rows(ran[0] / "facts.csv") if row["attribute"] == "price")
    result = call("explain", price["fact_id"], "--run", ran[0])
    assert result.exit_code == 0, result.output
    assert "priced (The Ledger, 2024-03-02)" in result.stdout
    assert "dearer (Daily Wire, 2024-03-03)" in result.stdout


def test_a_folder_written_again_says_what_changed(ran: tuple[Path, Result], articles: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(ran[0], tmp_path / "run")
    assert not (folder / "changes.jsonl").exists()
    assert call("run", articles / "priced.md", "--out", folder).exit_code == 0
    told = [json.loads(line)["change"] for line in (folder / "changes.jsonl").read_text("utf-8").splitlines()]
    assert {"gone fact", "changed fact"} <= set(told)
    assert call("report", folder).exit_code == 0
    assert "What is new" in (folder / "report.html").read_text("utf-8")


def test_reviews_of_label_studio_are_imported_once(ran: tuple[Path, Result], tmp_path: Path) -> None:
    folder = shutil.copytree(ran[0], tmp_path / "run")
    assert call("export", folder, "--format", "labelstudio", "--out", tmp_path).exit_code == 0
    tasks = json.loads((tmp_path / "labelstudio-tasks.json").read_text("utf-8"))
    kept = tasks[0]["predictions"][0]["result"][2:]
    done = [{**tasks[0], "annotations": [{"result": kept, "completed_by": 1, "updated_at": "2031-03-05T08:00:00Z"}]}]
    (tmp_path / "done.json").write_text(json.dumps(done), "utf-8")
    assert "1 of 1 decisions are new" in call("import-reviews", folder, tmp_path / "done.json").stdout
    assert "0 of 1 decisions are new" in call("import-reviews", folder, tmp_path / "done.json").stdout
    call("export", folder)
    assert [row["action"] for row in rows(folder / "decisions.csv")] == ["reject"]


def test_report_and_export_work_from_the_folder_alone(ran: tuple[Path, Result], articles: Path, tmp_path: Path) -> None:
    before = (ran[0] / "report.html").read_text("utf-8")
    again = call("report", ran[0], "--articles", articles)
    assert again.exit_code == 0, again.output
    assert '". The "' in (ran[0] / "report.html").read_text("utf-8")  # what stands between two marked claims
    assert len(before) == pytest.approx(len((ran[0] / "report.html").read_text("utf-8")), rel=0.05)
    exported = call("export", ran[0], "--format", "sqlite", "--out", tmp_path)
    assert exported.exit_code == 0, exported.output
    assert exported.stdout.strip() == str(tmp_path / "evextract.sqlite")
    unknown = call("export", ran[0], "--format", "xls")
    assert unknown.exit_code == 2
    assert "choose one of csv" in unknown.stderr


def test_annotate_writes_what_the_scorers_read(tmp_path: Path) -> None:
    given, written = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    lines = [
        {"id": "a", "text": "It weighs 1,950 kg and went on sale last month.", "reference_date": "2024-03-02"},
        {"id": "b", "text": "Nothing here."},
    ]
    given.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    for what in ("quantities", "dates"):
        result = call("annotate", what, given, written)
        assert result.exit_code == 0, result.output
        first, second = (json.loads(line) for line in written.read_text("utf-8").splitlines())
        assert (first["id"], second["id"]) == ("a", "b")
        if what == "quantities":
            (weight,) = first["quantities"]
            assert (weight["value_low"], weight["unit"], weight["op"]) == (1950, "kg", "=")
            assert second["quantities"] == []
        else:
            (month,) = first["timexes"]
            assert (month["from"], month["to"]) == ("2024-02-01", "2024-02-29")
    given.write_text('{"id": "a"}\n', encoding="utf-8")
    failed = call("annotate", "dates", given, written)
    assert failed.exit_code == 2
    assert f"{given} line 1: no text" in failed.stderr


def test_fuse_weighs_a_plain_table(tmp_path: Path) -> None:
    table = tmp_path / "claims.csv"
    cells = ("object,attribute,source,value", "x,colour,a,red", "x,colour,b,red", "x,colour,c,blue")
    table.write_text("\n".join(cells), encoding="utf-8")
    result = call("fuse", table, "--out", tmp_path / "fused")
    assert result.exit_code == 0, result.output
    assert [row["value"] for row in rows(tmp_path / "fused" / "facts.csv")] == ["red"]
    assert result.stdout == f"3 claims, 1 fact, 1 conflict in {tmp_path}/fused/\n"


def test_evaluate_scores_and_shows_the_sentence_of_each_mistake(tmp_path: Path) -> None:
    text = "The Kia EV3 has a range of 436 km. <b>Its wheelbase is 2,680 mm.</b>"
    found = gold_fact("kia-ev3", "range", 436, "km", "range of 436 km", text)
    missed = gold_fact("kia-ev3", "towing_capacity", 2680, "kg", "wheelbase is 2,680", text)
    for name, facts in (("a", [found, missed]), ("b", [found])):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        (tmp_path / f"{name}.json").write_text(json.dumps({"facts": facts}), encoding="utf-8")
    page = tmp_path / "scores.html"
    result = call("evaluate", tmp_path, "--only-fold", "1/2", "--html", page)
    assert result.exit_code == 0, result.output
    levels = score_rows(result)
    assert levels["fact"] == ["0.500", "0.500", "0.500", "1", "2", "2"]
    assert levels["range"] == ["1.000", "1.000", "1.000", "1", "1", "1"]
    assert levels["towing_capacity"][-3:] == ["0", "0", "1"]
    assert "kia-ev3 · towing_capacity · 2680 kg" in result.stdout
    written = page.read_text("utf-8")
    assert "&lt;b&gt;Its <mark>wheelbase is 2,680</mark> mm." in written
    assert "<b>" not in written
    part = call("evaluate", tmp_path, "--skip-fold", "1/2", "--errors", "0")
    assert score_rows(part)["fact"] == ["0.500", "1.000", "0.667", "1", "2", "1"]


def score_rows(result: Result) -> dict[str, list[str]]:
    return {line.split()[0]: line.split()[1:] for line in result.stdout.splitlines() if line[:1].isalpha()}


def gold_fact(subject: str, attribute: str, number: int, unit: str, quote: str, text: str) -> dict[str, object]:
    value = {"kind": "quantity", "op": "=", "low": number, "high": number, "unit": unit}
    start = text.index(quote)
    place = {"evidence": quote, "start": start, "end": start + len(quote)}
    return {"subject": subject, "attribute": attribute, "value": value, "modality": "asserted", **place}


def test_check_pack_tells_everything_at_once(tmp_path: Path) -> None:
    assert call("check-pack", PHONES).exit_code == 0
    (tmp_path / "pack.toml").write_text('id = "bad"\n', encoding="utf-8")
    (tmp_path / "units.csv").write_text("id,dimension,factor\nmAh,charge,plenty\n", encoding="utf-8")
    result = call("check-pack", tmp_path)
    assert result.exit_code == 1
    assert "title" in result.stdout
    assert "units.csv row 2" in result.stdout
