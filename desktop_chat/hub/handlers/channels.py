"""Rooms: JOIN PART TOPIC NAMES LIST INVITE KICK. https://modern.ircdocs.horse/#channel-operations"""

from __future__ import annotations

from desktop_chat.hub import settings as limits
from desktop_chat.hub.call import Call
from desktop_chat.hub.channel import Channel
from desktop_chat.hub.events import happened, joined
from desktop_chat.hub.fanout import BODY_LIMIT, Statement
from desktop_chat.hub.handlers import markers, metadata
from desktop_chat.hub.handlers.history import replay
from desktop_chat.hub.leaving import leave_channel
from desktop_chat.hub.reply import Refusal
from desktop_chat.hub.settings import clip
from desktop_chat.hub.user import User
from desktop_chat.hub.views import EXTENDED_JOIN
from desktop_chat.irc import numerics as n
from desktop_chat.irc.capabilities import INVITE_NOTIFY, NO_IMPLICIT_NAMES, READ_MARKER
from desktop_chat.irc.names import fold, is_channel

NAMES_TARGETS = 20
"""Rooms in one NAMES."""


def join(call: Call) -> None:
    if call.params[0] == "0":
        for name in list(call.user.channels):
            _part(call, name, "")
        return
    keys = call.param(1).split(",")
    joined = []
    for index, name in enumerate(name for name in call.params[0].split(",") if name):
        try:
            channel = _join(call, name, keys[index] if index < len(keys) else "")
        except Refusal as refusal:
            call.reply.refuse(refusal)
        else:
            joined += [channel] if channel is not None else []
    state, user = call.state, call.user
    commit = 0 if state.trouble or not joined else state.commit  # who is in is kept, but nobody waits for a sick disk
    call.reply.needs_commit(commit)
    call.reply.flush()
    for channel in joined:
        replay(call, channel, commit)
        state.keep(state.identities.show(user.replayed_as, channel.room, state.last_sequence, present=True))


def _join(call: Call, name: str, key: str) -> Channel | None:
    """The channel that the asker is in now; None when that is nothing new. Raises Refusal."""
    state, user = call.state, call.user
    if not is_channel(name) or len(name.encode()) > limits.CHANNEL_LENGTH:
        raise Refusal(n.ERR_NOSUCHCHANNEL, name, "No such channel")
    channel = state.channels.get(fold(name))
    if channel is not None and user in channel.members:
        return None
    if state.settings.limits_enabled and len(user.channels) >= state.settings.channels_per_user:
        raise Refusal(n.ERR_TOOMANYCHANNELS, name, "You have joined too many channels")
    if channel is None:
        call.must_keep()
        channel = _make(call, name)
    else:
        _may_enter(channel, user, key)
    user.invited.pop(channel.folded, None)
    channel.add(user, "")
    channel.set_letters(user, _letters(channel, user))
    user.channels[channel.folded] = None
    _announce(call, channel)
    metadata.announce(state, user, channel)
    _describe(call, channel)
    for other in user.seats:
        if other is not call.seat:
            there = Call(state, other, call.message, state.reply_to(other))
            _describe(there, channel)
            there.reply.flush()
    return channel


def _describe(call: Call, channel: Channel) -> None:
    """What a client is told of a room that it is in now, behind the JOIN."""
    if channel.topic:
        _topic(call, channel)
    if READ_MARKER in call.seat.capabilities:
        markers.tell_marker(call, channel.name)
    if NO_IMPLICIT_NAMES not in call.seat.capabilities:
        _names(call, channel)
    metadata.show_channel(call, channel)


def show_rooms(call: Call, since: int) -> None:
    """To a Seat that has come to a User who is in rooms already: as if it had entered them. What was said after `since`
    is news to it."""
    for name in call.user.channels:
        channel = call.state.channels[name]
        call.reply.show(_joining(call, channel))
        _describe(call, channel)
    call.reply.flush()
    for name in call.user.channels:
        replay(call, call.state.channels[name], 0, since)


def _joining(call: Call, channel: Channel) -> Statement:
    user = call.user
    extended = f":{user.source} JOIN {channel.name} {user.account or '*'} :{user.realname}"
    return call.state.statement(user.source, "JOIN", channel.name, switch=EXTENDED_JOIN, other=extended)


