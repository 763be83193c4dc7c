"""LookPage: theme, size of text, language. GUI thread."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_chat.qt.settings.option_page import OptionPage
from desktop_chat.qt.settings.settings_context import SettingsContext
from desktop_chat.qt.widgets.choice_box import ChoiceBox

ZOOMS = (75, 90, 100, 110, 125, 150, 175, 200)
LANGUAGES = (("en", "English"), ("ru", "Русский"))


class LookPage(OptionPage):
    """Each choice is applied to all windows at once."""

    def __init__(self, context: SettingsContext, title: str, parent: QWidget | None = None) -> None:
        super().__init__(context, title, parent)
        self._add_theme()
        self._add_language()

    def _add_theme(self) -> None:
        kept, change = self.context.preferences, self.context.change_look
        card = self.add_card(self.tr("Colours and text"))
        themes = (
            ("system", self.tr("As the system")),
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
            ("contrast", self.tr("High contrast")),
        )
        self.theme_box = self.add_choice(card, self.tr("Colours"), themes, kept.look, lambda look: change(look=look))
        sizes = [(str(zoom), f"{zoom} %") for zoom in sorted({*ZOOMS, kept.zoom})]
        self.zoom_box = self.add_choice(
            card, self.tr("Size of text"), sizes, str(kept.zoom), lambda zoom: change(zoom=int(zoom))
        )

    def _add_language(self) -> None:
        card = self.add_card(self.tr("Language"))
        choices = (("", self.tr("As the system")), *LANGUAGES)
        self.language_box: ChoiceBox = self.add_choice(
            card,
            self.tr("Language of the windows"),
            choices,
            self.context.preferences.language,
            lambda language: self.context.change_fields(language=language),
            self.tr("The language changes when the program starts next."),
        )
