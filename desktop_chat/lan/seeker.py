"""Seeker: the thread of a client that finds the chats on the networks of the computer.

A Seeker asks at once and again by multicast and broadcast, listens to multicast DNS, and asks the addresses of saved
chats. If nothing is found, each address of small networks is asked. A chat is reported after the proof of its key.
"""

from __future__ import annotations

import ipaddress
import secrets
import selectors
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING

from desktop_chat.lan.beacon import NONCE_DIGITS, PORT, ChatBeacon, encode_query, parse_answer
from desktop_chat.lan.claim_prover import ClaimProver
from desktop_chat.lan.found_chats import FoundChat, FoundChats
from desktop_chat.lan.interfaces import InterfaceAddress, is_near, local_interfaces
from desktop_chat.lan.radio import AskingSocket, receive_datagram, source_host
from desktop_chat.lan.word_query import derive_key, encode_word_query, parse_word_answer
from desktop_chat.net.wakeup import Wakeup
from desktop_chat.value_class import value

if TYPE_CHECKING:  # imported by the thread: multicast DNS takes a while to load
    from desktop_chat.lan.dns_sd import DnsSdSeeker

FIRST_ROUNDS = (0.0, 0.25, 0.75, 1.5)
"""Seconds after the start at which a client asks; a datagram may be lost."""
ROUND_SECONDS = 3.0
"""Seconds between later rounds."""
SWEEP_AFTER_SECONDS = 1.0
"""If nothing was found until then, each address of small networks is asked."""
SWEEP_PREFIX = 24
"""The largest network whose addresses are asked one by one; of a larger one, the part around the own address."""
SWEEP_STEP, SWEEP_STEP_SECONDS = 16, 0.05
MAX_SWEPT = 1024
MAX_PROOFS = 12
"""Handshakes at a time."""
MAX_PER_STEP = 64
"""Datagrams of a socket that are read before anything else is done."""
MAX_PER_SECOND = 1000
MAX_SAVED_HOSTS = 32
_TICK_SECONDS = 0.25


@value
class Sighting:
    """The knowledge of a Seeker."""

    chats: tuple[FoundChat, ...] = ()
    """Proved, by name."""
    unreachable: tuple[FoundChat, ...] = ()
    """Heard, but no connection can be made."""
    is_sweeping: bool = False
    """Each address of the network is being asked."""
    interfaces: tuple[InterfaceAddress, ...] = ()
    can_send: bool = True
    """The system sends queries on at least one network."""


