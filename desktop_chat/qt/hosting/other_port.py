"""Another port for the hosted chat whose own port is busy. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop_chat.net.control_values import ServerPhase, ServerState
from desktop_chat.net.free_port import FreePort
from desktop_chat.qt.hosting.hosting import Hosting


class OtherPort(QObject):
    """Starts the chat on another port. Once the chat runs, the setting is changed to that port."""

    def __init__(self, hosting: Hosting, parent: QObject) -> None:
        super().__init__(parent)
        self._hosting = hosting
        self._free_port: FreePort | None = None
        hosting.state_changed.connect(self.on_state_changed)

    def start_on(self, free_port: FreePort) -> None:
        """Start the chat with the port that it has found free, at the same hosts."""
        self._free_port = free_port
        self._hosting.start_server({free_port.key: free_port.value_text})

    def on_state_changed(self, state: ServerState) -> None:
        free = self._free_port
        if state.phase is ServerPhase.RUNNING and free is not None:
            self._hosting.change_setting(free.key, free.plain_value)
        if state.phase in (ServerPhase.RUNNING, ServerPhase.FAILED, ServerPhase.STOPPED):
            self._free_port = None
