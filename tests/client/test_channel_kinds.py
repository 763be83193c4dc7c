"""All kinds of channels: IRCnet's `!` and `+`, names with two signs, and servers without channels."""

from __future__ import annotations

import pytest

from desktop_chat.client.events import CommandFailed, RoomRenamed
from tests.client.session_harness import SessionHarness

IRCNET = ":s 005 ann CHANTYPES=#&!+ CASEMAPPING=ascii :are"


def begin(*extra: str) -> SessionHarness:
    harness = SessionHarness()
    harness.connect("", *extra)
    harness.sent.clear()
    return harness


def commands(harness: SessionHarness, command: str) -> list[str]:
    return [line for line in harness.sent if line.startswith(command)]


@pytest.mark.parametrize("asked", ["!!tea", "!tea"])
def test_new_channel_of_the_safe_kind_is_made_once(asked: str) -> None:
    harness = begin(IRCNET)
    harness.record(harness.session.run_command("", f"/join {asked}", 2000))
    assert commands(harness, "JOIN") == [f"JOIN {asked}"]
    harness.receive(":ann!u@h JOIN !ABCDEtea", ":s 353 ann = !ABCDEtea :ann", ":s 366 ann !ABCDEtea :end")
    assert [key for key in harness.session.rooms if key] == ["!abcdetea"]
    assert RoomRenamed(asked, "!abcdetea") in harness.events
    harness.record(harness.session.note_closed("cut", 3000))
    harness.sent.clear()
    harness.connect("", IRCNET)
    assert commands(harness, "JOIN") == ["JOIN !ABCDEtea"]


def test_channel_without_modes_is_not_asked_for_them() -> None:
    harness = begin(IRCNET)
    harness.record(harness.session.join_channel("+free"))
    harness.receive(":ann!u@h JOIN +free", ":s 353 ann = +free :ann bob", ":s 366 ann +free :end")
    harness.receive(":s MODE +free +z")
    assert not commands(harness, "MODE")
    harness.record(harness.session.join_channel("#tea"))
    harness.receive(":ann!u@h JOIN #tea")
    assert commands(harness, "MODE") == ["MODE #tea"]


def test_signs_are_not_doubled_and_not_invented() -> None:
    harness = begin()
    for typed, joined in (("tea", "#tea"), ("#tea2", "#tea2"), ("##tea", "##tea")):
        harness.record(harness.session.run_command("", f"/join {typed}", 2000))
        assert commands(harness, "JOIN")[-1] == f"JOIN {joined}"
        assert harness.session.channel_name(typed) == joined
    local = begin(":s 005 ann CHANTYPES=& :are")
    local.record(local.session.run_command("", "/join tea", 2000))
    assert commands(local, "JOIN") == ["JOIN &tea"]


def test_bouncer_without_a_network_says_that_it_has_no_rooms() -> None:
    """soju sends an empty CHANTYPES before a network is chosen."""
    harness = begin(":s 005 ann CHANTYPES= :are")
    for typed in ("/join #tea", "/join tea"):
        events = harness.record(harness.session.run_command("", typed, 2000))
        assert any(isinstance(event, CommandFailed) for event in events)
    assert not commands(harness, "JOIN")
    assert [key for key in harness.session.rooms if key] == []
    assert harness.session.channel_name("#tea") == "#tea"
