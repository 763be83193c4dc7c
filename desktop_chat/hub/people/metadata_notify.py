"""Metadata that clients get without asking. Thread: hub lock.

Clients of draft/metadata-3 get numerics, clients of draft/metadata-2 get METADATA lines.
Spec: https://ircv3.net/specs/extensions/metadata#notifications
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from desktop_chat.hub.announce.audience import seats_sharing_a_channel
from desktop_chat.hub.call import Call
from desktop_chat.hub.effort import LINE_STEPS
from desktop_chat.hub.live.channel import Channel
from desktop_chat.hub.live.user import Seat, User
from desktop_chat.hub.reply import Reply
from desktop_chat.hub.state import State
from desktop_chat.irc import numerics as n
from desktop_chat.irc.capabilities import METADATA, METADATA_2
from desktop_chat.irc.metadata_keys import CONNECTION, UNENCRYPTED
from desktop_chat.irc.names import fold_name
from desktop_chat.texts import hub as texts

EVERYBODY = "*"
"""The visibility of all values."""
NOT_SET = texts.METADATA_KEY_NOT_SET
_AT_ONCE = 200
"""Values in one answer that nobody asked for, at most. Beyond, the client is told to SYNC later."""
_MOST_AT_ALL = 5_000
"""Values in one SYNC, at most; the channel's own come first. Clients can ask for other people one by one."""

Value = tuple[str, str, str]
"""Name of the owner, key and value."""


def knows_metadata(seat: Seat) -> bool:
    return METADATA in seat.capabilities or METADATA_2 in seat.capabilities


def reply_with_value(reply: Reply, name: str, key: str, value: str | None) -> None:
    """Answer a request for a value, by numeric."""
    if value is None:
        reply.numeric(n.RPL_KEYNOTSET, name, key, NOT_SET)
    else:
        reply.numeric(n.RPL_KEYVALUE, name, key, EVERYBODY, value)


def reply_as_change(reply: Reply, name: str, key: str, value: str | None) -> None:
    """Report a value in the form of the client's metadata version."""
    if METADATA in reply.seat.capabilities:
        reply_with_value(reply, name, key, value)
    else:
        reply.add_line(reply.server, "METADATA", name, key, EVERYBODY, *([] if value is None else [value]))


# Values on request


def published_values(state: State, user: User) -> Mapping[str, str]:
    """Return the values of a User: what the person has set, and what the server says of the connections.

    Spec: docs/specifications/connection.md
    """
    values = state.metadata.values_of(user.metadata_owner)
    return {**values, CONNECTION: UNENCRYPTED} if user.is_unencrypted else values


def pick_values(name: str, values: Mapping[str, str], keys: Iterable[str]) -> Iterator[Value]:
    """Yield the values of one owner under the keys."""
    if values:
        yield from ((name, key, values[key]) for key in keys if key in values)


def values_in(call: Call, channel: Channel, keys: Iterable[str], but: set[str]) -> Iterator[Value | None]:
    """Yield the values of a channel, and of members whom the caller sees in a joined channel.

    Owners in `but` are skipped, and yielded owners are added to `but`. Yields None where a walk may pause.
    """
    state, wanted = call.state, tuple(keys)
    yield from pick_values(channel.name, state.metadata.values_of(channel.folded), wanted)
    if call.user not in channel.members:
        return
    for member in list(channel.members):
        state.effort.take(1)
        if state.effort.is_spent:
            yield None
        if member.metadata_owner not in but and member in channel.members and channel.can_see(call.user, member):
            but.add(member.metadata_owner)
            yield from pick_values(member.nick, published_values(state, member), wanted)


def show_all(call: Call, channel: Channel) -> Iterator[None]:
    """Walk through the values of a channel for SYNC."""
    effort, left = call.state.effort, _MOST_AT_ALL
    for found in values_in(call, channel, call.seat.subscriptions, {call.user.metadata_owner}):
        if found is not None:
            reply_as_change(call.reply, *found)
            effort.take(LINE_STEPS)
            left -= 1
        if not left:
            return
        if effort.is_spent:
            yield


def show_channel(call: Call, channel: Channel) -> None:
    """Report the subscribed values of a channel and its members to a Seat that has joined."""
    if call.seat.subscriptions and knows_metadata(call.seat):
        found = values_in(call, channel, call.seat.subscriptions, {call.user.metadata_owner})
        _show_some(call.reply, channel.name, filter(None, found), _AT_ONCE)


