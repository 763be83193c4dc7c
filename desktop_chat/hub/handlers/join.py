"""JOIN: permission to enter a room, and the lines that the newcomer and the other members get.

Spec: https://modern.ircdocs.horse/#join-message
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop_chat.hub import limits
from desktop_chat.hub.announce.broadcast import broadcast_about
from desktop_chat.hub.announce.room_events import record_event, record_join
from desktop_chat.hub.call import Call
from desktop_chat.hub.errands import walk_in_portions
from desktop_chat.hub.handlers import markread
from desktop_chat.hub.handlers.history import replay
from desktop_chat.hub.handlers.names import list_names
from desktop_chat.hub.handlers.part_kick import part_all
from desktop_chat.hub.handlers.topic import show_topic
from desktop_chat.hub.live.channel import Channel
from desktop_chat.hub.live.fanout import Statement
from desktop_chat.hub.live.view_bits import EXTENDED_JOIN, TEXT
from desktop_chat.hub.moderation.room_retention import term_text
from desktop_chat.hub.people import metadata_notify
from desktop_chat.hub.people.access import keep_entered
from desktop_chat.hub.records.roles import can_always_enter, letters_at_entry
from desktop_chat.hub.reply import Refusal
from desktop_chat.irc import numerics as n
from desktop_chat.irc.capabilities import AWAY_NOTIFY, NO_IMPLICIT_NAMES, READ_MARKER
from desktop_chat.irc.names import fold_name, is_channel
from desktop_chat.texts import hub as texts

_STEPS = 50
"""Steps (hub/effort) of entering a room of any size."""


MOST_ROOMS = 10_000
"""Rooms on the server above which only people with an account make new ones."""


def join(call: Call) -> None:
    if call.params[0] == "0":
        part_all(call)
    else:
        call.in_portions(_join_all(call))


def _join_all(call: Call) -> Iterator[None]:
    keys, effort = call.param_at(1).split(","), call.state.effort
    entered: list[Channel] = []
    for index, name in enumerate(name for name in call.params[0].split(",") if name):
        if effort.is_spent:
            call.reply.needs_commit(_store_memberships(call, entered))
            call.reply.flush_part()
            _replay_messages(call, entered)
            entered = []
            yield
        effort.take(_STEPS)
        try:
            channel = _join_channel(call, name, keys[index] if index < len(keys) else "")
        except Refusal as refusal:
            call.reply.add_refusal(refusal)
        else:
            entered += [channel] if channel is not None else []
    call.reply.needs_commit(_store_memberships(call, entered))
    call.reply.flush()
    _replay_messages(call, entered)


def _store_memberships(call: Call, entered: Sequence[Channel]) -> int:
    """Return the commit that stores the memberships; 0 while the Store fails, so that a JOIN does not wait for it."""
    return 0 if call.state.store_error or not entered else call.state.next_commit


def _replay_messages(call: Call, entered: Sequence[Channel]) -> None:
    """Replay recent messages of the rooms, and store that they were shown."""
    state, user, commit = call.state, call.user, _store_memberships(call, entered)
    for channel in entered:
        replay(call, channel, commit)
        keep_entered(state, user, channel)


def _join_channel(call: Call, name: str, key: str) -> Channel | None:
    """Enter a channel and return it; None if the caller was a member already.

    Raises: Refusal.
    """
    state, user = call.state, call.user
    if not is_channel(name) or len(name.encode()) > limits.CHANNEL_LENGTH:
        raise Refusal(n.ERR_NOSUCHCHANNEL, name, texts.NO_SUCH_CHANNEL)
    channel = state.channels.get(fold_name(name))
    if channel is not None and user in channel.members:
        return None
    if state.settings.limits_enabled and len(user.channels) >= state.settings.channels_per_user:
        raise Refusal(n.ERR_TOOMANYCHANNELS, name, texts.TOO_MANY_CHANNELS)
    if channel is None:
        call.must_keep()
        channel = _make_channel(call, name)
    else:
        channel = _admitting_channel(call, channel, key)
        if user in channel.members:
            return None
    enter(call, channel)
    return channel


def enter(call: Call, channel: Channel) -> None:
    """Make the caller a member and tell all members."""
    state, user = call.state, call.user
    user.invited.pop(channel, None)
    joined_at = state.last_sequence + 1
    state.add_member(channel, user)
    channel.set_letters(user, letters_at_entry(channel, user))
    _announce_join(call, channel)
    metadata_notify.notify_of_join(state, user, channel)
    describe(call, channel)
    _explain_history(call, channel, joined_at)
    for other in user.seats:
        if other is not call.seat:
            there = Call(state, other, call.message, state.reply_to(other))
            describe(there, channel)
            _explain_history(there, channel, joined_at)
            there.reply.flush()


def _explain_history(call: Call, channel: Channel, joined_at: int) -> None:
    """Say for how long the room keeps what is said, to clients that put no modes into words.

    To a person who has entered the room for the first time, say why nothing earlier can be read.

    `joined_at`: the sequence of this JOIN.
    """
    state = call.state
    if channel.room in state.rooms.kept_days and not call.seat.view_bits & TEXT:
        call.reply.add_line(state.settings.host, "NOTICE", channel.name, term_text(state, channel))
    if channel.first_readable(call.user) == joined_at:
        call.reply.add_line(state.settings.host, "NOTICE", channel.name, texts.NOTHING_EARLIER)


def describe(call: Call, channel: Channel) -> None:
    """Send topic, read marker, names and metadata of a room, behind the JOIN."""
    if channel.topic:
        show_topic(call, channel)
    if READ_MARKER in call.seat.capabilities:
        markread.tell_marker(call, channel.name)
    if NO_IMPLICIT_NAMES not in call.seat.capabilities:
        call.state.effort.take(len(channel.members) // 4)
        list_names(call, channel)
    metadata_notify.show_channel(call, channel)


def show_rooms(call: Call, since: int) -> None:
    """Send JOIN and all that follows it for each room of the User, to a Seat that was attached to the User.

    Messages after the sequence `since` are replayed. When there are very many rooms, the descriptions of the last ones
    follow as an Errand.
    """
    rooms, effort = [call.state.channels[name] for name in call.user.channels], call.state.effort
    later: list[Channel] = []
    effort.begin_portion()
    for channel in rooms:
        call.reply.add_statement(joining(call, channel))
        if effort.is_spent:
            later.append(channel)
        else:
            effort.take(_STEPS)
            describe(call, channel)
    call.reply.flush()
    for channel in rooms:
        replay(call, channel, 0, since)
    walk_in_portions(call.state, _describe_all(call, later))


def _describe_all(call: Call, rooms: Sequence[Channel]) -> Iterator[None]:
    user, effort = call.seat.user, call.state.effort
    for channel in rooms:
        if effort.is_spent:
            yield
        if user is None or call.seat.user is not user:
            return
        effort.take(_STEPS)
        if user in channel.members:
            describe(call, channel)
            call.reply.flush()


def joining(call: Call, channel: Channel) -> Statement:
    """Return the JOIN of a member, for clients that have not seen it."""
    user = call.user
    extended = f":{user.source} JOIN {channel.name} {user.account or '*'} :{user.realname}"
    return call.state.make_statement(user.source, "JOIN", channel.name, switch=EXTENDED_JOIN, other=extended)


def _make_channel(call: Call, name: str) -> Channel:
    state, user = call.state, call.user
    room = state.rooms.channel_room(fold_name(name))
    if room is None:
        if state.rooms.channels >= MOST_ROOMS and not (user.account or user.operator):
            raise Refusal(n.ERR_TOOMANYCHANNELS, name, texts.TOO_MANY_ROOMS)
        room = state.rooms.make_channel(fold_name(name))
        state.persist(room)
    channel = Channel(name, room.id, created=state.now, effort=state.effort)
    channel.founder = user.identity
    if user.identity:
        channel.roles[user.identity] = "o" if user.account else "qo"  # people with an account found rooms by ChanServ
    state.channels[channel.folded] = channel
    state.keep_channel(channel)
    return channel


def _admitting_channel(call: Call, channel: Channel, key: str) -> Channel:
    """Return the room that the caller may enter: this one, or its forward (+f).

    A wrong key is refused and not forwarded, because it may be a typing error. A room that guests had locked, and that
    has had no member since the server started, is forgotten and made again.

    Raises: Refusal.
    """
    try:
        _may_enter(call, channel, key)
    except Refusal as refusal:
        if channel.is_abandoned:
            call.must_keep()
            call.state.forget_channel(channel)
            return _make_channel(call, channel.name)
        other = call.state.channels.get(fold_name(channel.forward)) if channel.forward else None
        if other is None or refusal.command == n.ERR_BADCHANNELKEY:
            raise
        _may_enter(call, other, "")
        call.reply.numeric(n.ERR_LINKCHANNEL, channel.name, other.name, texts.FORWARDING)
        return other
    return channel


def _may_enter(call: Call, channel: Channel, key: str) -> None:
    """Require permission to enter. Moderators and invited people always have it, except over an unencrypted connection
    to a +z room.

    Raises: Refusal.
    """
    user, name, modes = call.user, channel.name, channel.modes
    if "z" in modes and not user.is_secure:
        raise Refusal(n.ERR_SECUREONLYCHAN, name, texts.JOIN_NEEDS_TLS)
    if can_always_enter(channel, user) or user.is_invited(channel, call.state.now):
        return
    if channel.is_banned(user):
        raise Refusal(n.ERR_BANNEDFROMCHAN, name, texts.JOIN_BANNED)
    excepted = modes & {"R", "i"} and channel.is_listed("I", user)
    if "R" in modes and not user.account and not excepted:
        raise Refusal(n.ERR_NEEDREGGEDNICK, name, texts.JOIN_NEEDS_ACCOUNT)
    if "i" in modes and not excepted:
        raise Refusal(n.ERR_INVITEONLYCHAN, name, texts.JOIN_NEEDS_INVITATION)
    if channel.key and key != channel.key:
        raise Refusal(n.ERR_BADCHANNELKEY, name, texts.JOIN_NEEDS_KEY)
    if channel.limit and len(channel.members) >= channel.limit:
        raise Refusal(n.ERR_CHANNELISFULL, name, texts.JOIN_FULL)


def _announce_join(call: Call, channel: Channel) -> None:
    """Send JOIN to all members, to the newcomer first; then AWAY and the roles at entry."""
    state, user = call.state, call.user
    statement = record_join(state, channel, user)
    broadcast_about(call, channel, user, statement)
    if user.away:
        others = [seat for seat in channel.seats_seeing(user) if seat.user is not user]
        told = [seat for seat in others if AWAY_NOTIFY in seat.capabilities]
        state.show_statement(told, state.make_statement(user.source, "AWAY", user.away))
    letters = channel.members[user]
    if letters:
        change = f"+{letters}", *[user.nick] * len(letters)
        modes = record_event(state, (channel,), state.settings.host, "MODE", channel.name, *change)
        state.show_statement((s for member in channel.members if member is not user for s in member.seats), modes)
