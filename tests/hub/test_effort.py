"""Work is counted in steps, and only steps beyond the free ones cost pace."""

from __future__ import annotations

import pytest

from desktop_chat.hub.effort import FREE, LINE, PORTION, Effort, lines_for


def test_a_portion_is_over_after_its_steps() -> None:
    effort = Effort()
    effort.take(PORTION - 1)
    assert not effort.is_spent
    effort.take(1)
    assert effort.is_spent
    effort.begin_portion()
    assert not effort.is_spent
    assert effort.taken == PORTION


@pytest.mark.parametrize(("steps", "lines"), [(0, 0), (FREE, 0), (FREE + LINE, 1), (FREE + LINE // 2, 0.5)])
def test_steps_beyond_the_free_ones_cost_lines(steps: int, lines: float) -> None:
    assert lines_for(steps) == lines
