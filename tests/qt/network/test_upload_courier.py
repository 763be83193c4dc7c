"""Uploads to a real server over TLS, with a cut, another key, and refusals."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from desktop_chat.net.addresses import ListenAddress
from desktop_chat.net.fingerprints import KeyPin
from desktop_chat.qt.network import upload_courier
from desktop_chat.qt.network.http_client import Cancelled
from desktop_chat.qt.network.link import LinkTarget
from desktop_chat.qt.network.upload_courier import (
    ATTEMPTS,
    BreakError,
    ExpiredError,
    UploadCourier,
    UploadError,
    UploadTask,
)
from desktop_chat.server.server import ChatServer
from desktop_chat.texts import CodedText
from tests.irc_client import IrcClient
from tests.qt.network.cutting_relay import CuttingRelay
from tests.server.http_client import ask

BODY = hashlib.shake_128(b"a large file").digest(3_000_000)


@pytest.fixture
def ann(chat_server: ChatServer) -> Iterator[IrcClient]:
    with IrcClient(chat_server.listening[0].port) as client:
        client.register("ann", "")
        client.join("#tea")
        yield client
        client.leave()


def task_for(chat_server: ChatServer, ann: IrcClient, tmp_path: Path, body: bytes = BODY) -> UploadTask:
    file = tmp_path / "file.bin"
    file.write_bytes(body)
    ann.send("FILEHOST UPLOAD #tea")
    path = ann.until("FILEHOST")[-1].params[2]
    port = chat_server.listening[0].port
    return UploadTask(
        file=file,
        name="käse.bin",
        media_type="application/x-cheese",
        size=len(body),
        target=LinkTarget("127.0.0.1", port, pin=chat_server.identity.fingerprint, exact=True),
        path=path,
        address=f"https://127.0.0.1:{port}{path}",
        is_resumable=True,
    )


def carry(task: UploadTask) -> tuple[str, list[int]]:
    reported: list[int] = []
    return UploadCourier(task, reported.append).carry(), reported


def read_back(chat_server: ChatServer, address: str) -> bytes:
    answer = ask(chat_server.listening[0].port, "GET", urlsplit(address).path, tls=True)
    assert answer.status == 200
    return answer.body


def test_file_is_sent_over_the_pinned_connection(chat_server: ChatServer, ann: IrcClient, tmp_path: Path) -> None:
    address, reported = carry(task_for(chat_server, ann, tmp_path))
    assert read_back(chat_server, address) == BODY
    assert urlsplit(address).path.endswith("/k%C3%A4se.bin")
    assert reported == sorted(reported)
    assert reported[-1] == len(BODY)


def test_upload_goes_on_after_cuts(
    chat_server: ChatServer, ann: IrcClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upload_courier, "_FIRST_PAUSE_SECONDS", 0.0)
    task = task_for(chat_server, ann, tmp_path)
    relay = CuttingRelay(task.target.port, (1_000_000, 900, 1_500_000))
    try:
        address, reported = carry(replace(task, target=replace(task.target, port=relay.port)))
    finally:
        relay.close()
    assert read_back(chat_server, address) == BODY
    assert relay.connections == 4
    assert reported[-1] == len(BODY)
    # The whole file is there: the same upload, asked for again, is complete at once.
    again, reported = carry(replace(task, path="/upload/unknown", earlier=task.path))
    assert urlsplit(again).path == urlsplit(address).path
    assert reported == []


def test_account_sends_without_an_address_for_one_upload(
    chat_server: ChatServer, ann: IrcClient, tmp_path: Path
) -> None:
    """As a bouncer of soju wants it: `POST` to the address of ISUPPORT with the login of IRC."""
    ann.send("NS REGISTER sesame123")
    ann.until("NOTICE")
    login = f"Basic {b64encode(b'ann:sesame123').decode()}"
    task = replace(task_for(chat_server, ann, tmp_path), path="/upload", is_resumable=False)
    with pytest.raises(UploadError, match="Log in with your account"):
        carry(task)
    address, _ = carry(replace(task, authorization=login))
    assert read_back(chat_server, address) == BODY


def test_other_key_gets_nothing(chat_server: ChatServer, ann: IrcClient, tmp_path: Path) -> None:
    task = task_for(chat_server, ann, tmp_path)
    with pytest.raises(UploadError, match="another key"):
        carry(replace(task, target=replace(task.target, pin=KeyPin("ab" * 32))))
    assert read_back(chat_server, carry(task)[0]) == BODY, "nothing had begun"


def test_refusals_are_sentences_of_the_server(chat_server: ChatServer, ann: IrcClient, tmp_path: Path) -> None:
    task = task_for(chat_server, ann, tmp_path, bytes(4_000_001))
    with pytest.raises(UploadError, match="too large") as refused:
        carry(task)
    assert isinstance(refused.value.args[0], CodedText), "it can be translated"
    with pytest.raises(ExpiredError):
        carry(replace(task, path="/upload/unknown"))
    short = task_for(chat_server, ann, tmp_path, b"short")
    with pytest.raises(UploadError, match="changed"):
        carry(replace(short, size=6))
    with pytest.raises(UploadError, match="cannot be read"):
        carry(replace(task_for(chat_server, ann, tmp_path), file=tmp_path / "none"))


def test_cancelled_upload_ends(chat_server: ChatServer, ann: IrcClient, tmp_path: Path) -> None:
    courier = UploadCourier(task_for(chat_server, ann, tmp_path), lambda _: courier.cancel())
    with pytest.raises(Cancelled):
        courier.carry()


def test_next_server_of_a_cluster_takes_the_file(
    chat_server: ChatServer, ann: IrcClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first server breaks off after a part, and is gone. The address counts at the next one, too."""
    monkeypatch.setattr(upload_courier, "_FIRST_PAUSE_SECONDS", 0.0)
    task = task_for(chat_server, ann, tmp_path)
    relay = CuttingRelay(task.target.port, (1_000_000, *[0] * 100))
    here = ListenAddress("127.0.0.1", task.target.port)
    try:
        address, reported = carry(replace(task, target=replace(task.target, port=relay.port, elsewhere=(here,))))
    finally:
        relay.close()
    assert read_back(chat_server, address) == BODY
    assert relay.connections == 2
    assert reported[-1] == len(BODY)


def test_server_that_is_gone_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload_courier, "_FIRST_PAUSE_SECONDS", 0.0)
    file = tmp_path / "file.bin"
    file.write_bytes(BODY)
    relay = CuttingRelay(1, [0] * 100)
    target = LinkTarget("127.0.0.1", relay.port)
    task = UploadTask(file=file, name="a", media_type="", size=3, target=target, path="/x", address="https://a/x")
    try:
        with pytest.raises(BreakError):
            carry(task)
    finally:
        relay.close()
    assert relay.connections == ATTEMPTS
