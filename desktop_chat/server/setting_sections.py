"""The sections of the settings: each key begins with the name of its section and a dot."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_chat.texts import QT_TRANSLATE_NOOP


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the file. `advanced`: the launcher hides all settings of the section at first."""

    title: str
    advanced: bool = False


SECTIONS = {
    "server": Section(QT_TRANSLATE_NOOP("Settings", "The chat")),
    "access": Section(QT_TRANSLATE_NOOP("Settings", "Who may join")),
    "history": Section(QT_TRANSLATE_NOOP("Settings", "History")),
    "files": Section(QT_TRANSLATE_NOOP("Settings", "Pictures and files")),
    "backups": Section(QT_TRANSLATE_NOOP("Settings", "Backups")),
    "listen": Section(QT_TRANSLATE_NOOP("Settings", "Network")),
    "accounts": Section(QT_TRANSLATE_NOOP("Settings", "Accounts"), advanced=True),
    "gateways": Section(QT_TRANSLATE_NOOP("Settings", "Other programs"), advanced=True),
    "limits": Section(QT_TRANSLATE_NOOP("Settings", "Limits"), advanced=True),
    "monitoring": Section(QT_TRANSLATE_NOOP("Settings", "Monitoring"), advanced=True),
    "oper": Section(QT_TRANSLATE_NOOP("Settings", "Operator"), advanced=True),
    "threads": Section(QT_TRANSLATE_NOOP("Settings", "Threads"), advanced=True),
    "tls": Section(QT_TRANSLATE_NOOP("Settings", "Encryption"), advanced=True),
    "webirc": Section(QT_TRANSLATE_NOOP("Settings", "Web gateways"), advanced=True),
}
"""In the order in which help and launcher show them."""


def section_of(key: str) -> str:
    """Return the part of a key before the dot."""
    return key.partition(".")[0]
