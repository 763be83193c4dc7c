"""Registration of an account: what is sent, and each answer; also on our own server, with a login after it."""

from __future__ import annotations

from desktop_chat.client.connection_events import AccountRegistered, RegistrationRefused, VerificationWanted
from desktop_chat.client.entry import EntryKind
from tests.client.session_harness import SessionHarness


def on_server(value: str = "") -> SessionHarness:
    harness = SessionHarness()
    harness.record(harness.session.note_opened(1000))
    harness.receive(f":s CAP * LS :draft/account-registration{value} sasl", ":s CAP * ACK :draft/account-registration")
    harness.receive(":s 001 ann :Welcome", ":s 422 ann :no MOTD")
    harness.sent.clear()
    return harness


def test_an_account_is_registered() -> None:
    harness = on_server()
    harness.record(harness.session.register_account("open sesame"))
    assert harness.sent == ["REGISTER * * :open sesame"]
    assert harness.receive(":s REGISTER SUCCESS ann :Welcome.") == [AccountRegistered("ann", "Welcome.")]


def test_a_code_is_asked_for() -> None:
    harness = on_server("=email-required,custom-account-name")
    harness.record(harness.session.register_account("open", "ann@example.org", "anna"))
    assert harness.sent[-1] == "REGISTER anna ann@example.org :open"
    [event] = harness.receive(":s REGISTER VERIFICATION_REQUIRED anna :Look into your mail.")
    assert event == VerificationWanted("anna", "Look into your mail.")
    harness.record(harness.session.verify_account("anna", " 123 \n"))
    assert harness.sent[-1] == "VERIFY anna 123"
    assert harness.receive(":s FAIL VERIFY INVALID_CODE anna :Wrong.") == [RegistrationRefused("Wrong.")]
    harness.record(harness.session.verify_account("anna", "124"))
    assert harness.receive(":s VERIFY SUCCESS anna :Done.") == [AccountRegistered("anna", "Done.")]


def test_a_refusal_answers_the_person_or_is_shown() -> None:
    harness = on_server()
    harness.record(harness.session.register_account("x"))
    assert harness.receive(":s FAIL REGISTER WEAK_PASSWORD ann :Too short.") == [RegistrationRefused("Too short.")]
    harness.receive(":s FAIL REGISTER WEAK_PASSWORD ann :Too short.")
    assert [(one.kind, one.text) for one in harness.entries("")] == [(EntryKind.ERROR, "Too short.")]
