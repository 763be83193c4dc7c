"""The handshake of a WebSocket.

Spec: https://datatracker.ietf.org/doc/html/rfc6455#section-4.2
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from http import HTTPStatus

from wsproto.utilities import generate_accept_token

from desktop_chat.net.fingerprints import NO_CERTIFICATE, CertificateFingerprint, is_fingerprint
from desktop_chat.server.codecs.websocket_codec import SUBPROTOCOLS, WebSocketCodec
from desktop_chat.server.http.exchange import (
    Exchange,
    HttpRefusal,
    HttpRequest,
    HttpResponse,
    OpenExchange,
    Wake,
    WholeBodyExchange,
)
from desktop_chat.server.http.site_settings import SiteSettings

KEY_PREFIX = "key.desktop-chat."
"""Begins the name of a subprotocol that is never chosen, and carries the browser's key."""


def websocket_upgrade(settings: SiteSettings) -> OpenExchange:
    """Return the opener for requests that want a WebSocket."""

    def open_upgrade(request: HttpRequest, wake: Wake) -> Exchange:
        del wake
        response = _accept_upgrade(settings, request)
        return WholeBodyExchange(request, lambda _request, _body: response, 0, response)

    return open_upgrade


def _accept_upgrade(settings: SiteSettings, request: HttpRequest) -> HttpResponse:
    """Return the response that accepts the handshake.

    Raises: HttpRefusal.
    """
    key, origin = request.headers.get("sec-websocket-key", ""), request.headers.get("origin", "")
    if request.method != "GET" or request.length != 0 or not key or not request.has_token("connection", "upgrade"):
        raise HttpRefusal(HTTPStatus.BAD_REQUEST, "WebSocket handshake required.")
    if request.headers.get("sec-websocket-version") != "13":
        raise HttpRefusal(
            HTTPStatus.UPGRADE_REQUIRED, "WebSocket version 13 required.", (("sec-websocket-version", "13"),)
        )
    if origin and settings.origins and not (origin.lower() in settings.origins or _is_own_page(request, origin)):
        raise HttpRefusal(HTTPStatus.FORBIDDEN, "Origin not allowed.")
    offered = [name.strip() for name in request.headers.get("sec-websocket-protocol", "").split(",")]
    subprotocol = next((name for name in offered if name in SUBPROTOCOLS), "")
    headers = [
        ("upgrade", "websocket"),
        ("connection", "upgrade"),
        ("sec-websocket-accept", generate_accept_token(key.encode("latin-1")).decode()),
    ]
    if subprotocol:
        headers.append(("sec-websocket-protocol", subprotocol))
    return HttpResponse(
        HTTPStatus.SWITCHING_PROTOCOLS,
        headers=tuple(headers),
        upgrade=lambda received, answer: WebSocketCodec(subprotocol, received, answer),
        fingerprint=_browser_fingerprint(offered),
    )


def _is_own_page(request: HttpRequest, origin: str) -> bool:
    """Return whether the request comes from the page of this chat."""
    return origin.partition("://")[2].lower() == request.headers.get("host", "").lower()


def _browser_fingerprint(offered: Iterable[str]) -> CertificateFingerprint:
    """Return the fingerprint of the browser's key, NO_CERTIFICATE without a key.

    Spec: docs/specifications/browser-key.md
    """
    key = next((name.removeprefix(KEY_PREFIX) for name in offered if name.startswith(KEY_PREFIX)), "")
    return (
        CertificateFingerprint(sha256(f"{KEY_PREFIX}{key}".encode()).hexdigest())
        if is_fingerprint(key)
        else NO_CERTIFICATE
    )
