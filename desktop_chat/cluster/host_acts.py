"""Acts of the host, posts of webhooks, and files: a method of the hub whose call goes through the log.

`HostDoor`, the NodeFileDesk and the NodeHub publish the call; the Replica of each node makes the same call.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from inspect import signature
from typing import Any

from desktop_chat.cluster.events import Argument, HostAct
from desktop_chat.cluster.replica import Act
from desktop_chat.hub.hub import Hub
from desktop_chat.hub.moderation.host_desk import HostDesk

HOST_ACTS = (
    "add_outgoing_webhook", "add_webhook", "announce_text", "answer_knock", "ban_person", "change_modes",
    "delete_room", "delete_webhook", "free_name", "kick_person", "know_host", "lift_ban", "make_link",
    "make_owner_link", "mute_person", "revoke_link", "revoke_owner", "set_moderator", "set_topic", "unmute_person",
)  # fmt: skip
"""The methods of the HostDesk that change something."""
HUB_ACTS = ("receive_answer", "receive_post")
"""The methods of the Hub that are called for programs."""
FILE_ACTS = ("add_file", "delete_file", "note_wrong_password")
"""The methods of the FileDesk that change something on all nodes."""
Ask = Callable[[HostAct], object]
"""Publishes an act, waits for the outcome, and returns or raises the outcome."""


def _run_host_act(name: str, hub: Hub, arguments: Mapping[str, Argument], now: int) -> object:
    return getattr(hub.host, name)(**arguments, now=now)


def _run_hub_act(name: str, hub: Hub, arguments: Mapping[str, Argument], now: int) -> object:
    return getattr(hub, name)(**arguments, now=now)


def _run_file_act(name: str, hub: Hub, arguments: Mapping[str, Argument], now: int) -> object:
    return getattr(hub.files, name)(**arguments, now=now)


ACTS: Mapping[str, Act] = (
    {name: partial(_run_host_act, name) for name in HOST_ACTS}
    | {name: partial(_run_hub_act, name) for name in HUB_ACTS}
    | {name: partial(_run_file_act, name) for name in FILE_ACTS}
)
"""What the Replicas do for each act."""


def publish_call(ask: Ask, owner: type, name: str, /, *arguments: Any, **named: Any) -> Any:
    """Publish the call of a method of `owner`, without its time: the log has the time. Return the outcome."""
    bound = signature(getattr(owner, name)).bind(None, *arguments, **named).arguments
    given = tuple((key, one) for key, one in bound.items() if key not in ("self", "now"))
    return ask(HostAct(name, given))


class HostDoor(HostDesk):
    """The HostDesk of a node: reads answer at once, acts go through the log.

    Thread: hub lock, which an act releases while the log takes the act.
    """

    def __init__(self, desk: HostDesk, ask: Ask) -> None:
        vars(self).update(vars(desk))
        self._ask = ask

    def __getattribute__(self, name: str) -> Any:
        if name in HOST_ACTS:
            return partial(publish_call, self._ask, HostDesk, name)
        return super().__getattribute__(name)
