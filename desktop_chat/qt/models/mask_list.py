"""MaskListModel: the masks of one list of a channel. Thread: GUI."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QDateTime, QLocale, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop_chat.client.events import ListedMask
from desktop_chat.client.room_bans import split_term
from desktop_chat.client.safe_display import shown_name
from desktop_chat.qt.i18n.mask_texts import is_mute, mask_text, term_text
from desktop_chat.qt.theme.literal_text import TextSink, literal_text

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class MaskRole(IntEnum):
    """Data roles of a row."""

    MASK = Qt.ItemDataRole.UserRole + 1  # ListedMask
    DETAILS = Qt.ItemDataRole.UserRole + 2  # the second line
    MUTE = Qt.ItemDataRole.UserRole + 3  # True for a mute


class MaskListModel(QAbstractListModel):
    """The masks, newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._masks: list[ListedMask] = []

    def set_masks(self, masks: Sequence[ListedMask]) -> None:
        """Replace all masks."""
        self.beginResetModel()
        self._masks = sorted(masks, key=lambda mask: -mask.at)
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._masks)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or not 0 <= index.row() < len(self._masks):
            return None
        listed = self._masks[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return mask_text(listed.mask)
            case Qt.ItemDataRole.ToolTipRole:
                return literal_text(listed.mask, TextSink.TIP)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{mask_text(listed.mask)}, {self._details_text(listed)}"
            case MaskRole.MASK:
                return listed
            case MaskRole.DETAILS:
                return self._details_text(listed)
            case MaskRole.MUTE:
                return is_mute(listed.mask)
        return None

    def _details_text(self, listed: ListedMask) -> str:
        """Return what the mask does, its term, and who set it when."""
        minutes = split_term(listed.mask)[0]
        words = [self.tr("muted")] if is_mute(listed.mask) else []
        if minutes:
            words.append(term_text(minutes))
        if listed.by:
            words.append(self.tr("by {0}").format(shown_name(listed.by)))
        if listed.at:
            when = QDateTime.fromMSecsSinceEpoch(listed.at)
            words.append(QLocale().toString(when, QLocale.FormatType.ShortFormat))
        return ", ".join(words)
