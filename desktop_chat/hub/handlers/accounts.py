"""REGISTER and VERIFY: make an account.

Spec: https://ircv3.net/specs/extensions/account-registration
"""

from __future__ import annotations

import re
from functools import partial

from desktop_chat.hub.call import Call
from desktop_chat.hub.people.login import (
    account_of,
)
from desktop_chat.hub.people.new_account import make_account
from desktop_chat.hub.reply import fail
from desktop_chat.storage.records import Account
from desktop_chat.texts import hub as texts

_EMAIL = re.compile(r"[^\s@<>,;]{1,64}@[^\s@<>,;]+\.[^\s@<>,;.]+")


def register(call: Call) -> None:
    """Make an account: `REGISTER {account|*} {email|*} password`."""
    seat, settings = call.seat, call.state.settings
    wanted, email, password = call.params[:3]
    nick = seat.user.nick if seat.user is not None else seat.claimed_nick or seat.requested_nick
    name = nick if wanted == "*" else wanted
    if not settings.register_accounts:
        raise fail("REGISTER", "TEMPORARILY_UNAVAILABLE", name, text=texts.REGISTRATION_CLOSED)
    if not seat.registered and not settings.register_before_connect:
        raise fail("REGISTER", "COMPLETE_CONNECTION_REQUIRED", name, text=texts.CONNECT_FIRST)
    if not name:
        raise fail("REGISTER", "NEED_NICK", "*", text=texts.NICK_FIRST)
    if settings.email_required and not _EMAIL.fullmatch(email):
        raise fail("REGISTER", "INVALID_EMAIL", name, text=texts.EMAIL_NEEDED)

    make_account(call, name, password, email, partial(_tell_success, call))


def _tell_success(call: Call, account: Account) -> None:
    call.reply.add_line(call.state.settings.host, "REGISTER", "SUCCESS", account.name, texts.ACCOUNT_CREATED)


def verify(call: Call) -> None:
    """Refuse: the server sends no codes, an account is complete at once."""
    if account_of(call.seat):
        raise fail("VERIFY", "ALREADY_AUTHENTICATED", account_of(call.seat), text=texts.ALREADY_LOGGED_IN)
    raise fail("VERIFY", "INVALID_CODE", call.params[0] or "*", text=texts.NO_CODE_NEEDED)
