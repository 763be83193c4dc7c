"""Files over a real server: from a client's request to the disk, to other people, and away again."""

from __future__ import annotations

import json
import socket
from base64 import b64encode
from urllib.parse import unquote, urlsplit

import pytest

from desktop_chat.server.file_host.content_hash import new_content_hash
from desktop_chat.texts import hub as hub_texts
from desktop_chat.texts.codes import decode_json
from tests.irc_client import IrcClient
from tests.patience import SECONDS
from tests.server.conftest import Start
from tests.server.file_host.shared_files import (
    PNG,
    command,
    contents,
    enter,
    port_of,
    send_file,
    upload_address,
    wait_until,
)
from tests.server.http_client import ask, ask_on, connect


@pytest.mark.parametrize("tls", [False, True])
def test_file_is_sent_and_read(start: Start, tls: bool) -> None:
    server = start()
    with IrcClient(port_of(server)) as ann:
        enter(ann, "ann")
        answer = ask(
            port_of(server), "POST", upload_address(ann), PNG, tls=tls, content_type="image/png",
            content_disposition="attachment; filename*=UTF-8''K%C3%A4tzchen.png",
        )  # fmt: skip
        assert answer.status == 201
        location = urlsplit(answer.headers["location"])
        assert (location.scheme, location.netloc) == ("https" if tls else "http", f"127.0.0.1:{port_of(server)}")
        got = ask(port_of(server), "GET", location.path, tls=tls)
        assert (got.status, got.body) == (200, PNG)
        assert got.headers["content-type"] == "image/png"
        assert got.headers["content-disposition"].startswith("inline;")
        assert unquote(got.headers["content-disposition"]).endswith("Kätzchen.png")
        assert got.headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'; sandbox" in got.headers["content-security-policy"]
        head = ask(port_of(server), "HEAD", location.path, tls=tls)
        assert (head.status, head.body, head.headers["content-length"]) == (200, b"", str(len(PNG)))
    expected = new_content_hash()
    expected.update(PNG)
    assert contents(server) == [expected.hexdigest()]


def test_address_is_announced(start: Start) -> None:
    server = start("files.size_mb=7")
    with IrcClient(port_of(server)) as ann:
        words = [word for message in ann.register("ann") if message.command == "005" for word in message.params]
        assert f"soju.im/FILEHOST=https://127.0.0.1:{port_of(server)}/upload" in words
        assert "desktop-chat/FILES=7000000" in words
        options = ask(port_of(server), "OPTIONS", "/upload")
        assert (options.status, options.headers["allow"]) == (204, "OPTIONS, POST")
        assert options.headers["accept-post"] == "*/*"
        assert options.headers["access-control-allow-origin"] == "*"


def test_other_web_address_is_announced_and_in_links(start: Start) -> None:
    server = start("files.address=https://chat.example")
    with IrcClient(port_of(server)) as ann:
        words = [word for message in ann.register("ann") if message.command == "005" for word in message.params]
        assert "soju.im/FILEHOST=https://chat.example/upload" in words
        answer = ask(port_of(server), "POST", upload_address(ann, ""), b"x")
        assert answer.headers["location"].startswith("https://chat.example/files/")


def basic(name: str, password: str) -> str:
    return "Basic " + b64encode(f"{name}:{password}".encode()).decode()


def test_account_sends_with_its_password(start: Start) -> None:
    server = start()
    port = port_of(server)
    with IrcClient(port, tls=True) as ann:
        enter(ann, "ann")
        command(ann, "REGISTER * * correct-horse", "REGISTER")
        asked = ask(port, "POST", "/upload", b"hello", tls=True)
        assert (asked.status, asked.headers["www-authenticate"][:5]) == (401, "Basic")
        wrong = ask(port, "POST", "/upload", b"hello", tls=True, authorization=basic("ann", "wrong"))
        assert wrong.status == 403
        sent = ask(port, "POST", "/upload", b"hello", tls=True, authorization=basic("ann", "correct-horse"))
        assert sent.status == 201
        assert ask(port, "GET", urlsplit(sent.headers["location"]).path).body == b"hello"
        token = command(ann, "FILEHOST TOKEN").params[1]
        by_token = ask(port, "POST", "/upload", b"again", tls=True, authorization=f"Bearer {token}")
        assert by_token.status == 201
        assert ask(port, "POST", "/upload", b"x", authorization="Bearer 1.abc").status == 403


