"""Another port for the hosted chat whose own port is busy. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop_chat.net.control_values import ServerPhase, ServerState
from desktop_chat.qt.hosting.hosting import Hosting

ADDRESSES = "listen.addresses"
"""The key of the setting for addresses and ports."""


class OtherPort(QObject):
    """Starts the chat on another port. Once the chat runs, the setting is changed to that port."""

    def __init__(self, hosting: Hosting, parent: QObject) -> None:
        super().__init__(parent)
        self._hosting = hosting
        self._port = 0
        hosting.state_changed.connect(self.on_state_changed)

    def start_on(self, port: int) -> None:
        """Start the chat on `port`, from 1 to 65,535."""
        self._port = port
        self._hosting.start_server({ADDRESSES: ",".join(wildcard_addresses(port))})

    def on_state_changed(self, state: ServerState) -> None:
        if state.phase is ServerPhase.RUNNING and self._port:
            self._hosting.change_setting(ADDRESSES, wildcard_addresses(self._port))
        if state.phase in (ServerPhase.RUNNING, ServerPhase.FAILED, ServerPhase.STOPPED):
            self._port = 0


def wildcard_addresses(port: int) -> list[str]:
    """Return the wildcard addresses of IPv4 and IPv6 with this port."""
    return [f"0.0.0.0:{port}", f"[::]:{port}"]
