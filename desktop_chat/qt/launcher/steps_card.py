"""The card of a stopped chat, which explains hosting in three steps. GUI thread."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_chat.qt.theme import Space
from desktop_chat.qt.widgets import Card, IconLabel, make_label


class StepsCard(Card):
    """Icons and sentences without controls."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("How it works"), parent)
        self.body.setSpacing(Space.MEDIUM)
        for icon, title, text in (
            ("play", self.tr("Start"), self.tr("The chat runs on this computer. No account, nothing to install.")),
            ("link", self.tr("Invite"), self.tr("Send a link or an address, or let a phone read the code.")),
            ("message", self.tr("Talk"), self.tr("This window can be closed; the chat goes on if you want.")),
        ):
            row = QHBoxLayout()
            row.setSpacing(Space.MEDIUM)
            row.addWidget(IconLabel(icon, "link", 24))
            words = QVBoxLayout()
            words.setSpacing(Space.HAIR)
            words.addWidget(make_label(title, "strong"))
            words.addWidget(make_label(text, "muted", wrap=True))
            row.addLayout(words, 1)
            self.body.addLayout(row)
