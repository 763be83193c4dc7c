"""A column is one row, and table, filter and header follow it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_chat.net.control_values import UserRow
from desktop_chat.qt.launcher.people_columns import (
    COLUMNS,
    Column,
    column_title,
    detail_in_words,
    name_in_words,
    role_in_words,
)
from desktop_chat.qt.launcher.people_model import PeopleFilter, PeopleModel
from desktop_chat.qt.launcher.people_page import PeopleTable

ANN = UserRow(
    nick="ann",
    user="user",
    host="10.0.0.9",
    account="anna",
    role="",
    rooms=("#tea", "#games"),
    since=60_000,
    active=90_000,
    rate=7,
    secure=True,
    away=False,
    realname="Ann of the hills",
)
SEARCHED = {"nick": "ann", "realname": "hills", "account": "anna", "host": "0.0.9", "rooms": "#GAMES"}


def test_name_is_as_the_person_writes_it(qtbot: QtBot) -> None:
    lee = replace(ANN, nick="Ann_Lee", realname="Ann Lee")
    assert (name_in_words(ANN), detail_in_words(ANN)) == ("ann", "Ann of the hills")
    assert (name_in_words(lee), detail_in_words(lee)) == ("Ann Lee", "Ann_Lee")
    boss = replace(lee, written="Boss", role="owner")
    assert (name_in_words(boss), detail_in_words(boss)) == ("Boss (Ann_Lee)", role_in_words(boss))
    assert Column.NAME.row.tip(boss, 0).splitlines() == ["Boss (Ann_Lee)", "Ann_Lee", "Ann Lee", role_in_words(boss)]


def test_the_order_is_that_of_the_model(qtbot: QtBot) -> None:
    model = PeopleModel()
    assert [int(column) for column in COLUMNS] == list(range(model.columnCount()))
    horizontal = Qt.Orientation.Horizontal
    assert [model.headerData(index, horizontal) for index in COLUMNS] == [column_title(column) for column in COLUMNS]


def test_one_column_takes_the_rest_of_the_width(qtbot: QtBot) -> None:
    stretched = [column for column in COLUMNS if not column.row.width]
    assert stretched == [Column.NAME]
    assert Column.NAME.row.shown_from == 0


def test_a_narrow_table_hides_columns_by_their_row(qtbot: QtBot) -> None:
    table = PeopleTable(PeopleFilter(PeopleModel()))
    qtbot.addWidget(table)
    table.show()
    for width in (300, 500, 600, 700, 900):
        table.resize(width, 200)
        seen = table.viewport().width()
        hidden = {column for column in COLUMNS if table.isColumnHidden(column)}
        assert hidden == {column for column in COLUMNS if seen < column.row.shown_from}


@pytest.mark.parametrize("text", SEARCHED.values(), ids=SEARCHED)
def test_the_filter_looks_where_the_columns_say(qtbot: QtBot, text: str) -> None:
    model = PeopleModel()
    people = PeopleFilter(model)
    model.set_users(
        (
            ANN,
            UserRow(
                nick="bob",
                user="b",
                host="h",
                account="",
                role="",
                rooms=(),
                since=1,
                active=1,
                rate=0,
                secure=False,
                away=False,
            ),
        )
    )
    people.set_search_text(text)
    assert people.rowCount() == 1
    people.set_search_text("user")  # the user name is in no column
    assert people.rowCount() == 0


def test_durations_follow_the_clock(qtbot: QtBot) -> None:
    changing = [column for column in COLUMNS if column.row.text(ANN, 60_000) != column.row.text(ANN, 90_000_000)]
    assert changing == [column for column in COLUMNS if column.row.follows_clock]


def test_addresses_are_sorted_by_number() -> None:
    hosts = ["10.0.0.9", "10.0.0.10", "::1", "chat.example"]
    keys = [
        Column.ADDRESS.row.sort_key(
            UserRow(
                nick="a",
                user="",
                host=host,
                account="",
                role="",
                rooms=(),
                since=0,
                active=0,
                rate=0,
                secure=True,
                away=False,
            )
        )
        for host in hosts
    ]
    assert keys == sorted(keys, key=str)


def test_a_role_is_said_in_words(qtbot: QtBot) -> None:
    assert role_in_words(ANN) == ""
    leader = UserRow(
        nick="a",
        user="",
        host="",
        account="",
        role="",
        rooms=(),
        since=0,
        active=0,
        rate=0,
        secure=True,
        away=True,
        muted=True,
        moderator=True,
    )
    assert role_in_words(leader) == "Moderator · Muted · Away"
