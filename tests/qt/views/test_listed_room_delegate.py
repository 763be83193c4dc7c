"""A row of the browser of rooms: name, people, topic, and a mark where the person is a member."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_chat.client.listed_room import ListedRoom
from desktop_chat.qt.models.listed_rooms import ListedRoomsModel
from desktop_chat.qt.theme import appearance
from desktop_chat.qt.views.listed_room_delegate import ListedRoomDelegate
from desktop_chat.qt.widgets import RowList, ScrollBar
from tests.qt.pixels import colours

ROOMS = (ListedRoom("#lobby", 40, "Welcome"), ListedRoom("#lobby", 39, "Welcome"), ListedRoom("#tea", 38, "Welcome"))

OWN: set[str] = set()
"""The rooms in which the person is."""


@pytest.fixture
def view(qtbot: QtBot) -> RowList:
    model = ListedRoomsModel(OWN.__contains__)
    model.add_rooms(ROOMS)
    model.finish_search()
    made = RowList(model, ListedRoomDelegate(), ScrollBar(), "Rooms")
    model.setParent(made)
    qtbot.addWidget(made)
    made.resize(360, 300)
    made.show()
    OWN.clear()
    return made


def row(view: RowList, number: int) -> QModelIndex:
    return view.model().index(number, 0)


def painted(view: RowList, number: int) -> QImage:
    view.doItemsLayout()
    return view.viewport().grab(view.visualRect(row(view, number))).toImage()


def test_row_shows_the_number_of_people(view: RowList) -> None:
    assert painted(view, 0) != painted(view, 1)
    assert len({view.visualRect(row(view, number)).height() for number in range(3)}) == 1


def test_own_room_has_a_mark(view: RowList) -> None:
    before = painted(view, 2)
    OWN.add("#tea")
    assert painted(view, 2) != before


@pytest.mark.parametrize("mode", ["light", "dark", "contrast"])
def test_chosen_room_has_the_ground_of_a_selection(qapp: QApplication, view: RowList, mode: str) -> None:
    appearance().apply_mode(qapp, mode)
    view.setCurrentIndex(row(view, 1))
    assert appearance().current.selected in colours(painted(view, 1))
    assert appearance().current.selected not in colours(painted(view, 0))
