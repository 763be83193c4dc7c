"""Programs post to a real server over TLS, and each answer is a status with a sentence."""

from __future__ import annotations

import json
import ssl
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection

import pytest

from desktop_chat.clock import now_ms
from desktop_chat.server.server import ChatServer
from desktop_chat.server.webhooks.webhook_route import LARGEST
from tests.irc_client import IrcClient
from tests.patience import SECONDS
from tests.server.conftest import Start


@pytest.fixture
def server(start: Start) -> ChatServer:
    return start()


@pytest.fixture
def ann(server: ChatServer) -> Iterator[IrcClient]:
    with IrcClient(server.listening[0].port) as client:
        client.register("ann", "message-tags draft/multiline batch")
        client.join("#dev")
        yield client


def make(server: ChatServer, per_minute: int = 0) -> str:
    with server.core.locked_hub() as hub:
        return hub.host.add_webhook(now_ms(), room="#dev", name="CI", picture="", per_minute=per_minute)


def post(
    server: ChatServer, path: str, body: bytes, kind: str = "application/json", method: str = "POST", **headers: str
) -> tuple[HTTPResponse, str]:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    connection = HTTPSConnection("127.0.0.1", server.listening[0].port, timeout=SECONDS, context=context)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, body, {"content-type": kind, **named})
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer, text.strip()


def heard(ann: IrcClient) -> list[tuple[str, str]]:
    return [(message.nick, message.params[-1]) for message in ann.fence() if message.command == "PRIVMSG"]


def test_a_post_is_said_in_the_room(server: ChatServer, ann: IrcClient) -> None:
    path = make(server)
    answer, text = post(server, path, json.dumps({"text": "Soup *is* ready", "username": "Kitchen"}).encode())
    assert (answer.status, text) == (200, "ok")
    answer, text = post(server, path, "Суп\nготов".encode(), "text/plain")
    assert (answer.status, text) == (200, "ok")
    assert heard(ann) == [("Kitchen/bot", "Soup \x02is\x02 ready"), ("CI/bot", "Суп"), ("CI/bot", "готов")]


def test_an_event_of_github_is_a_line(server: ChatServer, ann: IrcClient) -> None:
    path = make(server)
    event = {"action": "published", "release": {"name": "v1"}, "sender": {"login": "bob"}}
    answer, _ = post(server, path, json.dumps(event).encode(), x_github_event="release")
    assert answer.status == 200
    answer, text = post(server, path, b'{"zen": "Design for failure."}', x_github_event="ping")
    assert (answer.status, text) == (200, "ok: there is nothing to say about this event.")
    assert heard(ann) == [("CI/bot", "\x02bob\x02 published the release \x02v1\x02")]


@pytest.mark.parametrize(
    ("body", "kind", "sentence"),
    [
        (b"{", "application/json", "The body is no JSON object."),
        (b"", "application/json", "The body is no JSON object."),
        (b"{}", "application/json", "The body has no text."),
        (b"GIF89a", "image/gif", "A webhook takes JSON, plain text or a form, not 'image/gif'."),
    ],
)
def test_400_says_what_is_wrong(server: ChatServer, ann: IrcClient, body: bytes, kind: str, sentence: str) -> None:
    answer, text = post(server, make(server), body, kind)
    assert (answer.status, text) == (400, sentence)


def test_404_for_addresses_that_are_none_or_are_no_more(server: ChatServer, ann: IrcClient) -> None:
    path = make(server)
    with server.core.locked_hub() as hub:
        hub.host.delete_webhook(1, now_ms())
    for wrong in (path, "/hooks/guess", "/hooks/%FF%00", f"{path}/x"):
        answer, text = post(server, wrong, b'{"text": "x"}')
        assert (answer.status, text) == (404, "No such webhook: it may have been deleted."), wrong
    assert heard(ann) == []


def test_405_for_a_browser_that_looks(server: ChatServer, ann: IrcClient) -> None:
    answer, text = post(server, make(server), b"", method="GET")
    assert (answer.status, answer.getheader("allow")) == (405, "POST, OPTIONS")
    assert text == "Only POST works here."


def test_413_for_a_body_that_is_too_large(server: ChatServer, ann: IrcClient) -> None:
    answer, text = post(server, make(server), b"x" * (LARGEST + 1), "text/plain")
    assert (answer.status, text) == (413, f"The request is too large: {LARGEST} bytes at most.")


def test_429_for_a_program_that_is_too_fast(server: ChatServer, ann: IrcClient) -> None:
    path = make(server, per_minute=1)
    assert post(server, path, b'{"text": "one"}')[0].status == 200
    answer, text = post(server, path, b'{"text": "two"}')
    assert (answer.status, answer.getheader("retry-after")) == (429, "60")
    assert text == "This webhook posts 1 times a minute at most: try again in a minute."
    assert heard(ann) == [("CI/bot", "one")]


def test_503_while_nothing_can_be_kept(server: ChatServer, ann: IrcClient, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make(server)
    monkeypatch.setattr(type(server.core.store), "error_text", "The disk is full.")
    answer, text = post(server, path, b'{"text": "one"}')
    assert (answer.status, text) == (503, "The disk is full.")


def test_programs_of_this_computer_need_no_encryption(server: ChatServer, ann: IrcClient) -> None:
    connection = HTTPConnection("127.0.0.1", server.listening[0].port, timeout=SECONDS)
    for text in ("one", "two"):  # over the same connection
        connection.request("POST", make(server), text, {"content-type": "text/plain"})
        answer = connection.getresponse()
        assert (answer.status, answer.read()) == (200, b"ok\n")
    connection.close()
    assert heard(ann) == [("CI/bot", "one"), ("CI/bot", "two")]


def test_posts_are_noted_in_the_log(server: ChatServer, ann: IrcClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO"):
        post(server, make(server), b'{"text": "one"}')
    assert "CI may post to #dev by a webhook that the host made." in caplog.messages
    assert "CI posted to #dev by its webhook." in caplog.messages
