"""Every exception that evextract raises on purpose.

::

    EvextractError
    ├── PackError           a domain pack can't be loaded; lists every problem with file and row
    ├── ModelError          the language model is missing or not the one that was asked for
    ├── WorkerError         a process dies of some articles
    ├── StoreError          a store is in use, damaged, of another version, or can't be written
    └── InputError          a path, option or claims file that the user gave can't be used
        └── ArticleError    one article can't be read; a batch records it and goes on
"""

from __future__ import annotations

from collections.abc import Sequence


class EvextractError(Exception):
    """Base of all expected failures; the command line prints its text without a traceback."""


class PackError(EvextractError):
    """A domain pack has problems. ``problems`` holds one line each: where, what, what to do."""

    def __init__(self, pack: str, problems: Sequence[str]) -> None:
        self.pack = pack
        self.problems = tuple(problems)
        super().__init__(f"pack {pack}: {len(self.problems)} problem(s)\n" + "\n".join(f"  {p}" for p in self.problems))


class ModelError(EvextractError):
    """The spaCy model can't be loaded."""


class InputError(EvextractError):
    """Something that the user pointed at can't be used."""


class ArticleError(InputError):
    """One article or file can't be read. ``where`` names it, ``why`` says what to do."""

    def __init__(self, where: str, why: str) -> None:
        self.where = where
        self.why = why
        super().__init__(f"{where}: {why}")


class WorkerError(EvextractError):
    """A worker process died of some articles, again and when it had nothing else to do. ``articles``: their ids."""

    def __init__(self, articles: Sequence[str]) -> None:
        self.articles = tuple(articles)
        super().__init__(
            f"a worker process died three times over these articles: {', '.join(self.articles)}; "
            "it may lack memory (use fewer --workers), or leave the articles out"
        )


class StoreError(EvextractError):
    """A store can't be used: another run has it, it is damaged, of another version, or its disk is full."""
