"""The host: the person who runs the server, known by a certificate on connections from this computer, or by the
certificate of a further computer that was made the owner's by a link.

The host is a server operator without a password. Thread: hub lock.
"""

from __future__ import annotations

from desktop_chat.hub.live.user import Seat, User
from desktop_chat.hub.records.server_bans import is_own_computer
from desktop_chat.hub.state import State
from desktop_chat.texts import log


def is_hosts_seat(state: State, seat: Seat) -> bool:
    """Return whether the Seat is the host's: the certificate must fit, and for this computer the address."""
    here = seat.fingerprint in state.hosts and is_own_computer(seat.address)
    return here or state.grants.is_owner(seat.fingerprint)


def is_hosts_identity(state: State, identity: str) -> bool:
    """Return whether the identity is the host's, present or absent."""
    return any(
        state.accounts.identity_of(fingerprint) == identity for fingerprint in (*state.hosts, *state.grants.owners())
    )


def is_host(state: State, user: User) -> bool:
    return any(is_hosts_seat(state, seat) for seat in user.seats)


def recognise_host(state: State, user: User) -> None:
    """Make the User a server operator if the User is the host, and tell all Seats of the User."""
    if not user.operator and is_host(state, user):
        state.census.set_operator(user, on=True)
        state.show_statement(user.seats, state.make_statement(user.source, "MODE", user.nick, "+o"))


def claim_ownership(state: State, seat: Seat) -> None:
    """Make the computer of a Seat the owner's, if its person came by the owner's link and has shown a certificate."""
    if not may_claim_ownership(state, seat):
        return
    state.owner_link.end()
    for change in state.grants.add_owner(seat.fingerprint, state.now):
        state.persist(change)
    state.notes.add_note(log.OWNER_CAME(seat.nick, seat.address))


def may_claim_ownership(state: State, seat: Seat) -> bool:
    """Return whether the owner's link lets the Seat in. The certificate is the key of the computer."""
    return bool(seat.fingerprint) and not state.store_error and state.owner_link.is_token(seat.password, state.ticks)


def revoke_ownership(state: State, fingerprint: str) -> bool:
    """Take the ownership from a further computer, present or absent. Return False for a computer without it."""
    change = state.grants.drop_owner(fingerprint)
    if change is None:
        return False
    state.persist(change)
    for user in state.users.values():
        if user.operator and any(seat.fingerprint == fingerprint for seat in user.seats) and not is_host(state, user):
            state.census.set_operator(user, on=False)
            state.show_statement(user.seats, state.make_statement(user.source, "MODE", user.nick, "-o"))
    return True
