"""A copied link is offered, and the offer is taken back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.client.chat_address import ChatAddress
from desktop_chat.qt.views.link_offer import LinkOffer

PLACE = ChatAddress("192.168.1.20", 6697, True, "#lobby")


def test_one_click_accepts_the_shown_place(qtbot: QtBot) -> None:
    offer = LinkOffer()
    qtbot.addWidget(offer)
    assert offer.isHidden()
    offer.set_place(PLACE)
    offer.show()
    assert str(PLACE) in offer.label.text()
    with qtbot.waitSignal(offer.accepted) as accepted:
        QTest.mouseClick(offer.join_button, Qt.MouseButton.LeftButton)
    assert accepted.args == [PLACE]
    offer.set_place(None)
    assert offer.isHidden()
    with qtbot.assertNotEmitted(offer.accepted):
        offer.on_join_clicked()
