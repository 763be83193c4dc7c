"""Edits: a message that replaces an earlier message of the same author. Spec: docs/specifications/edit.md"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from desktop_chat.hub import limits
from desktop_chat.hub.messaging.send import SendRequest, deliver, deliver_edit
from desktop_chat.hub.people.access import is_author, room_among, rooms_behind
from desktop_chat.hub.reply import Refusal, fail
from desktop_chat.irc.capabilities import TAG_EDIT
from desktop_chat.storage.msgid import msgid_of, place_of
from desktop_chat.storage.records import MESSAGE_COMMANDS, Entry, Room
from desktop_chat.storage.store_api import EntryQuery
from desktop_chat.texts import hub as texts


def edit_message(request: SendRequest, target: str) -> None:
    """Deliver the request as an edit of the Entry named by its tag.

    Raises: Refusal if the Entry has another author, or is in another room.
    """
    call, state = request.call, request.call.state
    rooms, place = rooms_behind(state, call.user, target), place_of(request.tags[TAG_EDIT])
    if rooms is None or not request.kept:
        raise _make_refusal(request, target, "CANNOT_EDIT", text=texts.CANNOT_EDIT_HERE)
    room = room_among(rooms, place[0]) if place is not None else None
    if place is None or room is None or place[1] > state.last_sequence or state.redactions.has_place(*place):
        raise _make_refusal(request, target, "UNKNOWN_MSGID", text=texts.NO_SUCH_MESSAGE)
    query = EntryQuery(room.id, place[1], state.last_sequence)
    call.read_from_store(query, partial(_edit_read, request, target, room), partial(_fail_to_read, request, target))


def _edit_read(request: SendRequest, target: str, room: Room, versions: tuple[Entry, ...]) -> None:
    """Deliver the edit of a message whose versions were read.

    Raises: Refusal.
    """
    call, state = request.call, request.call.state
    original = versions[0] if versions else None
    if (
        original is None
        or original.command not in MESSAGE_COMMANDS
        or state.redactions.has_place(room.id, original.sequence)
    ):
        raise _make_refusal(request, target, "UNKNOWN_MSGID", text=texts.NO_SUCH_MESSAGE)
    if not is_author(original, call.user) or original.command != request.command:
        raise _make_refusal(request, target, "CANNOT_EDIT", text=texts.ONLY_OWN_MESSAGES)
    window = 60 * state.settings.edit_minutes
    if window and state.now - original.time > window * 1000:
        raise _make_refusal(request, target, "EDIT_WINDOW_EXPIRED", str(window), text=texts.TOO_OLD_TO_EDIT)
    if len(versions) > limits.MAX_EDITS:
        raise _make_refusal(request, target, "CANNOT_EDIT", text=texts.EDITED_TOO_OFTEN)
    if room_among(rooms_behind(state, call.user, target), room.id) is None:
        raise _make_refusal(request, target, "CANNOT_EDIT", text=texts.CANNOT_EDIT_HERE)
    corrected = replace(request, tags={**request.tags, TAG_EDIT: msgid_of(room.id, original.sequence)}, special=True)
    if room.kind == "direct":
        deliver_edit(corrected, target, room)
    else:
        deliver(corrected, target, alone=True)


def _fail_to_read(request: SendRequest, target: str, error: Exception) -> None:
    raise _make_refusal(request, target, "CANNOT_EDIT", text=texts.OLD_MESSAGES_UNAVAILABLE) from error


def _make_refusal(request: SendRequest, target: str, code: str, *context: str, text: str) -> Refusal:
    return fail(request.command, code, target, request.tags[TAG_EDIT] or "*", *context, text=text)
