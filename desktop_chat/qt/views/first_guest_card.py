"""FirstGuestCard: the host is alone in the chat, and is shown how others come in: link and QR code. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_chat.qt.theme import Space
from desktop_chat.qt.theme.icons import set_themed_icon
from desktop_chat.qt.widgets import IconButton, make_button, make_label
from desktop_chat.qt.widgets.qr import QrCode
from desktop_chat.qt.widgets.soft_card import CARD_MARGINS, SoftCard

_CODE = 112


class FirstGuestCard(SoftCard):
    """Hidden without a link. Never takes the focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title_label = make_label(self.tr("Waiting for the first guest"), "heading", wrap=True)
        self.setAccessibleName(self.title_label.text())
        self.code = QrCode(_CODE)
        self.link_field = QLineEdit()
        self.link_field.setReadOnly(True)
        self.link_field.setAccessibleName(self.tr("Link to this chat"))
        self.copy_button = make_button(self.tr("Copy link"), "primary", "copy")
        self.copy_button.clicked.connect(self.on_copy_clicked)
        self.close_button = IconButton("close", self.tr("Close"))
        head = QHBoxLayout()
        head.addWidget(self.title_label, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(Space.SMALL)
        words.addLayout(head)
        words.addWidget(make_label(self.tr("Send this link, or let a phone read the code."), "muted", wrap=True))
        words.addWidget(self.link_field)
        words.addWidget(self.copy_button, 0, Qt.AlignmentFlag.AlignLeft)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(CARD_MARGINS)
        row.setSpacing(Space.MEDIUM)
        row.addWidget(self.code, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.setVisible(False)

    def show_link(self, link: str) -> None:
        """Show the link; "" hides the card."""
        self.setVisible(bool(link))
        self.code.set_text(link)
        if link and self.link_field.text() != link:
            self.link_field.setText(link)
            self.link_field.setCursorPosition(0)
            self.copy_button.setText(self.tr("Copy link"))
            set_themed_icon(self.copy_button, "copy", "accent_text", 18, 4)

    def on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self.link_field.text())
        self.copy_button.setText(self.tr("Copied"))
        set_themed_icon(self.copy_button, "check", "accent_text", 18, 4)
