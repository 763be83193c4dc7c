"""MessageActions: where the links of messages lead, links to messages, and forwarding. GUI thread."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from desktop_chat.client.archive_records import SearchResult
from desktop_chat.client.chat_address import make_link
from desktop_chat.client.entry import Entry
from desktop_chat.client.quotes import quote_text
from desktop_chat.client.safe_display import shown_name
from desktop_chat.qt.models.jumps import Jump, find_jumps
from desktop_chat.qt.models.mention_list import find_mentions
from desktop_chat.qt.models.mentions_model import MentionRow
from desktop_chat.qt.models.rooms import RoomsModel
from desktop_chat.qt.network.controller import Controller
from desktop_chat.qt.network.kept_connections import KeptConnections
from desktop_chat.qt.network.message_seeker import MessageSeeker
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.room import Room
from desktop_chat.qt.timeline.styled_text import ROOM_LINK
from desktop_chat.qt.views import mentions_view, switcher
from desktop_chat.qt.views.room_pane import RoomPane

_CHAT_SCHEMES = ("irc:", "ircs:")


class MessageActions(QObject):
    """Acts on the messages of the pane."""

    link_followed = Signal(str)  # an irc or ircs link
    room_requested = Signal(object, object)  # Network, Room to show
    channel_requested = Signal(object, str)  # Network, the name of a channel to enter and show
    toast_requested = Signal(str)

    def __init__(self, window: QWidget, controller: Controller, pane: RoomPane, rooms: RoomsModel) -> None:
        super().__init__(window)
        self._kept = KeptConnections(self)
        self._window = window
        self._controller = controller
        self._pane = pane
        self._rooms = rooms
        self._seeker = MessageSeeker(self)
        self._seeker.found.connect(self.show_entry)
        self._seeker.failed.connect(self._say_not_found)
        self._kept.keep(controller.network_about_to_go.connect(lambda _network: self._seeker.stop()))
        timeline = pane.timeline
        timeline.link_activated.connect(self.on_link_activated)
        timeline.forward_requested.connect(self.ask_forward)
        timeline.message_link_requested.connect(self.copy_message_link)
        timeline.link_refusal = self.link_refusal
        timeline.is_by_person = self.is_by_person

    def is_by_person(self, entry: Entry) -> bool:
        """True if a person wrote the entry, not the server."""
        network = self._pane.network
        return bool(entry.nick) and not (network is not None and network.session.is_server(entry.nick))

    # Links

    def on_link_activated(self, link: str) -> None:
        """Follow a link of a message: to a room of this chat, to a chat, or to the web."""
        network = self._pane.network
        if link.startswith(ROOM_LINK) and network is not None:
            self.channel_requested.emit(network, link.removeprefix(ROOM_LINK))
        elif link.lower().startswith(_CHAT_SCHEMES):
            self.link_followed.emit(link)
        else:
            QDesktopServices.openUrl(QUrl(link))

    def link_refusal(self, entry: Entry) -> str:
        """Return why there can be no link to an entry, or ""."""
        room = self._pane.room
        if room is None or room.kind != "channel":
            return self.tr("Only messages in rooms have links")
        return "" if entry.msgid else self.tr("This server gives messages no ids")

    def copy_message_link(self, entry: Entry) -> None:
        """Copy the link to a message."""
        network, room = self._pane.network, self._pane.room
        if network is not None and room is not None and not self.link_refusal(entry):
            place = self._controller.place_for_others(network, room.name)
            QGuiApplication.clipboard().setText(make_link(replace(place, msgid=entry.msgid)))
            self.toast_requested.emit(self.tr("The link to the message was copied."))

    def seek_message(self, network: Network, room: str, msgid: str) -> None:
        """Show a message as soon as the room and the history are there."""
        self._seeker.seek_message(network, room, msgid)

    def show_entry(self, network: Network, room: Room, entry: Entry) -> None:
        """Show an entry among its neighbours."""
        self.room_requested.emit(network, room)
        room.timeline.expect_entry(entry)
        self._pane.timeline.scroll_to(entry.id)

    def _say_not_found(self) -> None:
        self.toast_requested.emit(self.tr("This message is not in the history that can be reached."))

    # Mentions

    def show_mentions(self) -> None:
        """Open the list of messages that call the person, of all rooms."""
        found = find_mentions(self._controller.archive, self._controller.networks)
        view = mentions_view.MentionsView([self._describe(one) for one in found], self._window)
        view.chosen.connect(self._show_result)
        view.show()

    def _describe(self, found: SearchResult) -> MentionRow:
        network = self._controller.find_network(found.network)
        room = self._controller.find_room(found.network, found.room)
        place, nick = shown_name(room.name if room is not None else found.room), found.entry.nick
        if network is not None:
            return MentionRow(found, network.name_of(nick), f"{place} · {network.display_name}", network.name_of)
        return MentionRow(found, shown_name(nick), place)

    def _show_result(self, found: SearchResult) -> None:
        room = self._controller.find_room(found.network, found.room)
        network = self._controller.find_network(found.network)
        if room is None or network is None:
            self.toast_requested.emit(self.tr("This message is in a room that is not open."))
        else:
            self.show_entry(network, room, found.entry)

    # Forwarding

    def ask_forward(self, entry: Entry) -> None:
        """Let the person choose a room. The message stands there as a quote in the composer, to be sent or not."""
        network, room = self._pane.network, self._pane.room
        if network is None or room is None:
            return
        name = network.name_of(entry.nick)
        author = self.tr("{0} in {1}").format(name, shown_name(room.name))
        text = self._pane.writing.decode_text(network, room, entry.text)
        quote = quote_text(text, author if room.kind == "channel" else name)
        jumps = [jump for jump in find_jumps(self._rooms.ordered_rooms(), None, None) if _is_room(jump)]
        choice = switcher.Switcher(jumps, self._window)
        choice.setWindowTitle(self.tr("Forward to…"))
        choice.field.setPlaceholderText(self.tr("Forward to…"))
        choice.chosen.connect(lambda jump: self._quote_in(jump, quote))
        choice.show()

    def _quote_in(self, jump: Jump, quote: str) -> None:
        if jump.room is not None:
            self.room_requested.emit(jump.network, jump.room)
            if self._pane.room is jump.room:
                self._pane.writing.append_quote(quote)


def _is_room(jump: Jump) -> bool:
    return jump.room is not None and jump.room.kind != "server"
