"""The settings of the section `limits`: a part of the table in `setting_rows`."""

from __future__ import annotations

from desktop_chat.server.setting import FlagSetting, NumberSetting, Setting
from desktop_chat.texts import QT_TRANSLATE_NOOP

MAX_LIST_ITEMS = 10_000
_SECONDS = QT_TRANSLATE_NOOP("Settings", "s")
_BYTES = QT_TRANSLATE_NOOP("Settings", "bytes")

LIMITS: tuple[Setting, ...] = (
    FlagSetting(
        "limits.enabled",
        True,
        QT_TRANSLATE_NOOP("Settings", "Protect against floods"),
        QT_TRANSLATE_NOOP("Settings", "Slows down clients that send too much."),
        hub_field="limits_enabled",
    ),
    NumberSetting(
        "limits.registration_seconds",
        30,
        QT_TRANSLATE_NOOP("Settings", "Registration timeout"),
        QT_TRANSLATE_NOOP("Settings", "A connection that has not registered by then is closed."),
        unit=_SECONDS,
        minimum=1,
        hub_field="registration_seconds",
    ),
    NumberSetting(
        "limits.connections_per_address",
        64,
        QT_TRANSLATE_NOOP("Settings", "Connections from one address"),
        QT_TRANSLATE_NOOP("Settings", "At a time. 0 allows any number."),
    ),
    NumberSetting(
        "limits.connections_per_minute",
        120,
        QT_TRANSLATE_NOOP("Settings", "New connections a minute from one address"),
        QT_TRANSLATE_NOOP("Settings", "0 allows any number."),
    ),
    NumberSetting(
        "limits.burst",
        20,
        QT_TRANSLATE_NOOP("Settings", "Lines at once"),
        QT_TRANSLATE_NOOP("Settings", "A client that sends more lines at once is slowed down."),
        minimum=1,
    ),
    NumberSetting("limits.per_second", 5, QT_TRANSLATE_NOOP("Settings", "Lines a second after that"), minimum=1),
    NumberSetting(
        "limits.outbox_bytes",
        1 << 20,
        QT_TRANSLATE_NOOP("Settings", "Send queue of one client"),
        QT_TRANSLATE_NOOP("Settings", "A client that falls further behind is disconnected."),
        unit=_BYTES,
        minimum=4096,
    ),
    NumberSetting(
        "limits.channels_per_user",
        100,
        QT_TRANSLATE_NOOP("Settings", "Rooms that one person may be in"),
        minimum=1,
        hub_field="channels_per_user",
    ),
    NumberSetting(
        "limits.multiline_lines",
        100,
        QT_TRANSLATE_NOOP("Settings", "Lines in one message"),
        minimum=2,
        maximum=1000,
        hub_field="multiline_lines",
    ),
    NumberSetting(
        "limits.multiline_bytes",
        16_384,
        QT_TRANSLATE_NOOP("Settings", "Size of a message of several lines"),
        unit=_BYTES,
        minimum=1024,
        maximum=1 << 18,
        hub_field="multiline_bytes",
    ),
    NumberSetting(
        "limits.list_items",
        100,
        QT_TRANSLATE_NOOP("Settings", "Bans in one room"),
        QT_TRANSLATE_NOOP("Settings", "The same limit holds for exceptions, and for invitations."),
        minimum=10,
        maximum=MAX_LIST_ITEMS,
        hub_field="list_items",
    ),
    NumberSetting(
        "limits.ping_seconds",
        50,
        QT_TRANSLATE_NOOP("Settings", "Send a ping after"),
        QT_TRANSLATE_NOOP("Settings", "A client that was silent for so long must answer."),
        unit=_SECONDS,
        minimum=5,
        hub_field="ping_seconds",
    ),
    NumberSetting(
        "limits.login_attempts",
        5,
        QT_TRANSLATE_NOOP("Settings", "Wrong passwords on one connection"),
        QT_TRANSLATE_NOOP("Settings", "The connection is then closed."),
        minimum=1,
        hub_field="login_attempts",
    ),
    NumberSetting(
        "limits.login_attempts_per_address",
        30,
        QT_TRANSLATE_NOOP("Settings", "Wrong passwords from one address"),
        QT_TRANSLATE_NOOP("Settings", "In ten minutes."),
        minimum=1,
        hub_field="login_attempts_per_address",
    ),
    NumberSetting(
        "limits.registrations_per_address",
        10,
        QT_TRANSLATE_NOOP("Settings", "New accounts from one address"),
        QT_TRANSLATE_NOOP("Settings", "In an hour."),
        minimum=1,
        hub_field="registrations_per_address",
    ),
)
