"""RoomTimeline: shows a room's log to a timeline. GUI thread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from desktop_chat.client.entry import SPOKEN, Entry, EntryKind
from desktop_chat.client.mentions import has_mention, may_mention
from desktop_chat.client.room_log import RoomLog
from desktop_chat.client.safe_display import shown_name
from desktop_chat.irc.names import fold_name
from desktop_chat.qt.timeline import TimelineModel
from desktop_chat.qt.timeline.row_plan import nobody

Said = Callable[[str], Entry | None]


class RoomTimeline(TimelineModel):
    """The model of one room. Code that changes the log must tell the model (Room.emit_changes)."""

    def __init__(
        self,
        log: RoomLog,
        said: Said,
        parent: QObject | None = None,
        names: Callable[[str], str] = shown_name,
        is_member: Callable[[str], bool] = nobody,
    ) -> None:
        """`names` returns the text to show for a nick, `is_member` whether the person is in the room."""
        super().__init__(parent)
        self._is_member = is_member
        self._names = names
        self._log = log
        self._said = said
        self._answered: dict[str, Entry | None] = {}
        """Answers of `_said` by msgid, while they are valid."""
        self._expected: Entry | None = None
        self._entered = False
        self.nick = ""
        """The nick whose mentions stand out."""
        self.other_names: tuple[str, ...] = ()
        """What counts as a mention beside the nick."""
        self._hidden = 0
        """How many of the log's first entries `clear_view` hides."""

    def count(self) -> int:
        return len(self._log) - self._hidden

    def entry_at(self, index: int) -> Entry:
        return self._log.entry_at(index + self._hidden)

    # Changes of the log

    def note_inserted(self, first: int, count: int) -> None:
        """Show new entries, unless they stand among hidden ones."""
        if self._answered:
            self._forget_missing()
        if first < self._hidden:
            self._hidden += count
        else:
            self.inserted.emit(first - self._hidden, count)

    def note_changed(self, index: int) -> None:
        self._answered.clear()  # the entry may be among the found ones
        if index >= self._hidden:
            self.changed.emit(index - self._hidden, 1)

    def note_names_changed(self) -> None:
        """Have the view painted again: other messages may be mentions now."""
        self._answered.clear()
        if self.count():
            self.changed.emit(self.count() - 1, 1)

    def note_entered(self, *, entered: bool) -> None:
        """Show what is offered below invitations and knocks, now that the room is `entered` or left."""
        if entered is not self._entered:
            self._entered = entered
            self.note_names_changed()

    def is_settled(self, entry: Entry) -> bool:
        return self._entered if entry.kind is EntryKind.INVITE else not self._entered or self._is_member(entry.nick)

    def note_reset(self) -> None:
        self._answered.clear()
        self._hidden = min(self._hidden, len(self._log))
        self.reset.emit()

    # A clear view

    @property
    def is_cleared(self) -> bool:
        """True if entries are hidden."""
        return self._hidden > 0

    def clear_view(self) -> None:
        """Hide all entries of now. Nothing is deleted."""
        self._hidden = len(self._log)
        self.reset.emit()

    def show_all(self) -> None:
        """Show the hidden entries again."""
        self._hidden = 0
        self.reset.emit()

    # Questions of the view

    def name_of(self, nick: str) -> str:
        return self._names(nick)

    def knows_person(self, nick: str) -> bool:
        is_own = fold_name(nick) == fold_name(self.nick)
        return is_own or self._is_member(nick) or self.name_of(nick) != shown_name(nick)

    def find_by_msgid(self, msgid: str) -> Entry | None:
        if msgid not in self._answered:
            self._answered[msgid] = self._said(msgid)
        return self._answered[msgid]

    def _forget_missing(self) -> None:
        """Forget the msgids not found so far: their entries may have come."""
        for msgid in [msgid for msgid, entry in self._answered.items() if entry is None]:
            del self._answered[msgid]

    def expect_entry(self, entry: Entry) -> None:
        self._expected = entry

    def find_entry(self, entry_id: int) -> int | None:
        """Return the index of an entry. On disk only the page of its time is read. A hidden entry ends the clear
        view."""
        found = self._find_in_log(entry_id)
        if found is not None and found < self._hidden:
            self.show_all()
        return found - self._hidden if found is not None else None

    def _find_in_log(self, entry_id: int) -> int | None:
        found = self._log.find_entry(entry_id)
        if found is not None or self._expected is None or self._expected.id != entry_id:
            return found
        place = self._log.place_of(self._expected)
        return place if place < len(self._log) and self._log.entry_at(place).id == entry_id else None

    def is_mention(self, entry: Entry) -> bool:
        return not entry.own and entry.kind in SPOKEN and self.names_nick(entry, self.nick)

    def names_nick(self, entry: Entry, nick: str) -> bool:
        """True if the entry mentions the person of the nick, or replies to one of the person's messages."""
        names = (nick, *self.other_names)
        called = bool(nick) and has_mention(entry.text, names) and may_mention(entry)
        return called or self.answers_own(entry)

    def answers_own(self, entry: Entry) -> bool:
        """True if the entry is another person's reply to a message of our own."""
        msgid = "" if entry.own else entry.reply_to_msgid
        answered = self.find_by_msgid(msgid) if msgid else None
        return answered is not None and answered.own
