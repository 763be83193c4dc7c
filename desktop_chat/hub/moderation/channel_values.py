"""Changes of a channel's flags, key and limit, by MODE and by the host. Pure.

Spec: https://modern.ircdocs.horse/#channel-modes
"""

from __future__ import annotations

from desktop_chat.hub import limits
from desktop_chat.hub.limits import clip_bytes, strip_controls
from desktop_chat.hub.live.channel import FLAGS, Channel
from desktop_chat.hub.reply import Refusal
from desktop_chat.irc import numerics as n
from desktop_chat.irc.modes import ModeChange
from desktop_chat.texts import hub as texts

VALUES = frozenset((*FLAGS, "k", "l"))
"""The letters of the modes that `change_value` changes."""


def has_argument(sign: str, letter: str) -> bool:
    """Return whether the change takes a parameter."""
    return letter == "k" or (letter == "l" and sign == "+")


def change_value(channel: Channel, sign: str, letter: str, argument: str) -> ModeChange | None:
    """Change the mode of the channel. Return the change as members are told, or None if nothing has changed.

    Raises: Refusal (ERR_INVALIDMODEPARAM).
    """
    match letter:
        case "k":
            return _set_key(channel, argument) if sign == "+" else _remove_key(channel)
        case "l":
            return _set_limit(channel, argument) if sign == "+" else _remove_limit(channel)
    if (letter in channel.modes) == (sign == "+"):
        return None
    if sign == "+":
        channel.modes.add(letter)
    else:
        channel.modes.remove(letter)
    return ModeChange(sign, letter)


def _set_key(channel: Channel, argument: str) -> ModeChange:
    key = clip_bytes(argument, limits.KEY_LENGTH)
    if not key or key != strip_controls(key) or " " in key or "," in key or key[0] == ":":
        raise Refusal(n.ERR_INVALIDMODEPARAM, channel.name, "k", "*", texts.KEY_INVALID)
    channel.key = key
    return ModeChange("+", "k", key)


def _remove_key(channel: Channel) -> ModeChange | None:
    before, channel.key = channel.key, ""
    return ModeChange("-", "k", before) if before else None


def _set_limit(channel: Channel, argument: str) -> ModeChange:
    if not (argument.isascii() and argument.isdigit() and 0 < len(argument) < 7 and int(argument)):
        raise Refusal(n.ERR_INVALIDMODEPARAM, channel.name, "l", argument or "*", texts.LIMIT_INVALID)
    channel.limit = int(argument)
    return ModeChange("+", "l", str(channel.limit))


def _remove_limit(channel: Channel) -> ModeChange | None:
    before, channel.limit = channel.limit, 0
    return ModeChange("-", "l") if before else None
