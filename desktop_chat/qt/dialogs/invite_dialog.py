"""InviteDialog: the link that brings others into this chat, to copy or to be read by a phone. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from desktop_chat.qt.icons import tint
from desktop_chat.qt.launcher.qr import QrCode
from desktop_chat.qt.launcher.questions import Question
from desktop_chat.qt.widgets import button, label

_CODE = 176


class InviteDialog(Question):
    """Shows one link. `note` says who can follow it, when that is not everybody."""

    def __init__(self, room: str, link: str, note: str, parent: QWidget | None) -> None:
        title = self.tr("Invite others to {0}").format(room)
        super().__init__("user-plus", title, self.tr("Send this link, or let a phone read the code."), parent)
        self.code = QrCode(_CODE)
        self.code.set_text(link)
        self.link = QLineEdit(link)
        self.link.setReadOnly(True)
        self.link.setCursorPosition(0)
        self.link.setAccessibleName(self.tr("Link to this chat"))
        self.copy = button(self.tr("Copy link"), "primary", "copy")
        self.copy.setDefault(True)
        self.copy.clicked.connect(self.on_copy_clicked)
        self.leave = button(self.tr("Done"))
        self.leave.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.code)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addWidget(self.link)
        if note:
            self.column.addWidget(label(note, "small", wrap=True))
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.leave)
        self.buttons.addWidget(self.copy)
        self.finish()
        self.copy.setFocus(Qt.FocusReason.OtherFocusReason)

    def on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self.link.text())
        self.copy.setText(self.tr("Copied"))
        tint(self.copy, "check", "accent_text", 18)
