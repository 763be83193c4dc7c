"""Each cause is produced on a network of namespaces, found out, and named."""

from __future__ import annotations

import queue
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from desktop_chat.lan import fact_finder, key_proof
from desktop_chat.lan.diagnosis import Cause, Facts, Finding, diagnose
from desktop_chat.lan.fact_finder import FactFinder
from desktop_chat.lan.found_chats import FoundChat
from desktop_chat.net.addresses import DEFAULT_PORT, ListenAddress
from tests.lan.chats import AnnouncedChat, TlsServer, make_key, seeking
from tests.lan.namespaces import Computer, Networks, networks, require_namespaces
from tests.patience import SECONDS

CHAT = ListenAddress("10.0.0.1", DEFAULT_PORT)


@pytest.fixture
def lan() -> Iterator[Networks]:
    with networks() as made:
        yield made


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


@pytest.fixture(autouse=True)
def _neighbours_answer_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """The kernel itself answers for the computers here, at once."""
    monkeypatch.setattr(fact_finder, "_SETTLE_SECONDS", 0.3)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests in which no connection is made: they wait less for it."""
    monkeypatch.setattr(key_proof, "TIMEOUT_SECONDS", 0.5)


def find_out(
    computer: Computer, *saved: ListenAddress, unreachable: tuple[FoundChat, ...] = (), now: float | None = None
) -> Facts:
    told: queue.Queue[Facts] = queue.Queue()
    finder = FactFinder(told.put, saved, unreachable) if now is None else FactFinder(told.put, saved, now=lambda: now)
    computer.run(finder.start)
    facts = told.get(timeout=SECONDS)
    finder.join()
    return facts


def serve(stack: ExitStack, computer: Computer, folder: Path) -> TlsServer:
    key = make_key(folder, "chat")
    return stack.enter_context(closing(computer.run(lambda: TlsServer(key, port=DEFAULT_PORT))))


def test_no_network(lan: Networks) -> None:
    computer = lan.add_computer("10.0.0.2/24")
    computer.command("ip", "link", "set", "eth0", "down")  # the address stays
    assert diagnose(find_out(computer, CHAT)) == Finding(Cause.NO_NETWORK)


def test_wrong_time(lan: Networks) -> None:
    assert diagnose(find_out(lan.add_computer("10.0.0.2/24"), now=1_000_000.0)) == Finding(Cause.WRONG_TIME)


@pytest.mark.usefixtures("impatient")
def test_port_closed_by_a_firewall(lan: Networks, stack: ExitStack, tmp_path: Path) -> None:
    """The chat is heard, and cannot be joined."""
    require_namespaces("nft")
    host, guest = lan.add_computer("10.0.0.1/24"), lan.add_computer("10.0.0.2/24")
    key = make_key(tmp_path, "chat")
    chat = stack.enter_context(closing(host.run(lambda: AnnouncedChat(key, "Tea"))))
    host.drop("meta l4proto tcp")
    with seeking(guest.run) as (seen, _):
        unreachable = seen.wait_until(lambda sighting: bool(sighting.unreachable)).unreachable
    finding = diagnose(find_out(guest, unreachable=unreachable))
    assert finding == Finding(Cause.FIREWALL_THERE, ListenAddress("10.0.0.1", chat.server.port))


@pytest.mark.usefixtures("impatient")
def test_port_of_a_saved_chat_closed_by_a_firewall(lan: Networks, stack: ExitStack, tmp_path: Path) -> None:
    """The computer is there, and lets in neither the search nor a connection."""
    require_namespaces("nft")
    host, guest = lan.add_computer("10.0.0.1/24"), lan.add_computer("10.0.0.2/24")
    serve(stack, host, tmp_path)
    host.drop("meta l4proto tcp", "meta l4proto udp")
    assert diagnose(find_out(guest, CHAT)) == Finding(Cause.FIREWALL_THERE, CHAT)


def test_multicast_and_broadcast_blocked(lan: Networks, stack: ExitStack, tmp_path: Path) -> None:
    require_namespaces("nft")
    host, guest = lan.add_computer("10.0.0.1/24"), lan.add_computer("10.0.0.2/24")
    serve(stack, host, tmp_path)
    host.drop("udp dport 6697", "udp dport 5353")
    assert diagnose(find_out(guest)) == Finding(Cause.ANNOUNCEMENTS_BLOCKED, CHAT)


def test_firewall_of_this_computer(lan: Networks) -> None:
    require_namespaces("nft")
    lan.add_computer("10.0.0.1/24")
    guest = lan.add_computer("10.0.0.2/24")
    guest.drop("udp dport 6697")
    assert diagnose(find_out(guest)) == Finding(Cause.FIREWALL_HERE)


def test_vpn(lan: Networks) -> None:
    lan.add_computer("10.0.0.1/24")
    guest = lan.add_computer("10.0.0.2/24")
    guest.command("ip", "tuntap", "add", "dev", "tun0", "mode", "tun")
    guest.command("ip", "address", "add", "10.8.0.6/32", "dev", "tun0")
    guest.command("ip", "link", "set", "tun0", "up")
    guest.command("ip", "route", "add", "default", "dev", "tun0")
    assert diagnose(find_out(guest)) == Finding(Cause.VPN)


def test_server_stopped(lan: Networks) -> None:
    lan.add_computer("10.0.0.1/24")
    assert diagnose(find_out(lan.add_computer("10.0.0.2/24"), CHAT)) == Finding(Cause.SERVER_STOPPED, CHAT)


def test_computer_of_a_saved_chat_is_off(lan: Networks) -> None:
    lan.add_computer("10.0.0.3/24")
    assert diagnose(find_out(lan.add_computer("10.0.0.2/24"), CHAT)) == Finding(Cause.SERVER_STOPPED, CHAT)


def test_other_network(lan: Networks) -> None:
    lan.add_computer("10.0.1.1/24")
    away = ListenAddress("10.0.1.1", DEFAULT_PORT)
    assert diagnose(find_out(lan.add_computer("10.0.2.2/24"), away)) == Finding(Cause.OTHER_NETWORK, away)


def test_isolation(lan: Networks) -> None:
    """The switch keeps its computers apart, as the Wi-Fi for guests does."""
    lan.add_computer("10.0.0.1/24")
    guest = lan.add_computer("10.0.0.2/24")
    lan.isolate()
    assert diagnose(find_out(guest)) == Finding(Cause.ISOLATION)


def test_nobody_has_started_a_chat(lan: Networks) -> None:
    for number in (1, 3):
        lan.add_computer(f"10.0.0.{number}/24")
    assert diagnose(find_out(lan.add_computer("10.0.0.2/24"))) == Finding(Cause.NOBODY, count=2)


def test_stopped_check_reports_nothing(lan: Networks) -> None:
    told: list[Facts] = []
    finder = FactFinder(told.append, [CHAT])
    lan.add_computer("10.0.0.2/24").run(finder.start)
    finder.stop()
    finder.join()
    assert told == []


def test_name_of_a_chat_is_not_looked_up() -> None:
    finder = FactFinder(lambda facts: None, [ListenAddress("chat.example", 6697), CHAT])
    assert finder.saved == (CHAT,)


def test_router_is_no_neighbour(lan: Networks) -> None:
    lan.add_computer("10.0.0.254/24")
    guest = lan.add_computer("10.0.0.2/24")
    guest.command("ip", "route", "add", "default", "via", "10.0.0.254")
    assert find_out(guest).neighbours == ()
