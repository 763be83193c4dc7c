"""One request over the control channel of a running server, by a Unix socket and by TCP with a token."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_chat.net.control_values import ControlError
from desktop_chat.server import control_channel, control_folder
from desktop_chat.server.control_channel import ControlServer
from desktop_chat.server.control_client import ask_server
from desktop_chat.server.server_log import LogRing
from tests.server.conftest import Start


@pytest.fixture(params=[True, False], ids=["unix", "tcp"])
def data(request: pytest.FixtureRequest, start: Start, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of a server that runs with its control channel."""
    if request.param and not control_channel.UNIX_SOCKETS:
        pytest.skip("no Unix sockets here")
    monkeypatch.setattr(control_channel, "UNIX_SOCKETS", request.param)
    server = start()
    channel = ControlServer(server, LogRing(), lambda _: None)
    channel.start()
    yield server.data
    channel.close()


def test_answer_comes_back(data: Path) -> None:
    assert ask_server(data, "files") == []
    assert ask_server(data, "announce", {"text": "tea"}) is None


def test_refusal_is_an_error_with_its_sentence(data: Path) -> None:
    with pytest.raises(ControlError, match="There is no request"):
        ask_server(data, "nonsense")
    with pytest.raises(ControlError, match="no such file"):
        ask_server(data, "delete_file", {"file": "x"})


def test_no_server_is_told(tmp_path: Path) -> None:
    with pytest.raises(ControlError, match="No chat runs in"):
        ask_server(tmp_path, "files")
    (tmp_path / control_folder.ENDPOINT).write_text('{"path": "/nowhere"}', "utf-8")
    with pytest.raises(ControlError, match="No chat runs in"):
        ask_server(tmp_path, "files")
