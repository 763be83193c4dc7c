"""A host who is alone is shown how others come in, until the first one has come: with a real server."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from desktop_chat.client.chat_address import parse_chat_address
from desktop_chat.qt.app.first_guest import FirstGuest
from desktop_chat.qt.app.windows import Windows
from desktop_chat.qt.hosting.server_process import reap_ended
from tests.child_processes import kill_children
from tests.irc_client import IrcClient
from tests.patience import MILLISECONDS
from tests.qt.conftest import MakeController


@pytest.mark.parametrize("closes", [False, True])
def test_card_waits_for_the_first_guest(qtbot: QtBot, make_controller: MakeController, closes: bool) -> None:
    controller = make_controller("ann")
    hosting = controller.hosting
    windows = Windows(controller, hosting)
    hosting.start_server({"listen.addresses": "127.0.0.1:0"})
    try:
        qtbot.waitUntil(lambda: hosting.is_running, timeout=MILLISECONDS)
        windows.entrance.join_own()
        qtbot.waitUntil(lambda: windows.chat is not None, timeout=MILLISECONDS)
        assert windows.chat is not None
        guest = windows.chat.findChild(FirstGuest)
        assert guest is not None
        qtbot.waitUntil(lambda: guest.card is not None and guest.card.isVisible(), timeout=MILLISECONDS)
        assert guest.card is not None
        place = parse_chat_address(guest.card.link_field.text())
        assert place.room == hosting.state.lobby
        if closes:
            guest.card.close_button.click()
            assert not guest.card.isVisible()
            return
        with IrcClient(place.port) as bob:
            bob.register("bob")
            bob.join(place.room)
            qtbot.waitUntil(lambda: guest.card is not None and not guest.card.isVisible(), timeout=MILLISECONDS)
        qtbot.waitUntil(lambda: len(hosting.users) == 1, timeout=MILLISECONDS)
        assert not guest.card.isVisible()
    finally:
        windows.close_all()
        hosting.stop_server()
        qtbot.waitUntil(lambda: not hosting.is_active, timeout=MILLISECONDS)
        kill_children()
        reap_ended()
