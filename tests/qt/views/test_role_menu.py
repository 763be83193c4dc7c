"""Roles beside moderator and voice."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from desktop_chat.irc.message import parse_line
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.views.role_menu import add_role_choice


def roles_of(menu: QMenu) -> list[tuple[str, bool, bool]]:
    found = menu.actions()[0].menu()
    assert isinstance(found, QMenu)
    return [(action.text().partition(":")[0], action.isChecked(), action.isEnabled()) for action in found.actions()]


@pytest.fixture
def menu(qtbot: QtBot) -> QMenu:
    made = QMenu()
    qtbot.addWidget(made)
    return made


def test_owner_gives_and_takes_every_role(menu: QMenu, network: Network) -> None:
    network.on_received(
        (parse_line(":srv 005 Ann PREFIX=(qaohv)~&@%+ :are"), parse_line(":Ann!a@h MODE #lobby +h Bob"))
    )
    room, given = network.rooms["#lobby"], list[tuple[str, bool]]()
    add_role_choice(menu, network, room, room.state.members["bob"], lambda letter, on: given.append((letter, on)))
    assert roles_of(menu) == [("Owner", False, True), ("Administrator", False, True), ("Helper", True, True)]
    submenu = menu.actions()[0].menu()
    assert isinstance(submenu, QMenu)
    for action in submenu.actions():
        action.trigger()
    assert given == [("q", True), ("a", True), ("h", False)]


def test_moderator_makes_helpers_only(menu: QMenu, network: Network) -> None:
    lines = (":srv 005 Ann PREFIX=(qaohv)~&@%+ :are", ":Bob!b@h MODE #lobby -q+o Ann Ann")
    network.on_received(tuple(map(parse_line, lines)))
    room = network.rooms["#lobby"]
    add_role_choice(menu, network, room, room.state.members["cid"], lambda letter, on: None)
    assert [enabled for _, _, enabled in roles_of(menu)] == [False, False, True]


def test_server_with_two_roles_has_no_such_menu(menu: QMenu, network: Network) -> None:
    network.on_received((parse_line(":srv 005 Ann PREFIX=(ov)@+ :are"),))
    room = network.rooms["#lobby"]
    add_role_choice(menu, network, room, room.state.members["cid"], lambda letter, on: None)
    assert menu.actions() == []
