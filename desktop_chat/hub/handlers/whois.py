"""Queries about users: WHOIS WHOWAS USERHOST ISON.

Spec: https://modern.ircdocs.horse/#user-based-queries
"""

from __future__ import annotations

from desktop_chat.hub.call import Call
from desktop_chat.hub.handlers import services, webhook
from desktop_chat.hub.handlers.who import is_visible
from desktop_chat.hub.live.user import User
from desktop_chat.hub.messaging.webhook_posts import find_webhook
from desktop_chat.hub.people.metadata_notify import EVERYBODY, knows_metadata
from desktop_chat.hub.records.service_names import is_service
from desktop_chat.hub.reply import Refusal
from desktop_chat.irc import numerics as n
from desktop_chat.irc.names import fold_name
from desktop_chat.texts import hub as texts


def whois(call: Call) -> None:
    name = call.params[-1] if len(call.params) > 1 else call.param_at(0)
    if not name:
        raise Refusal(n.ERR_NONICKNAMEGIVEN, texts.NO_NICK_GIVEN)
    user = call.state.users.get(fold_name(name))
    if is_service(name):
        services.whois(call, name)
    elif (hook := find_webhook(call.state, name)) is not None:
        webhook.whois(call, hook)
    elif user is None:
        call.reply.numeric(n.ERR_NOSUCHNICK, name, texts.NO_SUCH_NICK)
    else:
        _send_whois(call, user)
    call.reply.numeric(n.RPL_ENDOFWHOIS, user.nick if user is not None else name, "End of /WHOIS list")


def _send_whois(call: Call, user: User) -> None:
    reply, state = call.reply, call.state
    reply.numeric(n.RPL_WHOISUSER, user.nick, user.username, user.host, "*", user.realname)
    rooms = [
        channel.shown_prefix(user, multi=True) + channel.name
        for channel in (state.channels[name] for name in user.channels)
        if (not channel.hidden_from(call.user) and is_visible(call.user, user)) or call.user in channel.members
        if call.user.operator or channel.can_see(call.user, user)
    ]
    reply.numeric_list(n.RPL_WHOISCHANNELS, user.nick, words=rooms)
    reply.numeric(n.RPL_WHOISSERVER, user.nick, state.settings.host, state.settings.name)
    if user.away:
        reply.numeric(n.RPL_AWAY, user.nick, user.away)
    if user.operator:
        reply.numeric(n.RPL_WHOISOPERATOR, user.nick, "is an operator of this server")
    if "B" in user.modes:
        reply.numeric(n.RPL_WHOISBOT, user.nick, "is a bot")
    if user.is_secure:
        reply.numeric(n.RPL_WHOISSECURE, user.nick, "is using a secure connection")
    if user.account:
        reply.numeric(n.RPL_WHOISACCOUNT, user.nick, user.account, "is logged in as")
    if user is call.user or call.user.operator:
        for address in user.addresses:
            reply.numeric(n.RPL_WHOISHOST, user.nick, f"is connecting from *@{user.host} {address}")
        for fingerprint in dict.fromkeys(seat.fingerprint for seat in user.seats if seat.fingerprint):
            reply.numeric(n.RPL_WHOISCERTFP, user.nick, f"has client certificate fingerprint {fingerprint}")
    if knows_metadata(call.seat):
        for key, value in state.metadata.values_of(user.metadata_owner).items():
            reply.numeric(n.RPL_WHOISKEYVALUE, user.nick, key, EVERYBODY, value)
    idle, since = max(0, state.now - user.active) // 1000, user.since // 1000
    reply.numeric(n.RPL_WHOISIDLE, user.nick, str(idle), str(since), "seconds idle, signon time")


def whowas(call: Call) -> None:
    name, count = call.param_at(0), call.param_at(1)
    if not name:
        raise Refusal(n.ERR_NONICKNAMEGIVEN, texts.NO_NICK_GIVEN)
    most = int(count) if count.isascii() and count.isdigit() and len(count) < 6 else 0
    found = [was for was in reversed(call.state.whowas) if fold_name(was.nick) == fold_name(name)]
    for was in found[: most or 20]:
        call.reply.numeric(n.RPL_WHOWASUSER, was.nick, was.username, was.host, "*", was.realname)
        if call.user.operator:
            for address in was.addresses:
                call.reply.numeric(n.RPL_WHOISHOST, was.nick, f"was connecting from *@{was.host} {address}")
        left = call.state.time_text(was.left)
        call.reply.numeric(n.RPL_WHOISSERVER, was.nick, call.state.settings.host, left)
    if not found:
        call.reply.numeric(n.ERR_WASNOSUCHNICK, name, texts.NO_SUCH_FORMER_NICK)
    call.reply.numeric(n.RPL_ENDOFWHOWAS, name, "End of WHOWAS")


def userhost(call: Call) -> None:
    answers = []
    for name in call.params[:5]:
        user = call.state.users.get(fold_name(name))
        if user is not None:
            operator, sign = "*" if user.operator else "", "-" if user.away else "+"
            answers.append(f"{user.nick}{operator}={sign}{user.username}@{user.host}")
    _send_list(call, n.RPL_USERHOST, answers)


def _send_list(call: Call, numeric: str, words: list[str]) -> None:
    """Send the words in as many lines as they need; an empty line if there are none."""
    if words:
        call.reply.numeric_list(numeric, words=words)
    else:
        call.reply.numeric(numeric, "")


def ison(call: Call) -> None:
    names = [name for param in call.params for name in param.split()]
    here = [user.nick for name in names[:50] if (user := call.state.users.get(fold_name(name))) is not None]
    _send_list(call, n.RPL_ISON, here)
