"""How NickServ and ChanServ are spoken to: `/msg NickServ ...`, `/ns ...`. They exist for clients that know nothing of
the commands of their own, and say what they have to say in NOTICEs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop_chat.hub.call import Call
from desktop_chat.hub.live.view_bits import ECHO
from desktop_chat.hub.services import chanserv, nickserv
from desktop_chat.hub.services.order import CHANSERV, NICKSERV, Order, ServiceOrder, service_name
from desktop_chat.irc import numerics as n

_ORDERS: Mapping[str, Mapping[str, Order]] = {NICKSERV: nickserv.ORDERS, CHANSERV: chanserv.ORDERS}


def ns(call: Call) -> None:
    """`NS order ...`"""
    _obey(call, NICKSERV, list(call.params))


def cs(call: Call) -> None:
    """`CS order ...`"""
    _obey(call, CHANSERV, list(call.params))


def heard(call: Call, name: str, command: str, text: str) -> None:
    """Something was said to one of them. Only a PRIVMSG is an order. Nobody else is shown it: it may be a password."""
    service = service_name(name)
    if call.seat.view_bits & ECHO and command != "TAGMSG":
        call.reply.add_statement(call.state.make_statement(call.user.source, command, service, text))
    if command == "PRIVMSG":
        _obey(call, service, text.split())


def _obey(call: Call, service: str, words: Sequence[str]) -> None:
    call.reply.voice = f"{service}!{service}@{call.state.settings.host}"
    asked = ServiceOrder(call, service, tuple(words[1:]))
    orders = _ORDERS[service]
    name = words[0].upper() if words else "HELP"
    if name == "HELP":
        _help(asked, orders)
        return
    order = orders.get(name)
    if order is None:
        asked.reply_text(f"There is no order {name[:30]}. HELP lists them.")
    elif len(asked.words) < order.least:
        asked.reply_text(f"Something is missing: {order.usage}")
    else:
        order.run(asked)


def _help(asked: ServiceOrder, orders: Mapping[str, Order]) -> None:
    known = orders.get(asked.words[0].upper()) if asked.words else None
    if known is not None:
        asked.reply_text(f"{known.usage} - {known.about}")
        return
    asked.reply_text(f"{asked.service} understands:")
    for order in dict.fromkeys(orders.values()):
        asked.reply_text(f"{order.usage} - {order.about}")


def whois(call: Call, name: str) -> None:
    """What WHOIS says of one of them."""
    service, host = service_name(name), call.state.settings.host
    call.reply.numeric(n.RPL_WHOISUSER, service, service, host, "*", "Answers for this chat")
    call.reply.numeric(n.RPL_WHOISSERVER, service, host, call.state.settings.name)
    call.reply.numeric(n.RPL_WHOISBOT, service, "is a bot")
