"""One User, several connections: how a Seat comes to a User that is there already, and how it goes again.

A connection that dies without a word stays as a Seat until it is missed; whoever comes anew simply sits down beside
it, and nobody else notices anything. Under the hub's lock only.
"""

from __future__ import annotations

from dataclasses import replace

from desktop_chat.hub.cloak import shown_source
from desktop_chat.hub.leaving import quit_user
from desktop_chat.hub.login import identity_of
from desktop_chat.hub.state import State
from desktop_chat.hub.user import Seat, User
from desktop_chat.irc.names import fold
from desktop_chat.storage.port import Account, IdentitySeen

NOT_HERE = "Not connected at present"
"""What others are told of somebody whose account stays while nobody is connected for it."""
_LOOKS = 10


def to_share(state: State, seat: Seat, holder: User | None) -> User | None:
    """The User beside whose Seats this one belongs: `holder` of the nick that it wants, if that is itself, or wherever
    its account is always on. None when it must have a User of its own."""
    identity = identity_of(state, seat)
    account = state.accounts.owner(identity)
    if holder is None and account is not None and account.always_on:
        holder = next((user for user in state.users.values() if user.identity == identity), None)
    if holder is None or not identity or holder.identity != identity or not shares(account):
        return None
    return holder


def shares(account: Account | None) -> bool:
    """Whether several connections may be one User: they may, unless the account says otherwise."""
    return account is None or account.settings.get("multiclient") != "off"


def begin(state: State, user: User) -> int:
    """The first Seat of a User is there. The sequence up to which its account was shown everything, or the last one."""
    account = state.accounts.get(user.account) if user.account else None
    since = account.left if account is not None and account.left else state.last_sequence
    _note_left(state, user, 0)
    return since


def sit_down(state: State, seat: Seat, user: User) -> int:
    """The Seat is the User's from now on. The sequence up to which it has been shown everything already."""
    since = _since(state, seat, user)
    for name in user.channels:
        state.channels[name].changing()
    seat.user = user
    user.seats.append(seat)
    if len(user.seats) == 1:
        _note_left(state, user, 0)
    set_away(state, user)
    return since


def _since(state: State, seat: Seat, user: User) -> int:
    """Where a Seat goes on reading that cannot ask. Whoever looks the same is taken for the same client: what the last
    one of them missed is this one's to read, for each of them had taken over from the one before. A new one is shown
    whatever any of them may have missed."""
    if seat.look in user.left:
        return user.left.pop(seat.look)
    same = [other for other in user.seats if other.look == seat.look]
    if same:
        return same[-1].heard_sequence
    return min((*user.left.values(), *(other.heard_sequence for other in user.seats)), default=state.last_sequence)


def stand_up(state: State, seat: Seat, reason: str, *, lost: bool = False) -> None:
    """The Seat is no longer its User's; the User goes with the last of its Seats, unless its account is always on.
    `lost`: the connection broke, and what came after its last sign of life may not have arrived."""
    user, seat.user = seat.user, None
    if user is None:
        return
    for name in user.channels:
        state.channels[name].changing()
    upto = seat.heard_sequence if lost else state.last_sequence
    taken_over = _take_out(user, seat)
    if taken_over:
        upto = user.left.get(seat.look, upto)
    else:
        user.left[seat.look] = upto
        if len(user.left) > _LOOKS:
            del user.left[next(iter(user.left))]
    account = state.accounts.get(user.account) if user.account else None
    if not user.seats:
        _note_left(state, user, upto)
    if user.seats or (account is not None and account.always_on):
        set_away(state, user)
        return
    seat.heard_sequence = upto
    user.seats.append(seat)  # so that it is known by what it was recognised
    quit_user(state, user, reason, lost=True)


def _take_out(user: User, seat: Seat) -> bool:
    """Whether a client that looks the same had come after this one."""
    if seat not in user.seats:
        return False
    place = user.seats.index(seat)
    del user.seats[place]
    return seat.look in user.left or any(other.look == seat.look for other in user.seats[place:])


def _note_left(state: State, user: User, sequence: int) -> None:
    account = state.accounts.get(user.account) if user.account else None
    if account is not None and account.left != sequence:
        state.keep(state.accounts.put(replace(account, left=sequence)))


def set_away(state: State, user: User) -> None:
    """The User is away when all of its Seats are, or none is there; those who asked to know are told of a change."""
    text = "" if user.seats else NOT_HERE
    if user.seats and all(seat.away for seat in user.seats):
        text = user.away if any(seat.away == user.away for seat in user.seats) else user.seats[-1].away
    if text == user.away:
        return
    user.away = text
    statement = state.statement(user.source, "AWAY", *([text] if text else []))
    own = set(user.seats)
    told = (seat for seat in state.interested(user, "away-notify") if seat not in own)
    state.show(told, statement)


def _host_of(state: State, known: IdentitySeen | None) -> str:
    """What others are shown as the host of somebody who is not connected."""
    return shown_source(state.settings, f"@{known.host}")[1:] if known is not None else "*"


def bring_back(state: State) -> None:
    """After a start: those whose accounts are always on are in their rooms again, with nobody connected for them."""
    by_room = {channel.room: channel for channel in state.channels.values()}
    for account in state.accounts.always_on():
        known = state.identities.known(account.identity)
        nick = known.nick if known is not None else account.name
        if fold(nick) != account.folded and (state.accounts.known(nick) or fold(nick) in state.users):
            nick = account.name
        user = User.absent(
            nick, username=known.user if known is not None else "user", host=_host_of(state, known),
            realname=account.settings.get("realname", account.name), identity=account.identity, now=state.now,
        )  # fmt: skip
        user.account, user.away = account.name, NOT_HERE
        if state.bans.by_mask(user, state.now) is not None:
            continue
        user.left[""] = account.left or state.last_sequence
        state.admit(user)
        for seen in state.identities.present(account.identity):
            channel = by_room.get(seen.room)
            if channel is not None:
                user.channels[channel.folded] = None
                channel.add(user, channel.roles.get(account.identity, ""))
