"""The question of account and password."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop_chat.qt.dialogs.login_question import LoginQuestion


def test_account_and_password_are_answered(qtbot: QtBot) -> None:
    question = LoginQuestion("Workshop", "ann", "Wrong password.", None)
    question.open()
    assert question.fault_label.isVisible()
    assert question.password_field.echoMode() is QLineEdit.EchoMode.Password
    QTest.keyClicks(question.password_field, "open sesame")
    with qtbot.waitSignal(question.answered) as answered:
        QTest.keyClick(question.password_field, Qt.Key.Key_Return)
    assert answered.args == ["ann", "open sesame", ""]


def test_a_code_of_another_device_is_no_password(qtbot: QtBot) -> None:
    question = LoginQuestion("Workshop", "ann", "", None)
    question.open()
    question.code_box.click()
    assert question.password_field.echoMode() is QLineEdit.EchoMode.Normal
    assert question.password_field.accessibleName() == "Words of the code"
    question.password_field.setText("a b c d e")
    with qtbot.waitSignal(question.answered) as answered:
        question.go_button.click()
    assert answered.args == ["ann", "", "a b c d e"]


def test_typed_words_of_a_code_are_shown_and_sent_as_a_code(qtbot: QtBot) -> None:
    question = LoginQuestion("Workshop", "ann", "", None)
    question.open()
    QTest.keyClicks(question.password_field, "acorn Amber ")
    assert question.password_field.echoMode() is QLineEdit.EchoMode.Password, "two words may begin a password"
    QTest.keyClicks(question.password_field, "anchor apple apron")
    assert question.password_field.echoMode() is QLineEdit.EchoMode.Normal
    with qtbot.waitSignal(question.answered) as answered:
        QTest.keyClick(question.password_field, Qt.Key.Key_Return)
    assert answered.args == ["ann", "", "acorn Amber anchor apple apron"]


def test_password_of_words_stays_hidden(qtbot: QtBot) -> None:
    question = LoginQuestion("Workshop", "ann", "", None, takes_codes=False)
    question.open()
    QTest.keyClicks(question.password_field, "acorn amber anchor apple apron")
    assert question.password_field.echoMode() is QLineEdit.EchoMode.Password
    other = LoginQuestion("Workshop", "ann", "", None)
    other.open()
    QTest.keyClicks(other.password_field, "acorn hunter2 anchor apple apron")
    assert other.password_field.echoMode() is QLineEdit.EchoMode.Password


def test_code_is_greyed_with_the_reason_where_the_server_has_none(qtbot: QtBot) -> None:
    question = LoginQuestion("Workshop", "ann", "", None, takes_codes=False)
    qtbot.addWidget(question)
    assert not question.code_box.isEnabled()
    assert "this server has no codes" in question.code_box.text()


def test_an_account_is_needed_and_no_password(qtbot: QtBot) -> None:
    question = LoginQuestion("Workshop", "", "", None)
    question.open()
    assert question.fault_label.isHidden()
    assert not question.go_button.isEnabled()
    question.account_field.setText("a b")
    assert not question.go_button.isEnabled()
    question.account_field.setText(" ann ")
    with qtbot.waitSignal(question.answered) as answered:
        question.go_button.click()
    assert answered.args == ["ann", "", ""]
