"""The program runs on each Python from 3.11 on that this machine has.

`packaging/setup.sh` makes an environment for each in build/pythons. `make test-pythons` runs the whole suite there.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.patience import SECONDS

ROOT = Path(__file__).parent.parent
OTHERS = sorted(ROOT.glob("build/pythons/*/bin/python"))


@pytest.mark.parametrize("python", [Path(sys.executable), *OTHERS], ids=["this", *(path.parts[-3] for path in OTHERS)])
def test_the_program_serves_talks_and_opens_a_window(python: Path) -> None:
    done = subprocess.run(
        [python, "-m", "tests.smoke"], cwd=ROOT, capture_output=True, text=True, timeout=4 * SECONDS, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "opened a window" in done.stdout
