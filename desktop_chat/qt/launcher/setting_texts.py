"""The texts of a setting in the person's language. GUI thread.

The server sends English texts with each SettingRow. A text without a translation stays English.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop_chat.net.addresses import DEFAULT_PORT
from desktop_chat.net.control_values import SettingRow
from desktop_chat.texts import QT_TRANSLATE_NOOP

ENTRY = "access.entry"
BROWSERS = "gateways.websocket"
PLAIN_BROWSERS = "gateways.plain_nearby"
ROUTER = "listen.router"
PORT = "listen.port"
"""Not a setting of the server: the port of all its `listen.addresses`, if they have only one."""
_PORT_TITLE = QT_TRANSLATE_NOOP("Settings", "Port")
_PORT_HELP = QT_TRANSLATE_NOOP("Settings", "IRC clients expect 6697. Links carry the port, so any free port works.")


def setting_title(row: SettingRow) -> str:
    """Return the title with its unit, or the key of a row without a title."""
    title = _translate(row.title) or row.key
    return f"{title} ({_translate(row.unit)})" if row.unit else title


def setting_help(row: SettingRow) -> str:
    return _translate(row.help)


def section_title(row: SettingRow) -> str:
    """Return the title of the row's section, or its name in the key."""
    return _translate(row.section) or section_of(row.key).capitalize()


def choice_title(row: SettingRow, choice: str) -> str:
    """Return the title of one of the row's choices, or the choice itself."""
    return _translate(dict(zip(row.choices, row.choice_titles, strict=False)).get(choice, choice))


def section_of(key: str) -> str:
    """Return the part of a key before the dot."""
    return key.partition(".")[0]


def port_row(addresses: SettingRow, port: int) -> SettingRow:
    """Return the row that changes the port of all addresses."""
    return SettingRow(
        key=PORT,
        kind="number",
        value=port,
        default=DEFAULT_PORT,
        help=_PORT_HELP,
        minimum=1,
        maximum=65_535,
        restart=addresses.restart,
        title=_PORT_TITLE,
        section=addresses.section,
    )


def _translate(text: str) -> str:
    return QCoreApplication.translate("Settings", text) if text else ""
