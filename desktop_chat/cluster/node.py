"""ClusterNode: the Replica of a node, with the threads that feed it, and everything that the node puts into the log.

The follower applies each entry under the lock of the server. Inputs of clients go to the publisher; nothing changes
before the log shows them.
"""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Any

from desktop_chat.cluster.applied import Applied
from desktop_chat.cluster.chain import ForkError
from desktop_chat.cluster.events import Attach, Batch, Event, Fail, Finish, Hello, HostAct, Leave, boot_name
from desktop_chat.cluster.follower import Follower
from desktop_chat.cluster.members import seat_id
from desktop_chat.cluster.port import Log, LogEntry
from desktop_chat.cluster.publisher import MOST_WAITING, Publisher
from desktop_chat.cluster.replica import Replica
from desktop_chat.cluster.seal import BatchSeal
from desktop_chat.cluster.wire import encode_answer
from desktop_chat.hub.job import BlockingWork
from desktop_chat.hub.live.user import Seat
from desktop_chat.hub.reply import Refusal
from desktop_chat.storage.store_api import SearchTooWide
from desktop_chat.texts import server as texts

ASK_SECONDS = 10.0
"""Seconds that the host waits for the log to take an act."""
LEAVE_SECONDS = 1.0
"""Seconds that a node that stops waits for the log."""
CUT_OFF_SECONDS = 10.0
"""Seconds without an entry after which a node lets its clients go to other nodes. A log that has lost its leader is
silent for up to 6 s."""
SICK_SECONDS = 0.2
"""Seconds between two looks whether the disk is well again."""
PART_BYTES = 64 << 10
"""Bytes of an answer in one event."""
_log = logging.getLogger(__name__)


