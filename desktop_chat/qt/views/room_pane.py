"""RoomPane: one room, to read and to write in: header, banner, timeline, composer. GUI thread."""

from __future__ import annotations

from operator import attrgetter

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_chat.client.entry import Entry
from desktop_chat.client.events import Phase
from desktop_chat.qt.network import Network
from desktop_chat.qt.room import Room
from desktop_chat.qt.timeline import Timeline
from desktop_chat.qt.views.banner import Banner
from desktop_chat.qt.views.completion import by_recency
from desktop_chat.qt.views.composer import Composer
from desktop_chat.qt.views.gap_bar import GapBar
from desktop_chat.qt.views.room_header import RoomHeader

_DRAFT_MS = 400
_RECENT = 60
"""Entries at the end of a room in which is looked for who spoke last."""


_is_own = attrgetter("own")


class RoomPane(QWidget):
    """Shows one room at a time. What it shows at its end, while its window is in front, is read."""

    shown_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.network: Network | None = None
        self.room: Room | None = None
        self.header = RoomHeader()
        self.banner = Banner()
        self.gap_bar = GapBar()
        self.timeline = Timeline()
        self.composer = Composer()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.header, self.banner, self.gap_bar):
            column.addWidget(part)
        column.addWidget(self.timeline, 1)
        column.addWidget(self.composer)
        self._draft_timer = QTimer(self)
        self._draft_timer.setSingleShot(True)
        self._draft_timer.setInterval(_DRAFT_MS)
        self._draft_timer.timeout.connect(self.keep_draft)
        self.composer.names = self.names
        self.composer.edited.connect(lambda _text: self._draft_timer.start())
        self.composer.submitted.connect(self.on_submitted)
        self.gap_bar.more_wanted.connect(self.on_more_wanted)
        self.header.topic_given.connect(self.on_topic_given)
        self.timeline.at_end_changed.connect(lambda _at_end: self.look())
        self.timeline.retry_requested.connect(self.on_retry_requested)

    # What is shown

    def show_room(self, network: Network, room: Room, *, hosted: bool) -> None:
        """Show another room; the words begun in this one are kept."""
        if room is self.room:
            return
        self.keep_draft()
        self._forget_line()
        self.network, self.room = network, room
        room.unread_after = room.last_read()
        self.timeline.set_model(room.timeline)
        self.timeline.set_unread_after(room.unread_after)
        self._say_empty(network, room)
        self.banner.show_network(network, hosted=hosted)
        self.refresh()
        self.look()
        self.shown_changed.emit()

    def refresh(self) -> None:
        """The room's name, topic, or whether one may write has changed."""
        if self.network is None or self.room is None:
            return
        room = self.room
        self.header.show_room(self.network, room)
        self.gap_bar.set_gap(gap=room.gap and self.is_live())
        text = self.composer.text() if self.composer.place is room else room.draft
        self.composer.set_place(room, self._placeholder(room), text)

    def _placeholder(self, room: Room) -> str:
        if room.kind == "server":
            return self.tr("Type a /command")
        return self.tr("Message {0}").format(room.name)

    def _say_empty(self, network: Network, room: Room) -> None:
        if room.kind == "direct":
            self.timeline.set_empty("message", room.name, self.tr("This is between the two of you. Say hello."))
        elif room.kind == "server":
            self.timeline.set_empty("server", network.title, self.tr("What the server says appears here."))
        else:
            self.timeline.set_empty(
                "hash", room.name.removeprefix("#"), self.tr("Nothing was said here yet. Say hello.")
            )

    def names(self) -> list[str]:
        """Nicks for the Tab key: who spoke last first, never our own."""
        if self.room is None or self.network is None:
            return []
        own = self.network.session.key_of(self.network.nick)
        log = self.room.log
        recent = [log.entry(i).nick for i in range(len(log) - 1, max(-1, len(log) - 1 - _RECENT), -1)]
        members = self.room.state.members
        nicks = [member.nick for key, member in members.items() if key != own]
        return by_recency(nicks or [self.room.name], recent)

    # Reading

    def look(self) -> None:
        """What is seen is read, while the window is in front and the end is in view."""
        if self.room is None or self.network is None:
            return
        if self.timeline.at_end and self.isVisible() and self.window().isActiveWindow():
            self.network.mark_read(self.room)

    def on_entries_added(self, room: Room, entries: tuple[Entry, ...]) -> None:
        """Something was said somewhere; where nobody looks, a line marks what is new."""
        if room is not self.room:
            return
        if any(map(_is_own, entries)):
            self._forget_line()
        elif room.unread and room.unread_after is None and not self.window().isActiveWindow():
            room.unread_after = room.last_read()
            self.timeline.set_unread_after(room.unread_after)
        self.look()

    def _forget_line(self) -> None:
        """What was new is old now."""
        if self.room is not None and self.room.unread_after is not None:
            self.room.unread_after = None
            self.timeline.set_unread_after(None)

    # Writing

    def on_submitted(self, text: str) -> None:
        if self.network is not None and self.room is not None:
            self._forget_line()
            self.timeline.scroll_to_end()
            self.network.say(self.room, text)
            self.keep_draft()

    def on_topic_given(self, text: str) -> None:
        if self.network is not None and self.room is not None:
            self.network.set_topic(self.room, text)

    def on_more_wanted(self) -> None:
        if self.network is not None and self.room is not None:
            self.network.more(self.room)

    def on_retry_requested(self, entry: Entry) -> None:
        if self.network is not None and self.room is not None:
            self.network.retry(self.room, entry)

    def keep_draft(self) -> None:
        """Keep the words that were not sent yet."""
        self._draft_timer.stop()
        if self.network is not None and self.room is not None and self.composer.place is self.room:
            self.network.keep_draft(self.room, self.composer.text())

    def is_live(self) -> bool:
        """Whether one can talk here now."""
        return self.network is not None and self.network.phase is Phase.ONLINE
