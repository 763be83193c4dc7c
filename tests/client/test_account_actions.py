"""Acts on the account: what the server offers, and that no password leaves in plain text."""

from __future__ import annotations

import pytest

from desktop_chat.client.account_actions import AccountOffer
from desktop_chat.client.connection_events import DeviceCodeTold, RegistrationRefused
from tests.client.session_harness import MODERN, SessionHarness

REGISTRATION = "draft/account-registration"


def on_server(capabilities: str) -> SessionHarness:
    harness = SessionHarness()
    harness.connect(capabilities)
    harness.sent.clear()
    return harness


@pytest.mark.parametrize(
    ("capabilities", "offer"),
    [
        (f"{REGISTRATION} sasl", AccountOffer(can_register=True, can_log_in=True, email_required=False)),
        (f"{REGISTRATION}=before-connect", AccountOffer(can_register=True, can_log_in=False, email_required=False)),
        (f"{REGISTRATION}=email-required", AccountOffer(can_register=True, can_log_in=False, email_required=True)),
        ("sasl=PLAIN", AccountOffer(can_register=True, can_log_in=True, email_required=True)),
        ("batch", AccountOffer(can_register=False, can_log_in=False, email_required=False)),
    ],
)
def test_offers(capabilities: str, offer: AccountOffer) -> None:
    assert on_server(capabilities).session.account_offer() == offer


def test_nothing_is_offered_or_sent_without_a_connection_or_in_plain_text() -> None:
    harness = on_server(REGISTRATION)
    harness.record(harness.session.note_closed("cut", 2000))
    assert harness.session.account_offer() == AccountOffer(can_register=False, can_log_in=False, email_required=False)
    refused = RegistrationRefused("This works only while you are connected.")
    assert harness.record(harness.session.register_account("x")) == [refused]
    assert harness.record(harness.session.verify_account("ann", "x")) == [refused]
    assert harness.sent == []
    harness.record(harness.session.note_opened(3000, private=False))
    harness.receive(":s CAP * LS :draft/account-registration", ":s 001 ann :Welcome", ":s 422 ann :no MOTD")
    harness.record(harness.session.register_account("secret"))
    assert all("secret" not in line for line in harness.sent)
    assert not harness.session.is_private


def test_a_person_who_waits_hears_of_a_cut_and_of_a_password_that_no_line_can_carry() -> None:
    harness = on_server(REGISTRATION)
    harness.record(harness.session.register_account("open"))
    events = harness.record(harness.session.note_closed("cut", 2000))
    assert RegistrationRefused("This works only while you are connected.") in events
    harness = on_server(REGISTRATION)
    too_long = [RegistrationRefused("The password is too long.")]
    assert harness.record(harness.session.register_account("ä" * 200)) == too_long


def test_a_code_for_another_device_is_asked_for_where_there_is_one() -> None:
    harness = on_server("desktop-chat/device")
    assert not harness.session.can_add_device()
    harness.record(harness.session.request_device_code())
    assert harness.sent == []
    harness.receive(":s 900 ann ann!u@h ann :You are now logged in")
    harness.record(harness.session.request_device_code())
    assert harness.sent == ["DEVICE CODE"]
    assert harness.receive(":s DEVICE CODE ann 600 a-b-c-d-e") == [DeviceCodeTold("ann", "a-b-c-d-e")]


def test_the_rooms_of_the_account_are_entered_on_a_new_device_only() -> None:
    harness = on_server(f"{MODERN} desktop-chat/device")
    harness.enter_room("#tea")
    harness.sent.clear()
    harness.receive(":s DEVICE ROOMS :#milk")
    assert harness.sent == []
    harness.record(harness.session.bring_rooms(40 * 86_400_000))
    assert harness.sent[0] == "DEVICE ROOMS"
    assert harness.last_sent("CHATHISTORY").params[:2] == ("TARGETS", "timestamp=1970-01-11T00:00:00.000Z")
    harness.receive(":s DEVICE ROOMS :#tea #milk bob")
    assert [line for line in harness.sent if line.startswith("JOIN")] == ["JOIN #milk"]


def test_the_account_stays_if_the_person_changes() -> None:
    harness = SessionHarness()
    harness.session.give_account("anna", "open")
    harness.session.set_person(harness.session.person)
    assert (harness.session.person.account, harness.session.person.account_password) == ("anna", "open")
    assert harness.session.account == ""
