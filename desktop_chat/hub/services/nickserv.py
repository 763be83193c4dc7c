"""NickServ: accounts, for clients that know neither REGISTER nor SASL."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from desktop_chat.hub.errands import walk_in_portions
from desktop_chat.hub.job import CheckPassword, MakeSecret
from desktop_chat.hub.moderation.host_actions import free_name
from desktop_chat.hub.people.login import (
    log_in,
    log_out,
    record_failed_login,
    require_login_allowed,
    strengthen_secret,
)
from desktop_chat.hub.people.missed_messages import welcome_back
from desktop_chat.hub.people.new_account import (
    make_account,
    new_account,
    require_acceptable_password,
    require_account_name,
)
from desktop_chat.hub.people.nick_change import free_nick
from desktop_chat.hub.people.nick_claim import replace_ghost, take_nick
from desktop_chat.hub.records.accounts import CERTIFICATES
from desktop_chat.hub.reply import fail
from desktop_chat.hub.services.order import Order, ServiceOrder
from desktop_chat.hub.state import State
from desktop_chat.irc.names import fold_name
from desktop_chat.net.fingerprints import CertificateFingerprint, is_fingerprint
from desktop_chat.storage.records import Account, PasswordSecret
from desktop_chat.texts import services as texts

_ON = {"on": True, "true": True, "yes": True, "off": False, "false": False, "no": False}


def _own_account(asked: ServiceOrder) -> Account:
    """Return the caller's account.

    Raises: Refusal if the caller is not logged in.
    """
    name = asked.call.user.account
    account = asked.call.state.accounts.get(name) if name else None
    if account is None:
        raise fail("NICKSERV", "REFUSED", text=texts.NOT_LOGGED_IN)
    return account


def _keep_account(asked: ServiceOrder, account: Account) -> None:
    asked.call.must_keep()
    state = asked.call.state
    asked.call.reply.needs_commit(state.persist(state.accounts.put_account(account)))


def register(asked: ServiceOrder) -> None:
    if not asked.call.state.settings.register_accounts:
        raise fail("NICKSERV", "REFUSED", text=texts.NO_NEW_ACCOUNTS)
    if asked.call.state.settings.email_required:
        raise fail("NICKSERV", "REFUSED", text=texts.EMAIL_REQUIRED)
    make_account(
        asked.call,
        asked.call.user.nick,
        asked.words[0],
        asked.word_at(1),
        partial(_tell_success, asked),
    )


def _tell_success(asked: ServiceOrder, _account: Account) -> None:
    asked.reply_text(texts.YOUR_ACCOUNT_CREATED)


def saregister(asked: ServiceOrder) -> None:
    """Make an account for another person. For operators."""
    call, (name, password) = asked.call, asked.words[:2]
    if not call.user.operator:
        raise fail("NICKSERV", "REFUSED", text=texts.ONLY_FOR_OPERATORS)
    require_account_name(call, name)
    require_acceptable_password(call, name, password)

    call.hash_password(MakeSecret(password), partial(_end_saregister, asked, name), _fail_to_create)


def _end_saregister(asked: ServiceOrder, name: str, secret: PasswordSecret) -> None:
    require_account_name(asked.call, name)
    _keep_account(asked, new_account(asked.call.state, name, secret))
    asked.reply_text(texts.OTHER_ACCOUNT_CREATED(name))


def _fail_to_create(error: Exception) -> None:
    raise fail("NICKSERV", "REFUSED", text=texts.ACCOUNT_NOT_CREATED) from error


def identify(asked: ServiceOrder) -> None:
    call = asked.call
    name, password = asked.words[:2] if len(asked.words) > 1 else (call.user.nick, asked.words[0])
    require_login_allowed(call)
    account = call.state.accounts.get(name)
    secret = account.secret if account is not None else PasswordSecret()
    checked = partial(_end_identify, asked, account, password)
    call.hash_password(CheckPassword(secret, password), checked, partial(_fail_to_identify, asked))


def _end_identify(asked: ServiceOrder, account: Account | None, password: str, is_right: bool) -> None:
    """Log in, unless the account has changed meanwhile.

    Raises: Refusal if other connections of the User belong to another person.
    """
    call = asked.call
    if account is None or not is_right or call.state.accounts.get(account.name) != account:
        asked.reply_text(texts.WRONG_NAME_OR_PASSWORD)
        record_failed_login(call)
    elif len(call.user.seats) > 1 and call.user.account != account.name:
        raise fail("NICKSERV", "REFUSED", text=texts.CLOSE_OTHER_CONNECTIONS)
    else:
        log_in(call, account)
        asked.reply_text(texts.NOW_LOGGED_IN(account.name))
        welcome_back(call)
        strengthen_secret(call, account, password)


def _fail_to_identify(asked: ServiceOrder, _error: Exception) -> None:
    _end_identify(asked, None, "", is_right=False)


def logout(asked: ServiceOrder) -> None:
    _own_account(asked)
    if len(asked.call.user.seats) > 1:
        raise fail("NICKSERV", "REFUSED", text=texts.NAME_IS_SHARED)
    log_out(asked.call)
    asked.reply_text(texts.NOW_LOGGED_OUT)


def password(asked: ServiceOrder) -> None:
    """Change the password: `PASSWD old new`, or `PASSWD new` if the account has no password yet."""
    account, call = _own_account(asked), asked.call
    old, new = ("", asked.words[0]) if len(asked.words) == 1 else (asked.words[0], asked.words[-1])
    if len(asked.words) == 1 and account.secret.argon2_hash:
        raise fail("NICKSERV", "REFUSED", text=texts.OLD_PASSWORD_NEEDED)
    require_acceptable_password(call, account.name, new)
    require_login_allowed(call)

    checked = partial(_make_new_secret, asked, account, new)
    call.hash_password(CheckPassword(account.secret, old), checked, partial(_fail_to_check_old, asked, account, new))


def _make_new_secret(asked: ServiceOrder, account: Account, new: str, is_right: bool) -> None:
    """Continue after the check of the old password."""
    if is_right or not account.secret.argon2_hash:
        asked.call.hash_password(MakeSecret(new), partial(_keep_new_secret, asked, account), _fail_to_change)
    else:
        asked.reply_text(texts.OLD_PASSWORD_WRONG)
        record_failed_login(asked.call)


def _fail_to_check_old(asked: ServiceOrder, account: Account, new: str, _error: Exception) -> None:
    _make_new_secret(asked, account, new, is_right=False)


def _keep_new_secret(asked: ServiceOrder, account: Account, secret: PasswordSecret) -> None:
    current = asked.call.state.accounts.get(account.name)
    if current is None:
        raise fail("NICKSERV", "REFUSED", text=texts.PASSWORD_NOT_CHANGED)
    _keep_account(asked, replace(current, secret=secret))
    asked.reply_text(texts.PASSWORD_CHANGED)


def _fail_to_change(error: Exception) -> None:
    raise fail("NICKSERV", "REFUSED", text=texts.PASSWORD_NOT_CHANGED) from error


def certificate(asked: ServiceOrder) -> None:
    """List, add or remove certificates that log in to the account: CERT LIST, ADD and DEL."""
    account, what = _own_account(asked), asked.words[0].upper()
    given = asked.word_at(1).replace(":", "").lower()
    fingerprint = CertificateFingerprint(given) if given else asked.call.seat.fingerprint
    if what == "LIST":
        asked.reply_text(texts.CERTIFICATES_OF(len(account.certificates), account.name))
        for known in account.certificates:
            asked.reply_text(known)
        return
    if not is_fingerprint(fingerprint):
        raise fail("NICKSERV", "REFUSED", text=texts.NO_CERTIFICATE)
    if what == "ADD":
        if asked.call.state.accounts.with_certificate(fingerprint) is not None:
            raise fail("NICKSERV", "REFUSED", text=texts.CERTIFICATE_USED)
        if len(account.certificates) >= CERTIFICATES:
            raise fail("NICKSERV", "REFUSED", text=texts.TOO_MANY_CERTIFICATES(CERTIFICATES))
        _keep_account(asked, replace(account, certificates=(*account.certificates, fingerprint)))
        asked.reply_text(texts.CERTIFICATE_ADDED(fingerprint, account.name))
    elif what in ("DEL", "DELETE", "REMOVE"):
        left = tuple(known for known in account.certificates if known != fingerprint)
        if len(left) == len(account.certificates):
            raise fail("NICKSERV", "REFUSED", text=texts.CERTIFICATE_NOT_YOURS)
        if not left and not account.secret.argon2_hash:
            raise fail("NICKSERV", "REFUSED", text=texts.LAST_CERTIFICATE)
        _keep_account(asked, replace(account, certificates=left))
        asked.reply_text(texts.CERTIFICATE_REMOVED(fingerprint, account.name))
    else:
        raise fail("NICKSERV", "REFUSED", text=texts.CERT_USAGE)


def ghost(asked: ServiceOrder) -> None:
    """Rename a user who uses a nick of the caller's account without being logged in to it."""
    account, state = _own_account(asked), asked.call.state
    name = asked.word_at(0) or account.name
    user = state.users.get(fold_name(name))
    if user is None:
        raise fail("NICKSERV", "REFUSED", text=texts.NOBODY_NAMED(name[:30]))
    if user is asked.call.user:
        raise fail("NICKSERV", "REFUSED", text=texts.YOU_ARE_IT)
    if fold_name(name) != account.folded_name and user.account != account.name:
        raise fail("NICKSERV", "REFUSED", text=texts.NOT_YOURS(user.nick))
    if user.account == account.name:
        replace_ghost(state, user)
    else:
        free_nick(state, user)
    asked.reply_text(texts.NAME_FREED(name))