def test_too_many_wrong_passwords(start: Start) -> None:
    port = port_of(start("limits.login_attempts_per_address=2"))
    answers = [ask(port, "POST", "/upload", b"x", authorization=basic("ann", "wrong")) for _ in range(3)]
    assert [answer.status for answer in answers] == [403, 403, 503]
    coded = answers[-1].headers["desktop-chat-text"]
    assert decode_json(unquote(coded), "") == hub_texts.TOO_MANY_LOGINS(10)


def test_upload_address_counts_once(start: Start) -> None:
    server = start()
    port = port_of(server)
    with IrcClient(port) as ann:
        enter(ann, "ann")
        address = upload_address(ann)
        assert ask(port, "POST", address, b"one").status == 201
        assert ask(port, "POST", address, b"two").status == 409
        assert ask(port, "POST", "/upload/nonsense", b"two").status == 404
        assert len(contents(server)) == 1
        ann.send("FILEHOST UPLOAD #elsewhere")
        assert ann.until("403")
        ann.send("FILEHOST UPLOAD nobody-here")
        assert "INVALID_TARGET" in ann.until("FAIL")[-1].params


# What is taken


@pytest.mark.parametrize(("size", "status"), [(1_000_000, 201), (1_000_001, 413)])
def test_one_file_has_a_limit(start: Start, size: int, status: int) -> None:
    server = start("files.size_mb=1")
    with IrcClient(port_of(server)) as ann:
        enter(ann, "ann")
        answer = ask(port_of(server), "POST", upload_address(ann), bytes(size))
    assert answer.status == status
    assert ("1 MB at most" in answer.text) is (status == 413)
    assert len(contents(server)) == (status == 201)


@pytest.mark.parametrize("setting", ["files.person_mb", "files.room_mb", "files.total_mb"])
def test_space_is_limited_and_comes_back(start: Start, setting: str) -> None:
    server = start(f"{setting}=1")
    with IrcClient(port_of(server)) as ann:
        enter(ann, "ann")
        path = send_file(server, ann, bytes(700_000))
        refused = ask(port_of(server), "POST", upload_address(ann), bytes(700_001))
        assert refused.status == 507
        command(ann, f"FILEHOST DELETE {path.split('/')[2]}")
        assert ask(port_of(server), "POST", upload_address(ann), bytes(700_002)).status == 201


def test_client_that_sends_more_than_it_said_is_refused(start: Start) -> None:
    server = start("files.size_mb=1")
    with IrcClient(port_of(server)) as ann, socket.create_connection(("127.0.0.1", port_of(server)), SECONDS) as client:
        enter(ann, "ann")
        head = f"POST {upload_address(ann)} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
        client.sendall(head.encode())
        piece = b"10000\r\n" + bytes(65536) + b"\r\n"
        for _ in range(20):
            client.sendall(piece)
        assert b"413" in client.recv(100)
    wait_until(lambda: not list((server.data / "files" / "partial").iterdir()))
    assert contents(server) == []


def test_lying_lengths_are_refused(start: Start) -> None:
    """Sizes that no number holds, or that the body does not have; a token that no connection has."""
    server = start()
    with IrcClient(port_of(server)) as ann:
        enter(ann, "ann")
        for lie, status in (("9" * 5000, 400), ("-1", 400), ("3", 413), ("5000", 400)):
            path = upload_address(ann)
            assert ask(port_of(server), "POST", path, b"x" * 500, tls=True, upload_length=lie).status == status
        wait_until(lambda: not list((server.data / "files" / "partial").iterdir()))
        refused = ask(port_of(server), "POST", "/upload", b"x", tls=True, authorization=f"Bearer {'9' * 5000}.x")
        assert refused.status == 403
    assert not contents(server)


