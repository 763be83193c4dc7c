"""MaskListModel: the masks of one list of a channel. Thread: GUI."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QDateTime, QLocale, Qt

from desktop_chat.client.events import ListedMask
from desktop_chat.client.room_bans import is_mute, split_term
from desktop_chat.client.safe_display import shown_name
from desktop_chat.qt.i18n.mask_texts import mask_text, term_text
from desktop_chat.qt.models.item_list import ItemListModel
from desktop_chat.qt.theme.literal_text import TextSink, literal_text


class MaskRole(IntEnum):
    """Data roles of a row."""

    MASK = Qt.ItemDataRole.UserRole + 1  # ListedMask
    DETAILS = Qt.ItemDataRole.UserRole + 2  # the second line
    MUTE = Qt.ItemDataRole.UserRole + 3  # True for a mute


class MaskListModel(ItemListModel[ListedMask]):
    """The masks, newest first."""

    def set_masks(self, masks: Sequence[ListedMask]) -> None:
        """Replace all masks."""
        self.set_items(sorted(masks, key=lambda mask: -mask.at))

    def item_data(self, item: ListedMask, role: int) -> object:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return mask_text(item.mask)
            case Qt.ItemDataRole.ToolTipRole:
                return literal_text(item.mask, TextSink.TIP)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{mask_text(item.mask)}, {self._details_text(item)}"
            case MaskRole.MASK:
                return item
            case MaskRole.DETAILS:
                return self._details_text(item)
            case MaskRole.MUTE:
                return is_mute(item.mask)
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
