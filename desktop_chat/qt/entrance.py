"""Entrance: the start window, and how one gets from it into a chat: by hosting it, or by joining it. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desktop_chat.client.address import Place, parse_place
from desktop_chat.client.certificate import Certificate
from desktop_chat.client.phase import Phase
from desktop_chat.client.settings import ServerRecord
from desktop_chat.net.addresses import AddressError
from desktop_chat.net.control import ServerPhase, ServerState
from desktop_chat.qt import network as networks
from desktop_chat.qt.controller import Controller
from desktop_chat.qt.hosting import Hosting
from desktop_chat.qt.sentences import translated
from desktop_chat.qt.views import start_window
from desktop_chat.qt.views.window_state import bring_up

_SHOWN = 4
"""Recent chats that the start window lists."""


class Entrance(QObject):
    """`arrived` comes when one is in; the window is closed by then. A join that fails leaves nothing behind."""

    arrived = Signal(object, object)  # Network, Place
    launcher_wanted = Signal()
    closed = Signal()

    def __init__(self, controller: Controller, hosting: Hosting, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.window: start_window.StartWindow | None = None
        self._controller = controller
        self._hosting = hosting
        self._hosting_first = False
        self._joining: networks.Network | None = None
        self._place: Place | None = None
        self._new = False
        hosting.state_changed.connect(self.on_hosting_changed)
        controller.network_about_to_go.connect(self.on_network_about_to_go)

    # The window

    def show(self) -> start_window.StartWindow:
        if self.window is None:
            window = self.window = start_window.StartWindow(self._controller.name)
            window.host_wanted.connect(self.host)
            window.join_wanted.connect(self.on_join_wanted)
            window.recent_wanted.connect(self.on_recent_wanted)
            window.forget_wanted.connect(self.on_forget_wanted)
            window.cancel_wanted.connect(self.on_cancel_wanted)
            window.launcher_wanted.connect(self.launcher_wanted)
            window.closed.connect(self.on_closed)
        self._fill_recent()
        bring_up(self.window)
        return self.window

    @property
    def visible(self) -> bool:
        return self.window is not None and self.window.isVisible()

    def close(self) -> None:
        if self.window is not None:
            self.window.close()

    def on_closed(self) -> None:
        self.on_cancel_wanted()
        window, self.window = self.window, None
        if window is not None:
            window.deleteLater()
        self.closed.emit()

    def _fill_recent(self) -> None:
        if self.window is not None:
            open_now = {network.network for network in self._controller.networks}
            recent = [record for record in self._controller.settings.recent() if record.network not in open_now]
            self.window.set_recent(recent[:_SHOWN])

    def on_forget_wanted(self, record: ServerRecord) -> None:
        self._controller.forget(record.network)
        self._fill_recent()

    # Hosting

    def host(self, name: str) -> None:
        """Start a chat on this computer, if none runs, and be in it."""
        self._controller.set_name(name)
        if self._hosting.running:
            self.join_own()
            return
        self._hosting_first = True
        self.show().set_busy(self.tr("Starting your chat…"))
        self._hosting.start()

    def on_hosting_changed(self, state: ServerState) -> None:
        if not self._hosting_first:
            return
        if state.phase is ServerPhase.RUNNING:
            self._hosting_first = False
            self.join_own()
        elif state.phase is ServerPhase.FAILED:
            self._hosting_first = False
            self.show().set_host_error(state.reason)

    def join_own(self) -> None:
        """Be in the chat that is hosted here."""
        place = self._controller.hosted_place()
        if place is not None:
            self.join(place, hosted=True)

    # Joining

    def follow(self, link: str) -> str:
        """Go where a link or an address leads; what is wrong with it, or ""."""
        place, fault = self.read(link)
        if place is not None:
            self.join(place)
        return fault

    def read(self, link: str) -> tuple[Place | None, str]:
        """Where a link or an address leads, or None and what is wrong with it."""
        try:
            return parse_place(link), ""
        except AddressError as error:
            return None, translated(str(error))

    def on_join_wanted(self, place: Place, name: str, password: str) -> None:
        self._controller.set_name(name)
        self.join(place, password=password)

    def on_recent_wanted(self, record: ServerRecord, name: str) -> None:
        if record.hosted:
            self.host(name)
        else:
            self.on_join_wanted(record.place, name, "")

    def join(self, place: Place, *, password: str = "", hosted: bool = False) -> None:
        """Go to a chat, and say in the window how it goes."""
        self._drop()
        known = {record.network for record in self._controller.settings.preferences.servers}
        open_now = set(self._controller.networks)
        network = self._controller.join(place, password=password, hosted=hosted)
        self._place = place
        if network.phase is Phase.ONLINE or (network in open_now and not self.visible):
            self._arrive(network)
            return
        self._joining, self._new = network, network.network not in known
        network.welcomed.connect(self.on_welcomed)
        network.phase_changed.connect(self.on_phase_changed)
        self.show().set_busy(self.tr("Connecting to {0}…").format(network.name))

    def on_welcomed(self) -> None:
        if self._joining is not None and self._joining.phase is Phase.ONLINE:
            self._arrive(self._joining)

    def _arrive(self, network: networks.Network) -> None:
        if self._joining is not None:
            self._let_go(self._joining)
        self.arrived.emit(network, self._place)
        self.close()

    def on_phase_changed(self) -> None:
        """The attempt has failed, unless it goes on."""
        network, place = self._joining, self._place
        if network is None or place is None or network.phase is not Phase.OFFLINE:
            return
        reason, wanted = network.reason, network.password_wanted
        self._drop()
        window = self.show()
        if wanted is not None:
            perhaps = self.tr("If this chat wants a password, type it here.")
            window.ask_password(place, reason if wanted.sure else f"{reason} {perhaps}")
        else:
            window.set_error(reason)

    def is_joining(self, network: networks.Network) -> bool:
        return network is self._joining

    def trust(self, certificate: Certificate) -> None:
        """Join the chat that was refused, with the key that it shows now."""
        if self._place is not None:
            self.join(self._controller.trust_at(self._place, certificate))

    def on_network_about_to_go(self, network: networks.Network) -> None:
        """The person left in the chat window the chat that is being joined here."""
        if network is self._joining:
            self._let_go(network)
            if self.window is not None:
                self.window.set_error("")

    def _let_go(self, network: networks.Network) -> None:
        self._joining = None
        network.welcomed.disconnect(self.on_welcomed)
        network.phase_changed.disconnect(self.on_phase_changed)

    def _drop(self) -> None:
        """Take back a join that leads nowhere; what is new is not remembered."""
        network = self._joining
        if network is not None:
            self._let_go(network)
            self._controller.remove(network)
            if self._new:
                self._controller.forget(network.network)
            self._fill_recent()

    def on_cancel_wanted(self) -> None:
        self._hosting_first = False
        self._drop()
        if self.window is not None:
            self.window.set_error("")
