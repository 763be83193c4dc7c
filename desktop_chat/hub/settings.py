"""The settings that the hub lives by: one frozen value, replaced whole through `Hub.configure`."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HubSettings:
    """`name` is the chat's name for people, `host` the server's name in IRC lines (no space, not empty).

    `welcome` is the message of the day, lines parted by LF. An empty `password`, `oper_name` or `oper_password`
    means that there is none. `replay_on_join` (Entries) is what a client without chathistory is shown on JOIN,
    `page` the most that one CHATHISTORY answers. With `limits_enabled` off the limits that protect the server are
    off (the time allowed for registration, how many rooms one user may be in); the protocol's lengths stay.
    `register_accounts`: anybody may make an account. `email_required`: only with an address, which is kept for the
    host and never written to. `always_on` is what a new account begins with. `password_length` is the least,
    `login_attempts` what one connection may try in vain before it is closed, the same from one address within ten
    minutes; `registrations_per_address` new accounts within an hour. `multiline_lines` and `multiline_bytes` bound what
    is said in several lines; `icon` is the address of a picture, `sts_seconds` how
    long clients shall insist on TLS at `sts_port` (0: nothing is said of it), `webirc_addresses` whence gateways may
    speak for others. Own words can be taken back for `redact_seconds` and corrected for `edit_seconds` (0: for
    ever).
    """

    name: str = "Desktop Chat"
    host: str = "desktop.chat"
    version: str = "desktop-chat"
    welcome: str = ""
    lobby: str = "#lobby"
    password: str = ""
    oper_name: str = ""
    oper_password: str = ""
    admin: str = ""
    replay_on_join: int = 50
    page: int = 100
    limits_enabled: bool = True
    registration_seconds: int = 30
    ping_seconds: int = 90
    channels_per_user: int = 100
    list_items: int = 100
    register_accounts: bool = True
    register_before_connect: bool = True
    email_required: bool = False
    always_on: bool = False
    password_length: int = 8
    login_attempts: int = 5
    login_attempts_per_address: int = 30
    registrations_per_address: int = 10
    multiline_lines: int = 100
    multiline_bytes: int = 16384
    icon: str = ""
    sts_seconds: int = 0
    sts_port: int = 0
    webirc_password: str = ""
    webirc_addresses: tuple[str, ...] = ()
    redact_seconds: int = 0
    edit_seconds: int = 0
    cloak: str = "internet"
    """Whose addresses others are not shown: internet, everybody or nobody."""
    cloak_key: bytes = b""
    """What cloaks are made with; without one there are none."""


NICK_LENGTH = 30
"""Code points in a nick; its UTF-8 is at most NICK_BYTES long."""
NICK_BYTES = 90
CHANNEL_LENGTH = 64
"""Bytes of UTF-8 in a channel's name, as are all lengths below."""
TOPIC_LENGTH = 390
KICK_LENGTH = 300
AWAY_LENGTH = 200
QUIT_LENGTH = 300
USER_LENGTH = 18
REALNAME_LENGTH = 150
KEY_LENGTH = 32
MASK_LENGTH = 200
LABEL_LENGTH = 64
MAX_TARGETS = 4
"""Targets of one PRIVMSG, NOTICE or TAGMSG."""
MAX_NAMES_TARGETS = 4
"""Rooms of one NAMES: their names are all in its last line."""
PASSWORD_LENGTH = 600
EMAIL_LENGTH = 254
RESEND_LENGTH = 64
"""Bytes in a desktop-chat/id."""
MAX_EDITS = 30
"""How often one message can be corrected."""
MAX_MODE_CHANGES = 20
"""Mode changes with a parameter in one MODE."""


def strip_controls(text: str) -> str:
    """`text` without control characters and line breaks of any kind, and without space around it."""
    return "".join(char for char in text if char.isprintable() or unicodedata.category(char) in ("Cf", "Zs")).strip()


def clip_bytes(text: str, limit: int) -> str:
    """`text` cut to at most `limit` bytes of UTF-8, never inside a character."""
    if len(text) * 4 <= limit:
        return text
    data = text.encode("utf-8", "replace")
    if len(data) <= limit:
        return text
    return data[:limit].decode("utf-8", "ignore")
