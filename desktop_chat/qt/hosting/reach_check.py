"""ReachCheck: a test whether the chat answers at its addresses, with its own key, and what may keep others out.

A computer reaches itself without passing its firewall. So the report names an active firewall, too; that others can
join is proved by a guest from another computer.
"""

from __future__ import annotations

import selectors
import ssl
import threading
import time
from collections.abc import Iterable
from contextlib import closing

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_chat.lan.firewalls import Firewall, active_firewall
from desktop_chat.lan.key_proof import KeyProof, make_context
from desktop_chat.net.addresses import ListenAddress
from desktop_chat.net.fingerprints import KeyPin
from desktop_chat.value_class import value

_POLL_MS = 50
_MOST = 8
"""Addresses that are tested; a computer may have dozens."""


@value
class ReachReport:
    """The result of a test."""

    answered: tuple[ListenAddress, ...] = ()
    """The addresses where the chat answers."""
    silent: tuple[ListenAddress, ...] = ()
    """The addresses where nothing answers, or another server."""
    firewall: Firewall | None = None
    """The firewall of this computer, if one is known to be on."""


def check_reach(addresses: Iterable[ListenAddress], key: KeyPin) -> ReachReport:
    """Connect to each address and compare the key of the server. Blocks for 3 s at each silent address."""
    context = make_context()
    answered: list[ListenAddress] = []
    silent: list[ListenAddress] = []
    for address in list(addresses)[:_MOST]:
        (answered if _proved_key(context, address) == key else silent).append(address)
    return ReachReport(tuple(answered), tuple(silent), active_firewall())


def _proved_key(context: ssl.SSLContext, address: ListenAddress) -> str:
    """Return the key of the server at the address, "" without an answer."""
    try:
        proof = KeyProof(context, address, time.monotonic())
    except OSError:
        return ""
    with closing(proof), selectors.DefaultSelector() as selector:
        selector.register(proof.socket, proof.events())
        while (left := proof.deadline - time.monotonic()) > 0:
            if selector.select(left) and proof.step():
                break
            selector.modify(proof.socket, proof.events())
        return proof.key


class ReachCheck(QObject):
    """Runs one test at a time on a daemon thread, which leaves the report in a list for a timer. GUI thread."""

    reported = Signal(object)  # ReachReport

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reports: list[ReachReport] | None = None
        self._again: tuple[tuple[ListenAddress, ...], KeyPin] | None = None
        """The test to run next, because the addresses have changed during a test."""
        self._timer = QTimer(self)
        self._timer.setInterval(_POLL_MS)
        self._timer.timeout.connect(self._fetch_report)

    @property
    def is_testing(self) -> bool:
        return self._reports is not None

    def begin_test(self, addresses: tuple[ListenAddress, ...], key: KeyPin) -> None:
        """Test the addresses, after a test that is under way."""
        if self.is_testing:
            self._again = (addresses, key)
            return
        reports: list[ReachReport] = []
        self._reports = reports
        work = threading.Thread(
            target=lambda: reports.append(check_reach(addresses, key)), name="reach-check", daemon=True
        )
        work.start()
        self._timer.start()

    def _fetch_report(self) -> None:
        if not self._reports:
            return
        (report,), self._reports = self._reports, None
        self._timer.stop()
        wanted, self._again = self._again, None
        if wanted is not None:
            self.begin_test(*wanted)
        else:
            self.reported.emit(report)
