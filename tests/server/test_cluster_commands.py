"""The commands for clusters answer in words, and end with a status."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from desktop_chat.__main__ import main
from desktop_chat.cluster.seal import KEY_BYTES


def test_key_is_made_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "key"
    assert main(["cluster", "key", str(path)]) == 0
    key = path.read_text("ascii")
    assert len(bytes.fromhex(key)) == KEY_BYTES
    assert sys.platform == "win32" or path.stat().st_mode & 0o077 == 0
    assert main(["cluster", "key", str(path)]) == 2
    assert "cannot be written" in capsys.readouterr().err
    assert path.read_text("ascii") == key


def test_node_without_a_key_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--data", str(tmp_path), "--cluster", "nats://127.0.0.1:1"]) == 2
    assert "--cluster-key" in capsys.readouterr().err


def test_node_without_the_client_of_nats_is_told(tmp_path: Path) -> None:
    """The client is an extra, which `pip install desktop-chat` leaves out. A process without it stands for that."""
    key = tmp_path / "key"
    assert main(["cluster", "key", str(key)]) == 0
    words = ["serve", "--data", str(tmp_path / "data"), "--cluster", "nats://127.0.0.1:1", "--cluster-key", str(key)]
    program = f"import sys; sys.modules['nats'] = None; from desktop_chat.__main__ import main; sys.exit(main({words}))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "desktop-chat[cluster]" in done.stderr
    assert "Traceback" not in done.stderr
