"""NickServ: accounts, for clients that know neither REGISTER nor SASL."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

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
from desktop_chat.hub.reply import Refusal
from desktop_chat.hub.services.order import Order, ServiceOrder
from desktop_chat.hub.state import State
from desktop_chat.irc.names import fold_name
from desktop_chat.net.fingerprints import CertificateFingerprint, is_fingerprint
from desktop_chat.storage.store_api import Account, PasswordSecret

_ON = {"on": True, "true": True, "yes": True, "off": False, "false": False, "no": False}


def _mine(asked: ServiceOrder) -> Account:
    """Return the caller's account.

    Raises: Refusal if the caller is not logged in.
    """
    name = asked.call.user.account
    account = asked.call.state.accounts.get(name) if name else None
    if account is None:
        raise _no("You are not logged in to an account.")
    return account


def _no(text: str) -> Refusal:
    return Refusal("FAIL", "NICKSERV", "REFUSED", text)


def _keep(asked: ServiceOrder, account: Account) -> None:
    asked.call.must_keep()
    state = asked.call.state
    asked.call.reply.needs_commit(state.persist(state.accounts.put_account(account)))


def register(asked: ServiceOrder) -> None:
    if not asked.call.state.settings.register_accounts:
        raise _no("New accounts are not made here.")
    if asked.call.state.settings.email_required:
        raise _no("An account needs an email address here: use /REGISTER.")
    make_account(
        asked.call,
        asked.call.user.nick,
        asked.words[0],
        asked.word_at(1),
        lambda _: asked.reply_text("Account created"),
    )


def saregister(asked: ServiceOrder) -> None:
    """Make an account for another person. For operators."""
    call, (name, password) = asked.call, asked.words[:2]
    if not call.user.operator:
        raise _no("Only operators of this server may do that.")
    require_account_name(call, name)
    require_acceptable_password(call, name, password)

    def then(secret: PasswordSecret) -> None:
        require_account_name(call, name)
        _keep(asked, new_account(call.state, name, secret))
        asked.reply_text(f"The account {name} was made.")

    def failed(error: Exception) -> None:
        raise _no("The account could not be made: try again.") from error

    call.hash_password(MakeSecret(password), then, failed)


def identify(asked: ServiceOrder) -> None:
    call = asked.call
    name, password = asked.words[:2] if len(asked.words) > 1 else (call.user.nick, asked.words[0])
    require_login_allowed(call)
    account = call.state.accounts.get(name)

    def then(is_right: bool) -> None:
        if account is None or not is_right or call.state.accounts.get(name) != account:
            asked.reply_text("The name or the password is wrong.")
            record_failed_login(call)
        elif len(call.user.seats) > 1 and call.user.account != account.name:
            raise _no("Your other connections are not of this account: close them first.")
        else:
            log_in(call, account)
            asked.reply_text(f"You are now logged in as {account.name}.")
            welcome_back(call)
            strengthen_secret(call, account, password)

    secret = account.secret if account is not None else PasswordSecret()
    call.hash_password(CheckPassword(secret, password), then, lambda _: then(is_right=False))


def logout(asked: ServiceOrder) -> None:
    _mine(asked)
    if len(asked.call.user.seats) > 1:
        raise _no("Other connections share your name: close them first.")
    log_out(asked.call)
    asked.reply_text("You are logged out.")


def password(asked: ServiceOrder) -> None:
    """Change the password: `PASSWD old new`, or `PASSWD new` if the account has no password yet."""
    account, call = _mine(asked), asked.call
    old, new = ("", asked.words[0]) if len(asked.words) == 1 else (asked.words[0], asked.words[-1])
    if len(asked.words) == 1 and account.secret.argon2_hash:
        raise _no("Say the old password, then the new one.")
    require_acceptable_password(call, account.name, new)
    require_login_allowed(call)

    def made(secret: PasswordSecret) -> None:
        current = call.state.accounts.get(account.name)
        if current is None:
            raise _no("The password could not be changed: try again.")
        _keep(asked, replace(current, secret=secret))
        asked.reply_text("The password was changed.")

    def failed(error: Exception) -> None:
        raise _no("The password could not be changed: try again.") from error

    def checked(is_right: bool) -> None:
        if is_right or not account.secret.argon2_hash:
            call.hash_password(MakeSecret(new), made, failed)
        else:
            asked.reply_text("The old password is wrong.")
            record_failed_login(call)

    call.hash_password(CheckPassword(account.secret, old), checked, lambda _: checked(is_right=False))


def certificate(asked: ServiceOrder) -> None:
    """List, add or remove certificates that log in to the account: CERT LIST, ADD and DEL."""
    account, what = _mine(asked), asked.words[0].upper()
    given = asked.word_at(1).replace(":", "").lower()
    fingerprint = CertificateFingerprint(given) if given else asked.call.seat.fingerprint
    if what == "LIST":
        asked.reply_text(f"{len(account.certificates)} certificates open {account.name}.")
        for known in account.certificates:
            asked.reply_text(known)
        return
    if not is_fingerprint(fingerprint):
        raise _no("Your client presents no certificate: give the SHA-256 fingerprint of one.")
    if what == "ADD":
        if asked.call.state.accounts.with_certificate(fingerprint) is not None:
            raise _no("This certificate opens an account already.")
        if len(account.certificates) >= CERTIFICATES:
            raise _no(f"An account has {CERTIFICATES} certificates at most.")
        _keep(asked, replace(account, certificates=(*account.certificates, fingerprint)))
        asked.reply_text(f"The certificate {fingerprint} opens {account.name} from now on.")
    elif what in ("DEL", "DELETE", "REMOVE"):
        left = tuple(known for known in account.certificates if known != fingerprint)
        if len(left) == len(account.certificates):
            raise _no("This certificate does not open your account.")
        if not left and not account.secret.argon2_hash:
            raise _no("Nothing would open your account any more: give it a password first.")
        _keep(asked, replace(account, certificates=left))
        asked.reply_text(f"The certificate {fingerprint} does not open {account.name} any more.")
    else:
        raise _no("CERT ADD, CERT LIST or CERT DEL.")


def ghost(asked: ServiceOrder) -> None:
    """Rename a user who uses a nick of the caller's account without being logged in to it."""
    account, state = _mine(asked), asked.call.state
    name = asked.word_at(0) or account.name
    user = state.users.get(fold_name(name))
    if user is None:
        raise _no(f"Nobody goes by {name[:30]}.")
    if user is asked.call.user:
        raise _no("That is you.")
    if fold_name(name) != account.folded_name and user.account != account.name:
        raise _no(f"{user.nick} is not yours.")
    if user.account == account.name:
        replace_ghost(state, user)
    else:
        free_nick(state, user)
    asked.reply_text(f"The name {name} is free.")


