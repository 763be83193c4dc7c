"""Who is shown which metadata without asking for it. https://ircv3.net/specs/extensions/metadata#notifications

Clients of draft/metadata-3 are told by the numerics of the answers, those of draft/metadata-2 by METADATA lines. Under
the hub's lock only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from desktop_chat.hub.call import Call
from desktop_chat.hub.effort import LINE_STEPS
from desktop_chat.hub.live.channel import Channel
from desktop_chat.hub.live.user import Seat, User
from desktop_chat.hub.reply import Reply
from desktop_chat.hub.state import State
from desktop_chat.irc import numerics as n
from desktop_chat.irc.capabilities import METADATA, METADATA_2
from desktop_chat.irc.names import fold_name

EVERYBODY = "*"
"""The visibility of all that there is."""
NOT_SET = "This key is not set"
_AT_ONCE = 200
"""Values that one command brings unasked; for more a client is told to ask later."""
_MOST_AT_ALL = 5_000
"""Values that one SYNC shows, of the room itself first; the others can be asked for person by person."""

Value = tuple[str, str, str]
"""Whose it is by name, key and value."""


def knows_metadata(seat: Seat) -> bool:
    return METADATA in seat.capabilities or METADATA_2 in seat.capabilities


def reply_with_value(reply: Reply, name: str, key: str, value: str | None) -> None:
    """By numeric, whoever asks."""
    if value is None:
        reply.numeric(n.RPL_KEYNOTSET, name, key, NOT_SET)
    else:
        reply.numeric(n.RPL_KEYVALUE, name, key, EVERYBODY, value)


def reply_as_change(reply: Reply, name: str, key: str, value: str | None) -> None:
    """In the words of the version that the client understands."""
    if METADATA in reply.seat.capabilities:
        reply_with_value(reply, name, key, value)
    else:
        reply.add_line(reply.server, "METADATA", name, key, EVERYBODY, *([] if value is None else [value]))


# What stands


def values_of(state: State, name: str, owner: str, keys: Iterable[str]) -> Iterator[Value]:
    """Those of one owner under these keys."""
    values = state.metadata.values_of(owner)
    if values:
        yield from ((name, key, values[key]) for key in keys if key in values)


def values_in(call: Call, channel: Channel, keys: Iterable[str], but: set[str]) -> Iterator[Value | None]:
    """Those of a room, and of those whom the asker sees in it when it is in there itself. Owners `but` are left out,
    and those that come are added to them. None comes where a walk may be left for a while."""
    state, wanted = call.state, tuple(keys)
    yield from values_of(state, channel.name, channel.folded, wanted)
    if call.user not in channel.members:
        return
    for member in list(channel.members):
        state.effort.take(1)
        if state.effort.is_spent:
            yield None
        if member.metadata_owner not in but and member in channel.members and channel.can_see(call.user, member):
            but.add(member.metadata_owner)
            yield from values_of(state, member.nick, member.metadata_owner, wanted)


def show_all(call: Call, channel: Channel) -> Iterator[None]:
    """A walk that shows what a client asks for that was told to ask later."""
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
    """To a Seat whose User is in the room now: what it wants to know of it, and of those in it."""
    if call.seat.subscriptions and knows_metadata(call.seat):
        found = values_in(call, channel, call.seat.subscriptions, {call.user.metadata_owner})
        _show_some(call.reply, channel.name, filter(None, found), _AT_ONCE)


def show_new_keys(call: Call, keys: Iterable[str]) -> Iterator[None]:
    """A walk that shows what stands already under keys that are news to this Seat: of itself, of its rooms, of those
    whom it watches."""
    state, wanted, shown = call.state, tuple(keys), {call.user.metadata_owner}
    left = _show_some(
        call.reply, call.user.nick, values_of(state, call.user.nick, call.user.metadata_owner, wanted), _AT_ONCE
    )
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
    """To a Seat that watches these from now on."""
    if call.seat.subscriptions and knows_metadata(call.seat):
        _show_people(call, nicks, tuple(call.seat.subscriptions), {call.user.metadata_owner}, _AT_ONCE)


def _show_people(call: Call, nicks: Iterable[str], keys: tuple[str, ...], but: set[str], left: int) -> None:
    for nick in nicks:
        user = call.state.users.get(fold_name(nick))
        if user is not None and user.metadata_owner not in but:
            left = _show_some(call.reply, user.nick, values_of(call.state, user.nick, user.metadata_owner, keys), left)


def _show_some(reply: Reply, target: str, values: Iterator[Value], most: int) -> int:
    """All of them, or that they can be asked for later when they are more than `most`. How many more may be shown."""
    found = list(islice(values, most + 1))
    if len(found) > most:
        reply.numeric(n.RPL_METADATASYNCLATER, target)
        return most
    for name, key, value in found:
        reply_as_change(reply, name, key, value)
    return most - len(found)


def show_own(call: Call) -> None:
    """To a person who comes in and understands it: what stands of themselves."""
    if knows_metadata(call.seat):
        with call.reply.open_batch("metadata", call.user.nick):
            for key, value in call.state.metadata.values_of(call.user.metadata_owner).items():
                reply_as_change(call.reply, call.user.nick, key, value)


# What happens


def notify_of_join(state: State, user: User, channel: Channel) -> None:
    """A person is in a room now: those who see them there learn what they want to know of people."""
    values = state.metadata.values_of(user.metadata_owner)
    if values:
        told = (seat for seat in channel.seats_seeing(user) if seat.user is not user)
        _send_values(state, told, user.nick, values, 0)


def notify_watchers(state: State, user: User) -> None:
    """There is a person of this nick now: those who watch it learn the same."""
    _send_values(
        state, state.monitors.watchers_of(user.folded), user.nick, state.metadata.values_of(user.metadata_owner), 0
    )


def notify_of_change(
    state: State, target: User | Channel | None, name: str, values: Mapping[str, str | None], commit: int, *, but: Seat
) -> None:
    """All who subscribe to these keys and see their owner, but for the one who changed them."""
    seats: Iterable[Seat] = ()
    if isinstance(target, Channel):
        seats = [seat for member in target.members for seat in member.seats]
    elif target is not None:
        seats = dict.fromkeys([*state.seats_sharing_a_channel(target), *state.monitors.watchers_of(target.folded)])
    _send_values(state, (seat for seat in seats if seat is not but), name, values, commit)


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
    """Under what stands that which a connection says that is not in yet; a guest's stays there."""
    return f"seat:{seat.id}"


def adopt_values(state: State, user: User, before: str) -> None:
    """It is known now who the user is: what stood under `before` is its own."""
    if user.identity and before != user.identity and state.metadata.values_of(before):
        for change in state.metadata.move_values(before, user.identity):
            if change.owner == user.identity:
                state.persist(change)
        keep_within_bounds(state)


def keep_within_bounds(state: State) -> None:
    """Guests together may leave so much and no more."""
    for gone in state.metadata.evict_over_quota():
        state.persist(gone)
