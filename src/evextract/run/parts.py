"""The unit of work: some articles in, their claims out; the same in this process, a local pool or a cluster."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from importlib.metadata import PackageNotFoundError
from itertools import islice
from typing import TYPE_CHECKING

from evextract.claims.normalise import normalise
from evextract.domain.pack import DomainPack
from evextract.errors import ModelError
from evextract.nlp.model.default_model import DEFAULT_MODEL
from evextract.records import Article, Claim, Rejected
from evextract.run.code import code_digest, version

if TYPE_CHECKING:
    from evextract.nlp.extract import Extractor

PART_SIZE = 16
"""Articles that are read together: as many as the language model takes in one batch."""
SMALLEST_PART = 4
"""What several workers read at the end; single articles would cost the language model 8 % more."""
READERS = ("spacy", "quantulum3", "dateparser")


@dataclass(frozen=True, slots=True)
class Part:
    """Articles that one worker reads together, and the digest of the :class:`Setup` that it must read them with."""

    key: str
    setup: str
    articles: tuple[Article, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(article.id for article in self.articles)


@dataclass(frozen=True, slots=True)
class PartRead:
    """What the articles of a part say, in their order, and the values that were left out as impossible."""

    key: str
    articles: tuple[str, ...]
    claims: tuple[Claim, ...]
    doubtful: tuple[Rejected, ...]


@dataclass(frozen=True, slots=True)
class Setup:
    """What claims depend on beside the article: pack, language model, the versions of what reads them.

    ``digest`` changes where claims may. The pack's ``resolution.toml`` has no part in it: it concerns what becomes of
    claims.
    """

    pack: DomainPack
    model: str
    digest: str

    @classmethod
    def of(cls, pack: DomainPack, model: str = DEFAULT_MODEL) -> Setup:
        told = [_pack_digest(pack), model, *(f"{name} {_version(name)}" for name in (model, *READERS))]
        told.append(code_digest("nlp", "claims", "domain", "records.py"))
        return cls(pack, model, hashlib.sha256("\x1f".join(told).encode()).hexdigest()[:32])


_latest: tuple[DomainPack, str] | None = None


def _pack_digest(pack: DomainPack) -> str:
    """Of all in ``pack`` that claims depend on; worked out once, since batch after batch has the same pack."""
    global _latest
    if _latest is None or _latest[0] is not pack:
        told = "\x1f".join(repr(getattr(pack, each.name)) for each in fields(pack) if each.name != "resolution")
        _latest = pack, hashlib.sha256(told.encode()).hexdigest()
    return _latest[1]


_ready: dict[str, Extractor | ModelError] = {}
"""The extractor of this process, by its set-up's digest; at most one, since each has a language model."""
_one_at_a_time = threading.Lock()


def prepare(setup: Setup, *, later: bool = False) -> None:
    """Load pack and model into this process, once, so that :func:`process_part` works here.

    Raises :class:`~evextract.errors.ModelError` where the model is not installed; ``later`` leaves that to the first
    part, since what happens while a worker begins is not told to its parent.
    """
    # Not before: a process that has workers for reading can do without the language model's libraries, two seconds' worth.
    from evextract.nlp.extract import Extractor

    with _one_at_a_time:
        if setup.digest not in _ready:
            _ready.clear()
            try:
                _ready[setup.digest] = Extractor(setup.pack, model=setup.model)
            except ModelError as problem:
                if not later:
                    raise
                _ready[setup.digest] = problem


def process_part(part: Part) -> PartRead:
    """Read the articles of ``part``: a pure function of the part, once :func:`prepare` was called in this process."""
    claims: list[Claim] = []
    doubtful: list[Rejected] = []
    with _one_at_a_time:
        extractor = _ready[part.setup]
        if isinstance(extractor, ModelError):
            raise extractor
        for article, mentions in extractor.read(part.articles, batch_size=PART_SIZE):
            found, left_out = normalise(mentions, article, extractor.pack)
            claims += found
            doubtful += left_out
    return PartRead(part.key, part.names, tuple(claims), tuple(doubtful))


def parts_of(articles: Iterable[Article], setup: str, *, size: int = PART_SIZE) -> Iterator[Part]:
    """The articles in parts of ``size``, in their order."""
    rest = iter(articles)
    number = 0
    while taken := tuple(islice(rest, size)):
        yield Part(str(number), setup, taken)
        number += 1


def share_out(
    articles: Sequence[Article], setup: str, workers: int, *, prefix: str = "", behind: int = 0
) -> Iterator[Part]:
    """The articles in parts for ``workers``, in their order; ``behind``: how many others come after them.

    Parts of several workers grow smaller towards the end, so that none has long to wait for the last (guided
    self-scheduling: Polychronopoulos and Kuck, IEEE Transactions on Computers 36, 1987). A part's key is ``prefix``
    and the place of its first article.
    """
    at = 0
    while at < len(articles):
        size = PART_SIZE
        if workers > 1:
            left = len(articles) - at + behind
            size = min(size, max(SMALLEST_PART, -(-left // (2 * workers))))
        yield Part(f"{prefix}{at}", setup, tuple(articles[at : at + size]))
        at += size


def full_parts(articles: int) -> int:
    """How many parts they are at least: more workers would load the model for nothing."""
    return -(-articles // PART_SIZE)


def _version(package: str) -> str:
    try:
        return version(package.replace("_", "-"))
    except PackageNotFoundError:  # A model may be a path.
        return ""
