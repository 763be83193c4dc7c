"""Dialogs that show a link to this chat, as text and as a QR code. GUI thread."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from desktop_chat.qt.dialogs.question import Question
from desktop_chat.qt.dialogs.text_question import MAX_NAME_LENGTH, offer_names
from desktop_chat.qt.theme.icons import set_themed_icon
from desktop_chat.qt.widgets import make_button, make_label
from desktop_chat.qt.widgets.qr import QrCode

_CODE = 176


class LinkDialog(Question):
    """Shows a link with a note. Subclasses call `add_buttons`."""

    def __init__(self, icon: str, title: str, text: str, link: str, note: str, parent: QWidget | None) -> None:
        super().__init__(icon, title, text, parent)
        self.code = QrCode(_CODE)
        self.code.set_text(link)
        self.link_field = QLineEdit(link)
        self.link_field.setReadOnly(True)
        self.link_field.setCursorPosition(0)
        self.link_field.setAccessibleName(self.tr("Link to this chat"))
        self.copy_button = make_button(self.tr("Copy link"), "primary", "copy")
        self.copy_button.setDefault(True)
        self.copy_button.clicked.connect(self.on_copy_clicked)
        self.leave_button = make_button(self.tr("Done"))
        self.leave_button.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.code)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addWidget(self.link_field)
        if note:
            self.column.addWidget(make_label(note, "small", wrap=True))
        self.buttons.addWidget(self.leave_button)
        self.buttons.addWidget(self.copy_button)

    def add_buttons(self) -> None:
        super().add_buttons()
        self.copy_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self.link_field.text())
        self.copy_button.setText(self.tr("Copied"))
        set_themed_icon(self.copy_button, "check", "accent_text", 18)


class InviteDialog(LinkDialog):
    """Invites others by a link, and people of the chat by their names."""

    person_chosen = Signal(str)  # a name as it was typed

    def __init__(
        self, room: str, link: str, note: str, parent: QWidget | None, *, names: Sequence[str] | None = None
    ) -> None:
        """`note`: a restriction of the people who can follow the link. `names` are offered while the person types one;
        None where nobody can be invited by name."""
        title = self.tr("Invite others to {0}").format(room)
        text = self.tr("Send this link, or let a phone read the code.")
        super().__init__("user-plus", title, text, link, note, parent)
        self.person_field = QLineEdit()
        self.person_button = make_button(self.tr("Invite"))
        if names is not None:
            self._add_people(names)
        self.add_buttons()

    def _add_people(self, names: Sequence[str]) -> None:
        title = self.tr("Or invite somebody who is in this chat")
        self.person_field.setPlaceholderText(self.tr("Name"))
        self.person_field.setAccessibleName(title)
        self.person_field.setMaxLength(MAX_NAME_LENGTH)
        offer_names(self.person_field, names)
        self.person_button.setEnabled(False)
        row = QHBoxLayout()
        row.addWidget(self.person_field, 1)
        row.addWidget(self.person_button)
        self.column.addWidget(make_label(title, "small", wrap=True))
        self.column.addLayout(row)
        self.person_field.textChanged.connect(self.on_name_changed)
        self.person_button.clicked.connect(self.on_person_clicked)

    def on_name_changed(self, name: str) -> None:
        """Let Enter invite the person while there is a name, and copy the link otherwise."""
        self.person_button.setEnabled(bool(name.strip()))
        (self.person_button if name.strip() else self.copy_button).setDefault(True)

    def on_person_clicked(self) -> None:
        self.person_chosen.emit(self.person_field.text().strip())
        self.accept()


class OwnerDialog(LinkDialog):
    """Shows the host the link that makes a second computer the owner's."""

    def __init__(self, link: str, parent: QWidget | None) -> None:
        title = self.tr("Your second computer")
        text = self.tr("Open this link there. Whoever opens it may do everything here: give it to nobody else.")
        note = self.tr("It works once, within a day. The page Roles shows the computer, and can take the chat from it.")
        super().__init__("crown", title, text, link, note, parent)
        self.add_buttons()
