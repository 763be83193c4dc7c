"""The table of settings: a row for each, with type, range, default, title, help and unit.

A new setting is a row here, or in the module of its section (such as `limit_rows`), and a use: `ServerSettings[key]`
in the server, or `hub_field` and the field of HubSettings in the hub. `make translations` and `make docs` do the rest.
A setting with a new key keeps the old key in `OLD_KEYS`.
"""

from __future__ import annotations

import difflib
import getpass
import os
import socket

from desktop_chat.irc.names import is_channel, is_hostname
from desktop_chat.net.addresses import ADDRESSES_KEY
from desktop_chat.server import lan_announcement
from desktop_chat.server.access_rows import ACCESS
from desktop_chat.server.errors import StartError
from desktop_chat.server.file_rows import FILES
from desktop_chat.server.gateway_rows import GATEWAY_SETTINGS
from desktop_chat.server.limit_rows import LIMITS
from desktop_chat.server.monitoring_rows import MONITORING
from desktop_chat.server.setting import (
    ChoiceSetting,
    FlagSetting,
    ListSetting,
    NumberSetting,
    ParagraphSetting,
    PasswordSetting,
    Setting,
    TextSetting,
    check_address,
)
from desktop_chat.texts import QT_TRANSLATE_NOOP
from desktop_chat.texts import server as texts

_NAME_LENGTH = 60

_DAYS = QT_TRANSLATE_NOOP("Settings", "days")
_MINUTES = QT_TRANSLATE_NOOP("Settings", "minutes")
_CHARACTERS = QT_TRANSLATE_NOOP("Settings", "characters")


def _own_name() -> str:
    given = os.environ.get("DESKTOP_CHAT_NAME", "")
    if given:
        return given[:_NAME_LENGTH]
    try:
        return f"{getpass.getuser()}'s chat"
    except (KeyError, OSError):
        return "Desktop Chat"


def _own_host() -> str:
    name = socket.gethostname().lower()
    return name if is_hostname(name) else "desktop.chat"


def _check_host(key: str, text: str) -> str:
    if not is_hostname(text):
        raise StartError(texts.HOST_WITHOUT_DOT(key, repr(text)))
    return text


def _check_lobby(key: str, text: str) -> str:
    if text and not is_channel(text):
        raise StartError(texts.NOT_A_LOBBY(key, repr(text)))
    return text


_CHAT: tuple[Setting, ...] = (
    TextSetting(
        "server.name",
        _own_name(),
        QT_TRANSLATE_NOOP("Settings", "Name of the chat"),
        QT_TRANSLATE_NOOP("Settings", "What people see when they look for a chat."),
        default_note="USER's chat",
        hub_field="name",
    ),
    TextSetting(
        "server.host",
        _own_host(),
        QT_TRANSLATE_NOOP("Settings", "Server name (as IRC clients see it)"),
        QT_TRANSLATE_NOOP("Settings", "A name with a dot in it, for example desktop.chat."),
        default_note="the computer's name if it has a dot, else desktop.chat",
        restart=True,
        advanced=True,
        hub_field="host",
        check=_check_host,
    ),
    ParagraphSetting(
        "server.welcome",
        "",
        QT_TRANSLATE_NOOP("Settings", "Welcome text"),
        QT_TRANSLATE_NOOP("Settings", "Shown to everybody who joins."),
        hub_field="welcome",
    ),
    TextSetting(
        "server.lobby",
        "#lobby",
        QT_TRANSLATE_NOOP("Settings", "First room"),
        QT_TRANSLATE_NOOP("Settings", "New users join this room."),
        hub_field="lobby",
        check=_check_lobby,
    ),
    TextSetting(
        "server.icon",
        "",
        QT_TRANSLATE_NOOP("Settings", "Picture"),
        QT_TRANSLATE_NOOP("Settings", "The https:// address of a picture of this chat, which some clients show."),
        hub_field="icon",
    ),
    TextSetting(
        "server.admin",
        "",
        QT_TRANSLATE_NOOP("Settings", "Contact"),
        QT_TRANSLATE_NOOP("Settings", "How people reach the person who runs this chat."),
        advanced=True,
        hub_field="admin",
    ),
)


