"""The field for the person's picture."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.qt.dialogs.portrait_dialog import PortraitDialog
from desktop_chat.qt.dialogs.portrait_field import PortraitField
from tests.patience import MILLISECONDS
from tests.qt.sample_pictures import make_picture


def open_dialog(qtbot: QtBot, field: PortraitField) -> PortraitDialog:
    """Return the dialog, once the picture was read."""
    qtbot.waitUntil(lambda: bool(field.findChildren(PortraitDialog)), timeout=MILLISECONDS)
    return field.findChildren(PortraitDialog)[-1]


def test_picture_is_dropped_or_pasted_and_removed(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "cat.png"
    path.write_bytes(make_picture(300, 200))
    field = PortraitField("Ann")
    qtbot.addWidget(field)
    field.show()
    field.set_lack("", "Drop it here.")
    assert field.remove_button.isHidden()
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(path))])
    assert field.take_mime(dropped)
    with qtbot.waitSignal(field.chosen) as chosen:
        open_dialog(qtbot, field).go_button.click()
    assert chosen.args is not None
    assert chosen.args[1].width() == 200
    assert field.avatar.has_picture
    with qtbot.waitSignal(field.removed):
        field.remove_button.click()
    assert not field.avatar.has_picture
    QGuiApplication.clipboard().setImage(QImage(64, 64, QImage.Format.Format_RGB32))
    for old in field.findChildren(PortraitDialog):
        old.setParent(None)
    QTest.keyClick(field.choose_button, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    open_dialog(qtbot, field).reject()
    assert not field.avatar.has_picture
    path.write_bytes(b"no picture")
    assert field.take_mime(dropped)
    qtbot.waitUntil(lambda: field.help_label.text() == "This picture cannot be shown.", timeout=MILLISECONDS)


def test_lack_is_said_and_nothing_can_be_chosen(qtbot: QtBot) -> None:
    field = PortraitField("Ann")
    qtbot.addWidget(field)
    field.set_lack("This server keeps no pictures of people.", "Drop it here.")
    assert not field.choose_button.isEnabled()
    assert field.help_label.text() == field.choose_button.accessibleDescription()
    mime = QMimeData()
    mime.setImageData(QImage(64, 64, QImage.Format.Format_RGB32))
    assert not field.take_mime(mime)
