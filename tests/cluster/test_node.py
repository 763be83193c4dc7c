"""Nodes over one log are one chat: what is said at one is heard at the others, and a lost node begins anew."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator

import pytest

from desktop_chat.cluster import node as module
from desktop_chat.cluster.events import Batch
from desktop_chat.cluster.replica import LEASE_TICKS
from desktop_chat.cluster.wire import encode_batch
from desktop_chat.hub.reply import Refusal
from tests.cluster.live_log import LiveLog
from tests.cluster.nodes import SEAL, TestNode
from tests.patience import SECONDS

Make = Callable[..., TestNode]


@pytest.fixture
def log() -> LiveLog:
    return LiveLog()


@pytest.fixture
def make(log: LiveLog) -> Iterator[Make]:
    made: list[TestNode] = []

    def begin(name: str, versions: str = "v") -> TestNode:
        made.append(TestNode(name, log, versions))
        return made[-1]

    yield begin
    log.close()
    for one in made:
        one.node.close()


def _started(make: Make, *names: str) -> list[TestNode]:
    nodes = [make(name) for name in names]
    assert [one.start() for one in nodes] == [""] * len(nodes)
    return nodes


def test_two_nodes_are_one_chat(make: Make) -> None:
    one, other = _started(make, "a", "b")
    ann = one.connect("ann")
    one.hear(ann, " 366 ")
    bob = other.connect("bob")
    other.hear(bob, " 366 ")
    one.hear(ann, "bob!bob@10.0.0.1 JOIN")
    one.say(ann, "PRIVMSG #tea :hello", "PRIVMSG #tea :again")
    other.hear(bob, "again")
    other.say(bob, "PRIVMSG ann :only you", "CHATHISTORY LATEST #tea * 5", "NS REGISTER sesame-seed", "LIST", "PING x")
    one.hear(ann, "only you")
    assert " 323 " in other.hear(bob, "PONG")
    with one.lock:
        one.hub.detach_seat(ann, "Bye", 0)
    one.wait_until(lambda: ann.closing)
    other.hear(bob, "ann!ann@10.0.0.1 QUIT")


def test_act_of_the_host_waits_for_its_outcome(make: Make) -> None:
    (one,) = _started(make, "a")
    ann = one.connect("ann")
    one.hear(ann, " 366 ")
    with one.lock:
        assert one.hub.host.kick_person("ann", "Bye", 0)
        with pytest.raises(Refusal):
            one.hub.host.lift_ban("mask", "x", 0)
    assert ann.closing


def test_log_that_stands_still_is_told_to_the_host(make: Make, log: LiveLog, monkeypatch: pytest.MonkeyPatch) -> None:
    (one,) = _started(make, "a")
    monkeypatch.setattr(module, "ASK_SECONDS", 0.0)
    log.stands_still = True
    with one.lock, pytest.raises(Refusal, match="no contact"):
        one.hub.host.announce_text("hello", 0)


def test_node_that_was_given_up_begins_anew_and_its_clients_must_come_again(
    make: Make, log: LiveLog, expected_warnings: list[logging.LogRecord]
) -> None:
    (one,) = _started(make, "a")
    ann = one.connect("ann")
    one.hear(ann, " 366 ")
    log.stands_still = True
    for second in range(LEASE_TICKS + 2):
        log.add_at(b"foreign", log.entries[0].time + 1000 * second + 100_000)
    one.wait_until(lambda: ann.closing and not one.node.replica.is_member)
    log.stands_still = False
    one.wait_until(lambda: one.node.replica.is_member)
    bob = one.connect("bob")
    assert " 353 bob = #tea :@bob\r\n" in one.hear(bob, " 366 ")
    assert any("given this node up" in record.getMessage() for record in expected_warnings)


def test_two_processes_cannot_be_one_node(make: Make, expected_warnings: list[logging.LogRecord]) -> None:
    one, other = make("a"), make("a")
    assert (one.start(), other.start()) == ("", "")
    one.wait_for_failure("Another process takes part as a")
    assert expected_warnings


def test_node_that_begins_too_early_begins_once_more(
    make: Make, log: LiveLog, monkeypatch: pytest.MonkeyPatch, expected_warnings: list[logging.LogRecord]
) -> None:
    log.append(b"foreign")
    (before,) = _started(make, "a")
    monkeypatch.setattr(LiveLog, "last_position", 0)  # told by a server that was cut off
    assert make("a").start() == ""
    before.wait_for_failure("Another process takes part as a")
    assert expected_warnings


def test_node_of_another_version_does_not_take_part(make: Make) -> None:
    _started(make, "a")
    assert "must be equal" in make("b", "w").start()


def test_silent_log_sends_the_clients_away(
    make: Make, log: LiveLog, monkeypatch: pytest.MonkeyPatch, expected_warnings: list[logging.LogRecord]
) -> None:
    (one,) = _started(make, "a")
    told: list[bool] = []
    one.node.on_outage = lambda: told.append(True)
    one.connect("ann")
    monkeypatch.setattr(module, "CUT_OFF_SECONDS", -1.0)
    with one.lock:
        one.hub.advance_second(0)
        refused = one.hub.attach_seat(thread=0, address="10.0.0.1", port=5, secure=False, now=0)
        one.hub.take_outcome()
    assert told == [True]
    assert refused.closing
    assert b"Go elsewhere." in refused.outbox.take(1 << 30, 1 << 30)
    assert expected_warnings


def test_sick_disk_sends_the_clients_away_and_the_node_waits_until_it_is_well(
    make: Make, expected_warnings: list[logging.LogRecord]
) -> None:
    one, other = _started(make, "a", "b")
    told: list[bool] = []
    one.node.on_outage = lambda: told.append(True)
    ann, bob = one.connect("ann"), other.connect("bob")
    one.hear(ann, " 366 ")
    other.hear(bob, " 366 ")
    publisher = one.node._publisher
    poll_until(lambda: publisher._batch is None)
    one.trouble = "The disk is full."
    one.say(ann, "PRIVMSG #tea :under way")
    poll_until(lambda: publisher._batch is not None)  # so the next line is no part of this entry
    one.say(ann, "PRIVMSG #tea :waits, and is said again elsewhere")
    before = one.node.replica.position
    other.say(bob, "PRIVMSG #tea :hello", "PING x")
    other.hear(bob, "PONG")
    assert one.node.replica.position <= before + 1, "the entry under way, and no other"
    with one.lock:
        one.hub.advance_second(0)
        one.hub.advance_second(0)
        assert one.hub.attach_seat(thread=0, address="10.0.0.1", port=5, secure=False, now=0).closing
    assert told == [True]
    one.trouble = ""
    one.wait_until(lambda: one.node.replica.is_member)
    assert ann.closing
    with one.lock:
        one.hub.advance_second(0)
    cyd = one.connect("cyd")
    one.hear(cyd, " 366 ")
    assert "waits" not in other.hear(bob, "cyd!cyd@10.0.0.1 JOIN")
    assert len(expected_warnings) == 1


def poll_until(reached: Callable[[], bool]) -> None:
    """Wait without a place among those whom the publisher wakes."""
    end = time.monotonic() + SECONDS
    while not reached():
        assert time.monotonic() < end
        time.sleep(0.001)


def test_congestion_is_told_when_it_begins_and_ends(make: Make, log: LiveLog, monkeypatch: pytest.MonkeyPatch) -> None:
    (one,) = _started(make, "a")
    told: list[int] = []
    one.node.on_congestion = told.append
    ann = one.connect("ann")
    one.hear(ann, " 366 ")
    monkeypatch.setattr(module, "MOST_WAITING", 10_000)
    log.stands_still = True
    one.say(ann, *(f"PRIVMSG #tea :{'x' * 300}" for _ in range(100)))
    one.say(ann, *(f"PRIVMSG #tea :{'x' * 300}" for _ in range(100)))
    log.stands_still = False
    one.wait_until(lambda: len(told) == 2)
    assert told[0] > 10_000
    assert told[1] == 0


def test_node_that_leaves_takes_no_more_clients(make: Make) -> None:
    one, other = _started(make, "a", "b")
    ann = one.connect("ann")
    one.hear(ann, " 366 ")
    with one.lock:
        one.hub.close_all("Bye", 0)
        assert ann.closing
        assert one.hub.attach_seat(thread=0, address="10.0.0.1", port=5, secure=False, now=0).closing
    other.wait_until(lambda: other.node.replica.nodes == ("b",))


def test_fork_ends_the_node(make: Make, log: LiveLog, expected_warnings: list[logging.LogRecord]) -> None:
    (one,) = _started(make, "a")
    log.append(SEAL.seal_bytes(encode_batch(Batch("b", "1", 1, 1 << 40, b"x"))))
    one.wait_for_failure("The log ends at")
    assert expected_warnings
