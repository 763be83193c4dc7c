"""Phase: how far a Session has come with its server."""

from __future__ import annotations

from enum import StrEnum


class Phase(StrEnum):
    OFFLINE = "offline"
    CONNECTING = "connecting"
    REGISTERING = "registering"
    ONLINE = "online"
