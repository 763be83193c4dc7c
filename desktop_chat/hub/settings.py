"""The hub's part of the settings, as a frozen value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class HubSettings:
    """Replaced whole through `Hub.apply_settings`.

    The rows in `server/setting_rows` have the defaults and the ranges, and name the fields.
    """

    name: str
    """The chat's name for people."""
    host: str
    """The server's name in IRC lines: no space, not empty."""
    version: str
    welcome: str
    """The message of the day; LF between its lines."""
    lobby: str
    """The room that new users join, or ""."""
    icon: str
    """The address of a picture, or ""."""
    admin: str
    """How people reach the person who runs this chat, or ""."""
    password: str
    """ "" if there is none, as for the passwords below."""
    entry: str
    """Who may come in: an EntryRule of `net/control_values`."""
    scope: str
    """From where people may come in: a scope of `hub/people/entry_scope`."""
    cloak: str
    """Whose addresses are hidden: a kind of `hub/live/cloak`."""
    replay_on_join: int
    """Entries that a client without CHATHISTORY gets on JOIN."""
    history_days: int
    """Messages are kept for so long; 0: for ever."""
    history_page: int
    """The most Entries that one CHATHISTORY answers."""
    redact_minutes: int
    """People can delete their messages for so long; 0: for ever."""
    files_enabled: bool
    """People can send files."""
    file_kinds: str
    """What may be sent: a FileKinds of `net/media_types`."""
    file_mb: int
    """The size of one file, in megabytes; 0 for any. So are the next three, in all."""
    file_person_mb: int
    file_room_mb: int
    file_total_mb: int
    file_days: int
    """Files are kept for so long, and no longer than messages; 0: as messages."""
    file_link_days: int
    """Everybody with the address of a file may read it for so long."""
    file_address: str
    """The address of the server as browsers reach it, such as `https://chat.example`; "" for the own one."""
    edit_minutes: int
    """People can edit their messages for so long; 0: for ever."""
    register_accounts: bool
    """Everybody may register an account."""
    register_before_connect: bool
    email_required: bool
    """An account needs an address, which is kept for the host and never written to."""
    always_on: bool
    """What a new account begins with."""
    password_length: int
    """The least, in characters."""
    limits_enabled: bool
    """False switches off the limits that protect the server; the protocol's lengths stay."""
    registration_seconds: int
    ping_seconds: int
    channels_per_user: int
    multiline_lines: int
    multiline_bytes: int
    list_items: int
    """Bans in one room; also exceptions, and invitations."""
    login_attempts: int
    """Wrong passwords after which a connection is closed."""
    login_attempts_per_address: int
    """In ten minutes."""
    registrations_per_address: int
    """In an hour."""
    oper_name: str
    """The name for OPER, or ""."""
    oper_password: str
    webirc_password: str
    webirc_addresses: tuple[str, ...]
    """The addresses and networks from which gateways may connect for others."""
    networks: tuple[str, ...] = ()
    """The networks of the server's computer, beside private ones, for the scope."""
    sts_seconds: int = 0
    """Clients shall keep to TLS at `sts_port` for so long; 0: no such policy is announced."""
    sts_port: int = 0
    nodes: tuple[str, ...] = ()
    """The addresses (HOST:PORT) of all servers of the cluster; none for a single server."""
    cloak_key: bytes = b""
    """The secret of cloaks; without a key there are no cloaks."""
