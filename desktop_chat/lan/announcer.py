"""Announcer: the thread that answers the queries of clients on the same network.

An answer goes by unicast to the source of a query, if the source is near, and is never longer than the query.
Strangers cost a bounded number of steps a second.
"""

from __future__ import annotations

import logging
import selectors
import threading
import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable
from contextlib import suppress

from desktop_chat.lan.arrival_notices import ArrivalNotices
from desktop_chat.lan.beacon import PORT, ChatBeacon, encode_answer, parse_query
from desktop_chat.lan.interface_changes import InterfaceChanges
from desktop_chat.lan.interfaces import InterfaceAddress, is_near
from desktop_chat.lan.radio import DatagramSource, QuerySocket, open_query_sockets, receive_datagram, source_host
from desktop_chat.lan.recent_queries import RecentQueries
from desktop_chat.lan.word_query import derive_key, encode_word_answer, find_key, parse_word_query
from desktop_chat.net.wakeup import Wakeup

FRESH_SECONDS = 1.0
"""Seconds for which a beacon is answered with the same number of people."""
MAX_PER_SECOND = 500
"""Datagrams that are read in a second; more of them wait or are lost."""
MAX_GUESSES_PER_HOST, MAX_GUESSES = 30, 300
"""Queries by words of which this chat knows none, in a minute: of one numeric address, and in all. More are not
compared. A client of another chat asks about 20 times a minute."""
MAX_ANSWERS_PER_HOST = 10
"""Answers to one numeric address in a second."""
_REMEMBERED = 512
"""Answered queries that are remembered: a client asks by multicast and by broadcast, and gets one answer."""
_log = logging.getLogger(__name__)


class AnswerLimits:
    """Limits on queries and answers. Pure; times are seconds of a monotonic clock."""

    def __init__(self) -> None:
        self._second = 0
        self._count = 0
        self._hosts: dict[str, int] = {}
        self._minute = 0
        self._guesses: Counter[str] = Counter()
        self._answered: OrderedDict[tuple[str, str], None] = OrderedDict()

    def can_read(self, now: float) -> bool:
        """Count a datagram. Return False if no more are read in this second."""
        if int(now) != self._second:
            self._second, self._count, self._hosts = int(now), 0, {}
        self._count += 1
        return self._count <= MAX_PER_SECOND

    def can_guess(self, host: str, now: float) -> bool:
        """Return False if the host, or all hosts together, have asked by too many wrong words in this minute."""
        if int(now) // 60 != self._minute:
            self._minute, self._guesses = int(now) // 60, Counter()
        return self._guesses[host] < MAX_GUESSES_PER_HOST and self._guesses.total() < MAX_GUESSES

    def note_wrong_words(self, host: str) -> None:
        self._guesses[host] += 1

    def can_answer(self, host: str, nonce: str) -> bool:
        """Count a query. Return False for a copy of an answered query, and beyond the limit of its host."""
        if (host, nonce) in self._answered:
            return False
        count = self._hosts[host] = self._hosts.get(host, 0) + 1
        if count > MAX_ANSWERS_PER_HOST:
            return False
        self._answered[host, nonce] = None
        if len(self._answered) > _REMEMBERED:
            self._answered.popitem(last=False)
        return True


