"""The values of the control channel, for both sides: requests, answers, reports, and their contents. Pure.

`net/control` has their lines.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from desktop_chat.net.fingerprints import NO_KEY, KeyPin
from desktop_chat.value_class import value


class ControlError(Exception):
    """A line outside the protocol, or a refused request. The text is one sentence for a person."""


class EntryRule(StrEnum):
    """Who may join: all people (with the password, if there is a password), people with an invitation link, or people
    after the host's consent."""

    OPEN = "open"
    LINK = "link"
    APPROVAL = "approval"


class KnockAnswer(StrEnum):
    """The host's answer to a person at the door: for the run of the server, for good, or no."""

    ACCEPT = "accept"
    ALWAYS = "always"
    DECLINE = "decline"


class ServerPhase(StrEnum):
    """The phase of a server's life."""

    STOPPED = "stopped"
    STARTING = "starting"
    RUNNING = "running"
    STOPPING = "stopping"
    FAILED = "failed"


@value
class ServerState:
    """A server as a whole."""

    phase: ServerPhase
    since: int
    """The start of the server, in Unix ms."""
    name: str
    version: str
    pid: int
    listening: tuple[str, ...] = ()
    """HOST:PORT texts, IPv6 in brackets."""
    fingerprint: KeyPin = NO_KEY
    """The SHA-256 of the server's public key, in hex."""
    lobby: str = ""
    reason: str = ""
    """Why the server stopped or failed."""
    trouble: str = ""
    """What is wrong while the server runs (the disk is full), in words."""
    data: str = ""
    """The data folder."""
    entry: str = ""
    """Who may join: an EntryRule."""
    browsers: str = ""
    """How browsers may join: the scheme of their links, https or http; "" if they may not."""
    announced: bool = True
    """Whether clients on the network find the chat."""
    router: bool = False
    """Whether the router is asked to let people from the internet in."""
    outside: str = ""
    """The address (HOST:PORT) at which the internet reaches the chat, as the router says."""
    router_trouble: str = ""
    """Why the router does not let people in, in words."""
    own_certificate: bool = True
    """Whether the server has made its certificate itself."""


@value
class UserRow:
    """A connected user."""

    nick: str
    user: str
    """The user name of nick!user@host."""
    host: str
    account: str
    role: str
    """`owner` (the host), `operator` or empty."""
    rooms: tuple[str, ...]
    since: int
    """The time of connecting, in Unix ms."""
    active: int
    """The time of the last message, in Unix ms."""
    rate: int
    """Messages in the last minute."""
    secure: bool
    away: bool
    realname: str = ""
    muted: bool = False
    moderator: bool = False
    """An operator of the lobby."""
    written: str = ""
    """The name that the person publishes, or empty."""


@value
class RoomRow:
    """A room."""

    name: str
    topic: str
    people: int
    modes: str
    """The letters of the modes without a parameter, such as `nt`."""
    password: str
    limit: int
    """Most people; 0 for any number."""
    created: int
    """Unix ms."""
    founder: str
    """The name of the founder, or empty."""
    lobby: bool
    messages: int = 0
    last: int = 0
    """The time of the newest message, in Unix ms; 0 without messages."""
    keep_days: int = 0
    """For how many days the room keeps its messages; 0: as the settings say."""


@value
class RoleRow:
    """A role of a person, present or absent."""

    role: str
    """`owner`, `operator`, `founder` (of a room), `moderator`, `computer` (a further one of the owner), or `owner_link`
    (a link that waits for its computer)."""
    name: str
    """The account, or the nick of a guest."""
    room: str = ""
    """The room of a founder or moderator."""
    identity: str = ""
    """For the requests `moderator` and `revoke_owner`; empty for a guest without a certificate, who is named by the
    nick. Of a computer: the SHA-256 of its certificate."""
    account: bool = False
    online: bool = False


@value
class BanRow:
    """A ban or a mute."""

    kind: str
    """`mask`, `network` (an address, or a network in CIDR) or `mute`."""
    mask: str
    reason: str
    by: str
    at: int
    """The time of the ban, in Unix ms."""
    until: int
    """The end of the ban, in Unix ms; 0 for a permanent ban."""
    name: str = ""
    """The name of the banned person, if known."""


@value
class FileRow:
    """A sent file."""

    id: str
    name: str
    media_type: str
    size: int
    """Bytes."""
    by: str
    """The nick of the person who sent the file, at that time."""
    room: str
    """The name of the room; empty for a file of no room."""
    time: int
    """Unix ms."""
    content: str = ""
    """The hash of the bytes, in hex."""


@value
class FileSpace:
    """How much all files take up."""

    count: int
    size: int
    """Bytes, with those of uploads under way."""
    most: int
    """Bytes that all files may take up; 0 without a limit."""


@value
class WebhookRow:
    """An address at which another program posts to a room, or an address to call when something is said there.

    The address for posts is told once, to the maker.
    """

    id: int
    room: str
    name: str
    """The author of the posts, or of the answers."""
    by: str
    """Who made the webhook."""
    since: int
    """The time of the making, in Unix ms."""
    count: int
    """Posts or calls since the start of the server."""
    last: int
    """The time of the last of them, in Unix ms; 0 for none."""
    picture: str = ""
    """The https:// address of the author's picture, or empty."""
    per_minute: int = 0
    """Posts in a minute, at most; 0 for an address that is called."""
    url: str = ""
    """The address that is called; empty for an address by which a program posts."""
    word: str = ""
    """Only messages that begin with this word are told; empty for all messages."""


@value
class KnockRow:
    """A person at the door, until the host's answer."""

    id: int
    nick: str
    realname: str
    host: str
    account: str
    since: int
    """The time of the request, in Unix ms."""


@value
class LinkRow:
    """An invitation link."""

    token: str
    """What the link carries (`token` of `client/chat_address`): letters, or code words with hyphens."""
    name: str
    """The host's name for the link, or empty."""
    made: int
    """Unix ms."""
    uses: int
    """How many people have come in by the link."""
    used: int
    """The last use, in Unix ms; 0 for an unused link."""


@value
class Counters:
    """The figures of a server."""

    users: int
    peak: int
    """The most users at one time."""
    rooms: int
    messages_minute: int
    """Messages and events in the last 60 seconds."""
    messages_total: int
    database: int
    """The size of the database, in bytes."""
    memory: int
    """The memory of the process, in bytes."""
    uptime: int
    """Seconds since the start."""


@value
class LogLine:
    """A line of the log."""

    time: int
    """Unix ms."""
    level: str
    """DEBUG, INFO, WARNING, ERROR or CRITICAL."""
    text: str


@value
class SettingRow:
    """A setting, with all texts and limits for the launcher. The texts are English; the launcher translates."""

    key: str
    kind: str
    """`text`, `paragraph`, `password`, `number`, `flag`, `choice` or `list`."""
    value: str | int | bool | tuple[str, ...]
    default: str | int | bool | tuple[str, ...]
    help: str
    choices: tuple[str, ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    restart: bool = False
    """A change has effect at the next start."""
    title: str = ""
    unit: str = ""
    section: str = ""
    advanced: bool = False
    choice_titles: tuple[str, ...] = ()


@value
class ControlRequest:
    """A line from the launcher. `do` is a key of `REQUESTS`."""

    id: int
    do: str
    arguments: dict[str, Any]


@value
class ControlAnswer:
    """The answer to a request. `error` is a sentence for a person."""

    id: int
    ok: bool
    value: Any = None
    error: str = ""


@value
class ControlReport:
    """A line that the server pushes. `what` is a key of `REPORTS`."""

    what: str
    value: Any
