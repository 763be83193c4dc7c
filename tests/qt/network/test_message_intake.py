"""What comes is handed on in order, in pieces, and the window has its turn in between."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QObject, QTimer
from pytestqt.qtbot import QtBot

from desktop_chat.irc.message import Message
from desktop_chat.qt.network.message_intake import MOST_CHARACTERS, MOST_MESSAGES, MessageIntake


def lines(count: int, size: int = 10) -> tuple[Message, ...]:
    return tuple(Message("NOTICE", ("ann", "x" * size), str(number)) for number in range(count))


def test_little_is_handed_on_at_once_and_whole(qtbot: QtBot) -> None:
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


def test_the_window_has_its_turn(qtbot: QtBot) -> None:
    """A piece that takes long is followed by whatever waits: a timer here, a click there."""
    intake = MessageIntake()
    order: list[str] = []
    busy = QObject()

    def take(piece: tuple[Message, ...]) -> None:
        order.append("piece")
        QTimer.singleShot(0, busy, lambda: order.append("window"))
        clock = QElapsedTimer()
        clock.start()
        while clock.elapsed() < 12:  # more than one turn may take
            pass

    intake.taken.connect(take)
    intake.put_messages(lines(4 * MOST_MESSAGES), lambda: order.append("then"))
    qtbot.waitUntil(lambda: "then" in order)
    assert order[:4].count("window") >= 1


def test_what_nobody_wants_any_more_is_not_handed_on(qtbot: QtBot) -> None:
    intake = MessageIntake()
    seen: list[object] = []

    def take(piece: tuple[Message, ...]) -> None:
        seen.append(len(piece))
        intake.drop_all()

    intake.taken.connect(take)
    intake.put_messages(lines(1_000), lambda: seen.append("then"))
    qtbot.waitUntil(lambda: "then" in seen)
    assert seen == [MOST_MESSAGES, "then"]
