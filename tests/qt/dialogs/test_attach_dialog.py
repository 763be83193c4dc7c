"""The dialog before files are sent: names, sizes, compression, a caption, and no copies left behind."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_chat.client.events import UploadLimitsTold
from desktop_chat.client.upload_limits import UploadLimits
from desktop_chat.qt.dialogs.attach_dialog import MOST_FILES, AttachDialog
from desktop_chat.qt.network.file_preparation import PreparedFile
from desktop_chat.qt.network.file_preparer import ChosenFile, FilePreparer
from tests.patience import MILLISECONDS
from tests.qt.network.test_file_preparation import noise


class Desk:
    """A dialog with a photo and a text, and what it has sent."""

    def __init__(self, qtbot: QtBot, folder: Path, most_bytes: int = 0) -> None:
        self.copies = folder / "copies"
        self.photo, self.text = folder / "photo.jpg", folder / "notes.txt"
        noise(900, 600).save(str(self.photo), None, 100)
        self.text.write_text("tea")
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.resize(800, 700)
        self.window.show()
        self.dialog = AttachDialog(
            "#tea", "#tea", UploadLimits(most_bytes), FilePreparer(self.copies), "look!", self.window
        )
        self.sent: list[tuple[list[PreparedFile], str]] = []
        self.dialog.sent.connect(lambda *sent: self.sent.append(sent))
        self.dialog.add_choices([ChosenFile(self.photo), ChosenFile(self.text)])
        self.dialog.show()

    def wait_ready(self, qtbot: QtBot) -> None:
        rows = self.dialog.rows()
        qtbot.waitUntil(lambda: all("Preparing" not in row.detail_label.text() for row in rows), timeout=MILLISECONDS)

    def left_copies(self) -> list[Path]:
        return sorted(self.copies.iterdir()) if self.copies.exists() else []


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Desk:
    return Desk(qtbot, tmp_path)


@pytest.fixture
def strict_desk(qtbot: QtBot, tmp_path: Path) -> Desk:
    """For a server that takes small files only."""
    return Desk(qtbot, tmp_path, most_bytes=2_000)


def test_enter_sends_what_is_shown(qtbot: QtBot, desk: Desk) -> None:
    """At once: the dialog waits for the preparation itself. A caption that cannot be sent stays, with the reason."""
    desk.dialog.caption_refusal = lambda caption: "" if "2nd" in caption else "The encoding lacks it."
    QTest.keyClick(desk.dialog.caption_field, Qt.Key.Key_Return)
    assert desk.dialog.problem_label.text() == "The encoding lacks it."
    assert not desk.dialog.send_button.isEnabled()
    QTest.keyClick(desk.dialog.caption_field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(desk.dialog.caption_field, "2nd")
    assert desk.dialog.send_button.isEnabled()
    row = desk.dialog.rows()[1]
    row.name_field.setFocus()
    row.name_field.selectAll()
    QTest.keyClicks(row.name_field, "../list.txt")
    QTest.keyClick(desk.dialog.caption_field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(desk.sent), timeout=MILLISECONDS)
    [(files, caption)] = desk.sent
    assert caption == "look!\n2nd"
    assert [file.attachment.name for file in files] == ["photo.jpg", "list.txt"]
    assert files[0].attachment.size < desk.photo.stat().st_size
    assert [files[0].path] == desk.left_copies()
    assert files[1].path == desk.text
    assert files[0].path.exists()


def test_original_is_a_choice(qtbot: QtBot, desk: Desk) -> None:
    desk.wait_ready(qtbot)
    assert desk.dialog.compress_switch.isVisible()
    assert "instead of" in desk.dialog.rows()[0].detail_label.text()
    desk.dialog.compress_switch.click()
    desk.wait_ready(qtbot)
    assert "instead of" not in desk.dialog.rows()[0].detail_label.text()
    assert "keep their pixels" in desk.dialog.compress_label.text()
    desk.dialog.send_button.click()
    qtbot.waitUntil(lambda: bool(desk.sent), timeout=MILLISECONDS)
    [(files, _)] = desk.sent
    assert files[0].attachment.width == 900
    assert len(desk.left_copies()) == int(files[0].is_copy)


def test_what_does_not_fit_is_removed_first(qtbot: QtBot, strict_desk: Desk) -> None:
    desk = strict_desk
    desk.wait_ready(qtbot)
    assert "2.0 kB" in desk.dialog.limit_label.text()
    assert "takes files up to" in desk.dialog.rows()[0].detail_label.text()
    assert not desk.dialog.send_button.isEnabled()
    assert desk.dialog.problem_label.isVisible()
    assert (
        desk.dialog.send_button.toolTip() == desk.dialog.problem_label.text() == "Remove the files that cannot be sent."
    )
    desk.dialog.on_limits_told(UploadLimitsTold("#tea", UploadLimits(0, 2, ("image/*",))))
    assert "pictures, sound and video only" in desk.dialog.rows()[1].detail_label.text()
    assert "takes files up to" not in desk.dialog.rows()[0].detail_label.text()
    desk.dialog.on_limits_told(UploadLimitsTold("#other", UploadLimits()))
    desk.dialog.on_limits_told(UploadLimitsTold("#tea", UploadLimits(2_000, 2)))
    desk.dialog.rows()[0].remove_button.click()
    assert desk.dialog.problem_label.text() == "The files have 3 bytes, but this chat has space for 2 bytes only."
    assert desk.dialog.limit_label.text() == "This chat takes files up to 2.0 kB. There is space for 2 bytes."
    assert not desk.dialog.send_button.isEnabled()
    desk.dialog.on_limits_told(UploadLimitsTold("#tea", UploadLimits(2_000, 3)))
    assert desk.dialog.send_button.isEnabled()
    assert desk.dialog.heading_label.text().startswith("Send 1 file")
    assert desk.left_copies() == []
    with qtbot.waitSignal(desk.dialog.rejected, timeout=MILLISECONDS):
        desk.dialog.rows()[0].remove_button.click()
    assert desk.sent == []


def test_more_files_are_dropped_up_to_a_limit(qtbot: QtBot, desk: Desk) -> None:
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(desk.text))] * MOST_FILES + [QUrl("https://example.org/a.png")])
    desk.dialog.add_dropped(dropped)
    assert len(desk.dialog.rows()) == MOST_FILES
    assert not desk.dialog.more_button.isEnabled()
    assert "20 files" in desk.dialog.more_button.toolTip()
    desk.wait_ready(qtbot)
    desk.dialog.reject()
    qtbot.waitUntil(lambda: desk.left_copies() == [], timeout=MILLISECONDS)
