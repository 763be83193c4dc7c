"""The question for an address to which the person's picture is sent."""

from __future__ import annotations

from desktop_chat.client.connection_events import PortraitRefused, PortraitUploadOpened
from desktop_chat.texts import client as texts
from tests.client.session_harness import MODERN, SessionHarness

OURS = ":s 005 ann desktop-chat/AVATAR=1000000 :are"


def told(harness: SessionHarness) -> list[object]:
    return [event for event in harness.events if isinstance(event, PortraitUploadOpened | PortraitRefused)]


def test_address_is_asked_for_where_the_server_keeps_pictures() -> None:
    harness = SessionHarness()
    assert harness.session.portrait.refusal == texts.NEEDS_CONNECTION
    harness.connect(MODERN)
    assert harness.session.portrait.refusal == texts.NO_PORTRAITS_HERE
    harness.record(harness.session.portrait.ask_address(1))
    harness.receive(OURS)
    assert not harness.session.portrait.refusal
    harness.record(harness.session.portrait.ask_address(1))
    harness.record(harness.session.portrait.ask_address(1))
    assert harness.sent.count("FILEHOST AVATAR") == 1, "one question at a time"
    harness.receive(":s FILEHOST AVATAR /upload/x 3600 1000000", ":s FILEHOST AVATAR /upload/y 3600 1000000")
    assert told(harness) == [PortraitUploadOpened("/upload/x")]


def test_refusal_is_told_once() -> None:
    harness = SessionHarness()
    harness.connect(MODERN, OURS)
    harness.record(harness.session.portrait.ask_address(1))
    harness.receive(":s FAIL FILEHOST DISABLED :Files are off", ":s FAIL FILEHOST DISABLED :Files are off")
    assert told(harness) == [PortraitRefused("Files are off")]
