"""The text door, byte by byte."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_chat.irc.message import Message
from desktop_chat.server.codecs.codec_api import Item
from desktop_chat.server.codecs.text_gateway import PARTIAL_PAUSE, PAUSE, TextGateway


def open_door() -> TextGateway:
    """Somebody in the lobby."""
    door = TextGateway("#lobby", 5)
    assert door.take_outgoing(0.0) == b"NICK"
    door.receive_bytes(b"ann\n", 1.0)
    door.send_irc(b":desk 001 ann :Welcome\r\n:ann!x@y JOIN #lobby\r\n")
    assert door.take_outgoing(1.0) == b"ann: has joined\n"
    return door


def words(items: Sequence[Item]) -> list[str]:
    return [item.params[1] for item in items if isinstance(item, Message) and item.command == "PRIVMSG"]


def test_a_pause_ends_what_has_no_end() -> None:
    door = open_door()
    assert not door.receive_bytes(b"hel", 2.0)
    assert not door.receive_bytes(b"lo", 2.0 + PAUSE - 0.01)
    assert not door.advance_time(2.0 + PAUSE)
    assert door.due_at > 2.0 + PAUSE
    assert words(door.advance_time(door.due_at)) == ["hello"]
    assert door.due_at == 0.0


def test_lines_end_at_once() -> None:
    door = open_door()
    assert words(door.receive_bytes(b"one\r\ntwo\nthr", 2.0)) == ["one", "two"]
    assert words(door.end_input()) == ["thr"]


def test_half_a_character_is_waited_for_a_little_longer() -> None:
    door = open_door()
    door.receive_bytes("caf\u00e9".encode()[:-1], 2.0)
    assert not door.advance_time(2.0 + PAUSE)
    door.receive_bytes("\u00e9".encode()[1:], 2.5)
    assert words(door.advance_time(2.5 + PAUSE)) == ["caf\u00e9"]
    door.receive_bytes(b"caf\xc3", 3.0)
    door.advance_time(3.0 + PAUSE)
    assert words(door.advance_time(3.0 + PARTIAL_PAUSE)) == ["caf\ufffd"]


def test_nothing_is_said_before_a_name_has_come() -> None:
    door = TextGateway("#lobby", 5)
    door.take_outgoing(0.0)
    door.send_irc(b"ERROR :You took too long to say who you are.\r\n")
    assert not door.has_outgoing


def test_without_an_end_it_is_parted() -> None:
    door = open_door()
    assert len("".join(words(door.receive_bytes(b"x" * 9000, 2.0)))) == 9000
