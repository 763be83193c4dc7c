"""Several connections of one User: how a Seat is attached, and detached. Thread: hub lock.

A dead connection stays attached until the ping timeout. A reconnecting client is attached next to it, and other people
notice nothing.
"""

from __future__ import annotations

from dataclasses import replace

from desktop_chat.hub.announce.audience import subscribers
from desktop_chat.hub.live.cloak import shown_source
from desktop_chat.hub.live.user import Seat, User
from desktop_chat.hub.people.leaving import note_last_rooms, quit_user
from desktop_chat.hub.people.login import identity_of
from desktop_chat.hub.people.metadata_notify import notify_of_encryption
from desktop_chat.hub.records.identities import DIRECT_MESSAGES
from desktop_chat.hub.state import State
from desktop_chat.irc.capabilities import AWAY_NOTIFY
from desktop_chat.irc.names import fold_name
from desktop_chat.storage.records import Account, IdentitySeen

NOT_HERE = "Not connected at present"
"""The away text of an always-on User without a connection."""
_MAX_SIGNATURES = 10


def find_user_to_share(state: State, seat: Seat, holder: User | None) -> User | None:
    """Return the User to which the Seat belongs: `holder` of the wanted nick, or an always-on User. None for a new
    User.
    """
    identity = identity_of(state, seat)
    account = state.accounts.account_of(identity)
    if holder is None and account is not None and account.always_on:
        holder = next(iter(state.census.users_of(identity)), None)
    if holder is None or not identity or holder.identity != identity or not is_shareable(account):
        return None
    return holder


def is_shareable(account: Account | None) -> bool:
    """Return whether several connections may share a User. Only an account's own setting forbids sharing."""
    return account is None or account.settings.get("multiclient") != "off"


def note_waiting_message(state: State, identity: str) -> None:
    """Note that the next message waits for an absent guest. (An account knows what it has read.)"""
    if state.identities.seen_until(identity, DIRECT_MESSAGES) is None:
        state.keep_shown(identity, DIRECT_MESSAGES, state.last_sequence, present=False)


def _resume_guest(state: State, identity: str) -> int:
    """Return the sequence after which messages wait for a guest, and forget the sequence."""
    mark = state.identities.seen_until(identity, DIRECT_MESSAGES) if identity else None
    if mark is None:
        return state.last_sequence
    for change in state.identities.forget_mark(identity, DIRECT_MESSAGES):
        state.persist(change)
    return mark.upto


def resume_from_sequence(state: State, user: User) -> int:
    """Return the sequence up to which the person has read, for the first Seat of a User; the newest if unknown."""
    if not user.account:
        return _resume_guest(state, user.identity)
    account = state.accounts.get(user.account)
    since = account.seen_until if account is not None and account.seen_until else state.last_sequence
    _note_seen_until(state, user, 0)
    return since


def attach_seat(state: State, seat: Seat, user: User) -> int:
    """Attach the Seat to the User. Return the sequence up to which the client has read."""
    since, was_unencrypted = _replay_from(state, seat, user), user.is_unencrypted
    for name in user.channels:
        state.channels[name].end_broadcast()
    seat.user = user
    user.seats.append(seat)
    if len(user.seats) == 1:
        _note_seen_until(state, user, 0)
    update_away(state, user)
    notify_of_encryption(state, user, was_unencrypted=was_unencrypted, but=seat)
    return since


def _replay_from(state: State, seat: Seat, user: User) -> int:
    """Return the sequence from which to replay to a Seat without CHATHISTORY.

    Seats with the same client signature count as one client: replay starts where the newest of them stopped. An unknown
    signature gets everything since the oldest stop.
    """
    if seat.client_signature in user.seen_until:
        return user.seen_until.pop(seat.client_signature)
    same = [other for other in user.seats if other.client_signature == seat.client_signature]
    if same:
        return same[-1].heard_sequence
    return min(
        (*user.seen_until.values(), *(other.heard_sequence for other in user.seats)), default=state.last_sequence
    )


