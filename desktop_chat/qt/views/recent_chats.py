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
        """Show these chats, the newest first. A chat keeps its row, with the focus, unless its record changes."""
        kept = {row.record: row for row in self.rows() if row.record in records}
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget not in kept.values():
                widget.hide()
                widget.deleteLater()
        for record in records:
            self._rows.addWidget(kept.get(record) or self._make_row(record))
        self.setVisible(bool(records))

    def rows(self) -> tuple[RecentRow, ...]:
        """Return the rows from top to bottom."""
        items = (self._rows.itemAt(index) for index in range(self._rows.count()))
        widgets = (item.widget() for item in items if item is not None)
        return tuple(widget for widget in widgets if isinstance(widget, RecentRow))

    def _make_row(self, record: ServerRecord) -> RecentRow:
        row = RecentRow(record)
        row.clicked.connect(lambda: self.chosen.emit(record))
        row.forgotten.connect(lambda: self.forgotten.emit(record))
        return row
