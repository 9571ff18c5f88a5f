"""Build an attribute's frames: a verb with what it acts on or leads to, wherever in the clause that stands."""

from __future__ import annotations

from dataclasses import fields

from evextract.domain.pack import PHASES, FrameDef
from evextract.domain.rows import Row


def build_frames(row: Row) -> tuple[FrameDef, ...]:
    """The frames of ``row``; what is wrong with one is added to the row's problems."""
    entries = row.cells.get("frames", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        row.bad("frames is not a list of tables", 'write [{verb = "hit|reach", object = "market|showroom"}]')
        return ()
    return tuple(_build(Row(row.where, entry, row.problems)) for entry in entries)


def _build(cell: Row) -> FrameDef:
    cell.only([f.name for f in fields(FrameDef)])
    frame = FrameDef(
        verb=cell.texts("verb"),
        object=cell.texts("object"),
        preposition=cell.texts("preposition"),
        phase=cell.one_of("phase", ("", *PHASES), ""),
    )
    if not frame.verb and not frame.phase:
        cell.bad("a frame has neither a verb nor a phase", "name the verbs that it begins with")
    if not frame.object and not (frame.phase and frame.verb):
        cell.bad("a frame has no object", "name the nouns, or @type for things of a type")
    return frame
