"""DayJump: leads from a calendar to a day of the shown room. GUI thread."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, Signal

from desktop_chat.client.archive_search import first_moment
from desktop_chat.client.entry import Entry
from desktop_chat.qt.dialogs import day_dialog
from desktop_chat.qt.models import room_texts
from desktop_chat.qt.network.history_seeker import HistorySeeker
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.room import Room
from desktop_chat.qt.timeline import Timeline
from desktop_chat.qt.timeline.strings import local_moment


class DayJump(QObject):
    """Acts on the timeline of a pane. `show_room` and `stop` tell which room it shows."""

    toast_requested = Signal(str)

    def __init__(self, timeline: Timeline, parent: QObject) -> None:
        super().__init__(parent)
        self._timeline = timeline
        self._network: Network | None = None
        self._room: Room | None = None
        self._seeker = HistorySeeker(self)
        self._seeker.begun.connect(lambda: self.toast_requested.emit(self.tr("Loading older messages…")))
        self._seeker.given_up.connect(
            lambda: self.toast_requested.emit(self.tr("The server does not give older messages now."))
        )

    def show_room(self, network: Network, room: Room) -> None:
        """Act on another room."""
        self._seeker.stop()
        self._network, self._room = network, room

    def stop(self) -> None:
        """Let go of the room."""
        self._seeker.stop()
        self._network = self._room = None

    def ask_day(self, entry: Entry | None = None) -> None:
        """Let the person choose a day; the calendar begins at the day of an entry, or of the visible ones."""
        network, room = self._network, self._room
        shown = entry or self._timeline.uppermost_entry()
        if network is None or room is None or shown is None:
            return
        name = room_texts.name_in_sentence(network, room)
        dialog = day_dialog.DayDialog(name, local_moment(shown.time).date(), self._timeline.window())
        dialog.answered.connect(lambda day: self.go_to_day(day) if room is self._room else None)
        dialog.open()

    def go_to_day(self, day: date) -> None:
        """Show the first message of a day, or the next one. Older history is loaded before."""
        network, room, time = self._network, self._room, first_moment(day)
        if network is not None and room is not None:
            self._seeker.seek_time(network, room, time, lambda: self._timeline.show_moment(time))
