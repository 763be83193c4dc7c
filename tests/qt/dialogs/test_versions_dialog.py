"""The list of what an edited message said."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop_chat.client.earlier_texts import EarlierText
from desktop_chat.client.entry import Entry, EntryKind
from desktop_chat.irc.capabilities import TAG_EDITED
from desktop_chat.qt.dialogs.versions_dialog import VersionsDialog

EDITED = {TAG_EDITED: "2026-05-01T12:00:07.000Z"}
NOW = Entry(
    1,
    EntryKind.MESSAGE,
    1_700_000_000_000,
    "bob",
    "the \x02green\x02 tea",
    tags=EDITED,
)


def test_newest_text_comes_first_without_codes_and_spoilers(qtbot: QtBot) -> None:
    earlier = (EarlierText("teh \x0301,01milk\x03 tea", ""), EarlierText("<b>the</b> tea", "2026-05-01T12:00:00.000Z"))
    dialog = VersionsDialog(NOW, earlier, None)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.open()
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    spoken = [text for text in texts if "tea" in text]
    assert spoken == ["the green tea", "<b>the</b> tea", "teh ••• tea"]
    assert any("(now)" in text for text in texts)
    QTest.mouseClick(dialog.findChildren(QPushButton)[-1], Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()


def test_long_text_is_wrapped(qtbot: QtBot) -> None:
    dialog = VersionsDialog(replace(NOW, text="word " * 500), (EarlierText("teh tea", ""),), None)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.open()
    assert dialog.width() <= 480
