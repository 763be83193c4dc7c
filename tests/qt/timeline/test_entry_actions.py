"""The menu of an entry offers reactions; quotes are copied."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from desktop_chat.qt.timeline.context_menu import entry_menu
from desktop_chat.qt.timeline.scene import Hit
from desktop_chat.qt.timeline.selection import Spot
from tests.qt.timeline.conftest import ShowEntries
from tests.qt.timeline.scenes import entry
from tests.qt.timeline.test_chips import reacted


def reaction_rows(menu: QMenu) -> list[tuple[str, bool]]:
    more = next(action.menu() for action in menu.actions() if action.text() == "React")
    assert isinstance(more, QMenu)
    return [(action.text(), action.isChecked()) for action in more.actions() if action.text()]


def test_menu_offers_reactions_of_the_entry_and_usual_ones(show: ShowEntries, qtbot: QtBot) -> None:
    said = reacted(entry(1, "tea?", "bob"), ("🎉", "cid"), ("👍", "me"))
    view = show([said])
    view.may_react = lambda entry: True
    view.quick_reactions = lambda: ("👍", "😂")
    menu = entry_menu(view, view.menu_choices(Hit(Spot(0, 0))))
    assert reaction_rows(menu) == [("🎉", False), ("👍", True), ("😂", False), ("More emoji…", False)]
    more = next(action.menu() for action in menu.actions() if action.text() == "React")
    assert isinstance(more, QMenu)
    with qtbot.waitSignal(view.reaction_requested) as asked:
        more.actions()[1].trigger()
    assert asked.args == [said, "👍"]
    with qtbot.waitSignal(view.picker_requested) as picker:
        more.actions()[-1].trigger()
    assert picker.args[0] == said


def test_menu_says_why_nobody_can_react(show: ShowEntries) -> None:
    view = show([entry(1, "tea?", "bob")])
    menu = entry_menu(view, view.menu_choices(Hit(Spot(0, 0))))
    refused = next(action for action in menu.actions() if action.text().startswith("Reactions"))
    assert refused.text() == "Reactions do not work on this server"
    assert not refused.isEnabled()


def test_entry_is_copied_as_a_quote(show: ShowEntries) -> None:
    view = show([entry(1, "tea?", "bob")])
    view.copy_quote(0)
    assert "> bob: tea?" in QGuiApplication.clipboard().text()


def test_point_without_entries_is_harmless(show: ShowEntries) -> None:
    view = show([])
    assert view._current_point() == QPoint()
