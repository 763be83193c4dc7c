"""Accounts over real sockets: hashing beside the talk, a name shared by connections of which one is dead, a restart."""

from __future__ import annotations

from base64 import b64encode
from datetime import UTC, datetime
from pathlib import Path

from desktop_chat.irc.message import Message
from desktop_chat.net.identity import KeyPair, open_identity
from desktop_chat.server.server import ChatServer
from tests.irc_client import IrcClient
from tests.server.conftest import Start

_PLAIN = "AUTHENTICATE " + b64encode(b"\0ann\0sesame-seed").decode()


def _port(server: ChatServer) -> int:
    return server.listening[0].port


def _commands(messages: list[Message]) -> list[str]:
    return [message.command for message in messages]


def _texts(messages: list[Message]) -> list[str]:
    return [message.params[-1] for message in messages if message.command == "PRIVMSG"]


def _own(tmp_path: Path) -> KeyPair:
    return open_identity(tmp_path, "ann", "ann.example", datetime.now(UTC))


def _with_certificate(server: ChatServer, own: KeyPair) -> IrcClient:
    return IrcClient(_port(server), tls=True, certificate=(own.certificate, own.key))


def test_an_account_outlives_the_server(start: Start) -> None:
    first = start("limits.enabled=false")
    with IrcClient(_port(first)) as ann:
        ann.register("ann")
        ann.send("REGISTER * * sesame-seed")
        assert _commands(ann.fence()) == ["REGISTER", "900"]
    first.stop()
    second = start("limits.enabled=false")
    with IrcClient(_port(second)) as ann:
        ann.send("CAP LS 302", "NICK ann", "USER ann 0 * :Ann", "CAP REQ :sasl")
        ann.send("AUTHENTICATE PLAIN", _PLAIN, "CAP END")
        assert _commands(ann.until("001"))[-3:] == ["900", "903", "001"]


def test_many_who_log_in_at_once_hold_nobody_up(start: Start) -> None:
    server = start("limits.enabled=false")
    with IrcClient(_port(server)) as ann:
        ann.register("ann")
        ann.send("REGISTER * * sesame-seed")
        ann.fence()
    crowd = [IrcClient(_port(server)) for _ in range(20)]
    with IrcClient(_port(server)) as bob:
        bob.register("bob", "echo-message batch draft/chathistory")
        bob.join("#tea")
        for number, seat in enumerate(crowd):
            seat.send(f"NICK c{number}", "AUTHENTICATE PLAIN", _PLAIN if number % 2 else "AUTHENTICATE AGEAYg==")
        bob.send("PRIVMSG #tea :hi", "CHATHISTORY LATEST #tea * 5")
        assert _texts(bob.fence()) == ["hi", "hi"]
    for number, seat in enumerate(crowd):
        assert seat.until("903" if number % 2 else "904")
        seat.close()


def test_a_client_that_comes_back_beside_its_dead_connection(start: Start, tmp_path: Path) -> None:
    server, own = start("limits.enabled=false"), _own(tmp_path)
    with IrcClient(_port(server)) as bob, _with_certificate(server, own) as dead:
        bob.register("bob")
        bob.join("#tea")
        dead.register("ann")
        dead.join("#tea")
        bob.fence()
        dead.fence()
        bob.send("PRIVMSG #tea :missed")  # what `dead` never reads
        bob.fence()
        with _with_certificate(server, own) as back:
            greeting = back.register("ann")
            assert [message.params for message in greeting if message.command == "JOIN"] == [("#tea",)]
            assert _texts(greeting) == ["missed"]
            bob.send("PRIVMSG #tea :news", "PRIVMSG ann :psst")
            assert _commands(bob.fence()) == []
            assert _texts(back.fence()) == ["news", "psst"]
            dead.close()
            back.send("PRIVMSG #tea :here")
            back.fence()
            assert _texts(bob.fence()) == ["here"]


def test_two_copies_of_one_profile_do_not_throw_each_other_out(start: Start, tmp_path: Path) -> None:
    server, own = start(), _own(tmp_path)
    with _with_certificate(server, own) as one, _with_certificate(server, own) as two:
        one.register("ann")
        two.register("ann")
        one.join("#tea")
        two.fence()
        one.send("PRIVMSG #tea :from one")
        assert one.fence() == []
        assert _texts(two.fence()) == ["from one"]
        two.send("PRIVMSG #tea :from two")
        two.fence()
        assert _texts(one.fence()) == ["from two"]


def test_an_account_that_is_always_on_is_there_after_a_restart(start: Start) -> None:
    first = start("limits.enabled=false")
    with IrcClient(_port(first)) as ann:
        ann.register("ann")
        ann.send("REGISTER * * sesame-seed", "NS SET ALWAYS-ON on", "JOIN #tea", "QUIT")
        ann.rest()
    first.stop()
    second = start("limits.enabled=false")
    with IrcClient(_port(second)) as bob:
        bob.register("bob")
        names = next(message for message in bob.join("#tea") if message.command == "353")
        assert sorted(name.lstrip("@~") for name in names.params[-1].split()) == ["ann", "bob"]
        bob.send("PRIVMSG #tea :while you were out")
        bob.fence()
        with IrcClient(_port(second)) as ann:
            ann.send("CAP LS 302", "NICK ann", "USER ann 0 * :ann", "AUTHENTICATE PLAIN", _PLAIN, "CAP END")
            assert _texts(ann.until("PRIVMSG")) == ["while you were out"]
            ann.fence()
