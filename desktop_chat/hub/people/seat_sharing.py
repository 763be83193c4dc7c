"""One User, several connections: how a Seat comes to a User that is there already, and how it goes again.

A connection that dies without a word stays as a Seat until it is missed; whoever comes anew simply sits down beside
it, and nobody else notices anything. Under the hub's lock only.
"""

from __future__ import annotations

from dataclasses import replace

from desktop_chat.hub.live.cloak import shown_source
from desktop_chat.hub.live.user import Seat, User
from desktop_chat.hub.people.leaving import quit_user
from desktop_chat.hub.people.login import identity_of
from desktop_chat.hub.state import State
from desktop_chat.irc.capabilities import AWAY_NOTIFY
from desktop_chat.irc.names import fold_name
from desktop_chat.storage.store_api import Account, IdentitySeen

NOT_HERE = "Not connected at present"
"""What others are told of somebody whose account stays while nobody is connected for it."""
_MAX_SIGNATURES = 10


def find_user_to_share(state: State, seat: Seat, holder: User | None) -> User | None:
    """The User beside whose Seats this one belongs: `holder` of the nick that it wants, if that is itself, or wherever
    its account is always on. None when it must have a User of its own."""
    identity = identity_of(state, seat)
    account = state.accounts.account_of(identity)
    if holder is None and account is not None and account.always_on:
        holder = next((user for user in state.users.values() if user.identity == identity), None)
    if holder is None or not identity or holder.identity != identity or not is_shareable(account):
        return None
    return holder


def is_shareable(account: Account | None) -> bool:
    """Whether several connections may be one User: they may, unless the account says otherwise."""
    return account is None or account.settings.get("multiclient") != "off"


def resume_from_sequence(state: State, user: User) -> int:
    """The first Seat of a User is there. The sequence up to which its account was shown everything, or the last one."""
    account = state.accounts.get(user.account) if user.account else None
    since = account.seen_until if account is not None and account.seen_until else state.last_sequence
    _note_seen_until(state, user, 0)
    return since


def attach_seat(state: State, seat: Seat, user: User) -> int:
    """The Seat is the User's from now on. The sequence up to which it has been shown everything already."""
    since = _replay_from(state, seat, user)
    for name in user.channels:
        state.channels[name].end_broadcast()
    seat.user = user
    user.seats.append(seat)
    if len(user.seats) == 1:
        _note_seen_until(state, user, 0)
    update_away(state, user)
    return since


def _replay_from(state: State, seat: Seat, user: User) -> int:
    """Where a Seat goes on reading that cannot ask. Whoever looks the same is taken for the same client: what the last
    one of them missed is this one's to read, for each of them had taken over from the one before. A new one is shown
    whatever any of them may have missed."""
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
    if is_last and (account is None or not account.always_on):
        # The Seat stays in the list: quit_user reads the address and the sequence of the last Seat.
        seat.heard_sequence = upto
        quit_user(state, user, reason, lost=True)
    else:
        user.seats.remove(seat)
        update_away(state, user)


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
    """The User is away when all of its Seats are, or none is there; those who asked to know are told of a change."""
    text = "" if user.seats else NOT_HERE
    if user.seats and all(seat.away for seat in user.seats):
        text = user.away if any(seat.away == user.away for seat in user.seats) else user.seats[-1].away
    if text == user.away:
        return
    user.away = text
    statement = state.make_statement(user.source, "AWAY", *([text] if text else []))
    own = set(user.seats)
    told = (seat for seat in state.subscribers(user, AWAY_NOTIFY) if seat not in own)
    state.show_statement(told, statement)


def _host_of(state: State, known: IdentitySeen | None) -> str:
    """What others are shown as the host of a person who is not connected."""
    return shown_source(state.settings, f"@{known.host}")[1:] if known is not None else "*"


def restore_always_on(state: State) -> None:
    """After a start: those whose accounts are always on are in their rooms again, with nobody connected for them."""
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
                user.channels[channel.folded] = None
                channel.add_member(user, channel.roles.get(account.identity, ""))
