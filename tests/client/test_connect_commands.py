"""The lines that are run after each welcome."""

from __future__ import annotations

from desktop_chat.client.connect_commands import MOST_COMMANDS, parse_commands
from desktop_chat.client.connection_events import Welcomed
from desktop_chat.client.entry import EntryKind
from desktop_chat.client.events import RoomCalled
from tests.client.session_harness import SessionHarness


def test_each_line_is_a_command() -> None:
    assert parse_commands(" /msg bob hi \n\n MODE $nick +x\r\n") == ("/msg bob hi", "MODE $nick +x")
    assert len(parse_commands("/away\n" * 1000)) == MOST_COMMANDS


def test_commands_run_before_the_rooms_after_each_welcome() -> None:
    ann = SessionHarness()
    ann.session.give_connect_commands(("MODE $nick +x", "/msg NickServ identify sesame"))
    ann.record(ann.session.join_channel("#tea"))
    for _ in range(2):
        ann.sent.clear()
        ann.connect("away-notify")
        sent = [line for line in ann.sent if line.split()[0] in ("MODE", "PRIVMSG", "JOIN")]
        assert sorted(sent) == ["JOIN #tea", "MODE ann +x", "PRIVMSG NickServ :identify sesame"]
        ann.record(ann.session.note_closed("cut", 5000))


def test_failed_command_is_told_without_its_secrets() -> None:
    ann = SessionHarness()
    ann.session.give_connect_commands(("/nonsense sesame", "/kick", ":"))
    ann.connect()
    faults = [entry.text for entry in ann.entries("") if entry.kind is EntryKind.ERROR]
    assert [fault.split()[0] for fault in faults] == ["/nonsense", "/kick", ":"]
    assert not any("sesame" in fault for fault in faults)


def test_commands_lead_no_reader_away() -> None:
    ann = SessionHarness()
    ann.session.give_connect_commands(("/join #tea", "/msg bob hi"))
    ann.connect()
    assert "JOIN #tea" in ann.sent
    assert any(isinstance(event, Welcomed) for event in ann.events)
    assert not any(isinstance(event, RoomCalled) for event in ann.events)
