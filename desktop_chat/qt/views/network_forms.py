"""NetworkForms: opens the form of a network, and saves its answer. GUI thread."""

from __future__ import annotations

import os
from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop_chat.client.network_setup import NetworkSetup, make_person
from desktop_chat.client.preferences import ServerRecord
from desktop_chat.client.system_user import login_name
from desktop_chat.qt.dialogs import network_form, raw_console
from desktop_chat.qt.network import network as networks
from desktop_chat.qt.network.controller import Controller


class NetworkForms(QObject):
    """One form at a time."""

    connected = Signal(object)  # Network: the person wants to be there now
    saved = Signal()

    def __init__(self, controller: Controller, parent: QObject) -> None:
        super().__init__(parent)
        self._controller = controller
        self.form: network_form.NetworkForm | None = None
        controller.editor.secrets_read.connect(self.on_secrets_read)

    def open_new(self, parent: QWidget | None) -> None:
        """Ask for a new network."""
        self._open(os.urandom(8).hex(), None, parent)
        if self.form is not None:
            self.form.show_secrets({})

    def open_saved(self, key: str, parent: QWidget | None) -> None:
        """Show a saved network, by the key of its record."""
        record = self._controller.settings.find_server(key)
        if record is not None:
            self._open(key, record, parent)
            self._controller.editor.read_secrets(key)

    def open_console(self, network: networks.Network, parent: QWidget | None) -> None:
        """Show the lines of a network, beside its window."""
        raw_console.RawConsole(network, parent).show()

    def _open(self, key: str, record: ServerRecord | None, parent: QWidget | None) -> None:
        if self.form is not None:
            self.form.reject()
        # The names of a person who fills in nothing.
        usual = make_person(ServerRecord(key, "", 0), self._controller.person_name, login_name())
        names = usual.nick, usual.username, usual.realname
        form = self.form = network_form.NetworkForm(key, record, names, parent)
        form.answered.connect(self.on_answered)
        form.finished.connect(self.on_finished)
        form.open()

    def on_secrets_read(self, key: str, secrets: Mapping[str, str]) -> None:
        if self.form is not None and self.form.key == key:
            self.form.show_secrets(secrets)

    def on_answered(self, setup: NetworkSetup, connect: bool) -> None:
        self._controller.editor.save_setup(setup, connect=connect)
        self.saved.emit()
        network = self._controller.find_network(setup.key)
        if connect and network is not None:
            self.connected.emit(network)

    def on_finished(self) -> None:
        self.form = None
