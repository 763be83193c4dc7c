"""Calls go to the address that was checked, with TLS that is checked, and never where a redirect wants to lead them."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop_chat.server.webhooks import call_request
from desktop_chat.server.webhooks.call_payload import AddressForbidden, CallAnswer, CallError
from desktop_chat.server.webhooks.call_request import MOST_BYTES, MOST_REDIRECTS, require_allowed, send_call
from tests.qt.servers import make_certificate, server_tls
from tests.server.webhooks.web_listener import WebListener, web_listener


@pytest.fixture
def listener() -> Iterator[WebListener]:
    with web_listener() as opened:
        yield opened


def call(address: str, context: ssl.SSLContext | None = None) -> CallAnswer:
    return send_call(address, b"body", {"x-a": "b"}, lambda connection: None, context)


def test_a_call_is_a_post(listener: WebListener) -> None:
    listener.answers.append((201, {"Retry-After": "7"}, b"answer"))
    assert call(f"{listener.address}?a=b") == CallAnswer(201, b"answer", "7")
    asked = listener.asked.get_nowait()
    assert (asked.path, asked.body, asked.headers["x-a"]) == ("/hook?a=b", b"body", "b")
    assert asked.headers["host"] == f"127.0.0.1:{listener.port}"


def test_tls_is_checked_for_the_name_and_goes_to_the_address_of_the_first_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = make_certificate(tmp_path, "chat.example")
    real, looked = socket.getaddrinfo, list[str]()

    def resolve(host: str, *more: Any, **named: Any) -> Any:
        """Lead the name to loopback at the first look, and to nowhere later."""
        if not host.endswith(".example"):
            return real(host, *more, **named)
        looked.append(host)
        return real("127.0.0.1" if len(looked) == 1 else "203.0.113.9", *more, **named)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    with web_listener(server_tls(files)) as listener:
        trusted = ssl.create_default_context(cafile=str(files[0]))
        assert call(f"https://chat.example:{listener.port}/", trusted).status == 200
        assert looked == ["chat.example"]
        looked.clear()
        with pytest.raises(CallError, match="certificate verify failed"):
            call(f"https://chat.example:{listener.port}/")
        looked.clear()
        with pytest.raises(CallError, match="certificate verify failed"):
            call(f"https://other.example:{listener.port}/", trusted)


@pytest.mark.parametrize("place", ["http://127.0.0.1:{port}/", "/elsewhere", "https://127.0.0.1:{port}/"])
def test_no_redirect_leads_into_this_network(listener: WebListener, place: str) -> None:
    listener.answers.append((307, {"Location": place.format(port=listener.port)}, b""))
    with pytest.raises(AddressForbidden, match="may not be called"):
        call(listener.address)
    assert listener.asked.qsize() == 1


def test_a_redirect_that_would_change_the_method_is_an_answer(listener: WebListener) -> None:
    listener.answers.append((302, {"Location": "https://example.org/"}, b""))
    assert call(listener.address).status == 302


def test_redirects_end(monkeypatch: pytest.MonkeyPatch, listener: WebListener) -> None:
    monkeypatch.setattr(call_request, "require_allowed", lambda *_, **__: None)
    listener.answers += [(308, {"Location": "/again"}, b"")] * 10
    with pytest.raises(CallError, match="from one place to another"):
        call(listener.address)
    assert listener.asked.qsize() == MOST_REDIRECTS + 1


@pytest.mark.parametrize(
    ("numeric", "secure", "redirected"),
    [
        ("127.0.0.1", False, False),
        ("192.168.1.5", False, False),
        ("fe80::1", False, False),
        ("10.0.0.1", True, False),
        ("203.0.113.9", True, False),
        ("2001:db8::1", True, True),
    ],
)
def test_addresses_that_may_be_called(numeric: str, secure: bool, redirected: bool) -> None:
    require_allowed(numeric, secure=secure, redirected=redirected)


@pytest.mark.parametrize(
    ("numeric", "secure", "redirected"),
    [
        ("203.0.113.9", False, False),
        ("::ffff:203.0.113.9", False, False),
        ("203.0.113.9", False, True),
        ("10.0.0.1", True, True),
        ("::ffff:127.0.0.1", True, True),
        ("64:ff9b::a00:1", True, True),
        ("::1", True, True),
        ("0.0.0.0", True, False),
        ("::", True, False),
        ("224.0.0.1", True, False),
        ("no address", True, False),
    ],
)
def test_addresses_that_may_not(numeric: str, secure: bool, redirected: bool) -> None:
    with pytest.raises(AddressForbidden):
        require_allowed(numeric, secure=secure, redirected=redirected)


@pytest.mark.parametrize("address", ["ftp://127.0.0.1/", "https:///x", "http://user@127.0.0.1/", "http://127.0.0.1:x/"])
def test_what_is_no_address_is_not_called(address: str) -> None:
    with pytest.raises(CallError):
        call(address)


def test_a_large_answer_is_not_kept(listener: WebListener) -> None:
    listener.answers.append((200, {}, b"x" * (MOST_BYTES + 1)))
    assert call(listener.address) == CallAnswer(200, b"")


def test_an_address_that_nobody_listens_on_is_an_error() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(CallError):
        call(f"http://127.0.0.1:{port}/")
