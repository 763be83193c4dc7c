"""Commands of server operators: OPER KILL WALLOPS REHASH CHGHOST SAMODE SAJOIN.

Spec: https://modern.ircdocs.horse/#operator-messages
"""

from __future__ import annotations

import re
from functools import partial
from hmac import compare_digest

from desktop_chat.hub import limits
from desktop_chat.hub.announce.audience import subscribers
from desktop_chat.hub.call import Call
from desktop_chat.hub.handlers.channel_modes import Changing
from desktop_chat.hub.handlers.join import enter
from desktop_chat.hub.handlers.server_bans import only_for_operators
from desktop_chat.hub.limits import clip_bytes
from desktop_chat.hub.people.access import keep_entered
from desktop_chat.hub.people.leaving import disconnect_user
from desktop_chat.hub.people.login import record_failed_login, require_login_allowed
from desktop_chat.hub.reply import Refusal, fail
from desktop_chat.irc import numerics as n
from desktop_chat.irc.capabilities import CHGHOST
from desktop_chat.texts import hub as texts

_HOST = re.compile(r"[A-Za-z0-9][A-Za-z0-9.:/-]{0,62}", re.ASCII)


def oper(call: Call) -> None:
    """Make the caller an operator. A wrong password counts as a failed login."""
    settings, user = call.state.settings, call.user
    require_login_allowed(call)
    name = compare_digest(call.params[0].encode(), settings.oper_name.encode())
    word = compare_digest(call.params[1].encode(), settings.oper_password.encode())
    if not (settings.oper_name and settings.oper_password and name and word):
        call.reply.add_refusal(Refusal(n.ERR_PASSWDMISMATCH, texts.PASSWORD_INCORRECT))
        record_failed_login(call)
        return
    call.reply.numeric(n.RPL_YOUREOPER, "You are now an IRC operator")
    if user.operator:
        return
    call.state.census.set_operator(user, on=True)
    statement = call.state.make_statement(user.source, "MODE", user.nick, "+o")
    call.reply.add_statement(statement)
    call.state.show_statement((seat for seat in user.seats if seat is not call.seat), statement)


def kill(call: Call) -> None:
    only_for_operators(call)
    victim = call.require_user(call.params[0])
    reason = clip_bytes(call.param_at(1), limits.KICK_LENGTH) or "No reason was given"
    state = call.state
    state.show_statement(victim.seats, state.make_statement(call.user.source, "KILL", victim.nick, reason))
    disconnect_user(state, victim, texts.KILLED(call.user.nick, reason))


def chghost(call: Call) -> None:
    """Set the host that others see in place of the address, until the user disconnects: `CHGHOST nick host`.

    Spec: https://ircv3.net/specs/extensions/chghost
    """
    only_for_operators(call)
    state, user, host = call.state, call.require_user(call.params[0]), call.params[1]
    if not _HOST.fullmatch(host):
        raise fail("CHGHOST", "INVALID_HOST", host, text=texts.HOST_INVALID)
    if host == user.host:
        return
    statement = state.make_statement(user.source, "CHGHOST", user.username, host)
    told = subscribers(state, user, CHGHOST)
    user.show_as(host)
    for name in user.channels:
        state.channels[name].looks_changed()
    state.show_statement((seat for seat in told if seat is not call.seat), statement)
    if call.seat in told:
        call.reply.add_statement(statement)
    for seat in user.seats:
        reply = call.reply if seat is call.seat else state.reply_to(seat)
        reply.numeric(n.RPL_VISIBLEHOST, host, "is now your displayed host")
        if seat is not call.seat:
            reply.flush()


def wallops(call: Call) -> None:
    """Send a message to all operators and to all users with +w."""
    only_for_operators(call)
    state = call.state
    statement = state.make_statement(call.user.source, "WALLOPS", call.params[0])
    told = [user for user in state.users.values() if user.operator or "w" in user.modes]
    if call.user in told:
        call.reply.add_statement(statement)
    state.show_statement((seat for user in told for seat in user.seats if seat is not call.seat), statement)


def samode(call: Call) -> None:
    """Change the modes of any channel, in the server's name."""
    only_for_operators(call)
    channel = call.require_channel(call.params[0])
    Changing(call, channel, by_right=True).run(call.params[1], call.params[2:])


def sajoin(call: Call) -> None:
    """Enter a room in spite of its modes and bans."""
    only_for_operators(call)
    channel = call.require_channel(call.params[0])
    if call.user not in channel.members:
        enter(call, channel)
        keep_entered(call.state, call.user, channel)


def rehash(call: Call) -> None:
    """Read the settings again, and report the result."""
    only_for_operators(call)
    call.reply.numeric(n.RPL_REHASHING, "settings", "Rehashing")

    call.rehash(partial(_report_rehash, call), _fail_to_rehash)


def _report_rehash(call: Call, answer: str) -> None:
    call.reply.add_line(call.state.settings.host, "NOTICE", call.user.nick, answer)


def _fail_to_rehash(error: Exception) -> None:
    raise fail("REHASH", "INVALID_SETTINGS", text=str(error)) from error
