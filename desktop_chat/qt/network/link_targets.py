"""LinkTargets from a chat's address, options and secrets. GUI thread."""

from __future__ import annotations

import logging
from dataclasses import replace

from desktop_chat.client.network_options import NetworkOptions
from desktop_chat.client.own_keys import Files
from desktop_chat.client.saved_chats import ConnectTarget
from desktop_chat.net.addresses import AddressError
from desktop_chat.qt.network import link

_log = logging.getLogger(__name__)


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
