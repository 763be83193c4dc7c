"""Saved chats open at the start or do not, and are forgotten after a question."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop_chat.client.preferences import ServerRecord
from desktop_chat.qt.dialogs.forget_question import ForgetQuestion
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.settings.network_page import NetworkPage
from desktop_chat.qt.settings.settings_context import SettingsContext
from desktop_chat.qt.widgets import Card, Switch
from tests.qt.scenes import Scene

CAFE = ServerRecord("n2", "cafe.example", 6667, tls=False, name="Café", used=1)


def titles(page: NetworkPage) -> list[str]:
    return [card.accessibleName() for card in page.findChildren(Card) if card.isVisibleTo(page)]


def test_a_chat_opens_at_the_start_or_not(
    qtbot: QtBot, network: Network, made: Scene, context: SettingsContext
) -> None:
    settings = made.controller.settings
    settings.keep_server(CAFE)
    page = NetworkPage(context, "Networks")
    qtbot.addWidget(page)
    assert titles(page)[-1] == "Café"
    switch = page.findChildren(Switch)[-1]
    assert switch.accessibleDescription() == "cafe.example:6667, not encrypted"
    assert switch.isChecked()
    switch.click()
    kept = settings.find_server("n2")
    assert kept is not None
    assert not kept.connect


def test_a_chat_is_left_and_forgotten(qtbot: QtBot, network: Network, made: Scene, context: SettingsContext) -> None:
    page = NetworkPage(context, "Networks")
    qtbot.addWidget(page)
    assert len(titles(page)) == 1
    forget = next(one for one in page.findChildren(QPushButton) if one.accessibleName().startswith("Forget"))
    forget.click()
    asked = page.findChild(ForgetQuestion)
    assert asked is not None
    QTest.mouseClick(asked.go_button, Qt.MouseButton.LeftButton)
    assert made.controller.networks == []
    assert made.controller.settings.preferences.servers == ()
    assert titles(page) == []
    assert page._nothing_label.isVisibleTo(page)