def test_only_media_if_the_host_wants_so(start: Start) -> None:
    server = start("files.kinds=media")
    with IrcClient(port_of(server)) as ann:
        enter(ann, "ann")
        refused = ask(port_of(server), "POST", upload_address(ann), b"#!/bin/sh", content_type="image/png")
        assert (refused.status, "Only pictures" in refused.text) == (415, True)
        taken = ask(
            port_of(server), "POST", upload_address(ann), PNG, content_type="text/plain",
            content_disposition='attachment; filename="cat.png"',
        )  # fmt: skip
        assert taken.status == 201, "the name tells a picture"
        assert ask(port_of(server), "OPTIONS", "/upload").headers["accept-post"] == "image/*, audio/*, video/*"
    assert len(contents(server)) == 1


@pytest.mark.parametrize(
    ("headers", "body"),
    [("Content-Type: application/pdf\r\n", b""), ("Content-Type: image/png\r\n", b"#!/bin/sh".ljust(64))],
    ids=["head", "first bytes"],
)
def test_unwanted_kind_is_refused_before_the_file_has_come(start: Start, headers: str, body: bytes) -> None:
    server = start("files.kinds=media")
    port = port_of(server)
    with IrcClient(port) as ann, socket.create_connection(("127.0.0.1", port), SECONDS) as client:
        enter(ann, "ann")
        head = f"POST {upload_address(ann)} HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n{headers}\r\n"
        client.sendall(head.encode() + body)
        assert client.recv(100).startswith(b"HTTP/1.1 415 ")
    wait_until(lambda: not list((server.data / "files" / "partial").iterdir()))


def test_page_that_calls_itself_a_picture_is_an_attachment(start: Start) -> None:
    server = start()
    with IrcClient(port_of(server)) as ann:
        enter(ann, "ann")
        path = send_file(server, ann, b"<script>alert(1)</script>", "cat.svg")
        got = ask(port_of(server), "GET", path)
    assert got.headers["content-type"] == "application/octet-stream"
    assert got.headers["content-disposition"].startswith("attachment;")


# Reading


def test_upload_that_rests_holds_only_the_space_of_its_bytes(start: Start) -> None:
    """Else a few guests with announced sizes and no bytes keep everybody from sending. Going on needs space again."""
    server = start("files.total_mb=1", "limits.enabled=false")
    port = port_of(server)
    with IrcClient(port) as ann:
        ann.register("ann")
        resting = upload_address(ann, "")
        begun = ask(port, "POST", resting, bytes(100_000), upload_complete="?0", upload_length="900000")
        assert begun.status == 204
        assert ask(port, "POST", upload_address(ann, ""), bytes(600_000)).status == 201
        refused = ask(port, "PATCH", resting, bytes(800_000), upload_offset="100000")
        assert (refused.status, refused.text.strip()) == (507, "This chat has no space left for files")
        assert ask(port, "DELETE", resting).status == 204
        assert ask(port, "POST", upload_address(ann, ""), bytes(300_000)).status == 201


def test_picture_of_a_person_is_kept_alone(start: Start) -> None:
    """A page or a text is no picture, whatever its head says. Only the bytes that Metadata names are kept."""
    server = start()
    with IrcClient(port_of(server)) as ann:
        ann.register("ann", "draft/metadata-2 batch")
        answers = [
            ask(port_of(server), "POST", command(ann, "FILEHOST AVATAR").params[1], body, content_type="image/png")
            for body in (b"<html>", PNG[:5000], PNG[:6000])
        ]
        assert [answer.status for answer in answers] == [415, 201, 201]
        wait_until(lambda: len(contents(server)) == 1)
        address = answers[2].headers["location"]
        ann.send(f"METADATA * SET avatar {address}")
        ann.fence()
        assert ask(port_of(server), "GET", urlsplit(address).path).body == PNG[:6000]


def test_parts_and_tags(start: Start) -> None:
    server = start()
    port = port_of(server)
    with IrcClient(port) as ann:
        path = send_file(server, enter(ann, "ann"))
    connection = connect(port)
    part = ask_on(connection, "GET", path, range="bytes=10-19")
    assert (part.status, part.body) == (206, PNG[10:20])
    assert part.headers["content-range"] == f"bytes 10-19/{len(PNG)}"
    assert ask_on(connection, "GET", path, range="bytes=-5").body == PNG[-5:]
    assert ask_on(connection, "GET", path, range=f"bytes={len(PNG) - 3}-").body == PNG[-3:]
    beyond = ask_on(connection, "GET", path, range=f"bytes={len(PNG)}-")
    assert (beyond.status, beyond.headers["content-range"]) == (416, f"bytes */{len(PNG)}")
    etag = part.headers["etag"]
    assert ask_on(connection, "GET", path, if_none_match=etag).status == 304
    assert ask_on(connection, "GET", path, range="bytes=0-4", if_range='"other"').body == PNG
    assert ask_on(connection, "GET", path, range="bytes=0-4", if_range=etag).body == PNG[:5]
    connection.close()


