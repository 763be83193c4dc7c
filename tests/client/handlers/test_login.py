"""Login by SASL: each mechanism, refusals, a server that proves nothing, and the real thing on our own server."""

from __future__ import annotations

from base64 import b64decode, b64encode

import pytest

from desktop_chat.client.connection_events import AccountChanged, LoginRefused, PasswordWanted, ProofWanted
from desktop_chat.client.events import Phase
from desktop_chat.irc.sasl import ScramExchange, make_verifier, scram_first
from desktop_chat.irc.sasl_client import derive_key
from tests.client.session_harness import SessionHarness

OFFER = "batch cap-notify message-tags sasl=PLAIN,SCRAM-SHA-256,EXTERNAL"


def begin(password: str = "open", *, offer: str = OFFER, private: bool = True) -> SessionHarness:
    harness = SessionHarness()
    harness.session.give_account("anna", password)
    harness.record(harness.session.note_connecting(1000))
    harness.record(harness.session.note_opened(1000, private=private))
    harness.receive(f":s CAP * LS :{offer}")
    harness.receive(f":s CAP * ACK :{harness.last_sent('CAP').params[-1]}")
    return harness


def said(harness: SessionHarness) -> list[str]:
    return [line.split()[1] for line in harness.sent if line.startswith("AUTHENTICATE")]


def is_over(harness: SessionHarness) -> bool:
    return "CAP END" in harness.sent


def of_kind(harness: SessionHarness, kind: type[object]) -> list[object]:
    return [event for event in harness.events if isinstance(event, kind)]


def prove(harness: SessionHarness, password: str = "open") -> ScramExchange:
    """Play the server until the client has sent its proof. Return the server's side."""
    harness.receive("AUTHENTICATE +")
    server = ScramExchange(scram_first(b64decode(said(harness)[-1])), make_verifier("open", b"salt", 4096), "def")
    harness.receive(f"AUTHENTICATE {b64encode(server.first_message).decode()}")
    [wanted] = of_kind(harness, ProofWanted)
    assert isinstance(wanted, ProofWanted)
    harness.record(harness.session.give_proof(wanted, derive_key(password, wanted.salt, wanted.iterations)))
    return server


def test_scram_is_preferred_and_proves_both_sides() -> None:
    harness = begin()
    assert said(harness) == ["SCRAM-SHA-256"]
    server = prove(harness)
    final = server.final_message(b64decode(said(harness)[-1]))
    harness.receive(f"AUTHENTICATE {b64encode(final).decode()}")
    assert said(harness)[-1] == "+"
    assert not is_over(harness)
    harness.receive(":s 900 * ann!u@h anna :You are now logged in", ":s 903 * :Done")
    assert is_over(harness)
    assert AccountChanged("anna") in harness.events
    assert harness.session.account == "anna"
    assert all("open" not in line for line in harness.sent)


def test_a_server_without_the_password_is_given_up() -> None:
    harness = begin()
    prove(harness)
    harness.receive(f"AUTHENTICATE {b64encode(b'v=' + b64encode(bytes(32))).decode()}")
    assert said(harness)[-1] == "*"
    harness.receive(":s 906 * :Aborted")
    assert is_over(harness)
    assert of_kind(harness, LoginRefused) == [LoginRefused("anna", "Aborted")]


def test_a_wrong_password_is_told_and_the_chat_goes_on() -> None:
    harness = begin()
    prove(harness, "wrong")
    harness.receive(":s 904 * :Wrong name or password")
    harness.receive(":s 001 ann :Welcome", ":s 422 ann :no MOTD")
    assert of_kind(harness, LoginRefused) == [LoginRefused("anna", "Wrong name or password")]
    assert said(harness).count("PLAIN") == 0
    assert harness.session.phase is Phase.ONLINE
    assert of_kind(harness, PasswordWanted) == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("SASL authentication failed", "The account or the password is wrong."),
        ("SASL authentication failed.", "The account or the password is wrong."),
        ("SASL authentication failed: Invalid account credentials", "Invalid account credentials"),
    ],
)
def test_refused_login_is_told_without_the_name_of_the_protocol(words: str, told: str) -> None:
    harness = begin()
    prove(harness, "wrong")
    harness.receive(f":s 904 * :{words}")
    assert of_kind(harness, LoginRefused) == [LoginRefused("anna", told)]


def test_plain_needs_a_private_connection() -> None:
    plain = begin(offer="sasl=PLAIN")
    plain.receive("AUTHENTICATE +")
    assert b64decode(said(plain)[-1]) == b"\0anna\0open"
    open_to_all = begin(offer="sasl=PLAIN", private=False)
    assert said(open_to_all) == []
    assert is_over(open_to_all)
    assert said(begin(private=False)) == ["SCRAM-SHA-256"]


def test_a_code_of_another_device_goes_by_plain_and_in_private_only() -> None:
    for private, said_first in ((True, ["PLAIN"]), (False, [])):
        harness = SessionHarness()
        harness.session.give_account("anna", "", "a b c d e")
        harness.record(harness.session.note_opened(1000, private=private))
        harness.receive(f":s CAP * LS :{OFFER}")
        harness.receive(f":s CAP * ACK :{harness.last_sent('CAP').params[-1]}")
        assert said(harness) == said_first
    harness = SessionHarness()
    harness.session.give_account("anna", "", "a b c d e")
    harness.record(harness.session.note_opened(1000))
    harness.receive(f":s CAP * LS :{OFFER}", ":s CAP * ACK :sasl", "AUTHENTICATE +")
    assert b64decode(said(harness)[-1]) == b"\0anna\0a b c d e"


def test_a_certificate_logs_in_without_a_password() -> None:
    harness = begin("")
    assert said(harness) == ["EXTERNAL"]
    harness.receive("AUTHENTICATE +")
    assert said(harness)[-1] == "+"
    assert said(begin("", offer="sasl=PLAIN")) == []


def test_another_mechanism_is_tried_if_the_server_does_not_know_the_first() -> None:
    harness = begin(offer="sasl")
    assert said(harness) == ["PLAIN"]
    harness.receive(":s 908 * SCRAM-SHA-256,EXTERNAL :are the mechanisms", ":s 904 * :No")
    assert said(harness)[-1] == "SCRAM-SHA-256"
    harness.receive(":s 908 * EXTERNAL :are the mechanisms", ":s 904 * :No")
    assert is_over(harness)
    assert of_kind(harness, LoginRefused) == [LoginRefused("anna", "No")]


@pytest.mark.parametrize("line", ["AUTHENTICATE !", "AUTHENTICATE " + "A" * 400, "AUTHENTICATE cj14", "AUTHENTICATE +"])
def test_nonsense_ends_the_login_and_not_the_chat(line: str) -> None:
    harness = begin()
    harness.receive("AUTHENTICATE +", *[line] * 6)
    assert said(harness).count("*") == 1
    harness.receive(":s 906 * :Aborted")
    assert is_over(harness)


def test_a_late_key_is_dropped_and_a_cut_forgets_the_login() -> None:
    harness = begin()
    harness.receive("AUTHENTICATE +")
    harness.record(harness.session.note_closed("cut", 2000))
    before = len(harness.sent)
    assert harness.record(harness.session.give_proof(ProofWanted("open", b"salt", 4096), b"x" * 32)) == []
    assert len(harness.sent) == before
    harness.receive("AUTHENTICATE +", ":s 901 ann ann!u@h :You are logged out")
    assert of_kind(harness, AccountChanged) == [AccountChanged("")]
