"""Channels of all kinds: IRCnet's `!` and `+`, those with two signs, and servers that know none."""

from __future__ import annotations

import pytest

from desktop_chat.client.events import CommandFailed, RoomRenamed
from tests.client.script import Script

IRCNET = ":s 005 ann CHANTYPES=#&!+ CASEMAPPING=ascii :are"


def begin(*extra: str) -> Script:
    script = Script()
    script.connect("", *extra)
    script.sent.clear()
    return script


def commands(script: Script, command: str) -> list[str]:
    return [line for line in script.sent if line.startswith(command)]


@pytest.mark.parametrize("asked", ["!!tea", "!tea"])
def test_a_new_channel_of_the_safe_kind_is_made_once(asked: str) -> None:
    script = begin(IRCNET)
    script.do(script.session.run_command("", f"/join {asked}", 2000))
    assert commands(script, "JOIN") == [f"JOIN {asked}"]
    script.hear(":ann!u@h JOIN !ABCDEtea", ":s 353 ann = !ABCDEtea :ann", ":s 366 ann !ABCDEtea :end")
    assert [key for key in script.session.rooms if key] == ["!abcdetea"]
    assert RoomRenamed(asked, "!abcdetea") in script.events
    script.do(script.session.note_closed("cut", 3000))
    script.sent.clear()
    script.connect("", IRCNET)
    assert commands(script, "JOIN") == ["JOIN !ABCDEtea"]


def test_a_channel_without_modes_is_not_asked_for_them() -> None:
    script = begin(IRCNET)
    script.do(script.session.join_channel("+free"))
    script.hear(":ann!u@h JOIN +free", ":s 353 ann = +free :ann bob", ":s 366 ann +free :end")
    script.hear(":s MODE +free +z")
    assert not commands(script, "MODE")
    script.do(script.session.join_channel("#tea"))
    script.hear(":ann!u@h JOIN #tea")
    assert commands(script, "MODE") == ["MODE #tea"]


def test_signs_are_not_doubled_and_not_invented() -> None:
    script = begin()
    for typed, joined in (("tea", "#tea"), ("#tea2", "#tea2"), ("##tea", "##tea")):
        script.do(script.session.run_command("", f"/join {typed}", 2000))
        assert commands(script, "JOIN")[-1] == f"JOIN {joined}"
        assert script.session.channel_name(typed) == joined
    local = begin(":s 005 ann CHANTYPES=& :are")
    local.do(local.session.run_command("", "/join tea", 2000))
    assert commands(local, "JOIN") == ["JOIN &tea"]


def test_a_bouncer_without_a_network_says_that_it_has_no_rooms() -> None:
    """soju, before one of its networks was chosen, says `CHANTYPES=`."""
    script = begin(":s 005 ann CHANTYPES= :are")
    for typed in ("/join #tea", "/join tea"):
        events = script.do(script.session.run_command("", typed, 2000))
        assert any(isinstance(event, CommandFailed) for event in events)
    assert not commands(script, "JOIN")
    assert [key for key in script.session.rooms if key] == []
    assert script.session.channel_name("#tea") == "#tea"
