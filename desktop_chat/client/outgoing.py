"""OutgoingQueue: own Entries that are pending, sent, refused, or perhaps sent. Pure; GUI thread.

With labels and echoes (https://ircv3.net/specs/extensions/labeled-response, echo-message) the server confirms each
Entry. Without echoes a PING follows the messages, and the PONG confirms all of them. An Entry in the PacingQueue was
certainly not sent, even if the connection breaks.

An edit is shown at once; if the server refuses the edit, the old text returns.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from desktop_chat.client.earlier_texts import keep_earlier_text
from desktop_chat.client.edits import deleted_entry
from desktop_chat.client.entry import TAG_BEFORE, TAG_UNSENT, TAG_UPLOAD, DeliveryState, Entry, EntryKind
from desktop_chat.client.events import CorrectionRefused, EntryAdded, EntryReacted, EntryReplaced, Phase
from desktop_chat.client.message_builder import CORRECTING, LABEL, MessageBuilder
from desktop_chat.client.network_services import is_service
from desktop_chat.client.own_entry import OwnEntry, entry_before_edit, tags_without
from desktop_chat.client.ping_fences import PingFences
from desktop_chat.client.reactions import apply_reaction
from desktop_chat.client.room_state import RoomState
from desktop_chat.client.service_secrets import ToldSecrets, mask_secrets
from desktop_chat.client.session_state import SessionState
from desktop_chat.irc import capabilities as c
from desktop_chat.irc.message import NO_TAGS
from desktop_chat.irc.multiline import is_several
from desktop_chat.irc.server_time import format_time
from desktop_chat.texts import client as texts

_SAME_TIME = 120_000
"""How far (ms) clocks before and after a cut may differ when an Entry is recognised by its text."""
_SMALLEST_STEP, _LARGEST_STEP = 1_000, 30_000
"""How far (ms) pending Entries are moved below a confirmed Entry."""


class OutgoingQueue:
    """All own PENDING Entries, oldest first, and the Entries of this run with the state UNSURE."""

    def __init__(self, state: SessionState, builder: MessageBuilder) -> None:
        self._state = state
        self._builder = builder
        self._own: dict[int, OwnEntry] = {}
        self._unsure: dict[int, OwnEntry] = {}
        self._fences = PingFences(state)
        self._step = _SMALLEST_STEP
        self.told_secrets = ToldSecrets()
        self.begin_upload: Callable[[Entry], None] = lambda entry: None
        """Called for an Entry whose file must be sent before the message (`uploads`)."""

    def add_text(self, room: RoomState, text: str, kind: EntryKind, answers: str = "", target: str = "") -> None:
        """Add the Entries of a new text, and send them as soon as the room can be written to.

        `answers`: the msgid of the answered message. `target`: `@#room` for some members only.
        """
        state = self._state
        if is_service(room.name) and mask_secrets(text) != text:
            self._send_secret(room, text)
            return
        tags = {c.TAG_REPLY: answers} if answers else NO_TAGS
        for number, piece in enumerate(self._builder.split_text(room, text, kind)):
            self.add_entry(room, piece, kind, NO_TAGS if number else tags, target)
        self.flush_room(room)
        if state.phase is Phase.ONLINE and room.kind == "channel" and not room.wanted:
            self.drop_room(room.key)
            state.show_notice(room.key, texts.NOT_IN_ROOM_YET(room.name), EntryKind.ERROR)

    def _send_secret(self, room: RoomState, text: str) -> None:
        """Send a password to a service; the Entry has a mask in its place. Offline nothing is kept."""
        state = self._state
        if state.phase is not Phase.ONLINE:
            state.show_notice(room.key, texts.PASSWORD_NOT_KEPT, EntryKind.ERROR)
            return
        self.told_secrets.note_message(text, (state.nick, state.account))
        state.send("PRIVMSG", room.name, " ".join(text.splitlines()))
        if not state.has_capabilities(c.ECHO_MESSAGE):
            time, shown = state.time_below(room), mask_secrets(text)
            entry = Entry(state.ids(), EntryKind.MESSAGE, time, state.nick, shown, own=True, state=DeliveryState.SENT)
            state.emit(EntryAdded(room.key, entry))

    def add_entry(
        self, room: RoomState, text: str, kind: EntryKind, tags: Mapping[str, str] = NO_TAGS, target: str = ""
    ) -> OwnEntry:
        """Add and return one own Entry. `flush_room` sends it."""
        state = self._state
        if state.phase is not Phase.ONLINE or not room.joined:
            tags = {**tags, TAG_UNSENT: ""}
        waiting = (
            own.entry.time for own in self._own.values() if own.room == room.key and not own.entry.is_edit_pending
        )
        time = max((state.time_below(room), *waiting))
        new = Entry(state.ids(), kind, time, state.nick, text, own=True, target=target, tags=tags)
        entry = replace(new, state=DeliveryState.PENDING, resend=state.tokens())
        own = self._own[entry.id] = OwnEntry(room.key, entry)
        state.emit(EntryAdded(room.key, entry))
        return own

    def restore_entry(self, room: str, entry: Entry) -> None:
        """Add a PENDING Entry from the archive. Without TAG_UNSENT it may have been sent in the last run."""
        self._own[entry.id] = OwnEntry(room, entry, sent=not {TAG_UNSENT, TAG_UPLOAD} & entry.tags.keys())

    def edit_entry(self, room: RoomState, entry: Entry, text: str) -> None:
        """Edit a SENT Entry. The new text must fit into one message."""
        said = self._builder.split_text(room, text, entry.kind)
        if said == [entry.text]:
            return
        if len(said) != 1:
            self._state.show_notice(room.key, texts.EDIT_TOO_LONG, EntryKind.ERROR)
            return
        tags = {**entry.tags, TAG_BEFORE: entry.text}
        again = replace(entry, text=said[0], state=DeliveryState.PENDING, resend=self._state.tokens(), tags=tags)
        self._own[entry.id] = OwnEntry(room.key, again)
        self._state.emit(EntryReplaced(room.key, again))
        self.flush_room(room)

    def retry_entry(self, room: RoomState, entry: Entry) -> None:
        """Send a FAILED or UNSURE Entry again, because a person asked for it."""
        self._unsure.pop(entry.id, None)
        again = replace(entry, state=DeliveryState.PENDING)
        maybe_sent = entry.state is DeliveryState.UNSURE and self._can_resend(room, entry)
        self._own[entry.id] = OwnEntry(room.key, again, sent=maybe_sent)
        self._state.emit(EntryReplaced(room.key, again))
        self.flush_room(room)

    def delete_undelivered(self, room: str, entry: Entry) -> None:
        """Delete an undelivered Entry (FAILED or UNSURE)."""
        self._unsure.pop(entry.id, None)
        self._state.emit(EntryReplaced(room, deleted_entry(entry)))

    def flush_room(self, room: RoomState) -> None:
        """Send the waiting Entries of a room, if the room can be written to now."""
        if self._state.phase is not Phase.ONLINE or not room.joined:
            return
        waiting = [own for own in self._own.values() if own.room == room.key and not own.here]
        for own in waiting:
            self._send_or_settle(room, own)

    def note_sent(self, entries: Sequence[int]) -> bool:
        """Note the sending of Entries. Return True if a PING was queued for the confirmation."""
        for entry in entries:
            if entry in self._own:
                self._own[entry].sent = True
        return self._fences.fence_entries(entries)

    def _send_or_settle(self, room: RoomState, own: OwnEntry) -> None:
        """Send the Entry, or settle the state if the server cannot take the Entry or might show it twice."""
        entry = own.entry
        if TAG_UPLOAD in entry.tags:
            if not own.uploading:
                own.uploading = True
                self.begin_upload(entry)
        elif entry.is_edit_pending:
            if self._state.has_capabilities(*CORRECTING):
                self._send_entry(room, own)  # a second edit does no harm
            else:
                self._set_state(own, DeliveryState.FAILED)
        elif own.sent and not self._can_resend(room, entry):
            self._unsure[entry.id] = own
            self._set_state(own, DeliveryState.UNSURE)
        elif own.sent or self._builder.split_text(room, entry.text, entry.kind) == [entry.text]:
            self._send_entry(room, own)
        else:
            self._send_in_pieces(room, own)

    def _can_resend(self, room: RoomState, entry: Entry) -> bool:
        """Return True if the server recognises a message that is sent again, and takes the Entry whole."""
        return self._builder.can_send_whole(room, entry) and self._state.has_capabilities(c.RESEND)

    def _send_in_pieces(self, room: RoomState, own: OwnEntry) -> None:
        """Split a too long Entry into several Entries, and send all."""
        entry = own.entry
        first, *rest = self._builder.split_text(room, entry.text, entry.kind) or [entry.text]
        own.entry = replace(entry, text=first, tags=tags_without(c.TAG_FILE, entry) if rest else entry.tags)
        self._state.emit(EntryReplaced(room.key, own.entry))
        self._send_entry(room, own)
        for number, text in enumerate(rest, 1):
            is_last = number == len(rest) and c.TAG_FILE in entry.tags  # the address of the file ends the text
            tags = {c.TAG_FILE: entry.tags[c.TAG_FILE]} if is_last else NO_TAGS
            self._send_entry(room, self.add_entry(room, text, entry.kind, tags, entry.target))

    def _send_entry(self, room: RoomState, own: OwnEntry) -> None:
        state = self._state
        if TAG_UNSENT in own.entry.tags:  # until its confirmation it may have been sent
            own.entry = replace(own.entry, tags=tags_without(TAG_UNSENT, own.entry) or NO_TAGS)
            state.emit(EntryReplaced(own.room, own.entry))
        entry = own.entry
        own.here = True
        messages = self._builder.build_messages(room, entry, resent=own.sent)
        if not state.send_words(room, entry.id, messages):
            self._set_state(own, DeliveryState.FAILED)
        elif is_service(room.name) and not entry.is_edit_pending:
            # Some servers confirm a service's command only by its effect, so the person sees it as sent at once.
            self._show_as(own, DeliveryState.SENT)

    def find_pending(self, entry_id: int) -> tuple[RoomState, Entry] | None:
        """Return a PENDING Entry and its room, or None."""
        own = self._own.get(entry_id)
        room = self._state.rooms.get(own.room) if own is not None else None
        return (room, own.entry) if own is not None and room is not None else None

    def change_pending(self, entry: Entry) -> None:
        """Put an unsent Entry in place of the PENDING Entry with the same id."""
        own = self._own[entry.id]
        own.entry = entry
        self._state.emit(EntryReplaced(own.room, entry))

    def fail_pending(self, entry_id: int) -> None:
        self._set_state(self._own[entry_id], DeliveryState.FAILED)

    # Confirmations and refusals

    def confirm_by_echo(self, label: str, room: RoomState, heard: Entry, *, corrects: bool = False) -> bool:
        """Return True if an own message from the server confirms a pending Entry: by the label, or without labels by
        the text. `corrects`: the message is an edit."""
        own = self._entry_of_label(label)
        if own is None and not self._state.has_capabilities(c.LABELED_RESPONSE):
            matching = (other for other in self._own.values() if other.here and other.room == room.key)
            own = next((other for other in matching if other.entry.text == heard.text), None)
        if own is None or own.entry.is_edit_pending != corrects:
            return False
        self._confirm_entry(own, heard)
        return True

    def confirm_by_history(self, room: RoomState, heard: Entry) -> bool:
        """Return True if an own message in the history confirms an Entry whose confirmation was lost."""
        for own in [*self._unsure.values(), *self._own.values()]:
            entry = own.entry
            said = own.sent and own.room == room.key and not entry.is_edit_pending
            same = said and (entry.kind, entry.text) == (heard.kind, heard.text)
            if same and heard.time >= entry.time - _SAME_TIME:
                self._confirm_entry(own, heard)
                return True
        return False

    def _confirm_entry(self, own: OwnEntry, heard: Entry) -> None:
        self._own.pop(own.entry.id, None)
        self._unsure.pop(own.entry.id, None)
        self._state.pacing.confirm_entry(own.entry.id)
        if own.entry.is_edit_pending:
            tags = tags_without(TAG_BEFORE, own.entry) | {c.TAG_EDITED: format_time(heard.time)}
            edited = replace(own.entry, state=DeliveryState.SENT, text=heard.text, tags=tags)
            kept = keep_earlier_text(own.entry, edited)
        else:
            kept = replace(own.entry, state=DeliveryState.SENT, msgid=heard.msgid, time=heard.time, nick=heard.nick)
        room = self._state.rooms.get(own.room)
        if room is not None:
            self._state.note_history_end(room, kept)
            if room.silence is not None:
                room.silence = None
                self._state.emit_room_changed(room)
        self._state.emit(EntryReplaced(own.room, kept))
        self._move_pending_below(own, kept)

    def _show_as(self, own: OwnEntry, state: DeliveryState) -> None:
        """Show the Entry in the state until the confirmation."""
        own.entry = replace(own.entry, state=state)
        self._state.emit(EntryReplaced(own.room, own.entry))

    def _move_pending_below(self, own: OwnEntry, confirmed: Entry) -> None:
        """Move pending Entries of the room below an earlier Entry with a later confirmed time.

        The step grows with each move, so a slow server does not move all Entries at each confirmation.
        """
        waiting = [
            other
            for other in self._own.values()
            if other.room == own.room and other.entry.id > own.entry.id and not other.entry.is_edit_pending
        ]
        if not waiting:
            self._step = _SMALLEST_STEP
        if not any(other.entry.time < confirmed.time for other in waiting):
            return
        time = confirmed.time + self._step
        self._step = min(_LARGEST_STEP, 2 * self._step)
        for other in waiting:
            if other.entry.time < time:
                other.entry = replace(other.entry, time=time)
                self._state.emit(EntryReplaced(other.room, other.entry))

    def fail_by_refusal(self, label: str, target: str) -> str | None:
        """Fail the refused own Entry. Return the room, or None if no Entry was meant."""
        own = self._entry_of_label(label)
        if own is None and not self._state.has_capabilities(c.LABELED_RESPONSE):
            key = self._state.fold_name(target)
            own = next((other for other in self._own.values() if other.here and other.room == key), None)
        if own is None:
            return None
        self._set_state(own, DeliveryState.FAILED)
        return own.room

    def fail_oldest_multiline(self) -> str | None:
        """Fail the oldest multiline Entry after the refusal of a batch without a name. Return the room."""
        own = next((other for other in self._own.values() if other.here and is_several(other.entry.text)), None)
        if own is not None:
            self._set_state(own, DeliveryState.FAILED)
        return own.room if own is not None else None

    def confirm_by_answer(self, label: str) -> None:
        """Confirm the Entry of the label, whose answer is complete. (A refusal has removed the Entry before.)"""
        own = self._entry_of_label(label)
        if own is not None:
            self._set_state(own, DeliveryState.SENT)

    def has_pending(self, room: str) -> bool:
        """Return True if an own Entry of this room has no confirmation yet."""
        return any(own.room == room for own in self._own.values())

    def drop_edit_of(self, msgid: str) -> None:
        """Drop the pending edit of a message that was redacted."""
        for own in [own for own in self._own.values() if own.entry.is_edit_pending and own.entry.msgid == msgid]:
            del self._own[own.entry.id]
            self._state.pacing.cancel_entry(own.entry.id)

    def note_reaction(self, change: EntryReacted) -> None:
        """Let a reaction to a message outlive the pending edit, whose confirmation or refusal replaces the Entry."""
        for own in self._own.values():
            if own.entry.msgid == change.msgid and own.room == change.room:
                own.entry = apply_reaction(own.entry, change) or own.entry

    def confirm_by_pong(self, token: str) -> bool:
        """Confirm the Entries before a PING of ours. Return False if the PONG belongs to another PING."""
        before = self._fences.take_fenced(token)
        if before is None:
            return False
        for own in [self._own[entry] for entry in before if entry in self._own]:
            self._set_state(own, DeliveryState.SENT)
        return True

    def end_connection(self) -> None:
        """Keep Entries without a confirmation pending; the next connection decides whether they are sent again."""
        self._fences.clear()
        self._builder.end_connection()
        for own in [own for own in self._own.values() if own.entry.state is DeliveryState.SENT]:
            if own.sent:
                self._unsure[own.entry.id] = own
                self._set_state(own, DeliveryState.UNSURE)
            else:
                self._show_as(own, DeliveryState.PENDING)
        for own in self._own.values():
            own.here = own.uploading = False
            if not (own.sent or own.entry.is_edit_pending or TAG_UNSENT in own.entry.tags):
                own.entry = replace(own.entry, tags={**own.entry.tags, TAG_UNSENT: ""})
                self._state.emit(EntryReplaced(own.room, own.entry))

    def move_room(self, old: str, new: str) -> None:
        """Move the Entries of a room whose key changed."""
        waiting = set(self._state.pacing.queued_entries(old))
        for own in [*self._own.values(), *self._unsure.values()]:
            if own.room == old:
                own.room = new
            if own.entry.id in waiting:  # addressed to the old name
                self._state.pacing.cancel_entry(own.entry.id)
                own.here = False
        if waiting:
            self.flush_room(self._state.rooms[new])

    def withdraw_room(self, room: str) -> None:
        """Fail the Entries of a room that still wait in the PacingQueue."""
        for entry in self._state.pacing.queued_entries(room):
            if entry in self._own:
                self._set_state(self._own[entry], DeliveryState.FAILED)

    def drop_room(self, room: str) -> None:
        """Fail all Entries of a room that was left for good."""
        for own in [own for own in self._own.values() if own.room == room]:
            self._set_state(own, DeliveryState.FAILED)

    def _entry_of_label(self, label: str) -> OwnEntry | None:
        number = label.removeprefix(LABEL)
        known = label.startswith(LABEL) and number.isascii() and number.isdecimal() and len(number) < 20
        return self._own.get(int(number)) if known else None

    def _set_state(self, own: OwnEntry, state: DeliveryState) -> None:
        del self._own[own.entry.id]
        self._state.pacing.cancel_entry(own.entry.id)
        room = self._state.rooms.get(own.room)
        if own.entry.is_edit_pending and state is DeliveryState.FAILED:
            entry = entry_before_edit(own.entry)
            self._state.emit(CorrectionRefused(own.room, entry, own.entry.text))
        else:
            entry = replace(own.entry, state=state)
        if room is not None and state is DeliveryState.SENT:
            self._state.note_history_end(room, entry)
        self._state.emit(EntryReplaced(own.room, entry))
