"""Actions of the host over the control channel: ban, mute, make moderator. Thread: hub lock.

An action that is not possible raises Refusal; the last parameter is a sentence for the host.
"""

from __future__ import annotations

from collections.abc import Iterator

from desktop_chat.hub.errands import walk_in_portions
from desktop_chat.hub.limits import clip_bytes
from desktop_chat.hub.live.channel import Channel
from desktop_chat.hub.live.user import User
from desktop_chat.hub.moderation.enforce_bans import (
    is_muted,
    lift_ban,
    mask_for,
    name_behind_mask,
    normalize_mask,
    set_ban,
)
from desktop_chat.hub.people.host import is_host, recognise_host
from desktop_chat.hub.records.server_bans import KINDS, MASK, MUTE, NETWORK
from desktop_chat.hub.reply import fail
from desktop_chat.hub.state import State
from desktop_chat.irc.metadata_keys import DISPLAY_NAME
from desktop_chat.irc.names import fold_name
from desktop_chat.net.control_values import BanRow, UserRow
from desktop_chat.net.fingerprints import CertificateFingerprint, is_fingerprint
from desktop_chat.storage.records import ServerBan
from desktop_chat.texts import hub as texts

_ANNOUNCEMENT_BYTES = 400
HOST = "the host"
"""Who sets the bans, as stored. The log says `log.THE_HOST`."""


def list_users(state: State, now: int) -> tuple[UserRow, ...]:
    """Return a row for each present User, for the launcher's table."""
    lobby = _find_lobby(state)
    return tuple(
        UserRow(
            nick=user.nick,
            user=user.username,
            host=_address_of(user),
            account=user.account,
            role=_role_name(state, user),
            rooms=tuple(state.channels[name].name for name in user.channels),
            since=user.since,
            active=user.active,
            rate=user.messages_per_minute(now),
            secure=user.is_secure,
            away=bool(user.away),
            realname=user.realname,
            muted=is_muted(state, user),
            moderator=lobby is not None and lobby.has_role(user, "qao"),
            written=state.metadata.values_of(user.metadata_owner).get(DISPLAY_NAME, ""),
        )
        for user in state.users.values()
    )


def _address_of(user: User) -> str:
    """Return the User's address. Only the host is shown addresses behind cloaks."""
    return user.addresses[0] if user.seats else user.host


def _role_name(state: State, user: User) -> str:
    return "owner" if is_host(state, user) else "operator" if user.operator else ""


def _find_lobby(state: State) -> Channel | None:
    return state.channels.get(fold_name(state.settings.lobby)) if state.settings.lobby else None


def _require_person(state: State, nick: str) -> User:
    user = state.users.get(fold_name(nick))
    if user is None:
        raise fail("HOST", "CANNOT", text=texts.NOBODY_HERE(nick))
    return user


def ban_person(state: State, *, nick: str, address: str, mask: str, seconds: int, reason: str) -> BanRow:
    """Ban a present person, an address or network, or a mask: the first argument that is not empty."""
    if nick:
        user = _require_person(state, nick)
        if is_host(state, user):
            raise fail("HOST", "CANNOT", text=texts.THAT_IS_YOU)
        return _ban_row(state, set_ban(state, MASK, normalize_mask(MASK, mask_for(user)), seconds, reason, HOST))
    kind, what = (NETWORK, address) if address else (MASK, mask)
    return _ban_row(state, set_ban(state, kind, normalize_mask(kind, what), seconds, reason, HOST))


def mute_person(state: State, *, nick: str, mask: str, seconds: int, reason: str) -> BanRow:
    """Mute a present person, or a mask: the first argument that is not empty."""
    if nick:
        user = _require_person(state, nick)
        if is_host(state, user):
            raise fail("HOST", "CANNOT", text=texts.THAT_IS_YOU)
        mask = mask_for(user)
    return _ban_row(state, set_ban(state, MUTE, normalize_mask(MUTE, mask), seconds, reason, HOST))


def lift_listed_ban(state: State, kind: str, mask: str) -> None:
    """Lift a ban or mute from `list_bans`."""
    lift_ban(state, kind, mask)


def unmute_person(state: State, nick: str) -> None:
    """Lift all mutes that match a present person."""
    user = _require_person(state, nick)
    found = state.bans.mute_of(user, state.now)
    if found is None:
        raise fail("HOST", "CANNOT", text=texts.NOT_MUTED(user.nick))
    while found is not None:
        lift_ban(state, MUTE, found.mask)
        found = state.bans.mute_of(user, state.now)


def list_bans(state: State) -> tuple[BanRow, ...]:
    """Return the active bans and mutes, by kind."""
    return tuple(_ban_row(state, one) for kind in KINDS for one in state.bans.active_bans(kind, state.now))


def _ban_row(state: State, one: ServerBan) -> BanRow:
    return BanRow(
        kind=one.kind,
        mask=one.mask,
        reason=one.reason,
        by=one.by,
        at=one.at,
        until=one.until,
        name=name_behind_mask(state, one.mask),
    )


def free_name(state: State, nick: str) -> str:
    """Free the nick of an absent guest, and return it as it was written."""
    if state.accounts.is_known(nick):
        raise fail("HOST", "CANNOT", text=texts.BELONGS_TO_ACCOUNT(nick))
    user = state.users.get(fold_name(nick))
    if user is not None:
        raise fail("HOST", "CANNOT", text=texts.IS_HERE(user.nick))
    known = state.identities.free(fold_name(nick))
    if known is None:
        raise fail("HOST", "CANNOT", text=texts.NOT_RESERVED(nick))
    state.persist(known)
    return known.nick


def know_host(state: State, fingerprint: CertificateFingerprint) -> None:
    """From now on, treat local connections with this certificate as the host, until the server stops."""
    if not is_fingerprint(fingerprint):
        raise fail("HOST", "CANNOT", text=texts.NOT_A_FINGERPRINT)
    state.hosts.add(fingerprint)
    state.entry_requests.note_host(fingerprint)
    for user in state.users.values():
        recognise_host(state, user)


def announce_text(state: State, text: str) -> None:
    """Send a NOTICE from the server to all Users."""
    walk_in_portions(state, _announce_to_all(state, clip_bytes(text, _ANNOUNCEMENT_BYTES)))


def _announce_to_all(state: State, text: str) -> Iterator[None]:
    """Walk through all Users, and send each the NOTICE. An Errand."""
    for user in list(state.users.values()):
        state.effort.take(4)
        if state.users.get(user.folded) is user:
            state.show_statement(user.seats, state.make_statement(state.settings.host, "NOTICE", user.nick, text))
        if state.effort.is_spent:
            yield
