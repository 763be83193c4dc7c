"""The connected users as a table, and what is shown of it. GUI thread."""

from __future__ import annotations

import ipaddress
from collections.abc import Container
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from desktop_chat.client.safe_display import shown_name
from desktop_chat.net.control import UserRow
from desktop_chat.qt.launcher import strings
from desktop_chat.qt.theme.literal_text import TextSink, literal_text

Index = QModelIndex | QPersistentModelIndex

ROW_ROLE = Qt.ItemDataRole.UserRole
"""The UserRow."""
SORT_ROLE = Qt.ItemDataRole.UserRole + 1
"""What a column is sorted by."""


class Column(IntEnum):
    NAME = 0
    ROOMS = 1
    ADDRESS = 2
    SINCE = 3
    IDLE = 4
    RATE = 5
    SECURE = 6


NO_INDEX = QModelIndex()
_RIGHT = (Column.SINCE, Column.IDLE, Column.RATE)


class PeopleModel(QAbstractTableModel):
    """Takes whole reports and changes only the rows that differ, so that selection and scrolling stay."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._users: list[UserRow] = []
        self._now = 0

    def set_now(self, now: int) -> None:
        """The clock (Unix ms) from which times are counted."""
        self._now = now
        if self._users:
            last = len(self._users) - 1
            self.dataChanged.emit(self.index(0, Column.SINCE), self.index(last, Column.IDLE))

    def set_users(self, users: tuple[UserRow, ...]) -> None:
        """What the newest report says."""
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
        """Put new rows in place of old ones, with one signal for each run of neighbours."""
        for row, user in changed.items():
            self._users[row] = user
        for row in sorted(changed):
            if row - 1 in changed:
                continue
            last = row
            while last + 1 in changed:
                last += 1
            self.dataChanged.emit(self.index(row, 0), self.index(last, len(Column) - 1))

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
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._users):
            return None
        user, column = self._users[index.row()], Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._cell_text(user, column)
            case Qt.ItemDataRole.ToolTipRole:
                return literal_text(self._cell_tip(user, column) or "", TextSink.TIP)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._cell_tip(user, column) or self._cell_text(user, column)
            case Qt.ItemDataRole.TextAlignmentRole if column in _RIGHT:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case _ if role == ROW_ROLE:
                return user
            case _ if role == SORT_ROLE:
                return _sorted_by(user, column)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            if section == Column.SECURE:
                return Qt.AlignmentFlag.AlignCenter
            side = Qt.AlignmentFlag.AlignRight if section in _RIGHT else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.DisplayRole:
            return self._column_titles()[section]
        return None

    def _column_titles(self) -> tuple[str, ...]:
        return (
            self.tr("Name"),
            self.tr("Rooms"),
            self.tr("Address"),
            self.tr("Here for"),
            self.tr("Quiet for"),
            self.tr("Per minute"),
            self.tr("TLS"),
        )

    def _cell_text(self, user: UserRow, column: Column) -> str:
        match column:
            case Column.NAME:
                return shown_name(user.nick)
            case Column.ROOMS:
                return ", ".join(user.rooms)
            case Column.ADDRESS:
                return user.host
            case Column.SINCE:
                return strings.duration_text((self._now - user.since) // 1000)
            case Column.IDLE:
                return strings.idle_text((self._now - user.active) // 1000)
            case Column.RATE:
                return strings.number_text(user.rate)
            case Column.SECURE:
                return ""  # the delegate paints a lock

    def _cell_tip(self, user: UserRow, column: Column) -> str | None:
        match column:
            case Column.NAME:
                named = user.realname and user.realname != user.nick
                parts = [shown_name(user.nick), user.realname if named else "", role_in_words(user)]
                return "\n".join(part for part in parts if part)
            case Column.ROOMS | Column.ADDRESS:
                return self._cell_text(user, column)
            case Column.SINCE:
                return strings.moment_text(user.since, self._now)
            case Column.SECURE:
                return self.tr("Encrypted") if user.secure else self.tr("Not encrypted")
        return None


def role_in_words(user: UserRow) -> str:
    """`Owner`, `Operator` or `Moderator`, `Muted`, `Away`; "" for anybody else."""
    translate = QCoreApplication.translate
    parts: list[str] = []
    if user.role == "owner":
        parts.append(translate("Launcher", "Owner"))
    elif user.role == "operator":
        parts.append(translate("Launcher", "Operator"))
    elif user.moderator:
        parts.append(translate("Launcher", "Moderator"))
    if user.muted:
        parts.append(translate("Launcher", "Muted"))
    if user.away:
        parts.append(translate("Launcher", "Away"))
    return " · ".join(parts)


def _sorted_by(user: UserRow, column: Column) -> str | int:
    match column:
        case Column.NAME:
            return user.nick.casefold()
        case Column.ROOMS:
            return len(user.rooms)
        case Column.ADDRESS:
            return _address_key(user.host)
        case Column.SINCE:
            return -user.since
        case Column.IDLE:
            return -user.active
        case Column.RATE:
            return user.rate
        case Column.SECURE:
            return int(user.secure)


def _address_key(host: str) -> str:
    """IPv4 before IPv6 before names, by number."""
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return f"9 {host}"
    return f"{address.version} {int(address):040d}"


class PeopleFilter(QSortFilterProxyModel):
    """The people whose name, address, account or a room holds the searched text, sorted."""

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
        held = (user.nick, user.realname, user.host, user.account, *user.rooms)
        return any(self._searched in text.casefold() for text in held)

    def lessThan(self, source_left: Index, source_right: Index) -> bool:
        left, right = source_left.data(SORT_ROLE), source_right.data(SORT_ROLE)
        return bool(left < right)
