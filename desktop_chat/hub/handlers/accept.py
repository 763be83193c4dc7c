"""ACCEPT: the senders whose messages reach a user in spite of user mode +R.

Writing to a person accepts that person as well: an answer must be possible.

Spec: https://modern.ircdocs.horse/#user-modes
"""

from __future__ import annotations

from desktop_chat.hub.call import Call
from desktop_chat.irc import numerics as n


def accept(call: Call) -> None:
    """Change the list of accepted senders (`ACCEPT ann,-bob`), or show it (`ACCEPT`, `ACCEPT *`)."""
    user = call.user
    names = call.param_at(0)
    if names in ("", "*"):
        call.reply.numeric_list(n.RPL_ACCEPTLIST, words=[other.nick for other in user.accepted])
        call.reply.numeric(n.RPL_ENDOFACCEPT, "End of /ACCEPT list")
        return
    for name in names.split(","):
        other = call.require_user(name.removeprefix("-"))
        if name.startswith("-"):
            user.accepted.pop(other, None)
        else:
            user.accept_sender(other)
