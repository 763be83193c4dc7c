"""`make chaos`: every fault against real processes, for as long as it takes. What came of it is printed as it comes.

    python -m tests.chaos [--kills 200] [--client-kills 50] [--soak MINUTES] [--cable SECONDS] [--cluster SECONDS] ...

Names: kills, client, disk, rude, cable, soak, cluster, mutants; all of them if none is given. Exit status 1 when any
failed.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from dataclasses import asdict, is_dataclass
from pathlib import Path

from tests.chaos import cable, client_kills, cluster_kills, full_disk, kills, rude, soak, wires
from tests.e2e.programs import server
from tests.interrupt import end_cleanly

_KILLS_IN_ROUND = 10
OUT = Path(__file__).parents[2] / "build" / "chaos"
_GROWTH = 1.05
"""Memory of the last minutes by that of an early one, at most."""


def main() -> int:
    options = _options()
    seed = options.seed if options.seed is not None else time.time_ns() % 1_000_000
    print(f"seed {seed}", flush=True)
    rounds = [min(_KILLS_IN_ROUND, options.kills - done) for done in range(0, options.kills, _KILLS_IN_ROUND)]
    every: dict[str, Callable[[Path], object]] = {
        "kills": lambda folder: kills.kill_server(folder, rounds, seed),
        "client": lambda folder: client_kills.kill_client(folder, options.client_kills, seed),
        "disk": _disk,
        "rude": _rude,
        "cable": lambda folder: _cable(folder, options.cable),
        "soak": lambda folder: _soak(folder, options.soak),
        "cluster": lambda folder: cluster_kills.kill_cluster(folder, options.cluster, seed),
        "mutants": cluster_kills.find_mutants,
    }
    unknown = set(options.names) - set(every)
    if unknown:
        print(f"There is no {', '.join(sorted(unknown))}: choose from {', '.join(every)}.", file=sys.stderr)
        return 2
    failed = [name for name in options.names or every if not _try(name, every[name])]
    print(f"failed: {', '.join(failed)}" if failed else "all is well")
    return bool(failed)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.chaos")
    parser.add_argument("names", nargs="*")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--client-kills", type=int, default=50)
    parser.add_argument("--soak", type=float, default=30.0, metavar="MINUTES")
    parser.add_argument("--cable", type=float, default=60.0, metavar="SECONDS")
    parser.add_argument("--cluster", type=float, default=900.0, metavar="SECONDS")
    parser.add_argument("--seed", type=int)
    return parser.parse_args()


def _try(name: str, fault: Callable[[Path], object]) -> bool:
    """Whether it went well."""
    begin = time.monotonic()
    with tempfile.TemporaryDirectory(prefix=f"chaos-{name}-") as folder:
        try:
            found = fault(Path(folder))
        except Exception:
            traceback.print_exc()
            print(
                f"{name}: FAILED after {time.monotonic() - begin:.0f} s; logs are in {_keep_logs(folder)}", flush=True
            )
            return False
    print(f"{name}: {_told(found)} ({time.monotonic() - begin:.0f} s)", flush=True)
    return True


def _keep_logs(folder: str) -> Path:
    """Copy the logs of all processes to a folder that stays, and return that folder."""
    for log in Path(folder).rglob("*.log"):
        kept = OUT / Path(folder).name / log.relative_to(folder)
        kept.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(log, kept)
    return OUT / Path(folder).name


def _told(found: object) -> str:
    if isinstance(found, str):
        return found
    assert is_dataclass(found)
    assert not isinstance(found, type)
    return ", ".join(
        f"{name.replace('_', ' ')} {round(value, 2) if isinstance(value, float) else value}"
        for name, value in asdict(found).items()
    )


def _disk(folder: Path) -> str:
    if not full_disk.can_mount():
        return "not tried on a small disk, which takes Linux and root; `make test` tries it by a limit"
    full_disk.fill_small_disk(folder / "small")
    return "filled, said, and went on by itself"


def _rude(folder: Path) -> str:
    with server(folder / "data", *rude.SETTINGS) as process:
        found = rude.be_rude(process, 5000, 200, lines=2000, patient=True)
        assert process.stop() == 0
    alone, beside = rude.p99(found.alone), rude.p99(found.beside)
    return (
        f"{found.others} connections gone within {found.seconds:.0f} s; a line took {alone:.1f} ms (p99) alone and "
        f"{beside:.1f} ms beside them ({beside / alone:.2f} times)"
    )


def _cable(folder: Path, seconds: float) -> object:
    if not wires.has_wires():
        return "not tried: it takes Linux and root"
    return cable.pull_cable(folder, seconds)


def _soak(folder: Path, minutes: float) -> str:
    soaked = soak.soak(folder, minutes * 60)
    told = (
        f"{soaked.members} in the room, {soaked.full:,.0f} lines a second at full speed and {soaked.pace:,.0f} for "
        f"{minutes:.0f} min, {soaked.said:,} said, {soaked.acts:,} times somebody came, went or asked, at most "
        f"{soaked.lag:.1f} s behind; memory {soaked.early / 1e6:.1f} MB early, {soaked.late / 1e6:.1f} MB late "
        f"({soaked.growth:.3f})"
    )
    assert soaked.growth <= _GROWTH, told
    return told


if __name__ == "__main__":
    end_cleanly()
    sys.exit(main())
