"""FloodQuestion: asks before a text is sent as many messages. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_chat.qt.dialogs.question import ActQuestion


class FloodQuestion(ActQuestion):
    """The question with the number of messages."""

    agreed = Signal()

    def __init__(self, count: int, parent: QWidget | None) -> None:
        text = self.tr("This is too long for one message. Servers slow down clients that send many at once.")
        title = self.tr("Send %n messages?", "", count)
        super().__init__("message", title, text, self.tr("Send"), "primary", parent)
        self.add_buttons()

    def on_go_clicked(self) -> None:
        self.agreed.emit()
        super().on_go_clicked()