class Seeker(threading.Thread):
    """Seeks until `stop`. Calls `report` with each new Sighting. Near `saved_hosts` are asked too.

    Thread: made, started and stopped by its owner; `report` is called on the seeking thread.
    """

    def __init__(
        self,
        report: Callable[[Sighting], None],
        saved_hosts: tuple[str, ...] = (),
        *,
        find_interfaces: Callable[[], tuple[InterfaceAddress, ...]] = local_interfaces,
        port: int = PORT,
        with_dns_sd: bool = True,
        words: str = "",
    ) -> None:
        """`words`: seek only the chat with these code words."""
        super().__init__(name="seeker", daemon=True)
        self._report = report
        self._saved_hosts = saved_hosts[:MAX_SAVED_HOSTS]
        self._find_interfaces = find_interfaces
        self._port = port
        self._with_dns_sd = with_dns_sd and not words
        self._words = words
        self._word_key = b""
        self._heard: deque[tuple[ChatBeacon, str]] = deque(maxlen=MAX_PER_STEP)
        """From multicast DNS."""
        self._stopping = threading.Event()
        self._sweep_cancelled = threading.Event()
        self._wakeup = Wakeup()
        # The rest belongs to the seeking thread.
        self._chats = FoundChats()
        self._asking: dict[InterfaceAddress, AskingSocket] = {}
        self._nonces: deque[str] = deque(maxlen=4)
        self._dns_sd: DnsSdSeeker | None = None
        self._sweep: Iterator[tuple[AskingSocket, str]] | None = None
        self._can_send = True
        self._told: Sighting | None = None
        self._second, self._read = 0, 0

    def stop(self) -> None:
        """End the thread, and wait for its end: some milliseconds. Multicast DNS ends later by itself."""
        self.request_stop()
        self.join()

    def request_stop(self) -> None:
        """End the thread soon. Does not wait.

        Thread: any.
        """
        self._stopping.set()
        self._wakeup.wake()

    def cancel_sweep(self) -> None:
        """Ask no more single addresses.

        Thread: any.
        """
        self._sweep_cancelled.set()

    def run(self) -> None:
        try:
            if self._words:
                self._word_key = derive_key(self._words)
            with selectors.DefaultSelector() as selector:
                selector.register(self._wakeup, selectors.EVENT_READ)
                prover = ClaimProver(self._chats, selector, MAX_PROOFS)
                try:
                    self._seek(selector, prover)
                finally:
                    prover.close()
        finally:
            if self._dns_sd is not None:
                self._dns_sd.stop()
            for asking in self._asking.values():
                asking.close()
            self._wakeup.close()

    def _begin_dns_sd(self) -> None:
        from desktop_chat.lan.dns_sd import DnsSdSeeker

        self._dns_sd = DnsSdSeeker(self._on_dns_sd, tuple(self._asking))
        self._dns_sd.start()

    def _on_dns_sd(self, beacon: ChatBeacon, host: str) -> None:
        self._heard.append((beacon, host))
        self._wakeup.wake()

    def _seek(self, selector: selectors.BaseSelector, prover: ClaimProver) -> None:
        start = time.monotonic()
        rounds = deque(start + seconds for seconds in FIRST_ROUNDS)
        sweep_at, sweep_step = start + SWEEP_AFTER_SECONDS, 0.0
        while not self._stopping.is_set():
            now = time.monotonic()
            if now >= rounds[0]:
                rounds.popleft()
                if not rounds:
                    rounds.append(now + ROUND_SECONDS)
                self._ask(selector)
                if self._with_dns_sd and self._dns_sd is None and self._asking:
                    self._begin_dns_sd()
            if sweep_at and now >= sweep_at:
                sweep_at = 0.0
                if not self._chats.list_chats() and not self._sweep_cancelled.is_set():
                    self._sweep = self._swept_hosts()
            if self._sweep is not None and now >= sweep_step:
                sweep_step = now + SWEEP_STEP_SECONDS
                self._sweep_further()
            self._chats.expire(now)
            prover.begin_due(now)
            self._tell()
            wait = min(rounds[0] - now, _TICK_SECONDS, SWEEP_STEP_SECONDS if self._sweep is not None else _TICK_SECONDS)
            self._handle_ready(selector, prover, max(0.0, wait))

    def _handle_ready(self, selector: selectors.BaseSelector, prover: ClaimProver, wait: float) -> None:
        for key, _ in selector.select(wait):
            if isinstance(key.data, AskingSocket):
                self._read_answers(key.data)
            elif key.data is not None:
                prover.step(key.data)
            else:
                self._wakeup.clear()
        now = time.monotonic()
        while self._heard:
            beacon, host = self._heard.popleft()
            self._chats.hear(beacon, host, now, relayed=True)
        prover.end_late(now)

    # Asking

    def _ask(self, selector: selectors.BaseSelector) -> None:
        """Ask on all present networks."""
        interfaces = self._find_interfaces()
        for gone in [one for one in self._asking if one not in interfaces]:
            closed = self._asking.pop(gone)
            selector.unregister(closed.socket)
            closed.close()
        for new in interfaces:
            if new not in self._asking:
                with suppress(OSError):
                    self._asking[new] = opened = AskingSocket(new, self._port)
                    selector.register(opened.socket, selectors.EVENT_READ, opened)
        self._nonces.append(secrets.token_hex(NONCE_DIGITS // 2))
        query = self._encode_query()
        sent = [one.ask_everybody(query) for one in self._asking.values()]
        self._can_send = any(sent)
        for host in self._saved_hosts:
            self._ask_saved_host(query, host)

    def _encode_query(self) -> bytes:
        nonce = self._nonces[-1]
        return encode_word_query(nonce, self._word_key) if self._word_key else encode_query(nonce)

    def _ask_saved_host(self, query: bytes, host: str) -> None:
        """Ask the address of a saved chat, if the address is near. Names are not looked up: a look-up may take long."""
        with suppress(ValueError):
            address = ipaddress.ip_address(host.partition("%")[0])
            if not address.is_loopback and is_near(host, self._asking):
                for one in self._asking.values():
                    if one.interface.is_ipv6 == (address.version == 6):
                        one.ask_host(query, host)

    def _swept_hosts(self) -> Iterator[tuple[AskingSocket, str]]:
        """Return the addresses around the own addresses on IPv4 networks."""
        own = {one.host for one in self._asking}
        for asking in tuple(self._asking.values()):
            one = asking.interface
            if not one.is_ipv6 and one.prefix <= 30:
                around = ipaddress.IPv4Network(f"{one.host}/{max(one.prefix, SWEEP_PREFIX)}", strict=False)
                yield from ((asking, str(host)) for host in around.hosts() if str(host) not in own)

    def _sweep_further(self) -> None:
        """Ask the next addresses."""
        assert self._sweep is not None
        query = self._encode_query()
        portion = [] if self._sweep_cancelled.is_set() else list(islice(self._sweep, SWEEP_STEP))
        for asking, host in portion:
            asking.ask_host(query, host)
        if not portion or self._chats.list_chats():
            self._sweep = None

    # Hearing

    def _read_answers(self, asking: AskingSocket) -> None:
        now = time.monotonic()
        for _ in range(MAX_PER_STEP):
            if not self._can_read(now):
                self._stopping.wait(_TICK_SECONDS)  # a flood: what does not fit into the buffer of the system is lost
                return
            received = receive_datagram(asking.socket)
            if received is None:
                return
            data, source = received
            answer, host = self._parse_answer(data), source_host(source)
            if answer is not None and answer[0] in self._nonces and is_near(host, self._asking):
                self._chats.hear(answer[1], host, now)

    def _parse_answer(self, data: bytes) -> tuple[str, ChatBeacon] | None:
        return parse_word_answer(data, self._word_key) if self._word_key else parse_answer(data)

    def _can_read(self, now: float) -> bool:
        if int(now) != self._second:
            self._second, self._read = int(now), 0
        self._read += 1
        return self._read <= MAX_PER_SECOND

    def _tell(self) -> None:
        sighting = Sighting(
            self._chats.list_chats(),
            self._chats.list_unreachable(),
            self._sweep is not None,
            tuple(self._asking),
            self._can_send,
        )
        if sighting != self._told:
            self._told = sighting
            self._report(sighting)
