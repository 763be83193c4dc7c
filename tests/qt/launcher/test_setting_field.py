"""A field shows the value of its setting, and keeps a refused text for another try."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox
from pytestqt.qtbot import QtBot

from desktop_chat.net.control_values import SettingRow
from desktop_chat.qt.launcher.setting_field import SettingField, Value
from tests.qt.launcher.example_rows import settings

ROWS = {row.key: row for row in settings()}


def _make_field(qtbot: QtBot, row: SettingRow) -> SettingField:
    field = SettingField(row)
    qtbot.addWidget(field)
    field.show()
    return field


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("server.name", "Tea room"),
        ("server.welcome", "a\nb"),
        ("access.password", "secret"),
        ("history.days", 30),
        ("limits.enabled", False),
        ("access.cloak", "nobody"),
        ("listen.addresses", ("127.0.0.1:1", "[::1]:2")),
    ],
)
def test_accepted_value_is_shown(qtbot: QtBot, key: str, value: Value) -> None:
    field = _make_field(qtbot, ROWS[key])
    with qtbot.assertNotEmitted(field.edited):
        field.show_accepted(value)
    assert field.current_value() == value


def test_refused_text_stays_and_a_refused_choice_falls_back(qtbot: QtBot) -> None:
    name, cloak = (_make_field(qtbot, ROWS[key]) for key in ("server.name", "access.cloak"))
    assert isinstance(name.control, QLineEdit)
    name.control.setText("")
    name.show_refused("A chat has a name.")
    assert (name.current_value(), name.error_label.text()) == ("", "A chat has a name.")
    assert isinstance(cloak.control, QComboBox)
    cloak.control.setCurrentIndex(2)
    cloak.show_refused("Not now.")
    assert cloak.current_value() == ROWS["access.cloak"].value


def test_number_has_the_range_of_its_row(qtbot: QtBot) -> None:
    row = ROWS["history.page"]
    field = _make_field(qtbot, row)
    assert isinstance(field.control, QSpinBox)
    assert (field.control.minimum(), field.control.maximum()) == (row.minimum, row.maximum)
    wide = _make_field(qtbot, replace(row, minimum=None, maximum=None))
    assert isinstance(wide.control, QSpinBox)
    assert wide.control.minimum() == 0


def test_title_help_and_restart_come_from_the_row(qtbot: QtBot) -> None:
    field = _make_field(qtbot, ROWS["history.days"])
    assert field.title_label.text() == "Keep messages for (days)"
    assert field.help_label.text().startswith("Older messages")
    assert not field.restart_pill.isVisible()
    assert _make_field(qtbot, ROWS["threads.io"]).restart_pill.isVisible()
    assert field.matches_search("older")
    assert field.matches_search("history.days")
    assert not field.matches_search("lobby")
