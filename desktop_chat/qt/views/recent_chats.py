"""RecentChats: the card of the start window with the chats that the person was in. GUI thread."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_chat.client.preferences import ServerRecord
from desktop_chat.qt.theme import Space
from desktop_chat.qt.views.recent_row import RecentRow
from desktop_chat.qt.widgets import Card


class RecentChats(Card):
    """Hidden while there are no recent chats."""

    chosen = Signal(object)  # ServerRecord
    forgotten = Signal(object)  # ServerRecord

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Recent chats"), parent)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(Space.HAIR)
        self.body.addLayout(self._rows)
        self.body.setContentsMargins(Space.SMALL, 12, Space.SMALL, Space.SMALL)
        self.header.setContentsMargins(Space.SMALL, 0, 0, 0)
        self.hide()

    def set_records(self, records: Sequence[ServerRecord]) -> None:
        """Show these chats, the newest first."""
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for record in records:
            row = RecentRow(record)
            row.clicked.connect(lambda _=False, record=record: self.chosen.emit(record))
            row.forgotten.connect(lambda record=record: self.forgotten.emit(record))
            self._rows.addWidget(row)
        self.setVisible(bool(records))
