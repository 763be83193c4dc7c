"""RoomPane: one room: header, banner, timeline, composer. GUI thread."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from operator import attrgetter

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop_chat.client.entry import SPOKEN, Entry
from desktop_chat.client.events import Phase
from desktop_chat.client.session import Session
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.room import Room
from desktop_chat.qt.timeline import ListTimelineModel, Timeline
from desktop_chat.qt.timeline.strings import quoted_text
from desktop_chat.qt.views.banner import Banner
from desktop_chat.qt.views.day_jump import DayJump
from desktop_chat.qt.views.entry_bar import EntryBar
from desktop_chat.qt.views.gap_bar import GapBar
from desktop_chat.qt.views.invitation_card import InvitationCard
from desktop_chat.qt.views.pin_bar import PinBar
from desktop_chat.qt.views.reading import Reading
from desktop_chat.qt.views.room_header import RoomHeader
from desktop_chat.qt.views.typing_note import TypingNote
from desktop_chat.qt.views.waiting_bar import WaitingBar
from desktop_chat.qt.views.writing import Writing

_is_own = attrgetter("own")


class RoomPane(QWidget):
    """Shows one room at a time. Visible messages at the end are marked as read while the window is active."""

    delete_requested = Signal(object)  # an Entry of this room
    toast_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self.network: Network | None = None
        self.room: Room | None = None
        self.header = RoomHeader()
        self.banner = Banner()
        self.entry_bar = EntryBar()
        self.gap_bar = GapBar()
        self.pin_bar = PinBar()
        self.invitation = InvitationCard()
        self.timeline = Timeline()
        self.reading = Reading(self.timeline, self)
        self.day_jump = DayJump(self.timeline, self)
        self.day_jump.toast_requested.connect(self.toast_requested)
        self.waiting_bar = WaitingBar()
        self.writing = Writing()
        self.intent_bar, self.composer = self.writing.intent_bar, self.writing.composer
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.header, self.pin_bar, self.banner, self.entry_bar, self.gap_bar, self.invitation):
            column.addWidget(part)
        column.addWidget(self.timeline, 1)
        column.addWidget(self.waiting_bar)
        column.addWidget(self.writing)
        self.entry_bar.left.connect(self.composer.setFocus)
        self.typing = TypingNote(self.composer, self)
        self.writing.send_requested.connect(self.on_saying)
        self.writing.delete_requested.connect(self.delete_requested)
        self.writing.toast_requested.connect(self.toast_requested)
        self.invitation.accepted.connect(self.on_invitation_accepted)
        self.invitation.declined.connect(self.on_invitation_declined)
        self.gap_bar.more_requested.connect(self.on_more_wanted)
        self.header.topic_given.connect(self.on_topic_given)
        self.header.toast_requested.connect(self.toast_requested)
        self.timeline.retry_requested.connect(self.on_retry_requested)
        self.timeline.join_requested.connect(self.on_join_requested)
        self.timeline.reply_requested.connect(self.writing.begin_reply)
        self.timeline.edit_requested.connect(self.writing.begin_edit)
        self.timeline.delete_requested.connect(self.delete_requested)
        self.pin_bar.jump_requested.connect(self.timeline.jump_to)
        self.timeline.pin_requested.connect(self.on_pin_requested)
        self.timeline.may_pin = partial(self.writing.is_allowed, Session.can_pin)
        self.timeline.is_pinned = self.is_pinned
        self.timeline.pin_refusal = self.pin_refusal
        self.timeline.may_reply = partial(self.writing.is_allowed, Session.can_reply)
        self.timeline.may_edit = partial(self.writing.is_allowed, Session.can_edit)
        self.timeline.may_delete = partial(self.writing.is_allowed, Session.can_delete)

    # Shown room

    def show_room(self, network: Network, room: Room, *, hosted: bool) -> None:
        """Show another room. The draft of the old room is kept."""
        if room is self.room:
            return
        self.network, self.room = network, room
        self.typing.show_room(network, room)
        self.waiting_bar.show_room(network, room)
        self.reading.open_room(network, room)
        self.day_jump.show_room(network, room)
        self._say_empty(network, room)
        self.banner.show_network(network, hosted=hosted)
        self.entry_bar.show_room(network, room)
        self.writing.show_room(network, room)
        self.show_room_state()
        self.mark_seen()

    def show_nothing(self) -> None:
        """Let go of the room before its network is deleted. The draft is kept."""
        self.writing.show_nothing()
        self.reading.leave_room()
        self.day_jump.stop()
        self.network = self.room = None
        self.typing.show_nothing()
        self.waiting_bar.show_room(None, None)
        self.timeline.set_model(ListTimelineModel())
        self.banner.show_network(None, hosted=False)
        self.entry_bar.show_room(None, None)
        self.header.show_nothing()
        self.pin_bar.show_pins(())
        self.gap_bar.set_gap(gap=False)
        self.invitation.setVisible(False)

    def show_room_state(self) -> None:
        """Update the name, the topic, and the permission to write."""
        if self.network is None or self.room is None:
            return
        room = self.room
        self.banner.show_state()
        self.entry_bar.show_state()
        self.header.show_room(self.network, room)
        self.gap_bar.set_gap(gap=room.gap and self.is_live())
        self.pin_bar.show_pins(self._pinned_texts(room))
        self.writing.show_room_name()
        self._show_invitation(self.network, room)

    def _show_invitation(self, network: Network, room: Room) -> None:
        """Show the card of an invitation in place of the composer. The focus stays with the one that is shown."""
        invited = bool(room.state.invited_by)
        focused = self.invitation.isAncestorOf(QApplication.focusWidget() or self)
        self.invitation.show_room(network, room)
        self.writing.setVisible(not invited)
        if focused and not invited:
            self.take_focus()

    def take_focus(self) -> None:
        """Focus the composer, or the button that accepts an invitation."""
        invited = self.room is not None and bool(self.room.state.invited_by)
        (self.invitation.accept_button if invited else self.composer).setFocus()

    def _say_empty(self, network: Network, room: Room) -> None:
        name = room.shown_name
        if room.kind == "direct":
            self.timeline.set_empty("message", name, self.tr("This is between the two of you. Say hello."))
        elif room.kind == "server":
            self.timeline.set_empty("server", network.display_name, self.tr("Messages of the server appear here."))
        else:
            self.timeline.set_empty("hash", name.removeprefix("#"), self.tr("No messages yet. Say hello."))

    def on_presence_changed(self, room: Room) -> None:
        """Show the presence of the person of the shown direct messages."""
        if room is self.room and self.network is not None:
            self.header.show_room(self.network, room)

    # Reading

    def mark_seen(self) -> None:
        """Mark the room as read if the window is active and the end is visible."""
        self.reading.mark_seen()

    def on_entries_added(self, room: Room, entries: Sequence[Entry]) -> None:
        self.reading.see_entries(room, own=any(map(_is_own, entries)))

    def on_unread_changed(self, room: Room) -> None:
        """Mark entries of the history as read in the visible room."""
        if room is self.room and room.unread:
            self.mark_seen()

    def showEvent(self, event: QShowEvent) -> None:
        """Mark the room as read: in a slim window the rooms were in its place."""
        super().showEvent(event)
        self.mark_seen()

    # Dropped text

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept a text anywhere over the room."""
        if event.mimeData().hasText() and not event.mimeData().hasUrls() and self.composer.edit.isEnabled():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.composer.edit.insertFromMimeData(event.mimeData())
        self.composer.setFocus()
        event.acceptProposedAction()

    # Sending

    def on_saying(self) -> None:
        """Follow the words: the person sends a message."""
        self.reading.follow_words()

    def on_topic_given(self, text: str) -> None:
        if self.network is not None and self.room is not None:
            self.network.set_topic(self.room, text)

    def on_join_requested(self, name: str) -> None:
        if self.network is not None and self.room is not None:
            self.network.run_command(self.room, f"/join {name}")

    def on_invitation_accepted(self) -> None:
        if self.network is not None and self.room is not None:
            self.network.join_channel(self.room.name)

    def on_invitation_declined(self) -> None:
        if self.network is not None and self.room is not None:
            self.network.leave_room(self.room)

    def is_pinned(self, entry: Entry) -> bool:
        """True if the entry is pinned in the shown room."""
        return self.room is not None and entry.msgid in self.room.state.pins

    def pin_refusal(self, entry: Entry) -> str:
        """Return why a moderator cannot pin a message here, or ""."""
        network, room = self.network, self.room
        if network is None or room is None or entry.kind not in SPOKEN or network.session.knows_profiles:
            return ""
        return self.tr("This server cannot keep pins") if network.session.is_moderator(room.key) else ""

    def on_pin_requested(self, entry: Entry) -> None:
        if self.network is not None and self.room is not None:
            self.network.pin_entry(self.room, entry, pinned=not self.is_pinned(entry))

    def _pinned_texts(self, room: Room) -> list[tuple[str, str]]:
        """Return msgid and text of each pinned message."""
        found = ((msgid, room.find_by_msgid(msgid)) for msgid in room.state.pins)
        return [
            (msgid, f"{room.timeline.name_of(entry.nick)}: {quoted_text(entry)}" if entry else quoted_text(None))
            for msgid, entry in found
        ]

    def on_more_wanted(self) -> None:
        if self.network is not None and self.room is not None:
            self.network.fill_gap(self.room)

    def on_retry_requested(self, entry: Entry) -> None:
        if self.network is not None and self.room is not None:
            self.network.retry_entry(self.room, entry)

    def is_live(self) -> bool:
        """True if messages can be sent here now."""
        return self.network is not None and self.network.phase is Phase.ONLINE
