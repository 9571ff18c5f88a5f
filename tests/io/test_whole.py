"""A file is there in full or as it was."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from evextract.domain.pack import DomainPack
from evextract.io.claims import write_jsonl
from evextract.io.export import export
from evextract.io.whole import replacing, write_whole
from evextract.records import Resolution
from evextract.run import pipeline


def test_what_breaks_off_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    path = write_whole("old\r\n", tmp_path / "a.txt")
    with pytest.raises(RuntimeError), replacing(path) as fresh:  # noqa: PT012 it breaks off in the middle
        fresh.write_text("half", "utf-8")
        raise RuntimeError
    assert path.read_bytes() == b"old\r\n"
    assert list(tmp_path.iterdir()) == [path]


def test_what_a_killed_run_left_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.unfinished").write_text('{"half', "utf-8")
    assert write_jsonl([{"a": 1}], tmp_path / "a.jsonl") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["a.jsonl"]


Writer = Callable[[Resolution, DomainPack, Path], object]
WRITERS: dict[str, Writer] = {
    "tables": lambda resolution, pack, folder: export(resolution, pack, folder, format="csv"),
    "records": lambda resolution, pack, folder: export(resolution, pack, folder, format="jsonl"),
    "report": lambda resolution, pack, folder: pipeline.write_report(resolution, pack, folder, summary={}),
    "summary": lambda resolution, pack, folder: pipeline.write_summary({"pack": pack.id}, folder),
}


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
def test_no_file_of_a_run_is_written_in_place(
    write: Writer, resolution: Resolution, phones: DomainPack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise OSError

    write(resolution, phones, tmp_path)
    before = {path.name: path.stat().st_ino for path in tmp_path.iterdir()}
    assert before
    with monkeypatch.context() as patched:
        patched.setattr("evextract.io.whole.os.replace", broken)
        with pytest.raises(OSError):  # noqa: PT011 what is raised has no words
            write(Resolution((), (), ()), phones, tmp_path)
    assert {path.name: path.stat().st_ino for path in tmp_path.iterdir()} == before
