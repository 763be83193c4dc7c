"""MODE: dispatch to channels, and the modes of users.

Spec: https://modern.ircdocs.horse/#mode-message
"""

from __future__ import annotations

from desktop_chat.hub.call import Call
from desktop_chat.hub.handlers.channel_modes import Changing, each_letter, show_modes
from desktop_chat.hub.live.user import User
from desktop_chat.hub.reply import Refusal
from desktop_chat.irc import numerics as n
from desktop_chat.irc.modes import ModeChange, format_mode_changes
from desktop_chat.texts import hub as texts

_OWN = "BRiw"
"""Modes that a user may change. B: is a bot. R: takes direct messages from people with an account only. i: is invisible
to strangers. w: receives WALLOPS. The server alone sets o (operator) and Z (all connections are encrypted)."""


def mode(call: Call) -> None:
    if not call.params[0].startswith("#"):
        _user_mode(call)
        return
    channel = call.require_channel(call.params[0])
    if len(call.params) == 1:
        show_modes(call, channel)
    else:
        Changing(call, channel).run(call.params[1], call.params[2:])


def letters_of(user: User) -> str:
    """Return all user modes as RPL_UMODEIS shows them."""
    given = {letter for letter, held in (("o", user.operator), ("Z", user.is_secure)) if held}
    return "".join(sorted(user.modes | given))


def _user_mode(call: Call) -> None:
    user = call.require_user(call.params[0])
    if user is not call.user:
        raise Refusal(n.ERR_USERSDONTMATCH, texts.MODE_OF_OTHERS)
    if len(call.params) == 1:
        call.reply.numeric(n.RPL_UMODEIS, f"+{letters_of(user)}")
        return
    changes: list[ModeChange] = []
    unknown = False
    for sign, letter in each_letter(call.params[1]):
        if letter in _OWN:
            if (letter in user.modes) != (sign == "+"):
                call.state.census.set_mode(user, letter, on=sign == "+")
                changes.append(ModeChange(sign, letter))
        elif letter == "o":
            if sign == "-" and user.operator:
                call.state.census.set_operator(user, on=False)
                changes.append(ModeChange(sign, letter))
        elif letter != "Z":
            unknown = True
    if unknown:
        call.reply.numeric(n.ERR_UMODEUNKNOWNFLAG, texts.UNKNOWN_MODE_FLAG)
    if changes:
        _tell(call, user, changes)


def _tell(call: Call, user: User, changes: list[ModeChange]) -> None:
    """Send the changes to all connections of the User."""
    words = format_mode_changes(changes)
    call.reply.add_line(user.source, "MODE", user.nick, *words)
    others = (seat for seat in user.seats if seat is not call.seat)
    call.state.show_statement(others, call.state.make_statement(user.source, "MODE", user.nick, *words))
