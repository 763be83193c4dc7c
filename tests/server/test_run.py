"""One server in a process: what it does when it has a fault itself."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

_FAULTY = """
import sys
from pathlib import Path
from desktop_chat.hub.hub import Hub
from desktop_chat.server.run import run

def faulty(self, *arguments):
    raise ZeroDivisionError

setattr(Hub, sys.argv[2], faulty)
if len(sys.argv) > 3:
    setattr(Hub, sys.argv[3], faulty)
sys.exit(run(Path(sys.argv[1]), ["127.0.0.1:0"], None, []))
"""


@pytest.mark.parametrize("methods", [["tick"], ["tick", "close"]])
def test_a_thread_that_dies_ends_the_process_so_that_it_is_started_again(tmp_path: Path, methods: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _FAULTY, str(tmp_path / "data"), *methods],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert "ticker failed" in done.stderr
    assert "ZeroDivisionError" in done.stderr
