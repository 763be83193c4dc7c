"""Searching: leads from the search panel to a search, and from a result to its message. GUI thread."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from desktop_chat.client.archive_records import SearchResult
from desktop_chat.client.entry import SPOKEN
from desktop_chat.client.safe_display import shown_name
from desktop_chat.qt.network.controller import Controller
from desktop_chat.qt.network.message_search import MessageSearch
from desktop_chat.qt.network.room import Room
from desktop_chat.qt.views.message_actions import MessageActions
from desktop_chat.qt.views.room_pane import RoomPane
from desktop_chat.qt.views.search_panel import SearchPanel

_RECENT = 300
"""Entries whose authors are suggested."""


class Searching(QObject):
    """Owns the search panel of a window."""

    toast_requested = Signal(str)

    def __init__(self, controller: Controller, pane: RoomPane, messages: MessageActions, parent: QObject) -> None:
        super().__init__(parent)
        self._controller = controller
        self._pane = pane
        self._messages = messages
        self.panel = SearchPanel(self.names_to_suggest, self.author_of, self.room_of)
        self.search = MessageSearch(controller.archive, lambda: controller.networks, self)
        self.panel.search_requested.connect(self.on_search_requested)
        self.panel.chosen.connect(self.on_found_chosen)
        self.search.progressed.connect(self.panel.show_state)

    def names_to_suggest(self) -> tuple[Sequence[tuple[str, str]], Sequence[str]]:
        """Return the people of the shown room with those who wrote there lately, by shown name, and all rooms."""
        network, room = self._pane.network, self._pane.room
        people = [member.nick for member in room.state.members.values()] if room is not None else []
        if room is not None and room.kind == "direct" and network is not None:
            people = [room.name, network.nick]
        if room is not None:
            people += _recent_authors(room)
        shown = self._controller.networks
        rooms = [one.name for chat in shown for one in chat.rooms.values() if one.kind != "server"]
        named = [(nick, network.name_of(nick) if network is not None else shown_name(nick)) for nick in set(people)]
        return sorted(named, key=lambda one: (one[1].lower(), one)), list(dict.fromkeys(rooms))

    def author_of(self, found: SearchResult) -> str:
        """Return the author of a result, as people write the name."""
        network = self._controller.find_network(found.network)
        return network.name_of(found.entry.nick) if network is not None else shown_name(found.entry.nick)

    def room_of(self, found: SearchResult) -> str:
        """Return the name that the sidebar shows for the room of a result; of direct messages, the person."""
        room = self._controller.find_room(found.network, found.room)
        return room.shown_name if room is not None else shown_name(found.room)

    def on_search_requested(self, typed: str, everywhere: bool) -> None:
        network, room = self._pane.network, self._pane.room
        if network is None or room is None:
            return
        people, _ = self.names_to_suggest()
        self.search.start_search(typed, None if everywhere else network, None if everywhere else room, people)

    def on_found_chosen(self, found: SearchResult) -> None:
        """Show the message of a result; fetch it with all messages behind it if only the server has it."""
        room = self._controller.find_room(found.network, found.room)
        network = self._controller.find_network(found.network)
        if room is None or network is None:
            self.toast_requested.emit(self.tr("This message is in a room that is not open."))
            return
        msgid = found.entry.msgid
        entry = room.find_by_msgid(msgid)
        if entry is not None or not msgid:
            self._messages.show_entry(network, room, entry or found.entry)
        else:
            self._messages.room_requested.emit(network, room)
            self._messages.seek_message(network, room.name, msgid)


def _recent_authors(room: Room) -> list[str]:
    entries = map(room.log.entry_at, range(max(0, len(room.log) - _RECENT), len(room.log)))
    return [entry.nick for entry in entries if entry.kind in SPOKEN and entry.nick]
