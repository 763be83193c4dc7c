"""Outboxes are measured now and then: slow readers go, and a congestion ends."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from desktop_chat.server import backlog, outbox_watch, slow_readers
from desktop_chat.server.io_thread import IoThread
from tests.irc_client import IrcClient
from tests.patience import SECONDS
from tests.server.conftest import Start
from tests.server.server_threads import ServerThreads


def test_long_answer_waits_for_no_check(threads: ServerThreads, monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer of more than one send goes to a client that reads, tick after tick without a wait."""
    line = "PRIVMSG ann :" + "x" * 400
    with threads.connect() as ann:
        ann.register("ann")
        threads.store.hold()
        for _ in range(20):
            ann.send(*[line] * 200)
        with threads.connect() as bob:
            bob.fence()
        monkeypatch.setattr(outbox_watch, "CHECK_SECONDS", 10_000.0)
        monkeypatch.setattr(outbox_watch, "SOON_SECONDS", 10_000.0)
        threads.store.release()
        ann.fence()


def test_slow_reader_is_closed_but_not_one_that_waits_for_a_commit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slow_readers, "SLOW_SECONDS", 0.3)
    threads = ServerThreads(tmp_path, outbox_bytes=100_000)
    try:
        with threads.join("ann") as ann, threads.join("bob") as bob:
            ann.fence()
            threads.store.hold()
            for _ in range(5):
                ann.send(*[f"PRIVMSG #tea :{'x' * 400}"] * 200)
            with pytest.raises(TimeoutError):
                bob.line(1.5)
            threads.store.release()
            while not any(message.command == "QUIT" for message in ann.fence()):
                ann.send(*[f"PRIVMSG #tea :{'x' * 400}"] * 200)
            assert threads.wait_gone()
    finally:
        threads.close()


def test_many_small_outboxes_do_not_stop_reading_for_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each client holds less than the limit of one outbox; together the clients hold more than all may."""
    monkeypatch.setattr(slow_readers, "SLOW_SECONDS", 0.3)
    monkeypatch.setattr(backlog, "MOST_WAITING", 1_000_000)
    threads = ServerThreads(tmp_path, outbox_bytes=1 << 30)
    deaf = [threads.join(f"deaf{number}") for number in range(4)]
    try:
        with threads.join("ann") as ann:
            gone = 0
            while gone < len(deaf):
                ann.send(*[f"PRIVMSG #tea :{'x' * 400}"] * 200)
                gone += sum(message.command == "QUIT" for message in ann.fence())
    finally:
        for client in deaf:
            client.close()
        threads.close()


def test_bytes_that_wait_for_a_commit_count_as_backlog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backlog, "MOST_WAITING", 200_000)
    threads = ServerThreads(tmp_path)
    try:
        with threads.join("ann") as ann, threads.join("bob") as bob:
            ann.fence()
            threads.store.hold()
            ann.send(*[f"PRIVMSG #tea :{'x' * 400}"] * 600)
            deadline = time.monotonic() + SECONDS
            while _is_heard(ann) and time.monotonic() < deadline:
                continue
            assert not _is_heard(ann)
            threads.store.release()
            assert ann.until("PONG")[-1].params[-1] == "late"
            bob.send("PING :end")
            assert sum(message.command == "PRIVMSG" for message in bob.until("PONG")) == 600
    finally:
        threads.close()


def test_clients_are_read_again_soon_after_a_congestion(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox_watch, "CHECK_SECONDS", 1000.0)
    threads = ServerThreads(tmp_path, others=1)
    try:
        with threads.join("ann") as ann:
            ann.fence()
            threads.backlog.set_waiting_bytes(2, 1 << 40)
            assert _is_heard(ann)
            assert not _is_heard(ann)
            threads.backlog.set_waiting_bytes(2, 0)
            assert ann.until("PONG")[-1].params[-1] == "late"
    finally:
        threads.close()


def _is_heard(client: IrcClient) -> bool:
    client.send("PING :late")
    try:
        client.line(0.5)
    except TimeoutError:
        return False
    return True


def test_a_thread_with_nothing_to_send_waits_to_be_woken(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    rested = threading.Event()
    measure = IoThread._select_timeout

    def note_rest(thread: IoThread) -> float:
        seconds = measure(thread)
        if seconds == outbox_watch.REST_SECONDS:
            rested.set()
        return seconds

    monkeypatch.setattr(IoThread, "_select_timeout", note_rest)
    with IrcClient(start("threads.io=1").listening[0].port) as ann:
        ann.register("ann")
        for _ in range(2):
            rested.clear()
            ann.fence()
            assert rested.wait(SECONDS)
