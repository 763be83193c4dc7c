"""How people leave: a room, or the chat. What each had been shown is remembered. Under the hub's lock only."""

from __future__ import annotations

from dataclasses import replace

from desktop_chat.hub.channel import Channel
from desktop_chat.hub.events import happened, seeing
from desktop_chat.hub.state import State, Was
from desktop_chat.hub.user import User
from desktop_chat.storage.port import IdentitySeen


def quit_user(state: State, user: User, reason: str, *, lost: bool = False) -> None:
    """The user is gone: those who shared a room are told once. `lost`: its connection broke, so what came after its
    last sign of life may not have reached it."""
    if state.users.get(user.folded) is not user:
        return
    seats = state.witnesses(user)
    rooms = [state.channels[name] for name in user.channels]
    statement = happened(state, seeing(rooms, user), user.source, "QUIT", reason, account=user.account)
    upto = min((seat.heard_sequence for seat in user.seats), default=state.last_sequence) if lost else None
    for name in list(user.channels):
        leave_channel(state, state.channels[name], user, upto)
    state.dismiss(user)
    state.note(f"{user.nick} left: {reason}")
    state.metadata.forget(user.guest)
    keep_identity(state, user)
    state.whowas.append(Was(user.nick, user.username, user.host, user.realname, state.now, user.addresses))
    gone = set(user.seats)
    state.show((seat for seat in seats if seat not in gone), statement)
    for seat in user.seats:
        seat.user = None


def vanish(state: State, user: User) -> None:
    """Everybody leaves at once, for the server stops: nobody is told of anybody, what each was shown is remembered,
    and no room loses what it knows. Whose account is always on is in its rooms again after the next start."""
    account = state.accounts.get(user.account) if user.account else None
    stays = account is not None and account.always_on
    for name in user.channels:
        channel = state.channels[name]
        channel.remove(user)
        state.keep_shown(user.replayed_as, channel.room, state.last_sequence, present=stays)
    if account is not None and user.seats:
        state.keep(state.accounts.put(replace(account, left=state.last_sequence)))
    user.channels.clear()
    del state.users[user.folded]
    state.lookalikes.remove(user.folded)
    keep_identity(state, user)
    for seat in user.seats:
        seat.user = None


def keep_identity(state: State, user: User, *, enters: bool = False) -> None:
    """Who can prove who they are was here now, by this name; `enters`: has come in."""
    if user.identity:
        known = state.identities.known(user.identity)
        visits = (known.visits if known is not None else 0) + enters
        seen = IdentitySeen(user.identity, user.nick, user.username, user.host, state.now, max(1, visits))
        state.keep(state.identities.saw(seen))
        for gone in state.identities.trim():
            state.keep(gone)


def leave_channel(state: State, channel: Channel, user: User, upto: int | None = None) -> None:
    """Take the user from the roster, after everybody was told (or before, where the statement goes to Seats by
    name)."""
    channel.remove(user)
    state.effort.take(len(channel.members) // 8)  # the next words there are for another roster
    user.channels.pop(channel.folded, None)
    shown = state.last_sequence if upto is None else upto
    ends = not channel.members and (not channel.stays or state.leaves_nothing(channel))
    if not ends or channel.room not in state.rooms.silent:
        state.keep_shown(user.replayed_as, channel.room, shown, present=False)
    if ends:
        state.forget(channel)
