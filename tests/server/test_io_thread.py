"""The tick: commits hold messages back, faults end one connection, and closed connections are dropped."""

from __future__ import annotations

import gc
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop_chat.clock import now_ms
from desktop_chat.hub.hub import Hub
from desktop_chat.hub.live.user import Seat
from desktop_chat.irc.message import Message, ProtocolError
from desktop_chat.net.identity import open_identity
from desktop_chat.net.tls import server_context
from desktop_chat.server import backlog, io_thread, slow_readers
from desktop_chat.server.backlog import Backlog
from desktop_chat.server.connection_gate import Admission, ConnectionGate, GateLimits
from desktop_chat.server.connection_state import TRANSITIONS, ConnectionEvent, InputState, OutputState
from desktop_chat.server.http.http_thread import HttpThread
from desktop_chat.server.http.route_table import RouteTable
from desktop_chat.server.hub_runtime import HubRuntime
from desktop_chat.server.io_limits import IoLimits
from desktop_chat.server.io_thread import IoThread
from desktop_chat.server.listener import AcceptedConnection
from desktop_chat.storage.records import Change, StoredState
from desktop_chat.storage.sql_store import SqlStore
from desktop_chat.storage.store_api import Answer, Query, Store
from tests.hub.default_settings import make_hub_settings
from tests.irc_client import IrcClient
from tests.patience import SECONDS
from tests.server.conftest import Start


