"""RoomPane: one room: header, banner, timeline, composer. GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from operator import attrgetter

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop_chat.client.entry import SPOKEN, Entry
from desktop_chat.client.events import Phase
from desktop_chat.client.session import Session
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.room import Room
from desktop_chat.qt.timeline import ListTimelineModel, Timeline
from desktop_chat.qt.timeline.strings import quoted_text
from desktop_chat.qt.views import (
    day_jump,
    entry_bar,
    gap_bar,
    invitation_card,
    pin_bar,
    reply_bar,
    silence_bar,
    waiting_bar,
)
from desktop_chat.qt.views.banner import Banner
from desktop_chat.qt.views.entry_texts import files_refusal, is_shut
from desktop_chat.qt.views.reading import Reading
from desktop_chat.qt.views.room_header import RoomHeader
from desktop_chat.qt.views.typing_note import TypingNote
from desktop_chat.qt.views.writing import Writing
from desktop_chat.qt.widgets.late_column import LateColumn

_is_own = attrgetter("own")
_PARTS = (
    "header",
    "knocks",
    "pin_bar",
    "banner",
    "entry_bar",
    "silence_bar",
    "gap_bar",
    "invitation",
    "first_guest",
    "welcome",
    "timeline",
    "waiting_bar",
    "writing",
)
"""The parts from above. Most bars are made when something is to be said."""


class RoomPane(QWidget):
    """Shows one room at a time. Visible messages at the end are marked as read while the window is active."""

    delete_requested = Signal(object)  # an Entry of this room
    login_requested = Signal(object)  # Network
    toast_requested = Signal(str)
    room_shown = Signal()  # another room is shown, or none

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self.network: Network | None = None
        self.room: Room | None = None
        self.show_drop: Callable[[QMimeData | None], bool] = lambda mime: False
        """Shows where dragged files go; None: they are gone. Returns True if they may be dropped."""
        self.header = RoomHeader()
        self.banner = Banner()
        self.timeline = Timeline()
        self.reading = Reading(self.timeline, self)
        self.timeline.day_requested.connect(lambda entry: self.day_jump.ask_day(entry))
        self.writing = Writing()
        self.composer = self.writing.composer
        self._column = LateColumn(self, _PARTS)
        self._column.add_part("header", self.header)
        self._column.add_part("banner", self.banner)
        self._column.add_part("timeline", self.timeline, 1)
        self._column.add_part("writing", self.writing)
        self.typing = TypingNote(self.composer, self)
        self.writing.send_requested.connect(self.on_saying)
        self.writing.delete_requested.connect(self.delete_requested)
        self.writing.toast_requested.connect(self.toast_requested)
        self.header.topic_given.connect(self.on_topic_given)
        self.header.toast_requested.connect(self.toast_requested)
        self.timeline.toast_requested.connect(self.toast_requested)
        self.timeline.retry_requested.connect(self.on_retry_requested)
        self.timeline.join_requested.connect(self.on_join_requested)
        self.timeline.invite_requested.connect(self.on_invite_requested)
        self.timeline.reply_requested.connect(self.writing.begin_reply)
        self.timeline.edit_requested.connect(self.writing.begin_edit)
        self.timeline.delete_requested.connect(self.delete_requested)
        self.timeline.pin_requested.connect(self.on_pin_requested)
        self.timeline.may_pin = partial(self.writing.is_allowed, Session.can_pin)
        self.timeline.is_pinned = self.is_pinned
        self.timeline.pin_refusal = self.pin_refusal
        self.timeline.may_reply = partial(self.writing.is_allowed, Session.can_reply)
        self.timeline.reply_refusal = self.reply_refusal
        self.timeline.may_edit = partial(self.writing.is_allowed, Session.can_edit)
        self.timeline.edit_refusal = self.edit_refusal
        self.timeline.may_delete = partial(self.writing.is_allowed, Session.can_delete)
        self.timeline.delete_refusal = self.delete_refusal

    # Parts that are made when they are first used

    @cached_property
    def day_jump(self) -> day_jump.DayJump:
        made = day_jump.DayJump(self.timeline, self)
        made.toast_requested.connect(self.toast_requested)
        if self.network is not None and self.room is not None:
            made.show_room(self.network, self.room)
        return made

    @property
    def _has_day_jump(self) -> bool:
        return "day_jump" in vars(self)

    @property
    def intent_bar(self) -> reply_bar.ReplyBar:
        return self.writing.intent_bar

    @cached_property
    def pin_bar(self) -> pin_bar.PinBar:
        made = self._column.add_part("pin_bar", pin_bar.PinBar())
        made.jump_requested.connect(self.timeline.jump_to)
        return made

    @cached_property
    def entry_bar(self) -> entry_bar.EntryBar:
        made = self._column.add_part("entry_bar", entry_bar.EntryBar())
        made.login_requested.connect(self.login_requested)
        made.left.connect(self.composer.setFocus)
        made.password_wanted.connect(self.on_password_wanted)
        return made

    @cached_property
    def silence_bar(self) -> silence_bar.SilenceBar:
        return self._column.add_part("silence_bar", silence_bar.SilenceBar())

    @cached_property
    def gap_bar(self) -> gap_bar.GapBar:
        made = self._column.add_part("gap_bar", gap_bar.GapBar())
        made.more_requested.connect(self.on_more_wanted)
        return made

    @cached_property
    def invitation(self) -> invitation_card.InvitationCard:
        made = self._column.add_part("invitation", invitation_card.InvitationCard())
        made.accepted.connect(self.on_invitation_accepted)
        made.declined.connect(self.on_invitation_declined)
        return made

    @cached_property
    def waiting_bar(self) -> waiting_bar.WaitingBar:
        return self._column.add_part("waiting_bar", waiting_bar.WaitingBar())

    def _show_bars(self) -> None:
        """Show in each bar what is so in the shown room."""
        network, room, has = self.network, self.room, self._column.has
        shut = network is not None and room is not None and is_shut(network, room)
        if shut or has("entry_bar"):
            self.entry_bar.show_room(network, room)
        silent = network is not None and room is not None and network.session.silence_of(room.key) is not None
        if silent or has("silence_bar"):
            self.silence_bar.show_room(network, room)
        gap = room is not None and room.gap and self.is_live()
        if gap or has("gap_bar"):
            self.gap_bar.set_gap(gap=gap)
        pins = self._pinned_texts(room) if room is not None else []
        if pins or has("pin_bar"):
            self.pin_bar.show_pins(pins)
        self.show_waiting()

    def show_waiting(self) -> None:
        """Show how many messages of the room wait for the server."""
        network, room = self.network, self.room
        waits = network is not None and room is not None and network.progress_of(room).seconds > 0
        if waits or self._column.has("waiting_bar"):
            self.waiting_bar.show_room(network, room)

    def add_bar(self, name: str, bar: QWidget) -> None:
        """Place a bar at the place of the name. It stays there for every room."""
        self._column.add_part(name, bar)

    # Shown room

    def show_room(self, network: Network, room: Room, *, hosted: bool) -> None:
        """Show another room. The draft of the old room is kept."""
        if room is self.room:
            return
        self.network, self.room = network, room
        self.typing.show_room(network, room)
        self.reading.open_room(network, room)
        if self._has_day_jump:
            self.day_jump.show_room(network, room)
        self._say_empty(network, room)
        self.banner.show_network(network, hosted=hosted)
        self.writing.show_room(network, room)
        self.show_room_state()
        self.mark_seen()
        self.room_shown.emit()

    def show_nothing(self) -> None:
        """Let go of the room before its network is deleted. The draft is kept."""
        self.writing.show_nothing()
        self.reading.leave_room()
        if self._has_day_jump:
            self.day_jump.stop()
        self.network = self.room = None
        self.typing.show_nothing()
        self.timeline.set_model(ListTimelineModel())
        self.banner.show_network(None, hosted=False)
        self.header.show_nothing()
        self._show_bars()
        if self._column.has("invitation"):
            self.invitation.setVisible(False)
        self.room_shown.emit()

    def show_room_state(self) -> None:
        """Update the name, the topic, and the permission to write."""
        if self.network is None or self.room is None:
            return
        room = self.room
        self.banner.show_state()
        self.header.show_room(self.network, room)
        self._show_bars()
        self.writing.show_room_name()
        self.composer.show_files_refusal(files_refusal(self.network, room))
        self._show_invitation(self.network, room)

    def _show_invitation(self, network: Network, room: Room) -> None:
        """Show the card of an invitation in place of the composer. The focus stays with the one that is shown."""
        invited, focused = bool(room.state.invited_by), False
        if invited or self._column.has("invitation"):
            focused = self.invitation.isAncestorOf(QApplication.focusWidget() or self)
            self.invitation.show_room(network, room)
        if self.writing.isHidden() != invited:
            self.writing.setVisible(not invited)
        if focused and not invited:
            self.take_focus()

    def take_focus(self) -> None:
        """Focus the composer, the button that accepts an invitation, or the field for the password of the room."""
        invited = self.room is not None and bool(self.room.state.invited_by)
        if invited:
            self.invitation.accept_button.setFocus()
        elif self._column.has("entry_bar") and self.entry_bar.wants_password and not self.composer.text():
            self.entry_bar.key_field.setFocus()
        else:
            self.composer.setFocus()

    def on_password_wanted(self) -> None:
        """Lead a person who has typed nothing to the field for the password of the room, also behind an open dialog."""
        if self.window().focusWidget() is self.composer.edit:
            self.take_focus()

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
        if room.kind == "direct":
            self.on_presence_changed(room)  # when the person was last seen

    def on_unread_changed(self, room: Room) -> None:
        """Mark entries of the history as read in the visible room."""
        if room is self.room and room.unread:
            self.mark_seen()

    def showEvent(self, event: QShowEvent) -> None:
        """Mark the room as read: in a slim window the rooms were in its place."""
        super().showEvent(event)
        self.mark_seen()

    # Dropped text and files

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept files, or a text, anywhere over the room."""
        mime = event.mimeData()
        if self.show_drop(mime) or (mime.hasText() and not mime.hasUrls() and self.composer.edit.isEnabled()):
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.show_drop(None)

    def dropEvent(self, event: QDropEvent) -> None:
        self.show_drop(None)
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

    def on_invite_requested(self, nick: str) -> None:
        if self.network is not None and self.room is not None:
            self.network.run_command(self.room, f"/invite {nick}")

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

    def reply_refusal(self, entry: Entry) -> str:
        """Return why the server takes no reply to a message, or ""."""
        if self.network is None or self.room is None or self.room.kind == "server":
            return ""
        return self.tr("Reply (this server cannot)") if self.network.session.lacks_replies(entry) else ""

    def edit_refusal(self, entry: Entry) -> str:
        """Return why the server cannot change an own message, or ""."""
        lacks = self.network is not None and self.network.session.lacks_edits()
        return self.tr("Edit (this server cannot)") if lacks and entry.own and entry.kind in SPOKEN else ""

    def delete_refusal(self, entry: Entry) -> str:
        """Return why the server cannot delete an own message, or ""."""
        lacks = self.network is not None and self.network.session.lacks_deletion() and not entry.is_undelivered
        return self.tr("Delete (this server cannot)") if lacks and entry.own and entry.kind in SPOKEN else ""

    def on_pin_requested(self, entry: Entry) -> None:
        if self.network is not None and self.room is not None:
            self.network.pin_entry(self.room, entry, pinned=not self.is_pinned(entry))

    def _pinned_texts(self, room: Room) -> list[tuple[str, str]]:
        """Return msgid and text of each pinned message. A message is left out if the server has it no more, or does not
        show it to us."""
        found = ((msgid, room.find_by_msgid(msgid)) for msgid in room.state.pins)
        names = room.timeline.name_of
        return [
            (msgid, f"{names(entry.nick)}: {quoted_text(entry, names)}" if entry else quoted_text(None))
            for msgid, entry in found
            if entry or not room.state.history_ends
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
