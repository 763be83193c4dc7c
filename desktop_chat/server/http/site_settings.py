"""SiteSettings: the settings for the routes."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_chat.net.fingerprints import NO_KEY, KeyPin


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """The settings for the routes."""

    name: str = "Desktop Chat"
    lobby: str = "#lobby"
    fingerprint: KeyPin = NO_KEY
    """The server's key, for links to this chat."""
    websocket: bool = False
    """Whether browsers may join."""
    origins: tuple[str, ...] = ()
    """The web pages that may connect; empty for any."""
    proxies: tuple[str, ...] = ()
    """The addresses and networks of reverse proxies."""
