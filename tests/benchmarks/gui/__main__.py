"""`make bench-gui`: start, timeline and flood; a table and the figures in build/bench.

`--quick`: smaller numbers, for a look.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from tests.benchmarks.gui import flood, others, start
from tests.benchmarks.gui.display import display
from tests.interrupt import end_cleanly

OUT = Path(__file__).parents[3] / "build" / "bench"
SPEED = 20_000


def main() -> int:
    parser = argparse.ArgumentParser("bench-gui")
    parser.add_argument("--quick", action="store_true", help="smaller numbers, for a look")
    quick = parser.parse_args().quick
    entries, count, rounds = (100_000, 40_000, 3) if quick else (1_000_000, 100_000, 9)
    with display() as environment:
        started = start.measure(environment, rounds)
        timeline = _timeline(environment, entries)
        flooded = flood.ours(environment, count, SPEED)
        beside = {
            "HexChat": others.hexchat(environment, count, SPEED),
            "Quassel": others.quassel(environment, count // 5, SPEED),
        }
    text = _table(started, timeline, flooded, beside, entries)
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "gui.md").write_text(text, encoding="utf-8")
    figures = {"start": asdict(started), "timeline": timeline, "flood": asdict(flooded), "cpu us beside": beside}
    (OUT / "gui.json").write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    print(text)
    return 0


def _timeline(environment: Mapping[str, str], entries: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "tests.benchmarks.gui.timeline", str(entries), folder]
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, timeout=900, check=True)
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def _table(
    started: start.Start,
    timeline: Mapping[str, float],
    flooded: flood.Flood,
    beside: Mapping[str, float | None],
    entries: int,
) -> str:
    others_ = ", ".join(f"{name}: {'not installed' if us is None else f'{us:.1f}'}" for name, us in beside.items())

    def times(value: float) -> str:
        return f"{value:.0f} ms ({value / started.bare:.2f} times the bare window)"

    rows = [
        ("start to first frame, a bare window", f"{started.bare:.0f} ms"),
        ("start to first frame, the first time", times(started.first)),
        ("start to first frame, after that", times(started.again)),
        ("start to first frame, into the last chat", times(started.chat)),
        *((f"timeline of {entries:,}: {name}", f"{value:,.1f}") for name, value in timeline.items()),
        ("flood: worst gap of a 10 ms timer", f"{flooded.worst_gap:.0f} ms"),
        ("flood: last message on the screen behind the last byte", f"{flooded.behind:.0f} ms"),
        ("flood: reachable afterwards", f"{flooded.reachable:,} of {flooded.count:,}"),
        ("flood: CPU a message", f"{flooded.cpu:.1f} us ({others_})"),
        ("flood: memory for 100,000", f"{flooded.memory:.0f} MB"),
    ]
    lines = ["| what | figure |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows)]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    end_cleanly()
    sys.exit(main())
