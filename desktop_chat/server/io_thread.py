"""IoThread: one selector, its own sockets, and the tick. See ARCHITECTURE.md, "a tick is a transaction".

A tick: read what is ready -> give the hub what arrived, under the lock, 1,024 lines or 2 ms at a time -> send.
"""

from __future__ import annotations

import logging
import selectors
import threading
import time
from collections import deque
from collections.abc import Iterable, Sequence
from contextlib import suppress

from OpenSSL import SSL

from desktop_chat.hub.hub import Hub
from desktop_chat.hub.live.user import Seat
from desktop_chat.hub.live.wake_list import WaitingSeats
from desktop_chat.net.wakeup import Wakeup
from desktop_chat.server.arrival import AcceptedConnection
from desktop_chat.server.backlog import Backlog
from desktop_chat.server.hub_feed import feed_hub
from desktop_chat.server.hub_runtime import HubRuntime, now_ms
from desktop_chat.server.io_limits import IoLimits
from desktop_chat.server.peer import Peer
from desktop_chat.server.ready_queue import ReadyQueue
from desktop_chat.server.throttle import LineRateLimit

LINES_PER_HOLD = 1024
"""Lines that the hub is given in one hold of the lock, and the time in seconds after which it is let go."""
HOLD_SECONDS = 0.002
SLOW_SECONDS = 5.0
"""In which nothing moved, after which a slow reader is closed."""
LEAVE_SECONDS = 60.0
"""For which somebody who leaves is kept while the last words wait for the disk."""
GREET_SECONDS = 5.0
"""For which last words wait until a client has shown what it speaks: plain ones would break a handshake."""
LINGER_SECONDS = 1.0
CHECK_SECONDS = 0.5
"""Between two looks at what waits in the outboxes, and who is slow,"""
SOON_SECONDS = 0.02
"""and where something is to go on sooner: somebody's ration of lines, or reading, once what waited has left."""
_READ, _WRITE = selectors.EVENT_READ, selectors.EVENT_WRITE
_log = logging.getLogger(__name__)


