"""No crafted text makes a reader, the splitter or a stage of the extractor hang.

The bound is for hangs and no measure of speed: several times what the slowest takes here, and far below what effort that
grows with the square of the length would take. ``make fuzz`` feeds longer texts and more of them.
"""

from __future__ import annotations

import time

import adversary
import pytest

PART = 1 / 32
SECONDS = 2.0
WORST = (" ", "1,", "a ", "---\n", '." A', "5 to ", "May ", "Kia EV3 S ", "China plant ", "the Pro ", "Hyper platform ")


@pytest.mark.parametrize("name", list(adversary.STAGES))
def test_no_stage_hangs_over_a_crafted_text(name: str) -> None:
    stage, most = adversary.STAGES[name]
    for atom in WORST:
        text = adversary.repeated(atom, int(most * PART))
        stage(adversary.prepared(name, text[:100]))  # what is loaded at first use is not on the clock
        adversary.prepared(name, text)
        start = time.process_time()
        stage(text)
        assert time.process_time() - start < SECONDS, f"{name} hangs over {atom!r}"
