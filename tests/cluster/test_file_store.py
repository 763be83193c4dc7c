"""Files in a real NATS server: whole and in order, sealed, told with the number of their chunks, and deleted."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_chat.cluster import file_store as module
from desktop_chat.cluster.file_store import CHUNK_BYTES, FileMissing, FileStore
from desktop_chat.cluster.port import LogUnavailable
from desktop_chat.cluster.seal import SealError
from tests.cluster.nats_servers import MISSING, PROGRAM, NatsServers

pytestmark = pytest.mark.skipif(PROGRAM is None, reason=MISSING)
BODY = bytes(range(256)) * (5 * CHUNK_BYTES // 512)


@pytest.fixture
def store(servers: NatsServers, request: pytest.FixtureRequest) -> Iterator[FileStore]:
    opened = FileStore(list(servers.urls), f"chat-{request.node.name}", bytes(32), replicas=1)
    yield opened
    opened.close()


def _put(store: FileStore, name: str, body: bytes = BODY, *, chunks: int = 99) -> None:
    """Put a file; the client leaves after so many chunks."""
    left = iter(range(chunks))
    store.put_file(name, io.BytesIO(body), len(body), lambda: next(left, None) is not None)


def test_file_comes_back_whole_and_goes(store: FileStore) -> None:
    _put(store, "a")
    _put(store, "empty", b"")
    assert b"".join(store.read_file("a")) == BODY
    assert b"".join(store.read_file("empty")) == b""
    assert sorted((one.name, one.chunks, one.present) for one in store.list_copies()) == [("a", 3, 3), ("empty", 1, 1)]
    store.delete_file("a")
    with pytest.raises(FileMissing):
        next(store.read_file("a"))
    (copy,) = store.list_copies()
    store.delete_copy(copy)
    assert store.list_copies() == []


def test_chunk_that_is_sent_twice_counts_once(store: FileStore) -> None:
    _put(store, "a")
    (copy,) = store.list_copies()
    store._put_chunk(copy, 1, BODY[CHUNK_BYTES : 2 * CHUNK_BYTES])
    assert b"".join(store.read_file("a")) == BODY


def test_upload_that_ends_early_leaves_no_file(store: FileStore) -> None:
    with pytest.raises(LogUnavailable, match="Nobody waits"):
        _put(store, "a", chunks=2)
    with pytest.raises(FileMissing):
        next(store.read_file("a"))


def test_copy_of_another_key_or_place_is_deleted(store: FileStore, servers: NatsServers) -> None:
    _put(store, "a")
    (copy,) = store.list_copies()
    other = FileStore(list(servers.urls), store._chat, b"\1" * 32, replicas=1)
    with pytest.raises(SealError):
        next(other.read_file("a"))
    other.close()
    assert store.list_copies("a") == []
    elsewhere = replace(copy, mark="elsewhere")
    for number in (0, 2, 1):
        store._put_chunk(elsewhere, number, b"x")
    with pytest.raises(SealError):
        list(store.read_file("a"))


def test_bytes_are_sealed(store: FileStore, servers: NatsServers) -> None:
    _put(store, "a", b"secret words")
    written = [path.read_bytes() for path in Path(servers.store_of(0)).rglob("*.blk")]
    assert written
    assert not any(b"secret words" in data for data in written)


def test_absent_servers_are_told(store: FileStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE_SECONDS", 0.0)
    monkeypatch.setattr("desktop_chat.cluster.nats_connection.CALL_SECONDS", 0.2)
    with pytest.raises(LogUnavailable, match="do not answer"):
        FileStore(["nats://127.0.0.1:1"], "chat", bytes(32), replicas=1)
    store.close()
    store.close()
    with pytest.raises(LogUnavailable, match="closed"):
        store.list_copies()
