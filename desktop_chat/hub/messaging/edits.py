"""Edits: a message that replaces an earlier message of the same author. Spec: docs/specifications/edit.md"""

from __future__ import annotations

from desktop_chat.hub import limits
from desktop_chat.hub.messaging.send import SendRequest, deliver, deliver_edit
from desktop_chat.hub.people.access import is_author, room_among, rooms_behind
from desktop_chat.hub.reply import Refusal, fail
from desktop_chat.irc.capabilities import TAG_EDIT
from desktop_chat.storage.msgid import msgid_of, place_of
from desktop_chat.storage.records import MESSAGE_COMMANDS, Entry
from desktop_chat.storage.store_api import EntryQuery
from desktop_chat.texts import hub as texts


def edit_message(request: SendRequest, target: str) -> None:
    """Deliver the request as an edit of the Entry named by its tag.

    Raises: Refusal if the Entry has another author, or is in another room.
    """
    call, state, msgid = request.call, request.call.state, request.tags[TAG_EDIT]

    def refusal(code: str, *context: str, text: str) -> Refusal:
        return fail(request.command, code, target, msgid or "*", *context, text=text)

    rooms, place = rooms_behind(state, call.user, target), place_of(msgid)
    if rooms is None or not request.kept:
        raise refusal("CANNOT_EDIT", text=texts.CANNOT_EDIT_HERE)
    room = room_among(rooms, place[0]) if place is not None else None
    if place is None or room is None or place[1] > state.last_sequence or state.redactions.has_place(*place):
        raise refusal("UNKNOWN_MSGID", text=texts.NO_SUCH_MESSAGE)

    def then(versions: tuple[Entry, ...]) -> None:
        original = versions[0] if versions else None
        if (
            original is None
            or original.command not in MESSAGE_COMMANDS
            or state.redactions.has_place(room.id, original.sequence)
        ):
            raise refusal("UNKNOWN_MSGID", text=texts.NO_SUCH_MESSAGE)
        if not is_author(original, call.user) or original.command != request.command:
            raise refusal("CANNOT_EDIT", text=texts.ONLY_OWN_MESSAGES)
        window = 60 * state.settings.edit_minutes
        if window and state.now - original.time > window * 1000:
            raise refusal("EDIT_WINDOW_EXPIRED", str(window), text=texts.TOO_OLD_TO_EDIT)
        if len(versions) > limits.MAX_EDITS:
            raise refusal("CANNOT_EDIT", text=texts.EDITED_TOO_OFTEN)
        if room_among(rooms_behind(state, call.user, target), room.id) is None:
            raise refusal("CANNOT_EDIT", text=texts.CANNOT_EDIT_HERE)
        request.tags = {**request.tags, TAG_EDIT: msgid_of(room.id, original.sequence)}
        request.special = True
        if room.kind == "direct":
            deliver_edit(request, target, room)
        else:
            deliver(request, target, alone=True)

    def failed(error: Exception) -> None:
        raise refusal("CANNOT_EDIT", text=texts.OLD_MESSAGES_UNAVAILABLE) from error

    call.read_from_store(EntryQuery(room.id, place[1], state.last_sequence), then, failed)
