"""The handshake of a WebSocket."""

from __future__ import annotations

from http import HTTPStatus

import pytest

from desktop_chat.net.fingerprints import NO_CERTIFICATE, is_fingerprint
from desktop_chat.server.http.exchange import HttpRefusal, HttpRequest, HttpResponse
from desktop_chat.server.http.site_settings import SiteSettings
from desktop_chat.server.http.websocket_upgrade import KEY_PREFIX, websocket_upgrade

HEADERS = {
    "upgrade": "WebSocket", "connection": "keep-alive, Upgrade", "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
    "sec-websocket-version": "13", "sec-websocket-protocol": "x, text.ircv3.net, binary.ircv3.net",
}  # fmt: skip


def shake_hands(method: str = "GET", **changed: str) -> HttpResponse:
    headers = HEADERS | {name.replace("_", "-"): value for name, value in changed.items()}
    opener = websocket_upgrade(SiteSettings(websocket=True, origins=("https://chat.example",)))
    response = opener(HttpRequest(method, "/", {}, headers, "10.0.0.2", secure=True), lambda: None).response
    assert response is not None
    return response


def test_the_key_of_the_specification() -> None:
    response = shake_hands()
    headers = dict(response.headers)
    assert response.status is HTTPStatus.SWITCHING_PROTOCOLS
    assert headers["sec-websocket-accept"] == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="
    assert headers["sec-websocket-protocol"] == "text.ircv3.net"
    assert response.upgrade is not None
    assert response.upgrade(b"", b"answer").take_outgoing(0.0) == b"answer"


def test_unknown_subprotocols_are_not_chosen() -> None:
    assert "sec-websocket-protocol" not in dict(shake_hands(sec_websocket_protocol="x").headers)


@pytest.mark.parametrize(
    ("method", "header", "value", "status"),
    [
        ("POST", "origin", "", 400), ("GET", "content_length", "4", 400), ("GET", "transfer_encoding", "chunked", 400),
        ("GET", "sec_websocket_key", "", 400), ("GET", "connection", "close", 400),
        ("GET", "sec_websocket_version", "8", 426), ("GET", "origin", "https://evil.example", 403),
    ],
)  # fmt: skip
def test_invalid_handshake_is_refused(method: str, header: str, value: str, status: int) -> None:
    with pytest.raises(HttpRefusal) as refused:
        shake_hands(method, **{header: value})
    assert refused.value.status == status


def test_page_of_the_list_is_accepted() -> None:
    assert shake_hands(origin="https://Chat.example").status is HTTPStatus.SWITCHING_PROTOCOLS


def test_own_page_is_accepted_beside_the_list() -> None:
    assert shake_hands(origin="https://Desk.example:6697", host="desk.example:6697").fingerprint == NO_CERTIFICATE


def test_browser_is_known_by_its_key() -> None:
    one, again, other = (
        shake_hands(sec_websocket_protocol=f"text.ircv3.net, {KEY_PREFIX}{digit * 64}").fingerprint for digit in "aab"
    )
    assert is_fingerprint(one)
    assert one == again != other
    assert "a" * 64 not in one


@pytest.mark.parametrize("key", ["", "a" * 63, "A" * 64, "x" * 64])
def test_invalid_key_is_no_key(key: str) -> None:
    assert shake_hands(sec_websocket_protocol=f"{KEY_PREFIX}{key}").fingerprint == NO_CERTIFICATE
