"""A Replica does what the log says, for its own clients and for those of other nodes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

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
    Secure,
)
from desktop_chat.cluster.members import seat_id
from desktop_chat.cluster.port import LogEntry
from desktop_chat.cluster.replica import LEASE_TICKS, Replica
from desktop_chat.cluster.wire import encode_answer
from desktop_chat.hub.hub import Hub
from desktop_chat.hub.job import HashJob, Job
from desktop_chat.hub.live.user import Seat
from desktop_chat.hub.reply import Refusal
from desktop_chat.storage.records import StoredState
from tests.cluster.simulation import received
from tests.hub.harness import FINGERPRINT, NOW, PASSWORDS, SETTINGS


def _kick(hub: Hub, arguments: Mapping[str, Argument], now: int) -> object:
    return hub.host.kick_person(str(arguments["nick"]), "Bye", now)


def _lift(hub: Hub, arguments: Mapping[str, Argument], now: int) -> object:
    hub.host.lift_ban("mask", str(arguments["mask"]), now)
    return None


class Log:
    """A log for one Replica, whose node is "a"."""

    def __init__(self) -> None:
        hub = Hub(SETTINGS, StoredState(), now=NOW, seed=b"replica")
        self.replica = Replica(hub, "a", "1", {"kick": _kick, "lift": _lift}, Chain(), NOW)
        self.now = NOW
        self._numbers: dict[tuple[str, str], int] = {}

    def add(self, *events: Event, node: str = "a", boot: str = "1", number: int = 0) -> Applied:
        """Add a batch with the next number of the boot."""
        number = number or self._numbers.get((node, boot), 0) + 1
        self._numbers[node, boot] = number
        chain = self.replica.chain
        batch = Batch(node, boot, number, chain.position, chain.newest, events)
        return self.replica.apply_entry(LogEntry(chain.position + 1, self.now, repr(batch).encode()), batch)

    def register(self, connection: int, nick: str, node: str = "a") -> Applied:
        """Let a client enter #tea, and find the history empty."""
        lines = f"NICK {nick}\r\nUSER {nick} 0 * :{nick}\r\nJOIN #tea\r\n"
        if node == "a":
            self._expect(connection)
        applied = self.add(Attach(connection, "10.0.0.1", 5), received(connection, lines.encode()), node=node)
        self.finish_work(node)
        return applied

    def connect(self, connection: int) -> Seat:
        """Let a client of the node "a" connect. Return the Seat."""
        self._expect(connection)
        self.add(Attach(connection, "10.0.0.1", 5))
        return self.seat_of(connection)

    def _expect(self, connection: int) -> None:
        number = seat_id(self.replica.ordinal, connection)
        self.replica.arriving[connection] = Seat(number, thread=3, address="10.0.0.1", port=5, secure=False)

    def seat_of(self, connection: int) -> Seat:
        return self.replica.hub._state.seats[seat_id(self.replica.ordinal, connection)]

    def finish_work(self, node: str = "a") -> None:
        """End all reads, and the reads that follow them, with nothing."""
        while numbers := self.replica._work.numbers:
            answer = encode_answer(())
            self.add(*(Finish(number, answer, is_last=True) for number in numbers), node=node)

    def open_work(self) -> int:
        """The number of the only work that no node has ended."""
        (number,) = self.replica._work.numbers
        return number

    def pass_seconds(self, seconds: int) -> None:
        """Let the log go on for so long, without a sign of a node."""
        for _ in range(seconds):
            self.now += 1000
            self.replica.apply_entry(LogEntry(self.replica.position + 1, self.now, b"beat"), None)


def heard(seat: Seat) -> bytes:
    data = b""
    while piece := seat.outbox.take(1 << 30, 1 << 30):
        data += piece
    return data


@pytest.fixture
def log() -> Log:
    made = Log()
    made.add(Hello("v1"))
    made.add(Hello("v1"), node="b")
    return made


def test_only_own_clients_get_bytes(log: Log) -> None:
    assert log.register(7, "ann").acknowledged
    seat = log.seat_of(7)
    assert seat.here
    heard(seat)
    assert not log.register(7, "bob", node="b").acknowledged
    assert b":bob!bob@10.0.0.1 JOIN #tea" in heard(seat)
    assert log.replica.hub.user_count == 2


