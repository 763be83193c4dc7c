"""One server for all attacks of a module, as anybody may run it, and people who come to it."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop_chat.irc.message import Message
from desktop_chat.net.identity import open_identity
from tests.e2e.programs import ServerProcess, server
from tests.irc_client import IrcClient

CAPABILITIES = (
    "message-tags server-time batch echo-message labeled-response standard-replies account-tag draft/chathistory "
    "draft/message-redaction desktop-chat/edit desktop-chat/search draft/event-playback"
)
Come = Callable[..., IrcClient]


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """Limits on the pace are off; those on guessing are not."""
    with server(tmp_path_factory.mktemp("attacked") / "data", "limits.enabled=false") as process:
        yield process


@pytest.fixture
def come(attacked: ServerProcess, tmp_path: Path) -> Iterator[Come]:
    """Enter by a nick; `key`: with the certificate of this name, over TLS."""
    inside: list[IrcClient] = []

    def enter(nick: str, key: str = "", rooms: tuple[str, ...] = ()) -> IrcClient:
        if key:
            own = open_identity(tmp_path, key, f"{key}.example", datetime.now(UTC))
            client = IrcClient(attacked.port, tls=True, certificate=(own.certificate, own.key))
        else:
            client = IrcClient(attacked.port)
        inside.append(client)
        client.register(nick, CAPABILITIES)
        for room in rooms:
            client.join(room)
        return client

    yield enter
    for client in inside:
        client.close()


def said(messages: list[Message]) -> list[str]:
    """The words among what was heard."""
    return [one.params[1] for one in messages if one.command in ("PRIVMSG", "NOTICE") and len(one.params) > 1]


def ask(client: IrcClient, *lines: str) -> list[Message]:
    client.send(*lines)
    return client.fence()


def plain(name: str, password: str, authorization: str = "") -> str:
    return base64.b64encode(f"{authorization}\0{name}\0{password}".encode()).decode()
