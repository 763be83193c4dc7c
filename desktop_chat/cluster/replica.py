"""Replica: a Hub with the log as the only input. Pure: no clock, no chance, no thread.

All nodes apply the same entries to equal Hubs, so all nodes decide alike. Only the served Seats differ: the Seats of
a node get bytes there, and the node does the work of its Seats (reads of the Store, hashes).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from desktop_chat.cluster.applied import Applied
from desktop_chat.cluster.chain import Chain
from desktop_chat.cluster.events import (
    Argument,
    Attach,
    Batch,
    Configure,
    Detach,
    Event,
    Fail,
    Finish,
    Hello,
    HostAct,
    Leave,
    Malformed,
    Receive,
    Secure,
)
from desktop_chat.cluster.members import ClusterConnection, ClusterMember, seat_id
from desktop_chat.cluster.port import LogEntry
from desktop_chat.cluster.wire import decode_answer
from desktop_chat.cluster.work_table import WorkTable
from desktop_chat.hub.hub import Hub
from desktop_chat.hub.job import BlockingWork, Errand
from desktop_chat.hub.live.user import Seat
from desktop_chat.hub.settings import HubSettings
from desktop_chat.irc.message import Message, ProtocolError
from desktop_chat.irc.privmsg_runs import PrivmsgRun
from desktop_chat.net.fingerprints import CertificateFingerprint
from desktop_chat.storage.records import LogPosition
from desktop_chat.storage.store_api import SearchTooWide, StoreError
from desktop_chat.texts import server as texts

LEASE_TICKS = 6
"""Seconds of the log without a sign of a node after which its connections are ended."""
MARK_ENTRIES = 1000
"""A commit is made at least each so many entries, so that the database of a silent chat stays near the log."""
MOST_SKIPPED = 100
"""Positions of entries that are remembered because a part was skipped."""
_SHARED = frozenset({"hub", "now", "skipped", "_ticks", "_boots", "_versions", "_nodes", "_work", "_errands", "_seats"})
"""Attributes of a Replica that are equal on all nodes."""
Act = Callable[[Hub, Mapping[str, Argument], int], object]
"""What a HostAct does. The last argument is the time in Unix ms. May raise Refusal."""


class Replica:
    """The Hub of a node.

    Thread: hub lock.
    """

    def __init__(self, hub: Hub, node: str, boot: str, acts: Mapping[str, Act], chain: Chain, now: int) -> None:
        """`now`: Unix ms of the log when `hub` was made."""
        self.hub = hub
        self.chain = chain
        self.now = now
        """The time of the log; it never goes back."""
        self.skipped: list[int] = []
        """The positions of the last entries of which a part was skipped, because the hub failed there."""
        self.arriving: dict[int, Seat] = {}
        """The Seats of this boot's connections that are not attached yet."""
        self.refusal = ""
        """Why this boot cannot take part, as a sentence for the administrator."""
        self._node = node
        self._boot = boot
        self._acts = acts
        self._ticks = 0
        self._boots = 0
        self._versions = ""
        self._nodes: dict[str, ClusterMember] = {}
        self._work = WorkTable()
        self._errands: deque[Errand] = deque()
        self._seats: dict[Seat, ClusterConnection] = {}
        self._detached: list[Seat] = []
        self._answers: list[object] = []
        self._faults: list[Exception] = []

    @property
    def shared_state(self) -> Mapping[str, object]:
        """All that the log has made of this Replica, the Chain apart: equal on all nodes at a position."""
        return {name: content for name, content in vars(self).items() if name in _SHARED}

    @classmethod
    def from_shared_state(
        cls, node: str, boot: str, acts: Mapping[str, Act], chain: Chain, state: Mapping[str, Any]
    ) -> Replica:
        """Return the Replica of a node that goes on from the `shared_state` of another node.

        Raises: ValueError unless all of the state is there.
        """
        if state.keys() != _SHARED:
            raise ValueError("the state is not whole")
        replica = cls(state["hub"], node, boot, acts, chain, state["now"])
        vars(replica).update(state)
        return replica

    @property
    def position(self) -> int:
        """The position of the last applied entry."""
        return self.chain.position

    @property
    def has_errands(self) -> bool:
        """Whether long answers continue with the next entry. An entry should come soon then."""
        return bool(self._errands)

    @property
    def is_member(self) -> bool:
        """Whether the own boot takes part, from Hello until Leave or the end of the lease."""
        node = self._nodes.get(self._node)
        return node is not None and node.boot == self._boot and not node.ended

    @property
    def ordinal(self) -> int:
        """The number of the own boot among all boots of all nodes, from 1; 0 before its Hello."""
        node = self._nodes.get(self._node)
        return node.ordinal if node is not None and node.boot == self._boot else 0

    @property
    def has_ended(self) -> bool:
        """Whether the own boot takes part no more, after Leave, the end of the lease, or a later Hello of the node."""
        node = self._nodes.get(self._node)
        return node is not None and (node.boot > self._boot or (node.boot == self._boot and node.ended))

    @property
    def is_replaced(self) -> bool:
        """Whether another process has begun a boot of this node."""
        node = self._nodes.get(self._node)
        return node is not None and node.boot > self._boot

    @property
    def nodes(self) -> tuple[str, ...]:
        """The nodes of the cluster at present."""
        return tuple(name for name, node in self._nodes.items() if not node.ended)

    def begin_own_boot(self, boot: str) -> None:
        """Serve the connections of another boot of the node from now on."""
        self._boot = boot
        self.arriving.clear()

    def apply_entry(self, entry: LogEntry, batch: Batch | None) -> Applied:
        """Apply the next entry. `batch`: the content of the entry; None for foreign bytes.

        Raises: ForkError.
        """
        if batch is not None:
            self.chain.require_same(batch.seen, batch.chain)
        self.chain.add_entry(entry.position, entry.data)
        self._advance_time(entry.time)
        for _ in range(len(self._errands)):
            self._go_on(self._errands.popleft())
        acknowledged = batch is not None and self._apply_batch(batch)
        if not entry.position % MARK_ENTRIES:
            self.hub.keep_change(LogPosition("", entry.position, self.chain.newest.hex()))
        outcome = self.hub.take_outcome()
        self._errands.extend(outcome.errands)
        work = self._work.add_all((*outcome.jobs, *outcome.hashes, *outcome.rehash))
        applied = Applied(
            outcome, tuple(self._detached), work, tuple(self._answers), acknowledged, tuple(self._faults)
        )  # fmt: skip
        self._detached.clear()
        self._answers.clear()
        self._faults.clear()
        return applied

    def _skip_part(self, error: Exception, seat: Seat | None) -> None:
        """Skip a part of the entry in which the hub has failed, and end its connection, on all nodes alike.

        Raises: MemoryError, for only this node has too little memory.
        """
        if isinstance(error, MemoryError):
            raise error
        self._faults.append(error)
        if self.position not in self.skipped:
            self.skipped = [*self.skipped, self.position][-MOST_SKIPPED:]
        if seat is not None:
            self.hub.end_faulty_seat(seat, texts.INTERNAL_ERROR, self.now)
            if seat.here:
                self._detached.append(seat)

    # Time

    def _advance_time(self, time: int) -> None:
        """Let a second pass if the log has reached a new second. A long pause of the log counts as a second."""
        before, self.now = self.now, max(self.now, time)
        if self.now // 1000 == before // 1000:
            return
        self._ticks += 1
        try:
            self.hub.advance_second(self.now)
        except Exception as error:
            self._skip_part(error, None)
        for node in self._nodes.values():
            if not node.ended and self._ticks - node.last_sign > LEASE_TICKS:
                self._end_boot(node, lost=True)

    def _tell_addresses(self, settings: HubSettings) -> None:
        """Apply settings, with the addresses of the nodes that take part."""
        nodes = tuple(node.address for node in self._nodes.values() if node.address and not node.ended)
        self.hub.apply_settings(replace(settings, nodes=nodes), self.now)

    def _end_boot(self, node: ClusterMember, *, lost: bool) -> None:
        node.ended = True
        self._tell_addresses(self.hub.settings)
        for number in list(node.connections):
            self._detach_connection(node, Detach(number, texts.CONNECTION_CLOSED, lost))
        self._work.keep_work_of(self._seats)

    # Batches

    def _apply_batch(self, batch: Batch) -> bool:
        """Apply the next batch of a running boot, and ignore others. Return True for an own batch."""
        if batch.number == 1 and batch.events and isinstance(batch.events[0], Hello):
            self._begin_boot(batch, batch.events[0])
        node = self._nodes.get(batch.node)
        if node is None or node.boot != batch.boot or node.ended:
            return False
        node.last_sign = self._ticks  # a repeated batch is a sign of life
        if batch.number != node.number + 1:
            return False
        node.number = batch.number
        own = batch.node == self._node and batch.boot == self._boot
        for event in batch.events:
            try:
                self._apply_event(node, event, own=own)
            except Exception as error:
                self._skip_part(error, self._seat_of(node, event))
        return own

    @staticmethod
    def _seat_of(node: ClusterMember, event: Event) -> Seat | None:
        connection = node.connections.get(event.connection) if isinstance(event, Attach | Receive | Secure) else None
        return connection.seat if connection is not None else None

    def _begin_boot(self, batch: Batch, hello: Hello) -> None:
        known = self._nodes.get(batch.node)
        if known is not None and batch.boot <= known.boot:
            return
        self._versions = self._versions or hello.versions
        if hello.versions != self._versions:
            if batch.boot == self._boot:
                self.refusal = f"This node has {hello.versions}, the others have {self._versions}: they must be equal."
            return
        if known is not None and not known.ended:
            self._end_boot(known, lost=True)
        self._boots += 1
        self._nodes[batch.node] = ClusterMember(batch.boot, self._boots, self._ticks, hello.address)
        self._tell_addresses(self.hub.settings)

    def _apply_event(self, node: ClusterMember, event: Event, *, own: bool) -> None:
        match event:
            case Receive():
                self._receive_bytes(node, event)
            case Attach():
                self._attach_connection(node, event, own=own)
            case Secure():
                connection = node.connections.get(event.connection)
                if connection is not None:
                    self.hub.mark_secured(connection.seat, CertificateFingerprint(event.fingerprint))
            case Detach():
                self._detach_connection(node, event)
            case Finish():
                self._take_answer(event)
            case Fail():
                self._fail_work(event)
            case Configure():
                self._tell_addresses(event.settings)
            case HostAct():
                self._do_host_act(event, own=own)
            case Leave():
                self._end_boot(node, lost=False)
            case Hello():
                pass

    # Connections

    def _attach_connection(self, node: ClusterMember, event: Attach, *, own: bool) -> None:
        if event.connection in node.connections:
            return
        seat = self.arriving.pop(event.connection, None) if own else None
        if seat is None:
            seat = Seat(
                seat_id(node.ordinal, event.connection),
                thread=0,
                address=event.address,
                port=event.port,
                secure=False,
                here=own,
            )
        node.connections[event.connection] = self._seats[seat] = ClusterConnection(seat)
        self.hub.add_seat(seat, self.now)

    def _receive_bytes(self, node: ClusterMember, event: Receive) -> None:
        connection = node.connections.get(event.connection)
        if connection is not None:
            connection.items.extend(
                ProtocolError(item.code, "", item.command) if isinstance(item, Malformed) else item
                for item in event.items
            )
            self._serve_connection(connection)

    def _detach_connection(self, node: ClusterMember, event: Detach) -> None:
        connection = node.connections.pop(event.connection, None)
        if connection is not None:
            del self._seats[connection.seat]
            self.hub.detach_seat(connection.seat, event.reason, self.now, lost=event.lost)
            if connection.seat.here:
                self._detached.append(connection.seat)

    def _serve_connection(self, connection: ClusterConnection) -> None:
        """Let the hub handle the items of a client, until the Seat waits for work or closes."""
        seat, items = connection.seat, connection.items
        try:
            while items and not (seat.paused or seat.closing):
                self._handle_next(seat, items)
        except Exception as error:
            self._skip_part(error, seat)
        if seat.closing:
            items.clear()

    def _handle_next(self, seat: Seat, items: deque[Message | ProtocolError | PrivmsgRun]) -> None:
        if isinstance(items[0], PrivmsgRun):
            run = items.popleft()
            assert isinstance(run, PrivmsgRun)
            if not self.hub.receive_bulk(seat, run, self.now):
                items.extendleft(reversed(run.to_messages()))
            return
        part: list[Message | ProtocolError] = []
        for item in items:
            if isinstance(item, PrivmsgRun):
                break
            part.append(item)
        for _ in range(self.hub.receive_messages(seat, part, self.now)):
            items.popleft()

    # Work

    def _take_answer(self, event: Finish) -> None:
        match self._work.take_part(event):
            case Fail() as failure:
                self._fail_work(failure)
            case bytes() as answer:
                end = self.hub.finish_work
                self._continue_work(event.work, lambda work: end(work, decode_answer(answer), self.now))

    def _fail_work(self, event: Fail) -> None:
        error = SearchTooWide(event.sentence) if event.too_wide else StoreError(event.sentence)
        self._continue_work(event.work, lambda work: self.hub.fail_work(work, error, self.now))

    def _continue_work(self, number: int, end: Callable[[BlockingWork[Any]], None]) -> None:
        work = self._work.end_work(number)
        if work is None:
            return
        try:
            end(work)
        except Exception as error:
            self._skip_part(error, work.seat)
        self._serve_seat(work.seat)

    def _go_on(self, errand: Errand) -> None:
        try:
            self.hub.go_on(errand, self.now)
        except Exception as error:
            self._skip_part(error, errand.seat)
        if errand.seat is not None:
            self._serve_seat(errand.seat)

    def _serve_seat(self, seat: Seat) -> None:
        connection = self._seats.get(seat)
        if connection is not None:
            self._serve_connection(connection)

    def _do_host_act(self, event: HostAct, *, own: bool) -> None:
        answer: object
        try:
            answer = self._acts[event.name](self.hub, dict(event.arguments), self.now)
        except Exception as error:
            answer = error
        if own:
            self._answers.append(answer)
