"""The log in a real NATS server: in order, behind a position, over a restart of the server, with snapshots beside."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from queue import Queue

import pytest

from desktop_chat.cluster import jetstream as module
from desktop_chat.cluster.chain import ForkError
from desktop_chat.cluster.jetstream import JetStreamLog
from desktop_chat.cluster.port import LogEntry, LogUnavailable
from tests.cluster.nats_servers import MISSING, PROGRAM, NatsServers
from tests.patience import SECONDS

pytestmark = pytest.mark.skipif(PROGRAM is None, reason=MISSING)


@pytest.fixture
def log(servers: NatsServers, request: pytest.FixtureRequest) -> Iterator[JetStreamLog]:
    opened = JetStreamLog(list(servers.urls), f"chat-{request.node.name}", replicas=1)
    yield opened
    opened.close()


class _Reader(threading.Thread):
    """Follows a log on a thread of its own."""

    def __init__(self, log: JetStreamLog, after: int = 0) -> None:
        super().__init__()
        self._log, self._after = log, after
        self.entries: Queue[LogEntry | Exception] = Queue()
        self.start()

    def run(self) -> None:
        try:
            for entry in self._log.follow(self._after):
                self.entries.put(entry)
        except (LogUnavailable, ForkError) as error:
            self.entries.put(error)

    def take(self, count: int) -> list[tuple[int, bytes]]:
        found = [self.entries.get(timeout=SECONDS) for _ in range(count)]
        return [(one.position, one.data) for one in found if isinstance(one, LogEntry)]

    def take_error(self) -> Exception:
        found = self.entries.get(timeout=SECONDS)
        assert isinstance(found, Exception)
        return found


def test_entries_come_in_order_from_any_position_and_over_a_restart(tmp_path: Path) -> None:
    servers = NatsServers(tmp_path)
    try:
        log = JetStreamLog(list(servers.urls), "chat", replicas=1)
        try:
            _follow_over_a_restart(log, servers)
        finally:
            log.close()
    finally:
        servers.close()


def _follow_over_a_restart(log: JetStreamLog, servers: NatsServers) -> None:
    reader = _Reader(log)
    for number in range(1, 6):
        log.append(b"%d" % number)
    assert reader.take(5) == [(number, b"%d" % number) for number in range(1, 6)]
    late = _Reader(log, 3)
    assert late.take(2) == [(4, b"4"), (5, b"5")]
    assert log.last_position == 5
    servers.kill(0)
    servers.start(0)
    missing = {6, 7}
    while missing:  # batches get lost while the server is away
        log.append(b"again")
        missing -= {position for position, _ in reader.take(1)}
    assert late.take(2) == [(6, b"again"), (7, b"again")]
    log.close()
    for one in (reader, late):
        while not isinstance(one.entries.get(timeout=SECONDS), LogUnavailable):
            pass
        one.join()


def test_log_that_ends_too_early_or_begins_too_late_is_a_fork(
    log: JetStreamLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader, patient = _Reader(log), _Reader(log, 2)
    for _ in range(3):
        log.append(b"x")
    reader.take(3)
    assert patient.take(1) == [(3, b"x")], "a server that was cut off may have told a shorter log at first"
    log._require_entry(3, b"x")
    with pytest.raises(ForkError, match="not the one"):
        log._require_entry(3, b"y")
    monkeypatch.setattr(module, "CONFIRM_SECONDS", 0.0)
    assert "ends at 3" in str(_Reader(log, 9).take_error())
    log.forget_before(3)
    assert log.first_position == 3
    assert "begins at 3" in str(_Reader(log, 1).take_error())
    assert _Reader(log, 2).take(1) == [(3, b"x")]


def test_snapshots_and_the_record_are_kept_beside_the_log(log: JetStreamLog) -> None:
    assert (log.list_snapshots(), log.read_record()) == ([], None)
    large = bytes(range(256)) * 3000
    log.put_snapshot("2", large)
    log.put_snapshot("1", b"small")
    assert log.list_snapshots() == ["1", "2"]
    assert log.read_snapshot("2") == large
    log.delete_snapshot("2")
    assert log.list_snapshots() == ["1"]
    assert log.create_record(b"first")
    assert not log.create_record(b"second")
    assert log.read_record() == b"first"


def test_too_few_replicas_and_absent_servers_are_refused(
    log: JetStreamLog, servers: NatsServers, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(LogUnavailable, match="it must have 3"):
        JetStreamLog(list(servers.urls), log.chat, replicas=3)
    monkeypatch.setattr("desktop_chat.cluster.nats_connection.CALL_SECONDS", 0.2)
    with pytest.raises(LogUnavailable, match="do not answer"):
        JetStreamLog(["nats://127.0.0.1:1"], "chat", replicas=1)