def regain(asked: ServiceOrder) -> None:
    """Do the same as GHOST, and give the nick to the caller."""
    name = asked.word_at(0) or _own_account(asked).name
    if fold_name(name) in asked.call.state.users:
        ghost(asked)
    take_nick(asked.call, name)


def info(asked: ServiceOrder) -> None:
    call = asked.call
    name = asked.word_at(0) or call.user.account or call.user.nick
    account = call.state.accounts.get(name)
    if account is None:
        raise fail("NICKSERV", "REFUSED", text=texts.NO_SUCH_ACCOUNT(name[:30]))
    asked.reply_text(texts.ACCOUNT_SINCE(account.name, call.state.time_text(account.registered)))
    here = [user.nick for user in call.state.census.users_of(account.identity) if user.account == account.name]
    asked.reply_text(texts.HERE_AS(", ".join(here)) if here else texts.NOT_HERE)
    if account.name == call.user.account or call.user.operator:
        asked.reply_text(texts.ACCOUNT_DETAILS(texts.YES if account.always_on else texts.NO, len(account.certificates)))
        if account.settings.get("email"):
            asked.reply_text(texts.EMAIL(account.settings["email"]))


def drop(asked: ServiceOrder) -> None:
    """Delete the account. Its name can never be registered again."""
    account, call = _own_account(asked), asked.call
    if fold_name(asked.words[0]) != account.folded_name:
        raise fail("NICKSERV", "REFUSED", text=texts.CONFIRM_DROP_ACCOUNT(account.name))
    call.must_keep()
    state = call.state
    for user in state.census.users_of(account.identity):
        if user.account == account.name and user is not call.user:
            raise fail("NICKSERV", "REFUSED", text=texts.ALSO_LOGGED_IN(user.nick))
    log_out(call)
    _keep_account(asked, Account(account.name, f"dropped:{account.folded_name}", account.registered, dropped=True))
    asked.reply_text(texts.ACCOUNT_DELETED(account.name))
    walk_in_portions(state, _give_up_rooms(state, account.identity))


