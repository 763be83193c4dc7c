"""PingFences: PINGs behind own messages to a server without echoes; their PONGs confirm the messages. Pure; GUI thread.

Spec: https://ircv3.net/specs/extensions/echo-message
"""

from __future__ import annotations

from collections.abc import Sequence

from desktop_chat.client.session_state import SessionState
from desktop_chat.irc import capabilities as c

_FENCE = "own-fence-"
_LINES_BEFORE_A_FENCE = 4


class PingFences:
    """Knows which Entries each PING follows, for one connection."""

    def __init__(self, state: SessionState) -> None:
        self._state = state
        self._fenced: dict[str, list[int]] = {}
        """Ids of Entries by the token of the PING that followed them."""
        self._unfenced: list[int] = []
        """Ids of Entries sent since the last PING."""

    def fence_entries(self, entries: Sequence[int]) -> bool:
        """Note the sending of Entries. Return True if a PING was queued behind them.

        A PING follows four Entries, or fewer if no more wait. A server with echoes confirms each Entry itself.
        """
        if not self._state.has_capabilities(c.ECHO_MESSAGE):
            self._unfenced += entries
        unfenced = len(self._unfenced)
        if not unfenced or (unfenced < _LINES_BEFORE_A_FENCE and self._state.pacing.queued_entries()):
            return False
        fence = f"{_FENCE}{self._state.tokens()[:8]}"
        self._fenced[fence], self._unfenced = self._unfenced, []
        self._state.send("PING", fence)
        return True

    def take_fenced(self, token: str) -> list[int] | None:
        """Return the Entries before the PING that a PONG answers; None for a PING of another kind."""
        return self._fenced.pop(token, None)

    def clear(self) -> None:
        """Forget the PINGs of a connection that has ended."""
        self._fenced.clear()
        self._unfenced.clear()
