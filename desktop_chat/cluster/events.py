"""Events: all inputs of the state on all nodes. Pure.

A connection has a number within its boot, and work has a number in the whole log.
"""

from __future__ import annotations

from desktop_chat.hub.messaging.webhook_posts import WebhookPost
from desktop_chat.hub.settings import HubSettings
from desktop_chat.irc.message import Message
from desktop_chat.irc.privmsg_runs import PrivmsgRun
from desktop_chat.storage.records import Entry, PasswordSecret
from desktop_chat.storage.store_api import HistoryTarget
from desktop_chat.value_class import value

Answer = tuple[Entry, ...] | tuple[HistoryTarget, ...] | Entry | PasswordSecret | bool | str | None
"""What the work for a Seat may result in, apart from an exception."""
Argument = str | int | bool | WebhookPost
"""An argument of a HostAct."""


@value
class Hello:
    """A boot begins. Earlier boots of the node have ended with their connections."""

    versions: str
    """What must be equal on all nodes, such as the version of Unicode's tables."""
    address: str = ""
    """The address (HOST:PORT) at which clients reach the node, "" if clients shall not learn it."""


@value
class Attach:
    """A client has connected."""

    connection: int
    address: str
    port: int


@value
class Secure:
    """A connection is encrypted from now on. `fingerprint`: of the client's certificate, "" without a certificate."""

    connection: int
    fingerprint: str


@value
class Malformed:
    """A line that is not IRC (`irc.message.ProtocolError`)."""

    code: str
    command: str


@value
class Receive:
    """Lines have come from a client, parsed by the node of the client."""

    connection: int
    items: tuple[Message | Malformed | PrivmsgRun, ...]


@value
class Detach:
    """A connection has ended. `lost`: the last lines may not have arrived."""

    connection: int
    reason: str
    lost: bool


@value
class Finish:
    """Work for a Seat has ended. Long answers come in parts, in order."""

    work: int
    part: bytes
    """Of `wire.encode_answer`."""
    is_last: bool


@value
class Fail:
    """Work for a Seat has failed with a sentence."""

    work: int
    sentence: str
    too_wide: bool
    """A search was refused because it would look through too much."""


@value
class Configure:
    """The settings have changed."""

    settings: HubSettings


@value
class HostAct:
    """The host, or a program with the address of a webhook, asks a node for something (`host_acts`)."""

    name: str
    arguments: tuple[tuple[str, Argument], ...]


@value
class Leave:
    """The boot ends with its connections."""


Event = Hello | Attach | Secure | Receive | Detach | Finish | Fail | Configure | HostAct | Leave


@value
class Batch:
    """Events of a node, published at once."""

    node: str
    boot: str
    """Sorts after all earlier boots of the node (`boot_name`)."""
    number: int
    """1, 2, 3 ... within the boot."""
    seen: int
    """A position that the node has applied."""
    chain: bytes
    """The hash of everything up to `seen`."""
    events: tuple[Event, ...] = ()


def boot_name(position: int, distinction: str) -> str:
    """Return the name of a boot. `position`: the last of the log at the beginning of the boot.

    `distinction`: random text, for boots with the same position.
    """
    return f"{position:016x}-{distinction}"
