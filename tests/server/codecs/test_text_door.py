"""The text door, byte by byte."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_chat.irc.message import Message
from desktop_chat.server.codecs.port import Item
from desktop_chat.server.codecs.text_door import PARTIAL_PAUSE, PAUSE, TextDoor


def open_door() -> TextDoor:
    """Somebody in the lobby."""
    door = TextDoor("#lobby", 5)
    assert door.outgoing(0.0) == b"NICK"
    door.receive(b"ann\n", 1.0)
    door.say(b":desk 001 ann :Welcome\r\n:ann!x@y JOIN #lobby\r\n")
    assert door.outgoing(1.0) == b"ann: has joined\n"
    return door


def words(items: Sequence[Item]) -> list[str]:
    return [item.params[1] for item in items if isinstance(item, Message) and item.command == "PRIVMSG"]


def test_a_pause_ends_what_has_no_end() -> None:
    door = open_door()
    assert not door.receive(b"hel", 2.0)
    assert not door.receive(b"lo", 2.0 + PAUSE - 0.01)
    assert not door.elapse(2.0 + PAUSE)
    assert door.due > 2.0 + PAUSE
    assert words(door.elapse(door.due)) == ["hello"]
    assert door.due == 0.0


def test_lines_end_at_once() -> None:
    door = open_door()
    assert words(door.receive(b"one\r\ntwo\nthr", 2.0)) == ["one", "two"]
    assert words(door.finish()) == ["thr"]


def test_half_a_character_is_waited_for_a_little_longer() -> None:
    door = open_door()
    door.receive("caf\u00e9".encode()[:-1], 2.0)
    assert not door.elapse(2.0 + PAUSE)
    door.receive("\u00e9".encode()[1:], 2.5)
    assert words(door.elapse(2.5 + PAUSE)) == ["caf\u00e9"]
    door.receive(b"caf\xc3", 3.0)
    door.elapse(3.0 + PAUSE)
    assert words(door.elapse(3.0 + PARTIAL_PAUSE)) == ["caf\ufffd"]


def test_nothing_is_said_before_a_name_has_come() -> None:
    door = TextDoor("#lobby", 5)
    door.outgoing(0.0)
    door.say(b"ERROR :You took too long to say who you are.\r\n")
    assert not door.waiting


def test_without_an_end_it_is_parted() -> None:
    door = open_door()
    assert len("".join(words(door.receive(b"x" * 9000, 2.0)))) == 9000
