"""The keys that type a character, as opposed to keys with an action. Thread: GUI."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier

_NOTHING = Qt.KeyboardModifier.NoModifier
_ALT_GR = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def is_typed_letter(event: QKeyEvent) -> bool:
    """Return True if the key types a visible character. Space presses buttons and chooses rows, so it does not count.

    Windows reports AltGr as Control and Alt together.
    """
    text, commands = event.text(), event.modifiers() & _COMMANDS
    return bool(text) and text.isprintable() and not text.isspace() and commands in (_NOTHING, _ALT_GR)
