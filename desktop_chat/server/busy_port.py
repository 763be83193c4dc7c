"""The way out for a server whose port is busy: the same addresses with a free port."""

from __future__ import annotations

from collections.abc import Iterator

from desktop_chat.net.addresses import ADDRESSES_KEY, ListenAddress, parse_address
from desktop_chat.net.free_port import FreePort
from desktop_chat.server.codecs.gateways import GATEWAYS
from desktop_chat.server.errors import StartError
from desktop_chat.server.settings_file import ServerSettings

METRICS = "monitoring.address"


def offer_free_port(error: StartError, config: ServerSettings, key: str) -> None:
    """Add to the error what the setting `key` becomes with a free port in place of the busy port, if one is busy.

    Blocks for up to a second.
    """
    busy = error.busy_port
    if not busy:
        return
    from desktop_chat.server.port_use import find_free_port  # only a failed start needs `subprocess`

    port = find_free_port(busy, frozenset(_own_ports(config)))
    if port:
        found = config[key]
        changed = (
            tuple(_with_port(text, busy, port) for text in found)
            if isinstance(found, tuple)
            else _with_port(str(found), busy, port)
        )
        error.free_port = FreePort(port, key, changed)


def _own_ports(config: ServerSettings) -> Iterator[int]:
    """Yield the ports that the settings name, in use or not."""
    texts = [*config.list_value(ADDRESSES_KEY), config.text_value(METRICS)]
    texts += [config.text_value(gateway.setting) for gateway in GATEWAYS.values()]
    yield from (parse_address(text).port for text in texts if text)


def _with_port(text: str, busy: int, port: int) -> str:
    """Return the address with another port, or as it is if its port is not the busy one."""
    address = parse_address(text)
    return str(ListenAddress(address.host, port)) if address.port == busy else text
