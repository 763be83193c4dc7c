"""FactFinder: the thread that gathers facts about a network without a chat. Takes some seconds."""

from __future__ import annotations

import errno
import ipaddress
import re
import secrets
import selectors
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing, suppress
from pathlib import Path

import desktop_chat
from desktop_chat.lan.beacon import NONCE_DIGITS, PORT, encode_query
from desktop_chat.lan.diagnosis import Facts, Reachability
from desktop_chat.lan.firewalls import active_firewall
from desktop_chat.lan.found_chats import FoundChat
from desktop_chat.lan.interfaces import InterfaceAddress, is_near, local_interfaces
from desktop_chat.lan.key_proof import KeyProof, make_context
from desktop_chat.lan.radio import AskingSocket, open_query_sockets, receive_datagram
from desktop_chat.lan.routers import known_routers
from desktop_chat.net.addresses import DEFAULT_PORT, ListenAddress, is_numeric
from desktop_chat.net.own_host import own_address_towards

MAX_NEIGHBOURS = 64
MAX_SAVED = 16
_SETTLE_SECONDS = 1.2
"""Seconds in which the computers of a network answer the question for their hardware address."""
_ECHO_SECONDS = 1.0
_SWEEP_STEP, _SWEEP_STEP_SECONDS = 32, 0.02
_NO_WAY = (errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN)