class ClusterNode:
    """Implements `node_hub.Inputs`.

    Thread: hub lock, unless a method names another.
    """

    def __init__(
        self,
        name: str,
        log: Log,
        seal: BatchSeal,
        replica: Replica,
        lock: threading.Lock,
        hello: Hello,
        *,
        apply: Callable[[Applied], Callable[[], None]],
        fail: Callable[[str], None],
        read_trouble: Callable[[], str],
    ) -> None:
        """`lock`: the server's. `hello`: what each boot says of the node. `apply`: called under the lock with each
        applied entry; what it returns is called without the lock. `fail`: called with a sentence if the node cannot go
        on. `read_trouble`: returns why the node cannot write to its disk at present, or ""."""
        self.replica = replica
        self.on_outage: Callable[[], None] = _do_nothing
        """Called once if the log is silent for CUT_OFF_SECONDS, or if the disk takes nothing: the clients are to go
        elsewhere. Never blocks."""
        self.on_congestion: Callable[[int], None] = _ignore
        """Called with the bytes that wait for the log, when they pass MOST_WAITING in either direction."""
        self._name = name
        self._source = log
        self._hello = hello
        self._lock = lock
        self._apply_outcome = apply
        self._fail_node = fail
        self._read_trouble = read_trouble
        self._closing = threading.Event()
        self._answered = threading.Condition(lock)
        self._asked: deque[list[object]] = deque()
        self._connections = 0
        self._numbers: dict[BlockingWork[Any], int] = {}
        self._heard = time.monotonic()
        self._is_cut_off = False
        self._is_sick = False
        self._is_congested = False
        self._is_leaving = False
        self._was_member = False
        """The present boot has taken part."""
        self._goal = -1
        self._failure = ""
        self._publisher = Publisher(log, seal.seal_bytes, name)
        self._publisher.claim = (replica.position, replica.chain.newest)
        self._follower = Follower(log, seal, replica.position, self._apply_entry, self._fail)

    # The life of the node

    def start(self) -> None:
        """Follow the log, and begin a boot once all entries so far are applied. Thread: any.

        Raises: LogUnavailable.
        """
        self._goal = self._source.last_position
        self._publisher.start()
        self._follower.start()
        with self._lock:
            self._begin_if_current()

    def wait_until_member(self, seconds: float) -> str:
        """Wait until the node takes part. Return "", or a sentence why it does not. Blocks. Thread: any."""
        with self._answered:
            done = self._answered.wait_for(
                lambda: self.replica.is_member or self.replica.refusal or self._failure, seconds
            )
        return self._failure or self.replica.refusal or ("" if done else "The log takes and gives nothing.")

    def close(self) -> None:
        """End the threads; the log is closed already. Thread: any."""
        self._closing.set()
        self._publisher.close()
        for thread in (self._publisher, self._follower):
            if thread.ident is not None:
                thread.join()

    def _begin_if_current(self) -> None:
        if self._goal >= 0 and self.replica.position >= self._goal and not self._is_leaving:
            self._goal = -1
            self._begin_boot()

    def _begin_boot(self) -> None:
        """Begin a boot: the first one, or the next one after clients were sent away or this node was given up."""
        boot = boot_name(self.replica.position, secrets.token_hex(8))
        self.replica.begin_own_boot(boot)
        self._was_member = False
        self._connections = 0
        self._numbers.clear()
        for box in self._asked:
            box.append(_no_contact())
        self._asked.clear()
        self._publisher.begin_boot(boot, self._hello)

    def _fail(self, sentence: str) -> None:
        with self._answered:
            self._failure = sentence
            self._answered.notify_all()
        self._fail_node(sentence)

    # Entries. Thread: the follower.

    def _apply_entry(self, entry: LogEntry, batch: Batch | None) -> None:
        replica = self.replica
        while self._read_trouble() and not self._closing.wait(SICK_SECONDS):
            pass  # what cannot be written would fill the memory
        with self._lock:
            applied = replica.apply_entry(entry, batch)
            for error in applied.faults:
                _log.error("Entry %d of the log fails; all nodes skip a part of it", entry.position, exc_info=error)
            self._publisher.claim = (replica.position, replica.chain.newest)
            self._numbers.update((work, number) for number, work in applied.work)
            then = self._apply_outcome(applied)
            for answer in applied.answers:
                self._asked.popleft().append(answer)
            self._heard, self._is_cut_off = time.monotonic(), False
            if applied.acknowledged:
                self._publisher.acknowledge()
            if replica.has_errands:
                self._publisher.hurry()
            self._look_after_boot()
            self._note_congestion()
            self._answered.notify_all()
        then()

    def _look_after_boot(self) -> None:
        """Begin the first boot, or the next one after the others have given this node up.

        Raises: ForkError if another process is this node now.
        """
        replica = self.replica
        if self._goal >= 0 or self._is_leaving:
            self._begin_if_current()
        elif replica.is_member:
            self._was_member = True
        elif replica.is_replaced and self._was_member:
            raise ForkError(f"Another process takes part as {self._name}: give each node a name of its own.")
        elif replica.has_ended:
            if self._was_member:
                _log.warning("The other nodes have given this node up; it begins anew.")
            self._begin_boot()  # a boot that began before the newest entry was known is behind an earlier boot

    # Inputs

    def connect(self, *, thread: int, address: str, port: int, reached_at: str) -> Seat | None:
        if not self.replica.is_member or self._is_cut_off or self._is_sick or self._is_leaving:
            return None
        self._connections += 1
        number = self._connections
        seat = Seat(seat_id(self.replica.ordinal, number), thread=thread, address=address, port=port, secure=False)
        seat.reached_at = reached_at
        self.replica.arriving[number] = seat
        self._publisher.add_event(Attach(number, address, port))
        return seat

    def publish(self, seat: Seat, event: Event) -> None:
        if seat.id >> 32 == self.replica.ordinal:
            self._publisher.add_event(event)
            self._note_congestion()

    def change(self, event: Event) -> None:
        self._publisher.add_event(event)

    def end_work(self, work: BlockingWork[Any], outcome: Any) -> None:
        number = self._numbers.pop(work, None)
        if number is None:
            return
        if isinstance(outcome, Exception):
            self._publisher.add_event(Fail(number, str(outcome), isinstance(outcome, SearchTooWide)))
            return
        answer = encode_answer(outcome)
        for start in range(0, len(answer), PART_BYTES):
            part = answer[start : start + PART_BYTES]
            self._publisher.add_event(Finish(number, part, start + PART_BYTES >= len(answer)))

    def ask(self, act: HostAct) -> object:
        box: list[object] = []
        if not self.replica.is_member:
            raise _no_contact()
        self._asked.append(box)
        self._publisher.add_event(act)
        self._answered.wait_for(lambda: box or self.replica.has_ended, ASK_SECONDS)
        if not box:
            raise _no_contact()
        if isinstance(box[0], Exception):
            raise box[0]
        return box[0]

    def leave(self) -> None:
        self._is_leaving = True
        if self.replica.is_member:
            self._publisher.add_event(Leave())
            self._answered.wait_for(lambda: self.replica.has_ended, LEAVE_SECONDS)

    def pass_second(self) -> None:
        if self.replica.is_member:
            trouble, was_sick = self._read_trouble(), self._is_sick
            self._is_sick = bool(trouble)
            if trouble and not was_sick:
                self._send_clients_away(trouble)
            elif not self._is_cut_off and time.monotonic() - self._heard > CUT_OFF_SECONDS:
                self._is_cut_off = True
                self._send_clients_away("The log is silent.")

    def _send_clients_away(self, reason: str) -> None:
        """Let the clients go. The other nodes will not hear the lines that wait here: the clients say these lines again
        elsewhere, and a late line would be a second one."""
        _log.warning("Clients go to other nodes: %s", reason)
        self._begin_boot()
        self.on_outage()

    def _note_congestion(self) -> None:
        waiting = self._publisher.waiting_bytes
        if (waiting > MOST_WAITING) != self._is_congested:
            self._is_congested = not self._is_congested
            self.on_congestion(waiting if self._is_congested else 0)


def _no_contact() -> Refusal:
    return Refusal("FAIL", texts.NO_CONTACT)


def _do_nothing() -> None:
    """Do nothing: no clients are served yet."""


def _ignore(waiting: int) -> None:
    """Do nothing: no clients are served yet."""
    del waiting
