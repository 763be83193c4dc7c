"""A screen reader says a text at once, and nothing is made for it where no screen reader runs."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_chat.qt.widgets.announcement import announce_text


@pytest.mark.parametrize(("active", "told"), [(True, ["Port 6697 is busy."]), (False, [])])
def test_text_is_announced_for_a_screen_reader(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, active: bool, told: list[str]
) -> None:
    heard: list[str] = []

    def note(event: QAccessibleEvent) -> None:
        assert event.type() == QAccessible.Event.Announcement
        heard.append(getattr(event, "message", str)())

    owner = QWidget()
    qtbot.addWidget(owner)
    monkeypatch.setattr(QAccessible, "isActive", lambda: active)
    monkeypatch.setattr(QAccessible, "updateAccessibility", note)
    announce_text(owner, "Port 6697 is busy.")
    assert heard == told
