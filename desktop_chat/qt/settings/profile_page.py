"""ProfilePage: the person as others see them. GUI thread."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_chat.client.profiles import NAME_LENGTH, PRONOUNS, STATUS
from desktop_chat.irc.names import nick_from_person
from desktop_chat.qt.dialogs.portrait_field import PortraitField
from desktop_chat.qt.settings.option_page import OptionPage
from desktop_chat.qt.settings.settings_context import SettingsContext
from desktop_chat.qt.widgets import Card

_LONGEST = {PRONOUNS: 40, STATUS: 120}
"""The most characters of a value, by key."""


class ProfilePage(OptionPage):
    """The person's name, as people write names, and the values that chats show beside the name."""

    def __init__(self, context: SettingsContext, title: str, parent: QWidget | None = None) -> None:
        super().__init__(context, title, parent)
        self.fields: dict[str, QLineEdit] = {}
        card = self.add_card(self.tr("You"))
        self.name_field = QLineEdit(context.controller.person_name)
        self.name_field.setMaxLength(NAME_LENGTH)
        self._name_row = self.add_option(card, self.tr("Name"), self.name_field)
        self.name_field.textEdited.connect(self.on_name_edited)
        self.name_field.editingFinished.connect(lambda: context.change_name(self.name_field.text()))
        self.portrait_field = PortraitField("")
        self.on_name_edited(self.name_field.text())
        self.portrait_field.chosen.connect(context.controller.portrait.set_portrait)
        self.portrait_field.removed.connect(context.controller.portrait.remove_portrait)
        self.add_option(card, self.tr("Picture"), self.portrait_field)
        self.refresh_portrait()
        self._add_value(card, PRONOUNS, self.tr("Pronouns"), self.tr("For example: she/her"))
        self._add_value(card, STATUS, self.tr("Status"), self.tr("For example: back on Monday"))

    def _add_value(self, card: Card, key: str, title: str, hint: str) -> None:
        field = QLineEdit(self.context.preferences.profile.get(key, ""))
        field.setMaxLength(_LONGEST[key])
        field.setPlaceholderText(hint)
        field.editingFinished.connect(lambda: self.on_value_finished(key))
        self.fields[key] = field
        self.add_option(card, title, field, self.tr("Shown in chats whose server keeps profiles."))

    def refresh(self) -> None:
        """Show changes made in the chat window."""
        self.name_field.setText(self.context.controller.person_name)
        self.on_name_edited(self.name_field.text())
        self.refresh_portrait()
        for key, field in self.fields.items():
            field.setText(self.context.preferences.profile.get(key, ""))

    def refresh_portrait(self) -> None:
        """Show the picture in use, and whether the chats can keep one."""
        own = self.context.controller.portrait
        self.portrait_field.show_portrait(own.read_image())
        self.portrait_field.set_lack(own.refusal(), self.tr("A file from this computer; drop it here, or paste it."))

    def on_name_edited(self, text: str) -> None:
        """Show the nick of the name, and the initials and the colour that the chats show."""
        nick = nick_from_person(text) if text.strip() else ""
        self._name_row.show_help(
            self.tr("Shown to others at once. In commands and mentions: {0}").format(nick) if nick else ""
        )
        self.portrait_field.avatar.set_name(nick)

    def on_value_finished(self, key: str) -> None:
        """Publish a changed value in all chats."""
        value = " ".join(self.fields[key].text().split())
        if value != self.context.preferences.profile.get(key, ""):
            controller = self.context.controller
            controller.identity.set_profile(controller.person_name, {key: value})
