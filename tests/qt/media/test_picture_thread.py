"""The thread that decodes pictures."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from desktop_chat.client.picture_download import PictureError
from desktop_chat.qt.media.picture_thread import MOST_WAITING, PictureThread
from tests.patience import MILLISECONDS, SECONDS


@pytest.fixture
def thread(qtbot: QtBot) -> Iterator[PictureThread]:
    made = PictureThread()
    yield made
    made.close()
    for one in threading.enumerate():
        if one.name == "pictures":
            one.join(SECONDS)


def test_newest_work_is_done_first(thread: PictureThread, qtbot: QtBot) -> None:
    begun, go_on, done = threading.Event(), threading.Event(), list[object]()

    def be_busy() -> bool:
        begun.set()
        return go_on.wait(SECONDS)

    thread.add_work("busy", be_busy, done.append)
    assert begun.wait(SECONDS)
    for number in range(MOST_WAITING + 2):
        thread.add_work(number, partial(int, number), done.append)
    thread.add_work(3, lambda: "not twice", done.append)
    go_on.set()
    qtbot.waitUntil(lambda: len(done) == MOST_WAITING + 3, timeout=MILLISECONDS)
    dropped = [one for one in done if one is None]
    numbers = [one for one in done if type(one) is int]
    assert len(dropped) == 2
    assert numbers[0] == 3
    assert numbers[1:] == sorted(numbers[1:], reverse=True)


def test_errors_are_outcomes(thread: PictureThread, qtbot: QtBot, expected_warnings: list[object]) -> None:
    done = list[object]()

    def fail(error: Exception) -> None:
        raise error

    thread.add_work(1, lambda: fail(PictureError("no")), done.append)
    thread.add_work(2, lambda: fail(ValueError("what")), done.append)
    qtbot.waitUntil(lambda: len(done) == 2, timeout=MILLISECONDS)
    assert all(isinstance(one, PictureError) for one in done)


def test_picture_that_takes_too_long_is_given_up(qtbot: QtBot) -> None:
    thread, go_on, done = PictureThread(most_ms=1), threading.Event(), list[object]()
    thread.add_work("slow", lambda: go_on.wait(SECONDS), done.append)
    qtbot.waitUntil(lambda: len(done) == 1, timeout=MILLISECONDS)
    assert isinstance(done[0], PictureError)
    thread._watchdog.setInterval(MILLISECONDS)
    thread.add_work("next", lambda: "shown", done.append)
    qtbot.waitUntil(lambda: len(done) == 2, timeout=MILLISECONDS)
    assert done[1] == "shown"
    go_on.set()
    thread.close()
    thread.add_work("too late", lambda: "shown", done.append)
    for one in threading.enumerate():
        if one.name == "pictures":
            one.join(SECONDS)
    qtbot.wait(0)
    assert len(done) == 2
