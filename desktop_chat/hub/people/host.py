"""The host: the person who runs the server, known by a certificate on connections from this computer.

The host is a server operator without a password. Thread: hub lock.
"""

from __future__ import annotations

from desktop_chat.hub.live.user import Seat, User
from desktop_chat.hub.records.server_bans import is_own_computer
from desktop_chat.hub.state import State


def is_hosts_seat(state: State, seat: Seat) -> bool:
    """Return whether the Seat is the host's: certificate and address must fit."""
    return seat.fingerprint in state.hosts and is_own_computer(seat.address)


def is_hosts_identity(state: State, identity: str) -> bool:
    """Return whether the identity is the host's, present or absent."""
    return any(state.accounts.identity_of(fingerprint) == identity for fingerprint in state.hosts)


def is_host(state: State, user: User) -> bool:
    return bool(state.hosts) and any(is_hosts_seat(state, seat) for seat in user.seats)


def recognise_host(state: State, user: User) -> None:
    """Make the User a server operator if the User is the host, and tell all Seats of the User."""
    if not user.operator and is_host(state, user):
        state.census.set_operator(user, on=True)
        state.show_statement(user.seats, state.make_statement(user.source, "MODE", user.nick, "+o"))
