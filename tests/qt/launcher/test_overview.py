"""The overview hides the cards of a running chat while it is stopped, and has two columns if it is wide."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_chat.qt.launcher.overview import TWO_COLUMNS, Overview
from desktop_chat.qt.theme import appearance


def test_cards_follow_the_state(qtbot: QtBot) -> None:
    page = Overview()
    qtbot.addWidget(page)
    page.show()
    for running in (False, True, False):
        page.set_running(running=running)
        assert {card.isVisibleTo(page) for card in (page.invite, page.here, page.figures)} == {running}
        assert page.steps.isVisibleTo(page) is not running


def test_wide_page_has_two_columns(qtbot: QtBot) -> None:
    page = Overview()
    qtbot.addWidget(page)
    page.set_running(running=True)
    page.show()
    page.resize(TWO_COLUMNS + 100, 800)
    qtbot.waitUntil(lambda: page.here.x() != page.state.x() or page.invite.x() != page.state.x())
    page.resize(TWO_COLUMNS - 100, 800)
    qtbot.waitUntil(lambda: page.here.x() == page.state.x() == page.invite.x())


def test_large_letters_place_parts_below_each_other(qtbot: QtBot, qapp: QApplication) -> None:
    appearance().apply_mode(qapp, "light", zoom=2.0)
    page = Overview()
    qtbot.addWidget(page)
    page.set_running(running=True)
    page.show()
    page.resize(TWO_COLUMNS + 100, 800)
    qtbot.waitUntil(lambda: page.here.x() == page.state.x() == page.invite.x())
    page.resize(420, 800)
    qtbot.waitUntil(lambda: page.figures.users.x() == page.figures.rate.x() == page.figures.database.x())
    page.resize(TWO_COLUMNS + 100, 800)
    qtbot.waitUntil(lambda: page.figures.users.x() < page.figures.rate.x() < page.figures.database.x())
    appearance().apply_mode(qapp, "light")
