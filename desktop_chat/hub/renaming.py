"""How somebody gets another nick: by themselves, or because the one they have is somebody else's. Under the lock."""

from __future__ import annotations

from collections.abc import Iterator

from desktop_chat.hub.events import happened, seeing
from desktop_chat.hub.fanout import Statement
from desktop_chat.hub.leaving import keep_identity
from desktop_chat.hub.login import known_by_another_name
from desktop_chat.hub.metadata_news import came
from desktop_chat.hub.reply import Refusal
from desktop_chat.hub.state import State, Was
from desktop_chat.hub.user import Seat, User
from desktop_chat.irc import numerics as n
from desktop_chat.irc.names import fold


def look_at_bans(state: State, user: User) -> Iterator[None]:
    """A walk after which it is known of every room that the user is in whether it bans them: `may_rename` asks."""
    while True:
        left = False
        for folded in list(user.channels):
            channel = state.channels.get(folded)
            if channel is not None and not channel.members.get(user):
                channel.silenced(user)
            if state.effort.is_spent:
                left = True
                yield
        if not left:
            return


def may_rename(state: State, user: User, name: str) -> None:
    """Refuse a new nick while the user is in a room that wants none (+N), or from which it is banned: the ban may name
    its nick. Voices may."""
    for folded in user.channels:
        channel = state.channels[folded]
        if channel.members[user] or user.operator:
            continue
        if "N" in channel.modes:
            raise Refusal(n.ERR_NONICKCHANGE, name, f"Nobody changes their name in {channel.name} (+N)")
        if channel.silenced(user):
            raise Refusal(n.ERR_BANONCHAN, name, channel.name, "Cannot change nickname while banned on channel")


def rename(state: State, user: User, name: str, asker: Seat | None = None) -> Statement:
    """The user goes by `name`, which is free. Everybody who must know is told, but for `asker`, whose reply shows what
    is returned."""
    rooms = [state.channels[room] for room in user.channels]
    statement = happened(state, seeing(rooms, user), user.source, "NICK", name, account=user.account)
    seats = state.witnesses(user)
    state.whowas.append(Was(user.nick, user.username, user.host, user.realname, state.now, user.addresses))
    state.changed.add(user)
    shown_as = user.replayed_as
    if fold(name) != user.folded:
        state.dismiss(user)
        user.rename(name, state.last_sequence)
        state.admit(user)
        came(state, user)
    else:
        user.rename(name, state.last_sequence)
        state.lookalikes.add(name)
    for channel in rooms:
        channel.looks_changed()
    if user.replayed_as != shown_as:
        known_by_another_name(state, user, shown_as)
    state.show((seat for seat in seats if seat is not asker), statement)
    keep_identity(state, user)
    return statement


def free_nick(state: State, user: User) -> None:
    """The nick is somebody else's: who has it goes by one that nobody uses."""
    number = 1
    while f"guest{number}" in state.users or state.accounts.known(f"guest{number}"):
        number += 1
    rename(state, user, f"Guest{number}")
