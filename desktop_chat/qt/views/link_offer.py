"""LinkOffer: a card of the start window that offers to join the chat of a copied link. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_chat.client.chat_address import ChatAddress
from desktop_chat.qt.theme import Space
from desktop_chat.qt.widgets import Card, ElidedLabel, IconLabel, make_button


class LinkOffer(Card):
    """Hidden while no link is offered."""

    accepted = Signal(object)  # ChatAddress

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, tone="accent")
        self._place: ChatAddress | None = None
        self.label = ElidedLabel("")
        self.join_button = make_button(self.tr("Join"), "secondary")
        self.join_button.clicked.connect(self.on_join_clicked)
        row = QHBoxLayout()
        row.setSpacing(Space.SMALL)
        row.addWidget(IconLabel("link", "link", 18))
        row.addWidget(self.label, 1)
        row.addWidget(self.join_button)
        self.body.setContentsMargins(Space.MEDIUM, 10, 10, 10)
        self.body.addLayout(row)
        self.hide()

    def set_place(self, place: ChatAddress | None) -> None:
        """Offer the chat of this link, or nothing."""
        self._place = place
        if place is not None:
            self.label.setText(self.tr("Copied link: {0}").format(place))
        self.setVisible(place is not None)

    def on_join_clicked(self) -> None:
        if self._place is not None:
            self.accepted.emit(self._place)
