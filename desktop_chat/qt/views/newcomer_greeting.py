"""NewcomerGreeting: greets the person in the first room of a chat that is new to them. GUI thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from heapq import nsmallest

from PySide6.QtCore import QEvent, QObject, QTimer

from desktop_chat.client.entry import SPOKEN, Entry
from desktop_chat.client.events import Member
from desktop_chat.qt.i18n.text_translation import translate_text
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.room import Room
from desktop_chat.qt.views import chat_window, welcome_card

_OWNER = "~"
_PAUSE_MS = 100
"""People may come by the hundred; the card follows after this time."""


def greet_in(chat: chat_window.ChatWindow) -> None:
    """Greet newcomers in this window from now on."""
    if chat.findChild(NewcomerGreeting) is None:
        NewcomerGreeting(chat)


class NewcomerGreeting(QObject):
    """Shows the card until the person has closed the card or said something there."""

    def __init__(self, chat: chat_window.ChatWindow) -> None:
        super().__init__(chat)
        self._chat = chat
        self._controller = chat.controller
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self.show_state)
        self.card: welcome_card.WelcomeCard | None = None
        chat.pane.room_shown.connect(self.show_state)
        self._controller.network_added.connect(self.on_network_added)
        for network in self._controller.networks:
            self.on_network_added(network)
        self.show_state()

    def on_network_added(self, network: Network) -> None:
        for signal in (network.members_reset, network.member_added, network.member_removed, network.member_changed):
            signal.connect(self.on_room_changed)
        network.phase_changed.connect(self.show_state)
        network.room_changed.connect(self.on_room_changed)
        network.entries_added.connect(self.on_entries_added)

    def on_room_changed(self, room: Room) -> None:
        if room is self._chat.pane.room and not self._timer.isActive():
            self._timer.start()

    def on_entries_added(self, room: Room, entries: Sequence[Entry]) -> None:
        """Greet no longer once the person has said something."""
        is_here = self._greeted_network() is not None and room is self._chat.pane.room
        if is_here and any(entry.own and entry.kind in SPOKEN for entry in entries):
            self._end_greeting()

    def show_state(self) -> None:
        """Show the card, or hide it."""
        network, room = self._greeted_network(), self._chat.pane.room
        if network is None or room is None:
            if self.card is not None:
                self.card.setVisible(False)
            return
        if self.card is None:
            card = self.card = welcome_card.WelcomeCard()
            card.closed.connect(self.on_closed)
            card.host_requested.connect(self.on_host_requested)
            card.words_requested.connect(self.on_words_requested)
            self._chat.pane.add_bar("welcome", card)
            self._chat.pane.installEventFilter(self)
        self.card.show_welcome(_welcome_to(network, room))
        self._fit_card()

    def _fit_card(self) -> None:
        """Leave half of the room to its messages and the composer."""
        if self.card is not None and not self.card.isHidden():
            self.card.fit_into(self._chat.pane.width(), self._chat.pane.height() // 2)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._fit_card()
        return False

    def _greeted_network(self) -> Network | None:
        """Return the network in whose first room the person is greeted, if this room is shown."""
        network, room = self._chat.pane.network, self._chat.pane.room
        if network is None or room is None or not room.is_entered or self._controller.is_hosted(network):
            return None
        record, lobby = self._controller.settings.find_server(network.network), network.session.isupport.lobby_name
        is_lobby = bool(lobby) and room.key == network.session.key_of(lobby)
        return network if is_lobby and record is not None and record.newcomer else None

    def on_closed(self) -> None:
        self._end_greeting()
        self._chat.pane.take_focus()

    def _end_greeting(self) -> None:
        network = self._greeted_network()
        record = self._controller.settings.find_server(network.network) if network is not None else None
        if record is not None:
            self._controller.settings.keep_server(replace(record, newcomer=False))
        self.show_state()

    def on_host_requested(self) -> None:
        network, room = self._greeted_network(), self._chat.pane.room
        host = _host_of(network, room) if network is not None and room is not None else None
        if host is not None:
            self._chat.acts.open_direct_messages(host.nick)

    def on_words_requested(self) -> None:
        network = self._greeted_network()
        if network is not None:
            self._chat.show_room(network, network.page)


def _host_of(network: Network, room: Room) -> Member | None:
    """Return the host, if somebody else in the room is the host."""
    found = (member for member in room.state.members.values() if _OWNER in member.prefixes)
    return next((member for member in found if member.nick != network.nick), None)


def _welcome_to(network: Network, room: Room) -> welcome_card.Welcome:
    host = _host_of(network, room)
    others = [one.nick for one in room.state.members.values() if one is not host and one.nick != network.nick]
    return welcome_card.Welcome(
        chat=network.display_name,
        words="\n".join(map(translate_text, network.session.motd)).strip(),
        host=network.name_of(host.nick) if host is not None else "",
        people=tuple(nsmallest(welcome_card.NAMED, map(network.name_of, others), key=str.casefold)),
        people_count=len(others),
    )
