"""Toasts."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_chat.qt.widgets import (
    Toast,
)


def test_toast_appears_acts_and_disappears(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 400)
    window.show()
    toast = Toast(window)
    assert not toast.isVisible()
    toast.show_toast("Copied.", shown_ms=1)
    assert toast.isVisible()
    qtbot.waitUntil(lambda: not toast.isVisible())
    toast.show_toast("Your name was taken.", action="Change")
    window.resize(300, 300)
    assert window.rect().contains(toast.geometry())
    with qtbot.waitSignal(toast.acted):
        toast._action_button.click()
    assert not toast.isVisible()


def test_toast_shows_a_long_sentence_in_full(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(320, 400)
    window.show()
    toast = Toast(window)
    toast.show_toast("The server cannot be reached. Check the address, and whether the other computer is on. " * 2)
    assert toast._text_label.height() >= toast._text_label.heightForWidth(toast._text_label.width())


def test_toast_moves_with_the_field_that_it_stands_above(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 400)
    field = QWidget(window)
    field.hide()
    window.show()
    toast = Toast(window)
    toast.stand_above(field)
    toast.show_toast("Your name was taken.")
    field.setGeometry(100, 300, 400, 60)
    field.show()
    assert toast.geometry().bottom() < 300
    field.setGeometry(100, 200, 400, 160)
    qtbot.waitUntil(lambda: toast.geometry().bottom() < 200)


def test_toast_stands_in_a_list_above_the_buttons(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 400)
    rows = QWidget(window)
    rows.setGeometry(100, 40, 400, 260)
    window.show()
    toast = Toast(window)
    toast.stand_within(rows)
    toast.show_toast("The file is saved.")
    assert rows.geometry().contains(toast.geometry())
    toast.stand_within(None)
    toast.show_toast("The file is saved.")
    assert toast.geometry().top() > rows.geometry().bottom()


def test_short_sentence_takes_one_line(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 400)
    window.show()
    toast = Toast(window)
    toast.show_toast("The link to the message was copied.")
    assert toast._text_label.heightForWidth(toast._text_label.width()) < 2 * toast._text_label.fontMetrics().height()
