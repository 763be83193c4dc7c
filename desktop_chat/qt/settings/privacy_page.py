"""PrivacyPage: what others learn of the person. GUI thread."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_chat.qt.settings.option_page import OptionPage
from desktop_chat.qt.settings.settings_context import SettingsContext


class PrivacyPage(OptionPage):
    """What is sent beside messages, and the person's certificates."""

    def __init__(self, context: SettingsContext, title: str, parent: QWidget | None = None) -> None:
        super().__init__(context, title, parent)
        card = self.add_card(self.tr("You and the others"))
        self.tell_typing_switch = self.add_switch(card, self.tr("Tell others when I am typing"), "tell_typing")
        self.one_key_switch = self.add_switch(
            card,
            self.tr("Use one certificate for all new servers"),
            "one_key",
            self.tr("Without it no two servers can tell that you are the same person."),
        )
