"""Leaving a channel or the chat. The hub remembers what each person has read. Thread: hub lock."""

from __future__ import annotations

from dataclasses import replace

from desktop_chat.hub.announce.audience import seats_sharing_a_channel
from desktop_chat.hub.announce.room_events import channels_showing, record_event
from desktop_chat.hub.live.channel import Channel
from desktop_chat.hub.live.user import User
from desktop_chat.hub.records.whowas import WhoWasEntry
from desktop_chat.hub.state import State
from desktop_chat.storage.records import IdentitySeen
from desktop_chat.texts import log

LAST_ROOMS = "rooms"
"""The setting of an account with the folded names of the rooms in which it was last."""
_MOST_LAST_ROOMS = 100


def quit_user(state: State, user: User, reason: str, *, lost: bool = False) -> None:
    """Remove the User, and tell people who share a channel.

    `lost`: the connection broke, so lines sent after the last sign of life may not have arrived.
    """
    if state.users.get(user.folded) is not user:
        return
    seats = seats_sharing_a_channel(state, user)
    rooms = [state.channels[name] for name in user.channels]
    statement = record_event(state, channels_showing(rooms, user), user.source, "QUIT", reason, account=user.account)
    upto = min((seat.heard_sequence for seat in user.seats), default=state.last_sequence) if lost else None
    for name in list(user.channels):
        leave_channel(state, state.channels[name], user, upto)
    state.remove_user(user)
    state.notes.add_note(log.PERSON_LEFT(user.nick, reason))
    state.metadata.forget_owner(user.guest_key)
    keep_identity(state, user)
    state.whowas.append(WhoWasEntry(user.nick, user.username, user.host, user.realname, state.now, user.addresses))
    gone = set(user.seats)
    state.show_statement((seat for seat in seats if seat not in gone), statement)
    for seat in user.seats:
        seat.user = None


def disconnect_user(state: State, user: User, reason: str) -> None:
    """Remove the User, and close all Seats of the User. Other people see a QUIT with the reason."""
    seats = list(user.seats)
    quit_user(state, user, reason)
    for seat in seats:
        state.close_seat(seat, reason)


def remove_at_shutdown(state: State, user: User) -> None:
    """Remove the User because the server stops. No Seat is told, and no channel is forgotten.

    Users with always-on accounts stay members, and are present again after the next start.
    """
    note_last_rooms(state, user)
    account = state.accounts.get(user.account) if user.account else None
    stays = account is not None and account.always_on
    for name in list(user.channels):
        channel = state.channels[name]
        state.remove_member(channel, user)
        state.keep_shown(user.replay_identity, channel.room, state.last_sequence, present=stays)
    if account is not None and user.seats:
        state.persist(state.accounts.put_account(replace(account, seen_until=state.last_sequence)))
    state.forget_user(user)
    keep_identity(state, user)
    for seat in user.seats:
        seat.user = None


def note_last_rooms(state: State, user: User) -> None:
    """Remember the rooms of an account that leaves, for a new device of the person."""
    account = state.accounts.get(user.account) if user.account else None
    names = " ".join(list(user.channels)[:_MOST_LAST_ROOMS])
    if account is not None and account.settings.get(LAST_ROOMS, "") != names and not state.store_error:
        settings = {**account.settings, LAST_ROOMS: names}
        state.persist(state.accounts.put_account(replace(account, settings=settings)))


def keep_identity(state: State, user: User, *, enters: bool = False) -> None:
    """Store when, and under which name, an identity was here last. `enters`: count a visit."""
    if user.identity:
        known = state.identities.last_seen(user.identity)
        visits = (known.visits if known is not None else 0) + enters
        seen = IdentitySeen(user.identity, user.nick, user.username, user.host, state.now, max(1, visits))
        state.persist(state.identities.note_seen(seen))
        for gone in state.identities.trim():
            state.persist(gone)


def leave_channel(state: State, channel: Channel, user: User, upto: int | None = None) -> None:
    """Remove the User from the channel. The caller tells the members.

    `upto`: the newest sequence that the User has read; None for the newest of all.
    """
    state.remove_member(channel, user)
    state.effort.take(len(channel.members) // 8)  # the next message there needs new groups
    shown = state.last_sequence if upto is None else upto
    ends = not channel.members and (not channel.is_permanent or state.leaves_nothing(channel))
    if not ends or channel.room not in state.rooms.silent:
        state.keep_shown(user.replay_identity, channel.room, shown, present=False)
    if ends:
        state.forget_channel(channel)
