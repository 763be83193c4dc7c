"""From the addresses of a chat to the one at which its server is now: all are asked at once for the key. No Qt.

An address may belong to another computer today, so the first answer is not enough: TLS has to prove the key. Thread:
one Link's.
"""

from __future__ import annotations

import selectors
import socket
import time
from collections.abc import Callable, Iterable

from desktop_chat.lan.key_proof import KeyProof, make_context
from desktop_chat.net.addresses import ListenAddress, is_numeric
from desktop_chat.net.fingerprints import KeyPin, is_same_key
from desktop_chat.net.wakeup import Wakeup
from desktop_chat.qt.network.dial import Lookup

SECONDS = 6.0
"""For the look-up of names and the proofs together."""
GRACE_SECONDS = 1.0
"""For another proof after the avoided place has given its own."""
_MOST_OF_A_NAME = 4
"""Numeric addresses of one name that are asked."""


def find_address(
    places: Iterable[ListenAddress],
    pin: KeyPin,
    wakeup: Wakeup,
    stopped: Callable[[], bool],
    avoided: ListenAddress | None = None,
) -> ListenAddress | None:
    """Return the first of the places at which a server proves the key, or None.

    `avoided`: a place that is taken only if no other one proves the key within GRACE_SECONDS.
    Blocks for SECONDS at most, and until `stopped()` (checked whenever `wakeup` wakes).
    """
    with selectors.DefaultSelector() as selector:
        selector.register(wakeup.fileno(), selectors.EVENT_READ)
        race = _Race(selector, pin, avoided)
        try:
            return race.run(places, wakeup, stopped)
        finally:
            race.close()


class _Race:
    def __init__(self, selector: selectors.BaseSelector, pin: KeyPin, avoided: ListenAddress | None) -> None:
        self._selector = selector
        self._pin = pin
        self._avoided = avoided
        self._second: ListenAddress | None = None
        """The avoided place, once its server has proved the key."""
        self._context = make_context()
        self._proofs: dict[KeyProof, ListenAddress] = {}
        self._lookups: dict[Lookup, ListenAddress] = {}

    def run(self, places: Iterable[ListenAddress], wakeup: Wakeup, stopped: Callable[[], bool]) -> ListenAddress | None:
        end = time.monotonic() + SECONDS
        for place in places:
            if is_numeric(place.host):
                self._begin_proof(place, place)
            else:
                self._lookups[Lookup(place.host, place.port, wakeup)] = place
        while (self._proofs or self._lookups) and not stopped() and time.monotonic() < end:
            limits = [end, *(proof.deadline for proof in self._proofs)]
            for key, _ in self._selector.select(max(0.0, min(limits) - time.monotonic())):
                if isinstance(key.data, KeyProof):
                    winner = self._continue_proof(key.data)
                    if winner is not None and winner != self._avoided:
                        return winner
                    if winner is not None:
                        self._second, end = winner, min(end, time.monotonic() + GRACE_SECONDS)
                else:
                    wakeup.clear()
            self._begin_looked_up()
            for proof in [proof for proof in self._proofs if proof.deadline <= time.monotonic()]:
                self._end_proof(proof)
        return self._second

    def _begin_proof(self, numeric: ListenAddress, place: ListenAddress) -> None:
        try:
            proof = KeyProof(self._context, numeric, time.monotonic())
        except OSError:
            return
        self._selector.register(proof.socket, proof.events(), proof)
        self._proofs[proof] = place

    def _begin_looked_up(self) -> None:
        for lookup in [lookup for lookup in self._lookups if lookup.is_done]:
            place = self._lookups.pop(lookup)
            for family, address in (lookup.rows or [])[:_MOST_OF_A_NAME]:
                if family in (socket.AF_INET, socket.AF_INET6):
                    self._begin_proof(ListenAddress(str(address[0]), place.port), place)

    def _continue_proof(self, proof: KeyProof) -> ListenAddress | None:
        """Return the place of a proof that has ended with the wanted key."""
        if not proof.step():
            self._selector.modify(proof.socket, proof.events(), proof)
            return None
        place = self._proofs[proof]
        self._end_proof(proof)
        return place if is_same_key(proof.key, self._pin) else None

    def _end_proof(self, proof: KeyProof) -> None:
        self._selector.unregister(proof.socket)
        proof.close()
        del self._proofs[proof]

    def close(self) -> None:
        for proof in list(self._proofs):
            self._end_proof(proof)