_HISTORY: tuple[Setting, ...] = (
    NumberSetting(
        "history.replay_on_join",
        50,
        QT_TRANSLATE_NOOP("Settings", "Messages shown on entering a room"),
        QT_TRANSLATE_NOOP("Settings", "For clients that cannot ask for history themselves. 0 shows none."),
        maximum=1000,
        hub_field="replay_on_join",
    ),
    NumberSetting(
        "history.days",
        0,
        QT_TRANSLATE_NOOP("Settings", "Keep messages for"),
        QT_TRANSLATE_NOOP("Settings", "Older messages are deleted for good. 0 keeps everything."),
        unit=_DAYS,
        maximum=36_500,
        hub_field="history_days",
    ),
    NumberSetting(
        "history.redact_minutes",
        0,
        QT_TRANSLATE_NOOP("Settings", "People can delete their messages for"),
        QT_TRANSLATE_NOOP("Settings", "0 sets no limit. Moderators of a room can always delete."),
        unit=_MINUTES,
        maximum=1 << 24,
        hub_field="redact_minutes",
    ),
    NumberSetting(
        "history.edit_minutes",
        0,
        QT_TRANSLATE_NOOP("Settings", "People can edit their messages for"),
        QT_TRANSLATE_NOOP("Settings", "0 sets no limit."),
        unit=_MINUTES,
        maximum=1 << 24,
        hub_field="edit_minutes",
    ),
    NumberSetting(
        "history.page",
        100,
        QT_TRANSLATE_NOOP("Settings", "Messages per history request"),
        QT_TRANSLATE_NOOP("Settings", "The most that a client gets with one request."),
        advanced=True,
        minimum=1,
        maximum=1000,
        hub_field="history_page",
    ),
)

_BACKUPS: tuple[Setting, ...] = (
    FlagSetting(
        "backups.daily",
        False,
        QT_TRANSLATE_NOOP("Settings", "A backup every day"),
        QT_TRANSLATE_NOOP("Settings", "In the data folder. A backup still holds messages that are deleted later."),
    ),
    NumberSetting(
        "backups.keep",
        7,
        QT_TRANSLATE_NOOP("Settings", "Daily backups to keep"),
        QT_TRANSLATE_NOOP("Settings", "Older ones are deleted."),
        minimum=1,
        maximum=366,
    ),
)

_LISTEN: tuple[Setting, ...] = (
    ListSetting(
        ADDRESSES_KEY,
        ("0.0.0.0:6697", "[::]:6697"),
        QT_TRANSLATE_NOOP("Settings", "Addresses to listen on"),
        QT_TRANSLATE_NOOP("Settings", "As HOST:PORT, with commas between them."),
        restart=True,
        advanced=True,
        check=check_address,
    ),
    ChoiceSetting(
        "listen.announce",
        lan_announcement.PRIVATE,
        QT_TRANSLATE_NOOP("Settings", "Show this chat on the network"),
        QT_TRANSLATE_NOOP("Settings", "People nearby find it when they open the program, without an address."),
        choices={
            lan_announcement.PRIVATE: QT_TRANSLATE_NOOP("Settings", "On home and office networks"),
            lan_announcement.EVERYWHERE: QT_TRANSLATE_NOOP("Settings", "On all networks, public ones too"),
            lan_announcement.NOWHERE: QT_TRANSLATE_NOOP("Settings", "Do not show it"),
        },
    ),
    FlagSetting(
        "listen.router",
        False,
        QT_TRANSLATE_NOOP("Settings", "Open the port in the router"),
        QT_TRANSLATE_NOOP("Settings", "People from the internet can then reach the chat. It ends when the chat stops."),
    ),
    ChoiceSetting(
        "listen.plain",
        "loopback",
        QT_TRANSLATE_NOOP("Settings", "Who may join without encryption"),
        QT_TRANSLATE_NOOP("Settings", "Some old clients cannot encrypt. Their messages can be read on the way."),
        choices={
            "loopback": QT_TRANSLATE_NOOP("Settings", "Only this computer"),
            "anyone": QT_TRANSLATE_NOOP("Settings", "Everybody"),
        },
    ),
)

