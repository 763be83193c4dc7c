"""PasswordProof: makes the key of a password for a login by SCRAM, on a thread of its own. GUI thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QObject, Qt, Signal

from desktop_chat.client.connection_events import ProofWanted

_KEPT = 4


class PasswordProof(QObject):
    """Keeps the last keys, so a reconnect costs nothing. `ready` is called with each wish and its key."""

    _derived = Signal(object, bytes)  # ProofWanted, its key

    def __init__(self, ready: Callable[[ProofWanted, bytes], None], parent: QObject) -> None:
        super().__init__(parent)
        self._ready = ready
        self._keys: dict[ProofWanted, bytes] = {}
        self._derived.connect(self.on_derived, Qt.ConnectionType.QueuedConnection)

    def derive_key(self, wanted: ProofWanted) -> None:
        """Make the key; `ready` follows from the event loop."""
        if wanted in self._keys:
            self._derived.emit(wanted, self._keys[wanted])
        else:
            threading.Thread(target=self._derive, args=(wanted,), name="password proof", daemon=True).start()

    def _derive(self, wanted: ProofWanted) -> None:
        """Thread: password proof."""
        from desktop_chat.irc import sasl_client  # OpenSSL behind it takes a while to load

        key = sasl_client.derive_key(wanted.password, wanted.salt, wanted.iterations)
        with suppress(RuntimeError):  # the network was left meanwhile
            self._derived.emit(wanted, key)

    def on_derived(self, wanted: ProofWanted, key: bytes) -> None:
        self._keys[wanted] = key
        while len(self._keys) > _KEPT:
            del self._keys[next(iter(self._keys))]
        self._ready(wanted, key)
