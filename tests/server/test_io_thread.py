"""The tick: commits hold messages back, faults end one connection, and closed connections are dropped."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from desktop_chat.clock import now_ms
from desktop_chat.hub.live.user import Seat
from desktop_chat.irc.message import Message, ProtocolError
from desktop_chat.server import outbox_watch
from desktop_chat.server.connection_state import TRANSITIONS, ConnectionEvent, InputState, OutputState
from desktop_chat.server.io_thread import IoThread
from tests.irc_client import IrcClient
from tests.patience import SECONDS
from tests.server.conftest import Start
from tests.server.server_threads import ServerThreads


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
        assert len(ticks) < 4 * 0.5 / outbox_watch.SOON_SECONDS


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


def test_more_lines_than_one_read_come_through_tls_in_order(start: Start) -> None:
    server = start("limits.enabled=false")
    with IrcClient(server.listening[0].port, tls=True) as ann:
        ann.register("ann")
        lines = [f"PRIVMSG ann :{number} {'x' * 380}" for number in range(1000)]
        ann.send(*lines)
        said = [message.params[1].split()[0] for message in ann.fence() if message.command == "PRIVMSG"]
        assert said == [str(number) for number in range(1000)]
