"""Roles of people, for the launcher: who has which role, and moderators that the host makes. Thread: hub lock.

An action that is not possible raises Refusal; the last parameter is a sentence for the host.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import islice

from desktop_chat.hub.announce.room_events import record_event
from desktop_chat.hub.live.channel import Channel
from desktop_chat.hub.live.user import User
from desktop_chat.hub.moderation.room_actions import name_of_identity, require_room
from desktop_chat.hub.people.host import is_host, revoke_ownership
from desktop_chat.hub.records.roles import drop_founder, set_role, sorted_letters
from desktop_chat.hub.reply import fail
from desktop_chat.hub.state import State
from desktop_chat.irc.names import fold_name
from desktop_chat.net.control_values import RoleRow
from desktop_chat.net.fingerprints import CertificateFingerprint
from desktop_chat.texts import hub as texts
from desktop_chat.texts import log

OWNER_LINK = "link"
"""The identity of the row of an owner's link that waits for its computer."""
_MODERATOR = "o"
_LEADERS = "qao"
_MOST = 2_000
"""Roles in one answer."""


def list_roles(state: State) -> tuple[RoleRow, ...]:
    """Return the owner and the operators who are present, then founders and moderators of all rooms."""
    return tuple(islice(_each_role(state), _MOST))


def _each_role(state: State) -> Iterator[RoleRow]:
    if state.owner_link.is_open(state.ticks):
        yield RoleRow("owner_link", "", identity=OWNER_LINK)
    yield from map(partial(_computer_row, state), state.grants.owners())
    for user in state.users.values():
        if user.operator:
            role = "owner" if is_host(state, user) else "operator"
            yield RoleRow(role, user.nick, identity=user.identity, account=bool(user.account), online=True)
    for channel in state.channels.values():
        present = {user.identity for user in channel.members if user.identity} if channel.roles else set()
        for identity, letters in channel.roles.items():
            if not set(_LEADERS).isdisjoint(letters):
                account = state.accounts.account_of(identity)
                yield RoleRow(
                    role="founder" if identity == channel.founder else "moderator",
                    name=name_of_identity(state, identity),
                    room=channel.name,
                    identity=identity,
                    account=account is not None,
                    online=identity in present,
                )
        for user, letters in channel.members.items():
            if letters and channel.has_role(user, _LEADERS) and user.identity not in channel.roles:
                yield RoleRow("moderator", user.nick, channel.name, online=True)


def _computer_row(state: State, fingerprint: CertificateFingerprint) -> RoleRow:
    """Return the row of a further computer of the owner."""
    present = next((u for u in state.users.values() if any(s.fingerprint == fingerprint for s in u.seats)), None)
    name = present.nick if present is not None else name_of_identity(state, state.accounts.identity_of(fingerprint))
    return RoleRow("computer", name, identity=fingerprint, online=present is not None)


def make_owner_link(state: State) -> str:
    """Return the token of a new owner's link in place of an older one."""
    if state.store_error:
        raise fail("HOST", "CANNOT", text=state.store_error)
    state.notes.add_note(log.OWNER_LINK_MADE)
    return state.owner_link.make_link(state.nonces.for_name(f"owner {state.nonces.next_nonce()}"), state.ticks)


def revoke_owner(state: State, identity: str) -> None:
    """Take back the owner's link, or the ownership of a further computer. `identity`: of the RoleRow."""
    if state.store_error:
        raise fail("HOST", "CANNOT", text=state.store_error)
    if identity == OWNER_LINK:
        state.owner_link.end()
    elif revoke_ownership(state, identity):
        state.notes.add_note(log.OWNER_REVOKED)
    else:
        raise fail("HOST", "CANNOT", text=texts.NO_SUCH_LINK)


def set_moderator(state: State, *, nick: str = "", identity: str = "", room: str = "", on: bool) -> None:
    """Make a person a moderator of the room, or end all roles of the person there. `room`: "" for the lobby.

    The role is stored if the person has an identity. Of `nick` and `identity`, the first that is not empty counts.
    """
    channel = require_room(state, room or _lobby_name(state))
    user = _find_present(state, channel, nick, identity)
    identity = user.identity if user is not None else identity or _identity_named(state, nick)
    if user is not None and user not in channel.members and not identity:
        raise fail("HOST", "CANNOT", text=texts.NOT_IN_ROOM(user.nick, channel.name))
    inside = user is not None and user in channel.members
    before = channel.members[user] if user is not None and inside else channel.roles.get(identity, "")
    kept = before if on else "".join(letter for letter in before if letter not in _LEADERS)
    letters = sorted_letters(kept + _MODERATOR if on else kept)
    if letters == before:
        return
    was_founder = not on and bool(identity) and channel.founder == identity
    if was_founder:
        drop_founder(channel)
    if identity:
        set_role(channel, identity, letters)
    if user is not None and inside:
        channel.set_letters(user, letters)
    _tell_members(state, channel, user if inside else None, before, letters, was_founder=was_founder)


def _tell_members(
    state: State, channel: Channel, user: User | None, before: str, letters: str, *, was_founder: bool
) -> None:
    """Store the channel, and tell its members what has changed."""
    commit = state.keep_channel(channel)
    lost = [letter for letter in before if letter not in letters]
    won = [letter for letter in letters if letter not in before]
    sign, changed = ("-", lost) if lost else ("+", won)
    nicks = [user.nick] * len(changed) if user is not None else []
    change = sign + ("r" if was_founder else "") + "".join(changed if nicks else [])
    if len(change) > 1:
        host = state.settings.host
        state.broadcast_in(channel, record_event(state, (channel,), host, "MODE", channel.name, change, *nicks), commit)


def _lobby_name(state: State) -> str:
    """Return the name of the lobby.

    Raises: Refusal.
    """
    name = state.settings.lobby
    if not name or fold_name(name) not in state.channels:
        raise fail("HOST", "CANNOT", text=texts.NO_LOBBY)
    return name


def _find_present(state: State, channel: Channel, nick: str, identity: str) -> User | None:
    if nick:
        return state.users.get(fold_name(nick))
    return next((member for member in channel.members if identity and member.identity == identity), None)


def _identity_named(state: State, name: str) -> str:
    """Return the identity of an absent person: of the account, or of the guest last seen under the name.

    Raises: Refusal.
    """
    account = state.accounts.get(name)
    identity = account.identity if account is not None else state.identities.last_owner(fold_name(name))
    if not identity:
        raise fail("HOST", "CANNOT", text=texts.NOBODY_KNOWN(name))
    return identity
