"""InvitationCard: who invites the person to the shown room, with Accept and Decline. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_chat.client.safe_display import shown_name
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.room import Room
from desktop_chat.qt.theme import Space
from desktop_chat.qt.widgets import Avatar, make_button, make_label
from desktop_chat.qt.widgets.button_row import ButtonRow
from desktop_chat.qt.widgets.soft_card import CARD_MARGINS, SoftCard


class InvitationCard(SoftCard):
    """Hidden in a room without an invitation."""

    accepted = Signal()
    declined = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._avatar = Avatar("", 40)
        self.text_label = make_label("", "heading", wrap=True)
        self.where_label = make_label("", "muted", wrap=True)
        self.accept_button = make_button(self.tr("Accept"), "primary")
        self.decline_button = make_button(self.tr("Decline"), "secondary")
        self.accept_button.clicked.connect(self.accepted)
        self.decline_button.clicked.connect(self.declined)
        words = QVBoxLayout()
        words.setSpacing(Space.TINY)
        words.addWidget(self.text_label)
        words.addWidget(self.where_label)
        message = QHBoxLayout()
        message.setSpacing(Space.SMALL + Space.TINY)
        message.addWidget(self._avatar)
        message.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(CARD_MARGINS)
        column.setSpacing(Space.MEDIUM)
        column.addLayout(message)
        column.addLayout(ButtonRow(self.decline_button, self.accept_button))
        self.setVisible(False)

    def show_room(self, network: Network, room: Room) -> None:
        """Show the invitation to this room, if there is one."""
        nick = room.state.invited_by
        self.setVisible(bool(nick))
        if not nick:
            return
        who = network.name_of(nick)
        self._avatar.set_name(nick)
        self.text_label.setText(self.tr("{0} invites you to {1}").format(who, shown_name(room.name)))
        self.where_label.setText(self.tr("On {0}. {1} is not told if you decline.").format(network.display_name, who))
        self.setAccessibleName(self.text_label.text())
