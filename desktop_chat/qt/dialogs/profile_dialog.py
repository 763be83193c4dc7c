"""ProfileDialog: the name, the pronouns and the status that a person shows to others. GUI thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop_chat.client.picture_download import picture_host
from desktop_chat.client.profiles import NAME_LENGTH, PRONOUNS, STATUS
from desktop_chat.irc.metadata_keys import AVATAR
from desktop_chat.irc.names import nick_from_person
from desktop_chat.qt.dialogs.portrait_field import PortraitField
from desktop_chat.qt.dialogs.question import ActQuestion
from desktop_chat.qt.theme.sheet import refresh_style
from desktop_chat.qt.widgets import make_label
from desktop_chat.qt.widgets.field_caption import add_captioned

_PRONOUNS_LENGTH = 40
_STATUS_LENGTH = 120
_PICTURE_LENGTH = 200


class ProfileDialog(ActQuestion):
    """Asks for the profile. `lacking`: names of the open chats that show no profiles."""

    portrait_chosen = Signal(QImage, QRect)  # a picture, and its square
    portrait_removed = Signal()
    answered = Signal(str, dict)  # the name, and the other values by key (client/profiles)

    def __init__(
        self,
        name: str,
        profile: Mapping[str, str],
        lacking: Sequence[str],
        parent: QWidget | None,
        *,
        portrait: QImage | None = None,
        portrait_lack: str = "",
    ) -> None:
        """`portrait`: the picture in use. `portrait_lack`: why no picture can be chosen, or ""."""
        title, text = self.tr("Your profile"), self.tr("Others see it beside your messages, in every chat.")
        super().__init__("user", title, text, self.tr("Save"), "primary", parent)
        self.portrait_field = PortraitField(nick_from_person(name))
        self.portrait_field.show_portrait(portrait)
        self.portrait_field.set_lack(portrait_lack, self.tr("A file from this computer; drop it here, or paste it."))
        self._has_portrait = portrait is not None
        self._chosen: tuple[QImage, QRect] | None = None
        self.portrait_field.chosen.connect(self.on_portrait_chosen)
        self.portrait_field.removed.connect(self.on_portrait_removed)
        self.name_field = QLineEdit(name)
        self.pronouns_field = QLineEdit(profile.get(PRONOUNS, ""))
        self.status_field = QLineEdit(profile.get(STATUS, ""))
        self.picture_field = QLineEdit(profile.get(AVATAR, ""))
        self._address = self.picture_field.text()
        self.column.addWidget(self.portrait_field)
        self._add_field(self.column, self.tr("Name"), self.name_field, NAME_LENGTH, "")
        self.wire_label = make_label("", "small", wrap=True)
        self.column.addWidget(self.wire_label)
        hint = self.tr("For example: she/her")
        self._add_field(self.column, self.tr("Pronouns"), self.pronouns_field, _PRONOUNS_LENGTH, hint)
        hint = self.tr("For example: back on Monday")
        self._add_field(self.column, self.tr("Status"), self.status_field, _STATUS_LENGTH, hint)
        hint = self.tr("Address that begins with https://")
        self._add_field(self.column, self.tr("Picture from the web"), self.picture_field, _PICTURE_LENGTH, hint)
        names_of_lacking = ", ".join(lacking)
        self.lacks_label = make_label(
            self.tr("Pronouns and status are not shown on {0}: the server keeps no profiles.").format(names_of_lacking),
            "small",
            wrap=True,
        )
        self.column.addWidget(self.lacks_label)
        self.lacks_label.setVisible(bool(lacking))
        for field in (self.pronouns_field, self.status_field, self.picture_field):
            field.setAccessibleDescription(self.lacks_label.text() if lacking else "")
        self.name_field.textChanged.connect(self.on_name_edited)
        self.picture_field.textChanged.connect(lambda: self.on_name_edited(self.name_field.text()))
        self.on_name_edited(name)
        self.add_buttons()
        self.name_field.selectAll()
        self.name_field.setFocus()

    def _add_field(self, column: QVBoxLayout, title: str, field: QLineEdit, most: int, hint: str) -> None:
        field.setPlaceholderText(hint)
        field.setMaxLength(most)
        add_captioned(column, title, field)

    def on_name_edited(self, text: str) -> None:
        """Show the avatar and the nick that go with the name."""
        nick = nick_from_person(text) if text.strip() else ""
        self.portrait_field.avatar.set_name(nick)
        self.wire_label.setText(self.tr("In commands and mentions: {0}").format(nick) if nick else "")
        picture = self.picture_field.text().strip()
        usable = not picture or bool(picture_host(picture))
        if bool(self.picture_field.property("invalid")) is usable:
            self.picture_field.setProperty("invalid", not usable)
            refresh_style(self.picture_field)
        self.go_button.setEnabled(bool(nick) and usable)

    def on_go_clicked(self) -> None:
        fields = {PRONOUNS: self.pronouns_field, STATUS: self.status_field}
        if self.picture_field.text() != self._address:
            fields[AVATAR] = self.picture_field
        name = " ".join(self.name_field.text().split())
        self.answered.emit(name, {key: " ".join(field.text().split()) for key, field in fields.items()})
        if self._chosen is not None and not self.picture_field.text():
            self.portrait_chosen.emit(*self._chosen)
        elif self._has_portrait and self.portrait_field.remove_button.isHidden():
            self.portrait_removed.emit()
        super().on_go_clicked()

    def on_portrait_chosen(self, image: QImage, square: QRect) -> None:
        """Use the picture in place of an address."""
        self._chosen = image, square
        self.picture_field.clear()

    def on_portrait_removed(self) -> None:
        self._chosen = None
