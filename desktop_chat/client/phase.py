"""Phase: how far a Session has come with its server."""

from __future__ import annotations

from enum import StrEnum


class Phase(StrEnum):
    """Where a Session stands with its server."""

    OFFLINE = "offline"
    CONNECTING = "connecting"
    REGISTERING = "registering"
    ONLINE = "online"
