"""DeleteQuestion: asks before a message is deleted for everybody. GUI thread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_chat.client.entry import Entry
from desktop_chat.client.safe_display import shown_name
from desktop_chat.qt.dialogs.question import ActQuestion
from desktop_chat.qt.timeline.strings import preview_text
from desktop_chat.qt.widgets import make_label

_SHOWN = 240
"""Characters of the message in the question."""


class DeleteQuestion(ActQuestion):
    """The question with the beginning of the message."""

    agreed = Signal()

    def __init__(self, entry: Entry, parent: QWidget | None, names: Callable[[str], str] = shown_name) -> None:
        """`names` returns the text to show for a nick."""
        title = self.tr("Delete this message?")
        text = self.tr("Nobody will be able to read it here any more. Other people's clients may still show it.")
        super().__init__("trash", title, text, self.tr("Delete"), "danger", parent)
        self.quote_label = make_label(f"{names(entry.nick)}: {preview_text(entry, _SHOWN, names)}", "body", wrap=True)
        self.column.addWidget(self.quote_label)
        self.add_buttons()

    def on_go_clicked(self) -> None:
        self.agreed.emit()
        super().on_go_clicked()
