"""The value of the capability sts: a policy for encryption. Pure.

Spec: https://ircv3.net/specs/extensions/sts
"""

from __future__ import annotations

from desktop_chat.value_class import value


@value
class StsOffer:
    """A policy. `port`: for connections without TLS. `duration` (s): for connections with TLS. None if the server does
    not say."""

    port: int | None = None
    duration: int | None = None


def read_offer(text: str) -> StsOffer:
    """Read the value of the capability. Keys that are unknown or wrong are ignored."""
    given: dict[str, int] = {}
    for item in text.split(","):
        key, _, number = item.partition("=")
        if number.isascii() and number.isdigit() and len(number) <= 12:
            given.setdefault(key, int(number))
    port, duration = given.get("port"), given.get("duration")
    return StsOffer(port if port is not None and 0 < port < 65536 else None, duration)
