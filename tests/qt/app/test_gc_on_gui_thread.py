"""Garbage is collected on the GUI thread's own terms, and the interpreter is given back as it was."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEventLoop, QTimer
from pytestqt.qtbot import QtBot

from desktop_chat.qt.app.gc_on_gui_thread import MANY, QUIET_LOOKS, GuiThreadCollector


class Ring:
    """Garbage that only the cyclic collector finds."""

    def __init__(self) -> None:
        self.self = self


@pytest.fixture
def collector(qtbot: QtBot) -> Iterator[GuiThreadCollector]:
    made = GuiThreadCollector()
    yield made
    made.close()
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0


def test_python_itself_does_not_collect(collector: GuiThreadCollector) -> None:
    assert not gc.isenabled()
    rings = [weakref.ref(Ring()) for _ in range(2_000)]
    assert all(ring() is not None for ring in rings)
    collector.on_due()
    assert all(ring() is None for ring in rings)


def test_a_pause_collects_everything_once(collector: GuiThreadCollector) -> None:
    old = Ring()
    gc.collect()
    ring = weakref.ref(old)
    del old
    for _ in range(QUIET_LOOKS):
        collector.on_due()
    assert ring() is None


def test_objects_of_the_start_are_frozen(collector: GuiThreadCollector) -> None:
    collector.freeze_objects()
    assert gc.get_freeze_count() > 1_000


def test_growth_is_collected_before_the_next_event(collector: GuiThreadCollector) -> None:
    """A pass over what a flood makes in a second would take several frames."""
    gc.collect()
    rings = [weakref.ref(Ring()) for _ in range(MANY)]
    loop = QEventLoop()
    QTimer.singleShot(0, loop, loop.quit)
    loop.exec()
    collector.on_awake()  # a loop that never waits does not tell that it is awake
    assert all(ring() is None for ring in rings)


def test_little_growth_waits(collector: GuiThreadCollector) -> None:
    gc.collect()
    ring = weakref.ref(Ring())
    collector.on_awake()
    assert ring() is not None
