"""Passwords to services are neither shown nor kept, and are sent all the same."""

from __future__ import annotations

import pytest

from desktop_chat.client.entry import DeliveryState
from desktop_chat.client.service_secrets import MASK, mask_secrets
from tests.client.session_harness import MODERN, SessionHarness


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("IDENTIFY ann sesame", f"IDENTIFY {MASK}"),
        ("identify sesame", f"identify {MASK}"),
        ("  REGISTER sesame ann@example.org", f"  REGISTER {MASK}"),
        ("set password millet", f"set password {MASK}"),
        ("GHOST ann sesame\nnext", f"GHOST {MASK}"),
        ("HELP identify", "HELP identify"),
        ("IDENTIFY", "IDENTIFY"),
        ("identity theft", "identity theft"),
        ("info ann", "info ann"),
        ("passwd sesame millet millet", f"passwd {MASK}"),
        ("SETPASS ann k3y millet", f"SETPASS {MASK}"),
        ("saset ann password millet", f"saset ann password {MASK}"),
        ("saset ann greet hello", "saset ann greet hello"),
        ("DROP ann sesame", f"DROP ann {MASK}"),
        ("DROP ann", "DROP ann"),
        ("CERT ADD 0a1b2c", "CERT ADD 0a1b2c"),
    ],
)
def test_everything_behind_a_password_command_is_masked(text: str, shown: str) -> None:
    assert mask_secrets(text) == shown


def shown(harness: SessionHarness) -> list[str]:
    return [entry.text for entry in harness.entries("nickserv")]


@pytest.mark.parametrize("capabilities", ["", MODERN])
@pytest.mark.parametrize("typed", ["/msg NickServ IDENTIFY ann sesame", ""])
def test_password_is_sent_and_not_shown(capabilities: str, typed: str) -> None:
    harness = SessionHarness()
    harness.connect(capabilities)
    harness.record(harness.session.open_direct_messages("NickServ"))
    harness.sent.clear()
    if typed:
        harness.record(harness.session.run_command("", typed, 2000))
    else:
        harness.record(harness.session.send_text("nickserv", "IDENTIFY ann sesame", 2000))
    assert any(line.endswith("PRIVMSG NickServ :IDENTIFY ann sesame") for line in harness.sent)
    if capabilities:
        harness.receive("@msgid=m1 :ann!u@h PRIVMSG NickServ :IDENTIFY ann sesame")
    assert shown(harness) == [f"IDENTIFY {MASK}"]
    assert harness.entries("nickserv")[0].state is DeliveryState.SENT
    assert not any("sesame" in repr(event) for event in harness.events)


def test_service_that_repeats_the_password_is_masked() -> None:
    harness = SessionHarness()
    harness.connect()
    harness.record(harness.session.run_command("", "/ns register sesame ann@example.org", 2000))
    harness.receive(
        ":NickServ!n@services NOTICE ann :\x02ann\x02 is registered to ann@example.org, password \x02sesame\x02."
    )
    assert shown(harness)[-1] == f"\x02ann\x02 is registered to ann@example.org, password \x02{MASK}\x02."
    harness.receive(":bob!u@h PRIVMSG ann :open sesame")
    assert [entry.text for entry in harness.entries("bob")] == ["open sesame"]


def test_password_of_a_playback_is_masked() -> None:
    harness = SessionHarness()
    harness.connect("server-time batch")
    harness.receive("@time=2020-01-01T00:00:00.000Z :ann!u@h PRIVMSG NickServ :IDENTIFY sesame")
    assert not any("sesame" in repr(event) for event in harness.events)


def test_password_is_not_kept_for_later() -> None:
    harness = SessionHarness()
    harness.connect()
    harness.record(harness.session.open_direct_messages("NickServ"))
    harness.record(harness.session.note_closed("cut", 3000))
    harness.record(harness.session.send_text("nickserv", "IDENTIFY ann sesame", 4000))
    assert not any("sesame" in repr(event) for event in harness.events)
    assert "never kept" in shown(harness)[-1]
