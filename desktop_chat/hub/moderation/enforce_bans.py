"""Server bans: set, lift, and enforce on new connections, present Users and messages. Thread: hub lock."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desktop_chat.hub import limits
from desktop_chat.hub.errands import walk_in_portions
from desktop_chat.hub.limits import clip_bytes, strip_controls
from desktop_chat.hub.live.cloak import host_text
from desktop_chat.hub.live.masks import (
    NETWORK_HINT,
    Mask,
    canonical_mask,
    is_broken_network,
    means_everybody,
)
from desktop_chat.hub.live.user import Seat, User
from desktop_chat.hub.moderation.durations import LONGEST, duration_text
from desktop_chat.hub.people.host import is_host, is_hosts_seat
from desktop_chat.hub.people.leaving import quit_user
from desktop_chat.hub.people.seat_sharing import detach_seat
from desktop_chat.hub.records.server_bans import (
    MASK,
    MOST,
    MUTE,
    NETWORK,
    in_network,
    is_own_computer,
    network_of,
)
from desktop_chat.hub.reply import Refusal, fail
from desktop_chat.hub.state import State
from desktop_chat.irc import numerics as n
from desktop_chat.net.fingerprints import CertificateFingerprint
from desktop_chat.storage.records import ServerBan
from desktop_chat.texts import CodedText, log
from desktop_chat.texts import hub as texts


@dataclass(frozen=True, slots=True)
class _Newcomer:
    """A connection without a User, as masks see it."""

    source: str
    account: str
    realname: str
    fingerprints: tuple[CertificateFingerprint, ...]
    hidden_sources: tuple[str, ...]


# Setting and lifting


def mask_for(user: User) -> str:
    """Return a mask that matches the User under any nick: by account, by certificate, or by username and host."""
    if user.account:
        return f"~a:{user.account}"
    if user.fingerprints:
        return f"~f:{user.fingerprints[0]}"
    return f"*!{user.username}@{user.host}"


def normalize_mask(kind: str, mask: str) -> str:
    """Return the mask or network in full.

    Raises: Refusal for an invalid mask, and for a mask that matches everybody.
    """
    mask = clip_bytes(strip_controls(mask), limits.MASK_LENGTH)
    if kind == NETWORK:
        network = network_of(mask)
        if not network:
            raise fail("BAN", "INVALID_MASK", text=texts.NOT_A_NETWORK(mask or "*"))
        if in_network("127.0.0.1", network) or in_network("::1", network):
            raise fail("BAN", "INVALID_MASK", text=texts.CANNOT_BAN_THIS_COMPUTER)
        return network
    if is_broken_network(mask):
        raise fail("BAN", "INVALID_MASK", text=NETWORK_HINT)
    whole = canonical_mask(mask.replace(" ", "?")) if mask else ""
    if not whole or whole.startswith("~m:"):
        raise fail("BAN", "INVALID_MASK", text=texts.NOT_A_MASK(mask or "*"))
    if means_everybody(whole):
        raise fail("BAN", "INVALID_MASK", text=texts.MASK_MATCHES_ALL)
    return whole


def set_ban(state: State, kind: str, mask: str, seconds: int, reason: str, by: str) -> ServerBan:
    """Set a ban or mute for `seconds` (0: for good), and enforce it on present Users. `mask` is in full.

    Raises: Refusal.
    """
    if state.store_error:
        raise fail("BAN", "TEMPORARILY_UNAVAILABLE", text=state.store_error)
    if len(state.bans) >= MOST:
        raise fail("BAN", "TOO_MANY", text=texts.TOO_MANY_BANS)
    until = state.now + min(seconds, LONGEST) * 1000 if seconds > 0 else 0
    reason = clip_bytes(strip_controls(reason), limits.KICK_LENGTH)
    ban = state.bans.put_ban(ServerBan(kind, mask, reason, clip_bytes(by, limits.MASK_LENGTH), state.now, until))
    state.persist(ban)
    state.notes.add_note(_told_ban(state, ban, seconds))
    if kind == NETWORK:
        walk_in_portions(state, _close_all(state, ban))
    elif kind == MASK:
        walk_in_portions(state, _remove_all(state, ban))
    return ban


def _told_ban(state: State, ban: ServerBan, seconds: int) -> CodedText:
    """Return the sentence of a new ban for the host's log."""
    whom = name_behind_mask(state, ban.mask) or ban.mask
    by = log.THE_HOST if ban.by == log.THE_HOST else ban.by
    for_good, for_term = log.WAS_BANNED_FOR_GOOD, log.WAS_BANNED_FOR
    if ban.kind == MUTE:
        for_good, for_term = log.WAS_MUTED_FOR_GOOD, log.WAS_MUTED_FOR
    told = for_term(whom, by, duration_text(seconds)) if seconds > 0 else for_good(whom, by)
    return log.SENTENCE_WITH_REASON(told, ban.reason) if ban.reason else log.SENTENCE(told)


def name_behind_mask(state: State, mask: str) -> str:
    """Return the name of the account or identity that the mask matches, or ""."""
    kind, _, whom = mask.partition(":")
    if kind == "~a":
        return whom
    return state.identities.nick_of(f"cert:{whom}") if kind == "~f" else ""


def _close_all(state: State, ban: ServerBan) -> Iterator[None]:
    """Walk through all Seats, and close those from a banned network."""
    for seat in list(state.seats.values()):
        state.effort.take(8)
        if seat.id in state.seats and not seat.closing and _comes_from(seat, ban.mask):
            _close_banned_seat(state, seat, ban)
            state.effort.take(_LEAVING)
        if state.effort.is_spent:
            yield


