"""``things.csv``: what articles tell of and the pack doesn't have, for an editor to look at."""

from __future__ import annotations

from collections.abc import Sequence

from evextract.domain.newcomers import Newcomer
from evextract.domain.wording import name_of
from evextract.io.tables import COUNT, DAY, LIST, TEXT, Column

THINGS: Sequence[Column[Newcomer]] = (
    Column("thing", TEXT, "Key of the row: the slug under which its facts stand.", lambda r, _: r.id),
    Column("kind", TEXT, "What it is, as far as its attributes tell: several types are joined by “or”.",
           lambda r, c: " or ".join(c.pack.types[kind].label for kind in r.kinds) or None),
    Column("names", LIST, "As articles write it, the most frequent first.", lambda r, _: r.names),
    Column("facts", COUNT, "Facts about it, or with it as their value.", lambda r, _: r.facts),
    Column("articles", COUNT, "Articles that tell of it.", lambda r, _: len(r.articles)),
    Column("quote", TEXT, "Words of the earliest of them.", lambda r, _: r.first.evidence.quote),
    Column("first_article", TEXT, "That article's id.", lambda r, _: r.first.source.article_id),
    Column("first_published", DAY, "Its day.", lambda r, _: r.first.source.published),
    Column("maybe", TEXT, "Slug of the thing that it may be: the most similar one.", lambda r, _: r.near),
    Column("maybe_name", TEXT, "Its readable name.", lambda r, c: name_of(r.near, c.pack) if r.near else None),
    Column("state", TEXT, "new, or confirmed by an editor. One that was merged stands here no more.",
           lambda r, _: "confirmed" if r.confirmed else "new"),
)  # fmt: skip
