"""One file in the dialog: its name, what is sent of it, and what is wrong with it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.client.attachment import Attachment
from desktop_chat.client.upload_limits import UploadLimits
from desktop_chat.qt.dialogs.attachment_row import AttachmentRow
from desktop_chat.qt.network.file_preparation import PreparedFile


def test_row_says_what_is_sent(qtbot: QtBot) -> None:
    row = AttachmentRow("photo.heic")
    qtbot.addWidget(row)
    file = PreparedFile(Path("/a"), False, Attachment("photo.heic", 2_000_000, "image/heic", 40, 30))
    assert row.show_prepared(file, 9_000_000, UploadLimits())
    assert row.detail_label.text() == (
        "40 × 30 · 2.0 MB instead of 9.0 MB\nSent as it is; it may tell where it was taken."
    )
    assert row.name_field.accessibleDescription() == row.detail_label.text()
    assert not row.show_prepared(file, 0, UploadLimits(1_000_000))
    assert row.detail_label.text() == "2.0 MB: this chat takes files up to 1.0 MB."
    assert row.detail_label.property("tone") == "danger"


def test_name_of_the_person_stays(qtbot: QtBot) -> None:
    row = AttachmentRow("a.png")
    qtbot.addWidget(row)
    assert row.new_name == ""
    row.name_field.clear()
    QTest.keyClicks(row.name_field, "b.png")
    row.show_prepared(PreparedFile(Path("/a"), False, Attachment("a.jpg", 3)), 0, UploadLimits())
    assert (row.name_field.text(), row.new_name) == ("b.png", "b.png")
