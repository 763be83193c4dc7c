"""Which keys type something."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from desktop_chat.qt.widgets.typing_keys import is_typed_letter

NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.mark.parametrize(
    ("text", "modifiers", "types"),
    [
        ("a", NONE, True),
        ("A", SHIFT, True),
        ("/", NONE, True),
        ("чай", NONE, True),
        ("€", CONTROL | ALT, True),
        ("a", CONTROL, False),
        ("a", ALT, False),
        (" ", NONE, False),
        ("\t", NONE, False),
        ("\x1b", NONE, False),
        ("", NONE, False),
    ],
)
def test_letters_type(text: str, modifiers: Qt.KeyboardModifier, types: bool) -> None:
    assert is_typed_letter(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, modifiers, text)) is types