def detach_seat(state: State, seat: Seat, reason: str, *, lost: bool = False) -> None:
    """Detach the Seat from its User. The User quits with its last Seat, unless its account is always on.

    `lost`: the connection broke, so lines sent after the last sign of life may not have arrived.
    """
    user, seat.user = seat.user, None
    if user is None:
        return
    for name in user.channels:
        state.channels[name].end_broadcast()
    upto = seat.heard_sequence if lost else state.last_sequence
    if _is_superseded(user, seat):
        upto = user.seen_until.get(seat.client_signature, upto)
    else:
        user.seen_until[seat.client_signature] = upto
        if len(user.seen_until) > _MAX_SIGNATURES:
            del user.seen_until[next(iter(user.seen_until))]
    account = state.accounts.get(user.account) if user.account else None
    is_last = len(user.seats) == 1
    if is_last:
        _note_seen_until(state, user, upto)
        note_last_rooms(state, user)
    if is_last and (account is None or not account.always_on):
        # The Seat stays in the list: quit_user reads the address and the sequence of the last Seat.
        seat.heard_sequence = upto
        quit_user(state, user, reason, lost=True)
    else:
        was_unencrypted = user.is_unencrypted
        user.seats.remove(seat)
        update_away(state, user)
        notify_of_encryption(state, user, was_unencrypted=was_unencrypted, but=seat)


def _is_superseded(user: User, seat: Seat) -> bool:
    """Return whether a client with the same signature came after this one."""
    later = user.seats[user.seats.index(seat) + 1 :]
    return seat.client_signature in user.seen_until or any(
        other.client_signature == seat.client_signature for other in later
    )


def _note_seen_until(state: State, user: User, sequence: int) -> None:
    account = state.accounts.get(user.account) if user.account else None
    if account is not None and account.seen_until != sequence:
        state.persist(state.accounts.put_account(replace(account, seen_until=sequence)))


def update_away(state: State, user: User) -> None:
    """Recompute User.away (all Seats away, or no Seat), and tell away-notify subscribers of a change."""
    text = "" if user.seats else NOT_HERE
    if user.seats and all(seat.away for seat in user.seats):
        text = user.away if any(seat.away == user.away for seat in user.seats) else user.seats[-1].away
    if text == user.away:
        return
    user.away = text
    statement = state.make_statement(user.source, "AWAY", *([text] if text else []))
    own = set(user.seats)
    told = (seat for seat in subscribers(state, user, AWAY_NOTIFY) if seat not in own)
    state.show_statement(told, statement)


def _host_of(state: State, known: IdentitySeen | None) -> str:
    """Return the shown host of a person without a connection."""
    return shown_source(state.settings, f"@{known.host}")[1:] if known is not None else "*"


def restore_always_on(state: State) -> None:
    """After a start, make Users without connections for always-on accounts, in their channels."""
    by_room = {channel.room: channel for channel in state.channels.values()}
    for account in state.accounts.always_on():
        known = state.identities.last_seen(account.identity)
        nick = known.nick if known is not None else account.name
        if fold_name(nick) != account.folded_name and (state.accounts.is_known(nick) or fold_name(nick) in state.users):
            nick = account.name
        user = User.without_seat(
            nick, username=known.user if known is not None else "user", host=_host_of(state, known),
            realname=account.settings.get("realname", account.name), identity=account.identity, now=state.now,
        )  # fmt: skip
        user.account, user.away = account.name, NOT_HERE
        if state.bans.by_mask(user, state.now) is not None:
            continue
        user.seen_until[""] = account.seen_until or state.last_sequence
        state.add_user(user)
        for seen in state.identities.rooms_of(account.identity):
            channel = by_room.get(seen.room)
            if channel is not None:
                state.add_member(channel, user)
                channel.set_letters(user, channel.roles.get(account.identity, ""))