class Announcer(threading.Thread):
    """`read_beacon` returns the announced facts, and is called at most once a second. `find_interfaces` returns the
    own addresses that lead to the chat. `read_words` returns the code words of the chat.

    Thread: made, started and stopped by its owner; the callbacks are called on its own thread.
    """

    def __init__(
        self,
        read_beacon: Callable[[], ChatBeacon],
        find_interfaces: Callable[[], tuple[InterfaceAddress, ...]],
        port: int = PORT,
        *,
        read_words: Callable[[], tuple[str, ...]] = tuple,
        on_moved: Callable[[], None] = lambda: None,
    ) -> None:
        """`on_moved`: called after a change of the interfaces."""
        super().__init__(name="announcer", daemon=True)
        self._read_beacon = read_beacon
        self._find_interfaces = find_interfaces
        self._port = port
        self._limits = AnswerLimits()
        self._interfaces: tuple[InterfaceAddress, ...] = ()
        self._beacon: ChatBeacon | None = None
        self._beacon_until = 0.0
        self._read_words = read_words
        self._on_moved = on_moved
        self._recent: RecentQueries[tuple[QuerySocket, DatagramSource]] = RecentQueries()
        self._has_news = False
        self._arrivals = ArrivalNotices()
        self._keys: dict[str, bytes] = {}
        """The keys of code words, derived when somebody asks by words for the first time."""
        self._stopping = threading.Event()
        self._wakeup = Wakeup()
        self.listening = threading.Event()
        """Queries are heard from now on."""

    def renew(self) -> None:
        """Tell changed facts to the clients that look for chats right now.

        Thread: any.
        """
        self._has_news = True
        self._wakeup.wake()

    def stop(self) -> None:
        """End the thread, and wait for its end."""
        self._stopping.set()
        self._wakeup.wake()
        self.join()
        self._wakeup.close()

    def run(self) -> None:
        sockets = open_query_sockets(self._port)
        if not sockets:
            _log.info("This chat is not shown on the network: the UDP port %d cannot be used.", self._port)
        changes = InterfaceChanges()
        try:
            with selectors.DefaultSelector() as selector:
                selector.register(self._wakeup, selectors.EVENT_READ)
                changes.register_in(selector)
                for one in sockets:
                    selector.register(one.socket, selectors.EVENT_READ, one)
                self._answer_queries(selector, sockets, changes)
        finally:
            changes.close()
            for one in sockets:
                one.close()

    def _answer_queries(
        self, selector: selectors.BaseSelector, sockets: list[QuerySocket], changes: InterfaceChanges
    ) -> None:
        while not self._stopping.is_set():
            now = time.monotonic()
            if now >= changes.due:
                changes.note_look(now)
                self._look_at_interfaces(sockets, now)
            if now >= self._arrivals.due:
                self._arrivals.send_due(self._current_beacon(now), now)
            due = min(changes.due, self._arrivals.due)
            for key, _ in selector.select(max(0.0, due - time.monotonic())):
                if key.data is changes:
                    changes.note_change(time.monotonic())
                elif not isinstance(key.data, QuerySocket):
                    self._wakeup.clear()
                elif not self._answer_waiting(key.data):
                    self._stopping.wait(1.0 - time.monotonic() % 1.0)  # the rest of a second with too many datagrams
            if self._has_news:
                self._tell_news(time.monotonic())

    def _look_at_interfaces(self, sockets: list[QuerySocket], now: float) -> None:
        before, self._interfaces = self._interfaces, self._find_interfaces()
        for one in sockets:
            one.join_groups(self._interfaces)
        if self._interfaces != before:
            self._arrivals.note_arrival(self._interfaces, now)
            self._on_moved()
        self.listening.set()

    def _tell_news(self, now: float) -> None:
        """Answer the last queries once more, if the facts have changed."""
        self._has_news = False
        before, self._beacon_until = self._beacon, 0.0
        if self._current_beacon(now) == before:
            return
        for (heard, source), nonce, left in self._recent.take_all(now):
            answer = encode_answer(nonce, self._current_beacon(now))
            if len(answer) <= left:
                with suppress(OSError):
                    heard.socket.sendto(answer, source)

    def _answer_waiting(self, heard: QuerySocket) -> bool:
        """Answer the queries that have arrived. Return False if this second has seen too many datagrams."""
        while not self._stopping.is_set():
            now = time.monotonic()
            if not self._limits.can_read(now):
                return False
            received = receive_datagram(heard.socket)
            if received is None:
                return True
            data, source = received
            host = source_host(source)
            if self._interfaces and is_near(host, self._interfaces):
                answer = self._answer_to(data, host, now)
                if answer:
                    with suppress(OSError):
                        heard.socket.sendto(answer, source)
                        if nonce := parse_query(data):
                            self._recent.note_answer((heard, source), nonce, answer, now)
        return True

    def _answer_to(self, data: bytes, host: str, now: float) -> bytes:
        """Return the answer to a datagram, b"" for none."""
        nonce = parse_query(data)
        if nonce:
            return encode_answer(nonce, self._current_beacon(now)) if self._limits.can_answer(host, nonce) else b""
        query = parse_word_query(data)
        if query is None or not self._limits.can_guess(host, now):
            return b""
        key = find_key(query, self._word_keys())
        if key is None:
            self._limits.note_wrong_words(host)
            return b""
        nonce = query[0]
        can_answer = self._limits.can_answer(host, nonce)
        return encode_word_answer(nonce, self._current_beacon(now), key) if can_answer else b""

    def _word_keys(self) -> Iterable[bytes]:
        words = self._read_words()
        self._keys = {one: self._keys.get(one) or derive_key(one) for one in words}
        return self._keys.values()

    def _current_beacon(self, now: float) -> ChatBeacon:
        if self._beacon is None or now >= self._beacon_until:
            self._beacon = self._read_beacon()
            self._beacon_until = now + FRESH_SECONDS
        return self._beacon
