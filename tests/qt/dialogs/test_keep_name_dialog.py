"""The dialog that makes an account: password, e-mail, code, and refusals."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop_chat.qt.dialogs.keep_name_dialog import KeepNameDialog


def test_a_password_is_enough_and_a_refusal_lets_the_person_try_again(qtbot: QtBot) -> None:
    dialog = KeepNameDialog("ann", "Workshop", None, email_required=False)
    dialog.open()
    assert not dialog.go_button.isEnabled()
    QTest.keyClicks(dialog.password_field, "open")
    with qtbot.waitSignal(dialog.register_requested) as wished:
        QTest.keyClick(dialog.password_field, Qt.Key.Key_Return)
    assert wished.args == ["open", ""]
    assert dialog.isVisible()
    assert not dialog.go_button.isEnabled()
    dialog.show_fault("Too short.")
    assert dialog.fault_label.isVisible()
    assert dialog.go_button.isEnabled()
    QTest.keyClicks(dialog.password_field, " sesame")
    assert dialog.fault_label.isHidden()


def test_the_password_is_hidden_until_it_is_asked_for(qtbot: QtBot) -> None:
    dialog = KeepNameDialog("ann", "Workshop", None, email_required=False)
    dialog.open()
    assert dialog.password_field.echoMode() is QLineEdit.EchoMode.Password
    dialog.show_box.click()
    assert dialog.password_field.echoMode() is QLineEdit.EchoMode.Normal


def test_a_required_address_and_the_code_that_is_sent_to_it(qtbot: QtBot) -> None:
    dialog = KeepNameDialog("ann", "Workshop", None, email_required=True)
    dialog.open()
    dialog.password_field.setText("open")
    assert not dialog.go_button.isEnabled()
    dialog.email_field.setText("ann@example.org")
    with qtbot.waitSignal(dialog.register_requested) as wished:
        dialog.go_button.click()
    assert wished.args == ["open", "ann@example.org"]
    dialog.ask_code("ann", "Look into your mail.")
    assert dialog.note_label.text() == "Look into your mail."
    assert dialog.password_field.isHidden()
    assert not dialog.go_button.isEnabled()
    QTest.keyClicks(dialog.code_field, " 123")
    with qtbot.waitSignal(dialog.verify_requested) as verified:
        dialog.go_button.click()
    assert verified.args == ["ann", "123"]
    dialog.show_fault("Wrong.")
    assert dialog.go_button.isEnabled()
