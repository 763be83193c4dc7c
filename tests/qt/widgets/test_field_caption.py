"""FieldCaption: a field keeps its name while somebody types, and both come and go together."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_chat.qt.widgets.field_caption import add_captioned


def test_caption_follows_its_field(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    column, field = QVBoxLayout(page), QLineEdit()
    caption = add_captioned(column, "Name", field)
    assert caption.label.buddy() is field
    assert field.accessibleName() == "Name"
    page.show()
    field.setText("Ann")
    assert caption.label.isVisible()
    assert caption.label.geometry().bottom() < field.geometry().top()
    field.hide()
    assert caption.label.isHidden()
    field.show()
    assert not caption.label.isHidden()
    caption.set_caption("Words of the code")
    assert (caption.label.text(), field.accessibleName()) == ("Words of the code", "Words of the code")


def test_caption_of_a_field_that_was_hidden_before(qtbot: QtBot) -> None:
    """As a dialog does whose window is shown later."""
    page = QWidget()
    qtbot.addWidget(page)
    column, field = QVBoxLayout(page), QLineEdit()
    caption = add_captioned(column, "Password", field)
    field.setVisible(False)
    page.show()
    assert not caption.label.isVisible()
