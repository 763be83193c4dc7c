"""The host: who runs the server, known by the certificate of their own profile at this very computer. There they are
operators without a password. Under the hub's lock only."""

from __future__ import annotations

from desktop_chat.hub.live.user import Seat, User
from desktop_chat.hub.records.server_bans import is_own_computer
from desktop_chat.hub.state import State


def is_hosts_seat(state: State, seat: Seat) -> bool:
    """Whether this connection is the host's: elsewhere the certificate alone is not enough."""
    return seat.fingerprint in state.hosts and is_own_computer(seat.address)


def is_hosts_identity(state: State, identity: str) -> bool:
    """Return whether this is who runs the server, be they here or not."""
    return any(state.accounts.identity_of(fingerprint) == identity for fingerprint in state.hosts)


def is_host(state: State, user: User) -> bool:
    return bool(state.hosts) and any(is_hosts_seat(state, seat) for seat in user.seats)


def recognise_host(state: State, user: User) -> None:
    """Make the user an operator of the server if it is the host. Its connections are told."""
    if not user.operator and is_host(state, user):
        user.operator = True
        state.show_statement(user.seats, state.make_statement(user.source, "MODE", user.nick, "+o"))
