"""A soak of a few seconds; `make chaos` takes half an hour, and judges memory too."""

from __future__ import annotations

from pathlib import Path

from tests.chaos.soak import Soaked, soak


def test_nothing_is_lost_or_left_over(tmp_path: Path) -> None:
    soaked = soak(tmp_path, 3.0, listeners=10, pause=0.01)
    assert soaked.said
    assert soaked.acts
    assert soaked.memory


def test_memory_is_compared_late_with_early() -> None:
    hours = Soaked(memory=[*range(300), *[100] * 60, *range(500), *[105] * 300])
    assert (hours.early, hours.late, hours.growth) == (100, 105, 1.05)
    seconds = Soaked(memory=[1, 2, 3, 4, 5, 6])
    assert (seconds.early, seconds.late) == (3, 5.5)
