"""CHATHISTORY, and the replay at JOIN for clients without the capability.

The Store is read by a Job, which sees no Entry that is newer than the command. Permissions are checked again when the
Job has ended.

Spec: https://ircv3.net/specs/extensions/chathistory
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from desktop_chat.hub.announce.render_entry import retell
from desktop_chat.hub.call import Call
from desktop_chat.hub.errands import walk_in_portions
from desktop_chat.hub.job import Job
from desktop_chat.hub.live.channel import Channel
from desktop_chat.hub.live.user import Seat, User
from desktop_chat.hub.people.access import first_readable, room_among, rooms_behind
from desktop_chat.hub.people.addressee import name_of
from desktop_chat.hub.records.rooms import other_side
from desktop_chat.hub.reply import fail
from desktop_chat.hub.state import State
from desktop_chat.irc.capabilities import CHATHISTORY, EVENT_PLAYBACK, MESSAGE_REDACTION, REACTIONS
from desktop_chat.irc.names import fold_name
from desktop_chat.irc.server_time import parse_time
from desktop_chat.net.outbox import OutboxPiece
from desktop_chat.storage.msgid import place_of
from desktop_chat.storage.records import Entry
from desktop_chat.storage.store_api import HistoryAnchor, HistoryQuery, HistorySlice, HistoryTarget, TargetsQuery
from desktop_chat.texts import hub as texts

_PARAMETERS = {"BEFORE": 4, "AFTER": 4, "LATEST": 4, "AROUND": 4, "BETWEEN": 5, "TARGETS": 4}


def chathistory(call: Call) -> None:
    subcommand = call.param_at(0).upper()
    wanted = _PARAMETERS.get(subcommand)
    if wanted is None:
        raise fail("CHATHISTORY", "INVALID_PARAMS", call.param_at(0) or "*", text=texts.UNKNOWN_SUBCOMMAND)
    if len(call.params) != wanted:
        words = texts.PARAMETERS_MISSING if len(call.params) < wanted else texts.TOO_MANY_PARAMETERS
        raise fail("CHATHISTORY", "INVALID_PARAMS", subcommand, text=words)
    if subcommand == "TARGETS":
        _send_targets(call)
    else:
        _send_page(call, HistorySlice(subcommand.lower()))


def _send_page(call: Call, part: HistorySlice) -> None:
    state, name, subcommand = call.state, call.params[1], call.params[0].upper()
    rooms = rooms_behind(state, call.user, name)
    if rooms is None:
        raise fail("CHATHISTORY", "INVALID_TARGET", subcommand, name, text=texts.TARGET_CANNOT_BE_READ)
    numbers = tuple(room.id for room in rooms) or (0,)
    points = [_read_anchor(call, text, numbers) for text in call.params[2 : 4 if part is HistorySlice.BETWEEN else 3]]
    if points[0] == HistoryAnchor() and part is not HistorySlice.LATEST:
        raise fail("CHATHISTORY", "INVALID_PARAMS", subcommand, name, text=texts.MESSAGE_OR_TIME_NEEDED)
    capabilities = call.seat.capabilities
    query = HistoryQuery(
        numbers[0], part, points[0], _read_limit(call, name), state.last_sequence, others=numbers[1:],
        redactions=MESSAGE_REDACTION in capabilities, events=EVENT_PLAYBACK in capabilities,
        reactions=REACTIONS in capabilities, since=first_readable(state, call.user, name),
    )  # fmt: skip
    if part is HistorySlice.BETWEEN:
        query = replace(query, end=points[1])

    call.read_from_store(query, partial(_show_page, call), partial(_fail_to_read, call))


def _show_page(call: Call, entries: tuple[Entry, ...]) -> None:
    """Answer with the Entries that were read, as far as the caller may still read their rooms."""
    state, name = call.state, call.params[1]
    allowed = rooms_behind(state, call.user, name)
    if allowed is None:
        subcommand = call.params[0].upper()
        raise fail("CHATHISTORY", "INVALID_TARGET", subcommand, name, text=texts.TARGET_CANNOT_BE_READ)
    channel = state.channels.get(fold_name(name))
    shown_as = channel.name if channel is not None else name
    first = first_readable(state, call.user, name)
    found = [entry for entry in entries if entry.sequence >= first and room_among(allowed, entry.room) is not None]
    call.in_portions(retell(state, call.reply, ("chathistory", shown_as), found))


def _fail_to_read(call: Call, error: Exception) -> None:
    raise fail(
        "CHATHISTORY", "MESSAGE_ERROR", call.params[0].upper(), call.param_at(1), text=texts.MESSAGES_UNAVAILABLE
    ) from error


def _read_limit(call: Call, name: str) -> int:
    text = call.params[-1]
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise fail("CHATHISTORY", "INVALID_PARAMS", call.params[0].upper(), name, text=texts.LIMIT_NOT_A_NUMBER)
    return min(int(text), call.state.settings.history_page) or call.state.settings.history_page


def _read_anchor(call: Call, text: str, rooms: tuple[int, ...]) -> HistoryAnchor:
    subcommand, name = call.params[0].upper(), call.params[1]
    if text == "*" and subcommand == "LATEST":
        return HistoryAnchor()
    kind, _, value = text.partition("=")
    if kind == "timestamp":
        return HistoryAnchor(time=_read_time(subcommand, value))
    if kind == "msgid":
        place = place_of(value)
        if place is None or place[0] not in (*rooms, 0) or place[1] > call.state.last_sequence:
            raise fail("CHATHISTORY", "MESSAGE_ERROR", subcommand, name, text=texts.NO_SUCH_MESSAGE)
        return HistoryAnchor(sequence=place[1])
    raise fail("CHATHISTORY", "INVALID_MSGREFTYPE", subcommand, name, text=texts.MESSAGE_REFERENCE_INVALID)


def _read_time(subcommand: str, text: str) -> int:
    time = parse_time(text)
    if time is None:
        raise fail("CHATHISTORY", "INVALID_PARAMS", subcommand, text or "*", text=texts.INVALID_TIMESTAMP)
    return time


def _send_targets(call: Call) -> None:
    state, user = call.state, call.user
    times = [_read_time("TARGETS", text.removeprefix("timestamp=")) for text in call.params[1:3]]
    if not all(text.startswith("timestamp=") for text in call.params[1:3]):
        raise fail("CHATHISTORY", "INVALID_PARAMS", "TARGETS", text=texts.TIMESTAMP_NEEDED)
    rooms = tuple(state.channels[name].room for name in user.channels)
    query = TargetsQuery(user.identity, rooms, times[0], times[1], _read_limit(call, "*"), state.last_sequence)
    call.read_from_store(query, partial(_show_targets, call), partial(_fail_to_read, call))


def _show_targets(call: Call, targets: tuple[HistoryTarget, ...]) -> None:
    state, user = call.state, call.user
    with call.reply.open_batch("draft/chathistory-targets"):
        newest: dict[str, int] = {}
        for target in targets:
            if name := _name_of(state, user, target):
                newest.pop(name, None)  # several people used this name: one target stands for all
                newest[name] = target.time
        for name, time in newest.items():
            call.reply.add_line(state.settings.host, "CHATHISTORY", "TARGETS", name, state.time_text(time))


def _name_of(state: State, user: User, target: HistoryTarget) -> str:
    """Return the name of the room, or "" if the User may not read its newest Entry."""
    room = target.room
    if room.kind == "direct":
        return name_of(state, other_side(room, user.identity))
    channel = state.channels.get(room.a)
    can_read = channel is not None and user in channel.members and target.sequence >= channel.first_readable(user)
    return channel.name if channel is not None and can_read else ""


# Replay


def replay(call: Call, channel: Channel, commit: int, since: int | None = None) -> None:
    """Send recent messages to a Seat without CHATHISTORY, behind the answer to JOIN.

    A recognised identity gets only messages that are newer than its last visit. `commit` stores that they were shown.
    `since`: sequence up to which the Seat has everything, if the caller knows it.
    """
    state, seat, most = call.state, call.seat, call.state.settings.replay_on_join
    if most <= 0 or CHATHISTORY in seat.capabilities or state.store_error:
        return  # while the disk fails, a reserved place would block the outbox
    if since is None:
        seen = state.identities.seen_until(call.user.replay_identity, channel.room)
        since = seen.upto if seen is not None else None
    if since is not None and since >= state.last_sequence:
        return
    after, first = HistoryAnchor(sequence=since), channel.first_readable(call.user)
    query = HistoryQuery(channel.room, HistorySlice.LATEST, after, most, state.last_sequence, since=first)
    replayed = _Replay(state, seat, channel, state.reserve_place(seat), commit)
    state.queue_job(Job(seat=seat, query=query, then=replayed.fill, failed=replayed.fill_with_nothing))


@dataclass(frozen=True, slots=True)
class _Replay:
    """The place of the messages behind the answer to JOIN."""

    state: State
    seat: Seat
    channel: Channel
    place: OutboxPiece
    commit: int

    def fill(self, entries: tuple[Entry, ...]) -> None:
        """Fill the reserved place with the messages that were read."""
        walk_in_portions(self.state, self._fill_place(entries))

    def fill_with_nothing(self, _error: Exception) -> None:
        """Let the lines behind the place pass: the messages could not be read."""
        self.fill(())

    def _fill_place(self, entries: Sequence[Entry]) -> Iterator[None]:
        """Fill the place with the messages, or with nothing if the Seat has left the room. An Errand."""
        state, seat, channel = self.state, self.seat, self.channel
        reply = state.reply_to(seat)
        if entries and seat.user is not None and seat.user in channel.members:
            first = channel.first_readable(seat.user)
            readable = [entry for entry in entries if entry.sequence >= first]
            yield from retell(state, reply, ("chathistory", channel.name), readable)
        present = seat.user is not None and seat.user in channel.members
        state.fill_place(seat, self.place, reply.encode_all() if present else b"", self.commit)
