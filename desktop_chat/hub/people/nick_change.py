"""Changes of a nick, by the User or because the nick belongs to another person. Thread: hub lock."""

from __future__ import annotations

from collections.abc import Iterator

from desktop_chat.hub.announce.audience import seats_sharing_a_channel
from desktop_chat.hub.announce.room_events import channels_showing, record_event
from desktop_chat.hub.live.fanout import Statement
from desktop_chat.hub.live.user import Seat, User
from desktop_chat.hub.people.leaving import keep_identity
from desktop_chat.hub.people.login import move_seen_marks
from desktop_chat.hub.people.metadata_notify import notify_watchers
from desktop_chat.hub.records.whowas import WhoWasEntry
from desktop_chat.hub.reply import Refusal
from desktop_chat.hub.state import State
from desktop_chat.irc import numerics as n
from desktop_chat.irc.names import fold_name
from desktop_chat.texts import hub as texts


def look_at_bans(state: State, user: User) -> Iterator[None]:
    """Walk through the channels of the User and cache each ban verdict, for `require_rename_allowed`."""
    while True:
        left = False
        for folded in list(user.channels):
            channel = state.channels.get(folded)
            if channel is not None and not channel.members.get(user):
                channel.is_silenced(user)
            if state.effort.is_spent:
                left = True
                yield
        if not left:
            return


def require_rename_allowed(state: State, user: User, name: str) -> None:
    """Raises: Refusal in a channel with +N, or with a ban of the User, who could escape the ban. Voiced members may
    rename.
    """
    for folded in user.channels:
        channel = state.channels[folded]
        if channel.members[user] or user.operator:
            continue
        if "N" in channel.modes:
            raise Refusal(n.ERR_NONICKCHANGE, name, texts.NO_NICK_CHANGE(channel.name))
        if channel.is_silenced(user):
            raise Refusal(n.ERR_BANONCHAN, name, channel.name, texts.BANNED_NICK_CHANGE)


def change_nick(state: State, user: User, name: str, asker: Seat | None = None) -> Statement:
    """Change the nick to the free name, and tell everybody except `asker`.

    Return the Statement for the asker's reply.
    """
    rooms = [state.channels[room] for room in user.channels]
    statement = record_event(state, channels_showing(rooms, user), user.source, "NICK", name, account=user.account)
    seats = seats_sharing_a_channel(state, user)
    state.whowas.append(WhoWasEntry(user.nick, user.username, user.host, user.realname, state.now, user.addresses))
    state.users_to_recheck[user] = None
    shown_as = user.replay_identity
    if fold_name(name) != user.folded:
        state.remove_user(user)
        user.change_nick(name, state.last_sequence)
        state.add_user(user)
        notify_watchers(state, user)
    else:
        user.change_nick(name, state.last_sequence)
        state.lookalikes.add_name(name)
    for channel in rooms:
        channel.looks_changed()
    if user.replay_identity != shown_as:
        move_seen_marks(state, user, shown_as)
    state.show_statement((seat for seat in seats if seat is not asker), statement)
    keep_identity(state, user)
    return statement


def free_nick(state: State, user: User) -> None:
    """Rename the User to an unused guest name, because the nick belongs to another person."""
    number = 1
    while f"guest{number}" in state.users or state.accounts.is_known(f"guest{number}"):
        number += 1
    change_nick(state, user, f"Guest{number}")
