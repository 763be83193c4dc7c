"""The text gateway, byte by byte."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_chat.irc.message import Message
from desktop_chat.server.codecs.codec_api import Item
from desktop_chat.server.codecs.text_gateway import PARTIAL_PAUSE, PAUSE, TextGateway


def open_gateway() -> TextGateway:
    """Somebody in the lobby."""
    gateway = TextGateway("#lobby", 5)
    assert gateway.take_outgoing(0.0) == b"NICK"
    gateway.receive_bytes(b"ann\n", 1.0)
    gateway.send_irc(b":desk 001 ann :Welcome\r\n:ann!x@y JOIN #lobby\r\n")
    assert gateway.take_outgoing(1.0) == b"ann: has joined\n"
    return gateway


def words(items: Sequence[Item]) -> list[str]:
    return [item.params[1] for item in items if isinstance(item, Message) and item.command == "PRIVMSG"]


def test_pause_ends_a_text_without_line_end() -> None:
    gateway = open_gateway()
    assert not gateway.receive_bytes(b"hel", 2.0)
    assert not gateway.receive_bytes(b"lo", 2.0 + PAUSE - 0.01)
    assert not gateway.advance_time(2.0 + PAUSE)
    assert gateway.due_at > 2.0 + PAUSE
    assert words(gateway.advance_time(gateway.due_at)) == ["hello"]
    assert gateway.due_at == 0.0


def test_lines_end_at_once() -> None:
    gateway = open_gateway()
    assert words(gateway.receive_bytes(b"one\r\ntwo\nthr", 2.0)) == ["one", "two"]
    assert words(gateway.end_input()) == ["thr"]


def test_half_a_character_extends_the_pause() -> None:
    gateway = open_gateway()
    gateway.receive_bytes("caf\u00e9".encode()[:-1], 2.0)
    assert not gateway.advance_time(2.0 + PAUSE)
    gateway.receive_bytes("\u00e9".encode()[1:], 2.5)
    assert words(gateway.advance_time(2.5 + PAUSE)) == ["caf\u00e9"]
    gateway.receive_bytes(b"caf\xc3", 3.0)
    gateway.advance_time(3.0 + PAUSE)
    assert words(gateway.advance_time(3.0 + PARTIAL_PAUSE)) == ["caf\ufffd"]


def test_nothing_is_sent_before_the_name() -> None:
    gateway = TextGateway("#lobby", 5)
    gateway.take_outgoing(0.0)
    gateway.send_irc(b"ERROR :Registration timed out.\r\n")
    assert not gateway.has_outgoing


def test_long_text_without_line_end_is_split() -> None:
    gateway = open_gateway()
    assert len("".join(words(gateway.receive_bytes(b"x" * 9000, 2.0)))) == 9000
