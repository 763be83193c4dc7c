"""Announced chats for the tests: real servers, TLS servers with an announcer, and seekers that are waited for."""

from __future__ import annotations

import datetime
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from desktop_chat.lan.announcer import Announcer
from desktop_chat.lan.beacon import PORT, ChatBeacon
from desktop_chat.lan.dns_sd import DnsSdAnnouncer
from desktop_chat.lan.interfaces import InterfaceAddress, local_interfaces
from desktop_chat.lan.seeker import Seeker, Sighting
from desktop_chat.net.identity import KeyPair, open_identity
from tests.patience import SECONDS

LOOPBACK = InterfaceAddress("lo", 1, "127.0.0.1", 8)


def make_key(folder: Path, name: str) -> KeyPair:
    folder.mkdir(exist_ok=True)
    return open_identity(folder, name, "chat.example", datetime.datetime.now(datetime.UTC))


class TlsServer:
    """A listening socket that proves its key to everybody, and counts the handshakes."""

    def __init__(
        self, key: KeyPair, family: socket.AddressFamily = socket.AF_INET, host: str = "", port: int = 0
    ) -> None:
        self.key = key
        self.handshakes = 0
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(key.certificate, key.key)
        self._context = context
        self._socket = socket.create_server((host, port), family=family, backlog=64)
        self.port = int(self._socket.getsockname()[1])
        self._thread = threading.Thread(target=self._serve, name="tls-server")
        self._thread.start()

    def _serve(self) -> None:
        while True:
            try:
                connected, _ = self._socket.accept()
            except OSError:
                return
            connected.settimeout(SECONDS)
            with suppress(OSError), self._context.wrap_socket(connected, server_side=True) as secure:
                self.handshakes += 1
                secure.recv(1)

    def close(self) -> None:
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join()


class AnnouncedChat:
    """A TLS server whose chat is announced where it is made."""

    def __init__(
        self,
        key: KeyPair,
        name: str,
        *,
        interfaces: Callable[[], tuple[InterfaceAddress, ...]] = local_interfaces,
        port: int = PORT,
        family: socket.AddressFamily = socket.AF_INET,
        dns_sd: bool = False,
        claimed_id: str = "",
        words: tuple[str, ...] = (),
    ) -> None:
        self.server = TlsServer(key, family)
        claimed = type(key.fingerprint)(claimed_id) if claimed_id else key.fingerprint
        self.beacon = ChatBeacon(claimed, name, "computer", self.server.port, 1)
        self.announcer = Announcer(lambda: self.beacon, interfaces, port, read_words=lambda: words)
        self.dns_sd = DnsSdAnnouncer(lambda: self.beacon, interfaces) if dns_sd else None
        self.announcer.start()
        assert self.announcer.listening.wait(SECONDS)
        if self.dns_sd is not None:
            self.dns_sd.start()

    def stop_announcing(self) -> None:
        if self.announcer.is_alive():
            self.announcer.stop()

    def close(self) -> None:
        if self.dns_sd is not None:
            self.dns_sd.stop()
        self.stop_announcing()
        self.server.close()
        if self.dns_sd is not None:
            self.dns_sd.join()


class Sightings:
    """What a Seeker has reported, and a wait for what must come."""

    def __init__(self) -> None:
        self.all: list[Sighting] = [Sighting()]
        self._news = threading.Condition()

    def note(self, sighting: Sighting) -> None:
        with self._news:
            self.all.append(sighting)
            self._news.notify_all()

    @property
    def last(self) -> Sighting:
        return self.all[-1]

    @property
    def names(self) -> list[str]:
        return [chat.beacon.name for chat in self.last.chats]

    def wait_until(self, condition: Callable[[Sighting], bool]) -> Sighting:
        with self._news:
            assert self._news.wait_for(lambda: condition(self.last), SECONDS), f"it stayed at {self.last}"
        return self.last

    def wait_for_names(self, *names: str) -> Sighting:
        return self.wait_until(lambda seen: [chat.beacon.name for chat in seen.chats] == sorted(names))


@contextmanager
def seeking(
    run: Callable[[Callable[[], None]], None] = lambda start: start(),
    saved_hosts: tuple[str, ...] = (),
    interfaces: Callable[[], tuple[InterfaceAddress, ...]] = local_interfaces,
    port: int = PORT,
    dns_sd: bool = False,
    words: str = "",
) -> Iterator[tuple[Sightings, Seeker]]:
    """A Seeker; `run` starts it, perhaps on another computer."""
    seen = Sightings()
    seeker = Seeker(seen.note, saved_hosts, find_interfaces=interfaces, port=port, with_dns_sd=dns_sd, words=words)
    run(seeker.start)
    try:
        yield seen, seeker
    finally:
        seeker.stop()
