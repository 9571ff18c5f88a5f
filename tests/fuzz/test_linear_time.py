"""No crafted text makes a reader, the splitter or a stage of the extractor hang.

The bound is for hangs and no measure of speed: several times what the slowest takes here, and far below what effort that
grows with the square of the length would take. ``make fuzz`` feeds longer texts and more of them.
"""

from __future__ import annotations

import time

import adversary
import pytest

LENGTH = 8_000
SECONDS = 2.0
WORST = (" ", "1,", "a ", "---\n", '." A', "5 to ", "May ", "Kia EV3 S ", "China plant ", "the Pro ", "Hyper platform ")


@pytest.mark.parametrize("name", [*adversary.READING, *adversary.EXTRACTING])
def test_no_stage_hangs_over_a_crafted_text(name: str) -> None:
    stage = {**adversary.READING, **adversary.EXTRACTING}[name]
    for atom in WORST:
        text = adversary.repeated(atom, LENGTH if name in adversary.EXTRACTING else 4 * LENGTH)
        if name in adversary.EXTRACTING:
            adversary.page(text)
        start = time.process_time()
        stage(text)
        assert time.process_time() - start < SECONDS, f"{name} hangs over {atom!r}"
