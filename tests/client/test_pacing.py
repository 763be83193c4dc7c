"""The token bucket against models of real servers, which are written from the servers' behaviour."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.client.pacing import (
    STRICTEST,
    WINDOW,
    PacingQueue,
    Rank,
    Waiting,
    rank_of,
)
from desktop_chat.irc.message import Message, encode_message


class LineQueue:
    """Solanum: the server parses `burst` lines at once and `rate` more each second; over `most` waiting lines end the
    connection."""

    def __init__(self, burst: int = 5, rate: int = 1, most: int = 20) -> None:
        self.burst, self.rate, self.most = burst, rate, most
        self.parsed = 0
        self.queue: list[int] = []
        self.second = 0
        self.worst = 0

    def receive(self, size: int, now: int) -> None:
        while self.second < now // 1000:
            self.second += 1
            self.parsed = max(0, self.parsed - self.rate)
            self._work()
        self.queue.append(size)
        self._work()
        self.worst = max(self.worst, len(self.queue))
        assert len(self.queue) <= self.most, "Excess Flood"

    def _work(self) -> None:
        while self.queue and self.parsed < self.burst:
            self.queue.pop(0)
            self.parsed += 1


class FakeLag:
    """UnrealIRCd, InspIRCd, the ircds of EFnet, IRCnet and Undernet: each line puts its sender further into the future,
    by `lag` ms and a second for each `piece` bytes; nothing is read from whoever is over `ahead` ms ahead, and over
    `most` waiting bytes end it."""

    def __init__(self, lag: int, piece: int, ahead: int = 10_000, most: int = 8_000) -> None:
        self.lag, self.piece, self.ahead, self.most = lag, piece, ahead, most
        self.until = 0
        self.queue: list[int] = []
        self.worst = 0

    def receive(self, size: int, now: int) -> None:
        self.queue.append(size)
        while self.queue and max(self.until, now) - now < self.ahead:
            self.until = max(self.until, now) + self.lag + self.queue.pop(0) // self.piece * 1_000
        self.worst = max(self.worst, sum(self.queue))
        assert sum(self.queue) <= self.most, "Excess Flood"


Server = LineQueue | FakeLag
Model = Callable[[], Server]
SOLANUM: tuple[str, Model] = ("solanum-1.0-dev", LineQueue)
UNREAL: tuple[str, Model] = ("UnrealIRCd-6.1.8", lambda: FakeLag(1_000, 90))
INSPIRCD: tuple[str, Model] = ("InspIRCd-3", lambda: FakeLag(1_000, 10_000))
UNKNOWN: list[tuple[str, Model]] = [
    ("hybrid-8.2", LineQueue),
    ("u2.10.12.19", lambda: FakeLag(2_000, 120, 10_000, 1_024)),
    ("2.11.2p3", lambda: FakeLag(2_000, 100, 10_000, 2_048)),
    ("anything-1", lambda: FakeLag(1_000, 90, 10_000, 1_500)),
]
SERVERS = [SOLANUM, UNREAL, INSPIRCD, *UNKNOWN]


def words(text: str, room: str = "#tea") -> Message:
    return Message("PRIVMSG", (room, text))


def run(pacing: PacingQueue, server: Server | None, now: int = 0, most: int = 10_000_000) -> tuple[list[str], int]:
    """Send each message as soon as possible. Return the sent messages and the time (ms) of the last."""
    sent: list[str] = []
    last = now
    while now < most:
        messages, entries = pacing.take_due(now)
        for message in messages:
            line = encode_message(message)
            sent.append(" ".join((message.command, *message.params)))
            if server is not None:
                server.receive(len(line), now)
            last = now
        for entry in entries:
            pacing.confirm_entry(entry)
        due = pacing.ms_until_due(now)
        if due is None:
            return sent, last
        now += max(1, due)
    raise AssertionError("it never ends")


@pytest.mark.parametrize(("version", "model"), SERVERS)
@pytest.mark.parametrize("length", [5, 80, 440])
def test_paste_never_floods_and_arrives_whole_and_in_order(version: str, model: Model, length: int) -> None:
    pacing = PacingQueue()
    pacing.know_software(version)
    said = [f"{number} {'x' * length}" for number in range(180)]
    for number, text in enumerate(said):
        pacing.queue_messages([words(text)], Rank.WORDS, "#tea", number + 1)
    sent, _ = run(pacing, model())
    assert sent == [f"PRIVMSG #tea {text}" for text in said]


def test_models_disconnect_a_client_that_sends_at_once() -> None:
    def send_at_once(server: Server) -> None:
        for _ in range(180):
            server.receive(100, 0)

    for _, model in SERVERS:
        with pytest.raises(AssertionError, match="Excess Flood"):
            send_at_once(model())


@given(
    st.sampled_from(SERVERS),
    st.lists(
        st.tuples(
            st.integers(0, 30_000), st.sampled_from(["words", "JOIN", "WHO", "MODE", "NICK"]), st.integers(1, 440)
        ),
        max_size=80,
    ),
)
def test_no_sequence_of_messages_floods(server: tuple[str, Model], wishes: list[tuple[int, str, int]]) -> None:
    """Nothing is lost, either."""
    version, model = server
    pacing, counted, now, sent = PacingQueue(), model(), 0, 0
    pacing.know_software(version)
    for number, (pause, kind, length) in enumerate(wishes):
        end = now + pause
        while (due := pacing.ms_until_due(now)) is not None and now + due <= end:
            now += due
            for message in pacing.take_due(now)[0]:
                counted.receive(len(encode_message(message)), now)
                sent += 1
        now = end
        text = f"{number}{'x' * length}"
        rank = Rank.WORDS if kind == "words" else rank_of(Message(kind))
        pacing.queue_messages([words(text) if kind == "words" else Message(kind, (text,))], rank, "#tea", number + 1)
    rest, _ = run(pacing, counted, now)
    assert sent + len(rest) == len(wishes)


def test_pace_starts_careful_and_follows_the_software() -> None:
    def seconds(version: str) -> int:
        pacing = PacingQueue()
        pacing.know_software(version)
        for number in range(40):
            pacing.queue_messages([words("a line")], Rank.WORDS, "#tea", number + 1)
        return run(pacing, None)[1] // 1000

    assert seconds("") == seconds("something-2") == 70  # five at once, then one in two seconds
    assert seconds("solanum-1.0-dev") == 35
    assert seconds("InspIRCd-3") == 32
    assert seconds("ngircd-26.1") == 17


@pytest.mark.parametrize("offered", ["desktop-chat/resend", "znc.in/self-message", "soju.im/bouncer-networks"])
def test_our_own_server_and_bouncers_are_not_paced(offered: str) -> None:
    pacing = PacingQueue(3)
    pacing.know_capabilities(["server-time", offered])
    pacing.know_software("solanum-1.0-dev")  # of the network behind the bouncer
    pacing.queue_messages([Message("WHO", ("#tea",))], Rank.LATER)
    for number in range(500):
        pacing.queue_messages([words(str(number))], Rank.WORDS, "#tea", number + 1)
    messages, entries = pacing.take_due(0)
    assert len(messages) == 501
    assert messages[0].command == "WHO"  # in the order of the calls
    assert entries == list(range(1, 501))
    assert pacing.ms_until_due(0) is None


def test_disconnection_for_flooding_slows_the_queue() -> None:
    lasted = []
    for strictness in range(STRICTEST + 1):
        pacing = PacingQueue(strictness)
        pacing.begin_connection()
        for number in range(40):
            pacing.queue_messages([words("a line")], Rank.WORDS, "#tea", number + 1)
        lasted.append(run(pacing, None)[1])
    assert lasted == sorted(set(lasted))
    pacing = PacingQueue()
    for _ in range(9):
        pacing.note_flood()
    assert pacing.strictness == STRICTEST


def test_messages_leave_by_rank_and_keep_alive_never_waits() -> None:
    pacing = PacingQueue()
    for number in range(20):
        pacing.queue_messages([words(f"before {number}", "#past")], Rank.WORDS, "#past", 100 + number)
    pacing.take_due(0)
    for line in ("WHO #tea", "CHATHISTORY LATEST #tea * 50", "JOIN #a,#b", "TOPIC #tea :x", "PONG 1", "PING fence"):
        command, _, rest = line.partition(" ")
        message = Message(command, tuple(rest.split(" ")))
        pacing.queue_messages([message], rank_of(message))
    pacing.queue_messages([words("hello")], Rank.WORDS, "#tea", 1)
    messages, _ = pacing.take_due(0)
    assert [message.command for message in messages] == ["PONG", "PING"]
    sent, _ = run(pacing, None)
    order = [line.split()[0] for line in sent if "before" not in line]
    assert order == ["TOPIC", "PRIVMSG", "JOIN", "CHATHISTORY", "WHO"]


def test_long_paste_in_one_room_does_not_hold_up_another() -> None:
    pacing = PacingQueue()
    for number in range(40):
        pacing.queue_messages([words(f"paste {number}")], Rank.WORDS, "#tea", number + 1)
    pacing.take_due(0)
    pacing.queue_messages([words("quick", "#cake")], Rank.WORDS, "#cake", 99)
    sent, _ = run(pacing, None)
    assert sent.index("PRIVMSG #cake quick") <= 1
    paste = [line for line in sent if "paste" in line]
    assert paste == sorted(paste, key=lambda line: int(line.split()[-1]))


def test_own_questions_leave_room_for_a_persons_message() -> None:
    pacing = PacingQueue()
    for number in range(30):
        pacing.queue_messages([Message("WHO", (f"#room{number}",))], Rank.LATER)
    assert len(pacing.take_due(0)[0]) < 5
    pacing.queue_messages([words("hello")], Rank.WORDS, "#tea", 1)
    assert [message.command for message in pacing.take_due(0)[0]] == ["PRIVMSG"]


def test_same_question_is_asked_once_and_forgotten_with_its_room() -> None:
    pacing = PacingQueue()
    pacing.queue_messages([words("x" * 400)] * 5, Rank.WORDS, "#tea", 1)
    pacing.take_due(0)
    for _ in range(3):
        pacing.queue_messages([Message("MODE", ("#tea",))], Rank.LATER)
    pacing.queue_messages([Message("MODE", ("#cake",))], Rank.LATER)
    pacing.drop_unwanted(lambda message: message.param_at(0) == "#cake")
    assert run(pacing, None)[0] == ["MODE #tea"]


def test_of_two_read_marks_only_the_newer_one_is_sent() -> None:
    pacing = PacingQueue()
    pacing.queue_messages([words("x" * 400)] * 5, Rank.WORDS, "#tea", 1)
    pacing.take_due(0)
    for target, time in (("#tea", "1"), ("#cake", "1"), ("#tea", "2")):
        message = Message("MARKREAD", (target, f"timestamp={time}"))
        pacing.queue_messages([message], rank_of(message))
    assert run(pacing, None)[0] == ["MARKREAD #cake timestamp=1", "MARKREAD #tea timestamp=2"]


def _calls_for_questions(rooms: int) -> int:
    """Return how many functions run until the questions about so many rooms are in order."""
    pacing, called = PacingQueue(), [0]
    for number in range(rooms):
        pacing.queue_messages([Message("CHATHISTORY", ("LATEST", f"#{number}", "*", "50"))], Rank.HISTORY)
        pacing.queue_messages([Message("MARKREAD", (f"#{number}", "timestamp=1"))], Rank.LATER)

    def count(_frame: object, event: str, _argument: object) -> None:
        called[0] += event == "call"

    sys.setprofile(count)
    try:
        pacing.ms_until_due(0)
    finally:
        sys.setprofile(None)
    return called[0]


def test_questions_about_hundreds_of_rooms_cost_what_their_number_says() -> None:
    """Each question was compared with all others: a thousand rooms stopped the window for two seconds."""
    assert _calls_for_questions(400) < 3 * _calls_for_questions(200)


def test_typing_notification_is_sent_at_once_or_dropped() -> None:
    typing = Message("TAGMSG", ("#tea",), "", {"+typing": "active"})
    pacing = PacingQueue()
    pacing.queue_messages([typing], rank_of(typing))
    assert pacing.take_due(0) == ([typing], [])
    pacing.queue_messages([words("x" * 400)] * 5, Rank.WORDS, "#tea", 1)
    assert len(pacing.take_due(10_000)[0]) == 5
    pacing.queue_messages([typing], rank_of(typing))
    assert pacing.take_due(10_000) == ([], [])
    assert pacing.ms_until_due(10_000) is None


def test_multiline_batch_leaves_together() -> None:
    batch = [Message("BATCH", ("+1", "draft/multiline", "#tea")), *[words("x" * 300)] * 20, Message("BATCH", ("-1",))]
    pacing = PacingQueue()
    for number in range(7):
        pacing.queue_messages([words("before")], Rank.WORDS, "#tea", number + 1)
    pacing.queue_messages(batch, Rank.WORDS, "#tea", 50)
    now = 0
    found: list[Message] = []
    while not found:
        now += max(1, pacing.ms_until_due(now) or 0)
        messages, _ = pacing.take_due(now)
        found = [message for message in messages if message.command == "BATCH"]
        assert not found or messages[-len(batch) :] == batch


def test_messages_wait_for_confirmations_but_not_for_ever() -> None:
    pacing = PacingQueue()
    pacing.know_software("ngircd-26.1")
    for number in range(WINDOW + 2):
        pacing.queue_messages([words("a line")], Rank.WORDS, "#tea", number + 1)
    entries: list[int] = []
    for now in range(0, 15_000, 100):
        entries += pacing.take_due(now)[1]
    assert entries == list(range(1, WINDOW + 1))
    pacing.confirm_entry(1)
    assert pacing.take_due(15_000)[1] == [WINDOW + 1]
    assert run(pacing, None, 15_000)[1] <= 40_000


def test_progress_counts_waiting_messages_and_seconds() -> None:
    pacing = PacingQueue()
    for number in range(17):
        pacing.queue_messages([words("a line")], Rank.WORDS, "#tea", number + 1)
    assert pacing.queued_entries() == list(range(1, 18))
    pacing.take_due(0)
    assert pacing.progress_of("#tea", 0) == Waiting(12, 24)
    assert pacing.progress_of("#cake", 0) == Waiting()
    assert pacing.progress_of("#tea", 1_000) == Waiting(12, 23)
    pacing.cancel_entry(10)
    assert pacing.progress_of("#tea", 0) == Waiting(11, 22)
    assert pacing.queued_entries("#tea") == [6, 7, 8, 9, *range(11, 18)]
    pacing.begin_connection()
    assert pacing.ms_until_due(0) is None


def test_every_rank_is_reached() -> None:
    commands = ["PONG", "TOPIC", "JOIN", "CHATHISTORY", "WHO"]
    counted = Counter(rank_of(Message(command)) for command in commands)
    assert counted == Counter([Rank.FIRST, Rank.COMMAND, Rank.JOIN, Rank.HISTORY, Rank.LATER])
