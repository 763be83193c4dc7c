"""Durations as people write them."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from desktop_chat.qt.i18n.durations import duration_text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (-5, "0 s"),
        (40, "40 s"),
        (60, "1 min"),
        (3599, "59 min"),
        (8041, "2 h 14 min"),
        (273_600, "3 d 4 h"),
    ],
)
def test_durations_have_two_units_at_most(qtbot: QtBot, seconds: int, text: str) -> None:
    assert duration_text(seconds) == text
