"""The times that a room may keep its messages."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from desktop_chat.qt.dialogs.retention_box import RetentionBox


@pytest.mark.parametrize(
    ("days", "most", "offered"),
    [
        (0, 0, ["0", "1", "7", "30", "365"]),
        (0, 30, ["0", "1", "7"]),
        (14, 90, ["0", "1", "7", "14", "30"]),
        (90, 30, ["0", "1", "7", "90"]),
    ],
)
def test_times_of_the_chat_and_shorter_ones_are_offered(qtbot: QtBot, days: int, most: int, offered: list[str]) -> None:
    box = RetentionBox(days, most)
    qtbot.addWidget(box)
    assert [box.itemData(index) for index in range(box.count())] == offered
    assert all(box.itemText(index) for index in range(box.count()))
    assert box.days == days
