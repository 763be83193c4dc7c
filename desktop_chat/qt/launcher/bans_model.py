"""The bans and mutes as a list model, and its search filter. GUI thread."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from desktop_chat.net.control_values import BanRow
from desktop_chat.qt.launcher import strings
from desktop_chat.qt.launcher.two_line_delegate import DETAILS_ROLE, ICON_ROLE
from desktop_chat.qt.theme.literal_text import TextSink, literal_text

Index = QModelIndex | QPersistentModelIndex
BAN_ROLE = Qt.ItemDataRole.UserRole
"""The BanRow."""
_NO_INDEX = QModelIndex()


class BansModel(QAbstractListModel):
    """The bans, newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bans: list[BanRow] = []
        self._now = 0

    def set_bans(self, bans: tuple[BanRow, ...], now: int) -> None:
        """Replace all bans. `now`: Unix ms."""
        self.beginResetModel()
        self._bans = sorted(bans, key=lambda ban: -ban.at)
        self._now = now
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._bans)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._bans):
            return None
        ban = self._bans[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return ban_subject(ban)
            case Qt.ItemDataRole.ToolTipRole:
                made = QCoreApplication.translate("BansModel", "{mask}, by {who}, {when}")
                tip = made.format(mask=ban.mask, who=ban.by, when=strings.moment_text(ban.at, self._now))
                return literal_text(tip, TextSink.TIP)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{ban_subject(ban)}, {self.details_text(ban)}"
            case _ if role == BAN_ROLE:
                return ban
            case _ if role == DETAILS_ROLE:
                return self.details_text(ban)
            case _ if role == ICON_ROLE:
                return "mic-off" if ban.kind == "mute" else "ban"
        return None

    def details_text(self, ban: BanRow) -> str:
        """Return kind, remaining time and reason as one text."""
        done = self.tr("Muted") if ban.kind == "mute" else self.tr("Banned")
        held = f"{done} {strings.time_left_text(ban.until, self._now)}"
        return f"{held}: {ban.reason}" if ban.reason else held


class BansFilter(QSortFilterProxyModel):
    """The bans whose name, mask or reason contains the searched text."""

    def __init__(self, bans: BansModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._searched = ""
        self.setSourceModel(bans)

    def set_search_text(self, text: str) -> None:
        self._searched = text.casefold()
        self.invalidate()

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        ban: BanRow = self.sourceModel().index(source_row, 0, source_parent).data(BAN_ROLE)
        return any(self._searched in text.casefold() for text in (ban_subject(ban), ban.mask, ban.reason))


def ban_subject(ban: BanRow) -> str:
    """Return the person, address or mask that the ban is about, in words."""
    translate = QCoreApplication.translate
    if ban.name:
        return ban.name
    if ban.kind == "network":
        return translate("BansModel", "Everybody at {address}").format(address=_address_of(ban.mask))
    user, at, host = ban.mask.removeprefix("*!").partition("@")
    if at and user and not set("*?!") & set(user):
        return translate("BansModel", "{user} at {address}").format(user=user, address=host)
    return ban.mask


def _address_of(network: str) -> str:
    """Return the network, or the bare address of a network of one computer."""
    return network.removesuffix("/32").removesuffix("/128")
