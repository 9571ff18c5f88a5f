"""Articles that come in batches end as they would have in one run; what is taken back is gone; a broken run goes on."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from evextract.cli import app
from evextract.domain.load import load_pack
from evextract.domain.pack import DomainPack
from evextract.errors import InputError, StoreError
from evextract.io import decisions
from evextract.io.changes import read_changes
from evextract.io.store.base import reading
from evextract.io.store.facts import Moves, history
from evextract.io.store.lock import locked
from evextract.io.store.staging import Arrivals
from evextract.records import Action, ChangeKind, Decision
from evextract.review.desk import Desk
from evextract.run import shards
from evextract.run.batch import add_batch, withdraw
from evextract.run.parts import Part, PartRead
from evextract.run.pipeline import run

TEXTS = {
    "2024-03-02-ledger": "The Kia EV3 costs 35,990 euros in Germany. The EV3 has a range of 436 km.",
    "2024-03-03-wire": "In Germany, the Kia EV3 costs 36,990 euros. The Kia EV3 has a 58.3 kWh battery.",
    "2024-03-04-reprint": "The Kia EV3 costs 35,990 euros in Germany. The EV3 has a range of 436 km.",
    "2024-03-05-gazette": "The Kia EV3 has a range of 436 km. Its battery holds 58.3 kWh.",
    "2024-03-06-post": "The Skoda Elroq has a range of 360 km. It costs 33,900 euros in Germany.",
    "2024-03-07-mail": "Nothing happened in the town.",
}
ABOUT_THE_RUN = {"run.json", "changes.jsonl", "report.html"}
"""What says when, and what the last batch brought."""


@pytest.fixture(scope="module")
def pack() -> DomainPack:
    return load_pack("ev")


@pytest.fixture
def articles(tmp_path: Path) -> list[Path]:
    return [write(tmp_path / "articles", name, text) for name, text in TEXTS.items()]


def write(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.md"
    head = f"---\ntitle: {name[11:]}\noutlet: The {name[11:].title()}\npublished: {name[:10]}\n---\n"
    path.write_text(head + text, encoding="utf-8")
    return path


def exports(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted(folder.iterdir()) if p.name not in ABOUT_THE_RUN}


def test_batches_in_any_order_end_as_one_run(articles: list[Path], pack: DomainPack, tmp_path: Path) -> None:
    once = add_batch(articles, store=tmp_path / "once", pack=pack)
    assert once.arrivals == Arrivals(added=6)
    for some in ([4, 2], [0, 5, 3], [1]):
        done = add_batch([articles[i] for i in some], store=tmp_path / "thrice", pack=pack, shard_size=1)
        assert done.arrivals == Arrivals(added=len(some))
    assert len(done.resolution.facts) >= 5
    assert exports(tmp_path / "once" / "exports") == exports(tmp_path / "thrice" / "exports")
    again = add_batch(articles, store=tmp_path / "thrice", pack=pack)
    assert (again.arrivals, again.moves) == (Arrivals(known=6), Moves(0, 0, 0))
    assert exports(tmp_path / "once" / "exports") == exports(tmp_path / "thrice" / "exports")
    plain = run(articles, out=tmp_path / "plain", pack=pack)
    assert plain.resolution == once.resolution
    assert exports(tmp_path / "plain") == exports(tmp_path / "once" / "exports")
    assert read_changes(tmp_path / "once" / "exports" / "changes.jsonl") is None
    told = read_changes(tmp_path / "thrice" / "exports" / "changes.jsonl")
    assert told is not None
    assert (told.since, {c.kind for c in told.changes}) == (
        "batch 2",
        {ChangeKind.NEW_CONFLICT, ChangeKind.CHANGED_FACT},
    )


def test_what_is_corrected_or_withdrawn_is_as_if_it_had_never_been_said(
    articles: list[Path], pack: DomainPack, tmp_path: Path
) -> None:
    add_batch(articles, store=tmp_path / "store", pack=pack)
    with pytest.raises(InputError, match="no article 'nobody' in the store"):
        withdraw(["2024-03-06-post", "nobody"], store=tmp_path / "store", pack=pack)
    gone = withdraw(["2024-03-06-post"], store=tmp_path / "store", pack=pack)
    assert (gone.moves.added, gone.moves.changed) == (0, 0)
    assert gone.moves.removed >= 2
    fixed = write(tmp_path / "articles", "2024-03-03-wire", TEXTS["2024-03-03-wire"].replace("36,990", "35,990"))
    corrected = add_batch([fixed], store=tmp_path / "store", pack=pack)
    assert corrected.arrivals == Arrivals(corrected=1)
    assert not corrected.resolution.conflicts
    fresh = add_batch([a for a in articles if "post" not in a.name], store=tmp_path / "fresh", pack=pack)
    assert fresh.resolution == corrected.resolution
    assert exports(tmp_path / "fresh" / "exports") == exports(tmp_path / "store" / "exports")
    files = list((tmp_path / "store" / "claims").iterdir())
    assert len(files) == 2


def test_exports_that_somebody_changed_are_made_anew(articles: list[Path], pack: DomainPack, tmp_path: Path) -> None:
    store, sound = tmp_path / "store", tmp_path / "sound"
    for folder in (store, sound):
        add_batch(articles[:4], store=folder, pack=pack)
    lines = store / "exports" / "claims.jsonl"
    lines.write_bytes(lines.read_bytes().replace(b"436", b"999"))
    for folder in (store, sound):
        add_batch(articles[4:], store=folder, pack=pack)
    add_batch(articles, store=tmp_path / "once", pack=pack)
    assert exports(store / "exports") == exports(tmp_path / "once" / "exports")
    made, kept = (folder / "exports" / "report.html" for folder in (store, sound))
    assert made.read_bytes() == kept.read_bytes()


def test_history_shows_which_batch_said_what(articles: list[Path], pack: DomainPack, tmp_path: Path) -> None:
    store = tmp_path / "store"
    add_batch(articles[:1], store=store, pack=pack)
    add_batch(articles[1:2], store=store, pack=pack)
    with reading(store) as base:
        price = [change for change in history(base, "kia-ev3") if change.attribute == "price"]
    assert [(c.batch, c.before is None, c.articles) for c in price] == [
        (1, True, ("2024-03-02-ledger",)),
        (2, False, ("2024-03-03-wire",)),
    ]
    decide = Decision(
        action=Action.CHOOSE,
        editor="ed",
        at=datetime(2024, 3, 9, tzinfo=UTC),
        fact_id=price[-1].fact_id,
        claims=tuple(c.id for c in run(articles[:1], out=tmp_path / "x", pack=pack).extraction.claims[:1]),
    )
    decisions.append(store / "exports", decide)
    assert decisions.read(store)
    assert add_batch(articles[:2], store=store, pack=pack).moves == Moves(0, 1, 0)
    told = CliRunner().invoke(app, ["history", "Kia EV3", "--store", str(store)]).output
    assert "batch 1, " in told
    assert ": 35,990 EUR (single source)\n    said by 2024-03-02-ledger\n" in told
    assert ": 35,990 EUR -> open (needs review)\n" in told
    assert ": open -> 35,990 EUR (decision to look at again)\n    decided by ed on 2024-03-09" in told
    unknown = CliRunner().invoke(app, ["history", "kia-ev4", "--store", str(store)])
    assert unknown.exit_code == 2
    assert "no fact about 'kia-ev4' was ever in" in unknown.output
    assert "kia-ev3" in unknown.output


def test_a_shard_does_not_show_in_which_order_its_parts_were_read(
    pack: DomainPack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [f"The Kia EV3 costs {30 + number},990 euros in Germany." for number in range(40)]
    lines = [json.dumps({"id": f"a{number}", "text": text}) for number, text in enumerate(texts)]
    (tmp_path / "articles.jsonl").write_text("\n".join(lines), encoding="utf-8")
    real = shards.process_parts
    add_batch([tmp_path / "articles.jsonl"], store=tmp_path / "one", pack=pack, shard_size=35)
    monkeypatch.setattr(shards, "process_parts", lambda parts, workers: list(real(parts, workers))[::-1])
    add_batch([tmp_path / "articles.jsonl"], store=tmp_path / "other", pack=pack, shard_size=35)
    one, other = (
        {path.name: path.read_bytes() for path in (tmp_path / store / "claims").iterdir()} for store in ("one", "other")
    )
    assert one == other
    assert len(one) == 2


class Interrupted(Exception):
    pass


def test_a_run_that_broke_off_reads_only_what_is_left(
    articles: list[Path], pack: DomainPack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = shards.process_parts
    read: list[str] = []

    def breaks(parts: Iterator[Part], workers: object) -> Iterator[PartRead]:
        for number, part in enumerate(real(parts, workers)):  # type: ignore[arg-type]
            if number == 2 and not read[2:]:
                raise Interrupted
            read.extend(part.articles)
            yield part

    monkeypatch.setattr(shards, "process_parts", breaks)
    ticks: list[tuple[int, int]] = []
    with pytest.raises(Interrupted):
        add_batch(articles, store=tmp_path / "store", pack=pack, shard_size=1)
    with reading(tmp_path / "store") as base:
        assert base.execute("SELECT count(*) FROM articles").fetchone() == (0,)
    (tmp_path / "store" / "claims" / "left.parquet.0.unfinished").touch()
    read += ["-"]
    done = add_batch(
        articles,
        store=tmp_path / "store",
        pack=pack,
        shard_size=1,
        progress=lambda *tick: ticks.append(tick),
    )
    assert done.arrivals == Arrivals(added=6)
    assert len(set(read) - {"-"}) == len(read) - 1 == 6
    assert ticks[-1] == (6, 6)
    assert not list(tmp_path.rglob("*.unfinished"))
    add_batch(articles, store=tmp_path / "once", pack=pack)
    assert exports(tmp_path / "once" / "exports") == exports(tmp_path / "store" / "exports")


def test_a_claims_file_that_is_lost_is_made_again(articles: list[Path], pack: DomainPack, tmp_path: Path) -> None:
    store = tmp_path / "store"
    add_batch(articles, store=store, pack=pack, shard_size=2)
    before = exports(store / "exports")
    next(iter(sorted((store / "claims").iterdir()))).unlink()
    assert add_batch(articles[:1], store=store, pack=pack).arrivals.again == 2
    assert exports(store / "exports") == before


def test_a_clock_that_was_set_back_changes_nothing(articles: list[Path], pack: DomainPack, tmp_path: Path) -> None:
    store = tmp_path / "store"
    add_batch(articles, store=store, pack=pack, today=date(2024, 3, 10))
    done = add_batch(articles, store=store, pack=pack, today=date(1970, 1, 1))
    assert done.arrivals == Arrivals(known=6)
    add_batch(articles, store=tmp_path / "early", pack=pack, today=date(1970, 1, 1))
    cured = add_batch(articles, store=tmp_path / "early", pack=pack, today=date(2024, 3, 10))
    assert cured.arrivals == Arrivals(corrected=6)
    assert exports(tmp_path / "early" / "exports") == exports(store / "exports")


def test_a_store_keeps_to_its_pack(articles: list[Path], pack: DomainPack, tmp_path: Path) -> None:
    store = tmp_path / "store"
    add_batch(articles[:1], store=store, pack=pack)
    with pytest.raises(StoreError, match="belongs to the pack ev, not to phones; give --pack ev, or another store"):
        withdraw(["a"], store=store, pack=load_pack(str(Path(__file__).parents[1] / "packs" / "phones")))


def test_commands_tell_what_a_batch_brought(articles: list[Path], tmp_path: Path) -> None:
    def call(*arguments: object) -> str:
        result = CliRunner().invoke(app, [str(a) for a in arguments], env={"COLUMNS": "200"})
        assert result.exit_code == 0, result.output
        return result.stdout

    store = tmp_path / "store"
    first = call("run", *articles[:2], "--store", store, "--out", tmp_path / "out")
    assert re.match(r"articles: 2 new\nfacts: \d+ new, 0 changed, 0 gone\n2 articles, ", first)
    assert f"Fact table       {tmp_path}/out/facts.csv" in first
    second = call("run", *articles, "--store", store)
    assert second.startswith("articles: 4 new, 2 known\n")
    told: Mapping[str, object] = json.loads((store / "exports" / "run.json").read_text("utf-8"))
    assert told["batch"] == 2
    withdrawn = call("withdraw", "2024-03-06-post", "--store", store)
    assert re.match(r"1 withdrawn\nfacts: 0 new, 0 changed, [1-9] gone", withdrawn)


def test_exports_and_history_follow_what_editors_decide(articles: list[Path], pack: DomainPack, tmp_path: Path) -> None:
    store = tmp_path / "store"
    add_batch(articles, store=store, pack=pack)
    desk = Desk(store, pack)
    item = next(i for i in desk.state().inbox.items if i.fact.subject == "kia-ev3" and i.fact.attribute == "price")
    side = item.conflicts[0].sides[-1]
    now, seen = datetime(2024, 4, 1, tzinfo=UTC), tuple(c for s in item.conflicts[0].sides for c in s.claims)
    made = Decision(Action.CHOOSE, "Ada", now, item.fact.id, claims=side.claims, seen=seen, value=side.value)
    desk.decide(made)
    desk.write()
    assert decisions.read(store) != ()
    assert not (store / "exports" / decisions.FILE).exists()
    assert "decided by editor" in (store / "exports" / "facts.csv").read_text("utf-8-sig")
    with reading(store) as base:
        assert max(change.batch for change in history(base, "kia-ev3")) == 2
    state = desk.state()
    assert desk.state() is state
    desk.is_behind = True
    desk.write()
    with reading(store) as base:
        assert max(change.batch for change in history(base, "kia-ev3")) == 2
    with locked(store):
        desk.decide(made)
        desk.write()
        assert "store" in desk.trouble
    desk.write()
    assert desk.trouble == ""
