from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from desktop_chat.qt.views.first_guest_card import FirstGuestCard


def test_link_is_shown_and_copied_and_the_card_hides_without_one(qtbot: QtBot) -> None:
    card = FirstGuestCard()
    qtbot.addWidget(card)
    card.show_link("ircs://10.0.0.2:6697/#lobby")
    assert card.isVisible()
    assert card.code.side_modules
    card.copy_button.click()
    assert QGuiApplication.clipboard().text() == card.link_field.text() == "ircs://10.0.0.2:6697/#lobby"
    assert card.copy_button.text() == "Copied"
    card.show_link("ircs://10.0.0.3:6697/#lobby")
    assert card.copy_button.text() == "Copy link"
    card.show_link("")
    assert not card.isVisible()
