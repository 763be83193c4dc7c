"""Files by button, paste and drop, up to the message that is on its way."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.client.entry import DeliveryState, Entry
from desktop_chat.irc.message import parse_line
from desktop_chat.qt.dialogs.attach_dialog import AttachDialog
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.views.chat_window import ChatWindow
from tests.patience import MILLISECONDS
from tests.qt.network.test_file_preparation import noise
from tests.qt.scenes import Script


@pytest.fixture
def hosting(window: ChatWindow, network: Network) -> ChatWindow:
    """A window whose server takes files."""
    network.on_received((parse_line(":srv 005 Ann desktop-chat/FILES=5000000 :are known"),))
    window.pane.show_room_state()
    window.complete_parts()
    return window


def dialog_of(window: ChatWindow) -> AttachDialog:
    return window.findChildren(AttachDialog)[-1]


def sent(window: ChatWindow) -> list[Entry]:
    """Return the messages with a file."""
    assert window.room is not None
    entries = map(window.room.log.entry_at, range(len(window.room.log)))
    return [entry for entry in entries if entry.attachment is not None]


def files(*paths: Path) -> QMimeData:
    dragged = QMimeData()
    dragged.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return dragged


def drop(window: ChatWindow, mime: QMimeData) -> None:
    action, button, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.pane.dropEvent(QDropEvent(QPointF(5, 5), action, mime, button, keys))


def test_server_without_files_says_so(window: ChatWindow, network: Network) -> None:
    window.complete_parts()
    button = window.pane.composer.attach_button
    assert not button.isEnabled()
    assert button.toolTip() == button.accessibleDescription() == "This server takes no files."
    assert not window.attaching.show_drop(files(Path("/a")))
    window.attaching.choose_files()
    window.pane.composer.edit.insertFromMimeData(files(Path("/a")))
    assert window.pane.composer.text() == ""
    assert window.findChildren(AttachDialog) == []
    network.on_received((parse_line(":srv 005 Ann desktop-chat/FILES=5000000 :are known"),))
    window.pane.show_room_state()
    assert button.isEnabled()
    assert button.toolTip() == button.accessibleName()


def test_pasted_picture_is_sent_with_the_draft_as_caption(qtbot: QtBot, hosting: ChatWindow, script: Script) -> None:
    composer = hosting.pane.composer
    composer.edit.setPlainText("**look!**")
    QGuiApplication.clipboard().setImage(noise(40, 30))
    composer.edit.setFocus()
    QTest.keySequence(composer.edit, "Ctrl+V")
    dialog = dialog_of(hosting)
    assert dialog.rows()[0].name_field.text() == "Picture.png"
    assert dialog.caption_field.toPlainText() == composer.text() == "**look!**"
    QTest.keyClick(dialog.caption_field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: b"FILEHOST UPLOAD #lobby" in script.heard, timeout=MILLISECONDS)
    [entry] = sent(hosting)
    assert (entry.text, entry.state) == ("\x02look!\x02", DeliveryState.PENDING)
    assert entry.attachment is not None
    assert (entry.attachment.name, entry.attachment.width) == ("Picture.png", 40)
    assert composer.text() == ""
    hosting.attachment_actions.act_on(entry, "file-cancel")
    [entry] = sent(hosting)
    assert entry.state is DeliveryState.FAILED


def test_several_files_are_dropped(qtbot: QtBot, hosting: ChatWindow, tmp_path: Path, script: Script) -> None:
    one, two = tmp_path / "one.txt", tmp_path / "two.txt"
    one.write_text("1")
    two.write_text("2")
    assert hosting.attaching.show_drop(files(one))
    drop(hosting, files(one))
    drop(hosting, files(two))
    assert [row.name_field.text() for row in dialog_of(hosting).rows()] == ["one.txt", "two.txt"]
    dialog_of(hosting).send_button.click()
    qtbot.waitUntil(lambda: [entry.text for entry in sent(hosting)] == ["one.txt", "two.txt"], timeout=MILLISECONDS)
    assert bytes(script.heard).count(b"FILEHOST UPLOAD") <= 1, "the next file waits"


def test_text_beside_a_picture_stays_text(hosting: ChatWindow) -> None:
    """As programs for tables copy their cells."""
    copied = QMimeData()
    copied.setText("1\t2")
    copied.setImageData(noise(4, 4))
    hosting.pane.composer.edit.insertFromMimeData(copied)
    assert hosting.pane.composer.text() == "1\t2"
    assert hosting.findChildren(AttachDialog) == []
