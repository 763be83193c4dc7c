"""The pages of the settings window, in order. A further page is a row here. GUI thread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from desktop_chat.qt.settings.advanced_page import AdvancedPage
from desktop_chat.qt.settings.look_page import LookPage
from desktop_chat.qt.settings.network_page import NetworkPage
from desktop_chat.qt.settings.notification_page import NotificationPage
from desktop_chat.qt.settings.option_page import OptionPage
from desktop_chat.qt.settings.privacy_page import PrivacyPage
from desktop_chat.qt.settings.profile_page import ProfilePage
from desktop_chat.qt.settings.settings_context import SettingsContext
from desktop_chat.qt.settings.shortcut_page import ShortcutPage
from desktop_chat.qt.settings.storage_page import StoragePage
from desktop_chat.value_class import value


@value
class PageEntry:
    """A page: a key, the icon and the title in the navigation, and the maker of the page from context and title."""

    key: str
    icon: str
    title: str
    make: Callable[[SettingsContext, str], OptionPage]


def page_entries() -> tuple[PageEntry, ...]:
    """Return all pages, with titles in the language of the windows."""
    translate = QCoreApplication.translate
    return (
        PageEntry("profile", "user", translate("PageEntries", "Profile"), ProfilePage),
        PageEntry("look", "sun", translate("PageEntries", "Look"), LookPage),
        PageEntry("notifications", "bell", translate("PageEntries", "Notifications"), NotificationPage),
        PageEntry("shortcuts", "keyboard", translate("PageEntries", "Shortcuts"), ShortcutPage),
        PageEntry("privacy", "eye-off", translate("PageEntries", "Privacy"), PrivacyPage),
        PageEntry("networks", "globe", translate("PageEntries", "Networks"), NetworkPage),
        PageEntry("storage", "folder", translate("PageEntries", "Storage"), StoragePage),
        PageEntry("advanced", "sliders", translate("PageEntries", "Advanced"), AdvancedPage),
    )
