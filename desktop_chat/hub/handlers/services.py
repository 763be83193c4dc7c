"""How NickServ and ChanServ are spoken to: `/msg NickServ ...`, `/ns ...`. They exist for clients that know nothing of
the commands of their own, and say what they have to say in NOTICEs."""

from __future__ import annotations

from desktop_chat.hub.call import Call
from desktop_chat.hub.records.service_names import CHANSERV, NICKSERV, service_name
from desktop_chat.hub.services.dispatch import run_order
from desktop_chat.irc import numerics as n


def ns(call: Call) -> None:
    """`NS order ...`"""
    run_order(call, NICKSERV, list(call.params))


def cs(call: Call) -> None:
    """`CS order ...`"""
    run_order(call, CHANSERV, list(call.params))


def whois(call: Call, name: str) -> None:
    """What WHOIS says of one of them."""
    service, host = service_name(name), call.state.settings.host
    call.reply.numeric(n.RPL_WHOISUSER, service, service, host, "*", "Answers for this chat")
    call.reply.numeric(n.RPL_WHOISSERVER, service, host, call.state.settings.name)
    call.reply.numeric(n.RPL_WHOISBOT, service, "is a bot")
