"""AdvancedPage: what few people change. GUI thread."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_chat.qt.settings.option_page import OptionPage
from desktop_chat.qt.settings.settings_context import SettingsContext


class AdvancedPage(OptionPage):
    """The chat that is hosted here."""

    def __init__(self, context: SettingsContext, title: str, parent: QWidget | None = None) -> None:
        super().__init__(context, title, parent)
        choices = (
            ("ask", self.tr("Ask")),
            ("keep", self.tr("Keep it running")),
            ("stop", self.tr("Stop it")),
        )
        self.closing_box = self.add_choice(
            self.add_card(self.tr("Hosting")),
            self.tr("When the last window closes"),
            choices,
            context.preferences.on_close,
            lambda choice: context.change_fields(on_close=choice),
            self.tr("What happens to a chat that runs on this computer."),
        )
