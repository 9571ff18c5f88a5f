"""What evextract is made of: pinned by hash, under known licences, checked when loaded, and nothing unpickled."""

from __future__ import annotations

import importlib.util
import pickle
import re
import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest

from evextract.domain.load import load_pack
from evextract.errors import InputError, ModelError, PackError
from evextract.io.articles import read_articles
from evextract.io.claims import read_claims
from evextract.nlp.model import build

ROOT = Path(__file__).parent.parent
LOCKS = ("requirements.lock", "requirements-dev.lock")


@pytest.fixture(scope="module")
def licences() -> ModuleType:
    spec = importlib.util.spec_from_file_location("licences", ROOT / "docs" / "licences.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_is_pinned_by_version_and_hash_and_no_host_is_named(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*(?:-i|-f|-e|--(?!hash)[a-z])| @ |\.(?:com|org|io|net)\b", text, flags=re.MULTILINE)
    entries = re.split(r"\n(?=[A-Za-z0-9])", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE).strip())
    assert len(entries) > 50
    for entry in entries:
        assert re.match(r"[A-Za-z0-9_.-]+==[^\s;]+", entry), entry
        assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", entry), entry
        assert not re.search(r"--hash=(?!sha256:[0-9a-f]{64}\b)", entry), entry


def test_all_licences_are_allowed_and_listed(licences: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert licences.main([]) == 0, capsys.readouterr().out


@pytest.mark.parametrize("licence", ["UNKNOWN", "GPL-3.0", "MIT AND GPL-3.0", "AGPL-3.0 OR SSPL", ""])
def test_other_licences_are_refused(licences: ModuleType, licence: str) -> None:
    assert not licences.is_allowed("anything", licence)
    assert licences.is_allowed("anything", f"MIT OR {licence}")


def test_a_model_with_one_other_byte_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Imported, so that what is taken out below is there to be put back for the tests that follow.
    (installed,) = importlib.import_module(build.DEFAULT_MODEL).__path__
    assert build.content_digest(Path(installed)) == build.DEFAULT_DIGEST
    shutil.copytree(installed, tmp_path / build.DEFAULT_MODEL)
    (weights,) = (tmp_path / build.DEFAULT_MODEL).rglob("ner/model")
    content = bytearray(weights.read_bytes())
    content[len(content) // 2] ^= 1
    weights.write_bytes(content)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, build.DEFAULT_MODEL)
    with pytest.raises(ModelError, match="damaged or were exchanged"):
        build.load_language()


class Bomb:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (pytest.fail, ("something was unpickled",))


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".jsonl"])
def test_no_file_of_a_user_is_unpickled(tmp_path: Path, suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a user's file must not be unpickled")

    monkeypatch.setattr(pickle, "load", refuse)
    monkeypatch.setattr(pickle, "loads", refuse)
    path = tmp_path / f"a{suffix}"
    path.write_bytes(pickle.dumps(Bomb()))
    assert read_articles([path]).articles == ()
    with pytest.raises(InputError):
        read_claims(path)
    for name in ("pack.toml", "attributes.toml", "entities.csv"):
        (tmp_path / name).write_bytes(pickle.dumps(Bomb()))
    with pytest.raises(PackError):
        load_pack(str(tmp_path))


def test_only_temporary_files_of_ones_own_are_unpickled() -> None:
    """Where pickles are read, and that nothing else runs what it reads: a new place has to be thought about."""
    reads = re.compile(
        r"\bpickle\.loads?\(|\bjoblib\b|allow_pickle=True|\bmarshal\.load|\bshelve\b|\beval\(|\bexec\(|yaml\.(?:unsafe_)?load\("
    )
    found = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "src").rglob("*.py")
        for line in path.read_text("utf-8").splitlines()
        if reads.search(line) and not line.lstrip().startswith("#")
    }
    assert found == {"src/evextract/io/aside.py", "src/evextract/run/filed.py"}
