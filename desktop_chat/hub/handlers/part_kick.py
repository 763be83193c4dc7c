"""PART and KICK.

Spec: https://modern.ircdocs.horse/#part-message, https://modern.ircdocs.horse/#kick-message
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from desktop_chat.hub import limits
from desktop_chat.hub.announce.broadcast import broadcast_about
from desktop_chat.hub.announce.room_events import channels_showing, record_event
from desktop_chat.hub.call import Call
from desktop_chat.hub.limits import clip_bytes
from desktop_chat.hub.live.channel import LEADERS
from desktop_chat.hub.people.leaving import leave_channel
from desktop_chat.hub.reply import Refusal
from desktop_chat.irc import numerics as n
from desktop_chat.irc.names import fold_name
from desktop_chat.texts import hub as texts

_STEPS = 30
"""Steps (hub/effort) of one person leaving one room."""


def part(call: Call) -> None:
    reason = clip_bytes(call.param_at(1), limits.QUIT_LENGTH)
    call.in_portions(
        _run_each(call, (partial(_part_channel, call, name, reason) for name in call.params[0].split(",")))
    )


def part_all(call: Call) -> None:
    """Leave all rooms (`JOIN 0`)."""
    call.in_portions(_run_each(call, [partial(_part_channel, call, name, "") for name in call.user.channels]))


def _run_each(call: Call, acts: Iterable[Callable[[], None]]) -> Iterator[None]:
    """Run the acts one by one. Answer each refusal. An Errand."""
    for act in acts:
        if call.state.effort.is_spent:
            call.reply.flush_part()
            yield
        call.state.effort.take(_STEPS)
        try:
            act()
        except Refusal as refusal:
            call.reply.add_refusal(refusal)


def _part_channel(call: Call, name: str, reason: str) -> None:
    state, user = call.state, call.user
    channel = call.own_channel(name)
    state.effort.take(len(channel.members))
    words = [channel.name, reason] if reason else [channel.name]
    statement = record_event(
        state, channels_showing([channel], user), user.source, "PART", *words, account=user.account
    )
    broadcast_about(call, channel, user, statement)
    leave_channel(state, channel, user)


def kick(call: Call) -> None:
    """Kick any number of people from one channel, or one person from each of as many channels."""
    names, nicks = call.params[0].split(","), call.params[1].split(",")
    if len(names) == 1:
        names *= len(nicks)
    if len(names) != len(nicks):
        raise Refusal(n.ERR_NEEDMOREPARAMS, "KICK", texts.NOT_ENOUGH_PARAMETERS)
    pairs = zip(names, nicks, strict=True)
    call.in_portions(_run_each(call, (partial(_kick_member, call, name, nick) for name, nick in pairs)))


def _kick_member(call: Call, name: str, nick: str) -> None:
    state, user = call.state, call.user
    channel = call.led_channel(name, LEADERS)
    state.effort.take(len(channel.members))
    victim = state.users.get(fold_name(nick))
    if victim is None or victim not in channel.members:
        raise Refusal(n.ERR_USERNOTINCHANNEL, nick, channel.name, texts.USER_NOT_ON_CHANNEL)
    if channel.rank_of(victim) > channel.rank_of(user):
        raise Refusal(n.ERR_CHANOPRIVSNEEDED, channel.name, texts.RANKS_ABOVE_YOU)
    reason = clip_bytes(call.param_at(2), limits.KICK_LENGTH) or user.nick
    words = channel.name, victim.nick, reason
    statement = record_event(
        state, channels_showing([channel], victim), user.source, "KICK", *words, account=user.account
    )
    broadcast_about(call, channel, victim, statement)
    leave_channel(state, channel, victim)
