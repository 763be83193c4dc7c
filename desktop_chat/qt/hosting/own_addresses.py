"""Where a chat hosted on this computer is reached: its own addresses, asked for without ever holding up the windows."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_chat.net.addresses import (
    AddressError,
    ListenAddress,
    Reach,
    group_by_reach,
    local_addresses,
    parse_address,
)

_LOOK_MS = 30


def reached_at(listening: Iterable[str], own: Iterable[str]) -> dict[Reach, tuple[ListenAddress, ...]]:
    """The addresses behind the server's `HOST:PORT` texts, grouped by who can use them."""
    known = []
    for text in listening:
        try:
            known.append(parse_address(text))
        except AddressError:
            continue  # a newer server may listen on what is not known here
    return group_by_reach(known, own)


def best_of(groups: Mapping[Reach, tuple[ListenAddress, ...]]) -> ListenAddress | None:
    """The one to give away: on this network if there is one, IPv4 first because people read it out."""
    for kind in (Reach.NETWORK, Reach.INTERNET, Reach.COMPUTER):
        found = groups.get(kind)
        if found:
            return next((one for one in found if ":" not in one.host), found[0])
    return None


class OwnAddresses(QObject):
    """GUI thread. `found` is the newest answer, loopback only before the first one; `changed` comes when it differs.

    The system may take seconds to look up the computer's own name, so a daemon thread asks, which nobody waits for:
    it leaves its answer in a list of its own and a timer fetches it.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.found: tuple[str, ...] = ("127.0.0.1", "::1")
        self._answers: list[tuple[str, ...]] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._fetch_addresses)

    @property
    def is_asking(self) -> bool:
        return self._answers is not None

    def refresh_addresses(self) -> None:
        """Look again, unless that is under way."""
        if self._answers is None:
            answers: list[tuple[str, ...]] = []
            self._answers = answers
            threading.Thread(target=lambda: answers.append(local_addresses()), name="lookup-own", daemon=True).start()
            self._timer.start()

    def _fetch_addresses(self) -> None:
        if self._answers:
            found = self._answers[0]
            self._answers = None
            self._timer.stop()
            if found != self.found:
                self.found = found
                self.changed.emit()