def show_new_keys(call: Call, keys: Iterable[str]) -> Iterator[None]:
    """Walk through the values under newly subscribed keys: of the caller, the channels, and watched people."""
    state, wanted, shown = call.state, tuple(keys), {call.user.metadata_owner}
    own = pick_values(call.user.nick, published_values(state, call.user), wanted)
    left = _show_some(call.reply, call.user.nick, own, _AT_ONCE)
    for name in list(call.user.channels):
        channel = state.channels.get(name)
        found: list[Value] = []
        for value in values_in(call, channel, wanted, shown) if channel is not None else ():
            if value is None:
                yield
            else:
                found.append(value)
                state.effort.take(LINE_STEPS)
            if len(found) > left:
                break
        if channel is not None:
            left = _show_some(call.reply, channel.name, iter(found), left)
    _show_people(call, state.monitors.watched_nicks(call.seat), wanted, shown, left)


def show_watched(call: Call, nicks: Iterable[str]) -> None:
    """Report the subscribed values of newly watched people."""
    if call.seat.subscriptions and knows_metadata(call.seat):
        _show_people(call, nicks, tuple(call.seat.subscriptions), {call.user.metadata_owner}, _AT_ONCE)


def _show_people(call: Call, nicks: Iterable[str], keys: tuple[str, ...], but: set[str], left: int) -> None:
    for nick in nicks:
        user = call.state.users.get(fold_name(nick))
        if user is not None and user.metadata_owner not in but:
            values = published_values(call.state, user)
            left = _show_some(call.reply, user.nick, pick_values(user.nick, values, keys), left)


def _show_some(reply: Reply, target: str, values: Iterator[Value], most: int) -> int:
    """Report the values, or a hint to SYNC later for more than `most`. Return how many more are allowed."""
    found = list(islice(values, most + 1))
    if len(found) > most:
        reply.numeric(n.RPL_METADATASYNCLATER, target)
        return most
    for name, key, value in found:
        reply_as_change(reply, name, key, value)
    return most - len(found)


def show_own(call: Call) -> None:
    """Report a person's own values at registration."""
    if knows_metadata(call.seat):
        with call.reply.open_batch("metadata", call.user.nick):
            for key, value in published_values(call.state, call.user).items():
                reply_as_change(call.reply, call.user.nick, key, value)


# Notifications


def notify_of_join(state: State, user: User, channel: Channel) -> None:
    """Report a User's values to members of the joined channel."""
    values = published_values(state, user)
    if values and state.census.subscribers:
        told = (seat for seat in channel.seats_seeing(user) if seat.user is not user)
        _send_values(state, told, user.nick, values, 0)


def notify_watchers(state: State, user: User) -> None:
    """Report a User's values to MONITOR watchers of the nick."""
    _send_values(state, state.monitors.watchers_of(user.folded), user.nick, published_values(state, user), 0)


def notify_of_change(
    state: State, target: User | Channel | None, name: str, values: Mapping[str, str | None], commit: int, *, but: Seat
) -> None:
    """Report changed values to subscribers who see the owner, except the Seat `but`."""
    seats: Iterable[Seat] = ()
    if isinstance(target, Channel):
        seats = [seat for member in target.members for seat in member.seats]
    elif target is not None:
        seats = dict.fromkeys([*seats_sharing_a_channel(state, target), *state.monitors.watchers_of(target.folded)])
    _send_values(state, (seat for seat in seats if seat is not but), name, values, commit)


def notify_of_encryption(state: State, user: User, *, was_unencrypted: bool, but: Seat) -> None:
    """Report whether a User's connections are encrypted, if a Seat that came or went has changed that."""
    if user.is_unencrypted is not was_unencrypted and state.census.subscribers:
        told = {CONNECTION: UNENCRYPTED if user.is_unencrypted else None}
        notify_of_change(state, user, user.nick, told, 0, but=but)


def _send_values(state: State, seats: Iterable[Seat], name: str, values: Mapping[str, str | None], commit: int) -> None:
    if not values:
        return
    for seat in seats:
        if seat.subscriptions and knows_metadata(seat) and not values.keys().isdisjoint(seat.subscriptions):
            reply = state.reply_to(seat)
            for key, value in values.items():
                if key in seat.subscriptions:
                    reply_as_change(reply, name, key, value)
            reply.needs_commit(commit)
            reply.flush()


def owner_before(seat: Seat) -> str:
    """Return the owner of values that a Seat sets before registration. A guest keeps this owner."""
    return f"seat:{seat.id}"


def adopt_values(state: State, user: User, before: str) -> None:
    """Move values from the owner `before` to the User's identity."""
    if user.identity and before != user.identity and state.metadata.values_of(before):
        for change in state.metadata.move_values(before, user.identity):
            if change.owner == user.identity:
                state.persist(change)
        keep_within_bounds(state)


def keep_within_bounds(state: State) -> None:
    """Evict values beyond the quota of all guests."""
    for gone in state.metadata.evict_over_quota():
        state.persist(gone)
