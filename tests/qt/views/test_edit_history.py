"""What a message said before, in a window with a real server behind it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop_chat.qt.dialogs.versions_dialog import VersionsDialog
from desktop_chat.qt.views.chat_window import ChatWindow
from tests.patience import MILLISECONDS
from tests.qt.views.test_room_pane import chat as chat
from tests.qt.views.test_room_pane import last, write


def edit_last(qtbot: QtBot, window: ChatWindow, text: str) -> None:
    QTest.keyClick(window.pane.composer.edit, Qt.Key.Key_Up)
    window.pane.composer.edit.selectAll()
    write(window.pane, text)
    qtbot.waitUntil(
        lambda: last(window.pane).text == text and not last(window.pane).is_edit_pending, timeout=MILLISECONDS
    )


def mark_point(window: ChatWindow) -> QPoint:
    """A point on "(edited)" of the last message."""
    scene = window.pane.timeline._scene
    placed = scene.current_arrangement().placed[-1]
    body, row = scene.body_rect(placed), scene.layout_of(placed.index)
    rect = row.char_rects(0, len(row.styled.text))[-1].translated(body.topLeft())
    return QPoint(rect.right() + 25, rect.center().y())


def test_click_on_the_mark_shows_what_was_said(qtbot: QtBot, chat: ChatWindow) -> None:
    edit_last(qtbot, chat, "the tea")
    edit_last(qtbot, chat, "the green tea")
    QTest.mouseClick(chat.pane.timeline.viewport(), Qt.MouseButton.LeftButton, pos=mark_point(chat))
    (dialog,) = chat.findChildren(VersionsDialog)
    texts = [label.text() for label in dialog.findChildren(QLabel) if "tea" in label.text()]
    assert texts == ["the green tea", "the tea", "teh tea"]
    dialog.close()


def test_unknown_versions_are_said_to_be_unknown(qtbot: QtBot, chat: ChatWindow) -> None:
    entry = last(chat.pane)
    assert not chat.pane.timeline.has_versions(entry)
    chat.edit_history.show_versions(entry)
    assert chat.findChildren(VersionsDialog) == []
    assert chat.toast.text() == "The earlier text was not received here."
