"""LinkQuestion: asks before a link in a message leads to another server. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_chat.client.chat_address import ChatAddress
from desktop_chat.qt.dialogs.question import ActQuestion
from desktop_chat.qt.widgets import make_label


class LinkQuestion(ActQuestion):
    """Names the server. Return cancels, because a stranger may have chosen the link."""

    agreed = Signal()

    def __init__(self, place: ChatAddress, parent: QWidget | None) -> None:
        title = self.tr("Go to another chat?")
        text = self.tr("This link leads to another server. Its owner will see your name and your address.")
        super().__init__("link", title, text, self.tr("Connect"), "primary", parent)
        self.where_label = make_label(str(place), "strong", wrap=True)
        self.column.addWidget(self.where_label)
        self.warning_label = make_label(
            self.tr("The connection is not encrypted: others can read your messages."), wrap=True
        )
        self.warning_label.setProperty("tone", "danger")
        self.column.addWidget(self.warning_label)
        self.warning_label.setVisible(not place.tls)
        self.go_button.setAutoDefault(False)
        self.go_button.setDefault(False)
        self.cancel_button.setDefault(True)
        self.add_buttons()
        self.cancel_button.setFocus()

    def on_go_clicked(self) -> None:
        self.agreed.emit()
        super().on_go_clicked()
