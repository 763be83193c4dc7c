"""Chats are found on networks of every kind. Each computer is a network namespace."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from desktop_chat.lan.beacon import encode_answer
from desktop_chat.lan.interfaces import local_interfaces
from desktop_chat.server.server import ChatServer
from desktop_chat.server.settings_file import ServerSettings
from tests.lan.chats import AnnouncedChat, make_key, seeking
from tests.lan.namespaces import Computer, Networks, networks, require_namespaces

pytestmark = pytest.mark.timeout(300)

MULTICAST = ("ip daddr 224.0.0.0/4", "ip6 daddr ff10::/12")
BROADCAST = ("meta pkttype broadcast ether type ip", "ip daddr 10.0.0.255")
MDNS = ("udp dport 5353",)


@pytest.fixture
def lan() -> Iterator[Networks]:
    with networks() as made:
        yield made


@pytest.fixture
def closing_stack() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def announce(
    stack: ExitStack, computer: Computer, folder: Path, name: str, *, ipv6: bool = False, dns_sd: bool = False
) -> AnnouncedChat:
    key = make_key(folder, name)
    family = socket.AF_INET6 if ipv6 else socket.AF_INET
    return stack.enter_context(closing(computer.run(lambda: AnnouncedChat(key, name, family=family, dns_sd=dns_sd))))


@pytest.mark.usefixtures("quick_search")
def test_server_is_found_on_a_plain_network(lan: Networks, closing_stack: ExitStack, tmp_path: Path) -> None:
    host, guest = lan.add_computer("10.0.0.1/24"), lan.add_computer("10.0.0.2/24")
    settings = ServerSettings(tmp_path, None, ["listen.addresses=0.0.0.0:0", "server.name=Tea", "threads.io=1"])
    server = host.run(lambda: ChatServer(tmp_path, settings))
    host.run(server.start)
    closing_stack.callback(server.stop)
    with seeking(guest.run) as (seen, _):
        (found,) = seen.wait_for_names("Tea").chats
        assert found.beacon.id == server.identity.fingerprint
        assert (found.address.host, found.address.port) == ("10.0.0.1", server.listening[0].port)
        assert found.beacon.people == 0
        assert not found.beacon.locked
        server.config.save_setting("listen.announce", "nowhere")
        server.apply_settings()
        seen.wait_for_names()


def test_found_without_multicast_dns_and_without_multicast(
    lan: Networks, closing_stack: ExitStack, tmp_path: Path
) -> None:
    require_namespaces("nft")
    host, guest = lan.add_computer("10.0.0.1/24"), lan.add_computer("10.0.0.2/24")
    host.drop(*MDNS, *MULTICAST)
    announce(closing_stack, host, tmp_path, "Tea", dns_sd=True)
    with seeking(guest.run, dns_sd=True) as (seen, _):
        seen.wait_for_names("Tea")


def test_found_without_broadcast(lan: Networks, closing_stack: ExitStack, tmp_path: Path) -> None:
    require_namespaces("nft")
    host, guest = lan.add_computer("10.0.0.1/24"), lan.add_computer("10.0.0.2/24")
    host.drop(*BROADCAST)
    announce(closing_stack, host, tmp_path, "Tea")
    with seeking(guest.run) as (seen, _):
        seen.wait_for_names("Tea")
        assert not any(sighting.is_sweeping for sighting in seen.all) or seen.last.chats


def test_found_by_multicast_dns_alone(lan: Networks, closing_stack: ExitStack, tmp_path: Path) -> None:
    """The port of the beacon is closed."""
    require_namespaces("nft")
    host, guest = lan.add_computer("10.0.0.1/24"), lan.add_computer("10.0.0.2/24")
    host.drop("udp dport 6697")
    announce(closing_stack, host, tmp_path, "Tea", dns_sd=True)
    with seeking(guest.run, dns_sd=True) as (seen, _):
        (found,) = seen.wait_for_names("Tea").chats
        assert found.address.host == "10.0.0.1"


def test_found_by_single_addresses_if_all_else_is_blocked(
    lan: Networks, closing_stack: ExitStack, tmp_path: Path
) -> None:
    require_namespaces("nft")
    host, guest = lan.add_computer("10.0.0.77/24"), lan.add_computer("10.0.0.2/24")
    host.drop(*MDNS, *MULTICAST, *BROADCAST)
    announce(closing_stack, host, tmp_path, "Tea", dns_sd=True)
    with seeking(guest.run, dns_sd=True) as (seen, _):
        seen.wait_until(lambda sighting: sighting.is_sweeping)
        seen.wait_for_names("Tea")


def test_single_addresses_are_not_asked_after_a_cancel(lan: Networks, closing_stack: ExitStack, tmp_path: Path) -> None:
    require_namespaces("nft")
    host, guest = lan.add_computer("10.0.0.250/24"), lan.add_computer("10.0.0.2/24")
    host.drop(*MDNS, *MULTICAST, *BROADCAST)
    announce(closing_stack, host, tmp_path, "Tea")
    with seeking(guest.run) as (seen, seeker):
        seen.wait_until(lambda sighting: sighting.is_sweeping)
        seeker.cancel_sweep()
        seen.wait_until(lambda sighting: not sighting.is_sweeping)
        assert seen.names == []


def test_saved_address_is_asked_in_another_subnet(lan: Networks, closing_stack: ExitStack, tmp_path: Path) -> None:
    """Multicast and broadcast end at the router; the address of a saved chat does not."""
    host, guest = lan.add_computer("10.0.1.1/24"), lan.add_computer("10.0.2.2/24")
    router = lan.add_computer("10.0.1.254/24", "10.0.2.254/24")
    router.command("sh", "-c", "echo 1 > /proc/sys/net/ipv4/ip_forward")
    host.command("ip", "route", "add", "default", "via", "10.0.1.254")
    guest.command("ip", "route", "add", "default", "via", "10.0.2.254")
    announce(closing_stack, host, tmp_path, "Tea")
    with seeking(guest.run, saved_hosts=("10.0.1.1",)) as (seen, _):
        seen.wait_for_names("Tea")


def test_found_beside_an_interface_like_that_of_a_vpn(lan: Networks, closing_stack: ExitStack, tmp_path: Path) -> None:
    """The tunnel has the default route, and knows neither multicast nor broadcast."""
    host, guest = lan.add_computer("10.0.0.1/24"), lan.add_computer("10.0.0.2/24")
    for computer, address in ((host, "10.8.0.6/32"), (guest, "10.8.0.10/32")):
        computer.command("ip", "tuntap", "add", "dev", "tun0", "mode", "tun")
        computer.command("ip", "address", "add", address, "dev", "tun0")
        computer.command("ip", "link", "set", "tun0", "up")
        computer.command("ip", "route", "add", "default", "dev", "tun0")
    announce(closing_stack, host, tmp_path, "Tea", dns_sd=True)
    with seeking(guest.run, dns_sd=True) as (seen, _):
        assert seen.wait_for_names("Tea").chats[0].address.host == "10.0.0.1"


def test_found_on_a_network_of_ipv6_alone(lan: Networks, closing_stack: ExitStack, tmp_path: Path) -> None:
    host, guest = lan.add_computer("fd00::1/64"), lan.add_computer("fd00::2/64")
    announce(closing_stack, host, tmp_path, "Tea", ipv6=True)
    with seeking(guest.run) as (seen, _):
        (found,) = seen.wait_for_names("Tea").chats
        assert ":" in found.address.host


def test_several_servers_of_one_computer_are_found(lan: Networks, closing_stack: ExitStack, tmp_path: Path) -> None:
    host, guest = lan.add_computer("10.0.0.1/24"), lan.add_computer("10.0.0.2/24")
    for name in ("One", "Three", "Two"):
        announce(closing_stack, host, tmp_path, name)
    with seeking(guest.run) as (seen, _):
        seen.wait_for_names("One", "Three", "Two")
    with seeking(host.run) as (seen, _):
        seen.wait_for_names("One", "Three", "Two")


def test_fifty_servers_of_one_network_are_found(lan: Networks, closing_stack: ExitStack, tmp_path: Path) -> None:
    names = [f"Chat {number:02}" for number in range(50)]
    for number, name in enumerate(names):
        announce(closing_stack, lan.add_computer(f"10.0.0.{number + 1}/24"), tmp_path, name)
    guest = lan.add_computer("10.0.0.200/24")
    with seeking(guest.run) as (seen, _):
        seen.wait_for_names(*names)


def test_public_networks_are_left_out_unless_the_host_says_so(lan: Networks, tmp_path: Path) -> None:
    host = lan.add_computer("203.0.113.5/24", "10.0.0.1/24", "100.64.0.1/24")
    assert [one.host for one in host.run(lambda: local_interfaces(private_only=True)) if not one.is_ipv6] == [
        "10.0.0.1"
    ]
    assert len([one for one in host.run(local_interfaces) if not one.is_ipv6]) == 3


def test_flood_and_lies_keep_no_chat_away(lan: Networks, closing_stack: ExitStack, tmp_path: Path) -> None:
    """A liar claims the id of the chat, and floods the guest with other ids. The chat is found, once, and stays."""
    host, guest = lan.add_computer("10.0.0.1/24"), lan.add_computer("10.0.0.2/24")
    liar = lan.add_computer("10.0.0.66/24")
    chat = announce(closing_stack, host, tmp_path, "Tea")
    key = make_key(tmp_path, "liar")
    fake = liar.run(lambda: AnnouncedChat(key, "Lie", claimed_id=chat.beacon.id))
    closing_stack.callback(fake.close)
    with seeking(guest.run) as (seen, seeker):
        (found,) = seen.wait_for_names("Tea").chats
        flood = liar.run(lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
        closing_stack.callback(flood.close)
        ports = [asking.socket.getsockname()[1] for asking in seeker._asking.values() if not asking.interface.is_ipv6]
        for number in range(3000):
            false = type(chat.beacon)(
                id=type(chat.beacon.id)(f"{number:064x}"), name=f"Lie {number}", host="", port=9, people=1
            )
            for nonce in list(seeker._nonces):
                flood.sendto(encode_answer(nonce, false), ("10.0.0.2", ports[0]))
        chat.beacon = type(chat.beacon)(
            id=chat.beacon.id, name="Tea time", host="computer", port=chat.beacon.port, people=2
        )
        (found,) = seen.wait_for_names("Tea time").chats
        assert [address.host for address in found.addresses if ":" not in address.host] == ["10.0.0.1"]