class FactFinder(threading.Thread):
    """Calls `report` with the facts, except after `stop`. `saved`: the addresses of saved chats.

    `unreachable`: heard chats without a reachable address. `now`: Unix seconds by the computer's clock.
    Thread: made, started and stopped by its owner; `report` is called on its own thread.
    """

    def __init__(
        self,
        report: Callable[[Facts], None],
        saved: Iterable[ListenAddress],
        unreachable: tuple[FoundChat, ...] = (),
        now: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(name="fact-finder", daemon=True)
        self._report = report
        self.saved = tuple(address for address in saved if is_numeric(address.host))[:MAX_SAVED]
        self._unreachable = unreachable
        self._now = now
        self._stopping = threading.Event()

    def stop(self) -> None:
        """End the thread soon. Does not wait."""
        self._stopping.set()

    def run(self) -> None:
        interfaces = local_interfaces()
        hears_itself = not interfaces or self._hears_itself(interfaces)
        neighbours = self._find_neighbours(interfaces)
        usual = [ListenAddress(host, DEFAULT_PORT) for host in neighbours]
        reached = self._connect_all([*self.saved, *usual]) if interfaces else {}
        if not self._stopping.is_set():
            self._report(
                Facts(
                    interfaces=interfaces,
                    default_interface=_default_interface(interfaces),
                    is_clock_wrong=self._now() < _program_time(),
                    hears_itself=hears_itself,
                    neighbours=neighbours,
                    saved=tuple((address, reached[address]) for address in self.saved if address in reached),
                    usual=tuple((address, reached[address]) for address in usual if address in reached),
                    unreachable=self._unreachable,
                    firewall=active_firewall(),
                )
            )

    def _hears_itself(self, interfaces: tuple[InterfaceAddress, ...]) -> bool:
        """Whether an own query by multicast or broadcast comes back."""
        query = encode_query(secrets.token_hex(NONCE_DIGITS // 2))
        with ExitStack() as stack, selectors.DefaultSelector() as selector:
            for heard in open_query_sockets(PORT):
                stack.enter_context(closing(heard))
                heard.join_groups(interfaces)
                selector.register(heard.socket, selectors.EVENT_READ, heard)
            for one in interfaces:
                with suppress(OSError):
                    stack.enter_context(closing(AskingSocket(one, PORT))).ask_everybody(query)
            end = time.monotonic() + _ECHO_SECONDS
            while (left := end - time.monotonic()) > 0 and not self._stopping.is_set():
                for key, _ in selector.select(min(left, 0.1)):
                    received = receive_datagram(key.data.socket)
                    if received is not None and received[0] == query:
                        return True
        return False

    def _find_neighbours(self, interfaces: tuple[InterfaceAddress, ...]) -> tuple[str, ...]:
        """Return the computers of small IPv4 networks that answer the question for a hardware address."""
        query = encode_query(secrets.token_hex(NONCE_DIGITS // 2))
        own = {one.host for one in interfaces}
        for one in interfaces:
            if one.is_ipv6 or one.prefix > 30:
                continue
            around = ipaddress.IPv4Network(f"{one.host}/{max(one.prefix, 24)}", strict=False)
            with suppress(OSError), closing(AskingSocket(one, PORT)) as asking:
                for index, host in enumerate(around.hosts()):
                    if index % _SWEEP_STEP == 0 and self._stopping.wait(_SWEEP_STEP_SECONDS):
                        return ()
                    asking.ask_host(query, str(host))
        if interfaces:
            self._stopping.wait(_SETTLE_SECONDS)
        known = [host for host in _known_neighbours() if host not in own and is_near(host, interfaces)]
        routers = known_routers()
        return tuple(host for host in known if host not in routers)[:MAX_NEIGHBOURS]

    def _connect_all(self, addresses: Iterable[ListenAddress]) -> dict[ListenAddress, Reachability]:
        """Connect to all addresses at once."""
        reached: dict[ListenAddress, Reachability] = {}
        proofs: list[KeyProof] = []
        context = make_context()
        with selectors.DefaultSelector() as selector:
            for address in dict.fromkeys(addresses):
                try:
                    proof = KeyProof(context, address, time.monotonic())
                except OSError as error:
                    reached[address] = (
                        Reachability.REFUSED if error.errno == errno.ECONNREFUSED else Reachability.NO_WAY
                    )
                    continue
                selector.register(proof.socket, proof.events(), proof)
                proofs.append(proof)
            while proofs and not self._stopping.is_set():
                ended = [proof for proof in proofs if proof.deadline <= time.monotonic()]
                for key, _ in selector.select(0.1):
                    if key.data.step():
                        ended.append(key.data)
                    else:
                        selector.modify(key.data.socket, key.data.events(), key.data)
                for proof in dict.fromkeys(ended):
                    selector.unregister(proof.socket)
                    proof.close()
                    proofs.remove(proof)
                    reached[proof.address] = _reach_of(proof)
            for proof in proofs:
                proof.close()
        return reached


def _reach_of(proof: KeyProof) -> Reachability:
    if proof.key:
        return Reachability.CHAT
    if not proof.is_connected:
        if proof.error == errno.ECONNREFUSED:
            return Reachability.REFUSED
        return Reachability.NO_WAY if proof.error in _NO_WAY else Reachability.SILENT
    return Reachability.OTHER_SERVER


def _default_interface(interfaces: tuple[InterfaceAddress, ...]) -> str:
    """Return the name of the interface towards the internet, or ""."""
    own = own_address_towards("192.0.2.1") or own_address_towards("2001:db8::1")
    return next((one.interface for one in interfaces if one.host == own), "")


def _program_time() -> float:
    """Return the time of the program's installation: no correct clock shows an earlier time.

    A day is left for time zones.
    """
    try:
        return Path(desktop_chat.__file__).stat().st_mtime - 86_400
    except OSError:
        return 0.0


def _known_neighbours() -> Iterator[str]:
    """Return the IPv4 addresses with a hardware address known to the system."""
    if sys.platform == "linux":
        for fields in _read_table("/proc/thread-self/net/arp"):
            if len(fields) >= 4 and fields[2] != "0x0" and fields[3] != "00:00:00:00:00:00":
                yield fields[0]
        return
    try:
        shown = subprocess.run(["arp", "-a"], capture_output=True, text=True, timeout=5, check=False).stdout
    except (OSError, subprocess.SubprocessError):
        return
    for line in shown.splitlines():
        found = re.search(
            r"\(?(\d+\.\d+\.\d+\.\d+)\)?\s.*?((?:[0-9a-f]{1,2}[:-]){5}[0-9a-f]{1,2})", line, re.IGNORECASE
        )
        if found and found[2].lower() not in ("ff-ff-ff-ff-ff-ff", "ff:ff:ff:ff:ff:ff"):
            yield found[1]


def _read_table(path: str) -> Iterator[list[str]]:
    """Return the rows of a table of the Linux kernel without the head. Elsewhere there are no rows."""
    try:
        rows = Path(path).read_text().splitlines()[1:]
    except OSError:
        return
    yield from (row.split() for row in rows)
