"""A bouncer like soju: login by SASL, and networks that are listed and bound."""

from __future__ import annotations

from base64 import b64decode

import pytest

from desktop_chat.client.connection_events import BouncerNetworkTold, PasswordWanted
from desktop_chat.client.events import Phase
from desktop_chat.client.person import Person
from tests.client.session_harness import SessionHarness

SOJU = "batch cap-notify echo-message message-tags sasl=PLAIN server-time soju.im/bouncer-networks"


def begin(password: str, network: str = "", offer: str = SOJU) -> SessionHarness:
    harness = SessionHarness()
    harness.session.set_person(Person("ann", "login", "Ann", bouncer_network=network))
    harness.session.give_password(password)
    harness.record(harness.session.note_connecting(1000))
    harness.record(harness.session.note_opened(1000))
    harness.receive(f":soju CAP * LS :{offer}")
    asked = harness.last_sent("CAP").params[-1]
    harness.receive(f":soju CAP * ACK :{asked}")
    return harness


def welcome(harness: SessionHarness, *tokens: str) -> None:
    harness.receive(":soju 001 ann :Welcome", f":soju 005 ann CASEMAPPING=ascii {' '.join(tokens)} :are")
    harness.receive(":soju 422 ann :No MOTD")


def commands(harness: SessionHarness, *wanted: str) -> list[str]:
    return [line for line in harness.sent if line.split()[0] in wanted]


def test_first_connection_logs_in_and_lists_the_networks() -> None:
    harness = begin("ann:open:sesame")
    assert commands(harness, "AUTHENTICATE") == ["AUTHENTICATE PLAIN"]
    assert not any("CAP END" in line for line in harness.sent)
    harness.receive("AUTHENTICATE +")
    assert b64decode(commands(harness, "AUTHENTICATE")[-1].split()[1]) == b"\0ann\0open:sesame"
    harness.receive(":soju 903 ann :SASL authentication successful")
    assert harness.sent[-1] == "CAP END"
    assert not commands(harness, "BOUNCER")
    welcome(harness, "CHANTYPES=")
    assert commands(harness, "BOUNCER") == ["BOUNCER LISTNETWORKS"]
    harness.receive(
        ":soju BATCH +1 soju.im/bouncer-networks",
        "@batch=1 :soju BOUNCER NETWORK 42 name=Free\\sNode;state=connected;host=irc.example.org",
        "@batch=1 :soju BOUNCER NETWORK 43 state=disconnected",
        "@batch=1 :soju BOUNCER NETWORK 44 *",
        ":soju BATCH -1",
    )
    told = [event for event in harness.events if isinstance(event, BouncerNetworkTold)]
    assert told == [BouncerNetworkTold("42", "Free Node"), BouncerNetworkTold("43", "43")]
    assert harness.session.phase is Phase.ONLINE
    harness.receive("BOUNCER NETWORK 45 name=Tea;state=connecting", "BOUNCER NETWORK 45 state=connected")
    told = [event for event in harness.events if isinstance(event, BouncerNetworkTold)]
    assert told[2:] == [BouncerNetworkTold("45", "Tea")]


def test_further_connection_is_bound_before_registration_ends() -> None:
    harness = begin("ann:sesame", "42")
    harness.receive("AUTHENTICATE +", ":soju 903 ann :SASL authentication successful")
    assert harness.sent[-2:] == ["BOUNCER BIND 42", "CAP END"]
    welcome(harness, "BOUNCER_NETID=42", "CHANTYPES=#")
    assert "BOUNCER LISTNETWORKS" not in harness.sent
    harness.receive(":soju BOUNCER NETWORK 43 name=Other")
    assert not any(isinstance(event, BouncerNetworkTold) for event in harness.events)


@pytest.mark.parametrize("number", ["904", "905", "906"])
def test_failed_login_leaves_the_password_to_the_server(number: str) -> None:
    harness = begin("ann:wrong")
    harness.receive("AUTHENTICATE +", f":soju {number} ann :SASL authentication failed")
    assert harness.sent[-1] == "CAP END"
    harness.receive(":soju 464 ann :Invalid username or password")
    assert [event for event in harness.events if isinstance(event, PasswordWanted)] == [PasswordWanted(given=True)]


@pytest.mark.parametrize(
    ("password", "offer"),
    [
        ("", SOJU),
        ("sesame", SOJU),
        ("ann:sesame", SOJU.replace("sasl=PLAIN ", "")),
        ("ann:sesame", SOJU.replace("PLAIN", "EXTERNAL")),
        ("a:password", f"{SOJU} desktop-chat/resend"),
    ],
)
def test_password_is_not_sent_without_sasl(password: str, offer: str) -> None:
    harness = begin(password, offer=offer)
    assert not commands(harness, "AUTHENTICATE")
    assert harness.sent[-1] == "CAP END"


def test_endless_list_of_networks_is_cut() -> None:
    harness = begin("ann:sesame")
    harness.receive("AUTHENTICATE +", ":soju 903 ann :ok")
    welcome(harness)
    harness.receive(*(f":soju BOUNCER NETWORK {number} name=n" for number in range(1000)))
    assert len([event for event in harness.events if isinstance(event, BouncerNetworkTold)]) == 50
