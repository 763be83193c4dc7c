"""FileAddress: where a file lies, and whether that is the chat's own server. Pure.

Spec: docs/specifications/filehost.md
"""

from __future__ import annotations

import re
from contextlib import suppress
from enum import StrEnum
from urllib.parse import urlsplit

from desktop_chat.client.chat_address import MOST_ELSEWHERE
from desktop_chat.irc.isupport import FILES, ISupport
from desktop_chat.net.addresses import AddressError, ListenAddress, parse_address
from desktop_chat.value_class import value

_PORTS = {"https": 443, "http": 80}
_IS_USABLE = re.compile(r"[!-~]+").fullmatch
_OWN_PATH = "/files/"
_UPLOADS = "soju.im/FILEHOST"


class Owner(StrEnum):
    """Whose server an address names."""

    OURS = "ours"
    """The chat's server says so."""
    PERHAPS_OURS = "perhaps ours"
    """Another name of a computer, but a path of our own servers: the chat's server knows whether it has the file."""
    FOREIGN = "foreign"


@value
class FileAddress:
    """The parts of an address of HTTP. `path`: with the query."""

    host: str
    port: int
    tls: bool
    path: str


def parse_file_address(address: str) -> FileAddress | None:
    """Return the parts of an address, or None if nothing can be loaded from there."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError:
        return None
    if not (host and port) or "@" in parts.netloc or not _IS_USABLE(address):
        return None
    path = parts.path or "/"
    return FileAddress(host, port, parts.scheme == "https", f"{path}?{parts.query}" if parts.query else path)


def node_addresses(support: ISupport) -> tuple[ListenAddress, ...]:
    """Return the addresses of the servers of a cluster, of which each has every file; none for a single server."""
    found = []
    for node in support.nodes[: MOST_ELSEWHERE + 1]:
        with suppress(AddressError):
            found.append(parse_address(node))
    return tuple(found)


def owner_of(address: FileAddress, support: ISupport, host: str, port: int) -> Owner:
    """Return whose server an address names. `host`, `port`: those of the connection to the chat."""
    uploads = parse_file_address(support.text_value(_UPLOADS))
    places = {(uploads.host, uploads.port)} if uploads is not None else set()
    if FILES in support:
        places |= {(host.lower(), port), *((node.host.lower(), node.port) for node in node_addresses(support))}
    if (address.host, address.port) in places:
        return Owner.OURS
    if FILES in support and address.path.startswith(_OWN_PATH):
        return Owner.PERHAPS_OURS
    return Owner.FOREIGN
