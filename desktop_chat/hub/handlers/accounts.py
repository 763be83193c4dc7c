"""REGISTER and VERIFY: make an account.

Spec: https://ircv3.net/specs/extensions/account-registration
"""

from __future__ import annotations

import re

from desktop_chat.hub.call import Call
from desktop_chat.hub.people.login import (
    account_of,
)
from desktop_chat.hub.people.new_account import make_account, register_refusal
from desktop_chat.hub.reply import Refusal
from desktop_chat.storage.store_api import Account

_EMAIL = re.compile(r"[^\s@<>,;]{1,64}@[^\s@<>,;]+\.[^\s@<>,;.]+")


def register(call: Call) -> None:
    """Make an account: `REGISTER {account|*} {email|*} password`."""
    seat, settings = call.seat, call.state.settings
    wanted, email, password = call.params[:3]
    nick = seat.user.nick if seat.user is not None else seat.claimed_nick or seat.requested_nick
    name = nick if wanted == "*" else wanted
    if not settings.register_accounts:
        raise register_refusal("TEMPORARILY_UNAVAILABLE", name, "New accounts are not made here")
    if not seat.registered and not settings.register_before_connect:
        raise register_refusal("COMPLETE_CONNECTION_REQUIRED", name, "Enter the chat first")
    if not name:
        raise register_refusal("NEED_NICK", "*", "Say your name first, by NICK")
    if settings.email_required and not _EMAIL.fullmatch(email):
        raise register_refusal("INVALID_EMAIL", name, "An email address is needed")

    def tell(account: Account) -> None:
        call.reply.add_line(settings.host, "REGISTER", "SUCCESS", account.name, "Account created")

    make_account(call, name, password, email, tell)


def verify(call: Call) -> None:
    """Refuse: the server sends no codes, an account is complete at once."""
    if account_of(call.seat):
        raise Refusal("FAIL", "VERIFY", "ALREADY_AUTHENTICATED", account_of(call.seat), "You are logged in already")
    raise Refusal("FAIL", "VERIFY", "INVALID_CODE", call.params[0] or "*", "No code is needed here")
