"""Questions that are asked, and what is made of the answers."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop_chat.client.certificate import Certificate
from desktop_chat.client.chat_address import ChatAddress
from desktop_chat.client.preferences import Settings
from desktop_chat.net.fingerprints import KeyPin
from desktop_chat.qt.dialogs.about import About
from desktop_chat.qt.dialogs.certificate_warning import CertificateWarning, group_fingerprint
from desktop_chat.qt.dialogs.invite_dialog import InviteDialog
from desktop_chat.qt.dialogs.link_question import LinkQuestion
from desktop_chat.qt.dialogs.settings_dialog import SettingsDialog
from desktop_chat.qt.dialogs.text_question import TextQuestion

OLD, NEW = KeyPin("0a1b" * 16), KeyPin("c3d4" * 16)


@pytest.fixture
def warning(qtbot: QtBot) -> CertificateWarning:
    shown = Certificate(
        fingerprint=NEW, verified=False, subject="ann-laptop", issuer="ann-laptop", begins=0, ends=1, version="TLSv1.3"
    )
    return CertificateWarning("192.168.1.20:6697", OLD, shown, None)


def test_both_fingerprints_are_shown(warning: CertificateWarning) -> None:
    texts = [label.text() for label in warning.findChildren(QLabel)]
    assert group_fingerprint(OLD) in texts
    assert group_fingerprint(NEW) in texts
    assert group_fingerprint(OLD).startswith("0a1b 0a1b ")


def test_enter_and_escape_stay_safe(qtbot: QtBot, warning: CertificateWarning) -> None:
    warning.open()
    with qtbot.assertNotEmitted(warning.trusted):
        QTest.keyClick(warning, Qt.Key.Key_Return)
    assert not warning.isVisible()


def test_trust_takes_a_press(qtbot: QtBot, warning: CertificateWarning) -> None:
    warning.open()
    with qtbot.waitSignal(warning.trusted):
        QTest.mouseClick(warning.go_button, Qt.MouseButton.LeftButton)


def test_a_text_is_checked_before_it_is_taken(qtbot: QtBot) -> None:
    question = TextQuestion(
        "hash", "Room", "Which?", "Name", "Go", None, check=lambda text: "No spaces." if " " in text else ""
    )
    question.open()
    assert not question.go_button.isEnabled()
    QTest.keyClicks(question.field, "a b")
    with qtbot.assertNotEmitted(question.answered):
        QTest.keyClick(question.field, Qt.Key.Key_Return)
    assert question.fault_label.text() == "No spaces."
    question.field.setText(" ab ")
    assert question.fault_label.text() == ""
    with qtbot.waitSignal(question.answered) as answered:
        QTest.keyClick(question.field, Qt.Key.Key_Return)
    assert answered.args == ["ab"]


def test_settings_are_kept_as_they_are_chosen(qtbot: QtBot, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    settings.change_fields(zoom=130, on_close="keep")
    dialog = SettingsDialog(settings, "Ann Example", None)
    qtbot.addWidget(dialog)
    assert dialog.zoom.currentText() == "130 %"
    assert "Ann_Example" in dialog.wire_label.text()
    dialog.on_close.setCurrentIndex(dialog.on_close.findData("ask"))
    dialog.language.setCurrentIndex(dialog.language.findData("ru"))
    assert dialog.tell_typing_switch.isChecked()
    dialog.tell_typing_switch.click()
    assert not dialog.one_key.isChecked()
    dialog.one_key.click()
    dialog.notify_switch.click()
    with qtbot.waitSignal(dialog.look_changed):
        dialog.look.setCurrentIndex(dialog.look.findData("contrast"))
    with qtbot.waitSignal(dialog.name_changed) as named:
        dialog.name_field.setText("  Дарья   Иванова ")
        dialog.name_field.editingFinished.emit()
    assert named.args == ["Дарья Иванова"]
    kept = Settings(tmp_path / "settings.json").preferences
    assert (kept.look, kept.zoom, kept.language, kept.on_close) == ("contrast", 130, "ru", "ask")
    assert not kept.tell_typing
    assert kept.one_key
    assert not kept.notify


def test_an_empty_name_is_not_taken(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = SettingsDialog(Settings(tmp_path / "settings.json"), "Ann", None)
    qtbot.addWidget(dialog)
    dialog.name_field.setText("  ")
    with qtbot.assertNotEmitted(dialog.name_changed):
        dialog.name_field.editingFinished.emit()


def test_an_invitation_is_copied(qtbot: QtBot) -> None:
    dialog = InviteDialog("#lobby", "ircs://192.168.1.20:6697/#lobby", "", None)
    dialog.open()
    QTest.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "ircs://192.168.1.20:6697/#lobby"
    assert dialog.copy_button.text() == "Copied"
    dialog.close()


def test_about_closes(qtbot: QtBot) -> None:
    about = About(None)
    about.open()
    QTest.keyClick(about, Qt.Key.Key_Escape)


@pytest.mark.parametrize("tls", [True, False])
def test_a_link_to_another_server_names_it_and_return_stays_here(qtbot: QtBot, tls: bool) -> None:
    question = LinkQuestion(ChatAddress("chat.example.org", 7000, tls=tls), None)
    question.open()
    assert question.where_label.text() == "chat.example.org:7000"
    assert question.warning_label.isVisible() is not tls
    with qtbot.assertNotEmitted(question.agreed):
        QTest.keyClick(question, Qt.Key.Key_Return)
    assert not question.isVisible()


def test_a_link_is_followed_by_a_press(qtbot: QtBot) -> None:
    question = LinkQuestion(ChatAddress("chat.example.org", 7000), None)
    question.open()
    with qtbot.waitSignal(question.agreed):
        QTest.mouseClick(question.go_button, Qt.MouseButton.LeftButton)
