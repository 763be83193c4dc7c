"""Pictures of the composer: completion, emoji, commands."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from desktop_chat.qt.views.chat_window import ChatWindow
from desktop_chat.qt.views.emoji_picker import EmojiPicker
from tests.qt.pictures.stage import Picture, workshop_chat
from tests.qt.scenes import Scene, pump_until


def _writing(window: ChatWindow, made: Scene) -> None:
    window.pane.composer.edit.setPlainText(
        "I would bring the story of the missing screw.\nIt has a happy end,\nmostly."
    )


def _standing_picker(recent: Sequence[str], window: QWidget) -> EmojiPicker:
    """Return a picker that does not close when another window becomes active."""
    picker = EmojiPicker(recent, 0, window)
    picker.setWindowFlags(Qt.WindowType.Dialog)
    return picker


def _picking_emoji(window: ChatWindow, made: Scene) -> QWidget:
    picker = _standing_picker(("👍", "🎉", "🚀", "☕"), window)
    picker.on_group_clicked(2)
    picker.set_tone(3)
    return picker


def _searching_emoji(window: ChatWindow, made: Scene) -> QWidget:
    picker = _standing_picker((), window)
    picker.field.setText("heart")
    return picker


def _completing_emoji(window: ChatWindow, made: Scene) -> None:
    window.pane.composer.setFocus()
    pump_until(window.pane.composer.edit.hasFocus)
    QTest.keyClicks(window.pane.composer.edit, "Well done :sta")
    QTest.keyClick(window.pane.composer.edit, Qt.Key.Key_Down)


def _correcting(window: ChatWindow, made: Scene) -> None:
    window.pane.writing.edit_last()


def _no_command(window: ChatWindow, made: Scene) -> None:
    window.pane.composer.edit.setPlainText("/etc/hosts is where the names are")
    window.pane.composer.submit_text()


def _commands(window: ChatWindow, made: Scene) -> None:
    """The commands that begin as typed."""
    del made
    window.pane.composer.setFocus()
    pump_until(window.pane.composer.edit.hasFocus)
    window.pane.composer.insert_text("/k")


def _command_help(window: ChatWindow, made: Scene) -> None:
    """The help of a command whose arguments are typed."""
    _commands(window, made)
    window.pane.composer.insert_text("ick Bob")


SCENES: tuple[tuple[str, Picture], ...] = (
    ("chat-writing", workshop_chat(_writing)),
    ("chat-emoji-picker", workshop_chat(_picking_emoji)),
    ("chat-emoji-search", workshop_chat(_searching_emoji)),
    ("chat-emoji-completion", workshop_chat(_completing_emoji)),
    ("chat-slim-emoji-completion", workshop_chat(_completing_emoji, 420, 640)),
    ("chat-correcting", workshop_chat(_correcting)),
    ("chat-no-command", workshop_chat(_no_command)),
    ("chat-slim-no-command", workshop_chat(_no_command, 400, 640)),
    ("chat-slim-correcting", workshop_chat(_correcting, 400, 640)),
    ("chat-commands", workshop_chat(_commands)),
    ("chat-slim-commands", workshop_chat(_commands, 420, 640)),
    ("chat-command-help", workshop_chat(_command_help)),
)