def regain(asked: ServiceOrder) -> None:
    """Do the same as GHOST, and give the nick to the caller."""
    name = asked.word_at(0) or _mine(asked).name
    if fold_name(name) in asked.call.state.users:
        ghost(asked)
    take_nick(asked.call, name)


def info(asked: ServiceOrder) -> None:
    call = asked.call
    name = asked.word_at(0) or call.user.account or call.user.nick
    account = call.state.accounts.get(name)
    if account is None:
        raise _no(f"There is no account {name[:30]}.")
    asked.reply_text(f"{account.name} is an account since {call.state.time_text(account.registered)}.")
    here = [user.nick for user in call.state.users.values() if user.account == account.name]
    asked.reply_text(f"Here as: {', '.join(here)}" if here else "Not here at present.")
    if account.name == call.user.account or call.user.operator:
        asked.reply_text(
            f"Always on: {'yes' if account.always_on else 'no'}. Certificates: {len(account.certificates)}."
        )
        if account.settings.get("email"):
            asked.reply_text(f"Email: {account.settings['email']}")


def drop(asked: ServiceOrder) -> None:
    """Delete the account. Its name can never be registered again."""
    account, call = _mine(asked), asked.call
    if fold_name(asked.words[0]) != account.folded_name:
        raise _no(f"To give up your account for ever, say DROP {account.name}.")
    call.must_keep()
    state = call.state
    for user in [user for user in state.users.values() if user.account == account.name and user is not call.user]:
        raise _no(f"{user.nick} is logged in to it too: end that first.")
    log_out(call)
    _keep(asked, Account(account.name, f"dropped:{account.folded_name}", account.registered, dropped=True))
    asked.reply_text(f"The account {account.name} is given up.")
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
    account, what = _mine(asked), asked.words[0].upper()
    value = _ON.get(asked.words[1].lower())
    if what not in ("ALWAYS-ON", "MULTICLIENT") or value is None:
        raise _no("SET ALWAYS-ON or MULTICLIENT to ON or OFF.")
    if what == "ALWAYS-ON":
        _keep(asked, replace(account, always_on=value))
        stay = "You stay in your rooms when you disconnect." if value else "When you disconnect, you leave."
        asked.reply_text(stay)
    else:
        _keep(asked, replace(account, settings={**account.settings, "multiclient": "on" if value else "off"}))
        asked.reply_text("Your connections share your name." if value else "One connection at a time has your name.")


def free(asked: ServiceOrder) -> None:
    """Free a name that an absent guest has reserved. For operators."""
    if not asked.call.user.operator:
        raise _no("Only operators of this server may do that.")
    asked.call.must_keep()
    asked.reply_text(f"The name {free_name(asked.call.state, asked.words[0])} is free.")


_REGISTER = Order(register, "REGISTER password [email]", "make an account of the name that you go by", 1)
_IDENTIFY = Order(identify, "IDENTIFY [account] password", "log in", 1)
_PASSWORD = Order(password, "PASSWD old new", "change your password", 1)
_DROP = Order(drop, "DROP account", "give up your account for ever", 1)
_GHOST = Order(ghost, "GHOST [nick]", "give whoever uses your name another one")
ORDERS = {
    "REGISTER": _REGISTER,
    "IDENTIFY": _IDENTIFY,
    "LOGIN": _IDENTIFY,
    "ID": _IDENTIFY,
    "LOGOUT": Order(logout, "LOGOUT", "be a guest again"),
    "PASSWD": _PASSWORD,
    "PASSWORD": _PASSWORD,
    "CERT": Order(certificate, "CERT ADD|DEL|LIST [fingerprint]", "the certificates that open your account", 1),
    "GHOST": _GHOST,
    "RELEASE": _GHOST,
    "REGAIN": Order(regain, "REGAIN [nick]", "take your name back"),
    "RECOVER": Order(regain, "REGAIN [nick]", "take your name back"),
    "INFO": Order(info, "INFO [account]", "what is known of an account"),
    "SET": Order(set_, "SET ALWAYS-ON|MULTICLIENT ON|OFF", "how your account behaves", 2),
    "DROP": _DROP,
    "UNREGISTER": _DROP,
    "FREE": Order(free, "FREE nick", "free a name that a guest who is not here has reserved: operators only", 1),
    "SAREGISTER": Order(saregister, "SAREGISTER account password", "make an account for somebody: operators only", 2),
}