def _make(call: Call, name: str) -> Channel:
    state, user = call.state, call.user
    room = state.rooms.channel(fold(name))
    if room is None:
        room = state.rooms.make_channel(fold(name))
        state.keep(room)
    channel = Channel(name, room.id, created=state.now)
    channel.founder = user.identity
    if user.identity:
        channel.roles[user.identity] = "o" if user.account else "qo"  # accounts found by ChanServ
    state.channels[channel.folded] = channel
    state.keep_channel(channel)
    return channel


def _may_enter(channel: Channel, user: User, key: str) -> None:
    """Raise the refusal that applies. Who leads here, or was invited, is let in."""
    if user.identity and set("qao") & set(channel.roles.get(user.identity, "")):
        return
    invited = channel.folded in user.invited
    if channel.banned(user) and not invited:
        raise Refusal(n.ERR_BANNEDFROMCHAN, channel.name, "Cannot join channel (+b)")
    if "R" in channel.modes and not user.account and not invited and not channel.listed("I", user):
        raise Refusal(n.ERR_NEEDREGGEDNICK, channel.name, "Cannot join channel (+R): log in to an account first")
    if "i" in channel.modes and not invited and not channel.listed("I", user):
        raise Refusal(n.ERR_INVITEONLYCHAN, channel.name, "Cannot join channel (+i)")
    if channel.key and key != channel.key and not invited:
        raise Refusal(n.ERR_BADCHANNELKEY, channel.name, "Cannot join channel (+k)")
    if channel.limit and len(channel.members) >= channel.limit and not invited:
        raise Refusal(n.ERR_CHANNELISFULL, channel.name, "Cannot join channel (+l)")


def _letters(channel: Channel, user: User) -> str:
    """The roles that somebody who comes in has: those kept, or the first one's."""
    kept = channel.roles.get(user.identity, "") if user.identity else ""
    if not kept and not channel.founder and len(channel.members) == 1:
        return "o"
    return kept


def _announce(call: Call, channel: Channel) -> None:
    """Everybody is told, the one who came in first of all."""
    state, user = call.state, call.user
    statement = joined(state, channel, user.source, user.account, user.realname)
    call.reply.show(statement)
    run = state.say(channel, statement)
    run.instead(call.seat, b"")
    if user.away:
        others = [seat for member in channel.members if member is not user for seat in member.seats]
        told = [seat for seat in others if "away-notify" in seat.capabilities]
        state.show(told, state.statement(user.source, "AWAY", user.away))
    letters = channel.members[user]
    if letters:
        change = f"+{letters}", *[user.nick] * len(letters)
        modes = happened(state, (channel,), state.settings.host, "MODE", channel.name, *change)
        state.show((s for member in channel.members if member is not user for s in member.seats), modes)


def part(call: Call) -> None:
    reason = clip(call.param(1), limits.QUIT_LENGTH)
    for name in call.params[0].split(","):
        try:
            _part(call, name, reason)
        except Refusal as refusal:
            call.reply.refuse(refusal)


def _part(call: Call, name: str, reason: str) -> None:
    state, user = call.state, call.user
    channel = call.own_channel(name)
    words = [reason] if reason else []
    statement = happened(state, (channel,), user.source, "PART", channel.name, *words, account=user.account)
    call.reply.show(statement)
    state.say(channel, statement).instead(call.seat, b"")
    leave_channel(state, channel, user)


def kick(call: Call) -> None:
    """One channel and any number of people, or as many channels as people."""
    names, nicks = call.params[0].split(","), call.params[1].split(",")
    if len(names) == 1:
        names *= len(nicks)
    if len(names) != len(nicks):
        raise Refusal(n.ERR_NEEDMOREPARAMS, "KICK", "Not enough parameters")
    for name, nick in zip(names, nicks, strict=True):
        try:
            _kick(call, name, nick)
        except Refusal as refusal:
            call.reply.refuse(refusal)


