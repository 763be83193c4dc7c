from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_chat.net.control_values import ServerPhase, ServerState
from desktop_chat.qt.launcher.router_card import RouterCard, RouterQuestion

RUNNING = ServerState(ServerPhase.RUNNING, 0, "Tea", "1", 5)


def test_router_is_asked_only_after_the_host_has_agreed(qtbot: QtBot) -> None:
    window, card = QWidget(), RouterCard()
    QVBoxLayout(window).addWidget(card)
    qtbot.addWidget(window)
    window.show()
    wishes: list[bool] = []
    card.change_requested.connect(wishes.append)
    card.set_state(RUNNING)
    card.button.click()
    asked = window.findChild(RouterQuestion)
    assert asked is not None
    assert wishes == []
    asked.go_button.click()
    assert wishes == [True]
    card.set_state(replace(RUNNING, router=True))
    assert "being asked" in card.state_label.text()
    card.set_state(replace(RUNNING, router=True, router_trouble="No router answers."))
    assert card.state_label.text() == "No router answers."
    card.set_state(replace(RUNNING, router=True, outside="44.1.2.7:6697"))
    assert "44.1.2.7:6697" in card.state_label.text()
    card.button.click()
    assert wishes == [True, False]