_ACCOUNTS: tuple[Setting, ...] = (
    FlagSetting(
        "accounts.register",
        True,
        QT_TRANSLATE_NOOP("Settings", "Everybody may register an account"),
        QT_TRANSLATE_NOOP("Settings", "An account keeps a name, wherever its owner comes from."),
        hub_field="register_accounts",
    ),
    FlagSetting(
        "accounts.register_before_connect",
        True,
        QT_TRANSLATE_NOOP("Settings", "Accounts can be registered before joining"),
        QT_TRANSLATE_NOOP("Settings", "For clients that register an account while they connect."),
        hub_field="register_before_connect",
    ),
    FlagSetting(
        "accounts.email_required",
        False,
        QT_TRANSLATE_NOOP("Settings", "An account needs an email address"),
        QT_TRANSLATE_NOOP("Settings", "Only you see it."),
        hub_field="email_required",
    ),
    FlagSetting(
        "accounts.always_on",
        False,
        QT_TRANSLATE_NOOP("Settings", "New accounts stay in their rooms"),
        QT_TRANSLATE_NOOP("Settings", "Also while nobody is connected for them."),
        hub_field="always_on",
    ),
    NumberSetting(
        "accounts.password_length",
        8,
        QT_TRANSLATE_NOOP("Settings", "Shortest password"),
        unit=_CHARACTERS,
        minimum=1,
        maximum=100,
        hub_field="password_length",
    ),
)


_PROCESS: tuple[Setting, ...] = (
    TextSetting(
        "oper.name",
        "",
        QT_TRANSLATE_NOOP("Settings", "Operator name"),
        QT_TRANSLATE_NOOP("Settings", "For the OPER command of IRC clients. Empty: nobody can become operator."),
        hub_field="oper_name",
    ),
    PasswordSetting("oper.password", "", QT_TRANSLATE_NOOP("Settings", "Operator password"), hub_field="oper_password"),
    NumberSetting(
        "threads.io",
        0,
        QT_TRANSLATE_NOOP("Settings", "Threads for connections"),
        QT_TRANSLATE_NOOP("Settings", "0 chooses a number that suits this computer."),
        restart=True,
        maximum=16,
    ),
    TextSetting(
        "tls.certificate",
        "",
        QT_TRANSLATE_NOOP("Settings", "Certificate"),
        QT_TRANSLATE_NOOP("Settings", "A PEM file of an authority. Empty: this chat's own certificate."),
        restart=True,
    ),
    TextSetting(
        "tls.key",
        "",
        QT_TRANSLATE_NOOP("Settings", "Key of the certificate"),
        QT_TRANSLATE_NOOP("Settings", "A PEM file."),
        restart=True,
    ),
    NumberSetting(
        "tls.sts_days",
        0,
        QT_TRANSLATE_NOOP("Settings", "Require encryption"),
        QT_TRANSLATE_NOOP(
            "Settings", "Clients keep to encryption for so long; 0: no. Only with an authority's certificate."
        ),
        unit=_DAYS,
    ),
    PasswordSetting(
        "webirc.password",
        "",
        QT_TRANSLATE_NOOP("Settings", "Password of web gateways"),
        QT_TRANSLATE_NOOP("Settings", "For WEBIRC: web chats that connect for others. Empty: none."),
        hub_field="webirc_password",
    ),
    TextSetting(
        "webirc.addresses",
        "",
        QT_TRANSLATE_NOOP("Settings", "Addresses of web gateways"),
        QT_TRANSLATE_NOOP("Settings", "Addresses or networks, with commas between them."),
    ),
)

SETTINGS = (
    *_CHAT,
    *ACCESS,
    *_HISTORY,
    *FILES,
    *_BACKUPS,
    *_LISTEN,
    *_ACCOUNTS,
    *GATEWAY_SETTINGS,
    *LIMITS,
    *MONITORING,
    *_PROCESS,
)
"""All settings, in the order of SECTIONS."""

OLD_KEYS = {
    "doors.websocket": "gateways.websocket",
    "doors.origins": "gateways.origins",
    "doors.text": "gateways.text",
    "doors.json": "gateways.json",
    "limits.message_lines": "limits.multiline_lines",
    "limits.message_bytes": "limits.multiline_bytes",
}
"""Former keys, which files and `--set` may still use."""

_BY_KEY = {setting.key: setting for setting in SETTINGS}


def find_setting(key: str) -> Setting:
    """Return the setting of a key or former key. Raises StartError."""
    setting = _BY_KEY.get(OLD_KEYS.get(key, key))
    if setting is None:
        near = difflib.get_close_matches(key, _BY_KEY, 1, 0.4)
        shown = repr(key)
        raise StartError(texts.UNKNOWN_SETTING_LIKE(shown, near[0]) if near else texts.UNKNOWN_SETTING(shown))
    return setting
