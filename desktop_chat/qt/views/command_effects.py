"""CommandEffects: what slash commands ask of the window: connections, a clear view, a search, the end. GUI thread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop_chat.client.program_wish import ProgramWish
from desktop_chat.qt.network.kept_connections import KeptConnections
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.room import Room
from desktop_chat.qt.views.room_pane import RoomPane

_LINK_SCHEMES = ("irc://", "ircs://")


class CommandEffects(QObject):
    """Does the wishes of typed commands. Each callable is a door of the window."""

    def __init__(
        self,
        window: QWidget,
        pane: RoomPane,
        follow_link: Callable[[str], None],
        search_for: Callable[[str], None],
        browse_rooms: Callable[[Network, str], None],
        close_program: Callable[[], None],
    ) -> None:
        super().__init__(window)
        self._kept = KeptConnections(self)
        self._pane = pane
        self._follow_link = follow_link
        self._search_for = search_for
        self._browse_rooms = browse_rooms
        self._close_program = close_program

    def connect_network(self, network: Network) -> None:
        """Listen to the commands typed on a server."""
        self._kept.keep(
            network.program_called.connect(lambda room, wish, text: self.on_program_called(network, room, wish, text))
        )

    def on_program_called(self, network: Network, room: Room, wish: ProgramWish, text: str) -> None:
        match wish:
            case ProgramWish.CONNECT if text:
                self._follow_link(_as_link(text))
            case ProgramWish.CONNECT:
                network.connect_now()
            case ProgramWish.DISCONNECT:
                network.disconnect_now(text)
            case ProgramWish.RECONNECT:
                network.disconnect_now()
                network.connect_now()
            case ProgramWish.CLEAR:
                self._clear_view(network, room)
            case ProgramWish.SEARCH:
                self._search_for(text)
            case ProgramWish.LIST_ROOMS:
                self._browse_rooms(network, text)
            case ProgramWish.EXIT:
                self._close_program()

    def _clear_view(self, network: Network, room: Room) -> None:
        """Hide the entries of the room. In a clear view, show the hidden entries again."""
        if room.timeline.is_cleared and not room.timeline.count():
            room.timeline.show_all()
            return
        room.timeline.clear_view()
        if room is self._pane.room and network is self._pane.network:
            self._pane.timeline.set_empty(
                "check",
                self.tr("The view is clear"),
                self.tr("Nothing was deleted. To see the messages again, type /clear once more."),
            )


def _as_link(address: str) -> str:
    """Return the link of an address as IRC users type it: `host`, `host:port`, `host port`, `host +port`."""
    if address.lower().startswith(_LINK_SCHEMES):
        return address
    return ":".join(address.replace("+", "").split())