def test_unknown_file(start: Start) -> None:
    port = port_of(start())
    assert ask(port, "GET", "/files/AAAAAAAAAAAAAAAAAAAAAA/cat.png").status == 404
    assert ask(port, "GET", "/files/../server.key").status == 404


# Deletion


# Broken uploads


def test_upload_goes_on_where_it_broke_off(start: Start) -> None:
    server = start()
    port = port_of(server)
    with IrcClient(port) as ann, socket.create_connection(("127.0.0.1", port), SECONDS) as client:
        enter(ann, "ann")
        address = upload_address(ann)
        head = f"POST {address} HTTP/1.1\r\nHost: a\r\nContent-Length: {len(PNG)}\r\n"
        head += 'Content-Disposition: x; filename="a b.png"\r\n\r\n'
        client.sendall(head.encode() + PNG[:300_000])
        wait_until(lambda: ask(port, "HEAD", address).headers.get("upload-offset") == "300000")
        client.close()
        wrong = ask(port, "PATCH", address, PNG[5:], upload_offset="5")
        assert (wrong.status, wrong.headers["upload-offset"]) == (409, "300000")
        for body, status in ((PNG[300_000:] + b"x", 413), (PNG[300_000:-1], 400)):
            assert ask(port, "PATCH", address, body, upload_offset="300000").status == status
        part = ask(port, "PATCH", address, PNG[300_000:400_000], upload_offset="300000", upload_complete="?0")
        assert (part.status, part.headers["upload-offset"], part.headers["upload-complete"]) == (204, "400000", "?0")
        done = ask(port, "PATCH", address, PNG[400_000:], upload_offset="400000", upload_complete="?1")
        assert done.status == 201
        path = urlsplit(done.headers["location"]).path
        assert path.endswith("/a%20b.png")
        assert ask(port, "GET", path).body == PNG
        known = ask(port, "HEAD", address)
        assert (known.headers["upload-complete"], urlsplit(known.headers["location"]).path) == ("?1", path)


def test_connection_that_is_dead_without_knowing_adds_nothing(start: Start) -> None:
    server = start()
    port = port_of(server)
    with IrcClient(port) as ann, socket.create_connection(("127.0.0.1", port), SECONDS) as dead:
        enter(ann, "ann")
        address = upload_address(ann)
        dead.sendall(f"POST {address} HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\n\r\nabc".encode())
        wait_until(lambda: ask(port, "HEAD", address).headers.get("upload-offset") == "3")
        done = ask(port, "PATCH", address, b"xyz", upload_offset="3")
        assert done.status == 201
        dead.sendall(b"def")
        assert b"409" in dead.recv(100)
        assert ask(port, "GET", urlsplit(done.headers["location"]).path).body == b"abcxyz"


def test_cancelled_upload_leaves_nothing(start: Start) -> None:
    server = start("files.total_mb=1")
    port = port_of(server)
    with IrcClient(port) as ann:
        enter(ann, "ann")
        address = upload_address(ann)
        ask(port, "POST", address, bytes(600_000), upload_complete="?0", upload_length="900000")
        assert ask(port, "POST", upload_address(ann), bytes(600_000)).status == 507
        assert ask(port, "DELETE", address).status == 204
        assert ask(port, "HEAD", address).status == 404
        wait_until(lambda: ask(port, "POST", upload_address(ann), bytes(600_000)).status == 201)
    assert not list((server.data / "files" / "partial").iterdir())


def test_refusal_has_a_code_for_the_windows(start: Start) -> None:
    port = port_of(start())
    refused = ask(port, "GET", "/files/AAAAAAAAAAAAAAAAAAAAAA/x")
    assert json.loads(unquote(refused.headers["desktop-chat-text"])) == ["NO_SUCH_FILE"]
