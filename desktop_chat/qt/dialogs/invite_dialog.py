"""Dialogs that show a link to this chat, as text and as a QR code. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from desktop_chat.qt.dialogs.question import Question
from desktop_chat.qt.theme.icons import set_themed_icon
from desktop_chat.qt.widgets import make_button, make_label
from desktop_chat.qt.widgets.qr import QrCode

_CODE = 176


class LinkDialog(Question):
    """Shows a link with a note."""

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
        self.add_buttons()
        self.copy_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self.link_field.text())
        self.copy_button.setText(self.tr("Copied"))
        set_themed_icon(self.copy_button, "check", "accent_text", 18)


class InviteDialog(LinkDialog):
    """Invites others. `note`: a restriction of the people who can follow the link."""

    def __init__(self, room: str, link: str, note: str, parent: QWidget | None) -> None:
        title = self.tr("Invite others to {0}").format(room)
        super().__init__(
            "user-plus", title, self.tr("Send this link, or let a phone read the code."), link, note, parent
        )


class OwnerDialog(LinkDialog):
    """Shows the host the link that makes a second computer the owner's."""

    def __init__(self, link: str, parent: QWidget | None) -> None:
        title = self.tr("Your second computer")
        text = self.tr("Open this link there. Whoever opens it may do everything here: give it to nobody else.")
        note = self.tr("It works once, within a day. The page Roles shows the computer, and can take the chat from it.")
        super().__init__("crown", title, text, link, note, parent)
