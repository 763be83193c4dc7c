"""The scope of entry: from where people may come in. Thread: hub lock."""

from __future__ import annotations

from desktop_chat.hub.live.user import Seat
from desktop_chat.hub.settings import HubSettings
from desktop_chat.hub.state import State
from desktop_chat.net.neighbourhood import is_private, lies_in_any
from desktop_chat.texts import hub as texts

ANYWHERE, NETWORK = "anywhere", "network"
"""The scopes: everybody who can reach the server, and people on its own networks."""


def lies_in_scope(settings: HubSettings, address: str) -> bool:
    """Return whether people may come in from a numeric address."""
    return settings.scope == ANYWHERE or is_private(address) or lies_in_any(address, settings.networks)


def turn_away_outsider(state: State, seat: Seat) -> None:
    """Close a new connection from outside the scope. A trusted gateway stays: it connects for others."""
    if not lies_in_any(seat.address, state.settings.webirc_addresses):
        reject_outsider(state, seat)


def reject_outsider(state: State, seat: Seat) -> bool:
    """Close a Seat without a User if its person comes from outside the scope. Return True if it was closed."""
    if lies_in_scope(state.settings, seat.address):
        return False
    state.refuse_seat(seat, texts.NETWORK_ONLY)
    return True
