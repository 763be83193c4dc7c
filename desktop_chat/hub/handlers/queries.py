"""Questions about people: WHO WHOIS WHOWAS USERHOST ISON. https://modern.ircdocs.horse/#user-based-queries"""

from __future__ import annotations

from desktop_chat.hub.call import Call
from desktop_chat.hub.channel import Channel
from desktop_chat.hub.handlers import services
from desktop_chat.hub.reply import Refusal
from desktop_chat.hub.services import is_service
from desktop_chat.hub.user import User
from desktop_chat.irc import numerics as n
from desktop_chat.irc.names import fold, match_mask

_MOST = 500
"""People in one answer to WHO with a mask."""


def who(call: Call) -> None:
    mask, only_operators = call.param(0) or "*", call.param(1) == "o"
    if mask.startswith("#"):
        channel = call.state.channels.get(fold(mask))
        if channel is not None and not channel.hidden_from(call.user):
            inside = call.user in channel.members
            for member in channel.members:
                if (inside or "i" not in member.modes) and (member.operator or not only_operators):
                    _who_reply(call, member, channel)
    else:
        exact = call.state.users.get(fold(mask))
        for user in [exact] if exact is not None else _matching(call, mask):
            if user.operator or not only_operators:
                _who_reply(call, user, _shared(call, user))
    call.reply.numeric(n.RPL_ENDOFWHO, mask, "End of WHO list")


def _shared(call: Call, user: User) -> Channel | None:
    """A room that may be named beside the user: one that both are in."""
    name = next((name for name in user.channels if name in call.user.channels), None)
    return None if name is None else call.state.channels[name]


def _matching(call: Call, mask: str) -> list[User]:
    found = []
    for user in call.state.users.values():
        if _visible(call.user, user) and any(
            match_mask(mask, text) for text in (user.nick, user.username, user.host, user.realname)
        ):
            found.append(user)
            if len(found) == _MOST:
                break
    return found


def _visible(asker: User, user: User) -> bool:
    return (
        user is asker or asker.operator or "i" not in user.modes or not asker.channels.keys().isdisjoint(user.channels)
    )


def _who_reply(call: Call, user: User, channel: Channel | None) -> None:
    multi = "multi-prefix" in call.seat.capabilities
    flags = ("G" if user.away else "H") + ("*" if user.operator else "") + ("B" if "B" in user.modes else "")
    if channel is not None:
        flags += channel.shown_prefix(user, multi=multi)
    name, host = (channel.name if channel is not None else "*"), call.state.settings.host
    call.reply.numeric(n.RPL_WHOREPLY, name, user.username, user.host, host, user.nick, flags, f"0 {user.realname}")


def whois(call: Call) -> None:
    name = call.params[-1] if len(call.params) > 1 else call.param(0)
    if not name:
        raise Refusal(n.ERR_NONICKNAMEGIVEN, "No nickname given")
    user = call.state.users.get(fold(name))
    if is_service(name):
        services.whois(call, name)
    elif user is None:
        call.reply.numeric(n.ERR_NOSUCHNICK, name, "No such nick")
    else:
        _whois(call, user)
    call.reply.numeric(n.RPL_ENDOFWHOIS, user.nick if user is not None else name, "End of /WHOIS list")


def _whois(call: Call, user: User) -> None:
    reply, state = call.reply, call.state
    reply.numeric(n.RPL_WHOISUSER, user.nick, user.username, user.host, "*", user.realname)
    rooms = [
        channel.shown_prefix(user, multi=True) + channel.name
        for channel in (state.channels[name] for name in user.channels)
        if (not channel.hidden_from(call.user) and _visible(call.user, user)) or call.user in channel.members
    ]
    reply.words(n.RPL_WHOISCHANNELS, user.nick, words=rooms)
    reply.numeric(n.RPL_WHOISSERVER, user.nick, state.settings.host, state.settings.name)
    if user.away:
        reply.numeric(n.RPL_AWAY, user.nick, user.away)
    if user.operator:
        reply.numeric(n.RPL_WHOISOPERATOR, user.nick, "is an operator of this server")
    if "B" in user.modes:
        reply.numeric(n.RPL_WHOISBOT, user.nick, "is a bot")
    if user.secure:
        reply.numeric(n.RPL_WHOISSECURE, user.nick, "is using a secure connection")
    if user.account:
        reply.numeric(n.RPL_WHOISACCOUNT, user.nick, user.account, "is logged in as")
    if user is call.user or call.user.operator:
        for fingerprint in dict.fromkeys(seat.fingerprint for seat in user.seats if seat.fingerprint):
            reply.numeric(n.RPL_WHOISCERTFP, user.nick, f"has client certificate fingerprint {fingerprint}")
    idle, since = max(0, state.now - user.active) // 1000, user.since // 1000
    reply.numeric(n.RPL_WHOISIDLE, user.nick, str(idle), str(since), "seconds idle, signon time")


def whowas(call: Call) -> None:
    name, count = call.param(0), call.param(1)
    if not name:
        raise Refusal(n.ERR_NONICKNAMEGIVEN, "No nickname given")
    most = int(count) if count.isascii() and count.isdigit() and len(count) < 6 else 0
    found = [was for was in reversed(call.state.whowas) if fold(was.nick) == fold(name)]
    for was in found[: most or 20]:
        call.reply.numeric(n.RPL_WHOWASUSER, was.nick, was.username, was.host, "*", was.realname)
        left = call.state.time_text(was.left)
        call.reply.numeric(n.RPL_WHOISSERVER, was.nick, call.state.settings.host, left)
    if not found:
        call.reply.numeric(n.ERR_WASNOSUCHNICK, name, "There was no such nickname")
    call.reply.numeric(n.RPL_ENDOFWHOWAS, name, "End of WHOWAS")


def userhost(call: Call) -> None:
    answers = []
    for name in call.params[:5]:
        user = call.state.users.get(fold(name))
        if user is not None:
            operator, sign = "*" if user.operator else "", "-" if user.away else "+"
            answers.append(f"{user.nick}{operator}={sign}{user.username}@{user.host}")
    _list(call, n.RPL_USERHOST, answers)


def _list(call: Call, numeric: str, words: list[str]) -> None:
    """The words in as many lines as they need, an empty line for none."""
    if words:
        call.reply.words(numeric, words=words)
    else:
        call.reply.numeric(numeric, "")


def ison(call: Call) -> None:
    names = [name for param in call.params for name in param.split()]
    here = [user.nick for name in names[:50] if (user := call.state.users.get(fold(name))) is not None]
    _list(call, n.RPL_ISON, here)
