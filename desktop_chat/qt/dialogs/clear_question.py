"""ClearQuestion: asks before the messages of closed rooms are deleted from this computer. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_chat.qt.dialogs.question import ActQuestion


class ClearQuestion(ActQuestion):
    """The question with the number of messages."""

    agreed = Signal()

    def __init__(self, count: int, parent: QWidget | None) -> None:
        title = self.tr("Delete %Ln messages?", "", count)
        text = self.tr("They go from this computer only. A server that keeps history shows them again.")
        super().__init__("trash", title, text, self.tr("Delete"), "danger", parent)
        self.add_buttons()

    def on_go_clicked(self) -> None:
        self.agreed.emit()
        super().on_go_clicked()
