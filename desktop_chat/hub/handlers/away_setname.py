"""AWAY and SETNAME: the away message and the real name of a user."""

from __future__ import annotations

from desktop_chat.hub import limits
from desktop_chat.hub.announce.audience import subscribers
from desktop_chat.hub.call import Call
from desktop_chat.hub.limits import clip_bytes, strip_controls
from desktop_chat.hub.people.seat_sharing import update_away
from desktop_chat.hub.reply import Refusal, fail
from desktop_chat.irc import numerics as n
from desktop_chat.irc.capabilities import PRE_AWAY, SETNAME
from desktop_chat.texts import hub as texts


def away(call: Call) -> None:
    """Set or clear the away message of this connection. A User is away if all connections are.

    Spec: https://modern.ircdocs.horse/#away-message, https://ircv3.net/specs/extensions/away-notify,
    https://ircv3.net/specs/extensions/pre-away
    """
    if not call.seat.registered and PRE_AWAY not in call.seat.capabilities:
        raise Refusal(n.ERR_NOTREGISTERED, texts.NOT_REGISTERED)
    call.seat.away = clip_bytes(call.param_at(0), limits.AWAY_LENGTH)
    if call.seat.user is not None:
        update_away(call.state, call.user)
    if call.seat.away:
        call.reply.numeric(n.RPL_NOWAWAY, "You have been marked as being away")
    else:
        call.reply.numeric(n.RPL_UNAWAY, "You are no longer marked as being away")


def setname(call: Call) -> None:
    """Change the real name.

    Spec: https://ircv3.net/specs/extensions/setname
    """
    state, user = call.state, call.user
    name = strip_controls(call.params[0])
    if not name or len(name.encode()) > limits.REALNAME_LENGTH:
        raise fail("SETNAME", "INVALID_REALNAME", text=texts.REALNAME_INVALID)
    user.realname = name
    state.users_to_recheck[user] = None
    statement = state.make_statement(user.source, "SETNAME", name)
    told = subscribers(state, user, SETNAME)
    if call.seat in told:
        call.reply.add_statement(statement)
    state.show_statement((seat for seat in told if seat is not call.seat), statement)
