"""The settings of the section `gateways`: a part of the table in `setting_rows`."""

from __future__ import annotations

from desktop_chat.server.setting import (
    FlagSetting,
    Setting,
    TextSetting,
    check_optional_address,
)
from desktop_chat.texts import QT_TRANSLATE_NOOP

GATEWAY_SETTINGS: tuple[Setting, ...] = (
    FlagSetting(
        "gateways.websocket",
        False,
        QT_TRANSLATE_NOOP("Settings", "Phones and browsers may join"),
        QT_TRANSLATE_NOOP("Settings", "The link opens a page with the chat in every browser, without an install."),
    ),
    FlagSetting(
        "gateways.plain_nearby",
        False,
        QT_TRANSLATE_NOOP("Settings", "Browsers on this network may join without encryption"),
        QT_TRANSLATE_NOOP("Settings", "No warning of a certificate, but others on the network can read along."),
    ),
    TextSetting(
        "gateways.origins",
        "",
        QT_TRANSLATE_NOOP("Settings", "Other web pages that may connect"),
        QT_TRANSLATE_NOOP("Settings", "As https://chat.example, with commas between them. Empty: any."),
    ),
    TextSetting(
        "gateways.proxies",
        "",
        QT_TRANSLATE_NOOP("Settings", "Reverse proxies"),
        QT_TRANSLATE_NOOP("Settings", "Addresses or networks whose X-Forwarded-For is believed, with commas between."),
    ),
    TextSetting(
        "gateways.text",
        "",
        QT_TRANSLATE_NOOP("Settings", "Address for plain text"),
        QT_TRANSLATE_NOOP("Settings", "For programs that know no IRC, as HOST:PORT. Empty: none."),
        restart=True,
        check=check_optional_address,
    ),
    TextSetting(
        "gateways.json",
        "",
        QT_TRANSLATE_NOOP("Settings", "Address for JSON"),
        QT_TRANSLATE_NOOP("Settings", "For programs that send JSON objects, as HOST:PORT. Empty: none."),
        restart=True,
        check=check_optional_address,
    ),
)
