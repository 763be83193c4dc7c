"""What a ban of the server does: to those who come, to those who are here, and to the words of the muted. Under the
hub's lock only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desktop_chat.hub import settings as limits
from desktop_chat.hub.errands import walk_in_portions
from desktop_chat.hub.live.cloak import host_text
from desktop_chat.hub.live.masks import (
    NETWORK_HINT,
    Mask,
    canonical_mask,
    is_broken_network,
    means_everybody,
)
from desktop_chat.hub.live.user import Seat, User
from desktop_chat.hub.moderation.durations import LONGEST, text_of
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
from desktop_chat.hub.reply import Refusal
from desktop_chat.hub.settings import clip_bytes, strip_controls
from desktop_chat.hub.state import State
from desktop_chat.irc import numerics as n
from desktop_chat.net.fingerprints import CertificateFingerprint
from desktop_chat.storage.store_api import ServerBan


@dataclass(frozen=True, slots=True)
class _Newcomer:
    """A connection as masks see it, before it has a User."""

    source: str
    account: str
    realname: str
    fingerprints: tuple[CertificateFingerprint, ...]
    hidden_sources: tuple[str, ...]


# Setting them


def mask_for(user: User) -> str:
    """The mask that goes on meaning this user whatever nick it takes: its account, its certificate, or what little
    there is."""
    if user.account:
        return f"~a:{user.account}"
    if user.fingerprints:
        return f"~f:{user.fingerprints[0]}"
    return f"*!{user.username}@{user.host}"


def normalize_mask(kind: str, mask: str) -> str:
    """The mask or network in full. Raises Refusal for what is none, or would leave nobody."""
    mask = clip_bytes(strip_controls(mask), limits.MASK_LENGTH)
    if kind == NETWORK:
        network = network_of(mask)
        if not network:
            raise _ban_refusal(f"{mask or '*'} is no address and no network.")
        if in_network("127.0.0.1", network) or in_network("::1", network):
            raise _ban_refusal("This computer itself cannot be kept out.")
        return network
    if is_broken_network(mask):
        raise _ban_refusal(NETWORK_HINT)
    whole = canonical_mask(mask.replace(" ", "?")) if mask else ""
    if not whole or whole.startswith("~m:"):
        raise _ban_refusal(f"{mask or '*'} is no mask that is known here.")
    if means_everybody(whole):
        raise _ban_refusal("That would be everybody.")
    return whole


def _ban_refusal(text: str) -> Refusal:
    return Refusal("FAIL", "BAN", "INVALID_MASK", text)


def set_ban(state: State, kind: str, mask: str, seconds: int, reason: str, by: str) -> ServerBan:
    """Ban, or mute, whoever is meant by a mask or network in full, for so many seconds (0: for good). It is done to
    those who are here too. Raises Refusal."""
    if state.store_error:
        raise Refusal("FAIL", "BAN", "TEMPORARILY_UNAVAILABLE", state.store_error)
    if len(state.bans) >= MOST:
        raise Refusal("FAIL", "BAN", "TOO_MANY", "There are too many bans: lift some of them first.")
    until = state.now + min(seconds, LONGEST) * 1000 if seconds > 0 else 0
    reason = clip_bytes(strip_controls(reason), limits.KICK_LENGTH)
    ban = state.bans.put_ban(ServerBan(kind, mask, reason, clip_bytes(by, limits.MASK_LENGTH), state.now, until))
    state.persist(ban)
    done = "muted" if kind == MUTE else "banned"
    lasts = f"for {text_of(seconds)}" if seconds > 0 else "for good"
    state.note(f"{mask} was {done} by {ban.by} {lasts}{': ' + reason if reason else '.'}")
    if kind == NETWORK:
        walk_in_portions(state, _close_all(state, ban))
    elif kind == MASK:
        walk_in_portions(state, _remove_all(state, ban))
    return ban


def _close_all(state: State, ban: ServerBan) -> Iterator[None]:
    """A walk that ends the connections from a network."""
    for seat in list(state.seats.values()):
        state.effort.take(8)
        if seat.id in state.seats and not seat.closing and _comes_from(seat, ban.mask):
            _close_banned_seat(state, seat, ban)
            state.effort.take(_LEAVING)
        if state.effort.is_spent:
            yield


def _remove_all(state: State, ban: ServerBan) -> Iterator[None]:
    """A walk that shows out those whom a mask means."""
    mask = Mask(ban.mask)
    for user in list(state.users.values()):
        state.effort.take(4)
        if state.users.get(user.folded) is user and mask.means(user) and not is_host(state, user):
            _remove_banned_user(state, user, ban)
            state.effort.take(_LEAVING)
        if state.effort.is_spent:
            yield


def lift_ban(state: State, kind: str, mask: str) -> ServerBan:
    """The ban is no more. Raises Refusal."""
    if state.store_error:
        raise Refusal("FAIL", "BAN", "TEMPORARILY_UNAVAILABLE", state.store_error)
    gone = [state.bans.remove_ban(kind, known) for known in state.bans.spelled(kind, mask)]
    lifted = [ban for ban in gone if ban is not None]
    if not lifted:
        raise Refusal("FAIL", "BAN", "UNKNOWN_BAN", f"There is no such ban: {mask}.")
    for ban in lifted:
        state.persist(ban)
        state.note(f"{ban.mask} is {'muted' if kind == MUTE else 'banned'} no more.")
    return lifted[0]


def delete_expired_bans(state: State) -> None:
    """Forget what has run out. While the disk takes nothing it waits: it holds no more anyway."""
    if not state.store_error:
        for ban in state.bans.remove_expired(state.now):
            state.persist(ban)


# What they do

_LEAVING = 30
"""Steps in showing somebody out."""


def _comes_from(seat: Seat, network: str) -> bool:
    return in_network(seat.address, network) and not is_own_computer(seat.address)


def ban_message(state: State, ban: ServerBan) -> str:
    """What whom it means is told."""
    done = "You are muted" if ban.kind == MUTE else "You are banned from this chat"
    left = f" for another {text_of((ban.until - state.now + 999) // 1000)}" if ban.until else ""
    return f"{done}{left}{': ' + ban.reason if ban.reason else '.'}"


def _close_banned_seat(state: State, seat: Seat, ban: ServerBan) -> None:
    """One connection ends; its User stays if it has others from elsewhere."""
    words = ban_message(state, ban)
    _say_banned(state, seat, words)
    detach_seat(state, seat, "Banned")
    state.close_seat(seat, words)


def _remove_banned_user(state: State, user: User, ban: ServerBan) -> None:
    seats, words = list(user.seats), ban_message(state, ban)
    for seat in seats:
        _say_banned(state, seat, words)
    quit_user(state, user, "Banned")
    for seat in seats:
        state.close_seat(seat, words)


def _say_banned(state: State, seat: Seat, words: str) -> None:
    if seat.requested_nick:
        reply = state.reply_to(seat)
        reply.numeric(n.ERR_YOUREBANNEDCREEP, words)
        reply.flush()


def turn_away_address(state: State, seat: Seat) -> None:
    """End a connection that has just been made from where nobody may come from."""
    ban = state.bans.by_address(seat.address, state.now)
    if ban is not None:
        state.refuse_seat(seat, ban_message(state, ban))


def reject_if_banned(state: State, seat: Seat, host: str) -> bool:
    """End a connection that has said who it is, if that is a person who may not come. Whether it was so."""
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
    """Some go by another name, account or real name now: perhaps one of those who may not be here."""
    if not state.bans.has_mask_bans:
        state.users_to_recheck.clear()
        return
    state.effort.begin_portion()
    while state.users_to_recheck and not state.effort.is_spent:  # the others at the end of the next hold of the lock
        user = state.users_to_recheck.pop()
        if state.users.get(user.folded) is user and not is_host(state, user):
            ban = state.bans.by_mask(user, state.now)
            if ban is not None:
                _remove_banned_user(state, user, ban)


def is_muted(state: State, user: User) -> bool:
    return state.bans.has_mutes and state.bans.mute_of(user, state.now) is not None and not is_host(state, user)


def check_mute(state: State, user: User, target: str) -> None:
    """Refuse the words of a person who is muted on this server."""
    mute = state.bans.mute_of(user, state.now) if state.bans.has_mutes else None
    if mute is None or is_host(state, user):
        return
    numeric = n.ERR_CANNOTSENDTOCHAN if target.lstrip("~&@%+").startswith("#") else n.ERR_CANTSENDTOUSER
    raise Refusal(numeric, target, ban_message(state, mute))


def active_bans(state: State, kind: str) -> Iterator[tuple[ServerBan, str]]:
    """The bans of one kind, each with how long it goes on, in words."""
    for ban in state.bans.active_bans(kind, state.now):
        yield ban, text_of((ban.until - state.now + 999) // 1000) if ban.until else "for good"
