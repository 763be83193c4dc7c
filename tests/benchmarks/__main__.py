"""`make bench`: our server beside ngIRCd under the same load, in turn, in one run.

Writes a table and build/bench/fanout.json. Ratios are what counts: this machine and its mood are in both figures.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
from pathlib import Path

from tests.benchmarks import load, peers

SIZES = ((10, 6000), (100, 3000), (500, 800))
"""Members in the channel, and lines that each of 4 senders says."""
ROUNDS = 3
OUT = Path("build/bench")


def measure(peer: peers.Peer) -> dict[int, tuple[float, float]]:
    """For each size: deliveries a second, and microseconds of the server's processor time for one delivery."""
    figures = {}
    for members, messages in SIZES:
        room = f"#load{members}"
        connected = load.join(peer.port, members, room)
        cpu = peer.cpu()
        result = load.fan_out(connected, 4, messages, room)
        figures[members] = (result.rate, (peer.cpu() - cpu) / result.deliveries * 1e6)
        load.leave(connected)
    return figures


def main() -> int:
    rounds: dict[str, list[dict[int, tuple[float, float]]]] = {}
    for _ in range(ROUNDS):
        for start in (peers.desktop_chat, peers.ngircd):
            with tempfile.TemporaryDirectory() as folder, start(Path(folder)) as peer:
                if peer is not None:
                    rounds.setdefault(peer.name, []).append(measure(peer))
    table = {
        name: {size: tuple(statistics.median(run[size][part] for run in runs) for part in (0, 1)) for size, _ in SIZES}
        for name, runs in rounds.items()
    }
    for name, sizes in table.items():
        for size, (rate, cpu) in sizes.items():
            print(f"{name:13} {size:4} members {rate:12,.0f} deliveries/s {cpu:7.3f} us CPU each")
    if len(table) > 1:
        ours, theirs = table["Desktop Chat"], table["ngIRCd"]
        for size, _ in SIZES:
            print(f"Desktop Chat : ngIRCd, {size} members: {ours[size][0] / theirs[size][0]:.2f}")
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "fanout.json").write_text(json.dumps(rounds, indent=1), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
