"""Being somebody else: another's account, a guest's name, a password that is guessed."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from desktop_chat.irc.message import parse_line
from tests.e2e.programs import ServerProcess, server
from tests.irc_client import IrcClient
from tests.security.conftest import Come, ask, plain

_numbers = itertools.count()
PASSWORD = "sesame-seed"


@pytest.fixture
def owner(come: Come) -> tuple[str, IrcClient]:
    """Somebody with an account, in #accounts."""
    name = f"olga{next(_numbers)}"
    client = come(name, rooms=("#accounts",))
    assert "900" in [one.command for one in ask(client, f"REGISTER * * {PASSWORD}")]
    return name, client


def login(client: IrcClient, name: str, password: str, authorization: str = "") -> list[str]:
    """What the server answers to SASL PLAIN, once it has compared the password."""
    client.send("AUTHENTICATE PLAIN", f"AUTHENTICATE {plain(name, password, authorization)}")
    heard: list[str] = []
    while not {"903", "904", "905", "907", "ERROR"} & set(heard):
        heard.append(parse_line(client.line()).command)
    return heard


@pytest.mark.parametrize(
    ("password", "authorization"),
    [("", ""), ("wrong", ""), (PASSWORD + "\n", ""), (PASSWORD[:-1], ""), (PASSWORD, "root"), (f"{PASSWORD}\0", "")],
)
def test_an_account_opens_to_its_password_only(
    come: Come, owner: tuple[str, IrcClient], password: str, authorization: str
) -> None:
    eve = come(f"eve{next(_numbers)}")
    ask(eve, "CAP REQ sasl")
    heard = login(eve, owner[0], password, authorization)
    assert "904" in heard
    assert "900" not in heard
    whois = ask(eve, "WHOIS " + owner[0])
    assert [one.params[2] for one in whois if one.command == "330"] == [owner[0]]


def test_the_tag_that_names_an_account_comes_from_the_server_only(come: Come, owner: tuple[str, IrcClient]) -> None:
    name, olga = owner
    eve = come(f"eve{next(_numbers)}", rooms=("#accounts",))
    olga.fence()
    ask(eve, f"@account={name};msgid=1-1;time=2001-01-01T00:00:00.000Z PRIVMSG #accounts :I am {name}")
    ask(eve, f":{name}!{name}@127.0.0.1 PRIVMSG #accounts :and so do I")
    heard = [one for one in olga.fence() if one.command == "PRIVMSG"]
    assert len(heard) == 2
    for message in heard:
        assert message.nick.startswith("eve")
        assert "account" not in message.tags
        assert message.tags["msgid"] != "1-1"
        assert not message.tags["time"].startswith("2001")


def test_the_name_of_an_account_is_nobody_elses(come: Come, owner: tuple[str, IrcClient]) -> None:
    name, olga = owner
    olga.send("QUIT")
    olga.rest()
    eve = come(f"eve{next(_numbers)}")
    assert "433" in [one.command for one in ask(eve, f"NICK {name}")]
    assert "433" in [one.command for one in ask(eve, f"NICK {name.upper()}")]
    assert [one.params[1] for one in ask(eve, f"REGISTER {name} * other-seed") if one.command == "FAIL"] == [
        "ACCOUNT_EXISTS"
    ]


def test_the_name_of_a_guest_with_a_certificate_is_theirs(come: Come) -> None:
    name = f"gus{next(_numbers)}"
    gus = come(name, key=name)
    eve = come(f"eve{next(_numbers)}", key="eve")
    for _ in range(2):  # while they are here, and when they have gone
        assert "433" in [one.command for one in ask(eve, f"NICK {name}")]
        assert "FAIL" in [one.command for one in ask(eve, f"REGISTER {name} * {PASSWORD}")]
        gus.send("QUIT")
        gus.rest()
    again = come(name, key=name)
    assert [one.params[1] for one in ask(again, f"WHOIS {name}") if one.command == "311"] == [name]


@pytest.mark.parametrize("way", ["sasl", "oper"])
def test_guessing_is_cut_off(tmp_path: Path, way: str) -> None:
    """By connection, and by address however many connections there are: then even the right one is not heard."""
    settings = "oper.name=boss", f"oper.password={PASSWORD}", "limits.connections_per_minute=0", "limits.burst=1000"
    with server(tmp_path / "data", *settings) as process:
        with IrcClient(process.port) as olga:
            olga.register("olga")
            assert "900" in [message.command for message in ask(olga, f"REGISTER * * {PASSWORD}")]
        for number in range(6):
            assert _guesses(process, f"eve{number}", way, "wrong") <= 5, "a connection has so many tries"
        assert _guesses(process, "eve", way, PASSWORD) == 10


def _guesses(process: ServerProcess, nick: str, way: str, password: str) -> int:
    """How many of ten tries on one connection were answered, none of them well, before the connection was closed."""
    with IrcClient(process.port) as eve:
        eve.register(nick, "sasl")
        for tries in range(10):
            try:
                heard = _try(eve, way, password)
            except (EOFError, ConnectionError):
                return tries
            assert not {"900", "903", "381"} & heard
            if "ERROR" in heard:
                return tries
    return 10


def _try(eve: IrcClient, way: str, password: str) -> set[str]:
    """The commands of what is answered."""
    if way == "sasl":
        return set(login(eve, "olga", password))
    return {message.command for message in ask(eve, f"OPER boss {password}")}


@pytest.mark.parametrize("early", [False, True])
def test_guessing_the_password_of_the_chat_is_cut_off(tmp_path: Path, early: bool) -> None:
    """`early`: by asking for an account before entering, which needs it too."""
    settings = f"access.password={PASSWORD}", "limits.connections_per_minute=0"
    with server(tmp_path / "data", *settings) as process:
        for number in range(30):
            assert not _gets_in(process, f"eve{number}", "wrong", early=early)
        assert not _gets_in(process, "eve", PASSWORD, early=False), "even the right one is not heard for a while"


def _gets_in(process: ServerProcess, nick: str, password: str, *, early: bool) -> bool:
    with IrcClient(process.port) as eve:
        eve.send(f"PASS {password}", f"NICK {nick}")
        if early:
            eve.send("CAP REQ draft/account-registration", "REGISTER * * some-seed")
            return "900" in {message.command for message in eve.fence()}
        eve.send(f"USER {nick} 0 * :{nick}")
        return any(" 001 " in line for line in _first_lines(eve))


def _first_lines(client: IrcClient) -> list[str]:
    """Until the greeting, or the end."""
    lines: list[str] = []
    while not any(" 001 " in line for line in lines):
        try:
            lines.append(client.line())
        except (EOFError, ConnectionError):
            break
    return lines
