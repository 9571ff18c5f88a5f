"""The columns of the table of editors' decisions."""

from __future__ import annotations

from collections.abc import Sequence

from evextract.domain.wording import label_of, name_of, say
from evextract.io.tables import COUNT, LIST, TEXT, Column
from evextract.records import Decision

DECISIONS: Sequence[Column[Decision]] = (
    Column("decision_id", COUNT, "Key of the row: the place in the trail, from 1.", lambda r, _: r.id),
    Column("at", TEXT, "When, in UTC (ISO 8601).", lambda r, _: r.at.isoformat(timespec="seconds")),
    Column("editor", TEXT, "Who.", lambda r, _: r.editor),
    Column("action", TEXT, "accept, choose, enter, reject, merge, split, no conflict, confirm, comment or undo.",
           lambda r, _: r.action.value),
    Column("fact_id", TEXT, "The fact that it is about (facts table); empty: several.", lambda r, _: r.fact_id or None),
    Column("conflict_id", TEXT, "The conflict, where several facts can't all be so and one was chosen.",
           lambda r, _: r.conflict_id or None),
    Column("subject", TEXT, "Slug of the fact's subject at that time.", lambda r, _: r.subject or None),
    Column("subject_name", TEXT, "Its readable name.",
           lambda r, c: name_of(r.subject, c.pack) if r.subject else None),
    Column("attribute", TEXT, "Id of the fact's attribute at that time.", lambda r, _: r.attribute or None),
    Column("attribute_label", TEXT, "Its readable label.",
           lambda r, c: label_of(r.attribute, c.pack) if r.attribute else None),
    Column("value", TEXT, "What was accepted, chosen or entered, in words.",
           lambda r, c: None if r.value is None else say(r.value, c.pack)),
    Column("claims", LIST, "Ids of the claims accepted, chosen, rejected or split off (claims table).",
           lambda r, _: r.claims),
    Column("seen", LIST, "Ids of the claims that the editor had seen: later ones bring the question back.",
           lambda r, _: r.seen),
    Column("things", LIST, "Slugs of the things that were merged, split or confirmed.", lambda r, _: r.things),
    Column("undoes", COUNT, "The decision that this one takes back.", lambda r, _: r.undoes),
    Column("note", TEXT, "Why, in the editor's words.", lambda r, _: r.note or None),
)  # fmt: skip
