"""Login and logout: effects on a Seat and its User. Also failed logins, and names of other people. Thread: hub lock."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from desktop_chat.hub.announce.audience import subscribers
from desktop_chat.hub.call import Call
from desktop_chat.hub.job import HashJob, MakeSecret
from desktop_chat.hub.live.channel import PREFIXES
from desktop_chat.hub.live.cloak import shown_host
from desktop_chat.hub.live.user import Seat, User
from desktop_chat.hub.people.access import keep_entered
from desktop_chat.hub.people.entry_rule import keep_new_identity
from desktop_chat.hub.people.host import is_hosts_identity
from desktop_chat.hub.people.leaving import keep_identity
from desktop_chat.hub.people.metadata_notify import keep_within_bounds
from desktop_chat.hub.reply import fail
from desktop_chat.hub.state import LOGIN_WINDOW, State
from desktop_chat.irc import numerics as n
from desktop_chat.irc.capabilities import ACCOUNT_NOTIFY
from desktop_chat.irc.sasl import is_weak
from desktop_chat.storage.records import Account, PasswordSecret
from desktop_chat.texts import hub as texts
from desktop_chat.texts import log


def account_of(seat: Seat) -> str:
    """Return the account of the Seat, or ""."""
    return seat.user.account if seat.user is not None else seat.account


def identity_of(state: State, seat: Seat) -> str:
    """Return the identity of a Seat without a User: by account, by certificate, or ""."""
    account = state.accounts.get(seat.account) if seat.account else None
    return account.identity if account is not None else state.accounts.identity_of(seat.fingerprint)


def log_in(call: Call, account: Account) -> None:
    """Log in the Seat, and its User if there is one. The caller gets 900."""
    state, seat = call.state, call.seat
    seat.failures = 0
    if seat.user is None:
        seat.account = account.name
    elif seat.user.account != account.name:
        switch_identity(state, seat.user, account.name, account.identity, seat)
    source = source_of(state, seat)
    call.reply.numeric(n.RPL_LOGGEDIN, source, account.name, texts.LOGGED_IN(account.name))


def log_out(call: Call) -> None:
    """Make the User a guest again. The caller gets 901."""
    state, user = call.state, call.user
    fingerprint = call.seat.fingerprint
    guest = "" if state.accounts.with_certificate(fingerprint) else state.accounts.identity_of(fingerprint)
    switch_identity(state, user, "", guest, call.seat)
    call.reply.numeric(n.RPL_LOGGEDOUT, user.source, texts.LOGGED_OUT)


def source_of(state: State, seat: Seat) -> str:
    """Return `nick!user@host`, with `*` for unknown parts."""
    if seat.user is not None:
        return seat.user.source
    return f"{seat.nick}!{seat.username or '*'}@{shown_host(state.settings, seat.address)}"


def switch_identity(state: State, user: User, account: str, identity: str, asker: Seat) -> None:
    """Give the User an account and an identity, with roles and metadata, and tell account-notify subscribers."""
    user.account = account
    state.users_to_recheck[user] = None
    if user.identity != identity:
        shown_as, before = user.replay_identity, user.identity
        state.census.set_identity(user, identity)
        keep_new_identity(state, before, user)
        move_seen_marks(state, user, shown_as)
        if identity:
            for change in state.metadata.move_values(user.guest_key, identity):
                if change.owner == identity:
                    state.persist(change)
            keep_within_bounds(state)
        keep_identity(state, user)
        _take_roles(state, user)
    statement = state.make_statement(user.source, "ACCOUNT", account or "*")
    told = [seat for seat in subscribers(state, user, ACCOUNT_NOTIFY) if seat is not asker]
    state.show_statement(told, statement)


def move_seen_marks(state: State, user: User, before: str) -> None:
    """Move the marks of what the User has read from the identity `before` to the present one."""
    for name in user.channels:
        channel = state.channels[name]
        state.keep_shown(before, channel.room, state.last_sequence, present=False)
        keep_entered(state, user, channel)


def _take_roles(state: State, user: User) -> None:
    """Give the User the roles of the new identity in all joined channels."""
    for name in user.channels:
        channel = state.channels[name]
        held = channel.members[user]
        new = "".join(letter for letter in PREFIXES if letter in channel.roles.get(user.identity, "") + held)
        added = [letter for letter in new if letter not in held]
        if user.identity and added:
            channel.set_letters(user, new)
            host, nicks = state.settings.host, [user.nick] * len(added)
            state.broadcast_in(channel, state.make_statement(host, "MODE", channel.name, "+" + "".join(added), *nicks))


def strengthen_secret(call: Call, account: Account, password: str) -> None:
    """Replace a secret with too few SCRAM iterations, after a login with the right password. No client waits."""
    if is_weak(account.secret.scram_verifier):
        then = partial(_keep_new_secret, call.state, account)
        call.state.queue_hash_job(
            HashJob(seat=call.seat, work=MakeSecret(password), then=then, failed=_keep_old_secret)
        )


def _keep_new_secret(state: State, account: Account, secret: PasswordSecret) -> None:
    current = state.accounts.get(account.name)
    if current is not None and current.secret == account.secret and not state.store_error:
        state.persist(state.accounts.put_account(replace(current, secret=secret)))


def _keep_old_secret(_error: Exception) -> None:
    """Do nothing: the old secret still works."""


# Failed logins and taken names


def require_login_allowed(call: Call) -> None:
    """Raises: Refusal (FAIL; SASL answers 904) after too many wrong passwords from the address."""
    state, settings = call.state, call.state.settings
    if not settings.limits_enabled:
        return
    if state.failed_logins.count_attempts(call.seat.neighbourhood, state.ticks) >= settings.login_attempts_per_address:
        minutes = LOGIN_WINDOW // 60
        text = texts.TOO_MANY_LOGINS(minutes)
        raise fail(call.message.command, "TEMPORARILY_UNAVAILABLE", text=text)


def record_failed_login(call: Call) -> None:
    """Count a wrong password. After too many, close the Seat behind the answer."""
    state, seat, settings = call.state, call.seat, call.state.settings
    seat.failures += 1
    state.failed_logins.record_attempt(seat.neighbourhood, state.ticks)
    state.notes.add_note(log.GAVE_WRONG_PASSWORD(seat.nick if seat.nick != "*" else log.SOMEBODY, seat.address))
    if settings.limits_enabled and seat.failures >= settings.login_attempts:
        call.reply.flush()
        state.close_seat(seat, texts.TOO_MANY_WRONG_PASSWORDS)


def is_name_taken(state: State, folded: str, seat: Seat) -> bool:
    """Return whether a name belongs to another person: a present User, an account, or a guest."""
    holder = state.users.get(folded)
    if holder is not None and holder is not seat.user:
        return True
    return _is_owned_by_another_guest(state, folded, _identity_now(state, seat))


def _identity_now(state: State, seat: Seat) -> str:
    return seat.user.identity if seat.user is not None else identity_of(state, seat)


def _is_owned_by_another_guest(state: State, folded: str, mine: str) -> bool:
    owner = state.identities.owner_of(folded, state.now)
    if not owner and state.hosts:
        last = state.identities.last_owner(folded)
        owner = last if last and is_hosts_identity(state, last) else ""  # the host's name never expires
    return bool(owner) and owner != mine and state.accounts.account_of(owner) is None


def looks_like_another(state: State, name: str, seat: Seat) -> bool:
    """Return whether a name looks like a name of another person: of an account, a present User, or a guest.

    A name of one's own is always allowed.
    """
    mine = _identity_now(state, seat)
    own = state.accounts.get(name)
    if own is not None and own.identity == mine:
        return False
    if any(account.identity != mine for account in state.accounts.find_lookalikes(name)):
        return True
    for folded in state.lookalikes.names_like(name):
        holder = state.users[folded]
        if holder is not seat.user and (not mine or holder.identity != mine):
            return True
    return any(_is_owned_by_another_guest(state, folded, mine) for folded in state.identities.find_lookalikes(name))
