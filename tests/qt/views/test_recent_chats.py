"""The card with recent chats."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.client.preferences import ServerRecord
from desktop_chat.qt.views.recent_chats import RecentChats
from desktop_chat.qt.views.recent_row import RecentRow

RECORDS = ServerRecord("a", "192.168.1.20", 6697, name="Workshop"), ServerRecord("b", "192.168.1.21", 6697, name="Tea")


def shown_rows(card: RecentChats) -> list[RecentRow]:
    return [row for row in card.findChildren(RecentRow) if not row.isHidden()]


def test_rows_choose_and_forget_their_chats(qtbot: QtBot) -> None:
    card = RecentChats()
    qtbot.addWidget(card)
    card.set_records(RECORDS)
    assert not card.isHidden()
    rows = shown_rows(card)
    assert [row.title_label.text() for row in rows] == ["Workshop", "Tea"]
    with qtbot.waitSignal(card.chosen) as chosen:
        QTest.mouseClick(rows[1], Qt.MouseButton.LeftButton)
    assert chosen.args == [RECORDS[1]]
    with qtbot.waitSignal(card.forgotten) as forgotten:
        QTest.mouseClick(rows[0].forget_button, Qt.MouseButton.LeftButton)
    assert forgotten.args == [RECORDS[0]]
    card.set_records(())
    assert card.isHidden()
    assert shown_rows(card) == []
