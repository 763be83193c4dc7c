"""EntryRequests: registering Seats that wait until it is known whether they may come in. Thread: hub lock."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass

from desktop_chat.hub.live.user import Seat
from desktop_chat.net.fingerprints import CertificateFingerprint

PROOF_SECONDS = 3
"""How long a Seat of this computer waits until the control channel tells whether its certificate is the host's."""
ASK_SECONDS = 600
"""How long a person waits for the host's answer."""
MOST = 50
MOST_PER_NEIGHBOURHOOD = 5
"""People who wait for the host: at one time, and from one neighbourhood."""
_MOST_ACCEPTED = 10_000


@dataclass(slots=True)
class EntryRequest:
    """A Seat that waits. `ends`: the tick after which it waits no longer. `since`: Unix ms."""

    seat: Seat
    ends: int
    since: int = 0
    asks_host: bool = False


class EntryRequests:
    """The waiting Seats by id, the oldest first; and the decided Seats, whose registration goes on."""

    def __init__(self) -> None:
        self._waiting: dict[int, EntryRequest] = {}
        self._decided: list[Seat] = []
        self._accepted: OrderedDict[str, None] = OrderedDict()
        """The identities that the host has let in until the server stops."""

    def __contains__(self, seat: Seat) -> bool:
        return seat.id in self._waiting

    @property
    def has_decided(self) -> bool:
        return bool(self._decided)

    def await_proof(self, seat: Seat, now: int) -> None:
        """Let the Seat wait for `note_host`. `now`: the tick."""
        self._waiting[seat.id] = EntryRequest(seat, now + PROOF_SECONDS)

    def ask_host(self, seat: Seat, now: int, since: int) -> bool:
        """Let the Seat wait for the host's answer. Return False if too many wait. `now`: the tick. `since`: Unix ms."""
        near = Counter(request.seat.neighbourhood for request in self.asking())
        if near.total() >= MOST or near[seat.neighbourhood] >= MOST_PER_NEIGHBOURHOOD:
            return False
        self._waiting[seat.id] = EntryRequest(seat, now + ASK_SECONDS, since, asks_host=True)
        return True

    def asking(self) -> Iterator[EntryRequest]:
        """Yield the requests that wait for the host's answer."""
        return (request for request in self._waiting.values() if request.asks_host)

    def asking_seat(self, number: int) -> Seat | None:
        """Return the Seat with the id that waits for the host's answer, or None."""
        request = self._waiting.get(number)
        return request.seat if request is not None and request.asks_host else None

    def accept(self, seat: Seat, identity: str) -> None:
        """Let the Seat go on, and its identity come again until the server stops."""
        seat.accepted = True
        if identity:
            self._accepted[identity] = None
            if len(self._accepted) > _MOST_ACCEPTED:
                self._accepted.popitem(last=False)
        self._decide(seat)

    def is_accepted(self, identity: str) -> bool:
        """Return whether the host has let in the identity since the server started."""
        return identity in self._accepted

    def note_host(self, fingerprint: CertificateFingerprint) -> None:
        """Decide all Seats with the host's certificate."""
        for request in list(self._waiting.values()):
            if request.seat.fingerprint == fingerprint:
                self._decide(request.seat)

    def decide_late(self, now: int) -> list[Seat]:
        """Decide the Seats without a proof. Return the Seats without an answer of the host. `now`: the tick."""
        late = [request for request in self._waiting.values() if now > request.ends]
        for request in late:
            if request.asks_host:
                self.forget(request.seat)
            else:
                request.seat.known_stranger = True
                self._decide(request.seat)
        return [request.seat for request in late if request.asks_host]

    def decide_all(self) -> None:
        """Decide all Seats again: the rule of entry has changed."""
        for request in list(self._waiting.values()):
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
