"""NetworkRooms: the rooms of one network, changed by the Session's Events. GUI thread."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, Qt, Signal

from desktop_chat.client.archive import Archive
from desktop_chat.client.entry import Entry
from desktop_chat.client.events import (
    AnswerAdded,
    BlockChanged,
    ClientTold,
    CommandFailed,
    CorrectionRefused,
    EntryAdded,
    EntryCorrected,
    EntryDeleted,
    EntryReacted,
    EntryRefused,
    EntryReplaced,
    Event,
    GapChanged,
    HistoryLoaded,
    MaskListTold,
    MemberAdded,
    MemberChanged,
    MemberRemoved,
    MembersReset,
    NamesChanged,
    NickChanged,
    PersonTold,
    PresenceTold,
    ProfilePublished,
    ProgramCalled,
    ReadMarked,
    RoomAdded,
    RoomCalled,
    RoomChanged,
    RoomListEnded,
    RoomRemoved,
    RoomRenamed,
    RoomsListed,
    SearchAnswered,
    TypingChanged,
    UploadLimitsTold,
    UploadOpened,
)
from desktop_chat.client.room_state import SERVER_ROOM
from desktop_chat.client.session import Session
from desktop_chat.qt.i18n.text_translation import translate_entry, translate_text
from desktop_chat.qt.network.draft import Draft
from desktop_chat.qt.network.network_actions import NetworkActions
from desktop_chat.qt.network.open_rooms import OpenRooms
from desktop_chat.qt.network.read_marks import ReadMarks
from desktop_chat.qt.network.room import Room
from desktop_chat.qt.network.unread_counts import UnreadCounts

_RECENT_MS = 60_000
"""Entries of a HistoryLoaded that are at most so old are announced like new messages."""
_CLOCK_SKEW_MS = 86_400_000
"""How far a server's clock may be ahead of this computer's, as long as the server has not told its time."""
_ENDS_A_RUN = (
    EntryReplaced
    | EntryCorrected
    | EntryDeleted
    | EntryReacted
    | HistoryLoaded
    | NickChanged
    | ReadMarked
    | RoomRenamed
    | RoomRemoved
)
"""Events that depend on the Entries before them: where the Entries stand, or who wrote them."""


class NetworkRooms(NetworkActions):
    """Applies Events about rooms to Rooms and archive, and emits a signal for each visible change."""

    room_added = Signal(object)  # Room
    room_about_to_go = Signal(object)
    room_removed = Signal(object)
    room_changed = Signal(object)
    unread_changed = Signal(object)
    entries_added = Signal(object, object, bool)  # Room, tuple[Entry, ...], True if an Entry mentions the person
    history_loaded = Signal(object)  # Room: a page of its history has come, or an empty answer
    missed_loaded = Signal(object, object)  # Room, unread Entries from while the person was away; not counted yet
    members_reset = Signal(object)
    member_added = Signal(object, object)  # Room, Member
    member_removed = Signal(object, str)
    member_changed = Signal(object, str, object)  # Room, the nick before, Member
    typing_changed = Signal(object)
    mask_list_told = Signal(object, str, object)  # Room, mode letter, tuple[ListedMask, ...]
    presence_changed = Signal(object)  # a Room with direct messages
    person_told = Signal(object, object)  # Room of the question, PersonFacts
    upload_opened = Signal(object)  # UploadOpened
    upload_limits_told = Signal(object)  # UploadLimitsTold
    search_answered = Signal(object)  # SearchAnswered
    client_told = Signal(str, str)  # nick, the name of the person's program
    names_changed = Signal(object)  # the nicks whose names or profiles have changed
    profile_published = Signal()  # the server has the person's profile
    room_called = Signal(object)  # Room: the person asked to be in it
    program_called = Signal(object, object, str)  # Room, ProgramWish of a typed command, its argument
    rooms_listed = Signal(object)  # tuple[ListedRoom, ...]: a portion of the server's rooms
    room_list_ended = Signal(str)  # "", or why the server gave no list
    command_failed = Signal(object, object)  # Room, CommandFailed
    correction_refused = Signal(object, object)  # Room, CorrectionRefused
    _archived = Signal(object)  # from the archive's thread: a callable for the GUI thread

    page: Room
    """The server's own page."""

    def __init__(self, network: str, session: Session, archive: Archive, parent: QObject | None) -> None:
        super().__init__(parent)
        self.network = network
        self.session = session
        self._archive = archive
        self._unread = UnreadCounts(self)
        self._unread.changed.connect(self.unread_changed)
        self._read_marks = ReadMarks(self)
        self._read_marks.due.connect(self.on_read_mark_due)
        self.tells_read: Callable[[], bool] = lambda: True
        """Returns False while the person's other devices are not told what was read."""
        self._rooms = OpenRooms(network, archive, self.request_older, self.room_changed.emit, self, session.name_of)
        self._archived.connect(self.on_archived, Qt.ConnectionType.QueuedConnection)

    @property
    def rooms(self) -> Mapping[str, Room]:
        """The open rooms by key, the server's own page included."""
        return self._rooms.shown

    def _restore_rooms(self) -> None:
        """Open the server's page and the rooms of the last run."""
        self.page = self._show_room(SERVER_ROOM)
        archive, now = self._archive, self._now()
        records = [record for record in archive.rooms(self.network) if record.key != SERVER_ROOM]
        rooms = [(record.name, record.joined) for record in records]
        requests = {record.name for record in records if record.kind == "request"}
        invited = [record for record in records if record.kind == "invited"]
        invitations = {record.name: archive.find_inviter(self.network, record.key) for record in invited}
        newest = archive.newest_points(self.network, now + _CLOCK_SKEW_MS)
        oldest = archive.oldest_points(self.network)
        pending, blocked = archive.pending_entries(self.network), archive.blocked(self.network)
        self._apply_events(
            self.session.restore_rooms(
                rooms, newest, oldest, pending, now, requests=requests, invitations=invitations, blocked=blocked
            )
        )

    # Actions that the archive must know of (the others: NetworkActions)

    def mark_read(self, room: Room) -> None:
        """Mark all Entries of the room as read. The server is told after a pause."""
        room.mark_read(self._now())
        self._unread.clear_room(room)
        self._read_marks.add_mark(room)

    def mark_all_read(self) -> None:
        """Mark all Entries of all rooms as read."""
        for room in self.rooms.values():
            if room.unread:
                self.mark_read(room)

    def mark_unread(self, room: Room, entry: Entry) -> None:
        """Count the Entries of others from this one on as unread. The server is not told: its marks only go forward."""
        room.mark_unread(entry, self.session.nick)
        self._unread.note_change(room)

    def on_read_mark_due(self, room: Room) -> None:
        if room.key in self.rooms and self.tells_read():
            self._apply_events(self.session.mark_read(room.key, self._now()))

    def keep_draft(self, room: Room, draft: Draft) -> None:
        """Store the draft of a room if it has changed."""
        if draft == room.draft:
            return
        room.draft = draft
        answers, corrects = (entry.msgid if entry is not None else "" for entry in (draft.answers, draft.corrects))
        self._archive.keep_draft(
            self.network,
            room.key,
            draft.text,
            answers=answers,
            corrects=corrects,
            correction=draft.correction if corrects else "",
        )

    # Events

    @abstractmethod
    def _apply_event(self, event: Event) -> None:
        """Apply an Event of any kind but EntryAdded."""

    def _apply_in_runs(self, events: Sequence[Event]) -> None:
        """Apply Events in their order, but new Entries in runs, one run for each room.

        So the cost of a flood is little more than the cost of its painting.
        """
        runs: dict[str, list[EntryAdded]] = {}
        for event in events:
            if type(event) is EntryAdded:
                run = runs.get(event.room)
                if run is None:
                    run = runs[event.room] = []
                run.append(event)
            elif runs and isinstance(event, _ENDS_A_RUN):
                self._show_runs(runs)
                runs = {}
                self._apply_event(event)
            else:
                self._apply_event(event)
        self._show_runs(runs)

    def _apply_member_event(self, event: Event) -> None:
        match event:
            case MembersReset(key) if key in self.rooms:
                self.members_reset.emit(self.rooms[key])
            case MemberAdded(key, member) if key in self.rooms:
                self.member_added.emit(self.rooms[key], member)
                self._tell_presence(member.nick)
            case MemberRemoved(key, nick) if key in self.rooms:
                self.member_removed.emit(self.rooms[key], nick)
                self._tell_presence(nick)
            case MemberChanged(key, nick, member) if key in self.rooms:
                self.member_changed.emit(self.rooms[key], nick, member)
                self._tell_presence(member.nick)
            case TypingChanged(key) if key in self.rooms:
                self.typing_changed.emit(self.rooms[key])
            case MaskListTold(key, letter, masks) if key in self.rooms:
                self.mask_list_told.emit(self.rooms[key], letter, masks)
            case PresenceTold(key) if key in self.rooms:
                self.presence_changed.emit(self.rooms[key])
            case _:
                self._apply_person_event(event)

    def _apply_person_event(self, event: Event) -> None:
        match event:
            case BlockChanged(key, name, blocked):
                self._archive.mark_blocked(self.network, key, name, blocked=blocked)
            case PersonTold(key, facts):
                self.person_told.emit(self.rooms.get(key, self.page), facts)
            case SearchAnswered():
                self.search_answered.emit(event)
            case ClientTold(nick, client):
                self.client_told.emit(nick, client)
            case NamesChanged(nicks):
                self._show_names(nicks)
                if self.session.nick in nicks:
                    self._know_nick(self.session.nick)
            case ProfilePublished():
                self.profile_published.emit()
            case RoomsListed(rooms):
                self.rooms_listed.emit(rooms)
            case RoomListEnded(reason):
                self.room_list_ended.emit(translate_text(reason))
            case _:
                self._apply_room_event(event)

    def _tell_presence(self, nick: str) -> None:
        """Tell that a member of a room, with whom direct messages are open, may have come or gone."""
        room = self.rooms.get(self.session.key_of(nick))
        if room is not None and room.kind == "direct":
            self.presence_changed.emit(room)

    def _apply_room_event(self, event: Event) -> None:
        match event:
            case RoomAdded(key):
                self._show_room(key)
            case RoomRemoved(key) if key in self.rooms:
                self.room_about_to_go.emit(self.rooms[key])
                self.room_removed.emit(self._rooms.close_room(key))
            case RoomRenamed(old, new) if old in self.rooms:
                self.room_changed.emit(self._rooms.rename_room(old, new))
            case RoomChanged(key) if key in self.rooms:
                room = self.rooms[key]
                if room.kind != "server":
                    self._rooms.keep_record(room)
                room.timeline.note_entered(entered=room.state.joined)
                self.room_changed.emit(room)
            case GapChanged(key, since) if key in self.rooms:
                self._archive.keep_gap(self.network, key, since)
                self.rooms[key].gap = since is not None
                self.room_changed.emit(self.rooms[key])
            case ReadMarked(key, until) if key in self.rooms and not self.rooms[key].is_unread_after(until):
                self.mark_read(self.rooms[key])
            case RoomCalled(key) if key in self.rooms:
                self.room_called.emit(self.rooms[key])
            case ProgramCalled(key, wish, argument):
                self.program_called.emit(self.rooms.get(key, self.page), wish, argument)
            case CommandFailed(key):
                self.command_failed.emit(self.rooms.get(key, self.page), event)
            case _:
                self._apply_entry_event(event)

    def _apply_entry_event(self, event: Event) -> None:
        match event:
            case EntryReplaced(key) if key in self.rooms:
                self.rooms[key].replace_entry(translate_entry(event.entry))
            case EntryCorrected(key) | EntryDeleted(key) | EntryReacted(key) if key in self.rooms:
                self.rooms[key].apply_edit(event)
            case HistoryLoaded(key) if key in self.rooms:
                self._apply_history(self.rooms[key], event)
            case AnswerAdded(key) if key in self.rooms and not isinstance(event, EntryRefused):
                self._show_answer(self.rooms[key], translate_entry(event.entry))
            case UploadOpened():
                self.upload_opened.emit(event)
            case UploadLimitsTold():
                self.upload_limits_told.emit(event)
            case CorrectionRefused(key) if key in self.rooms:
                self.correction_refused.emit(self.rooms[key], event)

    # Entries

    def _show_runs(self, runs: Mapping[str, Sequence[EntryAdded]]) -> None:
        """Store and show new Entries, given by room."""
        for key, events in runs.items():
            entries = tuple([translate_entry(event.entry) for event in events])
            room = self.rooms.get(key)
            if room is None:
                self._archive.add_entries(self.network, key, entries)
                continue
            changes = room.log.merge_entries(entries)  # the log reads pages of the archive as they were before
            self._archive.add_entries(self.network, key, entries)
            room.emit_changes(changes)
            room.note_growth(self._on_gui_thread)
            pairs = zip(entries, events, strict=True)
            mentions = [entry for entry, event in pairs if event.mention or room.is_reply_to_us(entry)]
            room.newest_id = max(room.newest_id, entries[-1].id)
            unread, named = room.count_new(entries, mentions, self.session.nick)
            self._unread.add_counts(room, unread, named)
            self.entries_added.emit(room, entries, named > 0)

    def _show_answer(self, room: Room, entry: Entry) -> None:
        """Show the answer to a person's command. Answers are not stored."""
        room.emit_changes(room.log.merge_entries((entry,)))
        self.entries_added.emit(room, (entry,), False)

    def _apply_history(self, room: Room, event: HistoryLoaded) -> None:
        fresh = room.take_history(event, self._on_gui_thread)
        if not event.older:
            self._count_history(room, event, fresh)
        self.history_loaded.emit(room)

    def _count_history(self, room: Room, event: HistoryLoaded, fresh: Sequence[Entry]) -> None:
        """Count unread Entries of a page from while the person was away, and announce those of the last minute."""
        marked = room.state.marked
        new = [entry for entry in fresh if entry.time > marked]  # the rest was read in another client
        mentions = [entry for entry in new if room.is_mention(entry, self.session.nick)]
        missed = room.unread_among(new)
        if missed:
            self.missed_loaded.emit(room, missed)
        self._unread.add_counts(room, *room.count_new(new, mentions, self.session.nick))
        recent = tuple(entry for entry in new if entry.time > event.at - _RECENT_MS)
        if recent:
            self.entries_added.emit(room, recent, any(entry in recent for entry in mentions))
        if len(new) < len(fresh) and not room.is_unread_after(marked):
            self.mark_read(room)

    def _on_gui_thread(self, do: Callable[[], None]) -> Callable[[], None]:
        """Return a callable for the archive's thread. It has `do` called on the GUI thread."""
        return lambda: self._archived.emit(do)

    def on_archived(self, do: Callable[[], None]) -> None:
        do()

    def _show_room(self, key: str) -> Room:
        room = self._rooms.show_room(self.session.rooms[key], self.session.nick, self.session.other_names)
        self.room_added.emit(room)
        return room

    def _show_names(self, nicks: frozenset[str]) -> None:
        """Show people under their new names."""
        for room in self.rooms.values():
            room.timeline.names_changed.emit()
        for room in filter(None, map(self.rooms.get, map(self.session.key_of, nicks))):
            self.room_changed.emit(room)
        self.names_changed.emit(nicks)

    def name_of(self, nick: str) -> str:
        """Return the text that windows show for a person."""
        return self.session.name_of(nick)

    def profile_of(self, nick: str) -> Mapping[str, str]:
        """Return what a person publishes, by key (client/profiles)."""
        return self.session.profile_of(nick)

    def _know_nick(self, nick: str) -> None:
        """Have the timelines of all rooms mark mentions of the nick."""
        for room in self.rooms.values():
            room.timeline.nick, room.timeline.other_names = nick, self.session.other_names
            room.timeline.note_names_changed()

    def set_mention_words(self, words: Sequence[str]) -> None:
        """Count the words of the person as a mention."""
        self.session.set_mention_words(words)
        self._know_nick(self.session.nick)
