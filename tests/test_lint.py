"""The checks of the source itself: ruff, mypy in strict mode, and the layers."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent


def _run(*command: str) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=540)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}{done.stderr}"


def test_ruff_finds_nothing() -> None:
    _run(str(BIN / "ruff"), "check", "--no-cache", ".")


def test_code_is_laid_out_by_ruff() -> None:
    _run(str(BIN / "ruff"), "format", "--check", "--no-cache", ".")


@pytest.mark.timeout(600)
def test_types_hold() -> None:
    _run(sys.executable, "-m", "mypy")


def test_arrows_point_down() -> None:
    _run(str(BIN / "lint-imports"))


def test_no_exemption_hides_anything() -> None:
    """No check is switched off for a line, a file or a contract."""
    words = ("type: " + "ignore", "no" + "qa", "ignore_" + "imports")
    for path in [ROOT / "pyproject.toml", *ROOT.glob("desktop_chat/**/*.py"), *ROOT.glob("tests/**/*.py")]:
        text = path.read_text("utf-8")
        found = [word for word in words if word in text]
        assert not found, f"{path.relative_to(ROOT)} holds {found}"
