"""The menu of a room mutes for a term and chooses the notification rule."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QDateTime
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from desktop_chat.client.room_marks import NotificationRule, RoomMarks
from desktop_chat.qt.views import room_marks_menu
from desktop_chat.qt.views.room_marks_menu import (
    PlaceActs,
    add_mute_choice,
    add_place_choice,
    add_rule_choice,
    next_morning,
)

NOW = 1_700_000_000_000
HOUR = 3_600_000


def rows_of(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions()]


def submenu_of(menu: QMenu) -> QMenu:
    found = menu.actions()[0].menu()
    assert isinstance(found, QMenu)
    return found


@pytest.mark.parametrize(
    ("row", "until"), [("For an hour", NOW + HOUR), ("For a week", NOW + 168 * HOUR), ("Until I unmute it", 0)]
)
def test_room_is_muted_for_a_term(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, row: str, until: int) -> None:
    monkeypatch.setattr(room_marks_menu, "now_ms", lambda: NOW)
    menu, chosen = QMenu(), list[RoomMarks]()
    qtbot.addWidget(menu)
    add_mute_choice(menu, RoomMarks(pinned=True), chosen.append)
    terms = submenu_of(menu)
    terms.actions()[rows_of(terms).index(row)].trigger()
    assert chosen == [RoomMarks(muted=True, muted_until=until, pinned=True)]


def test_muted_room_offers_the_end_of_the_mute(qtbot: QtBot) -> None:
    menu, chosen = QMenu(), list[RoomMarks]()
    qtbot.addWidget(menu)
    add_mute_choice(menu, RoomMarks(muted=True, muted_until=NOW), chosen.append)
    assert rows_of(menu) == ["Unmute notifications"]
    menu.actions()[0].trigger()
    assert chosen == [RoomMarks()]


def test_rule_is_shown_and_chosen(qtbot: QtBot) -> None:
    menu, chosen = QMenu(), list[RoomMarks]()
    qtbot.addWidget(menu)
    add_rule_choice(menu, RoomMarks(rule=NotificationRule.MENTIONS), chosen.append)
    rules = submenu_of(menu)
    assert [action.text() for action in rules.actions() if action.isChecked()] == ["Of mentions only"]
    for action in rules.actions():
        action.trigger()
    assert [marks.rule for marks in chosen] == list(NotificationRule)


@pytest.mark.parametrize("clock", ["2026-03-28T07:59", "2026-03-28T23:30", "2026-12-31T08:00"])
def test_morning_is_eight_o_clock_of_the_next_day(clock: str) -> None:
    now = QDateTime.fromString(clock, "yyyy-MM-ddTHH:mm")
    morning = QDateTime.fromMSecsSinceEpoch(next_morning(now.toMSecsSinceEpoch()))
    assert morning.date() == now.date().addDays(1)
    assert morning.time().toString("HH:mm") == "08:00"


def test_place_is_chosen(qtbot: QtBot) -> None:
    menu, chosen = QMenu(), list[object]()
    qtbot.addWidget(menu)
    acts = PlaceActs(chosen.append, chosen.append, lambda: chosen.append("new"))
    add_place_choice(menu, RoomMarks(group="Work", position=4), ["Home", "Work"], acts)
    places = submenu_of(menu)
    texts = [text.partition("\t")[0] for text in rows_of(places)]
    assert texts == ["Move up", "Move down", "", "In no group", "Home", "Work", "New group…"]
    assert [action.text() for action in places.actions() if action.isChecked()] == ["Work"]
    for row in ("Move up", "Move down", "In no group", "Home", "New group…"):
        places.actions()[texts.index(row)].trigger()
    assert chosen == [-1, 1, RoomMarks(), RoomMarks(group="Home"), "new"]
