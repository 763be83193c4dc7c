"""MentionsModel: the messages that call the person, filtered by the typed text. Thread: GUI."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt

from desktop_chat.client.archive_records import SearchResult
from desktop_chat.client.safe_display import shown_name
from desktop_chat.qt.models.item_list import ItemListModel
from desktop_chat.qt.timeline.strings import preview_text, short_time_text
from desktop_chat.value_class import value

MENTION = int(Qt.ItemDataRole.UserRole) + 1
_LONGEST = 300


@value
class MentionRow:
    """A message with the texts of a row. `place`: the room and the server. `names`: the text to show for a nick."""

    result: SearchResult
    author: str
    place: str
    names: Callable[[str], str] = shown_name

    @property
    def time(self) -> str:
        return short_time_text(self.result.entry.time)

    @property
    def text(self) -> str:
        return preview_text(self.result.entry, _LONGEST, self.names)


class MentionsModel(ItemListModel[MentionRow]):
    """A list of MentionRows (role `MENTION`)."""

    def __init__(self, rows: Sequence[MentionRow], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all = list(rows)
        self.set_items(self._all)

    def set_filter(self, text: str) -> None:
        """Show the messages with all words of `text` in author, place or text."""
        words = text.casefold().split()
        self.set_items([row for row in self._all if _has_words(row, words)])

    def item_data(self, item: MentionRow, role: int) -> object:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return item.text
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{item.author}, {item.place}, {item.time}: {item.text}"
        return item if role == MENTION else None


def _has_words(row: MentionRow, words: Sequence[str]) -> bool:
    whole = f"{row.author} {row.place} {row.text}".casefold() if words else ""
    return all(word in whole for word in words)
