"""HttpCodec: answers a browser on the shared port, with an upgrade to WebSocket or a page that tells how to join.

One request on a connection, 16 KiB at most; a body is not read.
Spec: https://www.rfc-editor.org/rfc/rfc9112
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from http import HTTPStatus
from urllib.parse import quote

import h11
from wsproto.utilities import generate_accept_token

from desktop_chat.net.addresses import AddressError, parse_address
from desktop_chat.server.codecs.codec_api import NOTHING, GatewaySettings, Item
from desktop_chat.server.codecs.websocket_codec import SUBPROTOCOLS, WebSocketCodec
from desktop_chat.texts import server as texts

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{name}</title>
<style>:root{{color-scheme:light dark}}
body{{font:16px/1.6 system-ui,sans-serif;max-width:36em;margin:12vh auto;padding:0 1.5em}}
code{{overflow-wrap:anywhere}}</style></head>
<body><h1>{name}</h1>
<p>This is a chat. To join it, open this link in Desktop Chat, or in any other IRC program:</p>
<p><a href="{link}"><code>{shown}</code></a></p></body></html>
"""
_HEADERS = [
    (b"connection", b"close"),
    (b"cache-control", b"no-store"),
    (b"content-security-policy", b"default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
]


class HttpCodec:
    """The codec of one request. After an upgrade to WebSocket, `successor` continues the connection."""

    due_at = 0.0
    needs_acknowledgement = False
    is_busy = False
    is_full = False

    def __init__(self, settings: GatewaySettings, *, secure: bool, allowed: bool) -> None:
        """`secure`: the client speaks TLS. `allowed`: the client speaks TLS, or may do without."""
        self.over = ""
        self.successor: WebSocketCodec | None = None
        self._settings = settings
        self._secure = secure
        self._allowed = allowed
        self._connection = h11.Connection(h11.SERVER)
        self._answer = b""
        self._head = False

    @property
    def has_outgoing(self) -> bool:
        return bool(self._answer)

    def receive_bytes(self, data: bytes, now: float) -> Sequence[Item]:
        if self.over or not data:  # to h11 no data means the end
            return NOTHING
        try:
            self._connection.receive_data(data)
            event = self._connection.next_event()
        except h11.RemoteProtocolError as error:
            self._refuse_request(HTTPStatus(error.error_status_hint), "Bad request.")
            return NOTHING
        if isinstance(event, h11.Request):
            self._answer_request(event)
        return NOTHING

    def _answer_request(self, request: h11.Request) -> None:
        headers = {bytes(name): bytes(value) for name, value in request.headers}
        self._head = request.method == b"HEAD"
        if not self._settings.websocket:
            self._refuse_request(HTTPStatus.NOT_FOUND, "This port is for IRC only.")
        elif not self._allowed:
            self._refuse_request(HTTPStatus.FORBIDDEN, "Encryption required: use https or wss.")
        elif _has_token(headers.get(b"upgrade", b""), b"websocket"):
            self._upgrade_to_websocket(request, headers)
        elif request.method not in (b"GET", b"HEAD"):
            self._refuse_request(HTTPStatus.METHOD_NOT_ALLOWED, "Only GET is allowed.", (b"allow", b"GET"))
        elif bytes(request.target).partition(b"?")[0] != b"/":
            self._refuse_request(HTTPStatus.NOT_FOUND, "Page not found.")
        else:
            self._send_response(HTTPStatus.OK, b"text/html; charset=utf-8", self._join_page(headers.get(b"host", b"")))

    def _join_page(self, host: bytes) -> bytes:
        """Return the page with the chat's name and link. `host`: the Host header."""
        scheme, port = ("ircs", 443) if self._secure else ("irc", 80)
        try:
            where = str(parse_address(host.decode("ascii", "replace"), port))
        except AddressError:
            where = "this-computer"
        link = f"{scheme}://{where}/{quote(self._settings.lobby, safe='#')}"
        if self._secure and self._settings.fingerprint:
            link += f"?fp={self._settings.fingerprint}"
        shown = html.escape(link)
        return _PAGE.format(name=html.escape(self._settings.name), link=shown, shown=shown).encode()

    # WebSocket: https://datatracker.ietf.org/doc/html/rfc6455#section-4.2

    def _upgrade_to_websocket(self, request: h11.Request, headers: dict[bytes, bytes]) -> None:
        key = headers.get(b"sec-websocket-key", b"")
        origin = headers.get(b"origin", b"").decode("ascii", "replace")
        body = headers.get(b"content-length", b"0") != b"0" or b"transfer-encoding" in headers
        if request.method != b"GET" or body or not key or not _has_token(headers.get(b"connection", b""), b"upgrade"):
            self._refuse_request(HTTPStatus.BAD_REQUEST, "WebSocket handshake required.")
        elif headers.get(b"sec-websocket-version") != b"13":
            self._refuse_request(
                HTTPStatus.UPGRADE_REQUIRED, "WebSocket version 13 required.", (b"sec-websocket-version", b"13")
            )
        elif origin and self._settings.origins and origin.lower() not in self._settings.origins:
            self._refuse_request(HTTPStatus.FORBIDDEN, "Origin not allowed.")
        else:
            self._accept_upgrade(key, _choose_subprotocol(request))

    def _accept_upgrade(self, key: bytes, subprotocol: str) -> None:
        answer = [
            (b"upgrade", b"websocket"),
            (b"connection", b"upgrade"),
            (b"sec-websocket-accept", generate_accept_token(key)),
        ]
        if subprotocol:
            answer.append((b"sec-websocket-protocol", subprotocol.encode()))
        accepted = self._connection.send(h11.InformationalResponse(status_code=101, headers=answer))
        self.successor = WebSocketCodec(subprotocol, self._connection.trailing_data[0], accepted or b"")

    def _refuse_request(self, status: HTTPStatus, words: str, *more: tuple[bytes, bytes]) -> None:
        self._send_response(status, b"text/plain; charset=utf-8", f"{words}\n".encode(), *more)

    def _send_response(self, status: HTTPStatus, kind: bytes, body: bytes, *more: tuple[bytes, bytes]) -> None:
        self.over = texts.CONNECTION_CLOSED
        headers = [*_HEADERS, (b"content-type", kind), (b"content-length", str(len(body)).encode()), *more]
        response = h11.Response(status_code=status, headers=headers, reason=status.phrase.encode())
        events = [response, h11.EndOfMessage()] if self._head else [response, h11.Data(data=body), h11.EndOfMessage()]
        try:
            parts = [self._connection.send(event) for event in events]
        except h11.LocalProtocolError:
            return  # h11 sends no answer to such a request
        self._answer = b"".join(part or b"" for part in parts)

    def advance_time(self, now: float) -> Sequence[Item]:
        return NOTHING

    def end_input(self) -> Sequence[Item]:
        return NOTHING

    def send_irc(self, wire: bytes) -> Sequence[Item]:
        """Drop the lines: HTTP has no use for IRC."""
        return NOTHING

    def take_outgoing(self, now: float) -> bytes:
        data, self._answer = self._answer, b""
        return data

    def postpone_next(self, now: float) -> None:
        """HTTP waits for no acknowledgement."""

    def take_farewell(self) -> bytes:
        return b""


def _has_token(value: bytes, token: bytes) -> bool:
    """Whether the list of tokens in a header contains `token`."""
    return token in [part.strip().lower() for part in value.split(b",")]


def _choose_subprotocol(request: h11.Request) -> str:
    """Return the first known subprotocol of the client's list, or ""."""
    lists = [bytes(value) for name, value in request.headers if name == b"sec-websocket-protocol"]
    wanted = [name.strip() for name in b",".join(lists).decode("ascii", "replace").split(",")]
    return next((name for name in wanted if name in SUBPROTOCOLS), "")
