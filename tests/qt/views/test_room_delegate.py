"""A row of the sidebar: its badge, its signs, and the dot of a server, in every theme."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_chat.client.certificate import Certificate
from desktop_chat.client.room_marks import RoomMarks
from desktop_chat.net.fingerprints import KeyPin
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.room import Room
from desktop_chat.qt.theme import appearance
from desktop_chat.qt.views.chat_window import ChatWindow
from tests.qt.pixels import colours

WORKING = pytest.mark.parametrize("mode", ["light", "dark", "contrast"])


def painted(window: ChatWindow, network: Network, room: Room | None = None) -> QImage:
    """The row of a room, or of the server, as it is painted now."""
    view = window.sidebar.view
    view.doItemsLayout()
    return view.viewport().grab(view.visualRect(window.rooms.index_of(network, room))).toImage()


@WORKING
def test_mentions_have_the_stronger_badge(qapp: QApplication, window: ChatWindow, network: Network, mode: str) -> None:
    appearance().apply_mode(qapp, mode)
    theme, room = appearance().current, network.rooms["#lamps"]
    room.unread, room.mentions = 0, 0
    plain = painted(window, network, room)
    room.unread = 3
    unread = painted(window, network, room)
    room.mentions = 3
    mention = painted(window, network, room)
    assert unread != plain
    assert mention != unread
    assert theme.accent in colours(mention)
    assert theme.accent not in colours(unread)


@WORKING
def test_the_chosen_room_has_the_ground_of_a_selection(
    qapp: QApplication, window: ChatWindow, network: Network, mode: str
) -> None:
    appearance().apply_mode(qapp, mode)
    theme = appearance().current
    window.show_room(network, network.rooms["#lamps"])
    assert theme.selected in colours(painted(window, network, network.rooms["#lamps"]))
    assert theme.selected not in colours(painted(window, network, network.rooms["#lobby"]))


def test_muted_and_pinned_rooms_have_a_sign(window: ChatWindow, network: Network) -> None:
    room = network.rooms["#homework-of-the-second-year"]
    network.mark_read(room)
    images = []
    for muted, pinned in ((False, False), (True, False), (False, True), (True, True)):
        room.set_marks(RoomMarks(muted=muted, pinned=pinned))
        images.append(painted(window, network, room))
    assert all(one != other for index, one in enumerate(images) for other in images[:index])


def test_the_dot_of_a_server_shows_its_connection(qtbot: QtBot, window: ChatWindow, network: Network) -> None:
    online = painted(window, network)
    network.disconnect_now()
    assert painted(window, network) != online


def test_a_long_name_ends_before_the_badge(window: ChatWindow, network: Network) -> None:
    """Above and below the badge nothing but the ground is painted."""
    room = network.rooms["#homework-of-the-second-year"]
    room.unread = room.mentions = 88
    image = painted(window, network, room)
    ground = image.pixelColor(2, 1).name()
    edge = [image.pixelColor(image.width() - 3, y).name() for y in range(image.height())]
    assert set(edge) == {ground}


@WORKING
def test_server_without_encryption_has_a_sign(
    qapp: QApplication, window: ChatWindow, network: Network, mode: str
) -> None:
    appearance().apply_mode(qapp, mode)
    network.page.unread = 0
    plain = painted(window, network)
    network.page.unread = 2
    counted = painted(window, network)
    network.trusted = Certificate(
        fingerprint=KeyPin("ab" * 32), verified=True, subject="srv", issuer="srv", begins=0, ends=1, version="TLSv1.3"
    )
    assert painted(window, network) != counted
    network.page.unread = 0
    assert painted(window, network) != plain
    assert appearance().current.warning not in colours(painted(window, network))
