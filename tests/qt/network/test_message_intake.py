"""Messages are handed on in order and in pieces, and the event loop runs in between."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from desktop_chat.irc.message import Message
from desktop_chat.qt.network.message_intake import (
    FEWEST_MESSAGES,
    MOST_CHARACTERS,
    MOST_MESSAGES,
    IntakeTurns,
    MessageIntake,
)


def lines(count: int, size: int = 10) -> tuple[Message, ...]:
    return tuple(Message("NOTICE", ("ann", "x" * size), str(number)) for number in range(count))


def test_few_messages_are_handed_on_at_once_and_whole(qtbot: QtBot) -> None:
    intake = MessageIntake(IntakeTurns(clock=lambda: 0))
    seen: list[object] = []
    intake.taken.connect(seen.append)
    intake.put_messages(lines(10), lambda: seen.append("then"))
    assert seen == [lines(10), "then"]


def test_pieces_are_small_and_nothing_is_lost(qtbot: QtBot) -> None:
    intake = MessageIntake(IntakeTurns())
    pieces: list[tuple[Message, ...]] = []
    done: list[int] = []
    intake.taken.connect(pieces.append)
    for messages in (lines(1_000), lines(40, 16_000)):
        intake.put_messages(messages, lambda: done.append(len(pieces)))
    qtbot.waitUntil(lambda: len(done) == 2)
    assert tuple(message for piece in pieces[: done[0]] for message in piece) == lines(1_000)
    assert tuple(message for piece in pieces[done[0] :] for message in piece) == lines(40, 16_000)
    assert max(map(len, pieces)) <= MOST_MESSAGES
    assert max(sum(len(message.params[1]) for message in piece) for piece in pieces) <= MOST_CHARACTERS


class Costs:
    """A clock that a piece of messages moves on by so many ms for each message."""

    def __init__(self, intake_of: Callable[[Callable[[], int]], MessageIntake], each: int) -> None:
        self.now = 0
        self.each = each
        self.sizes: list[int] = []
        self.intake = intake_of(lambda: self.now)
        self.intake.taken.connect(self.on_taken)

    def on_taken(self, piece: tuple[Message, ...]) -> None:
        self.now += self.each * len(piece)
        self.sizes.append(len(piece))


def costs(each: int) -> Costs:
    return Costs(lambda clock: MessageIntake(IntakeTurns(clock=clock)), each)


def hand_on(qtbot: QtBot, made: Costs, count: int) -> list[int]:
    """Hand on so many messages; the sizes of the pieces."""
    made.sizes.clear()
    done: list[bool] = []
    made.intake.put_messages(lines(count), lambda: done.append(True))
    qtbot.waitUntil(lambda: bool(done))
    return made.sizes


def test_pieces_shrink_while_messages_are_costly_and_grow_again(qtbot: QtBot) -> None:
    made = costs(2)
    assert hand_on(qtbot, made, 200)[:3] == [16, FEWEST_MESSAGES, FEWEST_MESSAGES]
    assert set(hand_on(qtbot, made, 200)) == {FEWEST_MESSAGES}
    made.each = 0
    assert hand_on(qtbot, made, 2_000)[:7] == [8, 16, 32, 64, 128, 256, 256]


def test_event_loop_runs_after_each_costly_piece(qtbot: QtBot) -> None:
    """A piece that takes long is followed by all that waits: a timer here, a click there."""
    made = costs(1)
    order: list[str] = []
    window = QObject()

    def take(piece: tuple[Message, ...]) -> None:
        order.append("piece")
        QTimer.singleShot(0, window, lambda: order.append("window"))

    made.intake.taken.connect(take)
    made.intake.put_messages(lines(200), lambda: order.append("then"))
    qtbot.waitUntil(lambda: "then" in order)
    assert order[:6] == ["piece", "window"] * 3


def test_dropped_messages_are_not_handed_on(qtbot: QtBot) -> None:
    intake = MessageIntake(IntakeTurns(clock=lambda: 0))
    seen: list[object] = []

    def take(piece: tuple[Message, ...]) -> None:
        seen.append(len(piece))
        intake.drop_all()

    intake.taken.connect(take)
    intake.put_messages(lines(1_000), lambda: seen.append("then"))
    qtbot.waitUntil(lambda: "then" in seen)
    assert seen == [16, "then"]


def test_intakes_share_one_turn_of_the_event_loop(qtbot: QtBot) -> None:
    """Many busy networks block the window for no longer than one."""
    now = [0]
    turns = IntakeTurns(clock=lambda: now[0])
    intakes = [MessageIntake(turns) for _ in range(20)]
    order: list[str] = []
    done: list[int] = []

    def take(piece: tuple[Message, ...], number: int) -> None:
        order.append(str(number))
        now[0] += 5

    window = QTimer(interval=0)
    window.timeout.connect(lambda: order.append("window"))
    window.start()
    for number, intake in enumerate(intakes):
        intake.taken.connect(partial(take, number=number))
        intake.put_messages(lines(40), partial(done.append, number))
    qtbot.waitUntil(lambda: len(done) == 20)
    words = "".join(" " if word == "window" else "*" for word in order).split()
    assert max(map(len, words)) <= 4  # two turns of 10 ms may meet behind one of the window
    assert len({word for word in order if word != "window"} & set(map(str, range(20)))) == 20
    assert [word for word in order if word != "window"].index("19") <= 21  # in turn: nobody waits for a busy one


def test_intake_of_a_network_that_is_gone_is_passed_over(qtbot: QtBot) -> None:
    turns = IntakeTurns(clock=iter(range(0, 10_000, 5)).__next__)
    seen: list[int] = []
    gone, stays = MessageIntake(turns), MessageIntake(turns)
    gone.put_messages(lines(400), lambda: seen.append(1))
    stays.put_messages(lines(400), lambda: seen.append(2))
    delete(gone)
    qtbot.waitUntil(lambda: seen == [2])


def test_turn_behind_a_costly_frame_is_shorter(qtbot: QtBot) -> None:
    """A turn and the frame before it fit into the time of one frame."""
    now = [0.0]
    turns = IntakeTurns(clock=lambda: now[0])
    intake = MessageIntake(turns)
    pieces: list[int] = []

    def take(piece: tuple[Message, ...]) -> None:
        pieces.append(len(piece))
        now[0] += 1

    intake.taken.connect(take)

    def pieces_behind(frame: float) -> int:
        pieces.clear()
        now[0] += frame
        turns.on_next()
        return len(pieces)

    intake.put_messages(lines(1_000), lambda: None)
    assert len(pieces) == 2  # at once
    pieces_behind(0)
    assert [pieces_behind(frame) for frame in (0, 5, 8, 12, 40)] == [6, 6, 3, 2, 2]


def test_turn_waits_for_a_piece_that_runs_an_event_loop(qtbot: QtBot) -> None:
    """A piece may open a dialog: no other piece is handed on before it is done."""
    turns = IntakeTurns(clock=lambda: 0)
    intake = MessageIntake(turns)
    inside: list[str] = []
    done: list[bool] = []

    def take(piece: tuple[Message, ...]) -> None:
        inside.append("begin")
        turns.on_next()
        inside.append("end")

    intake.taken.connect(take)
    intake.put_messages(lines(100), lambda: done.append(True))
    qtbot.waitUntil(lambda: bool(done))
    assert inside == ["begin", "end"] * (len(inside) // 2)