def test_batches_out_of_order_and_repeated_ones_change_nothing(log: Log) -> None:
    log.register(1, "ann")
    before = log.replica.hub.user_count
    assert not log.add(Attach(2, "10.0.0.1", 5), number=9).acknowledged
    assert not log.add(Detach(1, "Gone", lost=False), number=3).acknowledged
    assert log.replica.hub.user_count == before == 1
    assert log.add(Detach(1, "Gone", lost=False), number=4).acknowledged
    assert log.replica.hub.user_count == 0


def test_later_boot_ends_the_earlier_one(log: Log) -> None:
    log.register(1, "bob", node="b")
    log.add(Hello("v1"), node="b", boot="2")
    assert log.replica.hub.user_count == 0
    log.register(9, "eve", node="b")
    log.add(Hello("v1"), node="b", boot="1", number=1)
    assert log.replica.hub.user_count == 0
    assert log.replica.nodes == ("a", "b")


def test_silent_node_is_given_up(log: Log) -> None:
    log.register(1, "ann")
    log.register(1, "bob", node="b")
    for _ in range(LEASE_TICKS):
        log.pass_seconds(1)
        log.add()
    assert log.replica.hub.user_count == 2
    log.pass_seconds(1)
    assert (log.replica.nodes, log.replica.hub.user_count) == (("a",), 1)
    log.pass_seconds(LEASE_TICKS)
    assert log.replica.has_ended
    assert not log.replica.is_member
    assert log.replica.nodes == ()


def test_repetition_is_a_sign_of_life(log: Log) -> None:
    for _ in range(2 * LEASE_TICKS):
        log.pass_seconds(1)
        log.add(number=1, node="b")
        log.add()
    assert log.replica.nodes == ("a", "b")


def test_pause_of_the_log_is_one_second_for_leases(log: Log) -> None:
    log.now += 1000 * LEASE_TICKS * 100
    log.add()
    assert log.replica.nodes == ("a", "b")


def test_time_never_goes_back(log: Log) -> None:
    log.now -= 5_000_000
    log.add()
    assert log.replica.now == NOW


def test_node_that_leaves_takes_its_clients_along(log: Log) -> None:
    log.register(1, "ann")
    seat = log.seat_of(1)
    assert log.add(Leave()).detached == (seat,)
    assert log.replica.has_ended
    assert log.replica.hub.user_count == 0


def test_node_of_another_version_is_told_why() -> None:
    log = Log()
    log.add(Hello("v2"), node="b")
    log.add(Hello("v1"))
    assert log.replica.refusal == "This node has v1, the others have v2: they must be equal."
    assert (log.replica.nodes, log.replica.is_member) == (("b",), False)


def test_certificate_of_a_connection_reaches_the_hub(log: Log) -> None:
    seat = log.connect(1)
    log.add(Secure(1, FINGERPRINT), Secure(2, FINGERPRINT))
    assert (seat.secure, seat.fingerprint) == (True, FINGERPRINT)


def test_settings_come_from_the_log(log: Log) -> None:
    log.add(Configure(replace(SETTINGS, name="Another name")), node="b")
    assert log.replica.hub.settings.name == "Another name"


def test_clients_are_told_the_addresses_of_the_nodes_that_take_part(log: Log) -> None:
    log.add(Hello("v1", "c.example:6697"), node="c")
    log.add(Hello("v1", "d.example:6697"), node="d")
    log.add(Configure(SETTINGS), node="d")
    assert list(log.replica.hub.settings.nodes) == ["c.example:6697", "d.example:6697"]
    log.register(1, "ann")
    assert b" desktop-chat/NODES=c.example:6697,d.example:6697 " in heard(log.seat_of(1))
    log.add(Leave(), node="c")
    assert list(log.replica.hub.settings.nodes) == ["d.example:6697"]


def test_host_acts_and_only_the_own_node_gets_the_answer(log: Log) -> None:
    log.register(1, "ann")
    assert log.add(HostAct("kick", (("nick", "nobody"),)), node="b").answers == ()
    assert log.add(HostAct("kick", (("nick", "ann"),))).answers == (True,)
    assert log.replica.hub.user_count == 0
    missing, unknown = log.add(HostAct("lift", (("mask", "x"),)), HostAct("unknown", ())).answers
    assert isinstance(missing, Refusal)
    assert isinstance(unknown, KeyError)


