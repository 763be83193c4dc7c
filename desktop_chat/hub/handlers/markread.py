"""MARKREAD: the read markers of a user, shared by all devices.

Spec: https://ircv3.net/specs/extensions/read-marker
"""

from __future__ import annotations

from desktop_chat.hub import limits
from desktop_chat.hub.call import Call
from desktop_chat.hub.people.addressee import reading_keys
from desktop_chat.hub.reply import fail
from desktop_chat.irc.capabilities import READ_MARKER
from desktop_chat.irc.names import is_channel, is_nick
from desktop_chat.irc.server_time import parse_time
from desktop_chat.texts import hub as texts


def markread(call: Call) -> None:
    """Answer with a marker, or set it and tell all Seats of the User."""
    target, text = call.param_at(0), call.param_at(1)
    if not target:
        raise fail("MARKREAD", "NEED_MORE_PARAMS", text=texts.PARAMETERS_MISSING)
    if not (is_channel(target) or is_nick(target, limits.NICK_LENGTH)):
        raise fail("MARKREAD", "INVALID_PARAMS", target, text=texts.NEITHER_ROOM_NOR_PERSON)
    if len(call.params) > 1:
        _set_marker(call, target, text)
    tell_marker(call, target)


def _set_marker(call: Call, target: str, text: str) -> None:
    state, user = call.state, call.user
    kind, _, value = text.partition("=")
    time = parse_time(value) if kind == "timestamp" else None
    if time is None:
        raise fail("MARKREAD", "INVALID_PARAMS", text or "*", text=texts.TIMESTAMP_NEEDED)
    time = min(time, state.now)
    if time <= _read_up_to(call, target):
        return
    if user.identity:
        call.must_keep()
    changed = state.markers.mark_read(user.replay_identity, reading_keys(state, user, target)[0], time)
    commit = max([state.persist(marker) for marker in changed], default=0)
    call.reply.needs_commit(commit)
    statement = state.make_statement(state.settings.host, "MARKREAD", target, _marker_line(call, target))
    others = (seat for seat in user.seats if seat is not call.seat and READ_MARKER in seat.capabilities)
    state.show_statement(others, statement, commit)


def tell_marker(call: Call, target: str) -> None:
    """Send the marker; also behind a JOIN."""
    call.reply.add_line(call.state.settings.host, "MARKREAD", target, _marker_line(call, target))


def _marker_line(call: Call, target: str) -> str:
    time = _read_up_to(call, target)
    return f"timestamp={call.state.time_text(time)}" if time else "*"


def _read_up_to(call: Call, target: str) -> int:
    """Return the marker's time (Unix ms); 0 if there is none."""
    state, user = call.state, call.user
    return max(state.markers.time_read(user.replay_identity, key) for key in reading_keys(state, user, target))
