"""For who runs the server: OPER KILL WALLOPS REHASH. https://modern.ircdocs.horse/#operator-messages"""

from __future__ import annotations

from hmac import compare_digest

from desktop_chat.hub import settings as limits
from desktop_chat.hub.call import Call
from desktop_chat.hub.leaving import quit_user
from desktop_chat.hub.reply import Refusal
from desktop_chat.hub.settings import clip
from desktop_chat.hub.state import State
from desktop_chat.hub.user import User
from desktop_chat.irc import numerics as n


def oper(call: Call) -> None:
    settings = call.state.settings
    name = compare_digest(call.params[0].encode(), settings.oper_name.encode())
    word = compare_digest(call.params[1].encode(), settings.oper_password.encode())
    if not (settings.oper_name and settings.oper_password and name and word):
        raise Refusal(n.ERR_PASSWDMISMATCH, "Password incorrect")
    call.user.operator = True
    call.reply.numeric(n.RPL_YOUREOPER, "You are now an IRC operator")
    call.reply.line(call.user.source, "MODE", call.user.nick, "+o")


def _only_for_operators(call: Call) -> None:
    if not call.user.operator:
        raise Refusal(n.ERR_NOPRIVILEGES, "Permission Denied- You're not an IRC operator")


def kill(call: Call) -> None:
    _only_for_operators(call)
    victim = call.person(call.params[0])
    reason = clip(call.param(1), limits.KICK_LENGTH) or "No reason was given"
    state = call.state
    state.show(victim.seats, state.statement(call.user.source, "KILL", victim.nick, reason))
    remove(state, victim, f"Killed by {call.user.nick}: {reason}")


def remove(state: State, user: User, reason: str) -> None:
    """Disconnect a user for good: the others see a QUIT with the reason."""
    seats = list(user.seats)
    quit_user(state, user, reason)
    for seat in seats:
        state.close_seat(seat, reason)


def wallops(call: Call) -> None:
    _only_for_operators(call)
    state = call.state
    statement = state.statement(call.user.source, "WALLOPS", call.params[0])
    told = [user for user in state.users.values() if user.operator or "w" in user.modes]
    state.show((seat for user in told for seat in user.seats), statement)


def rehash(call: Call) -> None:
    """The server reads its settings again."""
    _only_for_operators(call)
    call.state.rehash = True
    call.reply.numeric(n.RPL_REHASHING, "settings", "Rehashing")