def _kick(call: Call, name: str, nick: str) -> None:
    state, user = call.state, call.user
    channel = call.led_channel(name, "qaoh")
    victim = state.users.get(fold(nick))
    if victim is None or victim not in channel.members:
        raise Refusal(n.ERR_USERNOTINCHANNEL, nick, channel.name, "They aren't on that channel")
    if channel.rank(victim) > channel.rank(user):
        raise Refusal(n.ERR_CHANOPRIVSNEEDED, channel.name, "They rank above you")
    reason = clip(call.param(2), limits.KICK_LENGTH) or user.nick
    words = channel.name, victim.nick, reason
    statement = happened(state, (channel,), user.source, "KICK", *words, account=user.account)
    call.reply.show(statement)
    state.say(channel, statement).instead(call.seat, b"")
    leave_channel(state, channel, victim)


def topic(call: Call) -> None:
    state, user = call.state, call.user
    channel = call.channel(call.params[0])
    if len(call.params) == 1:
        if channel.topic:
            _topic(call, channel)
        else:
            call.reply.numeric(n.RPL_NOTOPIC, channel.name, "No topic is set")
        return
    channel = call.own_channel(call.params[0])
    if "t" in channel.modes and not channel.has(user, "qaoh"):
        raise Refusal(n.ERR_CHANOPRIVSNEEDED, channel.name, "You're not channel operator")
    call.must_keep()
    room = BODY_LIMIT - len(f":{user.source} TOPIC {channel.name} :\r\n".encode())
    channel.topic = clip(call.params[1], min(limits.TOPIC_LENGTH, room))
    channel.topic_by, channel.topic_at = user.source, state.now
    commit = state.keep_channel(channel)
    words = channel.name, channel.topic
    statement = happened(state, (channel,), user.source, "TOPIC", *words, account=user.account)
    call.reply.show(statement)
    call.reply.needs_commit(commit)
    state.say(channel, statement, commit).instead(call.seat, b"")


def _topic(call: Call, channel: Channel) -> None:
    call.reply.numeric(n.RPL_TOPIC, channel.name, channel.topic)
    call.reply.numeric(n.RPL_TOPICWHOTIME, channel.name, channel.topic_by, str(channel.topic_at // 1000))
    call.reply.needs_commit(channel.commit)


def names(call: Call) -> None:
    for name in call.param(0).split(",")[:NAMES_TARGETS]:
        channel = call.state.channels.get(fold(name))
        if channel is None or not channel.members or channel.hidden_from(call.user):
            call.reply.numeric(n.RPL_ENDOFNAMES, name or "*", "End of /NAMES list")
        else:
            _names(call, channel)


def _names(call: Call, channel: Channel) -> None:
    capabilities = call.seat.capabilities
    multi, hosts = "multi-prefix" in capabilities, "userhost-in-names" in capabilities
    sign = "@" if "s" in channel.modes else "="
    inside = call.user in channel.members or call.user.operator
    words = (
        channel.shown_prefix(member, multi=multi) + (member.source if hosts else member.nick)
        for member in channel.members
        if inside or "i" not in member.modes
    )
    call.reply.words(n.RPL_NAMREPLY, sign, channel.name, words=words)
    call.reply.numeric(n.RPL_ENDOFNAMES, channel.name, "End of /NAMES list")


def invite(call: Call) -> None:
    state, user = call.state, call.user
    if not call.params:
        for name in user.invited:
            call.reply.numeric(n.RPL_INVITELIST, name)
        call.reply.numeric(n.RPL_ENDOFINVITELIST, "End of /INVITE list")
        return
    call.need(2)
    guest = call.person(call.params[0])
    channel = call.own_channel(call.params[1])
    if guest in channel.members:
        raise Refusal(n.ERR_USERONCHANNEL, guest.nick, channel.name, "is already on channel")
    if "i" in channel.modes and not channel.has(user, "qaoh"):
        raise Refusal(n.ERR_CHANOPRIVSNEEDED, channel.name, "You're not channel operator")
    guest.invite(channel.folded)
    call.reply.numeric(n.RPL_INVITING, guest.nick, channel.name)
    if guest.away:
        call.reply.numeric(n.RPL_AWAY, guest.nick, guest.away)
    statement = state.statement(user.source, "INVITE", guest.nick, channel.name)
    state.show(guest.seats, statement)
    told = [member for member in channel.members if member is not user and channel.has(member, "qaoh")]
    state.show((s for member in told for s in member.seats if INVITE_NOTIFY in s.capabilities), statement)
