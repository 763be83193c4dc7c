"""From the start of the process to its first painted window, beside a bare window of the same toolkit."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Start:
    """Medians in ms. `first` is the very first start of a profile, `again` every one after it."""

    bare: float
    first: float
    again: float

    @property
    def ratio(self) -> float:
        return self.again / self.bare


def measure(environment: Mapping[str, str], rounds: int = 7) -> Start:
    """In turn, so that whatever else the computer does touches all alike."""
    bare: list[float] = []
    first: list[float] = []
    again: list[float] = []
    for _ in range(rounds):
        bare.append(_once(environment, "bare"))
        with tempfile.TemporaryDirectory() as profile:
            first.append(_once(environment, "app", profile))
            again.append(_once(environment, "app", profile))
    return Start(statistics.median(bare), statistics.median(first), statistics.median(again))


def _once(environment: Mapping[str, str], *words: str) -> float:
    begin = time.monotonic_ns()
    command = [sys.executable, "-m", "tests.benchmarks.gui.first_paint", *words]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=True)
    return (int(done.stdout.split()[-1]) - begin) / 1e6
