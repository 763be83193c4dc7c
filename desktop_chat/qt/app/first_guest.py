"""FirstGuest: invites others from the first room of a chat hosted here, while nobody has come yet. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop_chat.client.entry import EntryKind
from desktop_chat.qt.network.controller import Controller
from desktop_chat.qt.network.room import Room
from desktop_chat.qt.views import chat_window, first_guest_card

_LOOKED_AT = 50
"""The newest entries of the room, among which a guest's would be."""
_OF_PEOPLE = frozenset({EntryKind.MESSAGE, EntryKind.ACTION, EntryKind.JOIN})


class FirstGuest(QObject):
    """Shows the card in the first room until somebody has come, or the host has closed it."""

    def __init__(self, controller: Controller, chat: chat_window.ChatWindow) -> None:
        super().__init__(chat)
        self._controller = controller
        self._pane = chat.pane
        self._is_closed = False
        self.card: first_guest_card.FirstGuestCard | None = None
        hosting = controller.hosting
        for signal in (hosting.users_changed, hosting.links_changed, hosting.state_changed):
            signal.connect(self.show_state)
        hosting.addresses_changed.connect(self.show_state)
        chat.pane.room_shown.connect(self.show_state)
        self.show_state()

    def show_state(self) -> None:
        """Show the card, or hide it."""
        link = self._controller.hosting.invitations.lobby_link() if self._is_waiting() else ""
        if self.card is None:
            if not link:
                return
            self.card = first_guest_card.FirstGuestCard()
            self.card.close_button.clicked.connect(self.on_closed)
            self._pane.add_bar("first_guest", self.card)
        self.card.show_link(link)

    def on_closed(self) -> None:
        self._is_closed = True
        self.show_state()

    def _is_waiting(self) -> bool:
        hosting, network, room = self._controller.hosting, self._pane.network, self._pane.room
        if self._is_closed or network is None or room is None or not hosting.is_running:
            return False
        is_lobby = bool(hosting.state.lobby) and room.key == network.session.key_of(hosting.state.lobby)
        return is_lobby and self._controller.is_hosted(network) and len(hosting.users) < 2 and not _has_met(room)


def _has_met(room: Room) -> bool:
    """Return True if somebody else has been in the room lately."""
    newest = range(max(0, len(room.log) - _LOOKED_AT), len(room.log))
    entries = map(room.log.entry_at, newest)
    return any(entry.kind in _OF_PEOPLE and not entry.own for entry in entries)
