"""FoundChats: the heard claims, and the proved chats. Pure.

A claim is the id of a chat and an address. A claim counts after the chat has proved its key at the address. Strangers
can make claims without end, so the number is limited, and claims without a proof make room for new claims.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from desktop_chat.lan.beacon import ChatBeacon
from desktop_chat.net.addresses import ListenAddress
from desktop_chat.net.fingerprints import KeyPin
from desktop_chat.value_class import value

LIFETIME_SECONDS = 10.0
"""A claim that was not heard for so long is dropped."""
MAX_CLAIMS = 256
MAX_CLAIMS_PER_HOST = 24
"""The most claims of one numeric address, which may be a computer with many servers."""
RETRY_SECONDS = 4.0
"""Seconds until an address that did not answer is tried again."""
DISTRUST_SECONDS = 60.0
"""Seconds until an address is tried again whose server has another key."""


REPEAT_SECONDS = 30.0
"""Seconds after which a proof is repeated."""


class Proof(Enum):
    """The state of a claim."""

    WANTED = "wanted"
    RUNNING = "running"
    GIVEN = "given"
    UNREACHABLE = "unreachable"
    """The address does not answer."""
    FALSE = "false"
    """The server at the address has another key."""


@value
class FoundChat:
    """A chat on the network. `addresses` is in the order of the proofs, and not empty."""

    beacon: ChatBeacon
    addresses: tuple[ListenAddress, ...]

    @property
    def address(self) -> ListenAddress:
        """The address to join: IPv4 if possible, because an IPv4 address is the same on the whole network."""
        return next((address for address in self.addresses if ":" not in address.host), self.addresses[0])


@dataclass(slots=True)
class _Claim:
    beacon: ChatBeacon
    address: ListenAddress
    heard: float
    proof: Proof = Proof.WANTED
    due: float = 0.0
    """When a proof may be tried."""
    told: float = -math.inf
    """When the chat itself was heard."""


class FoundChats:
    """Times are seconds of a monotonic clock."""

    def __init__(self) -> None:
        self._claims: dict[tuple[KeyPin, ListenAddress], _Claim] = {}

    @property
    def has_claims(self) -> bool:
        return bool(self._claims)

    def hear(self, beacon: ChatBeacon, host: str, now: float, *, relayed: bool = False) -> None:
        """Note that a chat was heard at a numeric address. Beyond the limits the claim is ignored.

        `relayed`: by multicast DNS, whose caches may be old. The facts of the chat itself count for LIFETIME_SECONDS.
        """
        address = ListenAddress(host, beacon.port)
        claim = self._claims.get((beacon.id, address))
        if claim is None:
            if sum(known.host == host for _, known in self._claims) >= MAX_CLAIMS_PER_HOST or not self._make_room():
                return
            claim = self._claims[beacon.id, address] = _Claim(beacon, address, now)
        claim.heard = now
        if not relayed:
            claim.told = now
        if claim.told + LIFETIME_SECONDS <= now or not relayed:
            claim.beacon = beacon

    def _make_room(self) -> bool:
        if len(self._claims) < MAX_CLAIMS:
            return True
        weak = [key for key, claim in self._claims.items() if claim.proof is not Proof.GIVEN]
        if not weak:
            return False
        del self._claims[min(weak, key=lambda key: self._claims[key].heard)]
        return True

    def take_due_proofs(self, now: float, count: int) -> tuple[tuple[KeyPin, ListenAddress], ...]:
        """Return at most `count` claims for proofs that begin now. The newest come first, so a flood of false claims
        delays no new chat."""
        due = [
            (key, claim)
            for key, claim in reversed(self._claims.items())
            if claim.proof is not Proof.RUNNING and claim.due <= now
        ]
        # The first claim of each address comes before its others: a liar with many ids is one address.
        hosts: dict[str, int] = {}
        ranked = []
        for key, claim in due:
            hosts[claim.address.host] = rank = hosts.get(claim.address.host, -1) + 1
            ranked.append((claim.proof is not Proof.WANTED, rank, key))
        ranked.sort(key=lambda row: row[:2])
        chosen = tuple(key for _, _, key in ranked[:count])
        for key in chosen:
            self._claims[key].due = now + RETRY_SECONDS
            if self._claims[key].proof is Proof.WANTED:
                self._claims[key].proof = Proof.RUNNING
        return chosen

    def settle(self, server_id: KeyPin, address: ListenAddress, found: KeyPin, now: float) -> None:
        """Note the proved key of the server at the address, "" without an answer."""
        claim = self._claims.get((server_id, address))
        if claim is None:
            return
        if found == server_id:
            if claim.proof is not Proof.GIVEN:  # proved claims stand in the order of their proofs
                self._claims[server_id, address] = self._claims.pop((server_id, address))
            claim.proof, claim.due = Proof.GIVEN, now + REPEAT_SECONDS
        else:
            claim.proof = Proof.FALSE if found else Proof.UNREACHABLE
            claim.due = now + (DISTRUST_SECONDS if found else RETRY_SECONDS)

    def expire(self, now: float) -> None:
        """Drop the claims not heard for LIFETIME_SECONDS."""
        for key in [key for key, claim in self._claims.items() if claim.heard + LIFETIME_SECONDS <= now]:
            del self._claims[key]

    def list_chats(self) -> tuple[FoundChat, ...]:
        """Return the proved chats by name."""
        return _gather(claim for claim in self._claims.values() if claim.proof is Proof.GIVEN)

    def list_unreachable(self) -> tuple[FoundChat, ...]:
        """Return the heard chats without a reachable address."""
        proved = {claim.beacon.id for claim in self._claims.values() if claim.proof in (Proof.GIVEN, Proof.RUNNING)}
        silent = (claim for claim in self._claims.values() if claim.proof is Proof.UNREACHABLE)
        return _gather(claim for claim in silent if claim.beacon.id not in proved)


def _gather(claims: Iterable[_Claim]) -> tuple[FoundChat, ...]:
    by_id: dict[KeyPin, list[_Claim]] = {}
    for claim in claims:
        by_id.setdefault(claim.beacon.id, []).append(claim)
    chats = [
        FoundChat(max(own, key=lambda claim: (claim.told, claim.heard)).beacon, tuple(claim.address for claim in own))
        for own in by_id.values()
    ]
    return tuple(sorted(chats, key=lambda chat: (chat.beacon.name.casefold(), chat.beacon.host, chat.beacon.id)))
