"""Whether and where a server is announced."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from desktop_chat.lan.beacon import ChatBeacon
from desktop_chat.net.addresses import ListenAddress
from desktop_chat.net.fingerprints import KeyPin
from desktop_chat.server import lan_announcement
from desktop_chat.server.lan_announcement import EVERYWHERE, NOWHERE, PRIVATE, LanAnnouncement
from tests.lan.namespaces import networks
from tests.server.conftest import Start

CHAT = ChatBeacon(KeyPin("ab" * 32), "Tea", "computer", 6697, 3)


@contextmanager
def made(*listening: str) -> Iterator[LanAnnouncement]:
    announcement = LanAnnouncement(lambda: CHAT, [ListenAddress(host, 6697) for host in listening])
    yield announcement
    announcement.close()
    assert announcement.announcer is None


def test_server_on_loopback_is_announced_nowhere() -> None:
    with made("127.0.0.1", "::1") as announcement:
        announcement.set_scope(EVERYWHERE)
        assert announcement.announcer is None


def test_scope_may_change_while_the_server_runs() -> None:
    with made("0.0.0.0") as announcement:
        for scope, is_announced in ((PRIVATE, True), (EVERYWHERE, True), (NOWHERE, False), (PRIVATE, True)):
            announcement.set_scope(scope)
            assert (announcement.announcer is not None) is is_announced


def test_changed_facts_are_announced_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    facts, effects, told = [CHAT], [1], list[ChatBeacon]()
    announcement = LanAnnouncement(lambda: facts[0], [ListenAddress("0.0.0.0", 6697)], count_effects=lambda: effects[0])
    announcement.note_second(1)
    announcement.set_scope(PRIVATE)
    try:
        assert announcement.announcer is not None
        monkeypatch.setattr(announcement.announcer, "renew", lambda: told.append(facts[0]))
        announcement.note_second(1)
        told.clear()
        facts[0] = replace(CHAT, people=4)
        announcement.note_second(1)
        assert told == [], "nothing has happened in the chat, so nothing is looked at"
        for effects[0] in (2, 3):
            announcement.note_second(1)
        assert told == facts
        announcement.set_scope(PRIVATE)
        assert told == facts * 2, "the settings may have changed the name"
    finally:
        announcement.close()


@pytest.mark.parametrize(
    ("listening", "scope", "hosts"),
    [
        ("0.0.0.0", PRIVATE, {"10.0.0.1"}),
        ("0.0.0.0", EVERYWHERE, {"10.0.0.1", "203.0.113.5"}),
        ("203.0.113.5", PRIVATE, set()),
        ("10.0.0.1", EVERYWHERE, {"10.0.0.1"}),
        ("::", PRIVATE, {"fd00::1"}),
    ],
)
def test_interfaces_at_which_the_chat_can_be_joined(listening: str, scope: str, hosts: set[str]) -> None:
    with networks() as lan:
        host = lan.add_computer("10.0.0.1/24", "203.0.113.5/24", "fd00::1/64", "2001:db8::1/64")
        with made(listening) as announcement:
            host.run(lambda: announcement.set_scope(scope))
            found = {one.host for one in host.run(announcement.find_interfaces)}
            assert {one for one in found if not one.startswith("fe80")} == hosts


def test_beacon_of_a_server(start: Start) -> None:
    server = start("server.name=Tea", "access.password=secret")
    told = server.reports.read_beacon()
    assert (told.name, told.people, told.locked) == ("Tea", 0, True)
    assert told.id == server.identity.fingerprint
    assert told.port == server.listening[0].port


def test_scope_is_a_setting(start: Start) -> None:
    server = start()
    assert server.config["listen.announce"] == PRIVATE
    server.config.save_setting("listen.announce", lan_announcement.NOWHERE)
    server.apply_settings()
