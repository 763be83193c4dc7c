"""Edits: a message that replaces an earlier message of the same author. Spec: docs/specifications/edit.md"""

from __future__ import annotations

from desktop_chat.hub import limits
from desktop_chat.hub.messaging.send import SendRequest, deliver, deliver_edit
from desktop_chat.hub.people.access import is_author, room_among, rooms_behind
from desktop_chat.hub.reply import Refusal
from desktop_chat.irc.capabilities import TAG_EDIT
from desktop_chat.storage.msgid import msgid_of, place_of
from desktop_chat.storage.store_api import MESSAGE_COMMANDS, Entry, EntryQuery


def edit_message(request: SendRequest, target: str) -> None:
    """Deliver the request as an edit of the Entry named by its tag.

    Raises: Refusal if the Entry has another author, or is in another room.
    """
    call, state, msgid = request.call, request.call.state, request.tags[TAG_EDIT]

    def fail(code: str, *words: str) -> Refusal:
        return Refusal("FAIL", request.command, code, target, msgid or "*", *words)

    rooms, place = rooms_behind(state, call.user, target), place_of(msgid)
    if rooms is None or not request.kept:
        raise fail("CANNOT_EDIT", "Nothing can be corrected here")
    room = room_among(rooms, place[0]) if place is not None else None
    if place is None or room is None or place[1] > state.last_sequence or state.is_redacted(*place):
        raise fail("UNKNOWN_MSGID", "There is no such message here")

    def then(versions: tuple[Entry, ...]) -> None:
        original = versions[0] if versions else None
        if (
            original is None
            or original.command not in MESSAGE_COMMANDS
            or state.is_redacted(room.id, original.sequence)
        ):
            raise fail("UNKNOWN_MSGID", "There is no such message here")
        if not is_author(original, call.user) or original.command != request.command:
            raise fail("CANNOT_EDIT", "Only your own messages can be corrected")
        window = 60 * state.settings.edit_minutes
        if window and state.now - original.time > window * 1000:
            raise fail("EDIT_WINDOW_EXPIRED", str(window), "This message is too old to be corrected")
        if len(versions) > limits.MAX_EDITS:
            raise fail("CANNOT_EDIT", "This message has been corrected too often")
        if room_among(rooms_behind(state, call.user, target), room.id) is None:
            raise fail("CANNOT_EDIT", "Nothing can be corrected here")
        request.tags = {**request.tags, TAG_EDIT: msgid_of(room.id, original.sequence)}
        request.special = True
        if room.kind == "direct":
            deliver_edit(request, target, room)
        else:
            deliver(request, target, alone=True)

    def failed(error: Exception) -> None:
        raise fail("CANNOT_EDIT", "What was said before cannot be read now") from error

    call.read_from_store(EntryQuery(room.id, place[1], state.last_sequence), then, failed)
