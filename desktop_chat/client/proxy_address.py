"""ProxyAddress: a SOCKS5 or HTTP proxy through which a network is reached. Pure."""

from __future__ import annotations

from enum import StrEnum
from urllib.parse import quote, unquote

from desktop_chat.net.addresses import AddressError, ListenAddress, parse_address
from desktop_chat.texts import client as texts
from desktop_chat.value_class import value


class ProxyKind(StrEnum):
    """The values are the schemes of addresses."""

    SOCKS5 = "socks5"
    HTTP = "http"


DEFAULT_PORTS = {ProxyKind.SOCKS5: 1080, ProxyKind.HTTP: 8080}


@value
class ProxyAddress:
    """`user` is "" without a login. `password` is no part of the text."""

    kind: ProxyKind
    host: str
    port: int
    user: str = ""
    password: str = ""

    def __str__(self) -> str:
        user = f"{quote(self.user, safe='')}@" if self.user else ""
        return f"{self.kind}://{user}{self.place}"

    @property
    def place(self) -> str:
        """Host and port, for a sentence."""
        return str(ListenAddress(self.host, self.port))


def parse_proxy(text: str) -> ProxyAddress:
    """Parse `socks5://[USER@]HOST[:PORT]` or `http://...`.

    Raises: AddressError.
    """
    scheme, found, rest = text.strip().partition("://")
    try:
        kind = ProxyKind(scheme.lower())
    except ValueError:
        raise AddressError(texts.PROXY_UNKNOWN(text)) from None
    if not found:
        raise AddressError(texts.PROXY_UNKNOWN(text))
    user, _, where = rest.rstrip("/").rpartition("@")
    address = parse_address(where, DEFAULT_PORTS[kind])
    if not address.port:
        raise AddressError(texts.PROXY_UNKNOWN(text))
    return ProxyAddress(kind, address.host, address.port, unquote(user))
