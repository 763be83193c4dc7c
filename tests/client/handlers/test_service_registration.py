"""An account by NickServ: its answers are told, a login is the success, and the password is shown nowhere."""

from __future__ import annotations

from desktop_chat.client.connection_events import AccountRegistered, RegistrationRefused
from desktop_chat.client.events import Event
from tests.client.session_harness import SessionHarness

NICKSERV = ":NickServ!n@services.example NOTICE ann"
LOGGED_IN = ":s 900 ann ann!a@h ann :You are now logged in as ann"


def ask(password: str = "open sesame", email: str = "ann@x.example") -> tuple[SessionHarness, list[Event]]:
    """Ask NickServ of a network with SASL, which has no REGISTER."""
    harness = SessionHarness()
    harness.connect("sasl=PLAIN echo-message account-notify")
    harness.sent.clear()
    return harness, harness.record(harness.session.register_account(password, email))


def outcomes(events: list[Event]) -> list[Event]:
    return [event for event in events if isinstance(event, AccountRegistered | RegistrationRefused)]


def test_a_login_is_the_success_and_the_password_is_not_shown() -> None:
    harness, _ = ask("sesame")
    assert harness.sent == ["PRIVMSG NickServ :REGISTER sesame ann@x.example"]
    first = harness.receive(
        ":ann!a@h PRIVMSG NickServ :REGISTER sesame ann@x.example", f"{NICKSERV} :The password is too short."
    )
    assert outcomes(first) == [RegistrationRefused("The password is too short.")]
    harness.receive(LOGGED_IN, f"{NICKSERV} :ann is now registered, with the password sesame.")
    assert outcomes(harness.events)[1:] == [AccountRegistered("ann", "")]
    assert not any("sesame" in entry.text for room in harness.session.rooms for entry in harness.entries(room))


def test_what_fails_is_said_and_a_given_up_registration_takes_no_later_login() -> None:
    harness, events = ask()
    assert outcomes(events) == [RegistrationRefused("NickServ takes no password with spaces.")]
    assert harness.sent == []
    harness, _ = ask("sesame")
    absent = harness.receive(":s 401 ann NickServ :No such nick")
    assert outcomes(absent) == [RegistrationRefused("This network makes no accounts: it has no NickServ.")]
    harness, _ = ask("sesame")
    harness.session.end_registration()
    harness.receive(f"{NICKSERV} :Busy.", LOGGED_IN)
    assert outcomes(harness.events) == []
    harness, _ = ask("sesame")
    cut = harness.record(harness.session.note_closed("cut", 2000))
    assert outcomes(cut) == [RegistrationRefused("This works only while you are connected.")]
