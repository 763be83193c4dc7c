"""The message of the day of the real hub is kept for newcomers, and shown on the server's page."""

from __future__ import annotations

from dataclasses import replace

from desktop_chat.client.collection_limits import MOTD_LINES
from desktop_chat.texts import CodedText
from desktop_chat.texts import hub as texts
from tests.client.memory_hub import MemoryHub, SimulatedClient, settle_clients
from tests.client.session_harness import MODERN, SessionHarness


def test_welcome_of_our_server_is_kept_with_the_code_of_the_contact() -> None:
    hub = MemoryHub()
    hub.hub.apply_settings(replace(hub.hub.settings, welcome="Hello.\n- really", admin="room 12"), hub.now)
    ann = SimulatedClient(hub, "ann")
    ann.connect()
    settle_clients(ann)
    *words, contact = ann.session.motd
    assert words == ["Hello.", "- really"]
    assert isinstance(contact, CodedText)
    assert contact == texts.HOST_CONTACT("room 12")


def test_endless_message_of_the_day_is_cut_and_a_new_one_replaces_it() -> None:
    harness = SessionHarness()
    harness.connect(MODERN)
    harness.receive(":s 375 ann :- s", *[f":s 372 ann :- {number}" for number in range(MOTD_LINES + 9)])
    assert harness.session.motd == tuple(map(str, range(MOTD_LINES)))
    events = harness.receive(":s 375 ann :- s", ":s 372 ann :- new", ":s 376 ann :End")
    assert r"'\x11new'" in str(events)
    assert harness.session.motd == ("new",)
