"""No crafted text makes a reader, the resolver, the report or a stage of the extractor hang.

The bound is for hangs and no measure of speed: several times what the slowest takes here, and far below what effort that
grows with the square of the length would take. ``make fuzz`` feeds longer texts and more of them.
"""

from __future__ import annotations

import adversary
import pytest

PART = 1 / 32
SECONDS = 2.0
WORST = (" ", "1,", "a ", "---\n", '." A', "5 to ", "May ", "Kia EV3 S ", "China plant ", "the Pro ", "Hyper platform ")


@pytest.mark.parametrize("name", list(adversary.STAGES))
def test_no_stage_hangs_over_a_crafted_text(name: str) -> None:
    for atom in WORST:
        text = adversary.repeated(atom, int(adversary.STAGES[name][1] * PART))
        assert adversary.spent(name, text) < SECONDS, f"{name} hangs over {atom!r}"
