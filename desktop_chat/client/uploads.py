"""Uploads: own messages with a file not yet on the server. Pure; GUI thread.

The Entry of an upload is PENDING and carries TAG_UPLOAD; the message comes later. The files go in turn, in the order of
the Entries. The server is asked for an address (or ISUPPORT has an address), UploadOpened asks the window to send the
file there, and `finish_upload` makes the Entry a message with the address of the file.

Spec: docs/specifications/filehost.md, https://codeberg.org/emersion/soju/src/branch/master/doc/ext/filehost.md
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import parse_qsl, quote, urlencode

from desktop_chat.client.attachment import Attachment, format_attachment, join_file_text
from desktop_chat.client.entry import TAG_UNSENT, TAG_UPLOAD, Entry, EntryKind
from desktop_chat.client.events import Event, Phase, UploadLimitsTold, UploadOpened
from desktop_chat.client.outgoing import OutgoingQueue
from desktop_chat.client.pacing import Rank
from desktop_chat.client.room_state import RoomState
from desktop_chat.client.session_state import SessionState
from desktop_chat.client.upload_limits import UploadLimits, parse_bytes, parse_limits
from desktop_chat.irc.capabilities import TAG_FILE, TAG_REPLY
from desktop_chat.irc.isupport import FILEHOST, FILES
from desktop_chat.irc.message import Message
from desktop_chat.texts import client as texts
from desktop_chat.value_class import value


@value
class UploadSource:
    """Where the file of an Entry is on this computer; the value of TAG_UPLOAD."""

    path: str
    is_copy: bool = False
    """The file was made for this upload, and goes after it."""
    address: str = ""
    """Where the server has taken a part of the file, perhaps; "" if no address was given yet."""


def parse_source(tag: str) -> UploadSource:
    """Return the source in the value of a tag."""
    fields = dict(parse_qsl(tag, keep_blank_values=True, errors="surrogateescape"))
    return UploadSource(fields.get("path", ""), "copy" in fields, fields.get("address", ""))


def format_source(source: UploadSource) -> str:
    """Return the value of the tag."""
    fields = {"path": source.path, "address": source.address} | ({"copy": ""} if source.is_copy else {})
    return urlencode(fields, quote_via=quote, errors="surrogateescape")


def source_of(entry: Entry) -> UploadSource | None:
    """Return the source of an Entry with a file not yet on the server; None for another Entry."""
    return parse_source(entry.tags[TAG_UPLOAD]) if TAG_UPLOAD in entry.tags else None


class Uploads:
    """The Entries with files in wait for the server, and the Entry of the file under way."""

    def __init__(self, state: SessionState, outgoing: OutgoingQueue) -> None:
        self._state = state
        self._outgoing = outgoing
        self._waiting: deque[int] = deque()
        self._current = 0
        """Id of the Entry whose file is on its way; 0 for none."""
        self._is_asking = False
        """The server has not answered the question for an address yet."""
        self._limit_questions = 0
        """Questions for limits without an answer."""

    # A person

    @property
    def refusal(self) -> str:
        """Why no file can be sent to this server; "" if files can be sent. Offline, the last connection counts."""
        state = self._state
        if FILES in state.support or state.support.values.get(FILEHOST, "").startswith("https://"):
            return ""
        return texts.NO_FILES_HERE if state.phase is Phase.ONLINE else texts.NEEDS_CONNECTION

    @property
    def limits(self) -> UploadLimits:
        """What is known without a question: the size of the largest file."""
        return UploadLimits(parse_bytes(self._state.support.values.get(FILES, "")) or 0)

    def ask_limits(self, room: str, now: int) -> list[Event]:
        """Ask what may be sent to a room. UploadLimitsTold follows if the server knows the question."""
        self._state.now = now
        state = self._state.rooms.get(room)
        if state is not None and self._state.phase is Phase.ONLINE and FILES in self._state.support:
            self._limit_questions += 1
            self._state.send("FILEHOST", "LIMITS", state.name, rank=Rank.COMMAND)
        return self._state.drain_events()

    def source_of(self, entry_id: int) -> UploadSource | None:
        """Return the source of an Entry with a file not yet on the server; None for another Entry."""
        found = self._find_upload(entry_id)
        return source_of(found[1]) if found is not None else None

    def send_file(
        self, room: str, attachment: Attachment, source: UploadSource, now: int, *, caption: str = "", answers: str = ""
    ) -> list[Event]:
        """Add a message with a file to a room. The message leaves as soon as the file is on the server."""
        self._state.now = now
        state = self._state.rooms.get(room)
        if state is not None and state.kind != "server":
            if state.kind == "direct":
                self._state.accept_request(state)
            tags = {TAG_FILE: format_attachment(attachment), TAG_UPLOAD: format_source(source)}
            tags |= {TAG_REPLY: answers} if answers else {}
            self._outgoing.add_entry(state, caption or attachment.name, EntryKind.MESSAGE, tags)
            self._outgoing.flush_room(state)
        return self._state.drain_events()

    def finish_upload(self, entry_id: int, address: str, now: int) -> list[Event]:
        """Send the message of an Entry: the file is at the address now."""
        self._state.now = now
        found = self._find_upload(entry_id)
        if found is not None:
            room, entry = found
            attachment = entry.attachment
            caption = "" if attachment is not None and entry.text == attachment.name else entry.text
            tags = {key: text for key, text in entry.tags.items() if key != TAG_UPLOAD} | {TAG_UNSENT: ""}
            self._outgoing.change_pending(replace(entry, text=join_file_text(caption, address), tags=tags))
            self._outgoing.flush_room(room)
        return self._end_upload(entry_id)

    def fail_upload(self, entry_id: int, reason: str, now: int) -> list[Event]:
        """Fail an Entry without a sent file. `reason`: a sentence; "" if the person has cancelled the upload."""
        self._state.now = now
        self._fail_entry(entry_id, reason)
        return self._end_upload(entry_id)

    def renew_address(self, entry_id: int, now: int) -> list[Event]:
        """Ask for another address for the file of an Entry: the address counts no more."""
        self._state.now = now
        if entry_id == self._current and not self._is_asking:
            self._current = 0
            self._waiting.appendleft(entry_id)
            self._begin_next()
        return self._state.drain_events()

    def _end_upload(self, entry_id: int) -> list[Event]:
        if entry_id == self._current:
            self._current = 0
            self._begin_next()
        return self._state.drain_events()

    # The server

    def handle_answer(self, message: Message) -> None:
        """FILEHOST UPLOAD target path seconds bytes, or FILEHOST LIMITS target bytes free kinds."""
        if message.param_at(0).upper() == "LIMITS":
            self._take_limits(message)
            return
        path = message.param_at(2)
        if message.param_at(0).upper() != "UPLOAD" or not self._is_asking:
            return
        if path.startswith("/"):
            self._is_asking = False
            self._open_upload(path)
        else:
            self.take_refusal(texts.NO_FILES_HERE)

    def _take_limits(self, message: Message) -> None:
        room = self._state.find_room(message.param_at(1))
        if self._limit_questions and room is not None:
            limits = parse_limits(message.param_at(2), message.param_at(3), message.param_at(4))
            self._state.emit(UploadLimitsTold(room.key, limits))
        self._limit_questions = max(0, self._limit_questions - 1)

    def take_refusal(self, sentence: str, words: Sequence[str] = ()) -> bool:
        """Take a FAIL of a question for an address or for limits. Return False without such a question.

        `words`: the context of the FAIL. A server without limits names the question.
        """
        if self._limit_questions and ("LIMITS" in words or not self._is_asking):
            self._limit_questions -= 1
            return True
        if not self._is_asking:
            return False
        entry_id, self._is_asking, self._current = self._current, False, 0
        self._fail_entry(entry_id, sentence)
        self._begin_next()
        return True

    def end_connection(self) -> None:
        """Forget the questions; the Entries come again once their rooms can be written to."""
        self._waiting.clear()
        self._current, self._is_asking, self._limit_questions = 0, False, 0

    def add_upload(self, entry: Entry) -> None:
        """Send the file of an Entry after the files of earlier Entries."""
        self._waiting.append(entry.id)
        self._begin_next()

    def _begin_next(self) -> None:
        """Ask for an address for the next file, unless a file is under way."""
        while self._waiting and not self._current:
            found = self._find_upload(self._waiting.popleft())
            if found is None:
                continue
            room, entry = found
            if self.refusal:
                self._fail_entry(entry.id, self.refusal)
                continue
            self._current = entry.id
            if FILES in self._state.support:
                self._is_asking = True
                self._state.send("FILEHOST", "UPLOAD", room.name, rank=Rank.COMMAND)
            else:
                self._open_upload(self._state.support.values[FILEHOST])

    def _open_upload(self, address: str) -> None:
        """Ask the window to send the current file. `address`: a path on this server, or an address of HTTPS."""
        found = self._find_upload(self._current)
        if found is None:  # the room was left meanwhile
            self._current = 0
            self._begin_next()
            return
        room, entry = found
        source = parse_source(entry.tags[TAG_UPLOAD])
        if address.startswith("/"):
            kept = format_source(replace(source, address=address))
            entry = replace(entry, tags={**entry.tags, TAG_UPLOAD: kept})
            self._outgoing.change_pending(entry)
        self._state.emit(UploadOpened(room.key, entry, address, source.address))

    def _find_upload(self, entry_id: int) -> tuple[RoomState, Entry] | None:
        """Return the Entry of a file to be sent, and the room; None if the Entry waits no more."""
        found = self._outgoing.find_pending(entry_id)
        return found if found is not None and TAG_UPLOAD in found[1].tags else None

    def _fail_entry(self, entry_id: int, reason: str) -> None:
        found = self._find_upload(entry_id)
        if found is None:
            return
        self._outgoing.fail_pending(entry_id)
        if reason:
            self._state.show_notice(found[0].key, reason, EntryKind.ERROR)
