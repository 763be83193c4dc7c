"""What a person types or clicks to get to a chat: an address, or an irc:// link.

Links follow https://datatracker.ietf.org/doc/html/draft-butcher-irc-url-04 as far as clients agree on it, and carry the
hash of the server's public key in `fp`, so that whoever was given a link needs no question about a certificate.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qs, quote, unquote

from desktop_chat.net.addresses import AddressError, ListenAddress, parse_address
from desktop_chat.texts import client as texts
from desktop_chat.texts import net as net_texts
from desktop_chat.value_class import value

TLS_PORT = 6697
PLAIN_PORT = 6667
_FINGERPRINT = re.compile(r"[0-9a-f]{64}")
_CHANNEL_SIGNS = "#&+!"


@value
class ChatAddress:
    """A chat, and perhaps a room in it. `fingerprint` is the SHA-256 (hex) of the server's public key, or ""."""

    host: str
    port: int
    tls: bool = True
    room: str = ""
    fingerprint: str = ""

    def __str__(self) -> str:
        return str(ListenAddress(self.host, self.port))


def parse_chat_address(text: str) -> ChatAddress:
    """What a person typed: `host`, `host:port`, `[v6]:port`, `host/#room`, or a link. Raises AddressError."""
    text = text.strip()
    if not text:
        raise AddressError(texts.ADDRESS_MISSING)
    if any(ord(char) < 32 or char.isspace() for char in text):
        raise AddressError(texts.ADDRESS_HAS_SPACES)
    if "://" in text:
        return _parse_link(text)
    where, _, room = text.partition("/")
    address = parse_address(where, TLS_PORT)
    return ChatAddress(
        address.host, _check_port(address.port, text), address.port != PLAIN_PORT, _room_name(unquote(room))
    )


def is_link(text: str) -> bool:
    """Whether the text is an irc:// or ircs:// link that can be followed (a clipboard may hold anything)."""
    text = text.strip()
    if not text.lower().startswith(("irc://", "ircs://")) or len(text) > 2000:
        return False
    try:
        parse_chat_address(text)
    except AddressError:
        return False
    return True


def make_link(place: ChatAddress) -> str:
    """The link to give to others."""
    scheme = "ircs" if place.tls else "irc"
    link = f"{scheme}://{place}/{quote(place.room, safe='#')}"
    return f"{link}?fp={place.fingerprint}" if place.fingerprint and place.tls else link


def make_address(place: ChatAddress) -> str:
    """What a person would type to get there, without the room: an address, or a link where an address says less."""
    there = ChatAddress(place.host, place.port, place.tls, "", place.fingerprint)
    return str(there) if parse_chat_address(str(there)) == there else make_link(there)


def _parse_link(text: str) -> ChatAddress:
    scheme, _, rest = text.partition("://")
    scheme = scheme.lower()
    if scheme not in ("irc", "ircs"):
        raise AddressError(texts.LINK_SCHEME_UNKNOWN(scheme))
    # By hand: a `#` begins a fragment in other links, and a room's name in these.
    rest, _, query = rest.partition("?")
    where, _, path = rest.partition("/")
    tls = scheme == "ircs"
    address = parse_address(where.rpartition("@")[2], TLS_PORT if tls else PLAIN_PORT)
    fingerprint = parse_qs(query).get("fp", [""])[0].lower()
    if fingerprint and not _FINGERPRINT.fullmatch(fingerprint):
        raise AddressError(texts.LINK_KEY_DAMAGED)
    if fingerprint and not tls:
        raise AddressError(texts.LINK_KEY_WITHOUT_TLS)
    name = unquote(path.partition(",")[0])
    return ChatAddress(address.host, _check_port(address.port, text), tls, _room_name(name), fingerprint)


def _room_name(name: str) -> str:
    """A room as it is joined: many links leave out the sign."""
    if not name or name[0] in _CHANNEL_SIGNS:
        return name
    return f"#{name}"


def _check_port(port: int, text: str) -> int:
    if port == 0:
        raise AddressError(net_texts.PORT_OUT_OF_RANGE(repr(text), 1))
    return port
