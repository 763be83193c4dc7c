"""The requests of the control channel that are about people: each is one method of the hub, under the lock."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from desktop_chat.hub.hub import Hub
from desktop_chat.hub.reply import Refusal
from desktop_chat.net.control import ControlError

_LONGEST = 20 * 365 * 86400


class _Asked:
    """The arguments of one request. Whatever is not of its kind raises ControlError."""

    def __init__(self, arguments: Mapping[str, Any], now: int) -> None:
        self._arguments = arguments
        self.now = now

    def text(self, name: str) -> str:
        value = self._arguments.get(name) or ""
        if not isinstance(value, str):
            raise ControlError(f"{name} is a text, not {value!r}.")
        return " ".join(value.split())

    def seconds(self) -> int:
        value = self._arguments.get("seconds") or 0
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _LONGEST:
            raise ControlError(f"seconds is a number from 0 to {_LONGEST}, not {value!r}.")
        return value

    def flag(self, name: str) -> bool:
        value = self._arguments.get(name, True)
        if not isinstance(value, bool):
            raise ControlError(f"{name} is true or false, not {value!r}.")
        return value


def _kick(hub: Hub, asked: _Asked) -> object:
    nick = asked.text("nick")
    if not hub.kick(nick, asked.text("reason"), asked.now):
        raise ControlError(f"Nobody named {nick} is here.")
    return None


def _ban(hub: Hub, asked: _Asked) -> object:
    return hub.ban(
        asked.now, nick=asked.text("nick"), address=asked.text("address"), mask=asked.text("mask"),
        seconds=asked.seconds(), reason=asked.text("reason"),
    )  # fmt: skip


def _mute(hub: Hub, asked: _Asked) -> object:
    nick, mask, reason = asked.text("nick"), asked.text("mask"), asked.text("reason")
    return hub.mute(asked.now, nick=nick, mask=mask, seconds=asked.seconds(), reason=reason)


_REQUESTS: Mapping[str, Callable[[Hub, _Asked], object]] = {
    "kick": _kick,
    "announce": lambda hub, asked: hub.announce(asked.text("text"), asked.now),
    "ban": _ban,
    "mute": _mute,
    "unban": lambda hub, asked: hub.unban(asked.text("kind"), asked.text("mask"), asked.now),
    "unmute": lambda hub, asked: hub.unmute(asked.text("nick"), asked.now),
    "bans": lambda hub, asked: hub.bans(asked.now),
    "moderator": lambda hub, asked: hub.moderator(asked.text("nick"), asked.now, on=asked.flag("on")),
    "free": lambda hub, asked: hub.free_name(asked.text("nick"), asked.now),
    "oper": lambda hub, asked: hub.know_host(asked.text("fingerprint").lower(), asked.now),
}


def is_about_people(do: str) -> bool:
    return do in _REQUESTS


def moderate(hub: Hub, do: str, arguments: Mapping[str, Any], now: int) -> object:
    """Do it; what it is answered with. For whoever holds the lock. Raises ControlError, its text for the host."""
    try:
        return _REQUESTS[do](hub, _Asked(arguments, now))
    except Refusal as refusal:
        raise ControlError(refusal.params[-1]) from refusal
