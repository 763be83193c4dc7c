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


def test_a_network_is_added_and_set_up(qtbot: QtBot, made: Scene, context: SettingsContext) -> None:
    page = NetworkPage(context, "Networks")
    qtbot.addWidget(page)
    page.show()
    page.add_button.click()
    form = page.network_forms.form
    assert form is not None
    form.address_field.setText("irc.example/6697")
    form.label_field.setText("Work")
    form.save_button.click()
    qtbot.waitUntil(lambda: titles(page) == ["Work"])
    setup = next(one for one in page.findChildren(QPushButton) if one.accessibleName() == "Set up Work")
    setup.click()
    form = page.network_forms.form
    assert form is not None
    assert form.address_field.text() == "irc.example:6697"
    form.label_field.setText("Home")
    form.save_button.click()
    qtbot.waitUntil(lambda: titles(page) == ["Home"])
    assert made.controller.networks == []


def test_a_chat_of_this_computer_is_not_set_up(qtbot: QtBot, made: Scene, context: SettingsContext) -> None:
    made.controller.settings.keep_server(ServerRecord("own", "127.0.0.1", 6697, name="Mine", hosted=True))
    page = NetworkPage(context, "Networks")
    qtbot.addWidget(page)
    assert not any(one.accessibleName().startswith("Set up") for one in page.findChildren(QPushButton))
