"""The guest: the IRC client behind a gateway."""

from __future__ import annotations

import pytest

from desktop_chat.irc.message import Message
from desktop_chat.irc.names import is_nick
from desktop_chat.server.codecs.gateway_guest import GatewayGuest, NoticeKind, display_name


def entered(name: str = "ann") -> GatewayGuest:
    """A guest in the lobby."""
    guest = GatewayGuest("#lobby", 5)
    guest.enter_as(name)
    guest.receive_irc(f":desk 001 {name} :Welcome\r\n:{name}!x@y JOIN #lobby\r\n".encode())
    return guest


def nick_asked(messages: list[Message]) -> str:
    return next(message.params[0] for message in messages if message.command == "NICK")


@pytest.mark.parametrize(
    "name", ["", " ", "\0", "1", "@", "\u0430" * 200, "\U0001f600", "Ann Smith", "a" * 31, "-", "\u0301"]
)
def test_any_name_gives_a_nick(name: str) -> None:
    guest = GatewayGuest("#lobby", 51234)
    nick = nick_asked(list(guest.enter_as(name)))
    seen = set()
    while nick:
        assert is_nick(nick, 30)
        assert len(nick.encode()) <= 90
        assert nick not in seen, "the same name twice"
        seen.add(nick)
        answers, told = guest.receive_irc(f":desk 433 * {nick} :Taken\r\n".encode())
        assert not told
        nick = nick_asked(answers) if answers else ""
    assert len(seen) > 8


def test_text_waits_for_the_join() -> None:
    guest = GatewayGuest("#lobby", 5)
    guest.enter_as("ann")
    assert not list(guest.send_text("one\ntwo"))
    assert guest.is_busy
    answers, _ = guest.receive_irc(b":desk 001 ann :Welcome\r\n")
    assert answers == [Message("JOIN", ("#lobby",))]
    answers, told = guest.receive_irc(b":ann!x@y JOIN #lobby\r\n")
    assert answers == [Message("PRIVMSG", ("#lobby", "one")), Message("PRIVMSG", ("#lobby", "two"))]
    assert [(one.kind, one.author) for one in told] == [(NoticeKind.CAME, "ann")]
    assert not guest.is_busy


def test_too_much_waiting_text_stops_reading() -> None:
    guest = GatewayGuest("#lobby", 5)
    guest.enter_as("ann")
    guest.send_text("x" * 20_000)
    assert guest.is_full
    guest.receive_irc(b":desk 001 ann :Welcome\r\n:ann!x@y JOIN #lobby\r\n")
    assert not guest.is_full


@pytest.mark.parametrize(
    ("said", "words"),
    [("hi", ["hi"]), ("ann: hi", ["hi"]), ("ann : hi", ["hi"]), ("anna: hi", ["anna: hi"]),
     ("\x01VERSION\x01", ["VERSION"]), ("a\0b\rc", ["ab", "c"]), (" \n\n", []), ("\x02bold\x02", ["bold"])],
)  # fmt: skip
def test_text_loses_formatting_and_the_own_name(said: str, words: list[str]) -> None:
    assert [message.params[1] for message in entered().send_text(said)] == words


def test_refused_join_is_told_and_tried_again_with_the_next_text() -> None:
    guest = entered()
    _, told = guest.receive_irc(b":bob!x@y KICK #lobby ann :out\r\n")
    assert told[0].text == "was shown out by bob (out)"
    assert guest.send_text("let me in") == [Message("JOIN", ("#lobby",))]
    _, told = guest.receive_irc(b":desk 474 ann #lobby :Banned\r\n")
    assert [(one.author, one.text) for one in told] == [("server", "Banned")]
    assert not guest.is_busy
    assert guest.send_text("again") == [Message("JOIN", ("#lobby",))]


def test_guest_answers_pings_and_ignores_numerics() -> None:
    answers, told = entered().receive_irc(
        b"PING :x\r\n:desk 372 ann :motd\r\n:bob!x@y PRIVMSG #lobby :\x01VERSION\x01\r\n"
    )
    assert answers == [Message("PONG", ("x",))]
    assert not told


def test_time_is_kept() -> None:
    _, told = entered().receive_irc(b"@time=2023-11-14T22:13:20.500Z :bob!x@y PRIVMSG #lobby :hi\r\n")
    assert told[0].time == 1_700_000_000.5


def test_nick_made_of_a_port_is_shown_as_its_number() -> None:
    assert [display_name(nick) for nick in ("_51234", "_x1", "_", "ann")] == ["51234", "_x1", "_", "ann"]
