"""The login by a service: before the rooms, never shown, never over a line that others can read without a choice."""

from __future__ import annotations

import pytest

from desktop_chat.client.login_services import LoginService
from desktop_chat.client.person import Person
from desktop_chat.irc.message import encode_message, parse_line
from tests.client.session_harness import SessionHarness

WELCOME = (":s 001 ann :Welcome", ":s 005 ann CASEMAPPING=ascii CHANTYPES=# :are", ":s 422 ann :no MOTD")


def come(service: LoginService, *, private: bool = True, capabilities: str = "away-notify") -> SessionHarness:
    """Ann with an account, welcomed."""
    harness = SessionHarness()
    harness.session.set_person(Person("ann", "ann", "Ann", account="anna", service=service))
    harness.session.give_account("anna", "sesame")
    harness.record(harness.session.note_connecting(harness.now))
    harness.record(harness.session.note_opened(harness.now, private=private))
    harness.receive(f":s CAP * LS :{capabilities}", f":s CAP * ACK :{capabilities}", *WELCOME)
    return harness


def told(harness: SessionHarness) -> list[str]:
    return [entry.text for entry in harness.entries("")]


@pytest.mark.parametrize(
    ("service", "line"),
    [
        (LoginService.AUTOMATIC, "PRIVMSG NickServ :IDENTIFY anna sesame"),
        (LoginService.PASSWORD_FIRST, "PRIVMSG NickServ :IDENTIFY sesame anna"),
        (LoginService.Q, "PRIVMSG Q@CServe.quakenet.org :AUTH anna sesame"),
    ],
)
def test_service_is_asked_and_the_password_is_not_shown(service: LoginService, line: str) -> None:
    harness = come(service)
    assert line in harness.sent
    assert told(harness) == [f"{line.split()[1]} was asked to log you in."]
    harness.receive(f"@msgid=m1 :ann!u@h {line}")
    assert not any("sesame" in repr(event) for event in harness.events)


def test_password_needs_encryption_or_a_choice() -> None:
    harness = come(LoginService.AUTOMATIC, private=False)
    assert not any("sesame" in line for line in harness.sent)
    assert "without encryption" in told(harness)[0]
    assert any("sesame" in line for line in come(LoginService.X, private=False).sent)


def test_no_service_is_asked_in_vain() -> None:
    assert not any("PRIVMSG" in line for line in come(LoginService.NONE).sent)
    assert not any("PRIVMSG" in line for line in come(LoginService.AUTOMATIC, capabilities="sasl=EXTERNAL").sent)


def test_rooms_wait_for_the_service() -> None:
    harness = SessionHarness()
    harness.session.set_person(Person("ann", "ann", "Ann", account="anna", service=LoginService.NICKSERV))
    harness.session.give_account("anna", "sesame")
    harness.record(harness.session.join_channel("#tea"))
    harness.record(harness.session.note_opened(harness.now))
    harness.session.receive_messages([parse_line(line) for line in WELCOME], harness.now)
    sent = [encode_message(one).decode().strip() for one in harness.session.take_outgoing(1_000_000)]
    assert "PRIVMSG NickServ :IDENTIFY anna sesame" in sent
    assert "JOIN #tea" not in sent
    later = [encode_message(one).decode().strip() for one in harness.session.take_outgoing(1_060_000)]
    assert "JOIN #tea" in later


def test_password_stays_with_another_name() -> None:
    harness = come(LoginService.NICKSERV)
    harness.session.set_person(Person("bob", "bob", "Bob"))
    assert (harness.session.person.account, harness.session.person.account_password) == ("anna", "sesame")
