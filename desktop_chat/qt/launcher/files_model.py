"""The files that people have sent as a list model with a search and an order. GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

from PySide6.QtCore import QObject, Qt

from desktop_chat.client.safe_display import shown_name
from desktop_chat.net.control_values import FileRow
from desktop_chat.qt.i18n.sizes import size_text
from desktop_chat.qt.launcher.strings import moment_text
from desktop_chat.qt.launcher.two_line_delegate import DETAILS_ROLE, ICON_ROLE
from desktop_chat.qt.models.item_list import ItemListModel

FILE_ROLE = Qt.ItemDataRole.UserRole
"""The FileRow."""
_ICONS = {"image": "image", "audio": "play", "video": "play"}


class FileOrder(StrEnum):
    """The orders of the list."""

    NEWEST = "newest"
    LARGEST = "largest"
    NAME = "name"
    PERSON = "person"
    ROOM = "room"


_KEYS: Mapping[FileOrder, Callable[[FileRow], tuple[str | int, ...]]] = {
    FileOrder.NEWEST: lambda file: (-file.time,),
    FileOrder.LARGEST: lambda file: (-file.size, -file.time),
    FileOrder.NAME: lambda file: (file.name.casefold(), -file.time),
    FileOrder.PERSON: lambda file: (file.by.casefold(), -file.time),
    FileOrder.ROOM: lambda file: (file.room.casefold(), -file.time),
}


class FilesModel(ItemListModel[FileRow]):
    """The files whose name, person or room contains the searched text."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._files: tuple[FileRow, ...] = ()
        self._searched = ""
        self._order = FileOrder.NEWEST
        self._now = 0

    @property
    def file_count(self) -> int:
        """The number of files, found or not."""
        return len(self._files)

    def set_files(self, files: tuple[FileRow, ...], now: int) -> None:
        """Replace all files. `now`: Unix ms."""
        self._files, self._now = files, now
        self._apply_search()

    def set_search_text(self, text: str) -> None:
        self._searched = text.casefold()
        self._apply_search()

    def set_order(self, order: FileOrder) -> None:
        self._order = order
        self._apply_search()

    def _apply_search(self) -> None:
        found = (file for file in self._files if self._searched in f"{file.name}\n{file.by}\n{file.room}".casefold())
        self.set_items(sorted(found, key=_KEYS[self._order]))

    def row_of(self, id_: str) -> int:
        """Return the row of the file with the id, -1 if the file is not shown."""
        return next((row for row, file in enumerate(self.items) if file.id == id_), -1)

    def item_data(self, item: FileRow, role: int) -> object:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return item.name
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{item.name}, {self.details_text(item)}"
            case _ if role == DETAILS_ROLE:
                return self.details_text(item)
            case _ if role == ICON_ROLE:
                return _ICONS.get(item.media_type.partition("/")[0], "paperclip")
        return item if role == FILE_ROLE else None

    def details_text(self, item: FileRow) -> str:
        """Return size, person, room, time and kind of a file."""
        place = self.tr("in {room}").format(room=shown_name(item.room)) if item.room else self.tr("in no room")
        sender = self.tr("by {name}").format(name=shown_name(item.by))
        kind = self._kind_text(item.media_type)
        return " · ".join((size_text(item.size), sender, place, moment_text(item.time, self._now), kind))

    def _kind_text(self, media_type: str) -> str:
        kind, _, form = media_type.partition("/")
        form = form.removeprefix("x-").partition("+")[0].upper()
        match kind:
            case "image":
                return self.tr("{kind} picture").format(kind=form)
            case "audio":
                return self.tr("{kind} sound").format(kind=form)
            case "video":
                return self.tr("{kind} video").format(kind=form)
            case "text":
                return self.tr("text")
        return self.tr("other kind") if form == "OCTET-STREAM" else form
