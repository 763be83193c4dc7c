"""How people leave: a room, or the chat. What each had been shown is remembered. Under the hub's lock only."""

from __future__ import annotations

from dataclasses import replace

from desktop_chat.hub.announce.room_events import channels_showing, record_event
from desktop_chat.hub.live.channel import Channel
from desktop_chat.hub.live.user import User
from desktop_chat.hub.state import State, WhoWasEntry
from desktop_chat.storage.store_api import IdentitySeen


def quit_user(state: State, user: User, reason: str, *, lost: bool = False) -> None:
    """The user is gone: those who shared a room are told once. `lost`: its connection broke, so what came after its
    last sign of life may not have reached it."""
    if state.users.get(user.folded) is not user:
        return
    seats = state.seats_sharing_a_channel(user)
    rooms = [state.channels[name] for name in user.channels]
    statement = record_event(state, channels_showing(rooms, user), user.source, "QUIT", reason, account=user.account)
    upto = min((seat.heard_sequence for seat in user.seats), default=state.last_sequence) if lost else None
    for name in list(user.channels):
        leave_channel(state, state.channels[name], user, upto)
    state.remove_user(user)
    state.note(f"{user.nick} left: {reason}")
    state.metadata.forget_owner(user.guest_key)
    keep_identity(state, user)
    state.whowas.append(WhoWasEntry(user.nick, user.username, user.host, user.realname, state.now, user.addresses))
    gone = set(user.seats)
    state.show_statement((seat for seat in seats if seat not in gone), statement)
    for seat in user.seats:
        seat.user = None


def remove_at_shutdown(state: State, user: User) -> None:
    """Everybody leaves at once, for the server stops: nobody is told of anybody, what each was shown is remembered,
    and no room loses what it knows. Whose account is always on is in its rooms again after the next start."""
    account = state.accounts.get(user.account) if user.account else None
    stays = account is not None and account.always_on
    for name in user.channels:
        channel = state.channels[name]
        channel.remove_member(user)
        state.keep_shown(user.replay_identity, channel.room, state.last_sequence, present=stays)
    if account is not None and user.seats:
        state.persist(state.accounts.put_account(replace(account, seen_until=state.last_sequence)))
    user.channels.clear()
    del state.users[user.folded]
    state.lookalikes.remove_name(user.folded)
    keep_identity(state, user)
    for seat in user.seats:
        seat.user = None


def keep_identity(state: State, user: User, *, enters: bool = False) -> None:
    """Who can prove who they are was here now, by this name; `enters`: has come in."""
    if user.identity:
        known = state.identities.last_seen(user.identity)
        visits = (known.visits if known is not None else 0) + enters
        seen = IdentitySeen(user.identity, user.nick, user.username, user.host, state.now, max(1, visits))
        state.persist(state.identities.note_seen(seen))
        for gone in state.identities.trim():
            state.persist(gone)


def leave_channel(state: State, channel: Channel, user: User, upto: int | None = None) -> None:
    """Take the user from the roster, after everybody was told (or before, where the statement goes to Seats by
    name)."""
    channel.remove_member(user)
    state.effort.take(len(channel.members) // 8)  # the next words there are for another roster
    user.channels.pop(channel.folded, None)
    shown = state.last_sequence if upto is None else upto
    ends = not channel.members and (not channel.is_permanent or state.leaves_nothing(channel))
    if not ends or channel.room not in state.rooms.silent:
        state.keep_shown(user.replay_identity, channel.room, shown, present=False)
    if ends:
        state.forget_channel(channel)
