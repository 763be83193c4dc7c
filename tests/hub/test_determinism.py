"""The hub is a function of its inputs: whoever gives it the same inputs gets the same bytes and the same changes.

Two processes with other hash seeds and addresses, a hub that is made anew of its bytes after each step, and a hub
whose people are connected to another process: all of them decide alike.
"""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.patience import SECONDS

_ROOT = Path(__file__).parents[2]
_STEPS = 1000


def _record_chat(folder: Path, seed: int, hash_seed: str = "1", kind: str = "plain") -> list[bytes]:
    """Play the recorded chat in a process of its own, and return what left the hub."""
    folder.mkdir()
    command = [sys.executable, "-m", "tests.hub.recorded_chat", str(folder), str(seed), str(_STEPS), kind]
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    done = subprocess.run(command, cwd=_ROOT, env=environment, capture_output=True, check=True, timeout=SECONDS)
    return done.stdout.splitlines()


@pytest.fixture(scope="module", params=[1, 2])
def seed(request: pytest.FixtureRequest) -> int:
    assert isinstance(request.param, int)
    return request.param


@pytest.fixture(scope="module")
def recorded(seed: int, tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    return _record_chat(tmp_path_factory.mktemp("recorded") / "chat", seed)


def _assert_same(one: list[bytes], other: list[bytes]) -> None:
    first_difference = next((pair for pair in zip(one, other, strict=False) if pair[0] != pair[1]), None)
    assert first_difference is None
    assert len(one) == len(other)


def test_two_processes_with_other_hash_seeds_write_the_same_bytes(
    recorded: list[bytes], seed: int, tmp_path: Path
) -> None:
    _assert_same(recorded, _record_chat(tmp_path / "chat", seed, hash_seed="777"))
    assert sum(line.startswith(b"change ") for line in recorded) > _STEPS
    assert any(b"QUIT" in line and b"evil11" in line for line in recorded)


def test_a_hub_made_anew_of_its_bytes_goes_on_as_before(recorded: list[bytes], seed: int, tmp_path: Path) -> None:
    restored = _record_chat(tmp_path / "chat", seed, kind="restored")
    _assert_same(recorded, [line for line in restored if not line.startswith(b"restored ")])
    assert sum(line.startswith(b"restored ") for line in restored) > _STEPS / 2
    assert any(line.startswith(b"restored ") and b" 0 jobs" not in line for line in restored)


def test_people_of_another_process_change_nothing_but_where_bytes_go(
    recorded: list[bytes], seed: int, tmp_path: Path
) -> None:
    elsewhere = _record_chat(tmp_path / "chat", seed, kind="elsewhere")
    kinds = (b"commit ", b"change ", b"note ")
    _assert_same(*([line for line in run if line.startswith(kinds)] for run in (recorded, elsewhere)))
    _assert_same(*(list(_lines_to_seats_here(run)) for run in (recorded, elsewhere)))
    assert not any(line.startswith(b"seat ") and _is_elsewhere(line) for line in elsewhere)


def _lines_to_seats_here(run: list[bytes]) -> Iterator[bytes]:
    return (line for line in run if line.startswith(b"seat ") and not _is_elsewhere(line))


def _is_elsewhere(line: bytes) -> bool:
    return int(line.split(b" ", 2)[1]) % 2 == 1


def test_the_server_changes_a_seat_by_the_hub_only() -> None:
    """Whatever the hub decides by comes through its methods. `owed` belongs to the rate limit."""
    changed = set()
    for path in sorted((_ROOT / "desktop_chat" / "server").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
            for target in targets if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign) else ():
                if isinstance(target, ast.Attribute) and ast.unparse(target.value).rpartition(".")[2] == "seat":
                    changed.add(target.attr)
    assert changed == {"owed"}
