"""The hub is a function of its inputs: two processes with other hash seeds and addresses write the same bytes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.patience import SECONDS

_ROOT = Path(__file__).parents[2]
_STEPS = 1000


def _record_chat(folder: Path, seed: int, hash_seed: str) -> list[bytes]:
    """Play the recorded chat in a process of its own, and return what left the hub."""
    folder.mkdir()
    command = [sys.executable, "-m", "tests.hub.recorded_chat", str(folder), str(seed), str(_STEPS)]
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    done = subprocess.run(command, cwd=_ROOT, env=environment, capture_output=True, check=True, timeout=SECONDS)
    return done.stdout.splitlines()


@pytest.mark.parametrize("seed", [1, 2])
def test_two_processes_with_other_hash_seeds_write_the_same_bytes(tmp_path: Path, seed: int) -> None:
    one, other = (_record_chat(tmp_path / hash_seed, seed, hash_seed) for hash_seed in ("1", "777"))
    first_difference = next((pair for pair in zip(one, other, strict=False) if pair[0] != pair[1]), None)
    assert first_difference is None
    assert len(one) == len(other)
    assert sum(line.startswith(b"change ") for line in one) > _STEPS
    assert any(b"QUIT" in line and b"evil11" in line for line in one)
