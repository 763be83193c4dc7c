"""The connected users as a table model, and its search filter. GUI thread."""

from __future__ import annotations

from collections.abc import Container
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from desktop_chat.net.control_values import UserRow
from desktop_chat.qt.launcher.people_columns import COLUMNS, column_title
from desktop_chat.qt.theme.literal_text import TextSink, literal_text

Index = QModelIndex | QPersistentModelIndex

ROW_ROLE = Qt.ItemDataRole.UserRole
"""The UserRow."""
SORT_ROLE = Qt.ItemDataRole.UserRole + 1
"""The key by which a column is sorted."""


NO_INDEX = QModelIndex()
_CLOCK_COLUMNS = [column for column in COLUMNS if column.row.follows_clock]


class PeopleModel(QAbstractTableModel):
    """The table of the newest report. Only rows that differ are changed, so selection and scrolling stay."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._users: list[UserRow] = []
        self._now = 0

    def set_now(self, now: int) -> None:
        """Set the clock (Unix ms) of durations."""
        self._now = now
        if self._users:
            last = len(self._users) - 1
            self.dataChanged.emit(self.index(0, _CLOCK_COLUMNS[0]), self.index(last, _CLOCK_COLUMNS[-1]))

    def set_users(self, users: tuple[UserRow, ...]) -> None:
        """Replace the users by those of a new report."""
        newest = {user.nick: user for user in users}
        self._remove_but(newest.keys())
        known = {user.nick: row for row, user in enumerate(self._users)}
        self._replace_rows({row: newest[nick] for nick, row in known.items() if self._users[row] != newest[nick]})
        added = [user for nick, user in newest.items() if nick not in known]
        if added:
            first = len(self._users)
            self.beginInsertRows(QModelIndex(), first, first + len(added) - 1)
            self._users += added
            self.endInsertRows()

    def _replace_rows(self, changed: dict[int, UserRow]) -> None:
        """Replace rows, with one signal for each run of neighbours."""
        for row, user in changed.items():
            self._users[row] = user
        for row in sorted(changed):
            if row - 1 in changed:
                continue
            last = row
            while last + 1 in changed:
                last += 1
            self.dataChanged.emit(self.index(row, 0), self.index(last, len(COLUMNS) - 1))

    def _remove_but(self, kept: Container[str]) -> None:
        """Remove the rows of all other nicks, a run of neighbours at a time."""
        last = len(self._users) - 1
        while last >= 0:
            if self._users[last].nick in kept:
                last -= 1
                continue
            first = last
            while first and self._users[first - 1].nick not in kept:
                first -= 1
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._users[first : last + 1]
            self.endRemoveRows()
            last = first - 1

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._users)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._users):
            return None
        user, row = self._users[index.row()], COLUMNS[index.column()].row
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.text(user, self._now)
            case Qt.ItemDataRole.ToolTipRole:
                return literal_text(row.tip(user, self._now), TextSink.TIP)
            case Qt.ItemDataRole.AccessibleTextRole:
                return row.tip(user, self._now) or row.text(user, self._now)
            case Qt.ItemDataRole.TextAlignmentRole if row.align != Qt.AlignmentFlag.AlignLeft:
                return row.align | Qt.AlignmentFlag.AlignVCenter
            case _ if role == ROW_ROLE:
                return user
            case _ if role == SORT_ROLE:
                return row.sort_key(user)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        column = COLUMNS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return column.row.header_align or column.row.align | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.DisplayRole:
            return column_title(column)
        return None


class PeopleFilter(QSortFilterProxyModel):
    """The users whose name, account, address or room contains the searched text, sorted."""

    def __init__(self, model: PeopleModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._searched = ""
        self.setSortRole(SORT_ROLE)
        self.setDynamicSortFilter(True)
        self.setSourceModel(model)

    def set_search_text(self, text: str) -> None:
        self._searched = text.casefold()
        self.invalidate()

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        if not self._searched:
            return True
        user: UserRow = self.sourceModel().index(source_row, 0, source_parent).data(ROW_ROLE)
        texts = (text for column in COLUMNS for text in column.row.searched(user))
        return any(self._searched in text.casefold() for text in texts)

    def lessThan(self, source_left: Index, source_right: Index) -> bool:
        left, right = source_left.data(SORT_ROLE), source_right.data(SORT_ROLE)
        return bool(left < right)
