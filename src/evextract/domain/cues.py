"""Build the cues of an attribute: phrases, and frames, a verb with what it acts on wherever in the clause that stands."""

from __future__ import annotations

from dataclasses import fields
from itertools import product
from math import prod

from evextract.domain.pack import PHASES, CueDef, FrameDef
from evextract.domain.rows import Row

SIDES = ("any", "before", "after")
MOST_ALTERNATIVES = 200


def alternatives(row: Row, phrase: str, *, as_written: bool = False) -> list[str]:
    """The phrases that a compact one stands for: ``go|goes on sale`` is "go on sale" and "goes on sale"."""
    words = [word.split("|") for word in phrase.split()]
    if phrase != phrase.lower() and not as_written:
        row.bad(f"phrase {phrase!r} has capital letters", "write it in lower case; texts are compared in lower case")
    if not all(all(word) for word in words) or prod(map(len, words)) > MOST_ALTERNATIVES:
        row.bad(f"phrase {phrase!r} has an empty alternative or stands for too many phrases", "split it")
        return []
    return [" ".join(choice) for choice in product(*words)]


def build_cues(row: Row) -> tuple[CueDef, ...]:
    """The cue phrases of ``row``, each written out; what is wrong with one is added to the row's problems."""
    entries = row.cells.get("cues", [])
    if not isinstance(entries, list):
        row.bad("cues is not a list", 'write ["top speed", {phrase = "tops out at", side = "after"}]')
        return ()
    cues: dict[str, CueDef] = {}
    for entry in entries:
        cell = Row(row.where, entry if isinstance(entry, dict) else {"phrase": entry}, row.problems)
        cell.only([f.name for f in fields(CueDef)])
        side, weight = cell.one_of("side", SIDES, "any"), cell.decimal("weight")
        if weight is not None and not 0 < weight <= 1:
            cell.bad(f"weight {weight} of cue {cell.text('phrase')!r} is not between 0 and 1", "correct it")
        for phrase in alternatives(cell, cell.text("phrase", needed=True)):
            if phrase in cues:
                cell.bad(f"cue {phrase!r} is there twice", "remove one")
            cues[phrase] = CueDef(phrase, side, 1.0 if weight is None else float(weight), cell.texts("lead"))
    return tuple(cues.values())


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
        subject=cell.texts("subject"),
        phase=cell.one_of("phase", ("", *PHASES), ""),
    )
    if not frame.verb and not frame.phase:
        cell.bad("a frame has neither a verb nor a phase", "name the verbs that it begins with")
    if not frame.object and not (frame.verb and (frame.phase or frame.subject)):
        cell.bad("a frame has neither an object nor a subject", "name the nouns, or @type for things of a type")
    return frame
