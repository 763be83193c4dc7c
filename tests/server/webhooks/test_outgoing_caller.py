"""What is said in a room reaches a program, signed, again after faults, and its answer reaches the room."""

from __future__ import annotations

import json
import logging
import socket
from collections.abc import Iterator
from queue import Empty

import pytest

from desktop_chat.clock import now_ms
from desktop_chat.server.server import ChatServer
from desktop_chat.server.webhooks import outgoing_caller
from desktop_chat.server.webhooks.call_payload import sign
from tests.irc_client import IrcClient
from tests.patience import SECONDS
from tests.server.conftest import Start
from tests.server.webhooks.web_listener import WebListener, web_listener


@pytest.fixture
def listener() -> Iterator[WebListener]:
    with web_listener() as opened:
        yield opened


@pytest.fixture
def server(start: Start, monkeypatch: pytest.MonkeyPatch) -> ChatServer:
    monkeypatch.setattr(outgoing_caller, "RETRY_SECONDS", (0.01, 0.01))
    return start()


@pytest.fixture
def ann(server: ChatServer) -> Iterator[IrcClient]:
    with IrcClient(server.listening[0].port) as client:
        client.register("ann", "message-tags")
        client.join("#dev")
        yield client


def make(server: ChatServer, listener: WebListener, room: str = "#dev", word: str = "", path: str = "") -> str:
    address = listener.address + path
    with server.core.locked_hub() as hub:
        return hub.host.add_outgoing_webhook(now_ms(), room=room, name="Deploy", address=address, word=word)


def test_a_message_is_told_signed(server: ChatServer, listener: WebListener, ann: IrcClient) -> None:
    secret = make(server, listener)
    ann.send("PRIVMSG #dev :deploy \x02now\x02", "NOTICE #dev :not told", "TAGMSG #dev")
    asked = listener.asked.get(timeout=SECONDS)
    told = json.loads(asked.body)
    assert (told["channel_name"], told["user_name"], told["text"]) == ("#dev", "ann", "deploy now")
    headers = asked.headers
    signed = sign(secret, headers["webhook-id"], int(headers["webhook-timestamp"]), asked.body)
    assert headers["webhook-signature"] == signed
    assert headers["webhook-id"] == told["post_id"]
    assert headers["user-agent"].startswith("desktop-chat-")
    ann.send("PRIVMSG #dev :second")
    assert json.loads(listener.asked.get(timeout=SECONDS).body)["text"] == "second"


def test_the_answer_is_said_in_the_room_and_told_to_nobody(
    server: ChatServer, listener: WebListener, ann: IrcClient
) -> None:
    make(server, listener)
    listener.answers.append((200, {}, json.dumps({"text": "It is *done*"}).encode()))
    ann.send("PRIVMSG #dev :deploy")
    heard = ann.until("PRIVMSG")[-1]
    assert (heard.nick, heard.params[-1], heard.tags["bot"]) == ("Deploy/bot", "It is \x02done\x02", "")
    listener.asked.get(timeout=SECONDS)
    ann.send("PRIVMSG #dev :another")
    assert json.loads(listener.asked.get(timeout=SECONDS).body)["text"] == "another", "not the answer"


def test_an_address_that_fails_is_called_again_with_the_same_id(
    server: ChatServer, listener: WebListener, ann: IrcClient, caplog: pytest.LogCaptureFixture
) -> None:
    make(server, listener)
    listener.answers += [(500, {}, b""), (429, {}, b""), (200, {}, b"")]
    with caplog.at_level(logging.INFO):
        ann.send("PRIVMSG #dev :deploy")
        asked = [listener.asked.get(timeout=SECONDS) for _ in range(3)]
    assert len({one.headers["webhook-id"] for one in asked}) == 1
    assert "Webhook 1 could not be called: the answer is 500. It is tried again." in caplog.messages


def test_it_gives_up_in_the_end_and_at_once_where_trying_again_is_no_use(
    server: ChatServer, listener: WebListener, ann: IrcClient, expected_warnings: list[logging.LogRecord]
) -> None:
    make(server, listener)
    listener.answers += [(503, {}, b"")] * 3 + [(404, {}, b"")]
    ann.send("PRIVMSG #dev :one")
    for _ in range(3):
        listener.asked.get(timeout=SECONDS)
    ann.send("PRIVMSG #dev :two", "PRIVMSG #dev :three")
    assert [json.loads(listener.asked.get(timeout=SECONDS).body)["text"] for _ in range(2)] == ["two", "three"]
    server.stop()
    assert [record.getMessage() for record in expected_warnings] == [
        "Webhook 1 could not be called: the answer is 503.",
        "Webhook 1 could not be called: the answer is 404.",
    ]
    with pytest.raises(Empty):
        listener.asked.get_nowait()


def test_calls_above_all_measure_are_dropped(
    server: ChatServer,
    listener: WebListener,
    ann: IrcClient,
    monkeypatch: pytest.MonkeyPatch,
    expected_warnings: list[logging.LogRecord],
) -> None:
    monkeypatch.setattr(outgoing_caller, "MOST_WAITING", 0)
    make(server, listener)
    ann.send("PRIVMSG #dev :one")
    ann.fence()
    assert listener.asked.empty()
    assert expected_warnings[0].getMessage() == "Webhook 1 has too many calls waiting; one was dropped."


def test_a_stop_ends_a_call_that_gets_no_answer(server: ChatServer, ann: IrcClient) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent.settimeout(SECONDS)
        listener = WebListener(silent.getsockname()[1])
        make(server, listener)
        ann.send("PRIVMSG #dev :one")
        connection, _ = silent.accept()
        assert connection.recv(4096)
        server.stop()
        connection.close()
