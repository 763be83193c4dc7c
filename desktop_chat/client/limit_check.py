"""Check of a Session's collections against their limits, after each portion of a server's Messages. Pure."""

from __future__ import annotations

from desktop_chat.client.collection_limits import (
    ALL_MEMBERS,
    ASKED,
    CAPABILITIES,
    CAPABILITY_BYTES,
    KNOWN,
    MEMBERS,
    ROOMS,
    TooMuchError,
    require_bytes,
    require_count,
)
from desktop_chat.client.context import Context


def require_moderate(c: Context) -> None:
    """Compare each collection with its limit; forget the oldest items of collections that may forget.

    Raises: TooMuchError.
    """
    state = c.state
    require_count("JOIN", state.rooms, ROOMS)
    require_count("CAP", state.available, CAPABILITIES)
    require_bytes("CAP", state.available, CAPABILITY_BYTES)
    require_count("NAMES", c.names_heard, MEMBERS)
    if state.pacing.questions > ASKED:
        raise TooMuchError("JOIN")
    if state.people_changed:
        state.people_changed = False
        people = 0
        for room in state.rooms.values():
            count = max(len(room.members), len(room.arriving or ()))
            if count > MEMBERS:
                raise TooMuchError("NAMES")
            people += count
        if people > ALL_MEMBERS:
            raise TooMuchError("NAMES")
    for forgettable, most in ((c.told_away, ROOMS), (c.rejoins, ROOMS), (c.forwarded, ROOMS), (state.known, KNOWN)):
        while len(forgettable) > most:
            del forgettable[next(iter(forgettable))]
