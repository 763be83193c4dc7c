"""WEBHOOK: the addresses by which other programs post to rooms. For server operators.

The command has no common specification.
"""

from __future__ import annotations

import re

from desktop_chat.hub.call import Call
from desktop_chat.hub.handlers.server_bans import only_for_operators
from desktop_chat.hub.messaging.webhook_posts import USER, nick_of_webhook
from desktop_chat.hub.moderation.webhook_actions import add_outgoing, add_webhook, delete_webhook, list_webhooks
from desktop_chat.hub.people.metadata_notify import EVERYBODY, knows_metadata
from desktop_chat.hub.records.webhooks import Webhook
from desktop_chat.hub.reply import fail
from desktop_chat.irc import numerics as n
from desktop_chat.storage.webhook_records import IncomingWebhook
from desktop_chat.texts import hub as texts

_NUMBER = re.compile("[0-9]{1,9}")


def webhook(call: Call) -> None:
    """`WEBHOOK ADD #room [posts a minute] [https://picture] :name`, `CALL #room https://address [word]`, `LIST`,
    `DEL number`.
    """
    only_for_operators(call)
    run = {"ADD": _add_incoming, "CALL": _add_outgoing, "LIST": _list_webhooks, "DEL": _delete_webhook}.get(
        call.params[0].upper()
    )
    if run is None:
        raise fail("WEBHOOK", "UNKNOWN_SUBCOMMAND", call.params[0], text=texts.WEBHOOK_SUBCOMMANDS)
    run(call)


def _add_incoming(call: Call) -> None:
    call.require_params(3)
    room, *words = call.params[1:]
    per_minute = 0
    if len(words) > 1 and (number := _number_in(words[0])) is not None:
        per_minute = number
        del words[0]
    picture = words.pop(0) if len(words) > 1 and words[0].startswith("https://") else ""
    path = add_webhook(call.state, room, " ".join(words), picture=picture, per_minute=per_minute, by=call.user.nick)
    call.reply.needs_commit(call.state.next_commit)
    settings = call.state.settings
    _send_notice(call, texts.WEBHOOK_MADE(f"https://{settings.host}:{settings.sts_port}{path}"))


def _add_outgoing(call: Call) -> None:
    call.require_params(3)
    room, address = call.params[1:3]
    secret = add_outgoing(call.state, room, "", address=address, word=call.param_at(3), by=call.user.nick)
    call.reply.needs_commit(call.state.next_commit)
    _send_notice(call, texts.WEBHOOK_CALLS(secret))


def _list_webhooks(call: Call) -> None:
    rows = list_webhooks(call.state)
    for row in rows:
        if row.url:
            _send_notice(call, texts.WEBHOOK_CALL_LISTED(row.id, row.url, row.room, row.by, row.count))
        else:
            _send_notice(call, texts.WEBHOOK_LISTED(row.id, row.name, row.room, row.by, row.count))
    _send_notice(call, texts.WEBHOOKS_END(len(rows)))


def _delete_webhook(call: Call) -> None:
    call.require_params(2)
    gone = delete_webhook(call.state, _number_in(call.params[1]) or 0, call.user.nick)
    call.reply.needs_commit(call.state.next_commit)
    _send_notice(call, texts.WEBHOOK_DELETED(gone.name))


def _number_in(text: str) -> int | None:
    return int(text) if _NUMBER.fullmatch(text) else None


def whois(call: Call, hook: Webhook) -> None:
    """Answer a WHOIS of the author of posts. The room is not told: it may be hidden from the caller."""
    reply, host, nick = call.reply, call.state.settings.host, nick_of_webhook(hook.name)
    reply.numeric(n.RPL_WHOISUSER, nick, USER, host, "*", hook.name)
    reply.numeric(n.RPL_WHOISSERVER, nick, host, call.state.settings.name)
    reply.numeric(n.RPL_WHOISBOT, nick, "is a bot")
    if isinstance(hook, IncomingWebhook) and hook.picture and knows_metadata(call.seat):
        reply.numeric(n.RPL_WHOISKEYVALUE, nick, "avatar", EVERYBODY, hook.picture)


def _send_notice(call: Call, text: str) -> None:
    call.reply.add_line(call.state.settings.host, "NOTICE", call.user.nick, text)
