"""The context menu of an entry, tooltips and the mouse wheel."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QHelpEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from desktop_chat.client.entry import DeliveryState, EntryKind
from desktop_chat.irc.capabilities import TAG_EDITED
from desktop_chat.qt.timeline import Timeline
from desktop_chat.qt.timeline.context_menu import Choices, entry_menu
from desktop_chat.qt.timeline.row_layout import head_line_of
from desktop_chat.qt.timeline.scene import Hit
from desktop_chat.qt.timeline.selection import Selection, Spot
from desktop_chat.qt.timeline.strings import date_text
from tests.qt.timeline.conftest import ShowEntries
from tests.qt.timeline.scenes import entry


@pytest.fixture
def view(show: ShowEntries) -> Timeline:
    return show(
        [
            entry(1, "first words", "ann", minute=0),
            entry(2, "see https://example.org/tea for more", "bob", minute=10),
            entry(3, "lost words", "me", minute=20, state=DeliveryState.FAILED),
        ]
    )


def rows(menu: QMenu) -> list[tuple[str, bool]]:
    return [(action.text(), action.isEnabled()) for action in menu.actions() if action.text()]


def press(menu: QMenu, words: str) -> None:
    next(action for action in menu.actions() if action.text().startswith(words)).trigger()


def test_menu_offers_available_actions(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    done: list[str] = []
    choices = Choices(None, lambda: done.append("named"), lambda: done.append("all"), retry=lambda: done.append("go"))
    menu = entry_menu(parent, choices)
    assert rows(menu) == [
        ("Send again", True),
        ("Copy", False),
        ("Copy with names and times", True),
        ("Select all", True),
    ]
    for words in ("Send again", "Copy with", "Select all"):
        press(menu, words)
    assert done == ["go", "named", "all"]


def test_copy_without_a_selection_copies_the_entry(view: Timeline) -> None:
    menu = entry_menu(view, view.menu_choices(Hit(Spot(0, 3))))
    press(menu, "Copy")
    assert QGuiApplication.clipboard().text() == "first words"


def test_link_address_can_be_copied(view: Timeline) -> None:
    menu = entry_menu(view, view.menu_choices(Hit(Spot(1, 6), "text", "https://example.org/tea")))
    press(menu, "Copy link")
    assert QGuiApplication.clipboard().text() == "https://example.org/tea"


def test_failed_message_can_be_sent_again(qtbot: QtBot, view: Timeline) -> None:
    menu = entry_menu(view, view.menu_choices(Hit(Spot(2, 0))))
    with qtbot.waitSignal(view.retry_requested) as asked:
        press(menu, "Send again")
    assert asked.args[0].id == 3


def test_author_of_a_message_is_reached_by_its_menu(qtbot: QtBot, view: Timeline) -> None:
    menu = entry_menu(view, view.menu_choices(Hit(Spot(1, 0))))
    with qtbot.waitSignal(view.nick_activated) as wanted:
        press(menu, "Person: bob…")
    assert wanted.args == ["bob"]
    assert view.menu_choices(Hit(Spot(2, 0))).open_author is None, "an own message"


@pytest.mark.parametrize("reason", [QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard])
def test_menu_opens_by_mouse_and_by_key(qtbot: QtBot, view: Timeline, reason: QContextMenuEvent.Reason) -> None:
    seen: list[list[tuple[str, bool]]] = []
    lit: list[list[int]] = []

    def close() -> bool:
        menu = QApplication.activePopupWidget()
        if isinstance(menu, QMenu):
            seen.append(rows(menu))
            lit.append([index for index in range(view.model.count()) if _is_lit(view, index)])
            menu.close()
        return bool(seen)

    QTest.keyClick(view, Qt.Key.Key_Up)
    at = view.viewport().rect().center()
    poll = QTimer(view)
    poll.timeout.connect(close)
    poll.start(10)
    view.contextMenuEvent(QContextMenuEvent(reason, at, view.viewport().mapToGlobal(at)))
    poll.stop()
    assert "Select all" in [words for words, _ in seen[0]]
    assert len(lit[0]) == 1, "people see which message the menu is about"
    assert not any(_is_lit(view, index) for index in lit[0])
    assert (view._current is not None) == (reason is QContextMenuEvent.Reason.Keyboard), "the entry of the menu is seen"


def _is_lit(view: Timeline, index: int) -> bool:
    return view._row_highlight(index, view._scene.layout_of(index)).hovered


def _tip_at(view: Timeline, at: QPoint) -> str:
    QToolTip.hideText()
    QApplication.sendEvent(view.viewport(), QHelpEvent(QHelpEvent.Type.ToolTip, at, view.viewport().mapToGlobal(at)))
    return QToolTip.text()


def test_tooltip_shows_link_address_and_time(qtbot: QtBot, view: Timeline) -> None:
    scene = view._scene
    placed = {scene.entry_at(p.index).id: p for p in scene.current_arrangement().placed}
    body = scene.body_rect(placed[2])
    spots = [QPoint(x, body.center().y()) for x in range(body.left(), body.right())]
    link = next(spot for spot in spots if (hit := scene.hit_test(spot.x(), spot.y())) is not None and hit.url)
    assert _tip_at(view, link) == "https://example.org/tea"
    assert _tip_at(view, QPoint(2, scene.body_rect(placed[1]).center().y())) != ""
    head = head_line_of(scene.layout_of(placed[1].index), scene.geometry)
    line = scene.body_rect(placed[1]).top() - 4
    assert scene.is_at_time(placed[1], QPoint(head.time_x + 2, line))
    assert not scene.is_at_time(placed[1], QPoint(head.time_x + head.time_width + 40, line))


def test_wheel_scrolls_and_zooms_with_control(qtbot: QtBot, show: ShowEntries) -> None:
    view = show([entry(i, f"line {i}", "ann", minute=i, kind=EntryKind.MESSAGE) for i in range(1, 200)])
    assert view.at_end

    def turn(steps: int, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        centre = QPointF(view.viewport().rect().center())
        event = QWheelEvent(
            centre,
            view.viewport().mapToGlobal(centre),
            QPoint(),
            QPoint(0, 120 * steps),
            Qt.MouseButton.NoButton,
            keys,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(view.viewport(), event)

    turn(2)
    assert not view.at_end
    turn(-9)
    assert view.at_end
    zoom = view.zoom
    turn(1, Qt.KeyboardModifier.ControlModifier)
    assert view.zoom > zoom


def test_menu_offers_edit_and_delete_where_allowed(qtbot: QtBot, view: Timeline) -> None:
    assert "Edit" not in [words for words, _ in rows(entry_menu(view, view.menu_choices(Hit(Spot(0, 0)))))]
    view.may_edit = lambda entry: entry.id == 1
    view.may_delete = lambda entry: entry.id == 2
    first, second = (entry_menu(view, view.menu_choices(Hit(Spot(index, 0)))) for index in (0, 1))
    with qtbot.waitSignal(view.edit_requested) as asked:
        press(first, "Edit")
    assert asked.args[0].id == 1
    with qtbot.waitSignal(view.delete_requested) as asked:
        press(second, "Delete…")
    assert asked.args[0].id == 2
    assert "Delete…" not in [words for words, _ in rows(first)]


def test_tooltip_shows_the_time_of_an_edit(view: Timeline) -> None:
    said = entry(1, minute=0)
    assert "edited" not in date_text(said)
    assert date_text(replace(said, tags={TAG_EDITED: "2026-05-01T12:00:07.000Z"})).count("edited") == 1


def test_link_under_the_pointer_can_be_opened(qtbot: QtBot, view: Timeline) -> None:
    menu = entry_menu(view, view.menu_choices(Hit(Spot(1, 6), "text", "https://example.org/tea")))
    with qtbot.waitSignal(view.link_activated) as followed:
        press(menu, "Open link")
    assert followed.args == ["https://example.org/tea"]


def test_keyboard_reaches_all_links_of_an_entry(qtbot: QtBot, show: ShowEntries) -> None:
    view = show([entry(1, "see https://one.example/ and https://two.example/ in #tea", "ann")])
    assert not [words for words, _ in rows(entry_menu(view, view.menu_choices(Hit(Spot(0, 0))))) if "example" in words]
    menu = entry_menu(view, view.menu_choices(Hit(Spot(0, 0)), by_key=True))
    found = [words for words, _ in rows(menu) if "example" in words or "#tea" in words]
    assert found == [
        "Open https://one.example/",
        "Copy https://one.example/",
        "Open https://two.example/",
        "Copy https://two.example/",
        "Go to #tea",
        "Copy #tea",
    ]
    press(menu, "Copy #tea")
    assert QGuiApplication.clipboard().text() == "#tea"
    with qtbot.waitSignal(view.link_activated) as followed:
        press(menu, "Go to #tea")
    assert followed.args == ["room:#tea"]


def test_entry_or_selection_is_copied_as_a_quote(view: Timeline) -> None:
    press(entry_menu(view, view.menu_choices(Hit(Spot(0, 0)))), "Copy as quote")
    assert QGuiApplication.clipboard().text() == "> ann: first words\n"
    view._scene.selection = Selection(Spot(0, 6), Spot(0, 11))
    press(entry_menu(view, view.menu_choices(Hit(Spot(0, 0)))), "Copy as quote")
    assert QGuiApplication.clipboard().text() == "> words\n"


def test_link_to_a_message_is_offered_or_its_lack_explained(qtbot: QtBot, view: Timeline) -> None:
    choices = view.menu_choices(Hit(Spot(0, 0)))
    assert (choices.copy_link, choices.link_refusal) == (None, ""), "no links in this timeline"
    view.link_refusal = lambda entry: "" if entry.nick == "ann" else "Without a link"
    with qtbot.waitSignal(view.message_link_requested) as asked:
        press(entry_menu(view, view.menu_choices(Hit(Spot(0, 0)))), "Copy link to this message")
    assert asked.args[0].id == 1
    assert ("Without a link", False) in rows(entry_menu(view, view.menu_choices(Hit(Spot(1, 0)))))


def test_message_can_be_forwarded(qtbot: QtBot, view: Timeline) -> None:
    with qtbot.waitSignal(view.forward_requested) as asked:
        press(entry_menu(view, view.menu_choices(Hit(Spot(1, 0)))), "Forward")
    assert asked.args[0].id == 2
