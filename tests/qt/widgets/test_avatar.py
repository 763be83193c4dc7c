"""Initials and pictures of avatars."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_chat.qt.theme import Mode, appearance
from desktop_chat.qt.widgets import (
    Avatar,
    initials_of,
)
from tests.qt.gallery import picture
from tests.qt.pixels import colours


@pytest.mark.parametrize(
    ("name", "letters"),
    [("ann", "A"), ("Ann Lee", "AL"), ("Боб_Смирнов", "БС"), ("x y z", "XZ"), ("鈴木", "鈴"), ("_", "_"), ("", "?")],
)
def test_initials_are_of_the_first_and_last_word(name: str, letters: str) -> None:
    assert initials_of(name) == letters


def test_avatar_is_sharp_and_follows_the_theme(qtbot: QtBot, qapp: QApplication) -> None:
    avatar = Avatar("ann", 32)
    qtbot.addWidget(avatar)
    assert picture(avatar, 2).size().toTuple() == (64, 64)
    before = colours(picture(avatar, 1))
    appearance().apply_mode(qapp, Mode.DARK)
    assert colours(picture(avatar, 1)) != before
