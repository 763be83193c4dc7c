"""IoThread: one selector, its own sockets, and the tick.

A tick: read what is ready -> give the hub what arrived, under the lock, 1,024 lines or 2 ms at a time -> send.
A fault of this program while serving a connection ends no other connection.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Sequence

from OpenSSL import SSL

from desktop_chat.clock import now_ms
from desktop_chat.hub.hub import Hub
from desktop_chat.hub.live.user import Seat
from desktop_chat.hub.live.wake_list import WaitingSeats
from desktop_chat.net.wakeup import Wakeup
from desktop_chat.server import outbox_watch
from desktop_chat.server.backlog import Backlog
from desktop_chat.server.connection_state import ConnectionEvent, InputState, OutputState, SocketState
from desktop_chat.server.farewell import cannot_be_told, finish_writing
from desktop_chat.server.http.http_thread import HttpThread
from desktop_chat.server.hub_feed import attach_peer, detach_browser, feed_hub
from desktop_chat.server.hub_runtime import HubRuntime
from desktop_chat.server.io_limits import IoLimits
from desktop_chat.server.listener import AcceptedConnection
from desktop_chat.server.outbox_watch import OutboxWatch
from desktop_chat.server.peer import Peer
from desktop_chat.server.peer_selector import READ, WRITE, PeerSelector
from desktop_chat.server.ready_queue import ReadyQueue
from desktop_chat.server.slow_readers import LINGER_SECONDS
from desktop_chat.texts import server as texts

LINES_PER_HOLD = 1024
"""Lines that the hub is given in one hold of the lock."""
HOLD_SECONDS = 0.002
"""Seconds after which the lock is released even if lines are left."""
GREET_SECONDS = 5.0
"""Seconds that last words wait for a client to show its protocol: plain ones would break a handshake."""
_DETACHED, _LINGERING = InputState.DETACHED, OutputState.LINGERING
_FAULT = texts.INTERNAL_ERROR
_log = logging.getLogger(__name__)


class IoThread(threading.Thread):
    """A thread that owns some of the sockets. Public methods never block.

    Thread: any, for public methods.
    """

    def __init__(
        self,
        index: int,
        core: HubRuntime,
        backlog: Backlog,
        context: SSL.Context,
        limits: IoLimits,
        http: HttpThread,
    ) -> None:
        """`http`: takes the connections of clients that speak HTTP."""
        super().__init__(name=f"io-{index}")
        self.limits = limits
        self._http = http
        self._index = index
        self._core = core
        self._backlog = backlog
        self.tls_context = context
        """For new connections. Thread: any."""
        self._wakeup = Wakeup()
        self._inbox: deque[AcceptedConnection | WaitingSeats | Sequence[Seat]] = deque()
        self._finishing = 0.0
        self._is_letting_go = False
        # Below: this thread only.
        self._peers: dict[int, Peer] = {}
        self._selector = PeerSelector(self._peers, self._wakeup)
        self._busy: set[Peer] = set()
        """Peers with items, or with plain text inside their TLS end."""
        self._ready = ReadyQueue(self._peers)
        self._timed: set[Peer] = set()
        """Peers whose codec waits for time to pass."""
        self._outboxes = OutboxWatch(index, core, backlog, self._ready, self._peers)

    def adopt_connection(self, accepted: AcceptedConnection) -> None:
        """Own the connection from now on."""
        self._inbox.append(accepted)
        self._wakeup.wake()

    def wake_seats(self, seats: Sequence[Seat]) -> None:
        self._take_up((seats,))

    def wait_for_commits(self, waiting: Sequence[WaitingSeats]) -> None:
        self._take_up(waiting)

    def _take_up(self, items: Sequence[WaitingSeats | Sequence[Seat]]) -> None:
        self._inbox.extend(items)
        if threading.current_thread() is not self:
            self._wakeup.wake()

    def wake_up(self) -> None:
        self._wakeup.wake()

    def let_go(self) -> None:
        """Drop all connections: the clients find another server."""
        self._is_letting_go = True
        self._wakeup.wake()

    def finish_within(self, seconds: float) -> None:
        """Send what there is for at most `seconds`, then close everything and end the thread."""
        self._finishing = time.monotonic() + seconds
        self._wakeup.wake()

    def run(self) -> None:
        try:
            while not self._finishing or (self._peers and time.monotonic() < self._finishing):
                self._tick()
        finally:
            for peer in list(self._peers.values()):
                peer.close()
            self.close_inbox()
            self._selector.close()
            self._wakeup.close()

    def close_inbox(self) -> None:
        """Close the connections that came after the end of the thread."""
        while self._inbox:
            item = self._inbox.popleft()
            if isinstance(item, AcceptedConnection):
                item.socket.close()
                item.admission.give_back()

    def _tick(self) -> None:
        ready = self._selector.select(self._select_timeout())
        readable: set[Peer] = set()
        for key, events in ready:
            peer = key.data
            if peer is None:
                self._wakeup.clear()
                continue
            if events & READ:
                readable.add(peer)
            if events & WRITE:
                self._ready.mark_writable(peer)
        self._take_inbox()
        if self._is_letting_go:
            self._is_letting_go = False
            for peer in list(self._peers.values()):
                self._drop_broken(peer, texts.CONNECTION_CLOSED)
            readable.clear()
        now = time.monotonic()
        for peer in readable | {peer for peer in self._busy if peer.has_plain_text and not peer.items}:
            try:
                peer.read(readable=peer in readable, now=now)
            except Exception:
                self._drop_faulty(peer)
                continue
            if peer.http:
                self._give_to_http(peer)
                continue
            self._busy.add(peer)
            if peer.codec is not None:
                self._schedule_codec(peer)
        if self._timed:
            self._advance_codecs(now)
        self._give_to_hub()
        self._take_inbox()
        self._send_ready()
        self._check_outboxes()

    def _select_timeout(self) -> float:
        """Return for how many seconds the selector may wait."""
        if any(self._can_go_on(peer) for peer in self._busy):
            return 0.0
        if self._inbox:
            return 0.0
        patience = outbox_watch.SOON_SECONDS if self._busy or self._finishing else self._outboxes.seconds_to_next()
        if self._timed:
            due = min(peer.due_at for peer in self._timed) - time.monotonic()
            return max(0.0, min(patience, due))
        return patience

    # Codecs

    def _advance_codecs(self, now: float) -> None:
        """Let codecs continue after a wait until `now`."""
        for peer in [peer for peer in self._timed if peer.due_at <= now]:
            try:
                peer.advance_time(now)
            except Exception:
                self._drop_faulty(peer)
                continue
            self._ready.add(peer)
            self._schedule_codec(peer)

    def _schedule_codec(self, peer: Peer) -> None:
        """Queue a Peer if its codec has answered by itself or waits for time to pass."""
        if peer.items or peer.state.end_reason:
            self._busy.add(peer)
        if peer.has_outgoing:
            self._ready.add(peer)
        if peer.due_at:
            self._timed.add(peer)
        else:
            self._timed.discard(peer)

    def _can_go_on(self, peer: Peer) -> bool:
        """Whether the Peer has something for the hub now: allowed lines, or the end."""
        if peer.seat.paused or peer.state.input is _DETACHED:
            return False
        if peer.items:
            return peer.throttle is None or peer.throttle.lines_allowed(time.monotonic()) > 0
        return peer.has_plain_text or bool(peer.state.end_reason)

    def _take_inbox(self) -> None:
        while self._inbox:
            item = self._inbox.popleft()
            if isinstance(item, AcceptedConnection):
                self._attach_peer(item)
            elif isinstance(item, WaitingSeats):
                self._ready.add_waiting_room(item)
            else:
                self._ready.add_seats(item)

    def _attach_peer(self, accepted: AcceptedConnection) -> None:
        peer = attach_peer(
            self._core,
            accepted,
            thread=self._index,
            context=self.tls_context,
            limits=self.limits,
            now=time.monotonic(),
        )
        self._peers[peer.seat.id] = peer
        self._selector.register_interest(peer, congested=self._backlog.is_congested)
        if peer.codec is not None:
            self._schedule_codec(peer)
            if peer.has_plain_text:
                self._busy.add(peer)

    # Reading

    def _give_to_http(self, peer: Peer) -> None:
        """Give a client that speaks HTTP away."""
        arrival = detach_browser(self._core, peer, self, plain_nearby=self.limits.plain_nearby)
        self._forget_peer(peer)
        self._http.adopt_browser(arrival)

    def _give_to_hub(self) -> None:
        """Give the hub all read lines, in turns. Then detach the Peers at the end of their input.

        Lines of paused Peers, and lines above a rate limit, wait.
        """
        waiting = [peer for peer in self._busy if self._can_go_on(peer) and (peer.items or peer.state.end_reason)]
        while waiting:
            with self._core.locked_hub() as hub:
                end = time.perf_counter() + HOLD_SECONDS
                lines = LINES_PER_HOLD
                while waiting and lines > 0 and time.perf_counter() < end:
                    lines -= self._give_lines(hub, waiting.pop(), lines)
            waiting = [peer for peer in waiting if self._can_go_on(peer)]
        congested = self._backlog.is_congested
        for peer in list(self._busy):
            state = peer.state
            if state.input is _DETACHED or not (peer.items or peer.has_plain_text or state.end_reason):
                self._busy.discard(peer)
            self._selector.register_interest(peer, congested=congested)

    def _give_lines(self, hub: Hub, peer: Peer, most: int) -> int:
        """Let the hub handle up to `most` lines of the Peer. Return how many were handled, at least 1."""
        try:
            used = feed_hub(hub, peer, most, now_ms(), time.monotonic())
            if peer.state.end_reason and not peer.items and not peer.seat.paused:
                self._detach_from_hub(hub, peer)
        except Exception:
            _log.exception("A line of %s could not be handled", peer.seat.nick)
            peer.items.clear()
            peer.state.transition(ConnectionEvent.FAULT, reason=_FAULT)
            if peer.state.input is not _DETACHED:
                self._detach_from_hub(hub, peer)
            return 1
        return max(1, used)

    def _detach_from_hub(self, hub: Hub, peer: Peer) -> None:
        peer.state.transition(ConnectionEvent.HUB_DETACHED)
        self._ready.add(peer)
        hub.detach_seat(peer.seat, peer.state.end_reason, now_ms(), lost=peer.state.socket is SocketState.RESET)

    # Sending

    def _send_ready(self) -> None:
        """Write to each ready Peer at once. A Peer with more to do goes through `_write_peer`."""
        durable = self._core.store.durable
        now = time.monotonic()
        for peer in self._ready.take_ready(durable):
            try:
                if peer.write_at_once(durable):
                    continue
                if commit := peer.commit_waited_for(durable):
                    self._ready.add_waiting_peer(peer, commit)
                    continue
                self._ready.add(peer)
                if not (peer.unsent and peer.events & WRITE):
                    peer.moved = now
                self._write_peer(peer, durable, now)
            except OSError:
                self._drop_broken(peer, texts.CONNECTION_RESET)
            except Exception:
                self._drop_faulty(peer)

    def _write_peer(self, peer: Peer, durable: int, now: float) -> None:
        """Send as much as the socket takes; then shut the Peer down, or mark the Peer as idle or blocked.

        Raises: OSError if the connection is broken.
        """
        if peer.seat.id not in self._peers:
            self._ready.mark_idle(peer)
            return
        if peer.write(durable, now) or not peer.unsent:
            peer.moved = now
        if peer.codec is not None:
            self._schedule_codec(peer)
        if self._may_end(peer, now):
            self._shut_down_peer(peer, now)
        if not peer.has_unsent(durable) and not peer.seat.outbox.pieces and not peer.seat.closing:
            self._ready.mark_idle(peer)
        self._selector.register_interest(peer, congested=self._backlog.is_congested)
        if peer.unsent and peer.events & WRITE:
            self._ready.mark_blocked(peer)

    def _may_end(self, peer: Peer, now: float) -> bool:
        """Return whether the Seat is closing and all bytes were sent, or the socket is broken."""
        if not peer.seat.closing or peer.state.socket is SocketState.RESET:
            return peer.seat.closing
        outbox = peer.seat.outbox
        # A reservation that no Job will fill holds nothing back but the end.
        return not (peer.unsent or peer.has_outgoing) and (
            not outbox.pieces
            or (not peer.may_be_written_to and cannot_be_told(peer, now, 0.0 if self._finishing else GREET_SECONDS))
            or (outbox.begins_with_reservation and not peer.seat.paused)
        )

    def _shut_down_peer(self, peer: Peer, now: float) -> None:
        """Stop writing, discard all input for LINGER_SECONDS, then close."""
        state = peer.state
        if state.output is not _LINGERING:
            finish_writing(peer, now)
            if state.input is not _DETACHED:
                if not state.end_reason:
                    peer.end_input_because(texts.CONNECTION_CLOSED)
                with self._core.locked_hub() as hub:
                    self._detach_from_hub(hub, peer)
        if state.socket is not SocketState.READABLE or now - state.closing_since >= LINGER_SECONDS:
            self._drop_peer(peer)

    def _drop_faulty(self, peer: Peer) -> None:
        """End a connection after a fault of this program. Called while the exception is handled."""
        _log.exception("The connection of %s could not be served", peer.seat.nick)
        self._drop_broken(peer, _FAULT)

    def _drop_broken(self, peer: Peer, reason: str) -> None:
        with self._core.locked_hub() as hub:
            hub.detach_seat(peer.seat, reason, now_ms(), lost=True)
        self._drop_peer(peer)

    def _drop_peer(self, peer: Peer) -> None:
        if self._forget_peer(peer):
            peer.close()

    def _forget_peer(self, peer: Peer) -> bool:
        """Serve the Peer no more. Return False if that was so before."""
        if self._peers.pop(peer.seat.id, None) is None:
            return False
        self._selector.remove_peer(peer)
        self._busy.discard(peer)
        self._ready.remove_peer(peer)
        self._timed.discard(peer)
        return True

    def _check_outboxes(self) -> None:
        """End slow readers. After a congestion, read the clients again at once."""
        if self._outboxes.check_outboxes(time.monotonic(), self.limits, self._drop_peer):
            congested = self._outboxes.was_congested
            for peer in self._peers.values():
                self._selector.register_interest(peer, congested=congested)
