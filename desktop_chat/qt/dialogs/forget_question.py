"""ForgetQuestion: asks before a saved chat is forgotten. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_chat.qt.dialogs.question import ActQuestion


class ForgetQuestion(ActQuestion):
    """The question with the name of the chat."""

    agreed = Signal()

    def __init__(self, chat: str, parent: QWidget | None) -> None:
        title = self.tr("Forget {0}?").format(chat)
        text = self.tr("You leave the chat, and its passwords are forgotten. Its messages stay on this computer.")
        super().__init__("trash", title, text, self.tr("Forget"), "danger", parent)
        self.add_buttons()

    def on_go_clicked(self) -> None:
        self.agreed.emit()
        super().on_go_clicked()
