"""The rooms of a server in two orders, searched, with a limit."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_chat.client.listed_room import ListedRoom
from desktop_chat.qt.models import listed_rooms
from desktop_chat.qt.models.listed_rooms import ListedRoomRole, ListedRoomsModel
from desktop_chat.qt.models.ordered_blocks import BLOCK

ROOMS = (
    ListedRoom("#lamps", 3, "Shades for the spring fair"),
    ListedRoom("#Lobby", 40, "Welcome"),
    ListedRoom("##art", 3, "Ёлки и straße, ﾃﾞｻﾞｲﾝ"),
    ListedRoom("#empty", 0),
)


@pytest.fixture
def model(qtbot: QtBot) -> ListedRoomsModel:
    made = ListedRoomsModel(lambda name: name == "#Lobby")
    made.add_rooms(ROOMS)
    made.finish_search()
    return made


def names(model: ListedRoomsModel) -> list[str]:
    return [str(model.index(row).data()) for row in range(model.rowCount())]


def test_most_people_come_first(model: ListedRoomsModel) -> None:
    assert names(model) == ["#Lobby", "##art", "#lamps", "#empty"]


def test_order_of_names_ignores_case_and_signs(model: ListedRoomsModel) -> None:
    model.set_sorted_by_name(by_name=True)
    assert names(model) == ["##art", "#empty", "#lamps", "#Lobby"]
    model.set_sorted_by_name(by_name=False)
    assert names(model)[0] == "#Lobby"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("L", ["#Lobby", "#lamps"]),
        ("lam", ["#lamps"]),
        ("FAIR spring", ["#lamps"]),
        ("STRASSE", ["##art"]),
        ("ёлки", ["##art"]),
        ("デザイン", ["##art"]),
        ("giraffe", []),
        ("  ", ["#Lobby", "##art", "#lamps", "#empty"]),
    ],
)
def test_words_are_searched_in_names_and_topics(model: ListedRoomsModel, words: str, found: list[str]) -> None:
    model.set_search(words)
    assert names(model) == found


def test_rooms_arrive_behind_a_search(qtbot: QtBot, model: ListedRoomsModel) -> None:
    model.set_search("lam")
    with qtbot.waitSignal(model.modelReset):
        model.add_rooms([ListedRoom("#lamp-oil", 9), ListedRoom("#tea", 5)])
    assert names(model) == ["#lamp-oil", "#lamps"]
    assert model.room_count == 6


def test_portions_end_in_the_same_orders_as_all_at_once(model: ListedRoomsModel) -> None:
    dice = random.Random(7)
    rooms = [ListedRoom(f"#{dice.randrange(10_000)}", dice.randrange(20)) for _ in range(2_000)]
    whole = ListedRoomsModel(lambda name: False)
    whole.add_rooms(rooms)
    whole.finish_search()
    parts = ListedRoomsModel(lambda name: False)
    for first in range(0, len(rooms), 170):
        parts.add_rooms(rooms[first : first + 170])
        parts.finish_search()
    assert names(parts) == names(whole)
    for one in (whole, parts):
        one.set_sorted_by_name(by_name=True)
    assert names(parts) == names(whole)


def test_row_tells_a_screen_reader_everything(model: ListedRoomsModel) -> None:
    spoken = [model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in (0, 2, 3)]
    assert spoken == [
        "#Lobby, 40 people, you are in this room, Welcome",
        "#lamps, 3 people, Shades for the spring fair",
        "#empty, 0 people",
    ]
    assert model.index(0).data(ListedRoomRole.JOINED)
    assert not model.index(2).data(ListedRoomRole.JOINED)


def test_rows_are_found_by_room_and_name(model: ListedRoomsModel) -> None:
    assert model.row_of(ROOMS[0]) == 2
    assert model.row_of(None) == -1
    model.set_search("lobby")
    assert model.row_of(ROOMS[0]) == -1


def test_rooms_beyond_the_limit_are_counted(monkeypatch: pytest.MonkeyPatch, model: ListedRoomsModel) -> None:
    monkeypatch.setattr(listed_rooms, "LISTED", 5)
    model.add_rooms([ListedRoom("#five", 1), ListedRoom("#six", 1)])
    model.add_rooms([ListedRoom("#seven", 1)])
    model.finish_search()
    assert (model.room_count, model.left_out) == (5, 2)
    model.clear()
    assert (model.room_count, model.left_out, model.rowCount()) == (0, 0, 0)


@pytest.fixture
def large(qtbot: QtBot) -> ListedRoomsModel:
    made = ListedRoomsModel(lambda name: False)
    made.add_rooms([ListedRoom(f"#room-{number}", number) for number in range(10 * BLOCK)])
    made.finish_search()
    return made


def test_search_in_many_rooms_never_walks_more_than_two_blocks_at_once(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, large: ListedRoomsModel
) -> None:
    walked: list[ListedRoomsModel] = []
    take = ListedRoomsModel.search_block

    def walk(model: ListedRoomsModel) -> None:
        walked.append(model)
        take(model)

    monkeypatch.setattr(ListedRoomsModel, "search_block", walk)
    large.set_search("room-99")
    assert len(walked) == 2
    assert large.rowCount() == 10 * BLOCK  # as before
    with qtbot.waitSignal(large.modelReset):
        pass
    assert names(large)[:2] == ["#room-9999", "#room-9998"]
    assert large.rowCount() == 111


def test_search_is_finished_for_a_person_who_acts(large: ListedRoomsModel) -> None:
    large.set_search("room-77")
    large.add_rooms([ListedRoom("#room-77-new", 99_999)])
    large.finish_search()
    assert names(large)[0] == "#room-77-new"
    assert large.rowCount() == 112
