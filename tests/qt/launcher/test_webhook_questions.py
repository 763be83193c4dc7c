"""What a webhook needs is asked for, and its secret is copied by one button."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from desktop_chat.qt.launcher.webhook_questions import CallQuestion, PostQuestion, SecretQuestion


def test_a_program_that_posts_needs_a_name(qtbot: QtBot) -> None:
    asking = PostQuestion(["#lobby", "#dev"], None)
    qtbot.addWidget(asking)
    asking.open()
    assert not asking.go_button.isEnabled()
    asking.name_field.setText(" CI ")
    asking.picture_field.setText("https://example.org/a.png")
    asking.room_box.setCurrentIndex(1)
    asking.limit_box.setCurrentIndex(1)
    with qtbot.waitSignal(asking.answered) as answered:
        asking.go_button.click()
    assert answered.args == ["#dev", "CI", "https://example.org/a.png", 5]


def test_without_a_room_nothing_can_be_made(qtbot: QtBot) -> None:
    asking = PostQuestion([], None)
    qtbot.addWidget(asking)
    asking.name_field.setText("CI")
    assert not asking.go_button.isEnabled()


def test_a_call_from_all_rooms_needs_a_word(qtbot: QtBot) -> None:
    asking = CallQuestion(["#lobby"], None)
    qtbot.addWidget(asking)
    asking.open()
    assert not asking.go_button.isEnabled()
    asking.address_field.setText(" https://example.org/ ")
    assert asking.go_button.isEnabled()
    asking.room_box.setCurrentIndex(1)
    assert not asking.go_button.isEnabled()
    asking.word_field.setText("deploy")
    with qtbot.waitSignal(asking.answered) as answered:
        asking.go_button.click()
    assert answered.args == ["*", "https://example.org/", "deploy"]


def test_a_secret_is_copied(qtbot: QtBot) -> None:
    shown = SecretQuestion("The address", "It is shown only now.", "https://a/hooks/x", None)
    qtbot.addWidget(shown)
    shown.open()
    assert shown.secret_field.isReadOnly()
    shown.go_button.click()
    assert QGuiApplication.clipboard().text() == "https://a/hooks/x"
