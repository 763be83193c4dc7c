"""SignOfLife: when a server is asked for a sign of life, and when its connection counts as dead. Pure."""

from __future__ import annotations

import math

SILENCE_SECONDS = 60.0
"""After this time without a byte the server is asked; after half of it again the connection counts as dead."""
CLUSTER_SILENCE_SECONDS = 10.0
"""The same towards a server of a cluster, which may wait for the others for 6 s."""


class SignOfLife:
    """Times are seconds of a monotonic clock. A server has its time from the question on, however late it was asked.

    Thread: the Link's; `wanted_seconds` and `silence_seconds` may be set by any.
    """

    def __init__(self, silence_seconds: float, connect_seconds: float) -> None:
        """`connect_seconds`: the time for the handshake."""
        self.silence_seconds = silence_seconds
        self.wanted_seconds = 0.0
        """The time for an answer to a question that somebody wants now. 0.0: nobody."""
        self._connect_seconds = connect_seconds
        self._heard = 0.0
        self._asked_at = 0.0
        """When the question was asked that the server has not answered. 0.0: there is none."""
        self._answer_seconds = 0.0

    def note_bytes(self, now: float) -> None:
        """Note that something was heard, or that nothing could be."""
        self._heard, self._asked_at = now, 0.0

    def must_ask(self, now: float) -> bool:
        """Return True if the server has to be asked now, and note the question."""
        wanted, self.wanted_seconds = self.wanted_seconds, 0.0
        if self._asked_at or not (wanted or now >= self._heard + self.silence_seconds):
            return False
        self._asked_at, self._answer_seconds = now, wanted or self.silence_seconds / 2
        return True

    def dead_at(self, *, is_open: bool) -> float:
        """Return when the connection counts as dead; infinite if no question is open. `is_open`: after the
        handshake."""
        if not is_open:
            return self._heard + self._connect_seconds
        return self._asked_at + self._answer_seconds if self._asked_at else math.inf

    def next_look(self, *, is_open: bool) -> float:
        """Return when the server must be asked, or counts as dead."""
        if self._asked_at or not is_open:
            return self.dead_at(is_open=is_open)
        return self._heard + self.silence_seconds
