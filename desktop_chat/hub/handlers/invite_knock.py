"""INVITE and KNOCK: let a person into a room, and ask to be let in.

Spec: https://modern.ircdocs.horse/#invite-message, https://ircv3.net/specs/extensions/invite-notify
"""

from __future__ import annotations

from desktop_chat.hub.call import Call
from desktop_chat.hub.limits import KICK_LENGTH, clip_bytes
from desktop_chat.hub.live.channel import LEADERS, Channel
from desktop_chat.hub.live.user import Seat
from desktop_chat.hub.reply import Refusal
from desktop_chat.irc import numerics as n
from desktop_chat.irc.capabilities import INVITE_NOTIFY
from desktop_chat.irc.names import fold_name
from desktop_chat.texts import hub as texts


def invite(call: Call) -> None:
    """Invite a person. A moderator's invitation overrides bans and modes, for one JOIN within a day."""
    state, user = call.state, call.user
    if not call.params:
        _list_invitations(call)
        return
    call.require_params(2)
    guest = call.require_user(call.params[0])
    channel = call.own_channel(call.params[1])
    leads = channel.has_role(user, LEADERS)
    if guest in channel.members:
        raise Refusal(n.ERR_USERONCHANNEL, guest.nick, channel.name, texts.ALREADY_ON_CHANNEL)
    if "i" in channel.modes and not leads:
        raise Refusal(n.ERR_CHANOPRIVSNEEDED, channel.name, texts.NOT_CHANNEL_OPERATOR)
    if leads:
        guest.add_invitation(channel, state.now)
    call.reply.numeric(n.RPL_INVITING, guest.nick, channel.name)
    if guest.away:
        call.reply.numeric(n.RPL_AWAY, guest.nick, guest.away)
    statement = state.make_statement(user.source, "INVITE", guest.nick, channel.name)
    state.show_statement(guest.seats, statement)
    state.show_statement((seat for seat in _seats_to_tell(channel) if seat is not call.seat), statement)


def _seats_to_tell(channel: Channel) -> list[Seat]:
    """Return the Seats with invite-notify whose users may invite to this room as well."""
    only = LEADERS if "i" in channel.modes else ""
    members = [member for member in channel.members if not only or channel.has_role(member, only)]
    return [seat for member in members for seat in member.seats if INVITE_NOTIFY in seat.capabilities]


def _list_invitations(call: Call) -> None:
    """List the rooms that the caller is invited to."""
    user, state = call.user, call.state
    for channel in user.invited:
        if user.is_invited(channel, state.now):
            call.reply.numeric(n.RPL_INVITELIST, channel.name)
    call.reply.numeric(n.RPL_ENDOFINVITELIST, "End of /INVITE list")


def knock(call: Call) -> None:
    """Ask the moderators of a room to be let in.

    Spec: https://modern.ircdocs.horse/#rplknock-710
    """
    state, user = call.state, call.user
    channel = state.channels.get(fold_name(call.params[0]))
    if channel is None or not channel.members or channel.hidden_from(user):
        raise Refusal(n.ERR_NOSUCHCHANNEL, call.params[0], texts.NO_SUCH_CHANNEL)
    if user in channel.members:
        raise Refusal(n.ERR_KNOCKONCHAN, channel.name, texts.YOU_ARE_ON_CHANNEL)
    if not channel.key and not channel.modes & {"i", "R"} and not channel.limit:
        raise Refusal(n.ERR_CHANOPEN, channel.name, texts.CHANNEL_OPEN)
    if channel.is_banned(user):
        raise Refusal(n.ERR_CANNOTSENDTOCHAN, channel.name, texts.KNOCK_BANNED)
    key = f"{call.seat.neighbourhood} {channel.folded}"
    if state.knocks.count_attempts(key, state.ticks):
        raise Refusal(n.ERR_TOOMANYKNOCK, channel.name, texts.KNOCKS_TOO_OFTEN)
    state.knocks.record_attempt(key, state.ticks)
    call.reply.numeric(n.RPL_KNOCKDLVR, channel.name, texts.KNOCK_DELIVERED)
    words = clip_bytes(call.param_at(1), KICK_LENGTH) or texts.KNOCKED
    for member in channel.members:
        if channel.has_role(member, LEADERS):
            for seat in member.seats:
                reply = state.reply_to(seat)
                reply.numeric(n.RPL_KNOCK, channel.name, user.source, words)
                reply.flush()
