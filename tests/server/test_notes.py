"""The notes about people in the host's log."""

from __future__ import annotations

import logging
from types import SimpleNamespace

import pytest

from desktop_chat.clock import now_ms
from desktop_chat.server import notes
from desktop_chat.server.notes import Notes
from desktop_chat.server.server import ChatServer
from tests.irc_client import IrcClient
from tests.server.conftest import Start


def _said(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.name == notes.__name__]


def _port(server: ChatServer) -> int:
    return server.listening[0].port


def test_joins_parts_and_refusals_are_noted(start: Start, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    server = start("access.password=sesame", "limits.connections_per_address=1")
    with IrcClient(_port(server)) as ann:
        ann.send("PASS sesame")
        ann.register("ann")
        with IrcClient(_port(server)) as second:
            second.send("NICK bob")
            second.rest()
        with server.core.locked_hub() as hub:
            hub.host.ban_person(now_ms(), nick="", address="10.9.0.0/16", mask="", seconds=3600, reason="Go")
            hub.host.lift_ban("network", "10.9.0.0/16", now_ms())
        ann.send("QUIT :bye")
        ann.rest()
    assert _said(caplog) == [
        "ann came in from 127.0.0.1.",
        "Somebody at 127.0.0.1 was turned away: Too many connections from your address.",
        "10.9.0.0/16 was banned by the host for 1 h: Go",
        "10.9.0.0/16 is banned no more.",
        "ann left: Quit: bye",
    ]


def test_a_wrong_password_is_noted(start: Start, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    with IrcClient(_port(start("access.password=sesame"))) as bob:
        bob.send("PASS guess", "NICK bob", "USER bob 0 * :Bob")
        bob.rest()
    assert _said(caplog) == [
        "bob at 127.0.0.1 gave a wrong password.",
        "bob at 127.0.0.1 was turned away: Wrong password.",
    ]


def test_flood_of_notes_is_counted(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    caplog.set_level(logging.INFO)
    clock = [100.0]
    monkeypatch.setattr(notes, "time", SimpleNamespace(monotonic=lambda: clock[0]))
    written = Notes()
    written.write(f"{number}" for number in range(1000))
    assert len(_said(caplog)) == notes.BURST
    clock[0] += 1.0
    written.write(["late"])
    assert _said(caplog)[-2:] == ["800 lines were left out here because too much happened at once.", "late"]
