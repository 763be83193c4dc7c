"""A chat found on the network as a row: what it tells, also to screen readers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from desktop_chat.lan.found_chats import FoundChat
from desktop_chat.qt.views.found_row import FoundRow
from tests.qt.pictures.start import FOUND


def with_facts(chat: FoundChat, *, people: int, locked: bool, name: str = "Workshop") -> FoundChat:
    beacon = replace(chat.beacon, name=name, host="ann-laptop", people=people, locked=locked)
    return replace(chat, beacon=beacon)


@pytest.mark.parametrize(("people", "line"), [(0, "on ann-laptop · nobody there yet"), (3, "on ann-laptop · 3 people")])
def test_row_tells_the_computer_and_the_people(qtbot: QtBot, people: int, line: str) -> None:
    row = FoundRow(with_facts(FOUND[0], people=people, locked=False))
    qtbot.addWidget(row)
    assert (row.title_label.text(), row.line_label.text()) == ("Workshop", line)
    assert row.accessibleName() == f"Join Workshop, {line}"
    assert row.lock_icon.isHidden()


def test_a_password_is_shown_and_told(qtbot: QtBot) -> None:
    row = FoundRow(with_facts(FOUND[0], people=1, locked=False))
    qtbot.addWidget(row)
    row.set_chat(with_facts(FOUND[0], people=1, locked=True))
    assert not row.lock_icon.isHidden()
    assert row.accessibleDescription() == "It has a password"


def test_names_are_shown_as_letters(qtbot: QtBot) -> None:
    row = FoundRow(with_facts(FOUND[0], people=1, locked=False, name="<b>x</b>"))
    qtbot.addWidget(row)
    assert row.title_label.text() == "<b>x</b>"


def test_a_preselected_row_says_that_enter_joins(qtbot: QtBot) -> None:
    row = FoundRow(FOUND[0])
    qtbot.addWidget(row)
    assert row.hint_label.isHidden()
    row.set_preselected(True)
    assert not row.hint_label.isHidden()
