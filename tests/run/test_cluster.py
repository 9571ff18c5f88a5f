"""A lake of articles on a local cluster of two workers, one of which is killed: the files are those of one process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from evextract.domain.load import load_pack
from evextract.errors import InputError
from evextract.run.executors import local_workers
from evextract.run.lake import process_lake
from evextract.run.parts import Setup

ROOT = Path(__file__).parents[2]


def articles(folder: Path, files: int) -> Path:
    for number in range(files):
        texts = [f"The Kia EV3 costs {30 + number},{n}90 euros in Germany." for n in range(1, 5)]
        table = {"id": [f"{number}-{n}" for n in range(4)], "text": texts, "published": ["2024-03-02", None, "", None]}
        path = folder / f"day={number % 3}" / f"articles-{number}.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        pq.write_table(pa.table(table), path)
    return folder


def rows(folder: Path) -> dict[str, list[dict[str, object]]]:
    return {
        str(path.relative_to(folder)): pq.read_table(path).to_pylist() for path in sorted(folder.rglob("*.parquet"))
    }


def test_a_lake_is_read_once_and_again_where_it_changed(tmp_path: Path) -> None:
    lake, setup = articles(tmp_path / "lake", 2), Setup.of(load_pack("ev"))
    here = local_workers(setup, 1)
    first = list(process_lake(lake, tmp_path / "claims", here, setup))
    assert [(done.articles, done.claims, done.known) for done in first] == [(4, 8, False)] * 2
    assert all(done.known for done in process_lake(lake, tmp_path / "claims", here, setup))
    articles(tmp_path / "changed", 3)
    changed = lake / "day=1" / "articles-1.parquet"
    changed.write_bytes((tmp_path / "changed" / "day=2" / "articles-2.parquet").read_bytes())
    known = {Path(done.source).name: done.known for done in process_lake(lake, tmp_path / "claims", here, setup)}
    assert known == {"articles-0.parquet": True, "articles-1.parquet": False}
    assert len(rows(tmp_path / "claims")) == 2


def test_what_is_no_article_is_named(tmp_path: Path) -> None:
    setup = Setup.of(load_pack("ev"))
    with pytest.raises(InputError, match="holds no Parquet file"):
        process_lake(tmp_path, tmp_path, local_workers(setup, 1), setup)
    pq.write_table(pa.table({"id": ["a"], "body": ["A text."]}), tmp_path / "x.parquet")
    with pytest.raises(InputError, match=r"x\.parquet row 1: no article \('text'\); columns are id, text, title"):
        list(process_lake(tmp_path, tmp_path / "out", local_workers(setup, 1), setup))


CLUSTERED = """
import os, signal, sys
from pathlib import Path
from dask.distributed import Client, LocalCluster
from evextract import load_pack
from evextract.run.cluster import cluster_workers
from evextract.run.lake import process_lake
from evextract.run.parts import Setup

if __name__ == "__main__":
    setup = Setup.of(load_pack("ev"))
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster, Client(cluster) as client:
        before = client.run(os.getpid)
        victim = sorted(before.values())[0]
        for number, done in enumerate(process_lake(Path(sys.argv[1]), Path(sys.argv[2]), cluster_workers(client, setup), setup)):
            if number == 2:
                os.kill(victim, signal.SIGKILL)
            print("done", done.source, flush=True)
"""


def test_two_workers_of_a_cluster_of_which_one_is_killed_make_the_same_files(tmp_path: Path) -> None:
    lake, setup = articles(tmp_path / "lake", 12), Setup.of(load_pack("ev"))
    script = tmp_path / "clustered.py"
    script.write_text(CLUSTERED, encoding="utf-8")
    # In a process of its own: its threads, sockets and warnings are none of this one's.
    command = [sys.executable, str(script), str(lake), str(tmp_path / "cluster")]
    clustered = subprocess.run(command, capture_output=True, text=True, check=False, timeout=570, cwd=tmp_path)
    assert clustered.returncode == 0, clustered.stderr[-3000:]
    assert clustered.stdout.count("done") == 12
    list(process_lake(lake, tmp_path / "here", local_workers(setup, 1), setup))
    assert rows(tmp_path / "cluster") == rows(tmp_path / "here")
    assert len(rows(tmp_path / "here")) == 12