def _remove_all(state: State, ban: ServerBan) -> Iterator[None]:
    """Walk through all Users, and disconnect those whom a mask matches."""
    mask = Mask(ban.mask)
    for user in list(state.users.values()):
        state.effort.take(4)
        if state.users.get(user.folded) is user and mask.means(user) and not is_host(state, user):
            _remove_banned_user(state, user, ban)
            state.effort.take(_LEAVING)
        if state.effort.is_spent:
            yield


def lift_ban(state: State, kind: str, mask: str) -> ServerBan:
    """Lift a ban.

    Raises: Refusal if there is no such ban.
    """
    if state.store_error:
        raise fail("BAN", "TEMPORARILY_UNAVAILABLE", text=state.store_error)
    gone = [state.bans.remove_ban(kind, known) for known in state.bans.spelled(kind, mask)]
    lifted = [ban for ban in gone if ban is not None]
    if not lifted:
        raise fail("BAN", "UNKNOWN_BAN", text=texts.NO_SUCH_BAN(mask))
    for ban in lifted:
        state.persist(ban)
        whom = name_behind_mask(state, ban.mask) or ban.mask
        state.notes.add_note(log.MUTED_NO_MORE(whom) if kind == MUTE else log.BANNED_NO_MORE(whom))
    return lifted[0]


def delete_expired_bans(state: State) -> None:
    """Delete expired bans. Skipped while the Store fails; expired bans are ignored in any case."""
    if not state.store_error:
        for ban in state.bans.remove_expired(state.now):
            state.persist(ban)


# Enforcing

_BANNED = (texts.BANNED, texts.BANNED_BECAUSE, texts.BANNED_FOR, texts.BANNED_FOR_BECAUSE)
_MUTED = (texts.MUTED, texts.MUTED_BECAUSE, texts.MUTED_FOR, texts.MUTED_FOR_BECAUSE)
_LEAVING = 30
"""Steps to disconnect a User."""


def _comes_from(seat: Seat, network: str) -> bool:
    return in_network(seat.address, network) and not is_own_computer(seat.address)


def ban_message(state: State, ban: ServerBan) -> CodedText:
    """Return what a banned or muted person is told: how long the ban still holds, and why."""
    for_good, because, limited, limited_because = _MUTED if ban.kind == MUTE else _BANNED
    if not ban.until:
        return because(ban.reason) if ban.reason else for_good
    left = duration_text((ban.until - state.now + 999) // 1000)
    return limited_because(left, ban.reason) if ban.reason else limited(left)


def _close_banned_seat(state: State, seat: Seat, ban: ServerBan) -> None:
    """Close one Seat. Its User stays if other Seats are left."""
    words = ban_message(state, ban)
    _say_banned(state, seat, words)
    detach_seat(state, seat, texts.QUIT_BANNED)
    state.close_seat(seat, words)


def _remove_banned_user(state: State, user: User, ban: ServerBan) -> None:
    seats, words = list(user.seats), ban_message(state, ban)
    for seat in seats:
        _say_banned(state, seat, words)
    quit_user(state, user, texts.QUIT_BANNED)
    for seat in seats:
        state.close_seat(seat, words)


def _say_banned(state: State, seat: Seat, words: str) -> None:
    if seat.requested_nick:
        reply = state.reply_to(seat)
        reply.numeric(n.ERR_YOUREBANNEDCREEP, words)
        reply.flush()


def turn_away_address(state: State, seat: Seat) -> None:
    """Close a new connection from a banned address."""
    ban = state.bans.by_address(seat.address, state.now)
    if ban is not None:
        state.refuse_seat(seat, ban_message(state, ban))


def reject_if_banned(state: State, seat: Seat, host: str) -> bool:
    """Close a registering Seat if its user is banned. Return True if it was closed."""
    if not state.bans.has_mask_bans or is_hosts_seat(state, seat):
        return False
    fingerprints = (seat.fingerprint,) if seat.fingerprint else ()
    name = f"{seat.claimed_nick}!{seat.username}"
    hidden = (f"{name}@{host_text(seat.address)}",)
    who = _Newcomer(f"{name}@{host}", seat.account, seat.realname, fingerprints, hidden)
    ban = state.bans.by_mask(who, state.now)
    if ban is None:
        return False
    _say_banned(state, seat, ban_message(state, ban))
    state.refuse_seat(seat, ban_message(state, ban))
    return True


def recheck_changed_users(state: State) -> None:
    """Disconnect Users who match a ban since they changed nick, account or real name."""
    if not state.bans.has_mask_bans:
        state.users_to_recheck.clear()
        return
    state.effort.begin_portion()
    while state.users_to_recheck and not state.effort.is_spent:  # the rest follows after the next hold
        user, _ = state.users_to_recheck.popitem(last=False)
        if state.users.get(user.folded) is user and not is_host(state, user):
            ban = state.bans.by_mask(user, state.now)
            if ban is not None:
                _remove_banned_user(state, user, ban)


def is_muted(state: State, user: User) -> bool:
    return state.bans.has_mutes and state.bans.mute_of(user, state.now) is not None and not is_host(state, user)


def require_not_muted(state: State, user: User, target: str) -> None:
    """Raises: Refusal if the User is muted on this server."""
    mute = state.bans.mute_of(user, state.now) if state.bans.has_mutes else None
    if mute is None or is_host(state, user):
        return
    numeric = n.ERR_CANNOTSENDTOCHAN if target.lstrip("~&@%+").startswith("#") else n.ERR_CANTSENDTOUSER
    raise Refusal(numeric, target, ban_message(state, mute))


def active_bans(state: State, kind: str) -> Iterator[tuple[ServerBan, str]]:
    """Yield the active bans of one kind, each with its remaining time in words."""
    for ban in state.bans.active_bans(kind, state.now):
        yield ban, duration_text((ban.until - state.now + 999) // 1000) if ban.until else "for good"
