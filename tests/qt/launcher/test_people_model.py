"""The people table changes only the rows that differ, and searches and sorts by its columns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace

from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop_chat.net.control_values import UserRow
from desktop_chat.qt.launcher.people_columns import Column
from desktop_chat.qt.launcher.people_model import ROW_ROLE, PeopleFilter, PeopleModel


def user(nick: str, **changes: object) -> UserRow:
    made = UserRow(
        nick=nick,
        user="u",
        host="192.168.1.2",
        account="",
        role="",
        rooms=("#lobby",),
        since=1_000,
        active=1_000,
        rate=0,
        secure=True,
        away=False,
    )
    return UserRow(**{**{one.name: getattr(made, one.name) for one in fields(UserRow)}, **changes})


def nicks(model: PeopleModel | PeopleFilter) -> list[str]:
    return [model.index(row, 0).data(ROW_ROLE).nick for row in range(model.rowCount())]


def test_model_follows_the_rules_of_qt(qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    model = PeopleModel()
    people = PeopleFilter(model)
    check: Callable[..., None] = qtmodeltester.check
    check(model)
    check(people)
    for report in ("abc", "", "xaybzc", "ac", "cab", "d"):
        model.set_users(tuple(user(nick) for nick in report))
        assert sorted(nicks(model)) == sorted(report)
        assert sorted(nicks(people)) == sorted(report)


def test_only_rows_that_differ_are_changed(qtbot: QtBot) -> None:
    model = PeopleModel()
    model.set_users((user("ann"), user("bob")))
    changed: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: changed.append((first.row(), last.row())))
    with qtbot.assertNotEmitted(model.rowsInserted), qtbot.assertNotEmitted(model.rowsRemoved):
        model.set_users((user("bob", rate=5), user("ann")))
    assert changed == [(1, 1)]
    assert model.index(1, Column.RATE).data() == "5"


def test_cells_have_texts_and_accessible_texts(qtbot: QtBot) -> None:
    model = PeopleModel()
    model.set_now(8_041_000)
    model.set_users((user("ann", rooms=("#a", "#b"), active=8_000_000, secure=False, role="owner"),))
    shown = [model.index(0, column).data() for column in Column]
    assert shown == ["ann", "—", "#a, #b", "192.168.1.2", "2 h 14 min", "now", "0", ""]
    spoken = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(0, Column.SECURE).data(spoken) == "Not encrypted"
    assert model.index(0, Column.NAME).data(spoken) == "ann\nOwner"
    assert model.headerData(Column.IDLE, Qt.Orientation.Horizontal) == "Idle"
    assert model.headerData(0, Qt.Orientation.Vertical) is None


def test_search_and_sort(qtbot: QtBot) -> None:
    model = PeopleModel()
    people = PeopleFilter(model)
    model.set_users(
        (
            user("Cid", host="10.0.0.10", active=3, since=1, rate=2),
            user("ann", host="10.0.0.9", active=1, since=3, rate=3, rooms=("#Games",)),
            user("bob", host="2001:db8::1", active=2, since=2, rate=1, realname="Robert"),
        )
    )
    for column, expected in (
        (Column.NAME, ["ann", "bob", "Cid"]),
        (Column.ADDRESS, ["ann", "Cid", "bob"]),
        (Column.IDLE, ["Cid", "bob", "ann"]),
        (Column.SINCE, ["ann", "bob", "Cid"]),
        (Column.RATE, ["bob", "Cid", "ann"]),
    ):
        people.sort(column)
        assert nicks(people) == expected
    for text, expected in (("robert", ["bob"]), ("games", ["ann"]), ("10.0", ["Cid", "ann"]), ("zzz", [])):
        people.set_search_text(text)
        assert sorted(nicks(people)) == sorted(expected)
    people.set_search_text("")
    model.set_users((*(model.index(row, 0).data(ROW_ROLE) for row in range(3)), replace(user("aaa"), rate=9)))
    people.sort(Column.NAME)
    assert nicks(people)[0] == "aaa"