class SlowStore:
    """A real store that can hold back its commits and its answers."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store
        self._callback: Callable[[], None] = lambda: None
        self.limit: int | None = None
        self.reading = threading.Event()
        self.may_read = threading.Event()
        self.may_read.set()

    def load(self) -> StoredState:
        return self._store.load()

    def submit(self, changes: Sequence[Change]) -> int:
        return self._store.submit(changes)

    @property
    def durable(self) -> int:
        return self._store.durable if self.limit is None else min(self.limit, self._store.durable)

    @property
    def error_text(self) -> str:
        return self._store.error_text

    def watch_commits(self, callback: Callable[[], None]) -> None:
        self._callback = callback
        self._store.watch_commits(callback)

    def read(self, query: Query[Answer]) -> Answer:
        self.reading.set()
        assert self.may_read.wait(SECONDS)
        return self._store.read(query)

    def close(self) -> None:
        self._store.close()

    def hold(self) -> None:
        """Report no later commit as durable until `release`."""
        self.limit = self._store.durable

    def release(self) -> None:
        self.limit = None
        self._callback()


class CountedAdmission(Admission):
    """An Admission that counts how often it is given back."""

    def __init__(self, left: threading.Semaphore) -> None:
        super().__init__(ConnectionGate(GateLimits(0, 0), 1000), "")
        self._signal = left

    def give_back(self) -> None:
        self._signal.release()


class ServerThreads:
    """Two I/O threads over a slow store, without a listener."""

    def __init__(self, folder: Path, outbox_bytes: int = 1 << 20, others: int = 0) -> None:
        """`others`: places in the backlog that no I/O thread writes."""
        self.store = SlowStore(SqlStore.open(folder / "chat.db", now=now_ms()))
        store: Store = self.store
        self.hub = Hub(make_hub_settings(limits_enabled=False), store.load(), now=now_ms())
        self.core = HubRuntime(self.hub, store)
        identity = open_identity(folder, "server", "desk.example", datetime.now(UTC))
        context = server_context(identity.certificate, identity.key)
        limits = IoLimits(enabled=False, burst=20, per_second=5, outbox_bytes=outbox_bytes, plain="loopback")
        self.backlog = Backlog(2 + others)
        self.http = HttpThread(RouteTable())
        self.threads = [IoThread(index, self.core, self.backlog, context, limits, self.http) for index in range(2)]
        self.core.owners.extend(self.threads)
        for thread in (self.http, *self.threads):
            thread.start()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._next = 0
        self._left = threading.Semaphore(0)

    def wait_gone(self, seconds: float = 20) -> bool:
        """Wait until one more connection is closed."""
        return self._left.acquire(timeout=seconds)

    def connect(self, *, loopback: bool = True, address: str = "", tls: bool = False) -> IrcClient:
        client = socket.create_connection(self._listening.getsockname())
        connection, (own_address, port) = self._listening.accept()
        connection.setblocking(False)
        admission = CountedAdmission(self._left)
        self.threads[self._next % 2].adopt_connection(
            AcceptedConnection(connection, address or own_address, port, loopback, admission)
        )
        self._next += 1
        return IrcClient.over(client, tls=tls)

    def join(self, nick: str, room: str = "#tea") -> IrcClient:
        client = self.connect()
        client.register(nick)
        client.join(room)
        return client

    def close(self) -> None:
        self.store.release()
        self.store.may_read.set()
        for thread in self.threads:
            thread.finish_within(1.0)
        for thread in self.threads:
            thread.join()
        self.http.finish_within(0.0)
        self.http.join()
        self.core.end_jobs()
        self.store.close()
        self._listening.close()


@pytest.fixture
def threads(tmp_path: Path) -> Iterator[ServerThreads]:
    made = ServerThreads(tmp_path)
    yield made
    made.close()
    gc.collect()


def test_message_is_sent_only_after_its_commit(threads: ServerThreads) -> None:
    with threads.connect() as ann, threads.join("bob") as bob, threads.join("cid", "#other") as cid:
        ann.register("ann", "echo-message")
        ann.join("#tea")
        bob.fence()
        threads.store.hold()
        ann.send("PRIVMSG #tea :held", "PING after")
        cid.fence()  # waits for nothing, and is answered
        with pytest.raises(TimeoutError):
            bob.line(0.3)
        with pytest.raises(TimeoutError):
            ann.line(0.1)  # her PONG stands behind her echo
        threads.store.release()
        assert bob.until("PRIVMSG")[-1].params[1] == "held"
        assert ann.until("PONG")[-1].params[-1] == "after"


def test_a_job_pauses_its_own_peer_only(threads: ServerThreads) -> None:
    with threads.connect() as ann, threads.join("bob") as bob:
        ann.register("ann", "batch server-time message-tags draft/chathistory")
        ann.join("#tea")
        bob.send("PRIVMSG #tea :earlier")
        ann.until("PRIVMSG")
        threads.store.may_read.clear()
        ann.send("CHATHISTORY LATEST #tea * 10", "PRIVMSG #tea :later")
        assert threads.store.reading.wait(SECONDS)
        bob.fence()
        with pytest.raises(TimeoutError):
            bob.line(0.1)
        threads.store.may_read.set()
        assert bob.until("PRIVMSG")[-1].params[1] == "later"
        page = [message for message in ann.fence() if message.command == "PRIVMSG"]
        assert [message.params[1] for message in page] == ["earlier"]


def test_kicked_user_is_closed_while_its_job_runs(threads: ServerThreads) -> None:
    with threads.connect() as ann:
        ann.register("ann", "batch server-time message-tags draft/chathistory")
        ann.join("#tea")
        threads.store.may_read.clear()
        ann.send("CHATHISTORY LATEST #tea * 10")
        assert threads.store.reading.wait(SECONDS)
        with threads.core.locked_hub() as hub:
            assert hub.host.kick_person("ann", "enough", now_ms())
        threads.store.may_read.set()
        assert ann.rest()[-1] == "ERROR :enough"


def test_replies_reach_a_client_that_has_closed_its_side(threads: ServerThreads) -> None:
    with threads.connect() as ann:
        threads.store.hold()
        ann.send("NICK ann", "USER ann 0 * :Ann", "JOIN #tea")
        ann.shut()
        with threads.connect() as bob:
            bob.fence()
        threads.store.release()
        rest = ann.rest()
        assert any(" 366 " in line for line in rest)


def test_client_that_hung_up_and_does_not_read_causes_no_busy_loop(
    threads: ServerThreads, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticks: list[IoThread] = []
    tick = IoThread._tick

    def counted(thread: IoThread) -> None:
        ticks.append(thread)
        tick(thread)

    with threads.join("ann") as ann, threads.join("deaf") as deaf:
        ann.until("JOIN")
        for _ in range(40):
            ann.send(*[f"PRIVMSG #tea :{'x' * 400}"] * 500)
            ann.fence()
        deaf.shut()
        ann.until("QUIT")
        monkeypatch.setattr(IoThread, "_tick", counted)
        with pytest.raises(TimeoutError):
            ann.line(0.5)
        assert len(ticks) < 4 * 0.5 / io_thread.SOON_SECONDS


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
        monkeypatch.setattr(io_thread, "CHECK_SECONDS", 10_000.0)
        monkeypatch.setattr(io_thread, "SOON_SECONDS", 10_000.0)
        threads.store.release()
        ann.fence()


def test_fault_in_a_line_ends_only_its_connection(
    threads: ServerThreads, monkeypatch: pytest.MonkeyPatch, expected_warnings: list[object]
) -> None:
    receive = threads.hub.receive_messages

    def faulty(seat: Seat, items: Sequence[Message | ProtocolError], now: int) -> int:
        if any("INFO" in str(item) for item in items):
            raise ZeroDivisionError
        return receive(seat, items, now)

    with threads.join("ann") as ann, threads.join("bob") as bob, threads.join("cid") as cid:
        ann.fence()
        bob.fence()
        monkeypatch.setattr(threads.hub, "receive_messages", faulty)
        cid.send("INFO")
        assert ann.until("QUIT")[-1].params == ("Internal error",)
        cid.rest()
        bob.fence()
    assert len(expected_warnings) == 1


@pytest.mark.parametrize("event", [ConnectionEvent.CLIENT_FINISHED, ConnectionEvent.WRITING_ENDED])
def test_impossible_event_ends_only_its_connection(
    threads: ServerThreads, monkeypatch: pytest.MonkeyPatch, expected_warnings: list[object], event: ConnectionEvent
) -> None:
    """A client leaves while the table lacks an event of the leaving: at the read, or at the end of writing."""
    with threads.join("ann") as ann, threads.join("bob") as bob:
        ann.fence()
        state = InputState.OPEN if event is ConnectionEvent.CLIENT_FINISHED else OutputState.OPEN
        with monkeypatch.context() as patch:
            patch.delitem(TRANSITIONS[state], event)
            bob.send("QUIT :bye") if state is OutputState.OPEN else bob.shut()
            assert ann.until("QUIT")[-1].nick == "bob"
            bob.rest()
            assert threads.wait_gone()
        ann.fence()
    assert len(expected_warnings) == 1


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


def test_plain_text_from_another_computer_is_refused_with_a_reason(threads: ServerThreads) -> None:
    with threads.connect(loopback=False) as ann:
        ann.send("NICK ann")
        ann.send("USER ann 0 * :Ann")
        assert ann.rest() == ["ERROR :This chat takes encrypted connections only: use TLS."]
    assert threads.wait_gone()


@pytest.mark.parametrize("tls", [True, False])
def test_banned_address_gets_the_reason_after_the_handshake(threads: ServerThreads, tls: bool) -> None:
    with threads.core.locked_hub() as hub:
        hub.host.ban_person(now_ms(), nick="", address="10.9.0.0/16", mask="", seconds=0, reason="Go")
    for address in ("10.9.1.1", "::ffff:10.9.1.1"):
        with threads.connect(loopback=False, address=address, tls=tls) as client:
            client.send("NICK bob")
            assert client.rest() == ["ERROR :You are banned from this chat: Go"]
        assert threads.wait_gone()


def test_address_banned_during_the_handshake_gets_the_reason(threads: ServerThreads) -> None:
    half = ssl.MemoryBIO(), ssl.MemoryBIO()
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    tls = context.wrap_bio(*half)
    with pytest.raises(ssl.SSLWantReadError):
        tls.do_handshake()
    hello = half[1].read()
    with threads.connect(loopback=False, address="10.9.1.1") as client:
        client.send_bytes(hello[:20])
        with threads.connect() as other:
            other.register("ann")
        with threads.core.locked_hub() as hub:
            hub.host.ban_person(now_ms(), nick="", address="10.9.1.1", mask="", seconds=0, reason="")
        client.send_bytes(hello[20:])
        connection = client.release()
        while not (data := _read_sealed(tls, half, connection)):
            pass
        assert data == b"ERROR :You are banned from this chat.\r\n"


def _read_sealed(tls: ssl.SSLObject, half: tuple[ssl.MemoryBIO, ssl.MemoryBIO], connection: socket.socket) -> bytes:
    """Return the plain text after one more exchange of bytes, or b""."""
    half[0].write(connection.recv(65536))
    try:
        tls.do_handshake()
        return tls.read(1000)
    except ssl.SSLWantReadError:
        return b""
    finally:
        connection.sendall(half[1].read())


def test_client_that_ends_during_the_handshake_is_closed(start: Start) -> None:
    server = start()
    with IrcClient(server.listening[0].port) as ann:
        ann.send_bytes(b"\x16\x03\x01\x02\x00\x01")
        ann.shut()
        assert ann.rest() == []


def test_fault_in_the_answer_of_a_job_ends_only_its_connection(
    threads: ServerThreads, monkeypatch: pytest.MonkeyPatch, expected_warnings: list[object]
) -> None:
    def faulty(job: object, answer: object, now: int) -> None:
        raise ZeroDivisionError

    with threads.connect() as ann, threads.join("bob") as bob:
        ann.register("ann", "batch server-time message-tags draft/chathistory")
        ann.join("#tea")
        monkeypatch.setattr(threads.hub, "finish_work", faulty)
        ann.send("CHATHISTORY LATEST #tea * 10")
        assert bob.until("QUIT")[-1].nick == "ann"
        ann.rest()
    assert len(expected_warnings) == 1


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
    monkeypatch.setattr(io_thread, "CHECK_SECONDS", 1000.0)
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


def test_more_lines_than_one_read_come_through_tls_in_order(start: Start) -> None:
    server = start("limits.enabled=false")
    with IrcClient(server.listening[0].port, tls=True) as ann:
        ann.register("ann")
        lines = [f"PRIVMSG ann :{number} {'x' * 380}" for number in range(1000)]
        ann.send(*lines)
        said = [message.params[1].split()[0] for message in ann.fence() if message.command == "PRIVMSG"]
        assert said == [str(number) for number in range(1000)]


def test_a_thread_with_nothing_to_send_waits_to_be_woken(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    rested = threading.Event()
    measure = IoThread._select_timeout

    def note_rest(thread: IoThread) -> float:
        seconds = measure(thread)
        if seconds == io_thread.REST_SECONDS:
            rested.set()
        return seconds

    monkeypatch.setattr(IoThread, "_select_timeout", note_rest)
    with IrcClient(start("threads.io=1").listening[0].port) as ann:
        ann.register("ann")
        for _ in range(2):
            rested.clear()
            ann.fence()
            assert rested.wait(SECONDS)
