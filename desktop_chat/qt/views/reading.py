"""Reading: where a room opens, its line "New", and when the room counts as read. GUI thread."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop_chat.client.entry import SPOKEN, Entry
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.room import Room, entry_order
from desktop_chat.qt.timeline import Timeline


class Reading(QObject):
    """Reads the room of a pane. A room is read when its end is visible in the active window."""

    def __init__(self, timeline: Timeline, pane: QWidget) -> None:
        super().__init__(pane)
        self._timeline = timeline
        self._pane = pane
        self._network: Network | None = None
        self._room: Room | None = None
        self._opening = False
        self._kept_unread = False
        """The person has marked the shown room as unread."""
        timeline.at_end_changed.connect(self.on_at_end_changed)
        timeline.unread_requested.connect(self.keep_unread)

    # Rooms

    def open_room(self, network: Network, room: Room) -> None:
        """Show a room at its first unread entry, or where the person left it, or at its end."""
        self.leave_room()
        self._network, self._room = network, room
        network.missed_loaded.connect(self.on_missed_loaded)
        self._opening = True
        room.unread_after = room.last_read()
        with self._timeline.opened(room.timeline):
            self._timeline.set_unread_after(room.unread_after)
            first, place = room.first_unread, room.place
            if first is not None and (place is None or entry_order(place.entry) < entry_order(first)):
                self._timeline.show_first_unread(first, room.unread)
            elif place is not None:
                self._timeline.show_place(place)
        self._opening = False

    def leave_room(self) -> None:
        """Remember the place of the room, and forget the room."""
        network, room = self._network, self._room
        if network is not None and room is not None:
            network.missed_loaded.disconnect(self.on_missed_loaded)
            self.keep_place()
        self.forget_line()
        self._network = self._room = None
        self._kept_unread = False

    def keep_place(self) -> None:
        """Keep the place of the shown room."""
        if self._room is not None:
            self._room.keep_place(self._timeline.reading_place())

    # What was read

    def mark_seen(self) -> None:
        """Mark the room as read if the window is active and the end is visible."""
        network, room = self._network, self._room
        if network is None or room is None or self._opening or self._kept_unread:
            return
        if self._timeline.at_end and self._pane.isVisible() and self._pane.window().isActiveWindow():
            network.mark_read(room)

    def on_at_end_changed(self) -> None:
        self.mark_seen()

    def keep_unread(self, entry: Entry) -> None:
        """Mark the room as unread from an entry on. It stays so until the person comes back or writes."""
        network, room = self._network, self._room
        if network is not None and room is not None:
            self._kept_unread = True  # before the change is reported, which would mark the visible end as read
            network.mark_unread(room, entry)
            self._kept_unread = room.unread > 0
            self._show_line(room.last_read())

    def see_entries(self, room: Room, *, own: bool) -> None:
        """Mark new entries of the shown room as read. In an inactive window, draw the line "New" above them."""
        if room is not self._room:
            return
        if own:
            self.forget_line()
        elif room.unread and room.unread_after is None and not self._pane.window().isActiveWindow():
            self._show_line(room.last_read())
        self.mark_seen()

    def on_missed_loaded(self, room: Room, entries: Sequence[Entry]) -> None:
        """Stay where the person has read to when messages from while the person was away come to the shown end."""
        if room is not self._room or not self._timeline.at_end:
            return
        first = min(entries, key=entry_order)
        above = room.entry_above(first)
        if above is not None and above.kind in SPOKEN:
            self._show_line(above.id)
            self._timeline.show_first_unread(first, len(entries))

    def follow_words(self) -> None:
        """Remove the line "New" and go to the end: the person sends a message."""
        self._kept_unread = False
        self.forget_line()
        self._timeline.scroll_to_end()

    # The line

    def _show_line(self, above: int | None) -> None:
        if self._room is not None:
            self._room.unread_after = above
            self._timeline.set_unread_after(above)

    def forget_line(self) -> None:
        """Remove the line "New"."""
        if self._room is not None and self._room.unread_after is not None:
            self._show_line(None)
