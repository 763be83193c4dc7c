"""A recent chat: a button with its name and address, and a smaller button to forget it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.client.preferences import ServerRecord
from desktop_chat.qt.views.recent_row import RecentRow

RECORD = ServerRecord("key", "chat.example.org", 6697, name="Workshop")


def make(qtbot: QtBot, record: ServerRecord) -> RecentRow:
    row = RecentRow(record)
    qtbot.addWidget(row)
    row.resize(320, row.height())
    row.show()
    return row


@pytest.mark.parametrize(
    ("record", "name"),
    [
        (RECORD, "Join Workshop, chat.example.org"),
        (replace(RECORD, name=""), "Join chat.example.org, chat.example.org"),
        (replace(RECORD, hosted=True), "Join Workshop, on this computer"),
    ],
)
def test_it_is_named_for_those_who_hear_it(qtbot: QtBot, record: ServerRecord, name: str) -> None:
    assert make(qtbot, record).accessibleName().replace(":6697", "") == name


def test_a_click_chooses_and_the_small_button_forgets(qtbot: QtBot) -> None:
    row = make(qtbot, RECORD)
    with qtbot.waitSignal(row.clicked), qtbot.assertNotEmitted(row.forgotten):
        QTest.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(100, row.height() // 2))
    with qtbot.waitSignal(row.forgotten), qtbot.assertNotEmitted(row.clicked):
        QTest.mouseClick(row.forget_button, Qt.MouseButton.LeftButton)


def test_an_unencrypted_chat_has_a_sign(qtbot: QtBot) -> None:
    secure, plain = make(qtbot, RECORD), make(qtbot, replace(RECORD, tls=False))
    assert secure.grab().toImage() != plain.grab().toImage()


def test_the_mouse_changes_its_ground(qtbot: QtBot) -> None:
    row = make(qtbot, RECORD)
    before = row.grab().toImage()
    QTest.mouseMove(row, QPoint(100, row.height() // 2))
    row.setDown(True)
    assert row.grab().toImage() != before
