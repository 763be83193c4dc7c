"""WHO, and WHOX with a choice of fields.

Spec: https://modern.ircdocs.horse/#who-message, https://ircv3.net/specs/extensions/whox
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from desktop_chat.hub.call import Call
from desktop_chat.hub.live.channel import RANKS, Channel
from desktop_chat.hub.live.user import User
from desktop_chat.irc import numerics as n
from desktop_chat.irc.capabilities import MULTI_PREFIX
from desktop_chat.irc.glob import Glob
from desktop_chat.irc.names import fold_name

_MOST = 500
"""People in one answer to WHO with a mask."""
_DEAR = 60
"""Steps (hub/effort) of comparing one user with an expensive mask."""
_STEPS = 6
"""Steps (hub/effort) of one user and one line."""
_TOKEN = 3
_HIDDEN_ADDRESS = "255.255.255.255"
_NO_ACCOUNT = "0"


@dataclass(frozen=True, slots=True)
class _Found:
    """One line of the answer: a user, and the room that is named beside the user."""

    call: Call
    user: User
    channel: Channel | None
    token: str

    @property
    def flags(self) -> str:
        user, multi = self.user, MULTI_PREFIX in self.call.seat.capabilities
        flags = ("G" if user.away else "H") + ("*" if user.operator else "") + ("B" if "B" in user.modes else "")
        return flags + (self.channel.shown_prefix(user, multi=multi) if self.channel is not None else "")

    @property
    def address(self) -> str:
        shown = self.user is self.call.user or self.call.user.operator
        return self.user.seats[0].address if shown and self.user.seats else _HIDDEN_ADDRESS

    @property
    def rank(self) -> str:
        letters = self.channel.members.get(self.user, "") if self.channel is not None else ""
        return str(RANKS[letters[0]]) if letters else "n/a"


_FIELDS: Mapping[str, Callable[[_Found], str]] = {
    "t": lambda found: found.token,
    "c": lambda found: found.channel.name if found.channel is not None else "*",
    "u": lambda found: found.user.username,
    "i": lambda found: found.address,
    "h": lambda found: found.user.host,
    "s": lambda found: found.call.state.settings.host,
    "n": lambda found: found.user.nick,
    "f": lambda found: found.flags,
    "d": lambda found: "0",
    "l": lambda found: str(max(0, found.call.state.now - found.user.active) // 1000),
    "a": lambda found: found.user.account or _NO_ACCOUNT,
    "o": lambda found: found.rank,
    "r": lambda found: found.user.realname,
}
"""The fields of WHOX in the order of the answer."""


def who(call: Call) -> None:
    mask, options = call.param_at(0) or "*", call.param_at(1)
    plain, percent, wanted = options.partition("%")
    fields, _, token = wanted.partition(",")
    if not (token.isascii() and token.isdigit() and len(token) <= _TOKEN):
        fields, token = fields.replace("t", ""), ""

    def answer() -> Iterator[None]:
        effort = call.state.effort
        for user, channel in _find_users(call, mask):
            effort.take(_STEPS)
            if effort.is_spent:
                yield
            if user is None or ("o" in plain and not user.operator):
                continue
            found = _Found(call, user, channel, token)
            if percent:
                words = (field(found) for name, field in _FIELDS.items() if name in fields)
                call.reply.numeric(n.RPL_WHOSPCRPL, *words, text="r" in fields)
            else:
                _send_reply(found)
        call.reply.numeric(n.RPL_ENDOFWHO, mask, "End of WHO list")

    call.in_portions(answer())


def _find_users(call: Call, mask: str) -> Iterator[tuple[User | None, Channel | None]]:
    """Yield the users that the caller may find by a room, a nick or a mask; None for each user that does not match."""
    if mask.startswith("#"):
        channel = call.state.channels.get(fold_name(mask))
        if channel is None or channel.hidden_from(call.user):
            return
        for member in list(channel.members):
            yield member if _may_find(call, channel, member) else None, channel
        return
    exact = call.state.users.get(fold_name(mask))
    for user in [exact] if exact is not None else _matching_users(call, mask):
        yield user, _shared_channel(call, user) if user is not None else None


def _may_find(call: Call, channel: Channel, member: User) -> bool:
    if member not in channel.members:
        return False  # left while the Errand paused
    inside = call.user in channel.members
    return call.user.operator or ((inside or "i" not in member.modes) and channel.can_see(call.user, member))


def _shared_channel(call: Call, user: User) -> Channel | None:
    """Return a room that the caller and the user share, or None."""
    call.state.effort.take(len(user.channels) // 4)
    shared = (call.state.channels[name] for name in user.channels if name in call.user.channels)
    return next((channel for channel in shared if channel.can_see(call.user, user)), None)


def _matching_users(call: Call, mask: str) -> Iterator[User | None]:
    users, glob, found = call.state.users, Glob(mask), 0
    for user in list(users.values()):
        call.state.effort.take(len(user.channels) // 8 + (_DEAR if glob.is_dear else 0))
        here = users.get(user.folded) is user and is_visible(call.user, user)
        texts = user.nick, user.username, user.host, user.realname, *_seen_addresses(call, user)
        if here and any(map(glob.matches, texts)):
            yield user
            found += 1
            if found == _MOST:
                return
        else:
            yield None


def _seen_addresses(call: Call, user: User) -> tuple[str, ...]:
    return user.addresses if call.user.operator or user is call.user else ()


def is_visible(asker: User, user: User) -> bool:
    """Return True unless the user has +i and shares no room with the asker."""
    return (
        user is asker or asker.operator or "i" not in user.modes or not asker.channels.keys().isdisjoint(user.channels)
    )


def _send_reply(found: _Found) -> None:
    user, host = found.user, found.call.state.settings.host
    name = found.channel.name if found.channel is not None else "*"
    found.call.reply.numeric(
        n.RPL_WHOREPLY, name, user.username, user.host, host, user.nick, found.flags, f"0 {user.realname}"
    )
