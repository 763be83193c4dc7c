"""The newest lines of the server's log as a list model, and its filter. GUI thread."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QDateTime,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from desktop_chat.net.control_values import LogLine
from desktop_chat.qt.theme.literal_text import TextSink, literal_text

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()
LINE_ROLE = Qt.ItemDataRole.UserRole
"""The LogLine."""
KEPT = 5000
"""Lines; older lines are dropped."""

LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")


def level_rank(level: str) -> int:
    """Return the severity of a level as a number. An unknown level counts as INFO."""
    return LEVELS.index(level) if level in LEVELS else 1


def line_text(line: LogLine) -> str:
    """Return a line as text for the clipboard and the file."""
    time = QDateTime.fromMSecsSinceEpoch(line.time).toString("yyyy-MM-dd HH:mm:ss.zzz")
    return f"{time} {line.level:<8} {line.text}"


class LogModel(QAbstractListModel):
    """A ring of `KEPT` lines, oldest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[LogLine] = []

    def add_lines(self, lines: tuple[LogLine, ...]) -> None:
        """Append lines, and drop the oldest beyond `KEPT`."""
        lines = lines[-KEPT:]
        surplus = len(self._lines) + len(lines) - KEPT
        if surplus > 0:
            self.beginRemoveRows(NO_INDEX, 0, surplus - 1)
            del self._lines[:surplus]
            self.endRemoveRows()
        if lines:
            first = len(self._lines)
            self.beginInsertRows(NO_INDEX, first, first + len(lines) - 1)
            self._lines += lines
            self.endInsertRows()

    def clear(self) -> None:
        self.beginResetModel()
        self._lines.clear()
        self.endResetModel()

    def newest_number(self) -> LogLine | None:
        return self._lines[-1] if self._lines else None

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._lines):
            return None
        line = self._lines[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return line.text
            case Qt.ItemDataRole.ToolTipRole:
                return literal_text(line_text(line), TextSink.TIP)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{line.level} {line.text}"
        return line if role == LINE_ROLE else None


class LogFilter(QSortFilterProxyModel):
    """The lines of a least level that contain the searched text."""

    def __init__(self, model: LogModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._least = 0
        self._searched = ""
        self.setSourceModel(model)

    def show_from(self, level: str) -> None:
        """Hide lines less severe than `level`."""
        self._least = level_rank(level)
        self.invalidate()

    def set_search_text(self, text: str) -> None:
        self._searched = text.casefold()
        self.invalidate()

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        line: LogLine = self.sourceModel().index(source_row, 0, source_parent).data(LINE_ROLE)
        return level_rank(line.level) >= self._least and self._searched in line.text.casefold()
