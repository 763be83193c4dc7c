"""NAMES: the members of a room.

Spec: https://modern.ircdocs.horse/#names-message
"""

from __future__ import annotations

from collections.abc import Iterator

from desktop_chat.hub import limits
from desktop_chat.hub.call import Call
from desktop_chat.hub.live.channel import Channel
from desktop_chat.hub.live.fanout import BODY_LIMIT
from desktop_chat.irc import numerics as n
from desktop_chat.irc.capabilities import MULTI_PREFIX, USERHOST_IN_NAMES
from desktop_chat.irc.names import fold_name


def names(call: Call) -> None:
    """List the members of one or more rooms. One RPL_ENDOFNAMES ends the answer for all of them."""
    call.in_portions(_send_names(call))


def _send_names(call: Call) -> Iterator[None]:
    asked = {fold_name(name): name for name in call.param_at(0).split(",")[: limits.MAX_NAMES_TARGETS]}
    for folded in asked:
        channel = call.state.channels.get(folded)
        if channel is not None and channel.members and not channel.hidden_from(call.user):
            call.state.effort.take(len(channel.members))
            _send_members(call, channel)
            asked[folded] = channel.name
        if call.state.effort.is_spent:
            yield
    call.reply.numeric(n.RPL_ENDOFNAMES, ",".join(asked.values()) or "*", "End of /NAMES list")


def list_names(call: Call, channel: Channel) -> None:
    """Send the members that the caller may see, and RPL_ENDOFNAMES."""
    _send_members(call, channel)
    call.reply.numeric(n.RPL_ENDOFNAMES, channel.name, "End of /NAMES list")


def _send_members(call: Call, channel: Channel) -> None:
    """Send the members that the caller may see.

    Spec: https://ircv3.net/specs/extensions/multi-prefix, https://ircv3.net/specs/extensions/userhost-in-names
    """
    capabilities = call.seat.capabilities
    multi, hosts = MULTI_PREFIX in capabilities, USERHOST_IN_NAMES in capabilities
    user, sign = call.user, "@" if "s" in channel.modes else "="
    inside = user in channel.members or user.operator
    if inside and "u" not in channel.modes:
        start = f":{call.reply.server} {n.RPL_NAMREPLY} {'n' * limits.NICK_BYTES} {sign} {channel.name} :"
        for line in channel.pack_names(multi=multi, hosts=hosts, room=BODY_LIMIT - 2 - len(start.encode())):
            call.reply.numeric(n.RPL_NAMREPLY, sign, channel.name, line)
        return
    words = (
        channel.shown_prefix(member, multi=multi) + (member.source if hosts else member.nick)
        for member in channel.members
        if (inside or "i" not in member.modes) and (channel.can_see(user, member) or user.operator)
    )
    call.reply.numeric_list(n.RPL_NAMREPLY, sign, channel.name, words=words)
