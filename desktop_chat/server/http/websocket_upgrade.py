"""The handshake of a WebSocket.

Spec: https://datatracker.ietf.org/doc/html/rfc6455#section-4.2
"""

from __future__ import annotations

from http import HTTPStatus

from wsproto.utilities import generate_accept_token

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
    if origin and settings.origins and origin.lower() not in settings.origins:
        raise HttpRefusal(HTTPStatus.FORBIDDEN, "Origin not allowed.")
    subprotocol = _choose_subprotocol(request)
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
    )


def _choose_subprotocol(request: HttpRequest) -> str:
    """Return the first known subprotocol of the client's list, or ""."""
    wanted = [name.strip() for name in request.headers.get("sec-websocket-protocol", "").split(",")]
    return next((name for name in wanted if name in SUBPROTOCOLS), "")
