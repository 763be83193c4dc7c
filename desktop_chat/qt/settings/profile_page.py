"""ProfilePage: who the person is for others. GUI thread."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_chat.irc.names import nick_from_person
from desktop_chat.qt.settings.option_page import OptionPage
from desktop_chat.qt.settings.settings_context import SettingsContext

_LONGEST_NAME = 60


class ProfilePage(OptionPage):
    """The person's name, as people write names, and the form that others see."""

    def __init__(self, context: SettingsContext, title: str, parent: QWidget | None = None) -> None:
        super().__init__(context, title, parent)
        self.name_field = QLineEdit(context.controller.person_name)
        self.name_field.setMaxLength(_LONGEST_NAME)
        self._name_row = self.add_option(self.add_card(self.tr("You")), self.tr("Name"), self.name_field)
        self.name_field.textEdited.connect(self.on_name_edited)
        self.name_field.editingFinished.connect(lambda: context.change_name(self.name_field.text()))
        self.on_name_edited(self.name_field.text())

    def on_name_edited(self, text: str) -> None:
        nick = nick_from_person(text) if text.strip() else ""
        self._name_row.show_help(
            self.tr("Shown to others at once. In commands and mentions: {0}").format(nick) if nick else ""
        )
