"""NS and CS: orders to NickServ and ChanServ (`/msg NickServ ...` and `/ns ...` are the same).

The services exist for clients that do not know the commands behind them, and answer by NOTICE.
"""

from __future__ import annotations

from desktop_chat.hub.call import Call
from desktop_chat.hub.records.service_names import CHANSERV, NICKSERV, service_name
from desktop_chat.hub.services.dispatch import run_order
from desktop_chat.irc import numerics as n


def ns(call: Call) -> None:
    """Give NickServ an order: `NS order ...`."""
    run_order(call, NICKSERV, list(call.params))


def cs(call: Call) -> None:
    """Give ChanServ an order: `CS order ...`."""
    run_order(call, CHANSERV, list(call.params))


def whois(call: Call, name: str) -> None:
    """Answer a WHOIS of a service."""
    service, host = service_name(name), call.state.settings.host
    call.reply.numeric(n.RPL_WHOISUSER, service, service, host, "*", "Answers for this chat")
    call.reply.numeric(n.RPL_WHOISSERVER, service, host, call.state.settings.name)
    call.reply.numeric(n.RPL_WHOISBOT, service, "is a bot")
