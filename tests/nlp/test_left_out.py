"""Facts about cars and makers that are taken out of the pack for the occasion: floors that only ever rise."""

from __future__ import annotations

from dataclasses import replace
from zlib import crc32

import pytest
from passage_scores import measure, read_passages

from evextract.domain.load import load_pack
from evextract.domain.pack import EntityDef
from evextract.nlp.extract import Extractor

FILES = ["dates", "figures", "firms", "launches", "markets", "origins", "plants", "platforms", "ties", "words"]


@pytest.mark.parametrize(("makers_too", "least"), [(False, 0.33), (True, 0.1)], ids=["models", "models and makers"])
def test_share_of_facts_that_is_still_found(makers_too: bool, least: float) -> None:
    pack = load_pack("ev")
    gold = read_passages(pack, FILES)
    # By name: were they chosen by how much the passages tell of them, or by their place in a list, each new passage or
    # brand would choose others.
    left_out = {e.id for e in pack.entities.values() if e.type == "brand" and crc32(e.id.encode()) % 3 == 1}

    def is_out(entity: EntityDef) -> bool:
        return entity.brand in left_out or (makers_too and entity.id in left_out)

    known = {id_: entity for id_, entity in pack.entities.items() if not is_out(entity)}
    less = replace(pack, entities=known)
    about = [a for a in gold.articles if any(f.claim.subject in pack.entities.keys() - known for f in a.facts)]
    measured = measure(replace(gold, articles=tuple(about)), Extractor(less), less)
    wanted = [m.gold.claim.subject for a in measured.articles for m in a.matches]
    missed = [f.claim.subject for a in measured.articles for f in a.misses]
    hits, misses = (sum(s in pack.entities and s not in known for s in ids) for ids in (wanted, missed))
    assert hits + misses > 120
    assert hits / (hits + misses) >= least
