"""ServerTrust: keeps the keys by which servers are known, and reports a key that has changed. GUI thread."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from desktop_chat.client.certificate import Certificate
from desktop_chat.client.chat_address import ChatAddress
from desktop_chat.client.saved_chats import SavedChats
from desktop_chat.qt.network.network import Network


class ServerTrust(QObject):
    """A key is kept at the first use. The person decides whether a changed key is trusted."""

    distrusted = Signal(object, object, str)  # Network, Certificate, the expected key (hex)
    failed = Signal(str)  # a sentence to show

    def __init__(self, chats: SavedChats, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._chats = chats

    def note_opened(self, network: Network, certificate: Certificate | None) -> None:
        """Keep the server's key: at first use, and if an authority vouches for the certificate."""
        try:
            self._chats.note_opened(network.network, certificate)
        except OSError as error:
            self._say_key_is_lost(error)

    def note_distrusted(self, network: Network, certificate: Certificate) -> None:
        """Report another key than expected, unless the address came with a link: its server may be another chat."""
        if not self._chats.is_offered(network.network):
            self.distrusted.emit(network, certificate, self._chats.expected_key(network.network))

    def trust_certificate(self, network: Network, certificate: Certificate) -> None:
        """Accept the server's new key, as the person decided, and connect."""
        self._keep_key(network.network, certificate)
        network.connect_now()

    def trust_at(self, place: ChatAddress, certificate: Certificate) -> ChatAddress:
        """Accept the key for `place`, as the person decided. Return the place to join."""
        record = self._chats.find_record(place)
        if record is None:
            return replace(place, fingerprint=certificate.fingerprint)
        self._keep_key(record.network, certificate)
        return replace(place, fingerprint=certificate.fingerprint) if place.fingerprint else place

    def _keep_key(self, key: str, certificate: Certificate) -> None:
        try:
            self._chats.trust_key(key, certificate)
        except OSError as error:
            self._say_key_is_lost(error)

    def _say_key_is_lost(self, error: OSError) -> None:
        self.failed.emit(self.tr("The server's key cannot be kept: {0}.").format(error.strerror or error))
