"""Audience: the Seats that see a person, and get lines about the person. Thread: hub lock."""

from __future__ import annotations

import itertools

from desktop_chat.hub.live.user import Seat, User
from desktop_chat.hub.state import State
from desktop_chat.irc.capabilities import EXTENDED_MONITOR


def seats_sharing_a_channel(state: State, user: User) -> list[Seat]:
    """Return the Seats of all Users who see `user` in a channel; the Seats of `user` come first."""
    rooms = [state.channels[name] for name in user.channels]
    open_ = [channel.members for channel in rooms if channel.seen_by_all(user)]
    members = dict.fromkeys(itertools.chain.from_iterable(open_))  # most members share several rooms
    found: dict[Seat, None] = dict.fromkeys(user.seats)
    found.update(dict.fromkeys([seat for member in members for seat in member.seats]))
    for channel in rooms:
        if not channel.seen_by_all(user):
            state.effort.take(len(channel.members) // 4)
            found.update(dict.fromkeys(channel.seats_seeing(user)))
    state.effort.take((sum(map(len, open_)) // 4 + len(found)) // 4)
    return list(found)


def subscribers(state: State, user: User, capability: str) -> list[Seat]:
    """Return the Seats with the capability who see the User, in a shared channel or by MONITOR.

    Spec: https://ircv3.net/specs/extensions/extended-monitor
    """
    found = dict.fromkeys(seats_sharing_a_channel(state, user))
    found.update(
        (seat, None) for seat in state.monitors.watchers_of(user.folded) if EXTENDED_MONITOR in seat.capabilities
    )
    return [seat for seat in found if capability in seat.capabilities]
