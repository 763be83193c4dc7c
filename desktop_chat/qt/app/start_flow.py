"""StartFlow: from the start window into a chat, by hosting or joining one. GUI thread."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_chat.client.certificate import Certificate
from desktop_chat.client.chat_address import MOST_ELSEWHERE, ChatAddress, parse_chat_address
from desktop_chat.client.phase import Phase
from desktop_chat.client.preferences import ServerRecord
from desktop_chat.lan import found_chats, seeker
from desktop_chat.net.addresses import AddressError, ListenAddress
from desktop_chat.net.control_values import ServerPhase, ServerState
from desktop_chat.qt.app.chat_finder import ChatFinder
from desktop_chat.qt.dialogs import why_dialog
from desktop_chat.qt.hosting import other_port
from desktop_chat.qt.hosting.hosting import Hosting
from desktop_chat.qt.i18n.text_translation import translate_text
from desktop_chat.qt.network import network as networks
from desktop_chat.qt.network.controller import Controller
from desktop_chat.qt.views import network_forms as forms
from desktop_chat.qt.views import start_window
from desktop_chat.qt.views.window_state import bring_up

if TYPE_CHECKING:
    from desktop_chat.net.free_port import FreePort

_WORDS_MS = 8_000
"""How long the chat of code words is sought."""
_SHOWN = 4
"""Number of recent chats in the start window."""


class StartFlow(QObject):
    """Emits `arrived` after a successful join; the window is closed by then. A failed join leaves nothing behind."""

    arrived = Signal(object, object)  # Network, ChatAddress
    launcher_requested = Signal()
    settings_requested = Signal()
    closed = Signal()
    window_opened = Signal(object)  # StartWindow

    def __init__(self, controller: Controller, hosting: Hosting, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.window: start_window.StartWindow | None = None
        self._controller = controller
        self._hosting = hosting
        self._hosting_first = False
        self._joining: networks.Network | None = None
        self._place: ChatAddress | None = None
        self._new = False
        self._may_seek = False
        self.finder = ChatFinder(self)
        self.finder.changed.connect(self.on_found)
        self._words = ""
        self._words_finder = ChatFinder(self)
        self._words_finder.changed.connect(self.on_words_found)
        self.words_end = QTimer(self, singleShot=True, interval=_WORDS_MS)
        self.words_end.timeout.connect(self._fail_words)
        hosting.state_changed.connect(self.on_hosting_changed)
        controller.network_about_to_go.connect(self.on_network_about_to_go)

    @cached_property
    def _other_port(self) -> other_port.OtherPort:
        return other_port.OtherPort(self._hosting, self)

    @cached_property
    def network_forms(self) -> forms.NetworkForms:
        made = forms.NetworkForms(self._controller, self)
        made.connected.connect(self.on_network_set_up)
        return made

    # The window

    def show_window(self) -> start_window.StartWindow:
        if self.window is None:
            window = self.window = start_window.StartWindow(self._controller.person_name)
            window.host_requested.connect(self.host_chat)
            window.port_requested.connect(self.host_on_port)
            window.join_requested.connect(self.on_join_wanted)
            window.words_requested.connect(self.on_words_wanted)
            window.found_requested.connect(self.on_found_wanted)
            window.sweep_cancelled.connect(self.finder.cancel_sweep)
            window.why_requested.connect(self.on_why_wanted)
            window.recent_requested.connect(self.on_recent_wanted)
            window.forget_requested.connect(self.on_forget_wanted)
            window.network_requested.connect(self.on_network_wanted)
            window.cancel_requested.connect(self.on_cancel_wanted)
            window.launcher_requested.connect(self.launcher_requested)
            window.settings_requested.connect(self.settings_requested)
            window.closed.connect(self.on_closed)
            self.window_opened.emit(window)
            self._seek()
        self._fill_recent()
        self.window.is_beside_chat = bool(self._controller.networks)
        bring_up(self.window)
        return self.window

    def ask_for_chat(self) -> None:
        """Let the person who is in a chat type the address of another one."""
        self.show_window().address_field.setFocus()

    def renew_window(self) -> None:
        """Open another window in the present language, unless the person is joining a chat in it."""
        old = self.window
        if old is None or self._joining is not None or self._hosting_first:
            return
        self.window = None
        window = self.show_window()
        window.name_section.name_field.setText(old.name_section.name_field.text())
        window.address_field.setText(old.address_field.text())
        window.setGeometry(old.geometry())
        old.hide()
        old.deleteLater()

    @property
    def is_visible(self) -> bool:
        return self.window is not None and self.window.isVisible()

    def close(self) -> None:
        if self.window is not None:
            self.window.close()

    def on_closed(self) -> None:
        self.on_cancel_wanted()
        self.finder.stop()
        window, self.window = self.window, None
        if window is not None:
            window.deleteLater()
        self.closed.emit()

    def _fill_recent(self) -> None:
        if self.window is not None:
            chats = self._controller.chats
            hidden = {network.network for network in self._controller.networks}
            found = self.window.found_ids()
            recent = [
                record
                for record in self._controller.settings.recent_chats()
                if record.network not in hidden and chats.expected_key(record.network) not in found
            ]
            self.window.set_recent(recent[:_SHOWN])

    # Found chats

    def begin_seeking(self) -> None:
        """Seek chats on the network whenever the window is open, from now on."""
        self._may_seek = True
        self._seek()

    def _seek(self) -> None:
        if self.window is not None and self._may_seek and not self.finder.is_seeking:
            servers = self._controller.settings.preferences.servers
            if self.finder.start(record.host for record in servers):
                self.window.found_list.begin()

    def on_found(self, sighting: seeker.Sighting) -> None:
        """Show the chats, except the one of this computer and those that are open."""
        if self.window is None:
            return
        chats = self._controller.chats
        own = {self._hosting.state.fingerprint}
        own |= {chats.expected_key(network.network) for network in self._controller.networks if network.network}
        found = tuple(chat for chat in sighting.chats if chat.beacon.id not in own)
        before = self.window.found_ids()
        self.window.found_list.set_chats(found, is_sweeping=sighting.is_sweeping)
        if {chat.beacon.id for chat in found} != before:
            self._fill_recent()

    def on_why_wanted(self) -> None:
        """Find out why no chat is found."""
        if self.window is not None:
            servers = self._controller.settings.preferences.servers
            saved = [ListenAddress(record.host, record.port) for record in servers if not record.hosted]
            heard = self.finder.sighting.unreachable if self.finder.sighting is not None else ()
            dialog = why_dialog.WhyDialog(saved, heard, self.window)
            dialog.address_chosen.connect(self.window.offer_address)
            dialog.host_requested.connect(self.window.on_host_clicked)
            dialog.open()

    def on_found_wanted(self, chat: found_chats.FoundChat, name: str) -> None:
        address = chat.address
        self.on_join_wanted(ChatAddress(address.host, address.port, True, "", chat.beacon.id), name, "")

    def on_forget_wanted(self, record: ServerRecord) -> None:
        self._controller.forget_chat(record.network)
        self._fill_recent()

    def on_network_wanted(self) -> None:
        """Ask for everything about a network."""
        if self.window is not None:
            name = self.window.name_section.name_field.text().strip()
            if name:
                self._controller.set_name(name)
            self.network_forms.open_new(self.window)

    def on_network_set_up(self, network: networks.Network) -> None:
        """Show the network while it connects: its page says how it goes."""
        record = self._controller.settings.find_server(network.network)
        if record is not None:
            self.arrived.emit(network, record.address)
            self.close()

    # Hosting

    def host_chat(self, name: str) -> None:
        """Start the chat of this computer, if it is stopped, and join it."""
        self._controller.set_name(name)
        if self._hosting.is_running:
            self.join_own()
            return
        self._begin_hosting()
        self._hosting.start_server()

    def host_on_port(self, free_port: FreePort) -> None:
        """Start the chat of this computer on another port than its busy one, and join it."""
        self._begin_hosting()
        self._other_port.start_on(free_port)

    def _begin_hosting(self) -> None:
        self._hosting_first = True
        self.show_window().set_busy(self.tr("Starting your chat…"))

    def on_hosting_changed(self, state: ServerState) -> None:
        if not self._hosting_first:
            return
        if state.phase is ServerPhase.RUNNING:
            self._hosting_first = False
            self.join_own()
        elif state.phase is ServerPhase.FAILED:
            self._hosting_first = False
            failure = self._hosting.failure
            self.show_window().set_host_error(state.reason, failure.free_port if failure is not None else None)

    def join_own(self) -> None:
        """Join the chat of this computer."""
        place = self._controller.hosted_place()
        if place is not None:
            self.join_chat(place, hosted=True)

    # Code words

    def on_words_wanted(self, words: str, name: str) -> None:
        """Seek the chat of the words on the network, and join it."""
        self._controller.set_name(name)
        self._words = words
        servers = self._controller.settings.preferences.servers
        if self._words_finder.start((record.host for record in servers), words):
            self.words_end.start()
            self.show_window().set_busy(self.tr("Looking for the chat of these words…"))
        else:
            self._fail_words()

    def on_words_found(self, sighting: seeker.Sighting) -> None:
        if sighting.chats:
            chat, words = sighting.chats[0], self._words
            self._stop_words()
            places = [ListenAddress(one.host, one.port) for one in chat.addresses if one != chat.address]
            address = chat.address
            self.join_chat(
                ChatAddress(
                    address.host,
                    address.port,
                    fingerprint=chat.beacon.id,
                    token=words,
                    elsewhere=tuple(places[:MOST_ELSEWHERE]),
                )
            )

    def _fail_words(self) -> None:
        self._stop_words()
        text = self.tr("No chat on this network answers to these words. Check the words, or ask for the link.")
        self.show_window().set_error(text)

    def _stop_words(self) -> None:
        self.words_end.stop()
        self._words_finder.stop()

    # Joining

    def follow_link(self, link: str) -> str:
        """Join the chat of a link or an address. Return an error sentence, or ""."""
        place, fault = self.parse_link(link)
        if place is not None:
            self.join_chat(place)
        return fault

    def parse_link(self, link: str) -> tuple[ChatAddress | None, str]:
        """Return the address of a link, or None and an error sentence."""
        try:
            return parse_chat_address(link), ""
        except AddressError as error:
            return None, translate_text(str(error))

    def on_join_wanted(self, place: ChatAddress, name: str, password: str) -> None:
        self._controller.set_name(name)
        self.join_chat(place, password=password)

    def on_recent_wanted(self, record: ServerRecord, name: str) -> None:
        if record.hosted:
            self.host_chat(name)
        else:
            self.on_join_wanted(record.address, name, "")

    def join_chat(self, place: ChatAddress, *, password: str = "", hosted: bool = False) -> None:
        """Join a chat, and show the progress in the window."""
        self._undo_join()
        known = {record.network for record in self._controller.settings.preferences.servers}
        open_now = set(self._controller.networks)
        network = self._controller.join_chat(place, password=password, hosted=hosted)
        self._place = place
        if network.phase is Phase.ONLINE or (network in open_now and not self.is_visible):
            self._finish_join(network)
            return
        self._joining, self._new = network, network.network not in known
        network.welcomed.connect(self.on_welcomed)
        network.phase_changed.connect(self.on_phase_changed)
        self.show_window().set_busy(self.tr("Connecting to {0}…").format(network.name))

    def on_welcomed(self) -> None:
        if self._joining is not None and self._joining.phase is Phase.ONLINE:
            self._finish_join(self._joining)

    def _finish_join(self, network: networks.Network) -> None:
        if self._joining is not None:
            self._let_go(self._joining)
        self.arrived.emit(network, self._place)
        self.close()

    def on_phase_changed(self) -> None:
        """Show for what the attempt waits, or why it failed."""
        network, place = self._joining, self._place
        if network is not None and network.phase is Phase.REGISTERING and network.reason:
            self.show_window().set_busy(network.reason)
        if network is None or place is None or network.phase is not Phase.OFFLINE or network.is_renewing:
            return
        reason, wanted = network.reason, network.password_wanted
        self._undo_join()
        window = self.show_window()
        if wanted is not None and wanted.helps:
            perhaps = self.tr("If this chat requires a password, type it here.")
            window.ask_password(place, reason if wanted.sure else f"{reason} {perhaps}")
        else:
            window.set_error(reason)

    def is_joining(self, network: networks.Network) -> bool:
        return network is self._joining

    def join_with_new_key(self, certificate: Certificate) -> None:
        """Join the refused chat with its new key."""
        if self._place is not None:
            self.join_chat(self._controller.trust.trust_at(self._place, certificate))

    def on_network_about_to_go(self, network: networks.Network) -> None:
        """Stop waiting for a chat left in the chat window."""
        if network is self._joining:
            self._let_go(network)
            if self.window is not None:
                self.window.set_error("")

    def _let_go(self, network: networks.Network) -> None:
        self._joining = None
        network.welcomed.disconnect(self.on_welcomed)
        network.phase_changed.disconnect(self.on_phase_changed)

    def _undo_join(self) -> None:
        """Undo an unfinished join. A new chat is forgotten."""
        network = self._joining
        if network is not None:
            self._let_go(network)
            self._controller.remove_network(network)
            if self._new:
                self._controller.forget_chat(network.network)
            self._fill_recent()

    def on_cancel_wanted(self) -> None:
        self._hosting_first = False
        self._stop_words()
        self._undo_join()
        if self.window is not None:
            self.window.set_error("")
