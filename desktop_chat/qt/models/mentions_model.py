"""MentionsModel: the messages that call the person, filtered by the typed text. Thread: GUI."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop_chat.client.archive_records import SearchResult
from desktop_chat.irc.formatting import one_line_preview
from desktop_chat.qt.timeline.strings import short_time_text
from desktop_chat.value_class import value

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
MENTION = int(Qt.ItemDataRole.UserRole) + 1
_LONGEST = 300


@value
class MentionRow:
    """A message with the texts of a row. `place`: the room and the server."""

    result: SearchResult
    author: str
    place: str

    @property
    def time(self) -> str:
        return short_time_text(self.result.entry.time)

    @property
    def text(self) -> str:
        return one_line_preview(self.result.entry.text, _LONGEST)


class MentionsModel(QAbstractListModel):
    """A list of MentionRows (role `MENTION`)."""

    def __init__(self, rows: Sequence[MentionRow], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all = list(rows)
        self._shown = self._all

    def set_filter(self, text: str) -> None:
        """Show the messages with all words of `text` in author, place or text."""
        words = text.casefold().split()
        self.beginResetModel()
        self._shown = [row for row in self._all if _has_words(row, words)]
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        row = self._shown[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.text
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{row.author}, {row.place}, {row.time}: {row.text}"
        return row if role == MENTION else None


def _has_words(row: MentionRow, words: Sequence[str]) -> bool:
    whole = f"{row.author} {row.place} {row.text}".casefold() if words else ""
    return all(word in whole for word in words)
