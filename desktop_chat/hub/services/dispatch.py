"""Run an order to NickServ or ChanServ: find its row, check the number of words, call it; list the orders for HELP."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop_chat.hub.call import Call
from desktop_chat.hub.live.view_bits import ECHO
from desktop_chat.hub.records.service_names import CHANSERV, NICKSERV, service_name
from desktop_chat.hub.services import chanserv, nickserv
from desktop_chat.hub.services.order import Order, ServiceOrder
from desktop_chat.texts import services as texts

_ORDERS: Mapping[str, Mapping[str, Order]] = {NICKSERV: nickserv.ORDERS, CHANSERV: chanserv.ORDERS}


def receive_order(call: Call, name: str, command: str, text: str) -> None:
    """Run the order in a message to a service. Only PRIVMSG is an order. The text may hold a password, so it is neither
    stored nor shown to others."""
    service = service_name(name)
    if call.seat.view_bits & ECHO and command != "TAGMSG":
        call.reply.add_statement(call.state.make_statement(call.user.source, command, service, text))
    if command == "PRIVMSG":
        run_order(call, service, text.split())


def run_order(call: Call, service: str, words: Sequence[str]) -> None:
    call.reply.voice = f"{service}!{service}@{call.state.settings.host}"
    asked = ServiceOrder(call, service, tuple(words[1:]))
    orders = _ORDERS[service]
    name = words[0].upper() if words else "HELP"
    if name == "HELP":
        _send_help(asked, orders)
        return
    order = orders.get(name)
    if order is None:
        asked.reply_text(texts.UNKNOWN_ORDER(name[:30]))
    elif len(asked.words) < order.least:
        asked.reply_text(texts.ORDER_USAGE(order.usage))
    else:
        order.run(asked)


def _send_help(asked: ServiceOrder, orders: Mapping[str, Order]) -> None:
    known = orders.get(asked.words[0].upper()) if asked.words else None
    if known is not None:
        asked.reply_text(texts.ORDER_HELP(known.usage, known.about))
        return
    asked.reply_text(texts.ORDERS_OF(asked.service))
    for order in dict.fromkeys(orders.values()):
        asked.reply_text(texts.ORDER_HELP(order.usage, order.about))
