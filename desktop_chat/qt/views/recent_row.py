"""RecentRow: a recent chat as a button, with a small button to forget the chat. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_chat.client.preferences import ServerRecord
from desktop_chat.qt.views.chat_row import ChatRow
from desktop_chat.qt.widgets import IconButton, IconLabel


class RecentRow(ChatRow):
    """A click chooses the chat; the small button removes the row."""

    forgotten = Signal()

    def __init__(self, record: ServerRecord, parent: QWidget | None = None) -> None:
        title = record.label or record.name or str(record.address)
        super().__init__(record.network, title, str(record.address), parent)
        self.record = record
        where = self.tr("on this computer") if record.hosted else str(record.address)
        self.set_texts(title, where)
        self.setAccessibleName(self.tr("Join {0}, {1}").format(title, where))
        self.forget_button = IconButton("close", self.tr("Forget {0}").format(title), size=16, role="faint")
        self.forget_button.clicked.connect(self.forgotten)
        if not record.tls:
            plain = IconLabel("lock-open", "warning", 16)
            plain.setToolTip(self.tr("Not encrypted"))
            self.row.addWidget(plain)
        self.row.addWidget(self.forget_button)
