"""The banner is hidden while all is well, and otherwise names the trouble and offers the right button."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QBoxLayout
from pytestqt.qtbot import QtBot

from desktop_chat.client.phase import Phase
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.views.banner import Banner
from tests.patience import MILLISECONDS
from tests.qt.scenes import Scene


@pytest.fixture
def banner(qtbot: QtBot) -> Banner:
    made = Banner()
    qtbot.addWidget(made)
    return made


def test_it_is_hidden_online_and_without_a_network(banner: Banner, network: Network) -> None:
    banner.show_network(network, hosted=False)
    assert banner.isHidden()
    banner.show_network(None, hosted=False)
    assert banner.isHidden()


def test_it_offers_to_reconnect_after_a_cut(qtbot: QtBot, made: Scene, banner: Banner, network: Network) -> None:
    made.cut()
    qtbot.waitUntil(lambda: network.phase is Phase.OFFLINE and network.seconds_to_retry > 0, timeout=MILLISECONDS)
    banner.show_network(network, hosted=False)
    assert not banner.isHidden()
    assert banner.text_label.text().startswith(network.reason)
    assert "Reconnecting in" in banner.text_label.text()
    assert banner.action_button.text() == "Reconnect now"
    with qtbot.waitSignal(banner.connect_requested):
        banner.action_button.click()


def test_it_offers_to_connect_after_the_person_disconnected(qtbot: QtBot, banner: Banner, network: Network) -> None:
    network.disconnect_now()
    banner.show_network(network, hosted=False)
    assert banner.text_label.text() == "You are disconnected."
    assert banner.action_button.text() == "Connect"


def test_a_stopped_chat_of_this_computer_is_started(qtbot: QtBot, banner: Banner, network: Network) -> None:
    network.disconnect_now()
    banner.show_network(network, hosted=True)
    assert banner.action_button.text() == "Start the chat"
    with qtbot.waitSignal(banner.host_requested), qtbot.assertNotEmitted(banner.connect_requested):
        banner.action_button.click()


def test_buttons_stand_below_the_text_in_a_narrow_banner(banner: Banner, network: Network) -> None:
    network.disconnect_now()
    banner.show_network(network, hosted=False)
    banner.resize(1000, 80)
    banner.ensurePolished()
    assert direction(banner) is QBoxLayout.Direction.LeftToRight
    banner.resize(200, 200)
    banner.show_state()
    assert direction(banner) is QBoxLayout.Direction.TopToBottom


def direction(banner: Banner) -> QBoxLayout.Direction:
    layout = banner.layout()
    assert isinstance(layout, QBoxLayout)
    return layout.direction()
