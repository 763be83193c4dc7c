"""Making an account: requirements for name and password, and the account."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from desktop_chat.hub import limits
from desktop_chat.hub.call import Call
from desktop_chat.hub.job import MakeSecret
from desktop_chat.hub.limits import clip_bytes
from desktop_chat.hub.live.user import Seat
from desktop_chat.hub.people.entry_check import is_let_in
from desktop_chat.hub.people.login import (
    account_of,
    identity_of,
    is_name_taken,
    log_in,
    looks_like_another,
    record_failed_login,
)
from desktop_chat.hub.records.service_names import is_reserved
from desktop_chat.hub.reply import fail
from desktop_chat.hub.state import State
from desktop_chat.irc.names import fold_name, is_nick
from desktop_chat.irc.sasl import prepare_password
from desktop_chat.irc.skeleton import is_username
from desktop_chat.net.control_values import EntryRule
from desktop_chat.storage.records import Account, PasswordSecret
from desktop_chat.texts import hub as texts


def require_account_name(call: Call, name: str) -> None:
    """Raises: Refusal if the caller cannot have an account of the name."""
    if not is_nick(name, limits.NICK_LENGTH) or len(name.encode()) > limits.NICK_BYTES:
        raise fail("REGISTER", "BAD_ACCOUNT_NAME", name, text=texts.ACCOUNT_NAME_INVALID)
    if not is_username(name):
        raise fail("REGISTER", "BAD_ACCOUNT_NAME", name, text=texts.ACCOUNT_NAME_MIXED_DIRECTIONS)
    if call.state.accounts.is_known(name) or is_reserved(name):
        raise fail("REGISTER", "ACCOUNT_EXISTS", name, text=texts.ACCOUNT_EXISTS)
    if is_name_taken(call.state, fold_name(name), call.seat):
        raise fail("REGISTER", "ACCOUNT_EXISTS", name, text=texts.NAME_IN_USE)
    if looks_like_another(call.state, name, call.seat):
        raise fail("REGISTER", "ACCOUNT_EXISTS", name, text=texts.NAME_LOOKS_ALIKE)


def require_acceptable_password(call: Call, name: str, password: str) -> None:
    """Raises: Refusal for a password that is too short or too long."""
    settings = call.state.settings
    if not password or len(password.encode()) > limits.PASSWORD_LENGTH:
        raise fail("REGISTER", "UNACCEPTABLE_PASSWORD", name, text=texts.PASSWORD_TOO_LONG(limits.PASSWORD_LENGTH))
    if settings.limits_enabled and len(prepare_password(password)) < settings.password_length:
        raise fail("REGISTER", "WEAK_PASSWORD", name, text=texts.PASSWORD_TOO_SHORT(settings.password_length))


def make_account(call: Call, name: str, password: str, email: str, tell: Callable[[Account], None]) -> None:
    """Make the account by a HashJob, call `tell`, and log the caller in.

    Raises: Refusal.
    """
    state, seat, settings = call.state, call.seat, call.state.settings
    if account_of(seat):
        raise fail("REGISTER", "ALREADY_AUTHENTICATED", account_of(seat), text=texts.ALREADY_LOGGED_IN_TO_ACCOUNT)
    if not seat.registered and not is_let_in(call):
        record_failed_login(call)
        text = texts.PASS_FIRST if settings.entry == EntryRule.OPEN else texts.ENTER_FIRST
        raise fail("REGISTER", "TEMPORARILY_UNAVAILABLE", name, text=text)
    require_account_name(call, name)
    require_acceptable_password(call, name, password)
    call.must_keep()
    if settings.limits_enabled:
        if state.registrations.count_attempts(seat.neighbourhood, state.ticks) >= settings.registrations_per_address:
            raise fail("REGISTER", "TEMPORARILY_UNAVAILABLE", name, text=texts.TOO_MANY_ACCOUNTS)
        state.registrations.record_attempt(seat.neighbourhood, state.ticks)

    made = partial(_end_registration, call, name, email, tell)
    call.hash_password(MakeSecret(password), made, partial(_fail_to_register, name))


def _end_registration(
    call: Call, name: str, email: str, tell: Callable[[Account], None], secret: PasswordSecret
) -> None:
    """Make the account with the secret.

    Raises: Refusal.
    """
    require_account_name(call, name)  # another person may have been quicker
    call.must_keep()
    account = new_account(call.state, name, secret, call.seat, email)
    call.reply.needs_commit(call.state.persist(call.state.accounts.put_account(account)))
    tell(account)
    log_in(call, account)


def _fail_to_register(name: str, error: Exception) -> None:
    raise fail("REGISTER", "TEMPORARILY_UNAVAILABLE", name, text=texts.ACCOUNT_FAILED) from error


def new_account(state: State, name: str, secret: PasswordSecret, seat: Seat | None = None, email: str = "") -> Account:
    """Return a new account. A guest keeps the identity, and the certificate opens the account, too.

    Without a Seat, the account is for an absent person.
    """
    account = Account(name, f"account:{fold_name(name)}", state.now, secret, always_on=state.settings.always_on)
    mine = "" if seat is None else seat.user.identity if seat.user is not None else identity_of(state, seat)
    if seat is not None and mine:
        account = replace(account, identity=mine, certificates=(seat.fingerprint,))
    kept = clip_bytes(email, limits.EMAIL_LENGTH)
    return account if kept in ("", "*") else replace(account, settings={"email": kept})
