"""People who were let in once, and the change of the rule."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_chat.hub.people.entry_rule import is_open_to_all
from desktop_chat.hub.records.entry_grants import PRESENT
from desktop_chat.net.control_values import EntryRule
from desktop_chat.storage.records import EntryGrant, InviteLink
from tests.hub.harness import FINGERPRINT, SETTINGS, HubHarness, commands_of

CLOSED = replace(SETTINGS, entry=EntryRule.LINK)
ENTER = ("NICK ann", "USER ann 0 * :Ann")
FAR = "192.168.1.7"


@pytest.mark.parametrize(
    ("entry", "password", "is_open"),
    [(EntryRule.OPEN, "", True), (EntryRule.OPEN, "x", False), (EntryRule.LINK, "", False)],
)
def test_open_chat_has_neither_password_nor_links(entry: str, password: str, is_open: bool) -> None:
    assert is_open_to_all(replace(SETTINGS, entry=entry, password=password)) is is_open


def test_people_who_are_in_may_come_again_when_the_chat_is_closed() -> None:
    harness = HubHarness()
    ann = harness.connect(FINGERPRINT, address=FAR)
    harness.exchange(ann, *ENTER)
    harness.hub.apply_settings(CLOSED, harness.now)
    assert commands_of(harness.exchange(ann, "PING x")) == ["PONG"]
    harness.exchange(ann, "QUIT")
    assert [change for change in harness.changes if isinstance(change, EntryGrant)] == [
        EntryGrant(f"cert:{FINGERPRINT}", PRESENT, harness.now)
    ]
    assert commands_of(harness.exchange(harness.connect(FINGERPRINT, address=FAR), *ENTER))[0] == "001"
    other = harness.connect("cd" * 32, address=FAR)
    assert commands_of(harness.exchange(other, "NICK bob", "USER bob 0 * :Bob")) == ["464", "ERROR"]


def test_closed_chat_has_a_first_link() -> None:
    harness = HubHarness()
    harness.hub.apply_settings(CLOSED, harness.now)
    (link,) = harness.hub.host.link_rows()
    harness.hub.apply_settings(replace(CLOSED, name="Tea"), harness.now)
    assert harness.hub.host.link_rows() == (link,)
    harness.take_outcome()
    assert [change.token for change in harness.changes if isinstance(change, InviteLink)] == [link.token]


def test_account_made_inside_comes_again_from_another_computer() -> None:
    harness = HubHarness(CLOSED)
    token = harness.hub.host.link_rows()[0].token
    ann = harness.connect(address=FAR)
    harness.exchange(ann, f"PASS {token}", *ENTER, "REGISTER * * sesame-seed")
    harness.exchange(ann, "QUIT")
    harness.hub.host.revoke_link(token, harness.now, people=False)
    seat = harness.connect(address="192.168.1.8")
    harness.exchange(seat, "CAP REQ sasl", "NICK ann", "USER ann 0 * :Ann", "AUTHENTICATE PLAIN")
    assert commands_of(harness.exchange(seat, "AUTHENTICATE AGFubgBzZXNhbWUtc2VlZA==")) == ["900", "903"]
    assert commands_of(harness.exchange(seat, "CAP END"))[0] == "001"
