"""NetworkFiles: how the files of one chat are loaded: from where, by which key, and by which token. GUI thread.

Spec: docs/specifications/filehost.md
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from desktop_chat.client.file_address import FileAddress, Owner, node_addresses, owner_of
from desktop_chat.client.phase import Phase
from desktop_chat.client.session import Session
from desktop_chat.irc.isupport import FILES, ISupport
from desktop_chat.net.addresses import ListenAddress
from desktop_chat.net.fingerprints import NO_KEY
from desktop_chat.qt.network.file_courier import FileRequest
from desktop_chat.qt.network.link import LinkTarget


def add_nodes(target: LinkTarget, support: ISupport) -> LinkTarget:
    """Return the target with the addresses of the other servers of the cluster. They have the same key."""
    nodes, here = node_addresses(support), ListenAddress(target.host, target.port)
    return replace(target, elsewhere=tuple(node for node in nodes if node != here))


class NetworkFiles(QObject):
    """Makes the requests for files. The token of a connection is asked for with the first file."""

    ready = Signal()  # requests that could not be made before can be made now

    def __init__(
        self,
        session: Session,
        target: Callable[[], LinkTarget | None],
        ask_token: Callable[[], None],
        parent: QObject | None = None,
    ) -> None:
        """`target`: how to reach the server of this connection again, by the same key; None without a connection.
        `ask_token` sends `FILEHOST TOKEN`."""
        super().__init__(parent)
        self._session = session
        self._target = target
        self._ask_token = ask_token
        self._token = ""
        self._is_asked = False

    def note_token(self, token: str) -> None:
        """Use the token that the server has told."""
        self._token = token
        self.ready.emit()

    def note_phase(self) -> None:
        """Forget the token with its connection."""
        self._token, self._is_asked = "", False
        if self._session.phase is Phase.ONLINE:
            self.ready.emit()

    @property
    def is_online(self) -> bool:
        return self._session.phase is Phase.ONLINE

    def owner_of(self, address: FileAddress) -> Owner:
        """Return whose server an address names, as far as this connection tells."""
        target = self._target()
        if target is None:
            return Owner.FOREIGN
        return owner_of(address, self._session.isupport, target.host, target.port)

    def own_request(self, text: str, address: FileAddress, most_bytes: int) -> FileRequest | None:
        """Return the request for a file of the chat's own server. None: not now, `ready` follows.

        `text`: the whole address.
        """
        target = self._target()
        if target is None:
            return None
        if FILES not in self._session.isupport:  # a bouncer, whose port for files is another one
            pin = target.pin if address.host == target.host.lower() else NO_KEY
            place = LinkTarget(address.host, address.port, address.tls, pin=pin, vouched=not pin, proxy=target.proxy)
            return FileRequest(text, place, address.path, "", most_bytes, may_lead_elsewhere=False)
        if not self._token:
            if not self._is_asked:
                self._is_asked = True
                self._ask_token()
            return None
        place = replace(target, certificate=None, key=None)
        return FileRequest(text, place, address.path, self._token, most_bytes, may_lead_elsewhere=False)

    def foreign_request(self, text: str, address: FileAddress, most_bytes: int) -> FileRequest | None:
        """Return the request for a file elsewhere, by HTTPS with the certificate of an authority; None without it."""
        target = self._target()
        if not address.tls:
            return None
        proxy = target.proxy if target is not None else None
        place = LinkTarget(address.host, address.port, vouched=True, proxy=proxy)
        return FileRequest(text, place, address.path, "", most_bytes, may_lead_elsewhere=True)
