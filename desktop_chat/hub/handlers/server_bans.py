"""Server bans: KLINE DLINE UNKLINE UNDLINE MUTE UNMUTE, and STATS k, d and m. For server operators.

The commands have no common specification.

Spec: https://modern.ircdocs.horse/#stats-message
"""

from __future__ import annotations

from collections.abc import Iterator

from desktop_chat.hub.call import Call
from desktop_chat.hub.effort import LINE_STEPS
from desktop_chat.hub.live.cloak import host_text
from desktop_chat.hub.live.masks import matches
from desktop_chat.hub.moderation.durations import duration_text, seconds_of
from desktop_chat.hub.moderation.enforce_bans import (
    active_bans,
    lift_ban,
    normalize_mask,
    set_ban,
)
from desktop_chat.hub.records.server_bans import MASK, MUTE, NETWORK, in_network
from desktop_chat.hub.reply import Refusal, fail
from desktop_chat.irc import numerics as n
from desktop_chat.texts import hub as texts

STATS = {"k": MASK, "K": MASK, "d": NETWORK, "D": NETWORK, "m": MUTE}
"""The letters of STATS that list bans."""


def only_for_operators(call: Call) -> None:
    if not call.user.operator:
        raise Refusal(n.ERR_NOPRIVILEGES, texts.NOT_SERVER_OPERATOR)


def kline(call: Call) -> None:
    """Ban by nick!user@host: `KLINE [1h30m] mask [reason]`. Without a parameter, list these bans."""
    _set_ban(call, MASK)


def dline(call: Call) -> None:
    """Ban an address or a network (10.0.0.0/24): `DLINE [1h30m] address [reason]`."""
    _set_ban(call, NETWORK)


def mute(call: Call) -> None:
    """Forbid to send messages: `MUTE [1h30m] mask [reason]`."""
    _set_ban(call, MUTE)


def unkline(call: Call) -> None:
    _lift_ban(call, MASK)


def undline(call: Call) -> None:
    _lift_ban(call, NETWORK)


def unmute(call: Call) -> None:
    _lift_ban(call, MUTE)


def _set_ban(call: Call, kind: str) -> None:
    only_for_operators(call)
    params = list(call.params)
    if not params:
        list_bans(call, kind)
        return
    seconds = seconds_of(params[0]) if len(params) > 1 else None
    if seconds is not None:
        del params[0]
    try:
        mask = normalize_mask(kind, params[0])
        _check_oneself(call, kind, mask)
        ban = set_ban(call.state, kind, mask, seconds or 0, " ".join(params[1:]), call.user.source)
    except Refusal as refusal:
        raise _reword_refusal(call, refusal) from None
    call.reply.needs_commit(call.state.next_commit)
    if seconds:
        lasting = texts.IS_MUTED_FOR if kind == MUTE else texts.IS_BANNED_FOR
        _send_notice(call, lasting(ban.mask, duration_text(seconds)))
    else:
        permanent = texts.IS_MUTED_FOR_GOOD if kind == MUTE else texts.IS_BANNED_FOR_GOOD
        _send_notice(call, permanent(ban.mask))


def _check_oneself(call: Call, kind: str, mask: str) -> None:
    """Refuse a ban that matches the operator who sets it: a wildcard is easily too wide.

    Raises: Refusal.
    """
    user = call.user
    if kind == NETWORK:
        is_own = any(in_network(seat.address, mask) for seat in user.seats)
    else:
        is_own = matches(mask, user)
    if is_own:
        raise fail(call.message.command, "INVALID_MASK", text=texts.MASK_MATCHES_YOU)


def _lift_ban(call: Call, kind: str) -> None:
    only_for_operators(call)
    try:
        ban = lift_ban(call.state, kind, call.params[0])
    except Refusal as refusal:
        raise _reword_refusal(call, refusal) from None
    call.reply.needs_commit(call.state.next_commit)
    _send_notice(call, (texts.IS_NO_LONGER_MUTED if kind == MUTE else texts.IS_NO_LONGER_BANNED)(ban.mask))


def _reword_refusal(call: Call, refusal: Refusal) -> Refusal:
    return Refusal("FAIL", call.message.command, *refusal.params[1:])


def _send_notice(call: Call, text: str) -> None:
    call.reply.add_line(call.state.settings.host, "NOTICE", call.user.nick, text)


def list_bans(call: Call, kind: str) -> None:
    """Send each ban with its remaining time, author and reason."""
    only_for_operators(call)
    letter = {MASK: "K", NETWORK: "D", MUTE: "m"}[kind]
    numeric = n.RPL_STATSDLINE if kind == NETWORK else n.RPL_STATSKLINE

    def walk() -> Iterator[None]:
        for ban, left in active_bans(call.state, kind):
            call.reply.numeric(
                numeric, letter, host_text(ban.mask), left.replace(" ", "_"), ban.by, ban.reason or "No reason"
            )
            call.state.effort.take(LINE_STEPS + 2)
            if call.state.effort.is_spent:
                yield
        call.reply.numeric(n.RPL_ENDOFSTATS, letter, "End of /STATS report")

    call.in_portions(walk())
