"""LinkTargets: where and how a chat is reached now, by its address, options and secrets. GUI thread."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from desktop_chat.client.chat_address import ChatAddress
from desktop_chat.client.network_options import NO_CERTIFICATE_FILE, NO_OPTIONS, NetworkOptions
from desktop_chat.client.own_keys import Files, Keys
from desktop_chat.client.preferences import Settings
from desktop_chat.client.saved_chats import ConnectTarget, SavedChats
from desktop_chat.net.addresses import AddressError
from desktop_chat.qt.network import link
from desktop_chat.qt.network.strict_transport import StrictTransport

_log = logging.getLogger(__name__)


class LinkTargets:
    """Makes the target of each attempt to connect. Chats are named by their keys in the settings."""

    def __init__(
        self,
        settings: Settings,
        chats: SavedChats,
        keys: Keys,
        transport: StrictTransport,
        hosted_place: Callable[[], ChatAddress | None],
    ) -> None:
        """`hosted_place` returns this computer's own address of its chat; None while the chat is stopped."""
        self._settings = settings
        self._chats = chats
        self._keys = keys
        self._transport = transport
        self._hosted_place = hosted_place

    def target_of(self, key: str, proxy_password: str) -> link.LinkTarget | None:
        """Return where to connect now; None for a stopped chat of this computer."""
        record = self._settings.find_server(key)
        if record is not None and record.hosted:
            place = self._hosted_place()
            if place is None or self._chats.keep_hosted(key, place) is None:
                return None
        way = self._chats.target_of(key)
        if way is None:
            return None
        way, vouched = self._transport.target_for(key, way)
        record = self._settings.find_server(key)
        options = record.options if record is not None else NO_OPTIONS
        files = self.own_files(key) if way.tls else None
        return make_link_target(way, options, files, proxy_password, vouched=vouched)

    def own_files(self, key: str) -> Files | None:
        """Return the person's certificate and key for this chat."""
        record = self._settings.find_server(key)
        chosen = record.options.certificate if record is not None else ""
        if chosen == NO_CERTIFICATE_FILE:
            return None
        return (Path(chosen),) * 2 if chosen else self._keys.files(record.key_name if record is not None else "")


def make_link_target(
    way: ConnectTarget, options: NetworkOptions, files: Files | None, proxy_password: str, *, vouched: bool
) -> link.LinkTarget | None:
    """Return the target of a Link. None if the proxy's address is damaged: without its proxy nothing is connected.

    `files`: the person's certificate and key. `vouched`: only a certificate of an authority is accepted.
    """
    try:
        proxy = options.proxy_address()
    except AddressError as error:
        _log.info("%s", error)
        return None
    return link.LinkTarget(
        way.host,
        way.port,
        way.tls,
        elsewhere=way.elsewhere,
        pin=way.pin,
        exact=way.exact,
        vouched=vouched,
        certificate=files[0] if files else None,
        key=files[1] if files else None,
        proxy=replace(proxy, password=proxy_password) if proxy is not None else None,
        encoding=options.fallback_encoding(),
        sending=options.sending_encoding(),
    )