def _ask_for_history(log: Log, node: str) -> Applied:
    log.register(1, "ann", node=node)
    return log.add(received(1, b"CHATHISTORY LATEST #tea * 10\r\nPRIVMSG #tea :after it\r\n"), node=node)


@pytest.mark.parametrize("node", ["a", "b"])
def test_work_is_done_by_the_node_of_the_seat_and_its_answer_goes_to_all(log: Log, node: str) -> None:
    applied = _ask_for_history(log, node)
    number = log.open_work()
    assert [one for one, work in applied.work if isinstance(work, Job)] == ([number] if node == "a" else [])
    assert applied.outcome.changes == ()
    answer = encode_answer(())
    assert log.add(Finish(number, answer[:1], is_last=False), node=node).outcome.changes == ()
    assert len(log.add(Finish(number, answer[1:], is_last=True), node=node).outcome.changes) == 1
    again = Finish(number, answer, is_last=True), Finish(number + 1, answer, is_last=True)
    assert log.add(*again, node=node).outcome.changes == ()


def test_failed_work_lets_the_seat_go_on(log: Log) -> None:
    _ask_for_history(log, "b")
    assert len(log.add(Fail(log.open_work(), "No.", too_wide=False), node="b").outcome.changes) == 1


def test_answer_without_a_bound_fails(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop_chat.cluster.work_table.MOST_ANSWER", 3)
    _ask_for_history(log, "a")
    assert len(log.add(Finish(log.open_work(), b"12345", is_last=False)).outcome.changes) == 1


def test_hash_is_computed_once_for_all(log: Log) -> None:
    log.register(1, "ann")
    (number, work), *_ = log.add(received(1, b"NS REGISTER sesame-seed\r\n")).work
    assert isinstance(work, HashJob)
    assert log.add(Finish(number, encode_answer(work.work.run(PASSWORDS)), is_last=True)).outcome.changes


def test_work_of_a_node_that_has_ended_is_forgotten(log: Log) -> None:
    _ask_for_history(log, "b")
    log.add(Hello("v1"), node="b", boot="2")
    assert log.replica._work.numbers == ()
    assert log.replica._seats == {}


def test_fault_of_this_program_ends_one_connection(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    log.register(1, "ann")
    log.register(2, "bob")

    def fail(*_: object) -> None:
        raise ZeroDivisionError

    ann = log.seat_of(1)
    monkeypatch.setattr(Hub, "_run_command", fail)
    applied = log.add(received(1, b"LIST\r\n"))
    assert log.replica.hub.user_count == 1
    assert ann in applied.detached, "the node closes the connection"
    assert [type(error) for error in applied.faults] == [ZeroDivisionError]
    assert log.replica.skipped == [log.replica.position]


@pytest.mark.parametrize("name", ["add_seat", "mark_secured", "detach_seat", "advance_second", "apply_settings"])
def test_fault_of_this_program_is_skipped_wherever_it_is(log: Log, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    log.register(1, "ann")
    log.now += 1000
    with monkeypatch.context() as broken:
        broken.setattr(Hub, name, lambda *_, **__: 1 // 0)
        log.add(Attach(2, "10.0.0.1", 5))
        log.add(Secure(1, FINGERPRINT), Detach(1, "Bye", lost=False), Configure(SETTINGS))
    assert log.replica.skipped
    log.register(3, "cyd")
    assert log.replica.skipped[-1] < log.replica.position


def test_lack_of_memory_is_this_node_alone(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    log.register(1, "ann")

    def fail(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(Hub, "_run_command", fail)
    with pytest.raises(MemoryError):
        log.add(received(1, b"LIST\r\n"))


def test_long_answer_continues_with_the_next_entries(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    log.register(1, "ann")
    seat = log.seat_of(1)
    log.add(received(1, b"JOIN " + b",".join(b"#r%d" % number for number in range(20)) + b"\r\n"))
    log.finish_work()
    monkeypatch.setattr("desktop_chat.hub.effort.PORTION", 5)
    log.add(received(1, b"LIST\r\n"))
    assert log.replica.has_errands
    while log.replica.has_errands:
        log.add()
    assert heard(seat).count(b" 322 ") >= 20
