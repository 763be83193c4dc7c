"""The gateways: one row for each port for programs that do not speak IRC."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop_chat.server.codecs.codec_api import Codec
from desktop_chat.server.codecs.json_gateway import JsonGateway
from desktop_chat.server.codecs.text_gateway import TextGateway
from desktop_chat.value_class import value


@value
class Gateway:
    """One gateway."""

    name: str
    """The name in the log and in `ChatServer.gateways`."""
    setting: str
    """The setting that holds HOST:PORT, or "" for a closed gateway."""
    make_codec: Callable[[str, int], Codec]
    """Makes the codec of a connection from the lobby's name and the client's port."""
    speaks_first: bool = False
    """Whether the server speaks first. Then the client's first byte cannot begin TLS."""


GATEWAYS: Mapping[str, Gateway] = {
    gateway.name: gateway
    for gateway in (
        Gateway("text", "gateways.text", TextGateway, speaks_first=True),
        Gateway("json", "gateways.json", JsonGateway),
    )
}
