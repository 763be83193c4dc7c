"""The settings of the section `access`: a part of the table in `setting_rows`."""

from __future__ import annotations

from desktop_chat.hub.live import cloak
from desktop_chat.hub.people import entry_scope
from desktop_chat.net.control_values import EntryRule
from desktop_chat.server.setting import (
    ChoiceSetting,
    PasswordSetting,
    Setting,
)
from desktop_chat.texts import QT_TRANSLATE_NOOP

ACCESS: tuple[Setting, ...] = (
    ChoiceSetting(
        "access.entry",
        EntryRule.OPEN.value,
        QT_TRANSLATE_NOOP("Settings", "Who may join"),
        QT_TRANSLATE_NOOP("Settings", "People who joined by a link, or are in now, may always come again."),
        hub_field="entry",
        choices={
            EntryRule.OPEN.value: QT_TRANSLATE_NOOP("Settings", "Everybody who can reach it"),
            EntryRule.LINK.value: QT_TRANSLATE_NOOP("Settings", "People with an invitation link"),
            EntryRule.APPROVAL.value: QT_TRANSLATE_NOOP("Settings", "People whom you let in"),
        },
    ),
    PasswordSetting(
        "access.password",
        "",
        QT_TRANSLATE_NOOP("Settings", "Password"),
        QT_TRANSLATE_NOOP("Settings", "People without a link need it. Empty: there is no password."),
        hub_field="password",
    ),
    ChoiceSetting(
        "access.scope",
        entry_scope.ANYWHERE,
        QT_TRANSLATE_NOOP("Settings", "From where people may join"),
        QT_TRANSLATE_NOOP("Settings", "People who are in already stay."),
        hub_field="scope",
        choices={
            entry_scope.ANYWHERE: QT_TRANSLATE_NOOP("Settings", "From anywhere"),
            entry_scope.NETWORK: QT_TRANSLATE_NOOP("Settings", "From this network only"),
        },
    ),
    ChoiceSetting(
        "access.cloak",
        cloak.INTERNET,
        QT_TRANSLATE_NOOP("Settings", "Whose address is hidden from others"),
        QT_TRANSLATE_NOOP("Settings", "You still see it. Others see letters that stay the same, so bans work."),
        hub_field="cloak",
        choices={
            cloak.INTERNET: QT_TRANSLATE_NOOP("Settings", "People who join over the internet"),
            cloak.EVERYBODY: QT_TRANSLATE_NOOP("Settings", "All people"),
            cloak.NOBODY: QT_TRANSLATE_NOOP("Settings", "Nobody"),
        },
    ),
)
