"""Parts stand in the order of their names, whenever they are made."""

from __future__ import annotations

from itertools import permutations

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_chat.qt.widgets.late_column import LateColumn

ORDER = ("bar", "list", "field")


@pytest.mark.parametrize("made", [made for made in permutations(ORDER) if made != ("list", "bar", "field")])
def test_parts_stand_in_order(qtbot: QtBot, made: tuple[str, ...]) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    column = LateColumn(owner, ORDER)
    parts = {name: column.add_part(name, QPushButton(name)) for name in made}
    items = [column.itemAt(index) for index in range(column.count())]
    assert [item.widget() for item in items if item is not None] == [parts[name] for name in ORDER]
    following: list[QWidget | None] = [parts["bar"]]
    while following[-1] is not None and len(following) < 5:
        following.append(following[-1].nextInFocusChain())
    assert [part for part in following if part is not owner][1:3] == [parts["list"], parts["field"]]


def test_parts_that_were_not_made_are_told(qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    column = LateColumn(owner, ORDER)
    column.add_part("list", QPushButton())
    assert [name for name in ORDER if column.has(name)] == ["list"]
