"""Work on a Dask cluster, through the same interface as the local pool. Needs ``pip install evextract[dask]``."""

from __future__ import annotations

from typing import Any

from distributed import Client, WorkerPlugin

from evextract.run.executors import Workers
from evextract.run.parts import Setup, prepare


class _Ready(WorkerPlugin):
    """Makes every worker ready once: those that are there, those that come, and those that are started again."""

    def __init__(self, setup: Setup) -> None:
        self.made = setup
        self.name = f"evextract-{setup.digest}"

    def setup(self, worker: Any) -> None:
        prepare(self.made, later=True)


def cluster_workers(client: Client, setup: Setup) -> Workers:
    """The workers of a cluster as it is now.

    Dask itself does again what was lost with a worker, on another one. Workers should have one thread each: a process
    reads one part at a time.
    """
    client.register_plugin(_Ready(setup))
    count = len(client.scheduler_info(n_workers=-1)["workers"])
    return Workers(max(count, 1), client.get_executor)
