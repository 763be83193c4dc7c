"""RoomPane: one room, to read and to write in: header, banner, timeline, composer. GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from operator import attrgetter

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_chat.client.entry import Entry
from desktop_chat.client.events import Phase
from desktop_chat.client.session import Session
from desktop_chat.qt.network import Network
from desktop_chat.qt.room import Room
from desktop_chat.qt.timeline import ListTimelineModel, Timeline
from desktop_chat.qt.timeline.words import quoted
from desktop_chat.qt.views.banner import Banner
from desktop_chat.qt.views.completion import by_recency
from desktop_chat.qt.views.composer import Composer, lines_in
from desktop_chat.qt.views.gap_bar import GapBar
from desktop_chat.qt.views.intent_bar import IntentBar
from desktop_chat.qt.views.room_header import RoomHeader
from desktop_chat.qt.views.typing_note import TypingNote

_DRAFT_MS = 400
_RECENT = 60
"""Entries at the end of a room in which is looked for who spoke last."""


_is_own = attrgetter("own")


class RoomPane(QWidget):
    """Shows one room at a time. What it shows at its end, while its window is in front, is read."""

    shown_changed = Signal()
    delete_wanted = Signal(object)  # an Entry of this room
    told = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.network: Network | None = None
        self.room: Room | None = None
        self._answered: Entry | None = None
        """What the words that are being written are a reply to."""
        self.header = RoomHeader()
        self.banner = Banner()
        self.gap_bar = GapBar()
        self.timeline = Timeline()
        self.intent_bar = IntentBar()
        self.composer = Composer()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.header, self.banner, self.gap_bar):
            column.addWidget(part)
        column.addWidget(self.timeline, 1)
        column.addWidget(self.intent_bar)
        column.addWidget(self.composer)
        self.typing = TypingNote(self.composer, self)
        self._draft_timer = QTimer(self)
        self._draft_timer.setSingleShot(True)
        self._draft_timer.setInterval(_DRAFT_MS)
        self._draft_timer.timeout.connect(self.keep_draft)
        self._connect_writing()
        self.gap_bar.more_wanted.connect(self.on_more_wanted)
        self.header.topic_given.connect(self.on_topic_given)
        self.timeline.at_end_changed.connect(lambda _at_end: self.look())
        self.timeline.retry_requested.connect(self.on_retry_requested)
        self.timeline.reply_requested.connect(self.answer)
        self.timeline.edit_requested.connect(self.edit)
        self.timeline.delete_requested.connect(self.delete_wanted)
        self.timeline.may_reply = partial(self._may, Session.may_answer)
        self.timeline.may_edit = partial(self._may, Session.may_correct)
        self.timeline.may_delete = partial(self._may, Session.may_delete)

    def _connect_writing(self) -> None:
        composer = self.composer
        composer.names = self.names
        composer.count = self.count
        composer.edit_last = self.edit_last
        composer.edited.connect(lambda _text: self._draft_timer.start())
        composer.submitted.connect(self.on_submitted)
        composer.corrected.connect(self.on_corrected)
        composer.leave = self.leave_intent
        self.intent_bar.left.connect(self.leave_intent)

    # What is shown

    def show_room(self, network: Network, room: Room, *, hosted: bool) -> None:
        """Show another room; the words begun in this one are kept."""
        if room is self.room:
            return
        self.keep_draft()
        self.leave_intent()
        self._forget_line()
        self.network, self.room = network, room
        self.typing.show_room(network, room)
        room.unread_after = room.last_read()
        self.timeline.set_model(room.timeline)
        self.timeline.set_unread_after(room.unread_after)
        self._say_empty(network, room)
        self.banner.show_network(network, room, hosted=hosted)
        self.refresh()
        self.look()
        self.shown_changed.emit()

    def show_nothing(self) -> None:
        """Let go of the room that was shown: its network is about to be deleted. The words begun there are kept."""
        self.keep_draft()
        self.leave_intent()
        self._forget_line()
        self.network = self.room = None
        self.typing.show_nothing()
        self.timeline.set_model(ListTimelineModel())
        self.banner.show_network(None, hosted=False)
        self.header.show_nothing()
        self.gap_bar.set_gap(gap=False)
        self.composer.set_place(None, "", "", enabled=False)
        self.shown_changed.emit()

    def refresh(self) -> None:
        """The room's name, topic, or whether one may write has changed."""
        if self.network is None or self.room is None:
            return
        room = self.room
        self.banner.refresh()
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
        recent = [entry.nick for entry in self._recent()]
        members = self.room.state.members
        nicks = [member.nick for key, member in members.items() if key != own]
        return by_recency(nicks or [self.room.name], recent)

    def _recent(self) -> Iterator[Entry]:
        """What was said or happened last in the room, the newest first."""
        if self.room is not None:
            log = self.room.log
            for index in range(len(log) - 1, max(-1, len(log) - 1 - _RECENT), -1):
                yield log.entry(index)

    # Reading

    def look(self) -> None:
        """What is seen is read, while the window is in front and the end is in view."""
        if self.room is None or self.network is None:
            return
        if self.timeline.at_end and self.isVisible() and self.window().isActiveWindow():
            self.network.mark_read(self.room)

    def on_entries_added(self, room: Room, entries: Sequence[Entry]) -> None:
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
            answered = self._answered
            self.leave_intent()
            self.network.say(self.room, text, answered.msgid if answered is not None else "")
            self.keep_draft()

    def count(self, text: str) -> int:
        """How many messages this text becomes."""
        if self.network is None or self.room is None or text.startswith("/"):
            return lines_in(text)
        return self.network.session.pieces(self.room.key, text)

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
        composer = self.composer
        if self.network is not None and composer.place is self.room is not None and composer.editing is None:
            self.network.keep_draft(self.room, composer.text())

    # Answering and correcting

    def _may(self, act: Callable[[Session, str, Entry], bool], entry: Entry) -> bool:
        """Whether the Session allows this with an entry of the room that is shown."""
        network, room = self.network, self.room
        return network is not None and room is not None and act(network.session, room.key, entry)

    def answer(self, entry: Entry) -> None:
        """What is written next is a reply to this."""
        if self._may(Session.may_answer, entry):
            self.leave_intent()
            self._answered = entry
            self.intent_bar.show_answer(entry.nick, quoted(entry))
            self.composer.setFocus()

    def edit(self, entry: Entry) -> None:
        """Correct something that was said here."""
        if self._may(Session.may_correct, entry):
            self.keep_draft()
            self.leave_intent()
            self.composer.begin_edit(entry)
            self.intent_bar.show_edit()

    def edit_last(self) -> bool:
        """Correct what we said last, if that is not far up; whether there is such a thing."""
        last = next((entry for entry in self._recent() if self._may(Session.may_correct, entry)), None)
        if last is not None:
            self.edit(last)
        return last is not None

    def leave_intent(self) -> bool:
        """Write something new again, where one had stopped; whether one corrected or answered something."""
        left = self._answered is not None or self.composer.editing is not None
        self._answered = None
        self.intent_bar.setVisible(False)
        self.composer.end_edit(self.room.draft if self.room is not None else "")
        return left

    def on_corrected(self, entry: Entry, text: str) -> None:
        """Words for the place of others: nothing there means that they shall be gone."""
        network, room = self.network, self.room
        if network is None or room is None:
            return
        now = room.current(entry)
        if not text.strip():
            self.leave_intent()
            self.delete_wanted.emit(now)
        elif not self._may(Session.may_correct, now):
            self.told.emit(self.tr("This message cannot be changed now."))
        elif network.session.pieces(room.key, text, now.kind) > 1:
            self.told.emit(self.tr("That is too long for one message."))
        else:
            self.leave_intent()
            network.correct(room, now, text)

    def is_live(self) -> bool:
        """Whether one can talk here now."""
        return self.network is not None and self.network.phase is Phase.ONLINE
