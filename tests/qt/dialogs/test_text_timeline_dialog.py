"""The messages of a room as plain text, opened by keys and read with a caret."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.qt.dialogs.text_timeline_dialog import TextTimelineDialog
from desktop_chat.qt.views.chat_window import ChatWindow
from tests.patience import MILLISECONDS


def test_messages_are_read_line_by_line(qtbot: QtBot, window: ChatWindow) -> None:
    window.acts.show_messages_as_text()
    [dialog] = [one for one in window.findChildren(TextTimelineDialog) if one.isVisible()]
    view = dialog.text_view
    qtbot.waitUntil(view.hasFocus, timeout=MILLISECONDS)
    assert view.blockCount() == window.pane.timeline.model.count()
    last = view.textCursor().block().text()
    assert last == view.toPlainText().rpartition("\n")[2]
    QTest.keyClick(view, Qt.Key.Key_Up)
    assert view.textCursor().blockNumber() == view.blockCount() - 2
    assert view.toPlainText().splitlines()[-2] == view.textCursor().block().text() != last
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
