"""EntryRequests: registering Seats that wait until it is known whether they may come in. Thread: hub lock."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_chat.hub.live.user import Seat
from desktop_chat.net.fingerprints import CertificateFingerprint

PROOF_SECONDS = 3
"""How long a Seat of this computer waits until the control channel tells whether its certificate is the host's."""


@dataclass(slots=True)
class EntryRequest:
    """A Seat that waits. `ends`: the tick after which it waits no longer."""

    seat: Seat
    ends: int


class EntryRequests:
    """The waiting Seats by id, the oldest first; and the decided ones, which go on with their registration."""

    def __init__(self) -> None:
        self._waiting: dict[int, EntryRequest] = {}
        self._decided: list[Seat] = []

    def __contains__(self, seat: Seat) -> bool:
        return seat.id in self._waiting

    @property
    def has_decided(self) -> bool:
        return bool(self._decided)

    def await_proof(self, seat: Seat, now: int) -> None:
        """Let the Seat wait for `note_host`. `now`: the tick."""
        self._waiting[seat.id] = EntryRequest(seat, now + PROOF_SECONDS)

    def note_host(self, fingerprint: CertificateFingerprint) -> None:
        """Decide all Seats with the host's certificate."""
        for request in list(self._waiting.values()):
            if request.seat.fingerprint == fingerprint:
                self._decide(request.seat)

    def decide_late(self, now: int) -> None:
        """Decide all Seats that have waited long enough: no proof has come. `now`: the tick."""
        for request in list(self._waiting.values()):
            if now > request.ends:
                request.seat.known_stranger = True
                self._decide(request.seat)

    def _decide(self, seat: Seat) -> None:
        self.forget(seat)
        self._decided.append(seat)

    def forget(self, seat: Seat) -> None:
        """Drop the Seat, which has gone or is decided."""
        self._waiting.pop(seat.id, None)

    def take_decided(self) -> list[Seat]:
        """Return the decided Seats, and forget them."""
        taken, self._decided = self._decided, []
        return taken