class IoThread(threading.Thread):
    """`adopt`, `touch`, `expect`, `wake` and `finish` are for any thread and never block."""

    def __init__(self, index: int, core: HubRuntime, backlog: Backlog, context: SSL.Context, limits: IoLimits) -> None:
        super().__init__(name=f"io-{index}")
        self.limits = limits
        self._index = index
        self._core = core
        self._backlog = backlog
        self._tls_context = context
        self._wakeup = Wakeup()
        self._inbox: deque[AcceptedConnection | WaitingSeats | Sequence[Seat]] = deque()
        self._finishing = 0.0
        # Below: this thread only.
        self._selector = selectors.DefaultSelector()
        self._peers: dict[int, Peer] = {}
        self._busy: set[Peer] = set()  # those with items, or with plain text inside their TLS end
        self._ready = ReadyQueue(self._peers)
        self._timed: set[Peer] = set()  # those whose codec waits for time to pass
        self._checked = self._measured = 0.0
        self._silent = False  # those who speak may not be read, because too much waits

    def adopt_connection(self, arrival: AcceptedConnection) -> None:
        """A new connection is this thread's from now on."""
        self._inbox.append(arrival)
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

    def finish_within(self, seconds: float) -> None:
        """Send what there is, for at most this long, then close everything and end."""
        self._finishing = time.monotonic() + seconds
        self._wakeup.wake()

    def run(self) -> None:
        self._selector.register(self._wakeup, _READ)
        try:
            while not self._finishing or (self._peers and time.monotonic() < self._finishing):
                self._tick()
        finally:
            for peer in list(self._peers.values()):
                peer.close()
            for item in self._inbox:
                if isinstance(item, AcceptedConnection):
                    item.socket.close()
                    item.admission.give_back()
            self._selector.close()
            self._wakeup.close()

    def _tick(self) -> None:
        ready = self._selector.select(self._select_timeout())
        self._wakeup.clear()
        readable: set[Peer] = set()
        for key, events in ready:
            peer = key.data
            if peer is not None:
                if events & _READ:
                    readable.add(peer)
                if events & _WRITE:
                    self._ready.mark_writable(peer)
        self._take_inbox()
        now = time.monotonic()
        for peer in readable | {peer for peer in self._busy if peer.has_plain_text and not peer.items}:
            peer.read(readable=peer in readable, now=now)
            self._busy.add(peer)
            if peer.codec is not None:
                self._schedule_codec(peer)
        if self._timed:
            self._advance_codecs(now)
        self._give_to_hub()
        self._take_inbox()
        self._send_ready()
        self._check_outboxes(time.monotonic())

    def _select_timeout(self) -> float:
        """Seconds that the selector may wait."""
        if any(self._can_go_on(peer) for peer in self._busy):
            return 0.0
        if self._inbox:
            return 0.0
        patience = SOON_SECONDS if self._busy or self._finishing or self._silent else CHECK_SECONDS
        if self._timed:
            due = min(peer.due_at for peer in self._timed) - time.monotonic()
            return max(0.0, min(patience, due))
        return patience

    # Codecs

    def _advance_codecs(self, now: float) -> None:
        """For those whose codec waited for this moment something is complete, or may leave."""
        for peer in [peer for peer in self._timed if peer.due_at <= now]:
            peer.advance_time(now)
            self._ready.add(peer)
            self._schedule_codec(peer)

    def _schedule_codec(self, peer: Peer) -> None:
        """A codec may have answered by itself, or wait for time to pass."""
        if peer.items or peer.eof:
            self._busy.add(peer)
        if peer.has_outgoing:
            self._ready.add(peer)
        if peer.due_at:
            self._timed.add(peer)
        else:
            self._timed.discard(peer)

    def _can_go_on(self, peer: Peer) -> bool:
        if peer.seat.paused or peer.gone:
            return False
        if peer.items:
            return peer.throttle is None or peer.throttle.lines_allowed(time.monotonic()) > 0
        return peer.has_plain_text or bool(peer.eof)

    def _take_inbox(self) -> None:
        while self._inbox:
            item = self._inbox.popleft()
            if isinstance(item, AcceptedConnection):
                self._attach_peer(item)
            elif isinstance(item, WaitingSeats):
                self._ready.add_waiting_room(item)
            else:
                self._ready.add_seats(item)

    def _attach_peer(self, arrival: AcceptedConnection) -> None:
        now = time.monotonic()
        with self._core.locked_hub() as hub:
            seat = hub.attach_seat(
                thread=self._index,
                address=arrival.address,
                port=arrival.port,
                secure=False,
                fingerprint="",
                now=now_ms(),
                admission=arrival.admission,
                refusal=arrival.admission.refusal,
            )
        plain_allowed = arrival.loopback or self.limits.plain == "anyone" or bool(arrival.door)
        peer = Peer(
            arrival.socket, seat, self._tls_context, plain_allowed=plain_allowed, now=now, door=arrival.door,
            doors=self.limits.doors, admission=arrival.admission,
        )  # fmt: skip
        if self.limits.enabled:
            peer.throttle = LineRateLimit(self.limits.burst, self.limits.per_second, now)
        self._peers[seat.id] = peer
        self._register_interest(peer)
        if peer.codec is not None:
            self._schedule_codec(peer)

    # Reading

    def _give_to_hub(self) -> None:
        """All that was read, in turns. What throttled and paused peers said waits; a peer whose end was read goes."""
        waiting = [peer for peer in self._busy if self._can_go_on(peer) and (peer.items or peer.eof)]
        while waiting:
            with self._core.locked_hub() as hub:
                end = time.perf_counter() + HOLD_SECONDS
                lines = LINES_PER_HOLD
                while waiting and lines > 0 and time.perf_counter() < end:
                    lines -= self._give_lines(hub, waiting.pop(), lines)
            waiting = [peer for peer in waiting if self._can_go_on(peer)]
        for peer in list(self._busy):
            if peer.gone or not (peer.items or peer.has_plain_text or peer.eof):
                self._busy.discard(peer)
            self._register_interest(peer)

    def _give_lines(self, hub: Hub, peer: Peer, most: int) -> int:
        """How many lines were handled, 1 at least. A fault of ours ends this connection and no other."""
        try:
            used = feed_hub(hub, peer, most, now_ms(), time.monotonic())
        except Exception:
            _log.exception("What %s said could not be handled", peer.seat.nick)
            peer.items.clear()
            peer.eof = "Internal error"
            self._detach_from_hub(hub, peer)
            return 1
        if peer.eof and not peer.items and not peer.seat.paused:
            self._detach_from_hub(hub, peer)
        return max(1, used)

    def _detach_from_hub(self, hub: Hub, peer: Peer) -> None:
        peer.gone = True
        self._ready.add(peer)
        hub.detach_seat(peer.seat, peer.eof, now_ms(), lost=peer.broken)

    def _register_interest(self, peer: Peer) -> None:
        """Register for what is wanted of the socket now."""
        if peer.seat.id not in self._peers:
            return
        if peer.closing_since:
            wants = 0 if peer.ended else _READ
        else:
            wants = 0 if peer.items or peer.eof or peer.ended or peer.is_full or self._backlog.is_congested else _READ
        if peer.unsent or peer.more:
            wants |= _WRITE
        if wants == peer.events:
            return
        if not peer.events:
            self._selector.register(peer.socket, wants, peer)
        elif wants:
            self._selector.modify(peer.socket, wants, peer)
        else:
            self._selector.unregister(peer.socket)
        peer.events = wants

    # Sending

    def _send_ready(self) -> None:
        """Nearly all of them can be sent everything here and now; whoever cannot is looked at more closely."""
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
                if not (peer.unsent and peer.events & _WRITE):
                    peer.moved = now
                self._write_peer(peer, durable, now)
            except OSError:
                self._drop_broken(peer, "Connection reset")

    def _write_peer(self, peer: Peer, durable: int, now: float) -> None:
        """Send what the socket takes, and see what becomes of the Peer then. Raises OSError when the connection is
        gone."""
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
        self._register_interest(peer)
        if peer.unsent and peer.events & _WRITE:
            self._ready.mark_blocked(peer)

    def _may_end(self, peer: Peer, now: float) -> bool:
        """Whether the last word has left (or has nowhere to go)."""
        if not peer.seat.closing or peer.broken:
            return peer.seat.closing
        outbox = peer.seat.outbox
        # A reserved place that no Job is going to fill any more holds nothing back but the end.
        return not (peer.unsent or peer.has_outgoing) and (
            not outbox.pieces
            or (not peer.may_be_written_to and peer.cannot_be_told(now, 0.0 if self._finishing else GREET_SECONDS))
            or (outbox.begins_with_reservation and not peer.seat.paused)
        )

    def _shut_down_peer(self, peer: Peer, now: float) -> None:
        """Stop writing, throw away what still comes for a second, close."""
        if not peer.closing_since:
            peer.finish_writing(now)
            if not peer.gone:
                peer.eof = peer.eof or "Connection closed"
                with self._core.locked_hub() as hub:
                    self._detach_from_hub(hub, peer)
        if peer.ended or now - peer.closing_since >= LINGER_SECONDS:
            self._drop_peer(peer)

    def _drop_broken(self, peer: Peer, reason: str) -> None:
        with self._core.locked_hub() as hub:
            hub.detach_seat(peer.seat, reason, now_ms(), lost=True)
        self._drop_peer(peer)

    def _drop_peer(self, peer: Peer) -> None:
        if self._peers.pop(peer.seat.id, None) is None:
            return
        if peer.events:
            with suppress(KeyError, ValueError):
                self._selector.unregister(peer.socket)
            peer.events = 0
        peer.close()
        self._busy.discard(peer)
        self._ready.remove_peer(peer)
        self._timed.discard(peer)

    # Now and then

    def _check_outboxes(self, now: float) -> None:
        """See how much waits, and who is slow. Whoever was not read for congestion is read again as soon as it is
        over."""
        self._silent = self._silent or self._backlog.is_congested
        if now - self._measured < (SOON_SECONDS if self._silent else CHECK_SECONDS):
            return
        self._measured = now
        waiting = self._ready.waiting_peers()
        self._backlog.set_waiting_bytes(self._index, sum(len(peer.seat.outbox) for peer in waiting))
        over = self._silent and not self._backlog.is_congested
        if now - self._checked >= CHECK_SECONDS:
            self._checked = now
            self._end_slow_readers(waiting, now)
        elif not over:
            return
        self._silent = self._backlog.is_congested
        for peer in self._peers.values():
            self._register_interest(peer)

    def _end_slow_readers(self, waiting: Iterable[Peer], now: float) -> None:
        """Who reads too slowly goes; who was closed goes for good."""
        slow: list[Peer] = []
        for peer in waiting:
            blocked = bool(peer.unsent) and now - peer.moved >= SLOW_SECONDS
            if not peer.seat.closing:
                slow += [peer] if blocked or peer.has_outgoing else []
            elif blocked or self._has_left(peer, now):
                self._drop_peer(peer)
        self._end_slow(slow)

    def _has_left(self, peer: Peer, now: float) -> bool:
        """Whether a person whom the hub is done with has had time enough."""
        peer.leaving_since = peer.leaving_since or now
        if peer.closing_since:
            return now - peer.closing_since >= LINGER_SECONDS
        return now - peer.leaving_since >= LEAVE_SECONDS

    def _end_slow(self, slow: Sequence[Peer]) -> None:
        """Those of these with too much before them. When all together hold too much, everybody's share is smaller:
        otherwise many who each hold a little could keep everybody from being read."""
        limit = self.limits.outbox_bytes
        if self._backlog.is_congested:
            limit = min(limit, self._backlog.share_per_peer(len(self._peers)))
        durable = self._core.store.durable
        for peer in slow:
            if len(peer.seat.outbox) <= limit:
                continue
            with self._core.locked_hub() as hub:
                if peer.seat.outbox.sendable_bytes(durable) <= limit:
                    continue
                hub.detach_seat(peer.seat, "Reads too slowly", now_ms(), lost=True)
            _log.info("%s read too slowly and was disconnected.", peer.seat.nick)
            self._drop_peer(peer)
