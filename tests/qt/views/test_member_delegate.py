"""A row of the people: a heading, or an avatar with presence and a name."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from desktop_chat.irc.message import parse_line
from desktop_chat.qt.models.members import MemberRole
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.theme import appearance
from desktop_chat.qt.views.chat_window import ChatWindow
from tests.qt.pixels import colours


def rows(window: ChatWindow) -> list[QModelIndex]:
    model = window.people.view.model()
    return [model.index(row, 0) for row in range(model.rowCount())]


def painted(window: ChatWindow, index: QModelIndex) -> QImage:
    view = window.people.view
    view.doItemsLayout()
    view.scrollTo(index)
    return view.viewport().grab(view.visualRect(index)).toImage()


def member_row(window: ChatWindow, nick: str) -> QModelIndex:
    return next(index for index in rows(window) if index.data() == nick)


def test_all_rows_are_equally_high(window: ChatWindow) -> None:
    view = window.people.view
    assert len({view.visualRect(index).height() for index in rows(window)}) == 1


@pytest.mark.parametrize("mode", ["light", "dark", "contrast"])
def test_the_chosen_person_has_the_ground_of_a_selection(qapp: QApplication, window: ChatWindow, mode: str) -> None:
    appearance().apply_mode(qapp, mode)
    bob, cid = member_row(window, "Bob"), member_row(window, "Cid")
    window.people.view.setCurrentIndex(bob)
    assert appearance().current.selected in colours(painted(window, bob))
    assert appearance().current.selected not in colours(painted(window, cid))


def test_muted_person_has_a_sign_until_the_mute_is_lifted(window: ChatWindow, network: Network) -> None:
    row = member_row(window, "Ivo")
    network.on_received(tuple(map(parse_line, (":srv 005 Ann EXTBAN=~,amt CHANMODES=beI,k,l,imn :are supported",))))
    plain = painted(window, row)
    for mode, muted in (("+b ~m:Ivo!*@*", True), ("-b ~m:Ivo!*@*", False), ("+b Ivo!*@*", False)):
        network.on_received((parse_line(f":Bob!b@h MODE #lobby {mode}"),))
        row = member_row(window, "Ivo")
        assert row.data(MemberRole.MUTED) == muted
        assert ("Muted in this room" in row.data(Qt.ItemDataRole.AccessibleDescriptionRole)) == muted
        assert (painted(window, row) != plain) == muted


def test_person_with_the_focus_of_the_keyboard_is_framed(window: ChatWindow) -> None:
    bob, view = member_row(window, "Bob"), window.people.view
    view.setCurrentIndex(bob)
    assert appearance().current.focus not in colours(painted(window, bob))
    view.setFocus(Qt.FocusReason.TabFocusReason)
    window.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
    assert appearance().current.focus in colours(painted(window, bob))


def test_an_absent_person_is_fainter(window: ChatWindow) -> None:
    present = painted(window, member_row(window, "Ivo"))
    room = window.room
    assert room is not None
    member = replace(room.state.members["ivo"], away=True)
    room.state.members["ivo"] = member
    assert window.network is not None
    window.network.member_changed.emit(room, "Ivo", member)
    away = painted(window, member_row(window, "Ivo"))
    assert away != present
    assert appearance().current.faint in colours(away)


def test_open_lock_marks_a_connection_without_encryption(window: ChatWindow) -> None:
    gul, ivo = member_row(window, "Gül"), member_row(window, "Ivo")
    assert "Not encrypted" in gul.data(Qt.ItemDataRole.AccessibleDescriptionRole)
    assert "Not encrypted" not in ivo.data(Qt.ItemDataRole.AccessibleDescriptionRole)
    warning = appearance().current.warning
    assert warning in colours(painted(window, gul))
    assert warning not in colours(painted(window, ivo))


def test_a_heading_has_no_avatar(window: ChatWindow) -> None:
    heading = next(index for index in rows(window) if index.data(MemberRole.MEMBER) is None)
    theme = appearance().current
    shown = colours(painted(window, heading))
    assert theme.faint in shown
    assert theme.text not in shown
