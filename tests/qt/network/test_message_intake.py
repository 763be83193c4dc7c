"""Messages are handed on in order and in pieces, and the event loop runs in between."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from desktop_chat.irc.message import Message
from desktop_chat.qt.network.message_intake import FEWEST_MESSAGES, MOST_CHARACTERS, MOST_MESSAGES, MessageIntake


def lines(count: int, size: int = 10) -> tuple[Message, ...]:
    return tuple(Message("NOTICE", ("ann", "x" * size), str(number)) for number in range(count))


def test_few_messages_are_handed_on_at_once_and_whole(qtbot: QtBot) -> None:
    intake = MessageIntake()
    seen: list[object] = []
    intake.taken.connect(seen.append)
    intake.put_messages(lines(10), lambda: seen.append("then"))
    assert seen == [lines(10), "then"]


def test_pieces_are_small_and_nothing_is_lost(qtbot: QtBot) -> None:
    intake = MessageIntake()
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
    return Costs(lambda clock: MessageIntake(clock=clock), each)


def hand_on(qtbot: QtBot, made: Costs, count: int) -> list[int]:
    """Hand on so many messages; the sizes of the pieces."""
    made.sizes.clear()
    done: list[bool] = []
    made.intake.put_messages(lines(count), lambda: done.append(True))
    qtbot.waitUntil(lambda: bool(done))
    return made.sizes


def test_pieces_shrink_while_messages_are_costly_and_grow_again(qtbot: QtBot) -> None:
    made = costs(2)
    assert hand_on(qtbot, made, 200)[:4] == [32, 16, FEWEST_MESSAGES, FEWEST_MESSAGES]
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
    intake = MessageIntake(clock=lambda: 0)
    seen: list[object] = []

    def take(piece: tuple[Message, ...]) -> None:
        seen.append(len(piece))
        intake.drop_all()

    intake.taken.connect(take)
    intake.put_messages(lines(1_000), lambda: seen.append("then"))
    qtbot.waitUntil(lambda: "then" in seen)
    assert seen == [32, "then"]
