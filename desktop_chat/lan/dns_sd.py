"""Multicast DNS (DNS-SD) beside the beacon: `_ircs._tcp` with a subtype of our own.

Some networks pass on only multicast DNS. Each class is a thread around python-zeroconf: its calls block for a second
and more. Where port 5353 cannot be shared, there is only the beacon.

Spec: https://www.rfc-editor.org/rfc/rfc6763#section-7.1
"""

from __future__ import annotations

import logging
import queue
import socket
import threading
from collections.abc import Callable
from contextlib import suppress

from zeroconf import Error as ZeroconfError
from zeroconf import EventLoopBlocked, ServiceBrowser, ServiceInfo, ServiceStateChange, Zeroconf

from desktop_chat.lan.beacon import ChatBeacon, read_fields
from desktop_chat.lan.interfaces import InterfaceAddress, is_near

TYPE = "_ircs._tcp.local."
SUBTYPE = "_desktop-chat._sub._ircs._tcp.local."
CHECK_SECONDS = 60.0
"""Seconds between two looks at the announced facts, unless `renew` is called."""
UPDATE_SECONDS = 3.0
"""The shortest time between two announcements of changed facts."""
MAX_SERVICES = 256
"""Announced names that are looked at while a client seeks."""
REPEAT_SECONDS = 3.0
"""Seconds after which the known services are heard again."""
_LOOKUP_MS = 1500
_FAILURES = (OSError, ZeroconfError, EventLoopBlocked, ValueError)
_log = logging.getLogger(__name__)
logging.getLogger("zeroconf").setLevel(logging.CRITICAL)
"""It warns of each datagram that a firewall refuses."""


def service_of(beacon: ChatBeacon, interfaces: tuple[InterfaceAddress, ...]) -> ServiceInfo:
    """Return the announced service: the id makes the name unique, and the TXT record holds the facts."""
    return ServiceInfo(
        SUBTYPE,
        f"chat-{beacon.id[:32]}.{TYPE}",
        port=beacon.port,
        properties={
            "id": beacon.id,
            "fp": beacon.id,
            "name": beacon.name,
            "host": beacon.host,
            "people": str(beacon.people),
            "version": beacon.version,
            "locked": str(int(beacon.locked)),
        },
        server=f"chat-{beacon.id[:32]}.local.",
        addresses=[
            socket.inet_pton(socket.AF_INET6 if one.is_ipv6 else socket.AF_INET, one.host) for one in interfaces
        ],
    )


def beacon_of(service: ServiceInfo) -> ChatBeacon | None:
    """Return the facts of a service, or None for a foreign service."""
    found = {key: text or "" for key, text in service.decoded_properties.items()}
    people, locked = found.get("people", ""), found.get("locked", "0")
    if not (people.isascii() and people.isdigit() and len(people) <= 7):
        return None
    fields = {**found, "port": service.port, "people": int(people), "locked": locked == "1"}
    return read_fields(fields)


