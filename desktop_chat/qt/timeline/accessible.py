"""The timeline for screen readers: a list of entries, and announcements of new entries.

The accessibility bridge of Qt keeps pointers to interfaces written in Python. So each interface has a reference here,
and is deleted through QAccessible before the reference is dropped. `interface_cast` is never overridden, because a
wrong result crashes, and only announcements are sent as events.

Thread: GUI.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, TypeAlias

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractScrollArea, QAccessibleWidget

from desktop_chat.client import shown_file
from desktop_chat.client.entry import SPOKEN, Entry
from desktop_chat.qt.timeline import file_texts, preview_box
from desktop_chat.qt.timeline.row_plan import RowPlan
from desktop_chat.qt.timeline.scene import Scene
from desktop_chat.qt.timeline.strings import many_new, spoken_text
from desktop_chat.qt.timeline.styled_text import audible_text, style_entry
from desktop_chat.qt.widgets import announcement

AROUND = 100
"""Entries above and below the visible ones that a screen reader can reach."""

Nullable: TypeAlias = Any
"""An object or None. Qt accepts None, but PySide6's type stubs do not."""

_ANNOUNCED_MAX = 3
_KEPT_MAX = 1_000
_ALOUD_MAX = 1_000
"""The longest text that is read aloud, in characters."""


class TimelineAccess:
    """The accessibility of one view. Interfaces are created once a screen reader asks for them."""

    def __init__(self, view: QAbstractScrollArea, scene: Scene) -> None:
        self.view = view
        self.scene = scene
        self._list: EntryList | None = None
        self._items: dict[int, tuple[EntryItem, int]] = {}
        _install_factory()

    def list_interface(self) -> EntryList:
        """Return the list, created at the first call."""
        if self._list is None:
            self._list = EntryList(self)
        return self._list

    def offered_indexes(self) -> range:
        """Return the indexes of the reachable entries: the visible ones and `AROUND` on either side."""
        placed = self.scene.current_arrangement().placed
        if not placed:
            return range(0)
        last = min(self.scene.model.count(), placed[-1].index + 1 + AROUND)
        return range(max(0, placed[0].index - AROUND), last)

    def item_interface(self, index: int) -> EntryItem:
        """Return the interface of an entry; the same object as long as the entry is reachable."""
        entry = self.scene.entry_at(index)
        known = self._items.get(entry.id)
        if known is not None:
            return known[0]
        if len(self._items) >= _KEPT_MAX:
            self.drop_interfaces()
        made = EntryItem(self, entry.id)
        self._items[entry.id] = made, QAccessible.registerAccessibleInterface(made)
        return made

    def drop_interfaces(self) -> None:
        """Delete the interfaces of all entries through QAccessible, then drop the references."""
        for _, number in self._items.values():
            QAccessible.deleteAccessibleInterface(number)
        self._items.clear()

    def index_of(self, entry_id: int) -> int:
        """Return the place of an entry among the reachable ones, or -1."""
        window = self.offered_indexes()
        return next((i for i, index in enumerate(window) if self.scene.entry_at(index).id == entry_id), -1)

    @property
    def is_active(self) -> bool:
        """True if a screen reader is running."""
        return QAccessible.isActive() and self.view.isVisible()

    def announce_entries(self, entries: Sequence[Entry]) -> None:
        """Announce messages of other people; for many at once, only their number."""
        if not self.is_active:
            return
        new = [entry for entry in entries if entry.kind in SPOKEN and not entry.own]
        texts = (
            [many_new(len(new))]
            if len(new) > _ANNOUNCED_MAX
            else [self.spoken_text(self.scene.plan_alone(entry)) for entry in new]
        )
        for text in texts:
            announcement.announce_text(self.view, text)

    def read_entry(self, index: int) -> None:
        """Announce the entry that the keyboard has reached."""
        if QAccessible.isActive():
            announcement.announce_text(self.view, self.spoken_text(self.scene.plan_of(index)))

    def spoken_text(self, plan: RowPlan) -> str:
        """Return the sentence that is read aloud for an entry: with its file, and what is wrong with the file."""
        text, file = audible_text(plan, _ALOUD_MAX), shown_file.find_file(plan.entry)
        if file is not None:
            note = self.scene.files.note_of(plan.entry, file) if self.scene.files is not None else ""
            text = ". ".join(part for part in (text, file_texts.spoken_file(file, note)) if part)
        previews = self.scene.layouts.previews
        address = preview_box.preview_address(style_entry(plan)) if previews is not None and file is None else ""
        if previews is not None and address and previews.is_wanted(plan.entry, address):
            text = ". ".join(part for part in (text, previews.spoken_text(address)) if part)
        return spoken_text(plan.entry, text, plan.names)


class EntryList(QAccessibleWidget):
    """The view as a list."""

    def __init__(self, access: TimelineAccess) -> None:
        super().__init__(access.view, QAccessible.Role.List, access.view.accessibleName())
        self._access = access

    def childCount(self) -> int:
        return len(self._access.offered_indexes())

    def child(self, index: int) -> Nullable:
        window = self._access.offered_indexes()
        return self._access.item_interface(window[index]) if 0 <= index < len(window) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return self._access.index_of(child.entry_id) if isinstance(child, EntryItem) else -1

    def childAt(self, x: int, y: int) -> Nullable:
        at = self._access.view.viewport().mapFromGlobal(QRect(x, y, 1, 1).topLeft())
        placed = self._access.scene.placed_at(at.y())
        return self._access.item_interface(placed.index) if placed is not None else None


class EntryItem(QAccessibleInterface):
    """One entry as a list item; its accessible name is the sentence that is read aloud."""

    def __init__(self, access: TimelineAccess, entry_id: int) -> None:
        super().__init__()
        self._access = access
        self.entry_id = entry_id

    def _current_index(self) -> int | None:
        at = self._access.index_of(self.entry_id)
        return self._access.offered_indexes()[at] if at >= 0 else None

    def isValid(self) -> bool:
        return self._current_index() is not None

    def object(self) -> Nullable:
        return None

    def window(self) -> Nullable:
        return self._access.view.window().windowHandle()

    def parent(self) -> QAccessibleInterface:
        return self._access.list_interface()

    def child(self, index: int) -> Nullable:
        return None

    def childAt(self, x: int, y: int) -> Nullable:
        return None

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def rect(self) -> QRect:
        index, view = self._current_index(), self._access.view.viewport()
        for placed in self._access.scene.current_arrangement().placed:
            if placed.index == index:
                area = QRect(0, placed.y, view.width(), placed.extent.height).intersected(view.rect())
                return QRect(view.mapToGlobal(area.topLeft()), area.size())
        return QRect()

    def state(self) -> QAccessible.State:
        made = QAccessible.State()
        made.readOnly = True
        made.offscreen = self.rect().isEmpty()
        return made

    def text(self, kind: QAccessible.Text) -> str:
        index = self._current_index()
        if kind != QAccessible.Text.Name or index is None:
            return ""
        # Each entry of a condensed run is an item of its own.
        return self._access.spoken_text(self._access.scene.lone_plan_of(index))

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Ignore the text; entries are read-only."""


def _make_interface(_: str, owner: QObject) -> QAccessibleInterface | None:
    access = getattr(owner, "access", None)
    return access.list_interface() if isinstance(access, TimelineAccess) else None


@cache
def _install_factory() -> None:
    QAccessible.installFactory(_make_interface)
