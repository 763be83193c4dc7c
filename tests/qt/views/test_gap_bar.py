from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from desktop_chat.qt.views.gap_bar import GapBar


@pytest.fixture
def bar(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> GapBar:
    monkeypatch.setattr("desktop_chat.qt.views.gap_bar._PATIENCE_MS", 30)
    made = GapBar()
    qtbot.addWidget(made)
    return made


def test_lasting_gap_is_shown(qtbot: QtBot, bar: GapBar) -> None:
    bar.set_gap(gap=True)
    assert not bar.isVisible()
    qtbot.waitUntil(bar.isVisible)
    bar.set_gap(gap=False)
    assert not bar.isVisible()


def test_quickly_filled_gap_is_not_shown(qtbot: QtBot, bar: GapBar) -> None:
    bar.set_gap(gap=True)
    bar.set_gap(gap=False)
    assert not bar._timer.isActive()
    assert not bar.isVisible()


def test_bar_comes_back_while_the_gap_remains(qtbot: QtBot, bar: GapBar) -> None:
    bar.set_gap(gap=True)
    qtbot.waitUntil(bar.isVisible)
    assert not bar.grab().isNull()
    with qtbot.waitSignal(bar.more_requested):
        bar.more_button.click()
    assert not bar.isVisible()
    qtbot.waitUntil(bar.isVisible)
