"""Limits: what each connection may do, as the settings say."""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop_chat.server.codecs.codec_api import GatewaySettings


@dataclass(frozen=True, slots=True)
class IoLimits:
    """What the I/O threads need of the settings; `outbox_bytes` holds whether limits are on or not."""

    enabled: bool
    burst: int
    per_second: int
    outbox_bytes: int
    plain: str
    gateways: GatewaySettings = field(default_factory=GatewaySettings)
