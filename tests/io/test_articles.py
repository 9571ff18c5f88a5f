"""Every format is read with its metadata, and nothing that is wrong with an input stops the rest."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from evextract.errors import InputError
from evextract.io.articles import iter_articles, read_articles
from evextract.records import Article, Rejected

TODAY = date(2025, 6, 1)
BODY = "The Kestrel has a 44 kWh battery.\nIt costs 21,900 euros.\n"


def put(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def the_reason(path: Path | str) -> str:
    reading = read_articles([path], today=TODAY)
    assert reading.articles == ()
    (rejected,) = reading.rejected
    assert rejected.where.startswith(str(path))
    return rejected.because


def test_text_keeps_its_line_ends_and_loses_only_its_mark(tmp_path: Path) -> None:
    path = put(tmp_path, "kestrel.txt", b"\xef\xbb\xbfOne.\r\nTwo \xe2\x80\x94 three.\n")
    (article,) = read_articles([path], published=date(2025, 5, 1), today=TODAY).articles
    assert article == Article("kestrel", "One.\r\nTwo — three.\n", published=date(2025, 5, 1))


def test_front_matter_gives_metadata_and_stays_out_of_the_text(tmp_path: Path) -> None:
    head = "---\ntitle: 'Kestrel: cheap'\noutlet: The Volt Gazette\nurl: https://volt.example/1\npublished: 2025-05-12\n---\n\n"
    path = put(tmp_path, "k.md", head + BODY)
    (article,) = read_articles([path], today=TODAY).articles
    assert article == Article(
        "k", BODY, "Kestrel: cheap", "The Volt Gazette", date(2025, 5, 12), "https://volt.example/1"
    )


def test_a_page_gives_its_article_and_not_its_comments(tmp_path: Path) -> None:
    page = """<html><head><title>Kestrel gets cheaper | Volt Gazette</title>
    <meta property="og:title" content="Kestrel gets cheaper"><meta property="og:site_name" content="The Volt Gazette">
    <meta property="article:published_time" content="2025-05-12T08:00:00+02:00"></head><body>
    <nav><a href="/">Home</a></nav><article><h1>Kestrel gets cheaper</h1>
    <p>The Kestrel hatchback now costs 21,900 euros, which is 800 less than it did when it came out two years ago.</p>
    <p>Its battery still holds 44 kWh, and the maker promises a range of 310 km (193 miles) for the cheapest version.</p>
    </article><section id="comments"><p>Bob: mine does 900 km and I paid five euros for it, so there you are.</p></section>
    </body></html>"""
    (article,) = read_articles([put(tmp_path, "k.html", page)], today=TODAY).articles
    assert (article.title, article.outlet, article.published) == (
        "Kestrel gets cheaper",
        "The Volt Gazette",
        date(2025, 5, 12),
    )
    assert "310 km" in article.text
    assert "900 km" not in article.text


def test_json_lines_name_the_broken_ones(tmp_path: Path) -> None:
    lines = [
        json.dumps({"doc_id": "a", "text": BODY, "published": "2025-05-12", "outlet": "V"}),
        '{"doc_id": "b", "text": ',
        json.dumps({"id": 7, "text": BODY + "Seven."}),
        json.dumps({"text": BODY + "No id."}),
        json.dumps({"id": "c", "text": None}),
        json.dumps({"id": "d", "text": "a\ud800b"}),
        json.dumps(["e"]),
        json.dumps({"doc_id": "a", "text": BODY}),
        json.dumps({"doc_id": "a", "text": "Another."}),
    ]
    path = put(tmp_path, "batch.jsonl", "\n".join(lines))
    reading = read_articles([path], today=TODAY)
    folder = tmp_path.name
    assert [a.id for a in reading.articles] == ["a", "7", "batch:4", f"{folder}/a"]
    assert reading.articles[0].outlet == "V"
    assert [r.where.rsplit(":", 1)[1] for r in reading.rejected] == ["2", "5", "6", "7", "8"]


def test_an_index_gives_the_metadata_of_its_folder(tmp_path: Path) -> None:
    put(tmp_path, "k.txt", BODY)
    put(tmp_path, "sub/k.txt", BODY + "More.")
    row = {"doc_id": "k", "outlet": "Volt", "published": "May 12, 2025", "url": None, "title": "T"}
    put(tmp_path, "index.jsonl", json.dumps(row) + "\nnonsense\n")
    reading = read_articles([tmp_path], today=TODAY)
    assert reading.articles == (
        Article("k", BODY, "T", "Volt", date(2025, 5, 12)),
        Article("sub/k", BODY + "More."),
    )
    assert [r.where for r in reading.rejected] == [f"{tmp_path}/index.jsonl:2"]


@pytest.mark.parametrize("written", ["2099-01-01", "12/05/2025", "soon", "2025-02-30", "99999999-01-01"])
def test_a_date_that_cannot_be_used_is_named_and_the_article_kept(tmp_path: Path, written: str) -> None:
    path = put(tmp_path, "k.jsonl", json.dumps({"id": "k", "text": BODY, "published": written}))
    reading = read_articles([path], today=TODAY)
    assert [a.published for a in reading.articles] == [None]
    assert [(r.where, r.step) for r in reading.rejected] == [(f"{path}:1", "date")]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n", "empty"),
        ("nul.txt", b"text \x00 text", "NUL"),
        ("binary.txt", bytes(range(1, 32)) * 40, "control characters"),
        ("random.txt", bytes(range(256)) * 8, "not text"),
        ("damaged.txt", "21 900 € – a low price".encode() + b"\xff", "damaged UTF-8: byte 0xff at"),
        ("half16.txt", b"\xff\xfea\x00\x00", "utf-16-le"),
        ("long.txt", b"word " * 1_000_001, "more than the limit of 5,000,000"),
        ("bomb.md", "---\na: &a [x,x]\nb: &b [*a,*a]\ntitle: *b\n---\ntext", "aliases"),
        ("tag.md", "---\ntitle: !!python/object/apply:os.getcwd []\n---\ntext", "not valid YAML"),
        ("date.md", "---\npublished: 2025-13-45\n---\ntext", "not valid YAML"),
        ("deep.md", "---\ntitle: " + "[" * 5000 + "\n---\ntext", "not valid YAML"),
        ("nothing.html", "<html><body></body></html>", "no article"),
        ("deep.html", "<html><body>" + "<div>" * 50_000 + "<p>text", "no article"),
        ("slides.pptx", b"PK", "no reader for .pptx"),
        ("blank.jsonl", b"\n\n", "empty"),
    ],
)
def test_an_unusable_file_is_named_with_the_reason(
    tmp_path: Path, name: str, content: str | bytes, reason: str
) -> None:
    assert reason in the_reason(put(tmp_path, name, content))


def test_an_endless_line_costs_only_itself(tmp_path: Path) -> None:
    path = put(tmp_path, "k.jsonl", '{"text": "' + "x" * 3000 + '"}\n' + json.dumps({"id": "ok", "text": BODY}))
    reading = read_articles([path], today=TODAY, max_bytes=500)
    assert [a.id for a in reading.articles] == ["ok"]
    assert [r.where for r in reading.rejected] == [f"{path}:1"]


def test_missing_paths_patterns_and_special_files_are_named(tmp_path: Path) -> None:
    assert the_reason(tmp_path / "none.txt") == "no such file or folder"
    assert the_reason(tmp_path / "*.txt") == "the pattern matches no file"
    assert the_reason("/dev/zero").startswith("no reader")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    assert the_reason(tmp_path / "gone.txt") == "no such file"
    assert read_articles(["a\0b"]).rejected[0].where == "a\\0b"


def test_links_out_of_a_folder_are_named_and_not_followed(tmp_path: Path) -> None:
    outside = put(tmp_path, "outside/secret.txt", BODY)
    put(tmp_path, "inside/k.txt", BODY + "Inside.")
    (tmp_path / "inside/out.txt").symlink_to(outside)
    (tmp_path / "inside/outdir").symlink_to(outside.parent)
    (tmp_path / "inside/loop").symlink_to(tmp_path / "inside")
    (tmp_path / "inside/again.txt").symlink_to(tmp_path / "inside/k.txt")
    reading = read_articles([tmp_path / "inside"], today=TODAY)
    assert len(reading.articles) == 1
    assert [Path(r.where).name for r in reading.rejected] == ["out.txt", "outdir"]
    for pattern in ("*.txt", "**/*.txt", "*"):
        reading = read_articles([f"{tmp_path}/inside/{pattern}"], today=TODAY)
        assert len(reading.articles) == 1
        assert all("leads out of the folder" in r.because for r in reading.rejected)
        assert Path(reading.rejected[0].where).name == "out.txt"


def test_an_index_that_is_a_link_out_of_its_folder_is_not_read(tmp_path: Path) -> None:
    outside = put(tmp_path, "outside.jsonl", json.dumps({"doc_id": "k", "title": "secret"}))
    put(tmp_path, "inside/k.txt", BODY)
    (tmp_path / "inside/index.jsonl").symlink_to(outside)
    reading = read_articles([tmp_path / "inside"], today=TODAY)
    assert [a.title for a in reading.articles] == [None]
    assert ["leads out of the folder" in r.because for r in reading.rejected] == [True]


def test_a_folder_passes_over_what_is_no_article_and_names_documents(tmp_path: Path) -> None:
    for name in ("README.md", ".hidden.txt", "photo.jpg", "a.json", "index.jsonl"):
        put(tmp_path, name, "{}")
    put(tmp_path, "report.pdf", "%PDF")
    reading = read_articles([tmp_path], today=TODAY)
    assert reading.articles == ()
    assert sorted(Path(r.where).name for r in reading.rejected) == ["report.pdf"]


def test_each_file_is_read_once_in_an_order_of_its_own(tmp_path: Path) -> None:
    paths = [put(tmp_path, f"{c}.txt", BODY + c) for c in "cab"]
    for given in (paths, [tmp_path, *paths], [f"{tmp_path}/*.txt"], [*reversed(paths), tmp_path]):
        assert [a.id for a in read_articles(given, today=TODAY).articles] == ["a", "b", "c"]


def test_a_pattern_splits_and_parts_are_numbered_and_find_their_rows(tmp_path: Path) -> None:
    path = put(tmp_path, "day.txt", "First text.\n=====\nSecond text.\n=====\n")
    rows = [{"doc_id": "day", "outlet": "Volt"}, {"doc_id": "day#02", "title": "Two"}]
    put(tmp_path, "index.jsonl", "\n".join(map(json.dumps, rows)))
    articles = read_articles([path], split="^=+$", today=TODAY).articles
    assert articles == (
        Article("day#01", "First text.\n", None, "Volt"),
        Article("day#02", "Second text.\n", "Two", "Volt"),
    )
    assert [a.id for a in read_articles([path], split="never", today=TODAY).articles] == ["day"]
    with pytest.raises(InputError, match="--split"):
        read_articles([path], split="(")


def test_articles_come_one_by_one(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", BODY)
    put(tmp_path, "b.txt", b"")
    items = iter_articles([tmp_path], today=TODAY)
    assert isinstance(next(items), Article)
    (tmp_path / "b.txt").write_text("written after the first was taken")
    assert not isinstance(next(items), Rejected)
