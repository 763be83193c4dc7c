"""RoomPlan: a room that a person wants to make. Frozen values; no Qt."""

from __future__ import annotations

from desktop_chat.value_class import value


@value
class RoomPlan:
    """The settings of a new room. They are set once the server has made the room for us."""

    name: str
    """The name with the sign of a channel."""
    topic: str = ""
    flags: str = ""
    """Letters of modes without a parameter, to be set."""
    password: str = ""
    keep_days: int = 0
    """For how many days the room keeps messages; 0: as the server says."""
