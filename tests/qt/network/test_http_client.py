"""HTTP over the pinned connection to a real server: bodies, early answers, a second request."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest

from desktop_chat.net.fingerprints import KeyPin
from desktop_chat.qt.network.http_client import DistrustError, HttpClient, HttpError
from desktop_chat.qt.network.link import LinkTarget
from desktop_chat.server.server import ChatServer


def target_of(server: ChatServer) -> LinkTarget:
    return LinkTarget("127.0.0.1", server.listening[0].port, pin=server.identity.fingerprint, exact=True)


def test_connection_takes_one_request_after_the_other(chat_server: ChatServer) -> None:
    with closing(HttpClient(target_of(chat_server))) as client:
        head = client.send_request("OPTIONS", "/upload")
        assert (head.status, list(client.read_body())) == (204, [])
        assert client.is_reusable
        assert client.send_request("GET", "/files/none/x").status == 404
        assert b"".join(client.read_body())


def test_refusal_ends_a_body_early(chat_server: ChatServer) -> None:
    pieces = itertools.count(1)

    def endless() -> Iterator[bytes]:
        for _ in pieces:
            yield bytes(65_536)

    with closing(HttpClient(target_of(chat_server))) as client:
        head = client.send_body("POST", "/upload", [("Content-Length", str(1 << 40))], endless())
        assert head.status in (401, 413)
        assert not client.is_reusable
    assert next(pieces) < 1_000


def test_other_key_and_no_server_get_no_request(chat_server: ChatServer) -> None:
    with (
        closing(HttpClient(replace(target_of(chat_server), pin=KeyPin("ab" * 32)))) as client,
        pytest.raises(DistrustError),
    ):
        client.send_request("GET", "/")
    with closing(HttpClient(replace(target_of(chat_server), port=1))) as client, pytest.raises(HttpError):
        client.send_request("GET", "/")
