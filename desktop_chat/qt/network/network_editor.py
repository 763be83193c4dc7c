"""NetworkEditor: reads and saves what the form of a network shows. GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt, Signal

from desktop_chat.client.network_setup import NetworkSetup
from desktop_chat.client.person import Person
from desktop_chat.client.phase import Phase
from desktop_chat.client.preferences import ServerRecord, Settings
from desktop_chat.client.secret_store import SecretStore
from desktop_chat.qt.network import network as networks


class NetworkEditor(QObject):
    """`network` is the key of a ServerRecord."""

    secrets_read = Signal(str, object)  # network, its secrets by name
    _read = Signal(str, object)

    def __init__(
        self,
        settings: Settings,
        secrets: SecretStore,
        find_network: Callable[[str], networks.Network | None],
        open_network: Callable[[ServerRecord], networks.Network],
        person_of: Callable[[ServerRecord], Person],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._secrets = secrets
        self._find_network = find_network
        self._open_network = open_network
        self._person_of = person_of
        self._read.connect(self.secrets_read, Qt.ConnectionType.QueuedConnection)

    def read_secrets(self, network: str) -> None:
        """Look the secrets of a network up; `secrets_read` follows."""
        self._secrets.load_secrets(network, lambda found: self._read.emit(network, dict(found)))

    def save_setup(self, setup: NetworkSetup, *, connect: bool) -> None:
        """Keep the setup, and use it from the next connection on; with `connect`, connect now."""
        record = setup.apply_to(self._settings.find_server(setup.key))
        self._settings.keep_server(record)
        for name, secret in setup.secrets.items():
            self._secrets.keep_secret(setup.key, name, secret)
        network = self._find_network(setup.key)
        if network is not None:
            network.renew_setup(self._person_of(record), setup.secrets)
            network.set_label(record.label)
        elif connect:
            network = self._open_network(record)
        if network is None or not connect:
            return
        self.enter_rooms(network, record)
        if network.phase is not Phase.OFFLINE:
            network.disconnect_now()
        network.connect_now()

    def enter_rooms(self, network: networks.Network, record: ServerRecord) -> None:
        """Enter the rooms that the person wants to enter at each start."""
        for room in record.options.room_list():
            network.join_channel(room)


def changed_secrets(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, str]:
    """Return the secrets in `after` that differ from `before`."""
    return {name: secret for name, secret in after.items() if before.get(name, "") != secret}
