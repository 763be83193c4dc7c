"""Multicast DNS: the facts come back from the TXT record, foreign services are ignored, a network shows it all."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from zeroconf import ServiceInfo

from desktop_chat.lan.beacon import ChatBeacon
from desktop_chat.lan.dns_sd import SUBTYPE, TYPE, beacon_of, service_of
from desktop_chat.lan.interfaces import InterfaceAddress
from desktop_chat.net.fingerprints import KeyPin
from tests.lan.chats import AnnouncedChat, make_key, seeking
from tests.lan.namespaces import networks

CHAT = ChatBeacon(
    id=KeyPin("ab" * 32),
    name="💬" * 60,
    host="computer",
    port=6697,
    people=3,
    version="desktop-chat-1",
    locked=True,
)
HOME = (InterfaceAddress("eth0", 2, "192.168.1.5", 24), InterfaceAddress("eth0", 2, "fd00::5", 64))


def test_facts_come_back() -> None:
    service = service_of(CHAT, HOME)
    assert beacon_of(service) == CHAT
    assert service.type == SUBTYPE
    assert service.name.endswith(TYPE)
    assert service.parsed_addresses() == ["192.168.1.5", "fd00::5"]


@pytest.mark.parametrize(
    "change", [{"id": "x"}, {"people": "many"}, {"people": "-1"}, {"name": ""}, {"people": "9" * 30}, {"id": None}]
)
def test_foreign_services_are_ignored(change: dict[str, str | None]) -> None:
    facts: dict[str, str | None] = {"id": CHAT.id, "name": "Tea", "people": "1", "locked": "0"}
    service = ServiceInfo(TYPE, f"foreign.{TYPE}", port=6697, properties=facts | change)
    assert beacon_of(service) is None


@pytest.mark.usefixtures("quick_search")
def test_changes_and_the_end_are_announced(tmp_path: Path) -> None:
    with networks() as lan:
        host, guest = lan.add_computer("10.0.0.1/24"), lan.add_computer("10.0.0.2/24")
        key = make_key(tmp_path, "a")
        # The beacon is at a port at which the guest does not ask.
        made = host.run(lambda: AnnouncedChat(key, "Tea", dns_sd=True, port=6698))
        with closing(made) as chat, seeking(guest.run, dns_sd=True) as (seen, _):
            seen.wait_for_names("Tea")
            chat.beacon = ChatBeacon(chat.beacon.id, "Cake", "computer", chat.beacon.port, 4)
            assert chat.dns_sd is not None
            chat.dns_sd.renew()
            seen.wait_for_names("Cake")
            chat.dns_sd.stop()
            seen.wait_for_names()
