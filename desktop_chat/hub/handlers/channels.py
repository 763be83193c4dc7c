"""Out of rooms again: PART KICK. https://modern.ircdocs.horse/#part-message"""

from __future__ import annotations

from desktop_chat.hub import settings as limits
from desktop_chat.hub.call import Call
from desktop_chat.hub.channel import LEADERS
from desktop_chat.hub.events import happened, seeing
from desktop_chat.hub.leaving import leave_channel
from desktop_chat.hub.reply import Refusal
from desktop_chat.hub.settings import clip
from desktop_chat.hub.telling import tell_of
from desktop_chat.irc import numerics as n
from desktop_chat.irc.names import fold


def part(call: Call) -> None:
    reason = clip(call.param(1), limits.QUIT_LENGTH)
    for name in call.params[0].split(","):
        try:
            _part(call, name, reason)
        except Refusal as refusal:
            call.reply.refuse(refusal)


def part_all(call: Call) -> None:
    """`JOIN 0`."""
    for name in list(call.user.channels):
        _part(call, name, "")


def _part(call: Call, name: str, reason: str) -> None:
    state, user = call.state, call.user
    channel = call.own_channel(name)
    words = [channel.name, reason] if reason else [channel.name]
    statement = happened(state, seeing([channel], user), user.source, "PART", *words, account=user.account)
    tell_of(call, channel, user, statement)
    leave_channel(state, channel, user)


def kick(call: Call) -> None:
    """One channel and any number of people, or as many channels as people.
    https://modern.ircdocs.horse/#kick-message"""
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
    channel = call.led_channel(name, LEADERS)
    victim = state.users.get(fold(nick))
    if victim is None or victim not in channel.members:
        raise Refusal(n.ERR_USERNOTINCHANNEL, nick, channel.name, "They aren't on that channel")
    if channel.rank(victim) > channel.rank(user):
        raise Refusal(n.ERR_CHANOPRIVSNEEDED, channel.name, "They rank above you")
    reason = clip(call.param(2), limits.KICK_LENGTH) or user.nick
    words = channel.name, victim.nick, reason
    statement = happened(state, seeing([channel], victim), user.source, "KICK", *words, account=user.account)
    tell_of(call, channel, victim, statement)
    leave_channel(state, channel, victim)
