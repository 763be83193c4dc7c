"""ClaimProver: runs the proofs of heard claims, on the selector of a thread that hears them."""

from __future__ import annotations

import selectors
import ssl
import time
from typing import TYPE_CHECKING

from desktop_chat.lan.found_chats import FoundChats
from desktop_chat.net.fingerprints import NO_KEY, KeyPin

if TYPE_CHECKING:  # imported for the first proof: TLS takes a while to load
    from desktop_chat.lan.key_proof import KeyProof


class ClaimProver:
    """Settles the claims of `chats`, `most` at a time. Times are seconds of a monotonic clock.

    Thread: the owner of the selector.
    """

    def __init__(self, chats: FoundChats, selector: selectors.BaseSelector, most: int) -> None:
        self._chats = chats
        self._selector = selector
        self._most = most
        self._proofs: dict[KeyProof, KeyPin] = {}
        self._tls_context: ssl.SSLContext | None = None

    def begin_due(self, now: float, count: int | None = None) -> int:
        """Begin the due proofs, at most `count`. Return how many have begun."""
        free = self._most - len(self._proofs)
        due = self._chats.take_due_proofs(now, free if count is None else min(free, count))
        if not due:
            return 0
        from desktop_chat.lan.key_proof import KeyProof, make_context

        for server_id, address in due:
            try:
                if self._tls_context is None:
                    self._tls_context = make_context()
                proof = KeyProof(self._tls_context, address, now)
                self._selector.register(proof.socket, proof.events(), proof)
            except OSError:
                self._chats.settle(server_id, address, NO_KEY, now)
            else:
                self._proofs[proof] = server_id
        return len(due)

    def step(self, proof: KeyProof) -> None:
        """Continue a proof whose socket is ready."""
        if proof.step():
            self._end_attempt(proof)
        else:
            self._selector.modify(proof.socket, proof.events(), proof)

    def end_late(self, now: float) -> None:
        """End the proofs that take too long."""
        for proof in [proof for proof in self._proofs if proof.deadline <= now]:
            self._end_attempt(proof)

    def _end_attempt(self, proof: KeyProof) -> None:
        self._selector.unregister(proof.socket)
        proof.close()
        self._chats.settle(self._proofs.pop(proof), proof.address, proof.key, time.monotonic())

    def close(self) -> None:
        """End all proofs without a result."""
        for proof in self._proofs:
            proof.close()
