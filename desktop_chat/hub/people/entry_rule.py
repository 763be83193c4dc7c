"""The rule of entry, and people who were let in once: their identities may always come again. Thread: hub lock."""

from __future__ import annotations

from desktop_chat.hub.live.user import User
from desktop_chat.hub.records.entry_grants import PRESENT
from desktop_chat.hub.settings import HubSettings
from desktop_chat.hub.state import State
from desktop_chat.net.control_values import EntryRule


def is_open_to_all(settings: HubSettings) -> bool:
    """Return whether people need neither link nor password."""
    return settings.entry == EntryRule.OPEN and not settings.password


def grant_entry(state: State, identity: str, way: str) -> None:
    """Let an identity in for good. "" has no effect."""
    for change in state.grants.add_grant(identity, way, state.now):
        state.persist(change)


def keep_present(state: State) -> None:
    """Let all present people in for good: the chat is now closed to strangers."""
    for user in state.users.values():
        grant_entry(state, user.identity, PRESENT)


def keep_new_identity(state: State, before: str, user: User) -> None:
    """Let a person in under a new identity too: somebody who was let in has made an account or logged in."""
    if state.settings.entry != EntryRule.OPEN or before in state.grants:
        grant_entry(state, user.identity, PRESENT)
