"""IoLimits: the settings of the I/O threads."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IoLimits:
    """The settings that the I/O threads need."""

    enabled: bool
    """Whether lines have a rate limit."""
    burst: int
    """Lines at once."""
    per_second: int
    """Lines a second after the burst."""
    outbox_bytes: int
    """Bytes in one outbox above which a slow reader is disconnected, with or without a rate limit."""
    plain: str
    """From where connections without TLS are accepted: `anyone` or `loopback`."""
    plain_nearby: bool = False
    """Whether browsers with private addresses are accepted without TLS, whatever `plain` says."""
    lobby: str = "#lobby"
    """The room that guests of the gateways join."""
