"""REDACT: delete a message.

The Entry and all its edits are deleted from the history and from the index. The redaction itself is stored, so that
people who were away learn of it. A client without the capability still shows the message; it gets a line of text that
names the message by author and time, without quoting it.

`REDACT target *` deletes all own messages of the target that may still be deleted (docs/specifications/redact-own.md).

Spec: https://ircv3.net/specs/extensions/message-redaction
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from desktop_chat.hub import limits
from desktop_chat.hub.call import Call
from desktop_chat.hub.limits import clip_bytes
from desktop_chat.hub.live.channel import Channel
from desktop_chat.hub.live.fanout import Statement
from desktop_chat.hub.live.view_bits import ECHO, REDACTION
from desktop_chat.hub.messaging.send import show_to_addressee
from desktop_chat.hub.moderation.durations import duration_text
from desktop_chat.hub.people.access import is_author, room_among, rooms_behind
from desktop_chat.hub.people.addressee import other_in
from desktop_chat.hub.people.file_access import drop_files_of_message
from desktop_chat.hub.reply import Refusal, fail
from desktop_chat.irc import numerics as n
from desktop_chat.irc.names import fold_name
from desktop_chat.storage.msgid import place_of
from desktop_chat.storage.records import MESSAGE_COMMANDS, Entry, Redaction, Room
from desktop_chat.storage.store_api import EntryQuery, OwnEntriesQuery
from desktop_chat.texts import hub as texts

_ALL = "*"
"""In place of a message id: all own messages."""
_AT_ONCE = 20
"""Own messages that are deleted in one hold of the lock."""
_STEPS = 20
"""Steps (hub/effort) of the deletion of one message."""
_REDACTABLE = MESSAGE_COMMANDS | {"TAGMSG"}


def redact(call: Call) -> None:
    if not call.seat.view_bits & REDACTION:
        raise Refusal(n.ERR_UNKNOWNCOMMAND, "REDACT", texts.UNKNOWN_COMMAND)
    state, target, msgid = call.state, call.params[0], call.params[1]
    rooms, place = rooms_behind(state, call.user, target), place_of(msgid)
    if rooms is None:
        raise fail("REDACT", "INVALID_TARGET", target, text=texts.CANNOT_DELETE_HERE)
    if msgid == _ALL:
        _begin_own(call, [room.id for room in rooms])
        return
    room = room_among(rooms, place[0]) if place is not None else None
    if place is None or room is None or place[1] > state.last_sequence or state.redactions.has_place(*place):
        raise _unknown_message(call)
    call.must_keep()

    query = EntryQuery(room.id, place[1], state.last_sequence)
    call.read_from_store(query, partial(_redact_read, call, room), partial(_fail_to_read, call))


def _begin_own(call: Call, rooms: list[int]) -> None:
    """Begin to delete all own messages of the rooms."""
    if not call.user.identity:
        raise fail("REDACT", "REDACT_FORBIDDEN", call.params[0], _ALL, text=texts.NOTHING_IS_YOURS)
    call.must_keep()
    _read_own(call, rooms, 0, 0)


def _read_own(call: Call, rooms: list[int], after: int, deleted: int) -> None:
    """Read the next own messages of the first of the rooms, or answer that all are deleted."""
    state, window = call.state, 60_000 * call.state.settings.redact_minutes
    if not rooms:
        call.reply.add_note("REDACT", "DELETED", call.params[0], str(deleted), texts.OWN_MESSAGES_DELETED(deleted))
        return
    query = OwnEntriesQuery(
        room=rooms[0],
        identity=call.user.identity,
        after=after,
        since=state.now - window if window else 0,
        limit=_AT_ONCE,
        upto=state.last_sequence,
    )
    call.read_from_store(query, partial(_delete_own, call, rooms, deleted), partial(_fail_to_read, call))


def _delete_own(call: Call, rooms: list[int], deleted: int, found: tuple[tuple[Entry, ...], ...]) -> None:
    """Delete own messages that were read, and read the next ones."""
    state = call.state
    room = room_among(rooms_behind(state, call.user, call.params[0]), rooms[0])
    if room is None:
        raise fail("REDACT", "INVALID_TARGET", call.params[0], text=texts.CANNOT_DELETE_HERE)
    call.must_keep()
    for versions in found:
        if versions and not state.redactions.has_place(room.id, versions[0].sequence):
            state.effort.take(_STEPS)
            _take_back(call, room, versions, in_words=False)
            deleted += 1
    ended = len(found) < _AT_ONCE
    _read_own(call, rooms[1:] if ended else rooms, 0 if ended else found[-1][0].sequence, deleted)


def _redact_read(call: Call, room: Room, versions: tuple[Entry, ...]) -> None:
    """Delete a message whose versions were read."""
    state, target = call.state, call.params[0]
    if room_among(rooms_behind(state, call.user, target), room.id) is None:
        raise fail("REDACT", "INVALID_TARGET", target, text=texts.CANNOT_DELETE_HERE)
    newest = versions[0] if versions else None
    if newest is None or newest.command not in _REDACTABLE or state.redactions.has_place(room.id, newest.sequence):
        raise _unknown_message(call)
    _check_right(call, newest)
    call.must_keep()
    _take_back(call, room, versions)


def _fail_to_read(call: Call, error: Exception) -> None:
    target, msgid = call.params[:2]
    raise fail("REDACT", "TEMPORARILY_UNAVAILABLE", target, msgid, text=texts.MESSAGE_UNAVAILABLE) from error


def _unknown_message(call: Call) -> Refusal:
    return fail("REDACT", "UNKNOWN_MSGID", call.params[0], call.params[1], text=texts.NO_SUCH_MESSAGE)


def _find_channel(call: Call) -> Channel | None:
    return call.state.channels.get(fold_name(call.params[0])) if call.params[0].startswith("#") else None


def _check_right(call: Call, entry: Entry) -> None:
    """Require permission to delete: moderators may delete any message of their room, authors their own for a while.

    Raises: Refusal.
    """
    channel, window = _find_channel(call), 60 * call.state.settings.redact_minutes
    if channel is not None and (channel.has_role(call.user, "qaoh") or call.user.operator):
        return
    if not is_author(entry, call.user):
        raise fail("REDACT", "REDACT_FORBIDDEN", call.params[0], call.params[1], text=texts.CANNOT_DELETE_MESSAGE)
    if window and call.state.now - entry.time > window * 1000:
        raise fail(
            "REDACT", "REDACT_WINDOW_EXPIRED", call.params[0], call.params[1], str(window), text=texts.TOO_OLD_TO_DELETE
        )


def _in_words(call: Call, entry: Entry, target: str, reason: str) -> str:
    """Return the line of text for clients without REDACT; "" if such clients never showed the Entry."""
    if entry.command not in MESSAGE_COMMANDS:
        return ""
    author, minutes = entry.source.partition("!")[0], (call.state.now - entry.time + 30_000) // 60_000
    age = f"{duration_text(minutes * 60)} ago" if minutes > 0 else "just now"
    whose = "a message" if fold_name(author) == call.user.folded else f"a message by {author}"
    why = f": {reason}" if reason else ""
    return f":{call.user.source} NOTICE {target} :* deleted {whose} from {age}{why}"


def _take_back(call: Call, place: Room, versions: Sequence[Entry], *, in_words: bool = True) -> None:
    """Delete all versions and announce each: every version has a message id of its own.

    `in_words`: tell clients without REDACT by a line of text.
    """
    state, user, channel = call.state, call.user, _find_channel(call)
    reason = clip_bytes(call.param_at(2), limits.KICK_LENGTH)
    addressee = other_in(state, user, place, call.params[0]) if channel is None else None
    target = channel.name if channel is not None else addressee.name if addressee is not None else call.params[0]
    room = place.id
    state.persist(Redaction(room, versions[0].sequence))
    drop_files_of_message(state, room, versions)
    for entry in versions:
        state.redactions.add_place(room, entry.sequence)
        sequence, time = state.next_stamp()
        rest = f"{target} {entry.msgid}" + (f" :{reason}" if reason else "")
        commit = state.persist(
            Entry(
                room=room,
                sequence=sequence,
                time=time,
                command="REDACT",
                source=user.source,
                target=target,
                text=rest,
                identity=user.identity,
                account=user.account,
            )
        )
        statement = Statement(
            _in_words(call, entry, target, reason) if in_words and entry is versions[0] else "", state.time_text(time),
            place=(room, sequence), switch=REDACTION, other=f":{user.source} REDACT {rest}", account=user.account,
        )  # fmt: skip
        if addressee is not None:
            show_to_addressee(call, addressee, statement, commit)
        if channel is None:
            continue
        state.broadcast_in(channel, statement, commit).override_for(call.seat, b"")
        if call.seat.view_bits & ECHO:
            call.reply.add_statement(statement)
            call.reply.needs_commit(commit)
