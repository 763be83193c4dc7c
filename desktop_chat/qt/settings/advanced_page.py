"""AdvancedPage: what few people change. GUI thread."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_chat.qt.settings.option_page import OptionPage
from desktop_chat.qt.settings.settings_context import SettingsContext
from desktop_chat.qt.views.spell_checker import spell_checker


class AdvancedPage(OptionPage):
    """Spelling, and the chat that is hosted here."""

    def __init__(self, context: SettingsContext, title: str, parent: QWidget | None = None) -> None:
        super().__init__(context, title, parent)
        self._writing_card = self.add_card(self.tr("Writing"))
        self.spelling_switch = self.add_switch(
            self._writing_card,
            self.tr("Underline misspelt words"),
            "check_spelling",
            self.tr("In the languages of the system and in English, by the system's dictionaries."),
        )
        self._checker = spell_checker()
        self._checker.availability_changed.connect(self.refresh)
        self._checker.begin()
        self.refresh()
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

    def refresh(self) -> None:
        """Explain why the spelling cannot be checked, if it cannot."""
        if self._checker.is_available is False:
            self.spelling_switch.setEnabled(False)
            (row,) = self._cards[self._writing_card]
            row.show_help(self.tr("This system has no dictionaries. On Linux they come with Enchant and Hunspell."))
