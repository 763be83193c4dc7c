"""Both ends of TLS in memory, however the bytes are cut."""

from __future__ import annotations

import contextlib
import ssl
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_chat.net.identity import open_identity
from desktop_chat.net.tls import TlsEndpoint, TlsError, client_context, server_context

NOW = datetime.now(UTC)


def pair(folder: Path, *, known: bool = False) -> tuple[TlsEndpoint, TlsEndpoint]:
    server = open_identity(folder, "server", "desk.example", NOW)
    client = open_identity(folder, "client", "ann.example", NOW)
    ours = (client.certificate, client.key) if known else (None, None)
    return (
        TlsEndpoint(server_context(server.certificate, server.key), server=True),
        TlsEndpoint(client_context(*ours), server=False, hostname="desk.example"),
    )


def exchange(server: TlsEndpoint, client: TlsEndpoint, size: int = 1 << 20) -> None:
    """Carry bytes to and fro, in pieces of this size, until both are quiet."""
    while True:
        to_server, to_client = client.send(), server.send()
        if not to_server and not to_client:
            return
        for data, end in ((to_server, server), (to_client, client)):
            for at in range(0, len(data), size):
                assert end.receive(data[at : at + size]) == b""


def test_a_handshake_byte_by_byte(tmp_path: Path) -> None:
    server, client = pair(tmp_path)
    exchange(server, client, 1)
    assert server.established
    assert client.established
    assert server.protocol_version == "TLSv1.3"
    assert server.certificate_fingerprint == ""
    assert len(client.certificate_fingerprint) == 64


def test_client_certificate_has_its_fingerprint(tmp_path: Path) -> None:
    server, client = pair(tmp_path, known=True)
    exchange(server, client)
    assert len(server.certificate_fingerprint) == 64


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
@pytest.mark.parametrize(
    ("offered", "selected", "asked"),
    [
        ([], None, True),
        (["irc"], "irc", True),
        (["http/1.1", "irc"], "irc", True),
        (["h2"], None, True),
        (["http/1.1"], "http/1.1", False),
        (["h2", "http/1.1"], "http/1.1", False),
    ],
)
def test_only_clients_of_http_are_not_asked_for_a_certificate(
    tmp_path: Path, version: ssl.TLSVersion, offered: list[str], selected: str | None, asked: bool
) -> None:
    server, _ = pair(tmp_path)
    ours = open_identity(tmp_path, "client", "ann.example", NOW)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.minimum_version = context.maximum_version = version
    context.load_cert_chain(ours.certificate, ours.key)
    if offered:
        context.set_alpn_protocols(offered)
    to_client, to_server = ssl.MemoryBIO(), ssl.MemoryBIO()
    client = context.wrap_bio(to_client, to_server)
    while not server.established:
        with contextlib.suppress(ssl.SSLWantReadError):
            client.do_handshake()
        server.receive(to_server.read())
        to_client.write(server.take_outgoing())
    client.do_handshake()
    assert client.selected_alpn_protocol() == selected
    assert server.expects_http is (selected == "http/1.1")
    assert bool(server.certificate_fingerprint) is asked


def test_early_plain_text_is_sent_after_the_handshake(tmp_path: Path) -> None:
    server, client = pair(tmp_path)
    data = client.send(b"early")
    plain = server.receive(data)
    while not server.established:
        client.receive(server.send())
        data = client.send()
        plain = server.receive(data)
    assert plain == b"early"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.lists(st.binary(max_size=40_000), max_size=4), st.integers(1, 9000))
def test_plain_text_arrives_unchanged(tmp_path: Path, texts: list[bytes], size: int) -> None:
    server, client = pair(tmp_path)
    exchange(server, client)
    sealed = b"".join(client.send(text) for text in texts)
    plain = b""
    for at in range(0, len(sealed), size):
        plain += server.receive(sealed[at : at + size], 1000)
        while server.ready:
            plain += server.receive(b"", 1000)
    assert plain == b"".join(texts)


def test_limited_read_tells_that_more_is_ready(tmp_path: Path) -> None:
    server, client = pair(tmp_path)
    exchange(server, client)
    assert server.receive(client.send(b"x" * 50_000), 20_000) == b"x" * 20_000
    assert server.ready
    assert server.receive(b"", 20_000) == b"x" * 20_000
    assert server.receive(b"", 20_000) == b"x" * 10_000
    assert not server.ready


def test_a_clean_end(tmp_path: Path) -> None:
    server, client = pair(tmp_path)
    exchange(server, client)
    assert server.receive(client.close()) == b""
    assert server.closed


@pytest.mark.parametrize("garbage", [b"\x16\x03\x01\x00\x05hello", b"NICK ann\r\n", b"\x16" * 100, b"\x00" * 50])
def test_garbage_raises_tls_error(tmp_path: Path, garbage: bytes) -> None:
    server, _ = pair(tmp_path)
    with pytest.raises(TlsError):
        server.receive(garbage * 400)


def test_unusable_certificate_raises_tls_error(tmp_path: Path) -> None:
    (tmp_path / "bad.crt").write_text("x", "utf-8")
    (tmp_path / "bad.key").write_text("x", "utf-8")
    with pytest.raises(TlsError, match="cannot be used"):
        server_context(tmp_path / "bad.crt", tmp_path / "bad.key")
    with pytest.raises(TlsError, match="cannot be used"):
        client_context(tmp_path / "bad.crt", tmp_path / "bad.key")
