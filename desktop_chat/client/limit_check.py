"""Check of the collections of a Session against their limits, after each piece of what a server sent. Pure."""

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
    """Look at what a server has filled since the last time.

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