def _give_up_rooms(state: State, identity: str) -> Iterator[None]:
    """Remove the identity as founder and from the roles of all rooms. An Errand."""
    for channel in list(state.channels.values()):
        state.effort.take(1)
        if channel.founder == identity or identity in channel.roles:
            channel.roles.pop(identity, None)
            channel.founder = "" if channel.founder == identity else channel.founder
            if not channel.ended:
                state.keep_channel(channel)
            state.effort.take(10)
        if state.effort.is_spent:
            yield


def set_(asked: ServiceOrder) -> None:
    """Change a setting of the account: ALWAYS-ON or MULTICLIENT."""
    account, what = _own_account(asked), asked.words[0].upper()
    value = _ON.get(asked.words[1].lower())
    if what not in ("ALWAYS-ON", "MULTICLIENT") or value is None:
        raise fail("NICKSERV", "REFUSED", text=texts.SET_USAGE)
    if what == "ALWAYS-ON":
        _keep_account(asked, replace(account, always_on=value))
        stay = texts.ALWAYS_ON if value else texts.NOT_ALWAYS_ON
        asked.reply_text(stay)
    else:
        _keep_account(asked, replace(account, settings={**account.settings, "multiclient": "on" if value else "off"}))
        asked.reply_text(texts.CONNECTIONS_SHARE_NAME if value else texts.ONE_CONNECTION_HAS_NAME)


def free(asked: ServiceOrder) -> None:
    """Free a name that an absent guest has reserved. For operators."""
    if not asked.call.user.operator:
        raise fail("NICKSERV", "REFUSED", text=texts.ONLY_FOR_OPERATORS)
    asked.call.must_keep()
    asked.reply_text(texts.NAME_FREED(free_name(asked.call.state, asked.words[0])))


_REGISTER = Order(register, "REGISTER password [email]", texts.REGISTER_HELP, 1)
_IDENTIFY = Order(identify, "IDENTIFY [account] password", texts.IDENTIFY_HELP, 1)
_PASSWORD = Order(password, "PASSWD old new", texts.PASSWD_HELP, 1)
_DROP = Order(drop, "DROP account", texts.DROP_HELP, 1)
_GHOST = Order(ghost, "GHOST [nick]", texts.GHOST_HELP)
ORDERS = {
    "REGISTER": _REGISTER,
    "IDENTIFY": _IDENTIFY,
    "LOGIN": _IDENTIFY,
    "ID": _IDENTIFY,
    "LOGOUT": Order(logout, "LOGOUT", texts.LOGOUT_HELP),
    "PASSWD": _PASSWORD,
    "PASSWORD": _PASSWORD,
    "CERT": Order(certificate, "CERT ADD|DEL|LIST [fingerprint]", texts.CERT_HELP, 1),
    "GHOST": _GHOST,
    "RELEASE": _GHOST,
    "REGAIN": Order(regain, "REGAIN [nick]", texts.REGAIN_HELP),
    "RECOVER": Order(regain, "REGAIN [nick]", texts.REGAIN_HELP),
    "INFO": Order(info, "INFO [account]", texts.ACCOUNT_INFO_HELP),
    "SET": Order(set_, "SET ALWAYS-ON|MULTICLIENT ON|OFF", texts.SET_HELP, 2),
    "DROP": _DROP,
    "UNREGISTER": _DROP,
    "FREE": Order(free, "FREE nick", texts.FREE_HELP, 1),
    "SAREGISTER": Order(saregister, "SAREGISTER account password", texts.SAREGISTER_HELP, 2),
}
