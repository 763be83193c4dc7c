"""FairThreads serve places in turn; slow work does not delay cheap work of other places."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest

from desktop_chat.clock import now_ms
from desktop_chat.hub.hub import Hub
from desktop_chat.hub.live.user import Seat
from desktop_chat.hub.live.wake_list import WaitingSeats
from desktop_chat.irc.message import parse_line
from desktop_chat.server.fair_threads import FairThreads
from desktop_chat.server.hub_runtime import JOB_THREADS, HubRuntime
from desktop_chat.storage.sql_store import SqlStore
from desktop_chat.storage.store_api import Answer, Query, SearchQuery
from tests.hub.harness import SETTINGS
from tests.patience import SECONDS


def test_each_place_is_served_once_before_any_is_served_again() -> None:
    threads = FairThreads(1, "fair")
    begun, go_on, done = threading.Event(), threading.Event(), threading.Event()
    order: list[str] = []

    def first() -> None:
        begun.set()
        go_on.wait(SECONDS)

    threads.submit("greedy", first)
    assert begun.wait(SECONDS)
    for number in range(50):
        threads.submit("greedy", partial(order.append, f"greedy {number}"))
    threads.submit("ann", lambda: order.append("ann"))
    threads.submit("bob", lambda: order.append("bob"))
    threads.submit("ann", lambda: order.append("ann again"))
    threads.submit("greedy", done.set)
    go_on.set()
    assert done.wait(SECONDS)
    threads.close()
    assert order[:5] == ["greedy 0", "ann", "bob", "greedy 1", "ann again"]
    assert order[5:] == [f"greedy {number}" for number in range(2, 50)]


def test_a_piece_that_goes_on_needs_no_other_thread() -> None:
    threads = FairThreads(4, "goes-on")
    left, done = 50, threading.Event()
    names: set[str] = set()

    def go_on() -> None:
        nonlocal left
        left -= 1
        if left:
            threads.submit("big", go_on)
        else:
            names.update(thread.name for thread in threading.enumerate() if thread.name.startswith("goes-on"))
            done.set()

    threads.submit("big", go_on)
    assert done.wait(SECONDS)
    threads.close()
    assert names == {"goes-on-0"}


def test_pieces_that_a_thread_has_left_are_done_by_all() -> None:
    """A piece that submits two others, of which one waits for the other, blocks nothing."""
    threads = FairThreads(2, "left")
    other, done, ready = threading.Event(), threading.Event(), threading.Event()

    def wait_for_other() -> None:
        other.wait(SECONDS)
        done.set()

    def leave_two() -> None:
        threads.submit("one", wait_for_other)
        threads.submit("two", other.set)

    threads.submit("idle", ready.set)
    assert ready.wait(SECONDS)
    threads.submit("", leave_two)
    assert done.wait(SECONDS)
    assert other.is_set()
    threads.close()


def test_a_failure_ends_no_thread_and_closing_drops_what_waits(
    expected_warnings: list[logging.LogRecord],
) -> None:
    threads = FairThreads(1, "fair")
    begun, go_on = threading.Event(), threading.Event()
    done: list[str] = []

    def fail() -> None:
        raise OSError("a failure that is expected here")

    def last() -> None:
        begun.set()
        go_on.wait(SECONDS)
        done.append("last")

    threads.submit("a", fail)
    threads.submit("a", last)
    assert begun.wait(SECONDS)
    threads.submit("a", lambda: done.append("dropped"))
    closing = threading.Thread(target=threads.close)
    closing.start()
    go_on.set()
    closing.join(SECONDS)
    threads.submit("a", lambda: done.append("too late"))
    assert done == ["last"]
    assert [record.getMessage() for record in expected_warnings] == ["A piece of work failed"]


class GatedStore(SqlStore):
    """The real store; a search begins when the gate opens."""

    gate: threading.Event
    searched: list[str]
    begun: threading.Semaphore

    def read(self, query: Query[Answer]) -> Answer:
        if isinstance(query, SearchQuery):
            self.begun.release()
            assert self.gate.wait(SECONDS)
            self.searched.append(query.text)
        return super().read(query)


class NotingOwner:
    """The owner of Seats, which only remembers a change."""

    def __init__(self) -> None:
        self.changed = threading.Condition()

    def wake_seats(self, seats: Sequence[Seat]) -> None:
        with self.changed:
            self.changed.notify_all()

    def wait_for_commits(self, waiting: Sequence[WaitingSeats]) -> None:
        """Do nothing: nothing is sent."""

    def wake_up(self) -> None:
        """Do nothing: nothing is sent."""

    def wait_until_answered(self, seat: Seat) -> None:
        with self.changed:
            assert self.changed.wait_for(lambda: not seat.paused, SECONDS)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[GatedStore]:
    store = GatedStore.open(tmp_path / "chat.db", now=now_ms())
    store.gate, store.begun, store.searched = threading.Event(), threading.Semaphore(0), []
    yield store
    store.close()


@pytest.fixture
def core(store: GatedStore) -> Iterator[HubRuntime]:
    core = HubRuntime(Hub(SETTINGS, store.load(), now=now_ms()), store)
    core.owners.append(NotingOwner())
    yield core
    store.gate.set()
    core.end_jobs()


def enter(core: HubRuntime, nick: str, address: str) -> Seat:
    with core.locked_hub() as hub:
        seat = hub.attach_seat(thread=0, address=address, port=5, secure=False, now=now_ms())
        capabilities = "CAP REQ :batch message-tags draft/chathistory soju.im/search"
        lines = capabilities, f"NICK {nick}", f"USER {nick} 0 * :{nick}", "CAP END", "JOIN #tea", "PRIVMSG #tea :hello"
        hub.receive_messages(seat, [parse_line(line) for line in lines], now_ms())
    return seat


def ask(core: HubRuntime, seat: Seat, line: str) -> None:
    with core.locked_hub() as hub:
        assert hub.receive_messages(seat, [parse_line(line)], now_ms()) == 1
    assert seat.paused


def test_a_page_waits_for_no_search_and_a_search_for_no_more_than_one_of_each_address(
    core: HubRuntime, store: GatedStore
) -> None:
    owner = core.owners[0]
    assert isinstance(owner, NotingOwner)
    many = [enter(core, f"greedy{number}", "10.0.0.1") for number in range(2 * JOB_THREADS)]
    ann, bob, cid = enter(core, "ann", "10.0.0.2"), enter(core, "bob", "10.0.0.3"), enter(core, "cid", "10.0.0.3")
    for number, seat in enumerate(many):
        ask(core, seat, f"SEARCH text=greedy{number}")
    assert store.begun.acquire(timeout=SECONDS)
    ask(core, ann, "CHATHISTORY LATEST #tea * 50")
    owner.wait_until_answered(ann)
    assert store.searched == []
    ask(core, bob, "SEARCH text=bob")
    ask(core, cid, "SEARCH text=cid")
    store.gate.set()
    for seat in (*many, bob, cid):
        owner.wait_until_answered(seat)
    assert store.searched[:4] == ["greedy0", "greedy1", "bob", "greedy2"]
    assert store.searched[4] == "cid"
