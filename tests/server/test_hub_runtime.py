"""The hub behind its lock: what a hold of the lock sets going, and what a fault ends."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from desktop_chat.clock import now_ms
from desktop_chat.hub.hub import Hub
from desktop_chat.hub.live.user import Seat
from desktop_chat.hub.live.wake_list import WaitingSeats
from desktop_chat.irc.message import parse_line
from desktop_chat.net.fingerprints import NO_CERTIFICATE
from desktop_chat.server.hub_runtime import HubRuntime
from desktop_chat.storage.sql_store import SqlStore
from tests.hub.harness import SETTINGS
from tests.patience import SECONDS


class Owner:
    """An I/O thread without sockets: notes what it is told, and says when a job has finished."""

    def __init__(self) -> None:
        self.woken: list[Seat] = []
        self.waiting: list[Sequence[WaitingSeats]] = []
        self.durable = threading.Event()
        self.finished = threading.Semaphore(0)

    def wake_seats(self, seats: Sequence[Seat]) -> None:
        self.woken.extend(seats)
        self.finished.release()

    def wait_for_commits(self, waiting: Sequence[WaitingSeats]) -> None:
        self.waiting.append(waiting)

    def wake_up(self) -> None:
        self.durable.set()


class Rig:
    """A runtime over a real store, with two owners."""

    def __init__(self, folder: Path) -> None:
        self.store = SqlStore.open(folder / "chat.db", now=now_ms())
        hub = Hub(SETTINGS, self.store.load(), now=now_ms())
        self.runtime = HubRuntime(hub, self.store, f"{folder}/")
        self.owners = [Owner(), Owner()]
        self.runtime.owners.extend(self.owners)

    def connect(self, thread: int) -> Seat:
        with self.runtime.locked_hub() as hub:
            return hub.attach_seat(
                thread=thread, address="127.0.0.1", port=5, secure=False, fingerprint=NO_CERTIFICATE, now=now_ms()
            )

    def send(self, seat: Seat, *lines: str) -> None:
        with self.runtime.locked_hub() as hub:
            messages = [parse_line(line) for line in lines]
            while messages and not seat.closing:
                used = hub.receive_messages(seat, messages, now_ms())
                assert used
                del messages[:used]

    def register(self, nick: str, thread: int = 0) -> Seat:
        seat = self.connect(thread)
        self.send(seat, f"NICK {nick}", f"USER {nick} 0 * :{nick}")
        return seat


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Rig]:
    made = Rig(tmp_path)
    yield made
    made.runtime.end_jobs()
    made.store.close()


def test_each_owner_is_woken_for_its_own_seats_only(rig: Rig) -> None:
    first, second = rig.register("ann", 0), rig.register("bob", 1)
    for owner in rig.owners:
        owner.woken.clear()
    rig.send(first, "PRIVMSG bob :hello", "PING x")
    assert set(rig.owners[0].woken) == {first}
    assert set(rig.owners[1].woken) == {second}


def test_changes_are_submitted_and_owners_hear_when_they_are_durable(rig: Rig) -> None:
    ann = rig.register("ann")
    rig.send(ann, "JOIN #tea", "PRIVMSG #tea :hello")
    assert rig.owners[0].waiting
    assert rig.owners[0].durable.wait(SECONDS)


def test_a_history_job_answers_its_seat(rig: Rig) -> None:
    ann = rig.connect(0)
    rig.send(ann, "CAP REQ :draft/chathistory batch", "NICK ann", "USER ann 0 * :ann", "CAP END", "JOIN #tea")
    rig.owners[0].finished = threading.Semaphore(0)
    rig.send(ann, "CHATHISTORY LATEST #tea * 10")
    for _ in range(2):  # woken by the hold that queued the job, and by the one that finished it
        assert rig.owners[0].finished.acquire(timeout=SECONDS)
    assert not ann.paused


def test_a_fault_in_a_job_ends_its_connection_and_no_other(
    rig: Rig, monkeypatch: pytest.MonkeyPatch, expected_warnings: list[logging.LogRecord]
) -> None:
    ann, bob = rig.connect(0), rig.register("bob", 1)
    rig.send(ann, "CAP REQ :draft/chathistory batch", "NICK ann", "USER ann 0 * :ann", "CAP END", "JOIN #tea")

    def fail(hub: Hub, work: object, answer: object, now: int) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Hub, "finish_work", fail)
    rig.owners[0].finished = threading.Semaphore(0)
    rig.send(ann, "CHATHISTORY LATEST #tea * 10")
    for _ in range(2):
        assert rig.owners[0].finished.acquire(timeout=SECONDS)
    assert not ann.paused
    with rig.runtime.locked_hub() as hub:
        assert hub.user_count == 1
    rig.send(bob, "PING x")
    assert not bob.closing
    assert [record.getMessage() for record in expected_warnings] == ["A request of ann could not be answered"]


def test_an_error_of_the_store_reaches_the_hub_without_its_folder(
    rig: Rig, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SqlStore, "error_text", property(lambda store: f"{tmp_path}/chat.db cannot be written."))
    with rig.runtime.locked_hub() as hub:
        assert hub.store_error == "chat.db cannot be written."
