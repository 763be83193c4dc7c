"""Cloaks: shown hosts in place of addresses. Pure.

A cloak consists of keyed hashes of the address and of two surrounding networks, so a ban can match an address or a
network: `*!*@*.<network>.<wider>.ip`. Without the key, no search through all addresses finds the address.
"""

from __future__ import annotations

import hashlib
import hmac
from base64 import b32encode
from functools import lru_cache
from ipaddress import IPv4Address

from desktop_chat.hub.settings import HubSettings
from desktop_chat.net.neighbourhood import numeric_address

NOBODY, INTERNET, EVERYBODY = "nobody", "internet", "everybody"
KINDS = (INTERNET, EVERYBODY, NOBODY)
"""Whose addresses are hidden. INTERNET: of all people outside private networks."""
_IPV4_BITS = (32, 24, 16)
_IPV6_BITS = (64, 48, 32)
"""A home has a whole /64."""
_HASH_BYTES = 5
_REMEMBERED = 4096


def host_text(address: str) -> str:
    """Return an address as a parameter of a line, where no parameter begins with a colon."""
    return address if address[:1] != ":" else f"0{address}"


def shown_host(settings: HubSettings, address: str) -> str:
    """Return the host that other people see for an address."""
    if settings.cloak == NOBODY or not settings.cloak_key:
        return host_text(address)
    return _cloak_address(settings.cloak, settings.cloak_key, address)


@lru_cache(_REMEMBERED)
def _cloak_address(whose: str, key: bytes, address: str) -> str:
    numeric = numeric_address(address)
    if numeric is None or (whose == INTERNET and (numeric.is_private or numeric.is_link_local)):
        return host_text(address)
    widths = _IPV4_BITS if isinstance(numeric, IPv4Address) else _IPV6_BITS
    parts = (_keyed_hash(key, f"{int(numeric) >> (numeric.max_prefixlen - bits):x}/{bits}") for bits in widths)
    return ".".join((*parts, "ip"))


def _keyed_hash(key: bytes, text: str) -> str:
    digest = hmac.digest(key, text.encode(), hashlib.sha256)[:_HASH_BYTES]
    return b32encode(digest).decode().lower()


def shown_source(settings: HubSettings, source: str) -> str:
    """Return a source as other people see the source. Entries from before cloaks still have addresses."""
    before, at, host = source.rpartition("@")
    if not at or not (host[:1].isdigit() or ":" in host):
        return source
    shown = shown_host(settings, host)
    return source if shown == host else f"{before}@{shown}"
