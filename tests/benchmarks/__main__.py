"""`make bench`: our server beside ngIRCd and InspIRCd under the same loads, in turn, in one run.

Writes a table, the figures and a plot into build/bench. Ratios are what counts: this machine and its mood are in all
figures. ARGS="--quick" for a look, "--loads 1,3" for some of the loads only.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from tests.benchmarks import cluster, history, loads, peers, report
from tests.interrupt import end_cleanly

OUT = Path(__file__).parents[2] / "build" / "bench"
HISTORY = 9
"""The load that only a server with a history can be given."""
CLUSTER = 11
"""The load for several servers as one chat."""


def main() -> int:
    parser = argparse.ArgumentParser("make bench", description="Measure the server against others.")
    parser.add_argument("--quick", action="store_true", help="fewer and shorter rounds, for a look")
    parser.add_argument("--loads", default="", help="the numbers of the loads to run, as 1,3 (all)")
    parser.add_argument("--entries", type=int, default=0, help="how many Entries load 9 searches in")
    given = parser.parse_args()
    numbers = {int(number) for number in given.loads.split(",") if number.strip()} or {
        HISTORY,
        CLUSTER,
        *(load.number for load in loads.ALL),
    }
    results = report.Results(given.quick)
    OUT.mkdir(parents=True, exist_ok=True)
    for load in loads.ALL:
        if load.number in numbers:
            _measure(load, results, quick=given.quick)
            report.write(results, OUT)
    if HISTORY in numbers:
        entries = given.entries or (1_000_000 if given.quick else 10_000_000)
        for figure in history.measure(OUT / "history", entries, quick=given.quick):
            results.add(HISTORY, peers.OURS, figure)
    if CLUSTER in numbers:
        _say((f"load {CLUSTER}: three NATS servers and three nodes",))
        for figure in cluster.measure(quick=given.quick):
            results.add(CLUSTER, peers.OURS, figure)
    report.write(results, OUT)
    print(report.table(results))
    return 0


def _measure(load: loads.Load, results: report.Results, *, quick: bool) -> None:
    """Each server in turn, each time started anew."""
    for number in range(load.quick if quick else load.rounds):
        for name, start in peers.ALL.items():
            _say((f"load {load.number}, round {number + 1}: {name}",))
            with tempfile.TemporaryDirectory() as folder, start(Path(folder)) as peer:
                if peer is None:
                    results.missing.add(name)
                    continue
                for figure in load.run(peer, quick):
                    results.add(load.number, name, figure)


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    end_cleanly()
    sys.exit(main())
