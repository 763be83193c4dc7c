"""The folder of the control socket goes with its server, also after a kill."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop_chat.server.control_folder import ENDPOINT, SOCKET, make_control_folder, remove_left_folder
from tests.e2e.programs import ServerProcess


def test_folder_of_a_killed_server_is_removed(tmp_path: Path) -> None:
    folder = make_control_folder()
    (folder / SOCKET).touch()
    (tmp_path / ENDPOINT).write_text(json.dumps({"path": str(folder / SOCKET)}))
    remove_left_folder(tmp_path)
    assert not folder.exists()
    remove_left_folder(tmp_path)  # once more does no harm


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"path": 5}', '{"host": "127.0.0.1", "port": 1}'])
def test_endpoint_without_a_folder_is_left_alone(tmp_path: Path, content: str) -> None:
    (tmp_path / ENDPOINT).write_text(content)
    remove_left_folder(tmp_path)
    assert (tmp_path / ENDPOINT).exists()


def test_folder_with_anything_else_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "other"
    folder.mkdir()
    (folder / SOCKET).touch()
    (tmp_path / ENDPOINT).write_text(json.dumps({"path": str(folder / SOCKET)}))
    remove_left_folder(tmp_path)
    assert (folder / SOCKET).exists()


def test_next_start_removes_the_folder_of_a_killed_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = tmp_path / ("long" * 25)
    process = ServerProcess(data)
    process.start()
    left = Path(json.loads((data / ENDPOINT).read_bytes())["path"]).parent
    assert left.name.startswith("desktop-chat-")
    monkeypatch.setattr("tests.e2e.programs.remove_left_folder", lambda folder: None)
    process.kill()
    assert left.exists()
    process.start()
    assert not left.exists()
    now = Path(json.loads((data / ENDPOINT).read_bytes())["path"]).parent
    process.stop()
    assert not now.exists()
