"""The window killed twice, in a hurry; `make chaos` kills it often."""

from __future__ import annotations

from pathlib import Path

from tests.chaos.client_kills import kill_client


def test_what_a_window_has_shown_outlives_its_death(tmp_path: Path) -> None:
    tally = kill_client(tmp_path, 2, seed=1)
    assert tally.shown
    assert tally.typed > tally.unsaved
