"""RENAME: give a room another name. The room keeps its history, members and settings.

Spec: https://ircv3.net/specs/extensions/channel-rename
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop_chat.hub import limits
from desktop_chat.hub.call import Call
from desktop_chat.hub.errands import walk_in_portions
from desktop_chat.hub.handlers.join import describe, joining
from desktop_chat.hub.limits import clip_bytes
from desktop_chat.hub.live.channel import Channel
from desktop_chat.hub.reply import Refusal, fail
from desktop_chat.hub.state import State
from desktop_chat.irc import numerics as n
from desktop_chat.irc.capabilities import CHANNEL_RENAME
from desktop_chat.irc.names import fold_name, is_channel
from desktop_chat.texts import hub as texts

_MOST_UNKNOWING = 100
"""Connections without the capability that are shown a rename as PART and JOIN; a room with more is not renamed."""


def rename(call: Call) -> None:
    state, new = call.state, call.params[1]
    channel = call.led_channel(call.params[0])
    _require_new_name(call, channel, new)
    call.must_keep()
    state.renames.record_attempt(str(channel.room), state.ticks)
    old, reason = channel.name, clip_bytes(call.param_at(2), limits.KICK_LENGTH)
    quietly = fold_name(new) == channel.folded
    seats = [seat for member in channel.members for seat in member.seats]
    knowing = [seat for seat in seats if CHANNEL_RENAME in seat.capabilities]
    others = [] if quietly else [seat for seat in seats if CHANNEL_RENAME not in seat.capabilities]
    if len(others) > _MOST_UNKNOWING:
        text = texts.CANNOT_RENAME_WITH_OLD_CLIENTS(_MOST_UNKNOWING)
        raise fail("RENAME", "CANNOT_RENAME", channel.name, new, text=text)
    channel.end_broadcast()
    commit = give_name(state, channel, new)
    statement = state.make_statement(call.user.source, "RENAME", old, new, reason)
    call.reply.needs_commit(commit)
    if call.seat in knowing:
        call.reply.add_statement(statement)
    state.show_statement((seat for seat in knowing if seat is not call.seat), statement, commit)
    there = [call if seat is call.seat else Call(state, seat, call.message, state.reply_to(seat)) for seat in others]
    for one in there:
        _part_and_join(one, channel, old, reason, asker=call)
    call.in_portions(_describe_to(call, there, channel))
    walk_in_portions(state, _rename_elsewhere(state, fold_name(old), channel))


def _require_new_name(call: Call, channel: Channel, new: str) -> None:
    """Require that the new name is allowed and free. If the room has a founder, only the founder may rename it.

    Raises: Refusal.
    """
    state, names = call.state, (channel.name, call.params[1])
    if channel.founder and not channel.has_role(call.user, "q"):
        raise Refusal(n.ERR_CHANOPRIVSNEEDED, channel.name, texts.ONLY_FOUNDER_RENAMES)
    if not is_channel(new) or len(new.encode()) > limits.CHANNEL_LENGTH:
        raise fail("RENAME", "CANNOT_RENAME", *names, text=texts.ROOM_NAME_INVALID)
    if channel.folded == fold_name(state.settings.lobby):
        raise fail("RENAME", "CANNOT_RENAME", *names, text=texts.LOBBY_KEEPS_NAME)
    folded = fold_name(new)
    if folded != channel.folded and (folded in state.channels or state.rooms.channel_room(folded) is not None):
        raise fail("RENAME", "CHANNEL_NAME_IN_USE", *names, text=texts.ROOM_NAME_USED)
    if state.settings.limits_enabled and state.renames.count_attempts(str(channel.room), state.ticks):
        raise fail("RENAME", "CANNOT_RENAME", *names, text=texts.RENAMED_JUST_NOW)


def give_name(state: State, channel: Channel, new: str) -> int:
    """Move the channel and all that is stored under its name to the new name. Return the commit."""
    old, folded = channel.folded, fold_name(new)
    channel.name, channel.folded = new, folded
    if old != folded:
        del state.channels[old]
        state.channels[folded] = channel
        for room in state.rooms.rename_room(old, folded):
            state.persist(room)
        for value in state.metadata.move_values(old, folded):
            state.persist(value)
        for member in channel.members:
            member.channels[folded] = member.channels.pop(old)
    return state.keep_channel(channel)


def _rename_elsewhere(state: State, old: str, channel: Channel) -> Iterator[None]:
    """Rename the channel in read markers, and in other channels that forward to it. An Errand."""
    new = channel.folded
    for markers in state.markers.rename_target(old, new) if new != old else ():
        for marker in markers:
            state.persist(marker)
        state.effort.take(1 + 4 * len(markers))
        if state.effort.is_spent:
            yield
    for other in list(state.channels.values()):
        state.effort.take(1)
        if other.forward and fold_name(other.forward) == old and not other.ended:
            other.forward = channel.name
            state.keep_channel(other)
            state.effort.take(10)
        if state.effort.is_spent:
            yield


def _part_and_join(call: Call, channel: Channel, old: str, reason: str, *, asker: Call) -> None:
    """Show the rename as PART and JOIN to a client without the capability."""
    reply = call.reply
    reply.needs_commit(channel.commit)
    reply.add_statement(call.state.make_statement(call.user.source, "PART", old, *([reason] if reason else [])))
    reply.add_statement(joining(call, channel))
    if call is not asker:
        reply.flush()


def _describe_to(asker: Call, there: Sequence[Call], channel: Channel) -> Iterator[None]:
    """Send topic and names to the clients that were shown a JOIN. An Errand."""
    for call in there:
        asker.state.effort.take(20)
        if call.seat.user is not None and call.seat.user in channel.members:
            describe(call, channel)
        if call is not asker:
            call.reply.flush()
        if asker.state.effort.is_spent:
            yield
