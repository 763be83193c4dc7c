"""The requests of the control channel about people and rooms. Each calls one method of the hub, under the lock."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from desktop_chat.hub.hub import Hub
from desktop_chat.hub.moderation.durations import LONGEST
from desktop_chat.hub.moderation.webhook_actions import MOST_PER_MINUTE
from desktop_chat.hub.reply import Refusal
from desktop_chat.net.control_values import ControlError
from desktop_chat.net.fingerprints import CertificateFingerprint
from desktop_chat.texts import hub as hub_texts
from desktop_chat.texts import server as texts

_MOST_ID = 1 << 31


class _Arguments:
    """The arguments of one request. Each method raises ControlError for a value of the wrong type."""

    def __init__(self, arguments: Mapping[str, Any], now: int) -> None:
        self._arguments = arguments
        self.now = now

    def text_argument(self, name: str) -> str:
        value = self._arguments.get(name) or ""
        if not isinstance(value, str):
            raise ControlError(texts.NOT_A_TEXT(name, repr(value)))
        return " ".join(value.split())

    def number_argument(self, name: str, most: int) -> int:
        value = self._arguments.get(name) or 0
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
            raise ControlError(texts.NUMBER_OUT_OF_RANGE(name, 0, most, repr(value)))
        return value

    def seconds_argument(self) -> int:
        return self.number_argument("seconds", LONGEST)

    def flag_argument(self, name: str) -> bool:
        value = self._arguments.get(name, True)
        if not isinstance(value, bool):
            raise ControlError(texts.NOT_A_FLAG(name, repr(value)))
        return value


def _kick_person(hub: Hub, asked: _Arguments) -> object:
    nick = asked.text_argument("nick")
    if not hub.host.kick_person(nick, asked.text_argument("reason"), asked.now):
        raise ControlError(hub_texts.NOBODY_HERE(nick))
    return None


def _ban_person(hub: Hub, asked: _Arguments) -> object:
    return hub.host.ban_person(
        asked.now, nick=asked.text_argument("nick"), address=asked.text_argument("address"),
        mask=asked.text_argument("mask"),
        seconds=asked.seconds_argument(), reason=asked.text_argument("reason"),
    )  # fmt: skip


def _add_webhook(hub: Hub, asked: _Arguments) -> object:
    return hub.host.add_webhook(
        asked.now, room=asked.text_argument("room"), name=asked.text_argument("name"),
        picture=asked.text_argument("picture"), per_minute=asked.number_argument("per_minute", MOST_PER_MINUTE),
    )  # fmt: skip


def _add_outgoing(hub: Hub, asked: _Arguments) -> object:
    return hub.host.add_outgoing_webhook(
        asked.now, room=asked.text_argument("room"), name=asked.text_argument("name"),
        address=asked.text_argument("url"), word=asked.text_argument("word"),
    )  # fmt: skip


def _delete_file(hub: Hub, asked: _Arguments) -> object:
    if not hub.files.delete_file(asked.text_argument("file"), asked.now):
        raise ControlError(hub_texts.NO_SUCH_FILE)
    return None


def _mute_person(hub: Hub, asked: _Arguments) -> object:
    nick, mask, reason = asked.text_argument("nick"), asked.text_argument("mask"), asked.text_argument("reason")
    return hub.host.mute_person(asked.now, nick=nick, mask=mask, seconds=asked.seconds_argument(), reason=reason)


HUB_REQUESTS: Mapping[str, Callable[[Hub, _Arguments], object]] = {
    "kick": _kick_person,
    "announce": lambda hub, asked: hub.host.announce_text(asked.text_argument("text"), asked.now),
    "ban": _ban_person,
    "mute": _mute_person,
    "unban": lambda hub, asked: hub.host.lift_ban(asked.text_argument("kind"), asked.text_argument("mask"), asked.now),
    "unmute": lambda hub, asked: hub.host.unmute_person(asked.text_argument("nick"), asked.now),
    "bans": lambda hub, asked: hub.host.ban_rows(asked.now),
    "roles": lambda hub, asked: hub.host.role_rows(asked.now),
    "moderator": lambda hub, asked: hub.host.set_moderator(
        asked.now,
        nick=asked.text_argument("nick"),
        identity=asked.text_argument("identity"),
        room=asked.text_argument("room"),
        on=asked.flag_argument("on"),
    ),
    "owner_link": lambda hub, asked: hub.host.make_owner_link(asked.now),
    "revoke_owner": lambda hub, asked: hub.host.revoke_owner(asked.text_argument("identity"), asked.now),
    "free": lambda hub, asked: hub.host.free_name(asked.text_argument("nick"), asked.now),
    "topic": lambda hub, asked: hub.host.set_topic(asked.text_argument("room"), asked.text_argument("text"), asked.now),
    "mode": lambda hub, asked: hub.host.change_modes(
        asked.text_argument("room"), asked.text_argument("modes"), asked.now
    ),
    "delete_room": lambda hub, asked: hub.host.delete_room(asked.text_argument("room"), asked.now),
    "files": lambda hub, asked: hub.files.list_files(),
    "file_space": lambda hub, asked: hub.files.measure_space(),
    "delete_file": _delete_file,
    "webhooks": lambda hub, asked: hub.host.webhook_rows(),
    "webhook_add": _add_webhook,
    "webhook_call": _add_outgoing,
    "webhook_delete": lambda hub, asked: hub.host.delete_webhook(asked.number_argument("number", _MOST_ID), asked.now),
    "answer_knock": lambda hub, asked: hub.host.answer_knock(
        asked.number_argument("number", _MOST_ID), asked.text_argument("answer"), asked.now
    ),
    "make_link": lambda hub, asked: hub.host.make_link(asked.text_argument("name"), asked.now),
    "make_words": lambda hub, asked: hub.host.make_link(asked.text_argument("name"), asked.now, words=True),
    "revoke_link": lambda hub, asked: hub.host.revoke_link(
        asked.text_argument("link"), asked.now, people=asked.flag_argument("people")
    ),
    "oper": lambda hub, asked: hub.host.know_host(
        CertificateFingerprint(asked.text_argument("fingerprint").lower()), asked.now
    ),
}


def run_hub_request(hub: Hub, do: str, arguments: Mapping[str, Any], now: int) -> object:
    """Run a key of HUB_REQUESTS. Return the value of the answer.

    `now`: Unix ms.
    Thread: hub lock.
    Raises: ControlError.
    """
    try:
        return HUB_REQUESTS[do](hub, _Arguments(arguments, now))
    except Refusal as refusal:
        raise ControlError(refusal.params[-1]) from refusal
