"""A menu offers terms of quiet, or the end of quiet."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from desktop_chat.client.preferences import QUIET_ALWAYS
from desktop_chat.qt.models.quiet_terms import quiet_terms
from desktop_chat.qt.views.chat_window import ChatWindow
from desktop_chat.qt.views.quiet_menu import add_quiet_rows


def test_terms_and_the_end(qtbot: QtBot) -> None:
    chosen: list[int] = []
    menu = QMenu()
    qtbot.addWidget(menu)
    add_quiet_rows(menu, chosen.append, quiet=False)
    (terms,) = menu.findChildren(QMenu)
    assert [action.text() for action in terms.actions()] == [term.text for term in quiet_terms()]
    for action in terms.actions():
        action.trigger()
    assert chosen == sorted(chosen)
    assert chosen[-1] == QUIET_ALWAYS
    menu.clear()
    add_quiet_rows(menu, chosen.append, quiet=True)
    menu.actions()[0].trigger()
    assert chosen[-1] == 0


def test_own_menu_begins_quiet(qtbot: QtBot, window: ChatWindow) -> None:
    window.own_acts.open_own_menu(window.network, window.sidebar.name_button)
    terms = next(one for one in window.findChildren(QMenu) if one.title() == "Do not disturb")
    with qtbot.waitSignal(window.controller.quiet_changed):
        terms.actions()[-1].trigger()
    assert window.controller.settings.preferences.quiet_until == QUIET_ALWAYS
