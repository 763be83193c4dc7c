"""FILEHOST: the answers about files."""

from __future__ import annotations

from desktop_chat.client.connection_events import FileTokenTold
from tests.client.session_harness import MODERN, SessionHarness


def test_token_is_asked_for_and_told() -> None:
    harness = SessionHarness()
    harness.connect(MODERN, ":s 005 ann desktop-chat/FILES=1000 :are supported")
    harness.record(harness.session.ask_file_token(harness.now))
    assert harness.sent[-1] == "FILEHOST TOKEN"
    assert harness.receive(":s FILEHOST TOKEN 4.abc") == [FileTokenTold("4.abc")]
    assert harness.receive(":s FILEHOST TOKEN") == []
