"""NotificationPage: what the person is notified of. GUI thread."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_chat.qt.settings.option_page import OptionPage
from desktop_chat.qt.settings.settings_context import SettingsContext


class NotificationPage(OptionPage):
    """The rules of notifications."""

    def __init__(self, context: SettingsContext, title: str, parent: QWidget | None = None) -> None:
        super().__init__(context, title, parent)
        card = self.add_card(self.tr("Messages"))
        self.notify_switch = self.add_switch(card, self.tr("Notify me of messages that are meant for me"), "notify")
