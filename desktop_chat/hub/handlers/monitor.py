"""MONITOR: notices when people come and go.

Spec: https://ircv3.net/specs/extensions/monitor
"""

from __future__ import annotations

from collections.abc import Iterable

from desktop_chat.hub import limits
from desktop_chat.hub.call import Call
from desktop_chat.hub.people.metadata_notify import show_watched
from desktop_chat.hub.records.monitor_lists import LIMIT
from desktop_chat.hub.reply import Refusal
from desktop_chat.irc import numerics as n
from desktop_chat.irc.names import fold_name, is_nick
from desktop_chat.texts import hub as texts


def monitor(call: Call) -> None:
    match call.params[0].upper():
        case "+":
            _add_nicks(call)
        case "-":
            for nick in call.param_at(1).split(","):
                call.state.monitors.unwatch_nick(call.seat, nick)
        case "C":
            call.state.monitors.unwatch_all(call.seat)
        case "L":
            _in_lines(call, n.RPL_MONLIST, call.state.monitors.watched_nicks(call.seat))
            call.reply.numeric(n.RPL_ENDOFMONLIST, "End of MONITOR list")
        case "S":
            _tell_presence(call, call.state.monitors.watched_nicks(call.seat))
        case other:
            raise Refusal(n.ERR_UNKNOWNERROR, "MONITOR", other, texts.UNKNOWN_MONITOR_COMMAND)


def _add_nicks(call: Call) -> None:
    """Add nicks to the list. Invalid nicks are left out."""
    nicks = [nick for nick in call.param_at(1).split(",") if is_nick(nick, limits.NICK_LENGTH)]
    added = []
    for place, nick in enumerate(nicks):
        if not call.state.monitors.watch_nick(call.seat, nick):
            rest = ",".join(nicks[place:])
            call.reply.numeric(n.ERR_MONLISTFULL, str(LIMIT), rest, texts.MONITOR_FULL)
            break
        added.append(nick)
    _tell_presence(call, added)
    show_watched(call, added)


def _tell_presence(call: Call, nicks: Iterable[str]) -> None:
    """Answer with the nicks that are online, and with the others."""
    users = call.state.users
    here = [users[fold_name(nick)].source for nick in nicks if fold_name(nick) in users]
    _in_lines(call, n.RPL_MONONLINE, here)
    _in_lines(call, n.RPL_MONOFFLINE, [nick for nick in nicks if fold_name(nick) not in users])


def _in_lines(call: Call, numeric: str, words: Iterable[str]) -> None:
    """Send the words, separated by commas, in as many lines as they need."""
    call.reply.numeric_list(numeric, words=words, separator=",")