class DnsSdAnnouncer(threading.Thread):
    """Announces a chat. Follows changes of the chat and of the interfaces."""

    def __init__(
        self,
        read_beacon: Callable[[], ChatBeacon],
        find_interfaces: Callable[[], tuple[InterfaceAddress, ...]],
    ) -> None:
        super().__init__(name="dns-sd", daemon=True)
        self._read_beacon = read_beacon
        self._find_interfaces = find_interfaces
        self._stopping = threading.Event()
        self._renewed = threading.Event()

    def renew(self) -> None:
        """Look at the facts and the interfaces now, and announce what has changed.

        Thread: any.
        """
        self._renewed.set()

    def stop(self) -> None:
        """End the thread soon, after the network was told. Does not wait."""
        self._stopping.set()
        self._renewed.set()

    def run(self) -> None:
        while not self._stopping.is_set():
            interfaces = self._find_interfaces()
            if interfaces:
                try:
                    self._announce_on(interfaces)
                except Exception as error:  # whatever it is, the chat itself goes on
                    _log.info("Multicast DNS cannot be used: %r.", error)
            self._wait_for_news()

    def _wait_for_news(self) -> None:
        self._renewed.wait(CHECK_SECONDS)
        if not self._stopping.is_set():
            self._renewed.clear()

    def _announce_on(self, interfaces: tuple[InterfaceAddress, ...]) -> None:
        """Announce until the interfaces change."""
        zeroconf = Zeroconf(
            interfaces=[one.host for one in interfaces if not one.is_ipv6] or _interface_indexes(interfaces)
        )
        try:
            told = self._read_beacon()
            zeroconf.register_service(service_of(told, interfaces), cooperating_responders=True)
            while not self._stopping.is_set() and self._find_interfaces() == interfaces:
                now = self._read_beacon()
                if now != told:
                    told = now
                    zeroconf.update_service(service_of(told, interfaces))
                    self._stopping.wait(UPDATE_SECONDS)
                self._wait_for_news()
        finally:
            zeroconf.close()


class DnsSdSeeker(threading.Thread):
    """Calls `heard(beacon, host)` for each address of each chat in multicast DNS.

    Thread: `heard` is called on this thread.
    """

    def __init__(self, heard: Callable[[ChatBeacon, str], None], interfaces: tuple[InterfaceAddress, ...]) -> None:
        super().__init__(name="dns-sd", daemon=True)
        self._heard = heard
        self._interfaces = interfaces
        self._changed: queue.Queue[tuple[str, bool]] = queue.Queue(MAX_SERVICES)
        """Names of services, and whether they are there. "" wakes the thread."""
        self._stopping = threading.Event()

    def stop(self) -> None:
        """End the thread soon. Does not wait."""
        self._stopping.set()
        with suppress(queue.Full):
            self._changed.put_nowait(("", False))

    def run(self) -> None:
        hosts = [one.host for one in self._interfaces if not one.is_ipv6] or _interface_indexes(self._interfaces)
        try:
            zeroconf = Zeroconf(interfaces=hosts)
        except _FAILURES as error:
            _log.info("Multicast DNS cannot be used: %s.", error)
            return
        try:
            browser = ServiceBrowser(zeroconf, [SUBTYPE], handlers=[self._on_changed])
            known: dict[str, None] = {}
            while not self._stopping.is_set():
                with suppress(queue.Empty):
                    name, is_there = self._changed.get(timeout=REPEAT_SECONDS)
                    known.pop(name, None)
                    if is_there and len(known) < MAX_SERVICES:
                        known[name] = None
                        self._look_up(zeroconf, name)
                    continue
                for name in known:
                    if not self._stopping.is_set():
                        self._look_up(zeroconf, name)
            browser.cancel()
        finally:
            with suppress(*_FAILURES):
                zeroconf.close()

    def _on_changed(self, zeroconf: Zeroconf, service_type: str, name: str, state_change: ServiceStateChange) -> None:
        """Called by zeroconf, on its thread."""
        with suppress(queue.Full):
            self._changed.put_nowait((name, state_change is not ServiceStateChange.Removed))

    def _look_up(self, zeroconf: Zeroconf, name: str) -> None:
        service = None
        with suppress(*_FAILURES):
            service = zeroconf.get_service_info(TYPE, name, _LOOKUP_MS)
        beacon = beacon_of(service) if service is not None else None
        if service is None or beacon is None:
            return
        for host in service.parsed_scoped_addresses()[:8]:
            has_way = "%" in host or not host.lower().startswith("fe8")
            if has_way and is_near(host, self._interfaces):
                self._heard(beacon, host)


def _interface_indexes(interfaces: tuple[InterfaceAddress, ...]) -> list[int]:
    """Return the indexes of the interfaces, for a computer with only IPv6."""
    return sorted({one.index for one in interfaces})
